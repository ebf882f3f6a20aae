#!/usr/bin/env python3
"""Drives one case of each way over HTTP from opening to appointment, with what the rules refuse on the way.

usage: drive_cases.py URL        (a server over the SSC rulebook; its state is replaced)

Ends with a line 'N passed, N failed'; the exit status is 1 where something failed.
"""
import json
import sys
import urllib.error
import urllib.request

CASES = "/v1/succession/cases"
CRITERIA = "leaders/6.1/option2-criteria-first"
CONVENES = "leaders/6.1/option3-office-convenes"


def network():
    """Two groups with leaders and members, and all offices taken."""
    people = ["ana", "mia", "tom", "lea", "kim", "ned", "out1", "out2", "ilse", "rafael", "sc1", "kofi"]
    members = ["ana", "mia", "tom", "lea", "kim", "ned"]
    quadrennium = {"id": "q", "label": "2021-2024", "start": "2021-01-01", "end": "2024-12-31"}
    return {
        "quadrennium": [quadrennium],
        "person": [{"id": person, "name": person.title()} for person in people],
        "group": [{"id": group, "name": group.title(), "type": "specialist_group", "status": "active"} for group in ("cats", "mussels")],
        "term": [{"id": "t-ana", "person": "ana", "group": "cats", "role": "chair", "start": "2021-01-01", "end": "2023-12-31"}],
        "membership": [{"id": f"m-{person}", "person": person, "group": "cats", "quadrennium": "q", "status": "active"} for person in members],
        "office_holder": [{"id": "oh-1", "office": "ssc_chair", "person": "ilse", "start": "2021-01-01"},
                          {"id": "oh-2", "office": "deputy_chair", "person": "rafael", "start": "2021-01-01"}],
        "sc_seat": [{"id": "seat-1", "person": "sc1", "kind": "member", "start": "2021-01-01"}],
        "interest": [{"id": "i-1", "person": "tom", "subject": "mia", "financial": False}],
    }


