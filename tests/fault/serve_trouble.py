#!/usr/bin/env python3
"""A server whose disk is full, whose files are damaged or not its own, or taken already: what it answers, says and leaves alone.

usage: serve_trouble.py BYLAW RULES
Breakages that it was seen to find: an answer that does not wait until it is durable; a readyz that asks nothing of the store; an open() that makes a
new database where there is something else.
"""
import hashlib, http.client, json, os, resource, shutil, signal, socket, subprocess, sys, tempfile, time

bylaw, rules = sys.argv[1], sys.argv[2]
passed = failed = 0
QUESTION = json.dumps({"action": "approach_donor", "date": "2024-05-06", "explain": "full"})


def check(what, good, seen=""):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print(f"FAILED {what}: {seen}")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    def __init__(self, database, prepare=None):
        self.port = free_port()
        self.process = subprocess.Popen(
            [bylaw, "serve", "--db", database, "--rules", rules, "--dev", "--listen", f"127.0.0.1:{self.port}"],
            stderr=subprocess.PIPE, text=True, preexec_fn=prepare)
        for _ in range(1500):
            try:
                if self.ask("GET", "/readyz")[0] == 200:
                    return
            except OSError:
                if self.process.poll() is not None:
                    return
            time.sleep(0.02)
        sys.exit("The server does not start.")

    def ask(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
        response = connection.getresponse()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return response.status, headers, response.read()

    def stop(self):
        self.process.terminate()
        return self.process.wait(30)


def limited():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write beyond the limit fails instead of ending the program


def full_disk(folder):
    database = os.path.join(folder, "full.db")
    server = Server(database, limited)
    pid = server.process.pid
    given = []
    for i in range(20):
        given.append(server.ask("POST", "/v1/decisions", QUESTION))
    size = max(os.path.getsize(database + part) for part in ("", "-wal"))
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    refused = None
    for i in range(2000):
        answer = server.ask("POST", "/v1/decisions", QUESTION)
        if answer[0] != 200:
            refused = answer
            break
        given.append(answer)
    check("full disk is noticed", refused is not None)
    check("full disk: 503", refused and refused[0] == 503, refused)
    check("full disk: Retry-After", refused and "retry-after" in refused[1], refused)
    check("full disk: a problem document", refused and refused[1].get("content-type") == "application/problem+json", refused)
    put = server.ask("PUT", "/v1/records/person/p-full", json.dumps({"name": "x" * 100000}))
    check("full disk: a change is refused", put[0] == 503, put)
    check("full disk: and not there", server.ask("GET", "/v1/records/person/p-full")[0] == 404)
    check("full disk: readyz", server.ask("GET", "/readyz")[0] == 503)
    check("full disk: healthz", server.ask("GET", "/healthz")[0] == 200)
    check("full disk: reading goes on", server.ask("GET", "/v1/compliance/summary?on=2024-05-06")[0] == 200)
    check("full disk: an unlogged question goes on",
          server.ask("POST", "/v1/decisions", QUESTION.replace("{", '{"record": false, ', 1))[0] == 200)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    begun = time.monotonic()
    while time.monotonic() - begun < 10 and server.ask("GET", "/readyz")[0] != 200:
        server.ask("POST", "/v1/decisions", QUESTION)
        time.sleep(0.05)
    check("room again: ready within five seconds", time.monotonic() - begun < 5, time.monotonic() - begun)
    answer = server.ask("POST", "/v1/decisions", QUESTION)
    check("room again: answered", answer[0] == 200, answer)
    check("stops", server.stop() == 0)
    server = Server(database)
    lost = sum(server.ask("GET", "/v1/decisions/" + json.loads(body)["id"])[2] != body for _, _, body in given)
    check(f"none of {len(given)} acknowledged decisions is lost", lost == 0, lost)
    server.stop()
    verified = subprocess.run([bylaw, "verify", "--db", database], stdout=subprocess.PIPE, text=True)
    check("the log verifies", verified.returncode == 0, verified.stdout)


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def refuses(what, database, says):
    before = digest(database)
    begun = time.monotonic()
    server = subprocess.run(
        [bylaw, "serve", "--db", database, "--rules", rules, "--dev", "--listen", f"127.0.0.1:{free_port()}"],
        stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, timeout=60)
    check(f"{what}: refused", server.returncode == 2, server.returncode)
    check(f"{what}: quickly", time.monotonic() - begun < 10, time.monotonic() - begun)
    check(f"{what}: says {says!r}", says in server.stderr, server.stderr)
    check(f"{what}: is left as it is", digest(database) == before)


def damaged_files(folder):
    whole = os.path.join(folder, "whole.db")
    server = Server(whole)
    for _ in range(50):
        server.ask("POST", "/v1/decisions", QUESTION)
    server.stop()

    def copy(name):
        to = os.path.join(folder, name)
        shutil.copy(whole, to)
        shutil.copy(whole + ".log-key", to + ".log-key")
        return to

    cut = copy("cut.db")
    os.truncate(cut, os.path.getsize(cut) // 2)
    refuses("a file cut in half", cut, cut)
    other = copy("other.db")
    with open(other, "wb") as file:
        file.write(b"This is a shopping list.\n" * 400)
    refuses("another file", other, other)
    newer = copy("newer.db")
    with open(newer, "r+b") as file:
        file.seek(60)  # user_version
        file.write((999).to_bytes(4, "big"))
    refuses("a newer layout", newer, "newer")
    foreign = copy("foreign.db")
    with open(foreign, "r+b") as file:
        file.seek(68)  # application_id
        file.write((7).to_bytes(4, "big"))
    refuses("another program's database", foreign, foreign)
    keyless = copy("keyless.db")
    os.remove(keyless + ".log-key")
    refuses("a database whose key is gone", keyless, ".log-key")


def second_instance(folder):
    database = os.path.join(folder, "taken.db")
    first = Server(database)
    begun = time.monotonic()
    second = subprocess.run(
        [bylaw, "serve", "--db", database, "--rules", rules, "--dev", "--listen", f"127.0.0.1:{free_port()}"],
        stderr=subprocess.PIPE, text=True, timeout=60)
    check("a second instance is refused", second.returncode == 2, second.returncode)
    check("a second instance: says who", database in second.stderr, second.stderr)
    check("a second instance: within two seconds", time.monotonic() - begun < 2, time.monotonic() - begun)
    check("the first goes on", first.ask("POST", "/v1/decisions", QUESTION)[0] == 200)
    first.stop()


with tempfile.TemporaryDirectory() as folder:
    for drill in (full_disk, damaged_files, second_instance):
        drill(folder)
print(f"{passed} passed, {failed} failed")
sys.exit(bool(failed))
