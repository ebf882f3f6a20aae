#!/usr/bin/env python3
"""A second computation of standing compliance, written from the governance tables and from nothing else.

usage: compliance.py EXPORT.json DATE     (EXPORT.json: what GET /v1/export answers, or any file to import)

It knows the rows ST-01, 03, 07, 10, 12, 13, 15, 16, 24, 27, 30, 44, 50, 52, 57 and 62 and prints what they give on DATE: one JSON
object a line, sorted. It shares no code and no rule text with the service, so that a misread table shows as a difference between
the two (compare.py finds it). Rows that are not applicable are not printed. Dates stay text: YYYY-MM-DD sorts as days do.
"""
import calendar
import json
import pathlib
import sys
from collections import defaultdict
from datetime import date, timedelta

HEADS = ("chair", "co_chair")
REPORTING = ("specialist_group", "task_force", "action_partnership", "national_group")
FOREVER = "9999-12-31"
MEMBER_NORM = {"conservation_planning": "tor-planning/2/is-group-member", "ex_situ": "tor-exsitu/2/is-group-member"}
CONSULTATION = "leaders/6.1/third-term-consultation"


# ---- days and statuses

def plus_days(day, days):
    return (date.fromisoformat(day) + timedelta(days=int(days))).isoformat()


def minus_months(day, months):
    year, month = divmod(int(day[:4]) * 12 + int(day[5:7]) - 1 - int(months), 12)
    last = calendar.monthrange(year, month + 1)[1]
    return f"{year:04}-{month + 1:02}-{min(int(day[8:]), last):02}"


def in_force(row, day, start="start", end="end"):
    return row[start] <= day <= (row.get(end) or FOREVER)


def happened(row, field, day):
    """The day of an event, or None if it has not happened on that day."""
    on = row.get(field)
    return on if on and on <= day else None


def delivered(done_on, due, day):
    """A duty to deliver: done (also late), or due, overdue or unknown for want of a deadline."""
    if done_on:
        return {"status": "met", "due": due, "since": done_on, "late": True if due and done_on > due else None}
    if not due:
        return {"status": "unknown"}
    if day <= due:
        return {"status": "due", "due": due}
    return {"status": "overdue", "due": due, "since": plus_days(due, 1)}


# ---- the network on a day

class Network:
    """The records of an export with what section 1 of the tables says about them on one day."""

    def __init__(self, export, day):
        self.day = day
        self.export = export
        self.settings = {row["name"]: row["value"] for row in self.all("setting")}
        self.by_id = {kind: {row["id"]: row for row in rows} for kind, rows in export.items()
                      if kind not in ("setting", "exchange_rate")}
        self.terms = self.index("term", "group")
        self.memberships = self.index("membership", "group", "person")
        self.current, self.previous = self.quadrennia()

    def all(self, kind):
        return self.export.get(kind, [])

    def get(self, kind, key):
        return self.by_id.get(kind, {}).get(key)

    def index(self, kind, *fields):
        found = defaultdict(list)
        for row in self.all(kind):
            found[tuple(row[field] for field in fields)].append(row)
        return found

    def setting(self, name, default=None):
        return self.settings.get(name, default)

    def deadline_in(self, setting, year):
        """The day that a month-and-day setting means for a year: in the year after it."""
        return f"{year + 1:04}-{self.setting(setting)}" if self.setting(setting) else None

    def after(self, day, setting):
        return plus_days(day, self.setting(setting)) if self.setting(setting) else None

    def quadrennia(self):
        running = [q for q in self.all("quadrennium") if in_force(q, self.day)]
        current = max(running, key=lambda q: q["start"], default=None)
        before = [q for q in self.all("quadrennium") if current and q["end"] < current["start"]]
        return current, max(before, key=lambda q: q["end"], default=None)

    def active(self, group, day):
        if not group or group["status"] == "proposed" or (group.get("established_on") or "") > day:
            return False
        if group.get("dissolved_on"):
            return day < group["dissolved_on"]
        return group["status"] != "dissolved"

    def active_groups(self):
        return [group for group in self.all("group") if self.active(group, self.day)]

    def nested(self, group):
        """Whether a Red List Authority is part of another group: True, False, or None for not determined."""
        if group["type"] != "red_list_authority":
            return False
        if group.get("standalone_rla") is not None:
            return not group["standalone_rla"]
        return True if group.get("parent_group") else None

    def taxonomic(self, group):
        if group.get("cross_cutting"):
            return False
        if group.get("taxonomic_set") or group.get("cross_cutting") is False or group["type"] == "red_list_authority":
            return True
        return None

    def leaders(self, group, day=None):
        day = day or self.day
        return [term for term in self.terms[group["id"],] if in_force(term, day)] if self.active(group, day) else []

    def may_head(self, group, term):
        return term["role"] in HEADS or (term["role"] == "rlac" and group["type"] == "red_list_authority")

    def heads(self, group, day=None):
        return [term for term in self.leaders(group, day) if self.may_head(group, term)]

    def is_head(self, person, group, day=None):
        return any(term["person"] == person for term in self.heads(group, day))

    def is_active_membership(self, row, day):
        if not in_force(self.get("quadrennium", row["quadrennium"]), day):
            return False
        accepted = (row.get("accepted_by_leader_on"), row.get("accepted_by_member_on"))
        if any(on and on > day for on in accepted):
            return False
        return row["status"] in ("active", "lapsed") or (row["status"] == "ended" and day < (row.get("ended_on") or ""))

    def is_member(self, person, group_id, day):
        return any(self.is_active_membership(row, day) for row in self.memberships[group_id, person])

    def in_renewal(self, person, group_id):
        """Whether somebody who was a member when the last quadrennium ended still has time to be renewed."""
        grace = self.current and self.after(self.current["start"], "membership.renewal_days")
        return bool(grace and self.day <= grace and self.previous and self.is_member(person, group_id, self.previous["end"]))

    def of_active_group(self, kind):
        """Each record of that kind that belongs to an active group, with the group."""
        for row in self.all(kind):
            group = self.get("group", row.get("group"))
            if self.active(group, self.day):
                yield row, group


