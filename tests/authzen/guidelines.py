"""The rulebook of the guidelines, asked in the words of AuthZEN: what is required, requested and advised, and a clearance from
its request to the decision that changes. The other standards that a service keeps are looked at on the way."""
import openapi
import webhooks
from server import Server

EVALUATION, REQUESTS = "/access/v1/evaluation", "/access/v1/requests"
STATE = {
    "quadrennium": [{"id": "q-now", "label": "now", "start": "2021-01-01", "end": "2099-12-31"}],
    "group": [{"id": "g-cats", "name": "Wild Cat Specialist Group", "type": "specialist_group", "status": "active"}],
    "person": [{"id": "p-ana", "name": "Ana", "employer": "University"}, {"id": "p-olu", "name": "Olu", "employer": "Museum"}],
    "term": [{"id": "t-1", "person": "p-ana", "group": "g-cats", "role": "chair", "quadrennium": "q-now", "start": "2021-01-01", "end": "2099-12-31"}],
    "coi": [{"id": "d-1", "person": "p-ana", "filed_on": "2021-02-01", "nil": True}],
}


def approach(strict=True, **properties):
    facts = {"amount": {"amount": "250000.00", "currency": "USD"}, "donor_scope": "global", "in_group_name": True,
             "in_kind": False, "fund_purpose": "priority_action", "beneficiary": "group", **properties}
    return {"subject": {"type": "person", "id": "p-ana"}, "action": {"name": "approach_donor", "properties": facts},
            "resource": {"type": "donor", "id": "Wide Fund"}, "context": {"group": "g-cats"}, "options": {"strict": strict}}


def run(program, rules, tally):
    with Server(program, rules, STATE, ["--webhook-hosts", "127.0.0.1"]) as server:
        check_mapping(server, tally)
        check_clearance(server, tally, "cleared", "approved", True)
        check_refusals(server, tally)
        check_once(server, tally)
        check_calendar(server, tally)
        webhooks.run(server, tally)
        openapi.run(server, tally)


def check_mapping(server, tally):
    requested = server.post(EVALUATION, approach(strict=False)).json
    tally.same("what is only requested is no denial", (requested["decision"], requested["context"]["outcome"]), (True, "action_requested"))
    strict = server.post(EVALUATION, approach()).json
    context = strict["context"]
    tally.same("strictly it is", (strict["decision"], context["reason"]), (False, "approval_required"))
    tally.check("reasons", any(one["rule"] == "fundraising.large_approach" and one["text"] for one in context["findings"]), context)
    tally.check("advice, not obligations", context["advice"] and not context["obligations"], context)
    tally.same("the access request", context["access_request"]["template"], "fundraising.large_approach")
    unknown = server.post(EVALUATION, approach(donor_scope=None)).json
    tally.same("not known is no", unknown["decision"], False)
    tally.same("what is missing", [one["fact"] for one in unknown["context"]["missing"]], ["donor_scope"])
    small = server.post(EVALUATION, approach(amount={"amount": "100.00", "currency": "USD"})).json
    tally.same("a small approach", small["decision"], True)
    native = {"action": "approach_donor", "actor": "p-ana", "group": "g-cats", "date": context["date"],
              "facts": {**approach()["action"]["properties"], "donor": "Wide Fund"}}
    answer = server.post("/v1/decisions", native).json
    tally.same("the same findings as asked here", context["findings"], answer["findings"])
    tally.same("it is in the log", server.get("/v1/decisions/" + context["id"]).json["findings"], context["findings"])


def queue(server, party):
    return [one["task"]["id"] for one in server.get(f"{REQUESTS}?party={party}").json["data"]]


