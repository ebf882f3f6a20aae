"""What the AuthZEN 1.0 certification scenario asks of a decision point: its fixture, forms, errors, headers, metadata."""
import json

from server import Server

EVALUATION, EVALUATIONS, SEARCH = "/access/v1/evaluation", "/access/v1/evaluations", "/access/v1/search/"
BASE = "https://decisions.example"


def entity(kind, name, **properties):
    return {"type": kind, "id": name, **({"properties": properties} if properties else {})}


def action(name, **properties):
    return {"name": name, **({"properties": properties} if properties else {})}


ALICE, BOB, ADMIN = entity("user", "alice"), entity("user", "bob"), entity("user", "bob", role="admin")
ACTIVE, ARCHIVED = entity("record", "record-1"), entity("record", "record-2", status="archived")
READ, WRITE = action("read"), action("write")


def question(subject, act, resource, **more):
    return {"subject": subject, "action": act, "resource": resource, **more}


DECISIONS = [
    (ALICE, READ, ACTIVE, True), (ALICE, WRITE, ACTIVE, True), (BOB, READ, ACTIVE, True), (BOB, WRITE, ACTIVE, False),
    (ALICE, WRITE, ARCHIVED, False), (ADMIN, WRITE, ARCHIVED, True),
    (ALICE, action("delete", soft=True), ACTIVE, True), (ALICE, action("delete", soft=False), ACTIVE, False),
    (ALICE, WRITE, entity("record", "record-1", status="archived"), False),  # what is sent counts, not what is stored
    (entity("user", "nobody"), READ, ACTIVE, False), (entity("spaceship", "alice"), READ, ACTIVE, False),
    (ALICE, action("fly"), ACTIVE, False), (ALICE, READ, entity("record", "nothing"), False),
    (ALICE, action("delete"), ACTIVE, False),  # whether it can be undone is not said
]
SEARCHES = [
    ("subject", {"subject": {"type": "user"}, "action": READ, "resource": ACTIVE}, ["alice", "bob"]),
    ("subject", {"subject": {"type": "user", "id": "alice"}, "action": READ, "resource": ACTIVE}, ["alice", "bob"]),
    ("subject", {"subject": {"type": "user"}, "action": READ, "resource": ACTIVE, "context": {"time": "now"}}, ["alice", "bob"]),
    ("subject", {"subject": {"type": "user"}, "action": WRITE, "resource": ARCHIVED}, ["bob"]),
    ("resource", {"subject": ALICE, "action": READ, "resource": {"type": "record"}}, ["record-1", "record-2"]),
    ("resource", {"subject": ADMIN, "action": WRITE, "resource": {"type": "record"}}, ["record-2"]),
    ("action", {"subject": ALICE, "resource": ACTIVE}, ["read", "write"]),
    ("action", {"subject": ADMIN, "resource": ARCHIVED}, ["read", "write"]),
    ("action", {"subject": entity("user", "nonexistent-user"), "resource": ACTIVE}, []),
    ("subject", {"subject": {"type": "spaceship"}, "action": READ, "resource": ACTIVE}, []),
    ("resource", {"subject": ALICE, "action": READ, "resource": {"type": "planet"}}, []),
    ("resource", {"subject": ALICE, "action": action("fly"), "resource": {"type": "record"}}, []),
]


def run(program, folder, tally):
    state = json.loads((folder / "state.json").read_text())
    with Server(program, folder, state, ["--public-url", BASE + "/", "--log-requests"]) as server:
        check_decisions(server, tally)
        check_forms(server, tally)
        check_errors(server, tally)
        check_headers(server, tally)
        check_batches(server, tally)
        check_searches(server, tally)
        check_metadata(server, tally)


def check_decisions(server, tally):
    for subject, act, resource, expected in DECISIONS:
        asked = question(subject, act, resource)
        for repeated in range(2):
            answer = server.post(EVALUATION, asked)
            tally.same(f"decision {json.dumps(asked)}", (answer.status, answer.json.get("decision")), (200, expected))
        tally.check("the context is an object", isinstance(answer.json.get("context", {}), dict), answer.text)


def check_forms(server, tally):
    wordy = question(entity("user", "alice", department="Sales", role="manager"), action("read", method="GET"),
                     entity("record", "record-1", status="active", owner="bob"))
    forms = {
        "context": question(ALICE, READ, ACTIVE, context={"time": "2025-06-27T18:03-07:00", "ip": "192.168.1.1"}),
        "further properties": wordy,
        "unknown fields": question(ALICE, READ, ACTIVE, foo="bar", futureField={"nested": True}),
        "nulls": question({**ALICE, "properties": None}, READ, ACTIVE, context=None),
    }
    for what, form in forms.items():
        answer = server.post(EVALUATION, form)
        tally.same(what, (answer.status, answer.json.get("decision")), (200, True))
        tally.check(f"{what}: JSON", answer.headers["Content-Type"].startswith("application/json"), answer.headers)