def row_of(norm, group, subject, status, person=None, year=None, due=None, since=None, late=None):
    return {"group": group["id"], "person": person, "norm": norm, "status": status, "due": due, "since": since,
            "year": year, "subject": subject, "late": late}


def for_group(norm, group, **rest):
    return row_of(norm, group, f"group/{group['id']}", **rest)


# ---- ST-01: annual report

def reporting_duty(net, group):
    """True, False, or None for not determined."""
    if group["type"] == "committee":
        return group.get("conservation_committee")
    if group["type"] == "red_list_authority":
        return None if net.nested(group) is None else not net.nested(group)
    return group["type"] in REPORTING


def reporting_years(net, group, reported):
    last = int(net.day[:4]) - 1
    established = group.get("established_on") or ""
    first = min(last, int(net.current["start"][:4])) if net.current else last
    years = set(range(max(first, int(established[:4] or 0)), last + 1))
    if net.current and last + 1 in reported:
        years.add(last + 1)
    return sorted(year for year in years if established <= f"{year}-12-31")


def report_of_year(net, rows, year):
    """When the report of a year was submitted and when it was due."""
    submitted = [row for row in rows if happened(row, "submitted_on", net.day)]
    counted = min(submitted, key=lambda row: row["submitted_on"], default=None)
    if counted is None:
        counted = max(rows, key=lambda row: row.get("due_on") or "", default={})
    return happened(counted, "submitted_on", net.day), counted.get("due_on") or net.deadline_in("report.due_on", year)


def st01(net):
    norm = "leaders/8.1/annual-report-required"
    reports = net.index("report", "group", "year")
    for group in net.active_groups():
        duty = reporting_duty(net, group)
        if duty is None:
            yield for_group(norm, group, status="unknown")
        if not duty:
            continue
        for year in reporting_years(net, group, {y for g, y in reports if g == group["id"]}):
            done_on, due = report_of_year(net, reports.get((group["id"], year), []), year)
            yield for_group(norm, group, year=year, **delivered(done_on, due, net.day))


# ---- ST-03 and ST-07: targets and progress

