#!/usr/bin/env python3
"""Change each setting that bears on standing compliance, on a network that a running service holds, and see which findings change.

usage: settings.py URL [DATE]        (URL: http://127.0.0.1:PORT of a service started with --dev; DATE: 2025-05-01 when left out)

For each entry of settings_table.py: only the rules listed there may change, at least one has to, and with the setting put back
everything has to be as it was. The service must allow writing: records of its own (settings_records.py) are there while it runs,
and are deleted at the end. Ends with 'N passed, N failed'; the exit status is 0 when none failed, 1 when some did, 2 for bad usage
or a service that does not answer.
"""
import collections
import contextlib
import json
import sys
import urllib.error
import urllib.parse
import urllib.request
from datetime import date, timedelta

sys.dont_write_bytecode = True

import settings_records  # noqa: E402
import settings_table  # noqa: E402

STATUSES = "met,unmet,due,overdue,unknown,refer,not_applicable"


class Service:
    def __init__(self, base):
        self.base = base

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            raise OSError(f"{method} {path} gives {error.code}: {error.read().decode(errors='replace')}") from error

    def records(self, record):
        return json.loads(self.call("GET", "/v1/export"))[record]

    def put(self, record, key, fields):
        self.call("PUT", f"/v1/records/{record}/{urllib.parse.quote(key, safe='')}", fields)

    def delete(self, record, key):
        self.call("DELETE", f"/v1/records/{record}/{urllib.parse.quote(key, safe='')}")

    def set(self, name, value):
        """Sets a setting, or takes it back to its default where the value is None."""
        if value is None:
            self.delete("setting", name)
        else:
            self.put("setting", name, {"value": value})

    def findings(self, day):
        """All rows of a day, those that do not apply included: by rule, each row as it is written."""
        rows = collections.defaultdict(set)
        for line in self.call("GET", f"/v1/compliance/findings?on={day}&status={STATUSES}&format=ndjson").splitlines():
            rule = line.split(b'"rule":"', 1)[1].split(b'"', 1)[0]
            rows[rule.decode()].add(line)
        return dict(rows)


def changed(before, after):
    return {rule for rule in before.keys() | after.keys() if before.get(rule) != after.get(rule)}


def quadrennia(service, day):
    """The quadrennium that runs on a day and the one before it."""
    all_of_them = service.records("quadrennium")
    now = max((row for row in all_of_them if row["start"] <= day <= row["end"]), key=lambda row: row["start"], default=None)
    before = max((row for row in all_of_them if now and row["end"] < now["start"]), key=lambda row: row["end"], default=None)
    if not before:
        raise ValueError(f"no quadrennium runs on {day}, or none before it")
    return now, before


@contextlib.contextmanager
def own_records(service, records):
    """The records, as long as this lasts."""
    made = []
    try:
        for record, key, fields in records:
            service.put(record, key, fields)
            made.append((record, key))
        yield
    finally:
        for record, key in reversed(made):
            service.delete(record, key)


def faults(service, entry, day, before, stored):
    """What is wrong with the effect of one setting. `before`: the findings of the day without the change."""
    name, value, allowed, _ = entry
    service.set(name, value)
    try:
        moved = changed(before, service.findings(day))
    finally:
        service.set(name, stored)
    if not moved:
        yield "changes nothing"
    if moved - allowed:
        yield f"changes {', '.join(sorted(moved - allowed))} too"
    if left := changed(before, service.findings(day)):
        yield f"put back, {', '.join(sorted(left))} is not as it was"


def check(service, now, days):
    """How many settings have the effect that the table gives them and how many have another."""
    stored = {row["name"]: row["value"] for row in service.records("setting")}
    before = {when: service.findings(day) for when, day in days.items()}
    passed = failed = 0
    for entry in settings_table.table(now):
        name, value, _, when = entry
        found = list(faults(service, entry, days[when], before[when], stored.get(name)))
        passed, failed = passed + (not found), failed + bool(found)
        for fault in found:
            print(f"{name} = {value} on {days[when]}: {fault}")
    return passed, failed


def run(service, day):
    now, before = quadrennia(service, day)
    early = (date.fromisoformat(now["start"]) + timedelta(days=30)).isoformat()
    untouched = service.findings(day)
    with own_records(service, settings_records.records(now, before, day)):
        passed, failed = check(service, now, {settings_table.ANY_DAY: day, settings_table.EARLY: early})
    if left := changed(untouched, service.findings(day)):
        failed += 1
        print(f"At the end, {', '.join(sorted(left))} is not as it was.")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


def main():
    if len(sys.argv) not in (2, 3):
        print(__doc__.split("\n\n")[1], file=sys.stderr)
        return 2
    try:
        day = date.fromisoformat(sys.argv[2] if len(sys.argv) == 3 else "2025-05-01").isoformat()
        return run(Service(sys.argv[1].rstrip("/")), day)
    except (OSError, ValueError, KeyError) as error:
        print(f"This went wrong with {sys.argv[1]}: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
