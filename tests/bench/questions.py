#!/usr/bin/env python3
"""Write the questions that the benchmarks ask, about the demo network given as a file, to standard output.

Each kind has a name, whether it belongs to the mix, a norm and the status that every answer must show for it (so that nothing else is
measured by mistake), and questions about as many leaders or delegates as the network has, up to --most.
"""
import argparse
import json
import sys

ON = "2025-06-02"
APPROACH = {"donor": "Halcyon Global Fund", "donor_scope": "global", "in_group_name": True, "fund_purpose": "priority_action",
            "funds_necessary": True, "beneficiary": "group", "activity_is_group_priority": True, "in_kind": False}
SPEECH = {"capacity": "group", "international_meeting": False, "topic": "river dams", "channel": "media", "controversial": False,
          "capacity_stated": True, "matter_of_import": False, "policies_checked": True, "consistent_with_policy": "yes",
          "implies_group_endorsement": False}


def usd(amount):
    return {"amount": amount, "currency": "USD"}


def ask(action, actor, group, facts):
    return {"action": action, "actor": actor, "group": group, "date": ON, "facts": facts}


def approach(term, amount, **facts):
    return ask("approach_donor", term["person"], term["group"], {"amount": amount and usd(amount), **APPROACH, **facts})


class Network:
    def __init__(self, records):
        self.records = records
        active = {group["id"] for group in records["group"] if group["status"] == "active"}
        self.terms = [term for term in records["term"]
                      if term["start"] <= ON <= term["end"] and term["role"] in ("chair", "co_chair") and term["group"] in active]

    def heads(self, person, group, day):
        return any(term["person"] == person and term["group"] == group and term["start"] <= day for term in self.terms)

    def undeclared(self):
        filed = {declaration["person"] for declaration in self.records["coi"] if declaration["filed_on"] >= "2020-01-01"}
        return [term for term in self.terms if term["person"] not in filed]

    def delegates(self):
        """Those who hold a paper in order: by a leader still serving, on letterhead, in date, for every topic."""
        for paper in self.records["delegation"]:
            if (paper["scope"] == "group" and paper.get("in_writing") and paper.get("on_letterhead")
                    and paper["valid_from"] <= ON <= paper.get("valid_until", ON)
                    and not {"revoked_on", "topic_limit", "meeting_limit"} & set(paper)
                    and not self.heads(paper["delegate"], paper["group"], ON)
                    and all(self.heads(paper["delegator"], paper["group"], day) for day in (ON, paper["issued_on"]))):
                yield paper


def kinds(network):
    clear, region = "leaders/4.2/clear-large-approach", "leaders/4.2/clear-regional-approach"
    yield "large approach", True, clear, "outstanding", [approach(term, "250000.00") for term in network.terms]
    yield "regional donor", True, region, "outstanding", [
        approach(term, "30000.00", donor_scope="regional", donor_region=["north_africa"]) for term in network.terms]
    yield "speaking with delegation", True, "leaders/3.3/delegation-in-writing-on-letterhead", "satisfied", [
        ask("speak", paper["delegate"], paper["group"], SPEECH) for paper in network.delegates()]
    yield "leader without declaration", True, "leaders/5.2/submit-declaration", "advised", [
        approach(term, "20000.00") for term in network.undeclared()]
    yield "scope and amount unknown", False, clear, "undetermined", [
        approach(term, None, donor_scope=None) for term in network.terms]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("network", type=argparse.FileType("r", encoding="utf-8"))
    parser.add_argument("--most", type=int, default=64, help="questions of each kind (default 64)")
    options = parser.parse_args()
    rows = []
    for name, mixed, norm, status, questions in kinds(Network(json.load(options.network))):
        if not questions:
            sys.exit(f"The network has nobody to ask about: {name}")
        rows.append({"name": name, "mixed": mixed, "norm": norm, "status": status, "questions": questions[:options.most]})
    json.dump(rows, sys.stdout, separators=(",", ":"))


main()