def st03(net):
    norm = "leaders/8.1.1/upload-targets"
    for group in net.active_groups():
        if net.nested(group):
            continue
        if net.nested(group) is None or not net.current:
            yield for_group(norm, group, status="unknown")
            continue
        uploads = [happened(row, "uploaded_on", net.day) for row in net.all("target")
                   if group["id"] in (row.get("group"), row["owner"]) and row["quadrennium"] == net.current["id"]]
        start = max(net.current["start"], group.get("established_on") or "")
        due = net.after(start, "targets.upload_due_days")
        yield for_group(norm, group, **delivered(min(filter(None, uploads), default=None), due, net.day))


def progress_years(net, target, group, entries):
    """The years for which progress on a target is owed. On a day in no quadrennium no target is one of the running quadrennium, so
    none is looked at; that the group's targets cannot be told is said once, by ST-03."""
    last = int(net.day[:4]) - 1
    uploaded = happened(target, "uploaded_on", net.day)
    starts = (net.get("quadrennium", target["quadrennium"])["start"], group.get("established_on"), uploaded)
    first = max(int(day[:4]) for day in starts if day)
    if net.previous and target["quadrennium"] == net.previous["id"]:
        years = {last} if first <= last <= int(net.previous["end"][:4]) else set()
    elif net.current and target["quadrennium"] == net.current["id"]:
        years = set(range(first, last + 1))
    else:
        years = set()
    if target.get("status") in ("achieved", "dropped"):
        years = {year for year in years if year <= max((entry["year"] for entry in entries), default=0)}
    return sorted(years)


def target_progress(net, norm, target, group, entries):
    for year in progress_years(net, target, group, entries):
        done = [happened(entry, "submitted_on", net.day) for entry in entries if entry["year"] == year]
        due = net.deadline_in("progress.due_on", year)
        answer = delivered(min(filter(None, done), default=None), due, net.day)
        yield row_of(norm, group, f"target/{target['id']}", year=year, **answer)


def st07(net):
    norm = "leaders/8.1.1/report-progress-per-target"
    entries = net.index("progress", "target")
    for group in net.active_groups():
        if net.nested(group) is None:
            yield for_group(norm, group, status="unknown")
    for target in net.all("target"):
        group = net.get("group", target.get("group") or target["owner"])
        if net.active(group, net.day) and net.nested(group) is False:
            yield from target_progress(net, norm, target, group, entries[target["id"],])


# ---- ST-10, ST-12, ST-13: leaders

def case_open(net, group):
    for case in net.all("case"):
        if case["group"] != group["id"] or case["reason"] not in ("succession", "new_group") or case["opened_on"] > net.day:
            continue
        if net.day < case["closed_on"] if case.get("closed_on") else case["status"] == "open":
            return True
    return False


def vacancy(net, group):
    ended = [term["end"] for term in net.terms[group["id"],]
             if net.may_head(group, term) and (term.get("end") or FOREVER) < net.day]
    start = plus_days(max(ended), 1) if ended else group.get("established_on")
    answer = delivered(None, net.after(start, "succession.vacancy_days") if start else None, net.day)
    if case_open(net, group):
        answer = {"status": "due", "due": answer.get("due")}
    return answer


def st10(net):
    for group in net.active_groups():
        if net.nested(group):
            continue
        answer = {"status": "met"} if net.heads(group) else vacancy(net, group)
        yield for_group("leaders/3.1/leader-governs", group, **answer)


def st12(net):
    for group in net.active_groups():
        for term in net.leaders(group):
            published = term.get("contact_published")
            status = "unknown" if published is None else "met" if published else "overdue"
            yield row_of("leaders/3.5/contact-details-public", group, f"term/{term['id']}", status, term["person"],
                         since=term["start"] if status == "overdue" else None)


def declaration(net, term, filings, interests):
    """The status of a leader's declaration and the day of the filing that serves."""
    if not net.current:
        return "unknown", None
    start = plus_days(max(term["start"], net.current["start"]), -int(net.setting("coi.lead_days", 0)))
    serving = [row for row in filings if start <= row["filed_on"] <= net.day]
    if not serving:
        return "unmet", None
    latest = max(row["filed_on"] for row in serving)
    declared = {interest for row in serving for interest in row.get("interests") or []}
    newer = [row for row in interests if latest < (row.get("since") or "") <= net.day and row["id"] not in declared]
    refresh = net.setting("coi.refresh", "per term and on change") == "per term and on change"
    return ("unmet", None) if newer and refresh else ("met", latest)


