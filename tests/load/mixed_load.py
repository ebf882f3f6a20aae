#!/usr/bin/env python3
"""Everything at once: questions, changes, sweeps, pages, the log, tokens and webhooks, from many clients of one server.

usage: mixed_load.py URL SECONDS [CLIENTS]
Over the demo network (script/make-network), on a server started with --dev. Afterwards: how often each was answered with what. Fails when a
request got no answer, a 5xx other than 503, a 503 without Retry-After, or when a decision is not what it was at first.
"""
import collections, http.client, json, random, sys, threading, time, urllib.parse

host = urllib.parse.urlsplit(sys.argv[1]).netloc
until = time.monotonic() + float(sys.argv[2])
clients = int(sys.argv[3]) if len(sys.argv) > 3 else 12
answered, faults = collections.Counter(), []
guard = threading.Lock()


class Client:
    def __init__(self, number):
        self.random = random.Random(number)
        self.number = number
        self.connection = http.client.HTTPConnection(host, timeout=60)

    def ask(self, what, method, path, body=None, headers=None):
        headers = dict(headers or {})
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(body)
        try:
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException) as error:
            self.connection.close()
            self.fault(f"{what}: no answer ({type(error).__name__}: {error})")
            return None, {}, b""
        given = {name.lower(): value for name, value in response.getheaders()}
        with guard:
            answered[what, response.status] += 1
        if response.status >= 500 and (response.status != 503 or "retry-after" not in given):
            self.fault(f"{what}: {response.status} {content[:200]!r}")
        return response.status, given, content

    def fault(self, text):
        with guard:
            faults.append(text)

    def day(self):
        return f"20{self.random.randint(21, 25)}-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"


def decide(client):
    question = {"action": "approach_donor", "actor": "p-0001", "group": "g-wild-cats", "date": "2025-06-02", "record": client.random.random() < 0.5,
                "explain": client.random.choice(["none", "why", "full"]),
                "facts": {"amount": {"amount": "250000.00", "currency": "USD"}, "donor": "Nobody Else", "donor_scope": "global"}}
    status, _, content = client.ask("decision", "POST", "/v1/decisions", question)
    if status == 200 and json.loads(content)["outcome"] != first_outcome:
        client.fault(f"decision: {json.loads(content)['outcome']} and at first {first_outcome}")


def batch(client):
    requests = [{"action": client.random.choice(actions), "date": client.day(), "record": False} for _ in range(20)]
    client.ask("batch", "POST", "/v1/decisions/batch", {"requests": requests})


def compliance(client):
    path = client.random.choice(["findings?limit=50&", "summary?group_by=group&", "matrix?", "findings?status=overdue&sort=due&"])
    client.ask("compliance", "GET", f"/v1/compliance/{path}on={client.day()}")


def change(client):
    """Puts, reads, changes under its version, and takes away a record of its own."""
    path = f"/v1/records/person/load-{client.number}-{client.random.randint(0, 9)}"
    _, given, _ = client.ask("put", "PUT", path, {"name": f"Somebody {client.random.random()}"})
    status, given, _ = client.ask("get", "GET", path)
    if status != 200:
        return client.fault(f"get: {status} for what was put")
    status, _, _ = client.ask("put", "PUT", path, {"name": "Somebody else"}, {"If-Match": given["etag"]})
    if status != 200:
        client.fault(f"put: {status} under the version that was read")
    client.ask("delete", "DELETE", path)


def merge(client):
    people = [{"id": f"merged-{client.number}-{i}", "name": f"M {client.random.random()}"} for i in range(50)]
    client.ask("import", "POST", "/v1/import?mode=merge", {"person": people})


def look(client):
    path = client.random.choice(["/", "/dashboard", "/todo", "/rulebook", "/groups", "/metrics", "/healthz", "/readyz", "/openapi.json", "/v1/rules",
                                 "/v1/succession/cases", "/v1/log/checkpoint", "/v1/log/entries?limit=20", "/v1/decisions?limit=20", "/v1/webhooks"])
    client.ask("look", "GET", path)


def prove(client):
    client.ask("proof", "GET", f"/v1/log/inclusion?entry={client.random.randint(0, 50)}")


def earlier(client):
    client.ask("as known then", "GET", "/v1/compliance/summary?on=2024-03-01&known_at=" + time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()))


def tokens(client):
    status, _, content = client.ask("token", "POST", "/v1/tokens", {"label": "load", "role": "dashboard"})
    if status == 201:
        client.ask("token", "DELETE", "/v1/tokens/" + json.loads(content)["id"])


def export(client):
    client.ask("export", "GET", "/v1/export")


work = [(decide, 30), (batch, 3), (compliance, 6), (change, 8), (merge, 2), (look, 10), (prove, 4), (earlier, 1), (tokens, 2), (export, 1)]
start = Client(-1)
actions = [action["name"] for action in json.loads(start.ask("vocabulary", "GET", "/v1/vocabulary")[2])["actions"]]
first_outcome = json.loads(start.ask("decision", "POST", "/v1/decisions", {
    "action": "approach_donor", "actor": "p-0001", "group": "g-wild-cats", "date": "2025-06-02", "record": False,
    "facts": {"amount": {"amount": "250000.00", "currency": "USD"}, "donor": "Nobody Else", "donor_scope": "global"}})[2])["outcome"]


def run(number):
    client = Client(number)
    while time.monotonic() < until:
        client.random.choices([task for task, _ in work], [weight for _, weight in work])[0](client)


threads = [threading.Thread(target=run, args=(number,)) for number in range(clients)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
for (what, status), count in sorted(answered.items(), key=str):
    print(f"{count:8} {what} {status}")
for text in faults[:20]:
    print("fault:", text)
seen = {what for what, _ in answered}
lacking = {"decision", "compliance", "put", "look", "import"} - seen if float(sys.argv[2]) >= 10 else set()
for what in lacking:
    print("never asked:", what)
print(f"{sum(answered.values())} passed, {len(faults) + len(lacking)} failed")
sys.exit(bool(faults or lacking))