def check_clearance(server, tally, answer, status, decision):
    denied = server.post(EVALUATION, approach()).json["context"]
    asked = {**approach(), "denial": {"evaluation_id": denied["evaluation_id"]}}
    headers = {"Idempotency-Key": "clearance-1"}
    taken = server.post(REQUESTS, asked, headers)
    tally.same("the request is taken in", (taken.status, taken.json["task"]["status"]), (202, "pending"))
    name = taken.json["task"]["id"]
    again = server.post(REQUESTS, asked, headers)
    tally.same("sent again, it is the same request", (again.status, again.json["task"]["id"]), (202, name))
    tally.same("another like it is refused", server.post(REQUESTS, approach()).status, 409)
    for party in ("chairs_office", "secretariat"):
        tally.same(f"it is in the queue of the {party}", queue(server, party), [name])
    tally.same("it is in no other queue", queue(server, "members"), [])
    waiting = server.post(EVALUATION, approach()).json
    tally.same("the decision waits", (waiting["decision"], waiting["context"]["outcome"]), (False, "pending"))
    own = {"answer": answer, "subject": {"type": "person", "id": "p-ana"}}
    tally.same("nobody answers their own", server.post(f"{REQUESTS}/{name}/answer", own).status, 403)
    joint = server.post(f"{REQUESTS}/{name}/answer", {"answer": "joint_strategy"}).json["task"]
    tally.same("it goes to joint strategy", (joint["status"], joint["answer"]), ("pending", "joint_strategy"))
    done = server.post(f"{REQUESTS}/{name}/answer", {"answer": answer, "subject": {"type": "person", "id": "p-olu"}})
    tally.same("it is answered", (done.status, done.json["task"]["status"]), (200, status))
    tally.same("to be evaluated again", done.json["task"]["result"]["mode"], "reevaluate")
    tally.same("the queue is empty", queue(server, "chairs_office"), [])
    tally.same("the decision has changed", server.post(EVALUATION, approach()).json["decision"], decision)
    tally.same("an answer is given once", server.post(f"{REQUESTS}/{name}/answer", {"answer": "refused"}).status, 409)
    tally.same("its status", server.get(f"{REQUESTS}/{name}").json["task"]["status"], status)


def check_refusals(server, tally):
    small = approach(amount={"amount": "100.00", "currency": "USD"})
    refused = server.post(REQUESTS, small)
    tally.same("what needs nothing cannot be requested", (refused.status, refused.json["type"].rsplit(":")[-1]), (400, "not_requestable"))
    other = {**approach(), "resource": {"type": "donor", "id": "Other Fund"}}
    unbound = server.post(REQUESTS, {**other, "denial": {"evaluation_id": "01J"}})
    tally.same("a denial that never was", (unbound.status, unbound.json["type"].rsplit(":")[-1]), (400, "invalid_denial_binding"))
    tally.same("an unknown request", server.get(f"{REQUESTS}/nothing").status, 404)
    made = server.post(REQUESTS, other).json["task"]["id"]
    bad = server.post(f"{REQUESTS}/{made}/answer", {"answer": "claered"})
    tally.check("a misspelt answer", bad.status == 400 and "cleared" in bad.text, bad.text)
    server.post(f"{REQUESTS}/{made}/answer", {"answer": "refused"})
    tally.same("refused", server.get(f"{REQUESTS}/{made}").json["task"]["status"], "denied")
    decision = server.post(EVALUATION, other).json
    tally.same("the decision after a refusal", (decision["decision"], decision["context"]["outcome"]), (False, "refer"))


def check_once(server, tally):
    path, body, headers = "/v1/records/person/p-new", {"name": "New"}, {"Idempotency-Key": "put-1"}
    first, again = server.put(path, body, headers), server.put(path, body, headers)
    tally.same("a change is made once", (first.status, again.status, first.headers["ETag"]), (201, 201, again.headers["ETag"]))
    tally.same("the repetition says so", again.headers["Idempotent-Replayed"], "true")
    tally.same("there is one change", len(server.get(path + "/history").json["data"]), 1)
    tally.same("another request with the same key", server.put(path, {"name": "Newer"}, headers).status, 422)
    refused = server.put(path, {"name": 7}, {"Idempotency-Key": "put-2"})
    repaired = server.put(path, {"name": "Seven"}, {"Idempotency-Key": "put-2"})
    tally.same("what was refused can be sent again", (refused.status, repaired.status), (422, 200))


def check_calendar(server, tally):
    calendar = server.get("/v1/compliance/calendar.ics?group=g-cats")
    tally.same("a calendar", (calendar.status, calendar.headers["Content-Type"]), (200, "text/calendar; charset=utf-8"))
    lines = calendar.text.split("\r\n")
    tally.same("it begins and ends", (lines[0], lines[-2], lines[-1]), ("BEGIN:VCALENDAR", "END:VCALENDAR", ""))
    tally.check("no line is longer than 75 bytes", all(len(line.encode()) <= 75 for line in lines))
    whole = calendar.text.replace("\r\n ", "").split("\r\n")
    begun = sum(line == "BEGIN:VEVENT" for line in whole)
    names = [line for line in whole if line.startswith("UID:")]
    tally.same("each event has a name of its own", len(set(names)), begun)
    rows = server.get("/v1/compliance/findings?group=g-cats&limit=500").json["data"]
    due = sorted(row["due"].replace("-", "") for row in rows if row["due"] and row["status"] != "met")
    seen = sorted(line.split(":")[1] for line in whole if line.startswith("DTSTART"))
    tally.same("an event for each due date", seen, due)
    tally.same("unknown filters are refused", server.get("/v1/compliance/calendar.ics?grup=g-cats").status, 422)