def st13(net):
    filings, interests = net.index("coi", "person"), net.index("interest", "person")
    for group in net.active_groups():
        for term in net.leaders(group):
            status, on = declaration(net, term, filings[term["person"],], interests[term["person"],])
            yield row_of("leaders/5.2/submit-declaration", group, f"term/{term['id']}", status, term["person"], since=on)


# ---- ST-15 and ST-16: consultation before a further term

class Service:
    """One term of a person in a group: all its rows of one quadrennium."""

    def __init__(self, rows):
        self.rows = rows
        self.start = min(row["start"] for row in rows)
        self.end = max(row.get("end") or FOREVER for row in rows)


def quadrennium_of(net, term):
    if term.get("quadrennium"):
        return term["quadrennium"]
    holding = [q for q in net.all("quadrennium") if in_force(q, term["start"])]
    return max(holding, key=lambda q: q["start"])["id"] if holding else None


def services(net, person, group):
    """The terms of a person in a group up to the day, first to last."""
    rows = defaultdict(list)
    for term in net.terms[group["id"],]:
        if term["person"] == person and term["start"] <= net.day:
            rows[quadrennium_of(net, term) or term["id"]].append(term)
    return sorted((Service(found) for found in rows.values()), key=lambda service: service.start)


def counts(net, service):
    """Whether an earlier term counts: always, or only when it covers its quadrennium."""
    if net.setting("succession.count_partial_terms", "true") == "true":
        return True
    quadrennium = net.get("quadrennium", quadrennium_of(net, service.rows[0]))
    return bool(quadrennium) and service.start <= quadrennium["start"] and service.end >= quadrennium["end"]


def consultations(net, person, group):
    """The valid consultations about a person in a group, and those of which that is in doubt."""
    valid, doubtful = [], []
    for row in net.all("consultation"):
        if (row["kind"], row["group"], row["conducted_by"]) != ("renewal", group["id"], "chairs_office") or row["opened_on"] > net.day:
            continue
        about = row.get("about") or (net.get("case", row.get("case")) or {}).get("incumbent")
        if about in (person, None):
            doubt = about is None or row.get("electorate") == "renewed_members"
            (doubtful if doubt else valid).append(row)
    return valid, doubtful


def successor_sought(net, person, group, service):
    return any(case["group"] == group["id"] and case.get("incumbent") == person and case["reason"] == "succession"
               and case["status"] in ("open", "completed") and service.start <= case["opened_on"] <= net.day
               for case in net.all("case"))


def looking_ahead(net, service, valid, doubtful):
    begun = [row for row in valid if row["opened_on"] >= service.start]
    closed = [row["closed_on"] for row in begun if happened(row, "closed_on", net.day)]
    due = service.end if service.end != FOREVER else None
    lead = net.setting("succession.consultation_lead_months")
    if closed:
        return {"status": "met", "due": due, "since": max(closed)}
    if begun:
        return {"status": "due", "due": due}
    if any(row["opened_on"] >= service.start for row in doubtful) or not due or not lead:
        return {"status": "unknown", "due": due}
    return {"status": "due", "due": due} if net.day >= minus_months(due, lead) else None


def looking_back(net, term, service, before, valid, doubtful):
    appointment = net.get("appointment", term.get("appointment"))
    by = appointment["made_on"] if appointment else service.start

    def closed(rows):
        return [row["closed_on"] for row in rows
                if row["opened_on"] >= before.start and happened(row, "closed_on", min(by, net.day))]
    if closed(valid):
        return {"status": "met", "due": by, "since": max(closed(valid))}
    if closed(doubtful):
        return {"status": "unknown", "due": by}
    return {"status": "overdue", "due": by, "since": by}


def leader_consultations(net, group, term):
    served = services(net, term["person"], group)
    at = next(number for number, service in enumerate(served) if term in service.rows)
    number = 1 + sum(counts(net, service) for service in served[:at])
    limit = int(net.setting("succession.consult_from_terms_served", 2))
    found = consultations(net, term["person"], group)
    if number >= limit and not successor_sought(net, term["person"], group, served[at]):
        yield looking_ahead(net, served[at], *found)
    if number > limit:
        yield looking_back(net, term, served[at], served[max(at - 1, 0)], *found)


