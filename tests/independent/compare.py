#!/usr/bin/env python3
"""Compare what a running service answers on standing compliance with the second computation in compliance.py, row by row.

usage: compare.py URL DATE...             (URL: http://127.0.0.1:PORT of a service that holds a network)

For each date and each rule known to compliance.py it asks for the findings on the rule's norms, computes the rows from the export
and prints the rows that only one of the two has. Ends with 'N passed, N failed', one for each rule and date; the exit status is 0
when none failed, 1 when some did, 2 for bad usage or a service that does not answer. It only reads.
"""
import collections
import json
import sys
import urllib.error
import urllib.parse
import urllib.request
from datetime import date

sys.dont_write_bytecode = True

import compliance  # noqa: E402

COMPARED = ("group", "person", "norm", "status", "due", "since", "year", "subject", "late")
SHOWN = 10  # differences of one rule and date

# For these the tables do not say which day is the day of the evidence when the norm is met (a term, a filing among several, a paper,
# a focal point, a membership), so that day is not compared.
EVIDENCE_DAY_OPEN = {norm for rule in ("ST-10", "ST-13", "ST-24", "ST-27", "ST-30") for norm in compliance.RULES[rule][1]}


def get(url):
    with urllib.request.urlopen(url, timeout=120) as answer:
        return json.load(answer)


def findings(base, **query):
    """All pages of the findings that a query gives."""
    cursor = None
    while True:
        asked = {**query, "limit": 500, **({"cursor": cursor} if cursor else {})}
        page = get(f"{base}/v1/compliance/findings?{urllib.parse.urlencode(asked)}")
        yield from page["data"]
        cursor = page.get("next")
        if not cursor:
            return


def comparable(row):
    values = {key: row.get(key) for key in COMPARED}
    if values["status"] == "met" and values["norm"] in EVIDENCE_DAY_OPEN:
        values["since"] = None
    return json.dumps(values, ensure_ascii=False)


def tally(rows, norm):
    return collections.Counter(comparable(row) for row in rows if row["norm"] == norm and row["status"] != "not_applicable")


def answered(base, day, norms):
    """The rows of the service; those that are met are asked for once more, because a list may leave them out."""
    found = collections.Counter()
    for norm in norms:
        found += tally(findings(base, on=day, norm=norm), norm) | tally(findings(base, on=day, norm=norm, status="met"), norm)
    return found


def computed(net, rule, norms):
    rows = list(rule(net))
    return sum((tally(rows, norm) for norm in norms), collections.Counter())


def show(title, ours, theirs):
    print(f"{title}: {sum(ours.values())} rows computed, {sum(theirs.values())} answered")
    for which, rows in (("computed only", ours - theirs), ("answered only", theirs - ours)):
        lines = sorted(rows.elements())
        for line in lines[:SHOWN]:
            print(f"  {which}: {line}")
        if len(lines) > SHOWN:
            print(f"  {which}: {len(lines) - SHOWN} more")


def compare(base, days):
    """How many rules and dates agree and how many do not."""
    export = get(base + "/v1/export")
    passed = failed = 0
    for day in days:
        net = compliance.Network(export, day)
        for name, (rule, norms) in compliance.RULES.items():
            ours, theirs = computed(net, rule, norms), answered(base, day, norms)
            if ours == theirs:
                passed += 1
            else:
                failed += 1
                show(f"{name} on {day}", ours, theirs)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


def main():
    if len(sys.argv) < 3:
        print(__doc__.split("\n\n")[1], file=sys.stderr)
        return 2
    try:
        days = [date.fromisoformat(day).isoformat() for day in sys.argv[2:]]
    except ValueError as error:
        print(f"No such day: {error}", file=sys.stderr)
        return 2
    try:
        return compare(sys.argv[1].rstrip("/"), days)
    except (OSError, ValueError, KeyError) as error:
        print(f"No usable answer from {sys.argv[1]}: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