class Driver:
    def __init__(self, base):
        self.base = base.rstrip("/")
        self.passed, self.failed = 0, 0
        self.headers = {}

    def call(self, method, path, body=None, headers=None):
        data = None if body is None else json.dumps(body).encode()
        sent = {"Content-Type": "application/json"} if data else {}
        request = urllib.request.Request(self.base + path, data, {**sent, **(headers or {})}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                self.headers = answer.headers
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            self.headers = error.headers
            return error.code, json.load(error)

    def check(self, what, holds, seen=None):
        if holds:
            self.passed += 1
            return
        self.failed += 1
        print(f"FAILED: {what}" + ("" if seen is None else f"\n  got {json.dumps(seen)[:1500]}"))

    def write(self, what, path, body, status=201):
        """Records something and gives back the answer."""
        got, answer = self.call("POST", CASES + path, body)
        self.check(what, got == status, (got, answer))
        return answer

    def refused(self, what, path, body, norm=None):
        """A refusal by the rules: 409, with the finding that says why, and nothing changed."""
        before = self.call("GET", "/v1/export")[1]
        answer = self.write(what, path, body, 409)
        if norm:
            asked = [finding["norm"] for finding in answer.get("required_actions", [])]
            self.check(f"{what}: names {norm}", norm in asked, answer)
        self.check(f"{what}: nothing changed", self.call("GET", "/v1/export")[1] == before)

    def case(self, key, on):
        return self.call("GET", f"{CASES}/{key}?on={on}")[1]

    def stands(self, key, on, outcome, following=()):
        case = self.case(key, on)
        steps = [action["step"] for action in case.get("next_actions", [])]
        self.check(f"{key} on {on}: {outcome}", case.get("outcome") == outcome, case)
        self.check(f"{key} on {on}: next {', '.join(following)}", steps[:len(following)] == list(following), steps)


def open_case(drive, key, day, **more):
    body = {"id": key, "group": "cats", "role": "chair", "reason": "succession", "incumbent": "ana", "actor": "ana", "date": day, **more}
    return drive.write(f"open {key}", "", body)


def decide(drive, key, body, actor, day, candidate="mia", **more):
    asked = {"body": body, "actor": actor, "date": day, "candidate": candidate, "decision": "approved", **more}
    return drive.write(f"{key}: {body} decides", f"/{key}/decisions", asked)


def appoint(drive, key, day, person="mia"):
    answer = drive.write(f"{key}: appoint", f"/{key}/steps/appointed", {"actor": "ilse", "date": day, "person": person})
    drive.check(f"{key}: completed", answer.get("case", {}).get("status") == "completed", answer)
    return answer


def leader_recommends(drive):
    open_case(drive, "c1", "2023-01-10")
    drive.stands("c1", "2023-01-10", "action_required", ["way_chosen"])
    drive.refused("recommend before a way is chosen", "/c1/steps/recommended", {"actor": "ana", "date": "2023-01-11", "candidate": "mia"})
    drive.write("choose the way", "/c1/steps/way_chosen", {"date": "2023-01-11", "option": "leader_recommends"})
    consultation = {"date": "2023-01-30", "opened_on": "2023-01-12", "conducted_by": "group_leader", "invited": 6, "responses": 4}
    drive.write("consult", "/c1/steps/consulted", consultation)
    drive.refused("somebody else recommends", "/c1/steps/recommended", {"actor": "tom", "date": "2023-02-01", "candidate": "mia"},
                  "leaders/6.1/option1-incumbent-recommends")
    drive.write("recommend", "/c1/steps/recommended", {"actor": "ana", "date": "2023-02-01", "candidate": "mia"})
    drive.stands("c1", "2023-02-02", "pending", ["proposed"])
    drive.refused("approve before the proposal", "/c1/decisions",
                  {"body": "steering_committee", "actor": "sc1", "date": "2023-02-03", "candidate": "mia", "decision": "approved"})
    drive.write("propose", "/c1/steps/proposed", {"actor": "ilse", "date": "2023-02-10", "proposed_by": "ssc_chair"})
    drive.refused("appoint before the approval", "/c1/steps/appointed", {"actor": "ilse", "date": "2023-02-11", "person": "mia"})
    decide(drive, "c1", "steering_committee", "sc1", "2023-03-01", decision="refused")
    drive.stands("c1", "2023-03-02", "refer", ["recommended"])
    drive.refused("appoint after the refusal", "/c1/steps/appointed", {"actor": "ilse", "date": "2023-03-02", "person": "mia"})
    drive.write("recommend another", "/c1/steps/recommended", {"actor": "ana", "date": "2023-03-10", "candidate": "lea"})
    drive.write("propose another", "/c1/steps/proposed", {"actor": "ilse", "date": "2023-03-12", "proposed_by": "ssc_chair"})
    decide(drive, "c1", "steering_committee", "sc1", "2023-04-01", "lea")
    drive.stands("c1", "2023-04-02", "action_required", ["appointed"])
    drive.refused("appoint somebody else", "/c1/steps/appointed", {"actor": "ilse", "date": "2023-04-02", "person": "kim"})
    drive.refused("appointed by the Deputy Chair", "/c1/steps/appointed", {"actor": "rafael", "date": "2023-04-02", "person": "lea"})
    appoint(drive, "c1", "2023-04-05", "lea")
    drive.stands("c1", "2023-04-06", "clear")


def internal_process(drive):
    open_case(drive, "c2", "2023-01-10", option="internal_process")
    drive.refused("nominate before the criteria", "/c2/steps/nominated", {"actor": "kim", "date": "2023-01-11", "candidate": "mia"})
    drive.write("agree the criteria", "/c2/steps/criteria_agreed", {"actor": "ana", "date": "2023-01-20", "items": ["time", "experience"]})
    drive.stands("c2", "2023-01-21", "pending", ["nominated"])
    first = drive.write("nominate", "/c2/steps/nominated", {"actor": "kim", "date": "2023-02-01", "candidate": "mia"})
    drive.check("nobody stands aside", "recused" not in first, first)
    second = drive.write("nominate with an interest", "/c2/steps/nominated", {"actor": "tom", "date": "2023-02-02", "candidate": "mia"})
    drive.check("who has an interest stands aside", second.get("recused") is True, second)
    drive.refused("a panel with an outsider", "/c2/steps/panel_constituted",
                  {"actor": "ana", "date": "2023-02-10", "selected_by": "group_leader", "panel_member": [{"person": "out1"}, {"person": "lea"}]},
                  "leaders/6.1/option2-panel-screens")
    drive.refused("approve before the recommendation", "/c2/decisions",
                  {"body": "ssc_chair", "actor": "ilse", "date": "2023-02-11", "candidate": "mia", "decision": "approved"})
    drive.refused("screen without a panel", "/c2/steps/screened", {"date": "2023-02-11"})
    drive.write("set up the panel", "/c2/steps/panel_constituted",
                {"actor": "ana", "date": "2023-02-12", "selected_by": "group_leader", "panel_member": [{"person": "kim"}, {"person": "lea"}]})
    drive.write("screen", "/c2/steps/screened", {"date": "2023-03-01"})
    drive.write("recommend", "/c2/steps/panel_recommended", {"date": "2023-03-05", "candidate": "mia"})
    decide(drive, "c2", "ssc_chair", "ilse", "2023-03-10")
    decide(drive, "c2", "deputy_chair", "rafael", "2023-03-11")
    drive.stands("c2", "2023-03-12", "action_required", ["committee_agreed"])
    drive.refused("appoint with an approval missing", "/c2/steps/appointed", {"actor": "ilse", "date": "2023-03-12", "person": "mia"})
    decide(drive, "c2", "steering_committee", "sc1", "2023-03-20")
    appoint(drive, "c2", "2023-04-01")
    drive.stands("c2", "2023-04-02", "clear")
    drive.refused("decide again after the appointment", "/c2/decisions",
                  {"body": "ssc_chair", "actor": "ilse", "date": "2023-04-03", "candidate": "mia", "decision": "refused"})
    drive.refused("change the way after the appointment", "/c2/steps/way_chosen", {"date": "2023-04-03", "option": "independent_panel"})
    nominations = [step for step in drive.case("c2", "2023-04-02")["steps"] if step["step"] == "nominated"]
    drive.check("the case flags who should have stood aside", nominations[0].get("recused") is True, nominations)


def independent_panel(drive):
    open_case(drive, "c3", "2023-01-10", option="independent_panel")
    drive.refused("a panel before the process is convened", "/c3/steps/search_panel_constituted",
                  {"date": "2023-01-11", "selected_by": "chairs_office", "panel_member": [{"person": "out1"}]})
    drive.refused("convened by the leader", "/c3/steps/convened", {"actor": "ana", "date": "2023-01-12", "convened_by": "group_leader"}, CONVENES)
    drive.write("convene", "/c3/steps/convened", {"date": "2023-01-13", "convened_by": "chairs_office"})
    drive.refused("the leader on the panel", "/c3/steps/search_panel_constituted",
                  {"date": "2023-01-20", "selected_by": "chairs_office", "panel_member": [{"person": "ana"}, {"person": "out1"}]},
                  "leaders/6.1/option3-independent-panel")
    drive.write("set up the panel", "/c3/steps/search_panel_constituted",
                {"date": "2023-01-21", "selected_by": "chairs_office", "panel_member": [{"person": "out1"}, {"person": "out2"}]})
    drive.stands("c3", "2023-01-22", "pending", ["candidate_selected"])
    drive.refused("the selected candidate sits on the panel", "/c3/steps/candidate_selected", {"date": "2023-02-01", "selected": "out1"},
                  "leaders/6.1/option3-independent-panel")
    drive.refused("confirm before the selection", "/c3/decisions",
                  {"body": "ssc_chair", "actor": "ilse", "date": "2023-02-01", "candidate": "mia", "decision": "approved"})
    drive.write("select", "/c3/steps/candidate_selected", {"date": "2023-02-10", "selected": "mia"})
    drive.refused("confirmed before the selection", "/c3/decisions",
                  {"body": "ssc_chair", "actor": "ilse", "date": "2023-02-09", "candidate": "mia", "decision": "approved"})
    for body, actor in (("ssc_chair", "ilse"), ("deputy_chair", "rafael"), ("steering_committee", "sc1")):
        drive.refused(f"appoint before {body} has confirmed", "/c3/steps/appointed", {"actor": "ilse", "date": "2023-02-20", "person": "mia"})
        decide(drive, "c3", body, actor, "2023-02-20")
    appoint(drive, "c3", "2023-03-01")
    drive.stands("c3", "2023-03-02", "clear")


def faults(drive):
    open_case(drive, "c4", "2023-01-10", option="internal_process")
    for what, path, body, status, pointer in (
            ("no such step", "/c4/steps/criteria_agred", {"date": "2023-01-11"}, 404, None),
            ("no such case", "/c9/steps/criteria_agreed", {"date": "2023-01-11"}, 404, None),
            ("a step of another way", "/c4/steps/recommended", {"actor": "ana", "date": "2023-01-11", "candidate": "mia"}, 409, None),
            ("no day", "/c4/steps/criteria_agreed", {"items": ["time"]}, 422, "/date"),
            ("no such day", "/c4/steps/criteria_agreed", {"items": ["time"], "date": "2023-02-30"}, 422, "/date"),
            ("a field is missing", "/c4/steps/criteria_agreed", {"date": "2023-01-11"}, 422, "/items"),
            ("a field too many", "/c4/steps/criteria_agreed", {"date": "2023-01-11", "items": ["time"], "agreed": 1}, 422, "/agreed"),
            ("a value of another type", "/c4/steps/criteria_agreed", {"date": "2023-01-11", "items": "time"}, 422, "/items"),
            ("nobody of that name", "/c4/steps/criteria_agreed", {"date": "2023-01-11", "items": ["time"], "actor": "nobody"}, 422, "/actor"),
            ("no such body", "/c4/decisions", {"body": "parliament", "date": "2023-01-11"}, 422, "/body"),
            ("no body", "/c4/decisions", {"date": "2023-01-11"}, 422, "/body"),
            ("an unknown group", "", {"group": "dogs", "role": "chair", "reason": "succession", "date": "2023-01-10"}, 422, "/group"),
            ("an unknown reason", "", {"group": "cats", "role": "chair", "reason": "fun", "date": "2023-01-10"}, 422, "/reason"),
            ("no object", "", [], 422, ""),
            ("the case is there already", "", {"id": "c4", "group": "cats", "role": "chair", "reason": "succession", "date": "2023-01-10"}, 409, None)):
        answer = drive.write(what, path, body, status)
        if pointer is not None:
            drive.check(f"{what}: at {pointer}", pointer in [fault["pointer"] for fault in answer.get("errors", [])], answer)
    drive.write("agree the criteria", "/c4/steps/criteria_agreed", {"date": "2023-01-12", "items": ["time"]})
    answer = drive.write("a nomination by nobody", "/c4/steps/nominated", {"date": "2023-01-13", "candidate": "mia"}, 422)
    drive.check("a nomination by nobody: at /actor", answer.get("errors", [{}])[0].get("pointer") == "/actor", answer)
    drive.write("the candidate is nobody", "/c4/steps/nominated", {"date": "2023-01-13", "actor": "kim", "candidate": "nobody"}, 422)


def lost_update(drive):
    drive.call("GET", f"{CASES}/c4")
    version = drive.headers["ETag"]
    body = {"actor": "kim", "date": "2023-01-20", "candidate": "mia"}
    status, _ = drive.call("POST", f"{CASES}/c4/steps/nominated", body, {"If-Match": version})
    drive.check("the version that was read is written on", status == 201, status)
    status, answer = drive.call("POST", f"{CASES}/c4/steps/nominated", body, {"If-Match": version})
    drive.check("an older version is refused", status == 412, (status, answer))


def lists(drive):
    def keys(query):
        return [case["case"] for case in drive.call("GET", f"{CASES}?on=2023-05-01&{query}")[1].get("data", [])]
    drive.check("all cases", keys("") == ["c1", "c2", "c3", "c4"], keys(""))
    drive.check("by status", keys("status=open") == ["c4"], keys("status=open"))
    drive.check("by option", keys("option=internal_process") == ["c2", "c4"], keys("option=internal_process"))
    drive.check("by group", keys("group=mussels") == [], keys("group=mussels"))
    drive.check("by outcome", keys("outcome=clear") == ["c1", "c2", "c3"], keys("outcome=clear"))
    first = drive.call("GET", f"{CASES}?on=2023-05-01&limit=3")[1]
    rest = drive.call("GET", f"{CASES}?on=2023-05-01&limit=3&cursor={first['next']}")[1]
    drive.check("page by page", [case["case"] for case in rest["data"]] == ["c4"] and rest["next"] is None, rest)
    status, _ = drive.call("GET", f"{CASES}?outcome=splendid")
    drive.check("no such outcome", status == 422, status)
    history = drive.call("GET", f"{CASES}/c2/history")[1].get("data", [])
    drive.check("the history goes back to the opening", history and history[-1]["record"] == "case/c2" and history[-1]["what"] == "added", history[-1:])
    nominations = [change for change in history if change["record"].startswith("nomination/")]
    drive.check("the history says what each record shows", nominations and all(change["steps"] == ["nominated"] for change in nominations), nominations)
    drive.check("the history says for whom", any(change["who"].endswith("for kim") for change in nominations), nominations)


def main():
    if len(sys.argv) != 2:
        print("usage: drive_cases.py URL", file=sys.stderr)
        return 2
    drive = Driver(sys.argv[1])
    status, answer = drive.call("POST", "/v1/import?mode=replace", network())
    drive.check("the network is imported", status == 200, answer)
    for part in (leader_recommends, internal_process, independent_panel, faults, lost_update, lists):
        part(drive)
    print(f"{drive.passed} passed, {drive.failed} failed")
    return 1 if drive.failed else 0


if __name__ == "__main__":
    sys.exit(main())
