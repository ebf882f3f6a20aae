#!/usr/bin/env python3
"""Import networks of several sizes with the program itself, serve each, ask it, and print one table of what that takes.

usage: scale.py PROGRAM RULES MEMBERS...

For each number of members: a demo network of as many (16 groups to a thousand of them), `bylaw import` of it, `bylaw serve`, decisions
over one kept-alive connection about many groups, and about the one whose members grow with the network; the figures of one day (a sweep of
all standing rules). Memory is what the system counts for the process.
"as the first" holds a figure against that of the first size. Exit status 1 when the program refuses something.
"""
import contextlib
import http.client
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
QUESTION = json.loads((ROOT / "script/demo_network/question.json").read_text()) | {"record": False}
ASKED, GROUPS = 2000, 200


def run(command, **streams):
    """Seconds on the clock, seconds of processors, megabytes at most, of a command that has to succeed."""
    began = time.monotonic()
    process = subprocess.Popen([str(word) for word in command], **streams)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: exit status {process.returncode}")
    return time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def import_network(program, rules, members, folder):
    network, said = folder / "network.json", folder / "said"
    with network.open("wb") as out:
        run([ROOT / "script/make-network", "--groups", max(1, members * 16 // 1000), "--members", members], stdout=out)
    with said.open("wb") as err:
        seconds, processors, memory = run([program, "import", "--rules", rules, "--db", folder / "scale.db", network], stderr=err)
    records = int(re.findall(r"(\d+) records imported", said.read_text())[-1])
    return {"file MB": network.stat().st_size / 1e6, "records": records, "import s": seconds, "CPU s": processors,
            "records/s": records / seconds, "import MB": memory, "database MB": (folder / "scale.db").stat().st_size / 1e6}


def resident(pid):
    return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())[1]) / 1024


def processor_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextlib.contextmanager
def served(program, rules, folder):
    port = free_port()
    with (folder / "server").open("wb") as log:
        server = subprocess.Popen([program, "serve", "--dev", "--rules", rules, "--db", folder / "scale.db", "--listen", f"127.0.0.1:{port}"],
                                  stdout=log, stderr=log)
    try:
        yield server, http.client.HTTPConnection("127.0.0.1", port)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def wait_until_ready(server, connection):
    while server.poll() is None:
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().read()
        except OSError:
            connection.close()
            time.sleep(0.005)
    sys.exit("The server ended before it was ready.")


def asked(connection, method, path, body=None):
    began = time.perf_counter()
    connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
    answer = connection.getresponse()
    text = answer.read()
    if answer.status != 200:
        sys.exit(f"{method} {path}: {answer.status} {text.decode()}")
    return time.perf_counter() - began, text


def questions(connection):
    """The question of the demo network, asked about many groups by somebody who leads or led each."""
    groups = json.loads(asked(connection, "GET", f"/v1/records/group?limit={GROUPS}")[1])["data"]
    for group in groups:
        terms = json.loads(asked(connection, "GET", f"/v1/records/term?limit=1&group={group['id']}")[1])["data"]
        if terms:
            yield json.dumps(QUESTION | {"group": group["id"], "actor": terms[0]["person"]})


def median_of_answers(connection, bodies):
    times = sorted(asked(connection, "POST", "/v1/decisions", bodies[i % len(bodies)])[0] for i in range(ASKED))
    return times[ASKED // 2] * 1e6


def measure(program, rules, members):
    with tempfile.TemporaryDirectory(prefix="bylaw-scale-") as name:
        folder = pathlib.Path(name)
        figures = import_network(program, rules, members, folder)
        began = time.monotonic()
        with served(program, rules, folder) as (server, connection):
            wait_until_ready(server, connection)
            figures["start s"], figures["start CPU s"] = time.monotonic() - began, processor_seconds(server.pid)
            figures["server MB"] = resident(server.pid)
            figures["KB/member"] = figures["server MB"] * 1024 / members
            figures["decision p50 us"] = median_of_answers(connection, list(questions(connection)))
            figures["largest group us"] = median_of_answers(connection, [json.dumps(QUESTION)])
            before = processor_seconds(server.pid)
            figures["sweep s"] = asked(connection, "GET", "/v1/compliance/summary?on=2025-06-02")[0]
            figures["sweep CPU s"] = processor_seconds(server.pid) - before
            figures["after it MB"] = resident(server.pid)
            connection.close()
        return figures


def print_table(sizes, columns):
    print(f"{'members':<18}" + "".join(f"{size:>14,}" for size in sizes) + f"{'last as the first':>20}")
    for name in columns[0]:
        values = [column[name] for column in columns]
        cells = "".join(f"{value:>14,.2f}" if value < 100 else f"{value:>14,.0f}" for value in values)
        print(f"{name:<18}{cells}{values[-1] / values[0]:>20.2f}" if values[0] else f"{name:<18}{cells}")


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    program, rules, *sizes = sys.argv[1:]
    sizes = [int(size) for size in sizes]
    print_table(sizes, [measure(program, rules, size) for size in sizes])


main()