def check_errors(server, tally):
    whole = question(ALICE, READ, ACTIVE)
    bad = {f"no {part}": {key: value for key, value in whole.items() if key != part} for part in whole}
    for part, key in (("subject", "type"), ("subject", "id"), ("action", "name"), ("resource", "type"), ("resource", "id")):
        bad[f"no {part}.{key}"] = {**whole, part: {name: value for name, value in whole[part].items() if name != key}}
        bad[f"{part}.{key} is a number"] = {**whole, part: {**whole[part], key: 123}}
        bad[f"{part}.{key} is null"] = {**whole, part: {**whole[part], key: None}}
    for part in whole:
        bad[f"{part} is text"] = {**whole, part: "alice"}
    bad["properties are a list"] = {**whole, "subject": {**ALICE, "properties": []}}
    bad["context is text"] = {**whole, "context": "here"}
    bad["a list"] = [whole]
    bad["a value of the wrong type"] = question(ALICE, action("delete", soft="yes"), ACTIVE)
    for what, body in bad.items():
        answer = server.post(EVALUATION, body)
        tally.same(what, (answer.status, answer.headers["Content-Type"]), (400, "application/problem+json"))
        tally.check(f"{what}: says where", answer.json.get("errors"), answer.text)
    for path in (EVALUATION, EVALUATIONS, SEARCH + "subject", SEARCH + "resource", SEARCH + "action"):
        for what, body, kind in (("malformed", b'{"subject":', "application/json"), ("empty", b"", "application/json"),
                                 ("other type", json.dumps(whole).encode(), "text/plain")):
            answer = server.request("POST", path, body, {"Content-Type": kind})
            tally.same(f"{what} at {path}", answer.status, 400)
        tally.same(f"GET {path}", server.get(path).status, 405)


def check_headers(server, tally):
    name = "bfe9eb29-ab87-4ca3-be83-a1d5d8305716"
    for path, body, status in ((EVALUATION, question(ALICE, READ, ACTIVE), 200), (EVALUATION, {}, 400),
                               (SEARCH + "action", {"subject": ALICE, "resource": ACTIVE}, 200)):
        answer = server.post(path, body, {"X-Request-ID": name})
        tally.same(f"request id at {path}", (answer.status, answer.headers["X-Request-ID"]), (status, name))
    lines = [json.loads(line) for line in server.log_text().splitlines() if line.startswith("{")]
    logged = [(line["path"], line["status"]) for line in lines if line["request_id"] == name]
    tally.same("each is in the log under its id", logged, [(EVALUATION, 200), (EVALUATION, 400), (SEARCH + "action", 200)])
    tally.check("a request id without one", server.post(EVALUATION, question(ALICE, READ, ACTIVE)).headers["X-Request-ID"])


def decisions_of(answer):
    return [one["decision"] for one in answer.json.get("evaluations", [])] if answer.status == 200 else answer.text


def check_batches(server, tally):
    batches = {
        "defaults": ({"subject": ALICE, "action": WRITE, "evaluations": [{"resource": ACTIVE}, {"resource": ARCHIVED}]}, [True, False]),
        "order": ({"subject": BOB, "resource": ACTIVE, "evaluations": [{"action": READ}, {"action": WRITE}]}, [True, False]),
        "subjects": ({"action": WRITE, "resource": ARCHIVED, "evaluations": [{"subject": ALICE}, {"subject": ADMIN}]}, [False, True]),
        "no defaults": ({"evaluations": [question(ALICE, READ, ACTIVE), question(BOB, WRITE, ACTIVE)]}, [True, False]),
        "context": ({"subject": ALICE, "action": READ, "context": {"time": "x"},
                     "evaluations": [{"resource": ACTIVE}, {"resource": ARCHIVED, "context": {"source": "y"}}]}, [True, True]),
        "type from the default": ({"subject": ALICE, "action": WRITE, "resource": {"type": "record"}, "evaluations": [
            {"resource": {"id": "record-1", "properties": {"status": "active"}}}, {"resource": ARCHIVED}]}, [True, False]),
        "properties are not merged": ({"subject": ALICE, "action": WRITE, "resource": {**ACTIVE, "properties": {"status": "archived"}},
                                       "evaluations": [{}, {"resource": ACTIVE}]}, [False, True]),
        "an item with a fault": ({"subject": ALICE, "action": READ, "evaluations": [{"resource": ACTIVE}, {}, 7]}, [True, False, False]),
    }
    for what, (body, expected) in batches.items():
        tally.same(f"batch: {what}", decisions_of(server.post(EVALUATIONS, body)), expected)
    broken = server.post(EVALUATIONS, {"subject": ALICE, "action": READ, "evaluations": [{}]}).json["evaluations"][0]
    tally.same("batch: the fault is in its place", broken["context"]["error"]["status"], 400)
    tally.check("batch: no decision of the whole", "decision" not in server.post(EVALUATIONS, batches["order"][0]).json)
    identifiers = [one["context"]["id"] for one in server.post(EVALUATIONS, batches["defaults"][0]).json["evaluations"]]
    tally.check("batch: each has an id of its own", len(set(identifiers)) == 2, identifiers)
    for name in identifiers:
        tally.same(f"batch: {name} is in the log", server.get(f"/v1/decisions/{name}").status, 200)
    check_semantics(server, tally)
    for what, body in (("no evaluations", question(ALICE, READ, ACTIVE)), ("none of them", question(ALICE, READ, ACTIVE, evaluations=[]))):
        tally.same(f"batch: {what}", server.post(EVALUATIONS, body).json.get("decision"), True)
    tally.same("batch: no evaluations and no resource", server.post(EVALUATIONS, {"subject": ALICE, "action": READ}).status, 400)
    tally.same("batch: evaluations are an object", server.post(EVALUATIONS, question(ALICE, READ, ACTIVE, evaluations={})).status, 400)


