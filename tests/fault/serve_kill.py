#!/usr/bin/env python3
"""Kills a server at random moments while it answers, and looks whether every decision that it gave is there afterwards.

usage: serve_kill.py BYLAW RULES KILLS
Ends with 0 when nothing acknowledged was lost, the log verifies and every decision replays to the same bytes.
"""
import http.client, json, os, random, signal, socket, subprocess, sys, tempfile, threading, time

bylaw, rules, kills = sys.argv[1], sys.argv[2], int(sys.argv[3])
random.seed(20240501)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def start(database):
    port = free_port()
    server = subprocess.Popen([bylaw, "serve", "--db", database, "--rules", rules, "--dev", "--listen", f"127.0.0.1:{port}"],
                              stderr=subprocess.DEVNULL)
    for _ in range(600):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return server, port
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.02)
    sys.exit("The server does not start.")


def ask(port, method, path, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
    response = connection.getresponse()
    return response.status, response.read()


def load(port, question, given):
    """Asks until the server is gone; keeps what was answered in full."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        while True:
            connection.request("POST", "/v1/decisions", question, {"Content-Type": "application/json"})
            response = connection.getresponse()
            answer = response.read()
            if response.status == 200:
                given.append((json.loads(answer)["id"], answer))
    except (OSError, http.client.HTTPException):
        pass


with tempfile.TemporaryDirectory() as folder:
    database = os.path.join(folder, "served.db")
    acknowledged = lost = 0
    for kill in range(kills):
        server, port = start(database)
        action = json.loads(ask(port, "GET", "/v1/vocabulary")[1])["actions"][0]["name"]
        question = json.dumps({"action": action, "date": "2024-05-06", "explain": "full"})
        given = [[] for _ in range(6)]
        threads = [threading.Thread(target=load, args=(port, question, all_of_one)) for all_of_one in given]
        for thread in threads:
            thread.start()
        time.sleep(0.05 + random.random() * 0.3)
        server.send_signal(signal.SIGKILL)
        server.wait()
        for thread in threads:
            thread.join()
        server, port = start(database)
        for decision, answer in (one for all_of_one in given for one in all_of_one):
            acknowledged += 1
            lost += ask(port, "GET", f"/v1/decisions/{decision}") != (200, answer)
        server.terminate()
        server.wait()
    verified = subprocess.run([bylaw, "verify", "--db", database], stdout=subprocess.PIPE, text=True)
    replayed = subprocess.run([bylaw, "replay", "--db", database], stdout=subprocess.PIPE, text=True)
    print(f"{kills} kills of a server, {acknowledged} decisions acknowledged, {lost} lost")
    print(verified.stdout + replayed.stdout, end="")
    sys.exit(bool(lost or not acknowledged or verified.returncode or replayed.returncode))