def st15_and_16(net):
    for group in net.active_groups():
        for term in net.leaders(group):
            for answer in filter(None, leader_consultations(net, group, term)):
                yield row_of(CONSULTATION, group, f"term/{term['id']}", person=term["person"], **answer)


# ---- ST-24: delegations to speak for a group

def valid_on(row, day):
    revoked = happened(row, "revoked_on", day)
    return row["issued_on"] <= day and not revoked and in_force(row, day, "valid_from", "valid_until")


def still_backed(net, row, group):
    """Whether the delegator still leads or a serving head has confirmed the delegation."""
    if net.setting("speaking.delegation_lapses_with_delegator", "true") != "true" or net.is_head(row["delegator"], group):
        return True
    by, on = row.get("confirmed_by"), happened(row, "confirmed_on", net.day)
    return bool(by and on and net.is_head(by, group, on) and net.is_head(by, group))


def delegation_status(net, row, group):
    # An expired one is looked at in the quadrennium it expired in: on a day in no quadrennium nobody knows whether that is now.
    if not net.current and not valid_on(row, net.day):
        return "unknown"
    sound = row["in_writing"] and row.get("on_letterhead") is not False and valid_on(row, net.day)
    if not sound or not net.is_head(row["delegator"], group, row["issued_on"]) or not still_backed(net, row, group):
        return "unmet"
    return "unknown" if row.get("on_letterhead") is None else "met"


def delegation_matters(net, row, others):
    """Whether a delegation is still looked at: in force, or expired in this quadrennium and not replaced."""
    if row["issued_on"] > net.day or happened(row, "revoked_on", net.day) or row["valid_from"] > net.day:
        return False
    if valid_on(row, net.day):
        return True
    replaced = any(other is not row and valid_on(other, net.day) for other in others)
    return not replaced and (not net.current or row["valid_until"] >= net.current["start"])


def st24(net):
    given = defaultdict(list)
    for row, group in net.of_active_group("delegation"):
        if row["scope"] == "group":
            given[group["id"], row["delegate"]].append(row)
    for (group_id, person), rows in given.items():
        group = net.get("group", group_id)
        for row in rows:
            if delegation_matters(net, row, rows):
                yield row_of("leaders/3.3/delegation-in-writing-on-letterhead", group, f"delegation/{row['id']}",
                             delegation_status(net, row, group), person)


# ---- ST-27 and ST-30: focal points

def st27(net):
    planners = net.index("focal_point", "group", "kind")
    for group in net.active_groups():
        taxonomic = net.taxonomic(group)
        if group["type"] != "specialist_group" or taxonomic is False:
            continue
        named = any(in_force(row, net.day) for row in planners[group["id"], "conservation_planning"])
        status = "unknown" if taxonomic is None else "met" if named else "unmet"
        yield for_group("tor-planning/1/identify-focal-point", group, status=status)


def first_day_without(net, person, group):
    """The day after the last membership of a person in a group, or an empty text if there was none."""
    ends = [""]
    for row in net.memberships[group["id"], person]:
        after = plus_days(net.get("quadrennium", row["quadrennium"])["end"], 1)
        if row["status"] == "ended" and row.get("ended_on"):
            after = min(after, row["ended_on"])
        if row["status"] in ("active", "lapsed", "ended") and after <= net.day:
            ends.append(after)
    return max(ends)


def focal_point_member(net, row, group):
    if net.is_member(row["person"], group["id"], net.day):
        return {"status": "met"}
    # The day of grace is a deadline for the renewal only while it runs. Afterwards the focal point has been no member since the
    # old membership was over, which is what the row says; so an overdue row has no deadline.
    if net.in_renewal(row["person"], group["id"]):
        return {"status": "due", "due": net.after(net.current["start"], "membership.renewal_days")}
    # Whether there is grace depends on the quadrennium: on a day in none, this row needs what nobody knows.
    if not net.current and net.setting("membership.renewal_days"):
        return {"status": "unknown"}
    return {"status": "overdue", "since": max(row["start"], first_day_without(net, row["person"], group))}