def check_semantics(server, tally):
    items = [{"action": action(name)} for name in ("read", "write", "fly", "read")]
    for name, expected in ((None, [True, True, False, True]), ("execute_all", [True, True, False, True]),
                           ("deny_on_first_deny", [True, True, False]), ("permit_on_first_permit", [True])):
        body = {"subject": ALICE, "resource": ACTIVE, "evaluations": items}
        if name:
            body["options"] = {"evaluations_semantic": name}
        tally.same(f"batch: {name}", decisions_of(server.post(EVALUATIONS, body)), expected)
        body["evaluations"] = [{"action": action("fly")}, *items]
        expected = [False] if name == "deny_on_first_deny" else [False, *expected]
        tally.same(f"batch: {name}, a no first", decisions_of(server.post(EVALUATIONS, body)), expected)
    unknown = {"subject": ALICE, "resource": ACTIVE, "evaluations": items, "options": {"evaluations_semantic": "some"}}
    tally.same("batch: unknown semantics", server.post(EVALUATIONS, unknown).status, 400)


def check_searches(server, tally):
    for sought, body, expected in SEARCHES:
        answer = server.post(SEARCH + sought, body)
        results = answer.json.get("results", [])
        seen = [one["name" if sought == "action" else "id"] for one in results]
        tally.same(f"search {sought} {json.dumps(body)}", (answer.status, seen), (200, expected))
        if sought != "action":
            tally.check("search: the type", all(one["type"] == body[sought]["type"] for one in results), results)
    page = {"subject": {"type": "user"}, "action": READ, "resource": ACTIVE, "page": {"limit": 1}}
    first = server.post(SEARCH + "subject", page).json
    tally.same("search: a page", ([one["id"] for one in first["results"]], first["page"]["count"], first["page"]["total"]), (["alice"], 1, 2))
    page["page"] = {"token": first["page"]["next_token"]}
    second = server.post(SEARCH + "subject", page).json
    tally.same("search: the next page", ([one["id"] for one in second["results"]], second["page"]["next_token"]), (["bob"], ""))
    for what, sought, body in (
            ("no action", "subject", {"subject": {"type": "user"}, "resource": ACTIVE}),
            ("no subject", "resource", {"action": READ, "resource": {"type": "record"}}),
            ("no resource", "action", {"subject": ALICE}),
            ("no resource id", "subject", {"subject": {"type": "user"}, "action": READ, "resource": {"type": "record"}}),
            ("no subject id", "resource", {"subject": {"type": "user"}, "action": READ, "resource": {"type": "record"}}),
            ("no subject type", "subject", {"subject": {}, "action": READ, "resource": ACTIVE})):
        tally.same(f"search {sought}: {what}", server.post(SEARCH + sought, body).status, 400)


def check_metadata(server, tally):
    answer = server.get("/.well-known/authzen-configuration", {"Host": "evil.example"})
    tally.same("metadata", (answer.status, answer.headers["Content-Type"]), (200, "application/json"))
    about = answer.json
    tally.same("metadata: the base", about["policy_decision_point"], BASE)
    paths = {"access_evaluation_endpoint": EVALUATION, "access_evaluations_endpoint": EVALUATIONS,
             "search_subject_endpoint": SEARCH + "subject", "search_resource_endpoint": SEARCH + "resource",
             "search_action_endpoint": SEARCH + "action"}
    for name, path in paths.items():
        tally.same(f"metadata: {name}", about[name], BASE + path)
    tally.check("metadata: capabilities are texts", all(isinstance(one, str) for one in about.get("capabilities", [])), about)
