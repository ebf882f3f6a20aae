"""The Todo and the search interop: files of requests with the answers they must get."""
import json

from server import Server

EVALUATION, EVALUATIONS = "/access/v1/evaluation", "/access/v1/evaluations"


def load(path):
    return json.loads(path.read_text())


def run_todo(program, folder, sets, tally):
    cases = load(sets / "todo-decisions.json")
    with Server(program, folder, load(folder / "state.json")) as server:
        for number, case in enumerate(cases["evaluation"]):
            answer = server.post(EVALUATION, case["request"])
            tally.same(f"todo {number}", (answer.status, answer.json.get("decision")), (200, case["expected"]))
        for number, case in enumerate(cases["evaluations"]):
            answer = server.post(EVALUATIONS, case["request"])
            seen = [{"decision": one["decision"]} for one in answer.json.get("evaluations", [])]
            tally.same(f"todo batch {number}", (answer.status, seen), (200, case["expected"]))


def records_of(sets):
    """The users and records that the searches are about, in the terms of the rulebook."""
    papers = [{**record, "id": str(record["id"])} for record in load(sets / "search-records.json")]
    return {"user": load(sets / "search-users.json"), "paper": papers}


def sorted_results(results):
    return sorted(results, key=lambda one: json.dumps(one, sort_keys=True))


def run_search(program, folder, sets, tally):
    state = records_of(sets)
    with Server(program, folder, state) as server:
        for sought in ("subject", "resource", "action"):
            cases = load(sets / f"search-{sought}-results.json")["evaluation"]
            for number, case in enumerate(cases):
                answer = server.post(f"/access/v1/search/{sought}", case["request"])
                seen = answer.json.get("results") if answer.status == 200 else answer.text
                tally.same(f"search {sought} {number}", sorted_results(seen), sorted_results(case["expected"]["results"]))
        check_search_is_evaluation(server, state, tally)
        check_pages(server, tally)


def check_search_is_evaluation(server, state, tally):
    """What a search finds is what asking one by one finds, also with properties sent along."""
    action, properties = {"name": "view"}, {"department": state["user"][0]["department"], "role": "contractor"}
    for user in state["user"]:
        subject = {"type": "user", "id": user["id"], "properties": properties}
        question = {"subject": subject, "action": action, "resource": {"type": "record"}}
        found = server.post("/access/v1/search/resource", question).json["results"]
        resources = [{"type": "record", "id": paper["id"]} for paper in state["paper"]]
        batch = {**question, "evaluations": [{"resource": resource} for resource in resources]}
        answers = server.post(EVALUATIONS, batch).json["evaluations"]
        permitted = [resource for resource, one in zip(resources, answers) if one["decision"]]
        tally.same(f"search is evaluation for {user['id']}", sorted_results(found), sorted_results(permitted))


def check_pages(server, tally):
    question = {"subject": {"type": "user", "id": "nobody"}, "action": {"name": "view"}, "resource": {"type": "record"}}
    everyone = server.get("/v1/records/user").json["data"]
    question["subject"]["id"] = next(user["id"] for user in everyone if user["role"] == "manager")
    whole = server.post("/access/v1/search/resource", question).json
    tally.check("no page unless asked for", "page" not in whole, whole)
    pages, token = [], None
    while token != "":
        page = {"limit": 5} if token is None else {"limit": 5, "token": token}
        answer = server.post("/access/v1/search/resource", {**question, "page": page})
        pages.append(answer.json["results"])
        token = answer.json["page"]["next_token"]
    tally.same("pages make the whole", sum(pages, []), whole["results"])
    tally.check("pages are as long as asked for", all(len(page) == 5 for page in pages[:-1]), pages)
    first = server.post("/access/v1/search/resource", {**question, "page": {"limit": 1}}).json["page"]["next_token"]
    other = {**question, "action": {"name": "edit"}, "page": {"token": first}}
    tally.same("a token of another request is refused", server.post("/access/v1/search/resource", other).status, 400)