def st30(net):
    for row, group in net.of_active_group("focal_point"):
        norm = MEMBER_NORM.get(row["kind"])
        if norm and group["type"] == "specialist_group" and in_force(row, net.day):
            answer = focal_point_member(net, row, group)
            yield row_of(norm, group, f"focal_point/{row['id']}", person=row["person"], **answer)


# ---- ST-44, ST-50, ST-52, ST-57, ST-62: grants, members, letters

def st44(net):
    for row, group in net.of_active_group("grant"):
        answer = delivered(happened(row, "report_submitted_on", net.day), row.get("report_due_on"), net.day)
        yield row_of("leaders/4.3/donor-reports-on-time", group, f"grant/{row['id']}", **answer)


def invitation(net, row, group):
    by, on = row.get("invited_by"), row.get("invited_on")
    if not by or not on:
        return {"status": "unknown"}
    return {"status": "met" if net.is_head(by, group, on) else "overdue", "since": on}


def dual_acceptance(row):
    recorded = [row[field] for field in ("accepted_by_leader_on", "accepted_by_member_on") if row.get(field)]
    if not recorded:
        return {"status": "unknown"}
    return {"status": "met" if len(recorded) == 2 else "overdue", "since": max(recorded)}


def st50(net):
    for row, group in net.of_active_group("membership"):
        if net.is_active_membership(row, net.day) and not net.is_head(row["person"], group):
            yield row_of("leaders/7/leader-invites-directly", group, f"membership/{row['id']}", person=row["person"],
                         **invitation(net, row, group))


def st52(net):
    for row, group in net.of_active_group("membership"):
        if net.is_active_membership(row, net.day):
            yield row_of("leaders/7/dual-acceptance", group, f"membership/{row['id']}", person=row["person"],
                         **dual_acceptance(row))


def st57(net):
    norm = "leaders/7/review-membership-each-quadrennium"
    for group in net.active_groups():
        if not net.heads(group):
            continue
        if not net.current:
            yield for_group(norm, group, status="unknown")
        elif (group.get("established_on") or "") < net.current["start"]:
            on = happened(group, "membership_reviewed_on", net.day)
            done = on is not None and on >= net.current["start"]
            yield for_group(norm, group, status="met" if done else "unmet", since=on if done else None)


def st62(net):
    for row, group in net.of_active_group("letter"):
        signed = happened(row, "signed_on", net.day)
        if signed and row["requested_on"] <= net.day:
            answer = delivered(happened(row, "tracking_form_on", net.day), net.after(signed, "letters.tracking_days"), net.day)
            yield row_of("guide/4.5/tracking-form", group, f"letter/{row['id']}", **answer)


# Each rule with the norms of its rows.
RULES = {
    "ST-01": (st01, ["leaders/8.1/annual-report-required"]),
    "ST-03": (st03, ["leaders/8.1.1/upload-targets"]),
    "ST-07": (st07, ["leaders/8.1.1/report-progress-per-target"]),
    "ST-10": (st10, ["leaders/3.1/leader-governs"]),
    "ST-12": (st12, ["leaders/3.5/contact-details-public"]),
    "ST-13": (st13, ["leaders/5.2/submit-declaration"]),
    "ST-15 and ST-16": (st15_and_16, [CONSULTATION]),
    "ST-24": (st24, ["leaders/3.3/delegation-in-writing-on-letterhead"]),
    "ST-27": (st27, ["tor-planning/1/identify-focal-point"]),
    "ST-30": (st30, sorted(MEMBER_NORM.values())),
    "ST-44": (st44, ["leaders/4.3/donor-reports-on-time"]),
    "ST-50": (st50, ["leaders/7/leader-invites-directly"]),
    "ST-52": (st52, ["leaders/7/dual-acceptance"]),
    "ST-57": (st57, ["leaders/7/review-membership-each-quadrennium"]),
    "ST-62": (st62, ["guide/4.5/tracking-form"]),
}


def main():
    if len(sys.argv) != 3:
        print(__doc__.split("\n\n")[1], file=sys.stderr)
        return 2
    export = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    net = Network(export, date.fromisoformat(sys.argv[2]).isoformat())
    rows = [row for rule, _ in RULES.values() for row in rule(net)]
    for line in sorted(json.dumps(row, ensure_ascii=False) for row in rows):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
