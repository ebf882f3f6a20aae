"""Records of its own that settings.py lays over a network, so that every setting has something to decide about.

Nothing in them refers to a group or person of the network. They are about the quadrennium that runs on a day and the one before;
each setting is shown by the record with the comment that names it.
"""
from datetime import date, timedelta

GROUP, COMMITTEE, PLANNERS, TASK_FORCE = (f"settings-{name}" for name in ("group", "committee", "planners", "task-force"))
HEAD, FORMER_HEAD, MEMBER = (f"settings-{name}" for name in ("head", "former-head", "member"))


def day_before(day, days):
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat()


def groups():
    established = {"status": "active", "established_on": "2010-01-01"}
    yield "group", GROUP, {"name": "Settings Group", "type": "specialist_group", "cross_cutting": False,
                           "membership_criteria": "x", **established}
    yield "group", COMMITTEE, {"name": "Settings Committee", "type": "committee", **established}  # no head: succession.vacancy_days
    yield "group", PLANNERS, {"name": "Settings Planners", "type": "specialist_group", "cross_cutting": True,  # cpsg.group_id
                              **established}
    yield "group", TASK_FORCE, {"name": "Settings Task Force", "type": "task_force", **established}
    for person in (HEAD, FORMER_HEAD, MEMBER):
        yield "person", person, {"name": "Somebody", "engages_cites": True}


def leaders(now, before, day):
    """A head in a second term after one that was not a whole quadrennium, and one whose delegation outlived the term."""
    # succession.consultation_lead_months: the second term ends some months after the day
    term = {"group": GROUP, "role": "chair"}
    yield "term", "settings-term-1", {"person": HEAD, "quadrennium": before["id"], "start": day_before(before["end"], 400),
                                      "end": day_before(before["end"], 100), **term}
    yield "term", "settings-term-2", {"person": HEAD, "quadrennium": now["id"], "start": now["start"],
                                      "end": day_before(day, -100), **term}
    yield "term", "settings-term-3", {"person": FORMER_HEAD, "start": before["start"], "end": day_before(before["end"], 401), **term}
    # coi.lead_days: filed well before the term
    yield "coi", "settings-early-coi", {"person": HEAD, "filed_on": day_before(now["start"], 200), "nil": True}
    # coi.refresh: an interest that came after the declaration
    yield "term", "settings-term-4", {"person": MEMBER, "start": now["start"], "end": now["end"], **term, "group": TASK_FORCE}
    yield "coi", "settings-coi", {"person": MEMBER, "filed_on": now["start"], "nil": True}
    yield "interest", "settings-interest", {"person": MEMBER, "subject": "x", "financial": False, "since": day_before(now["start"], -20)}
    # speaking.delegation_lapses_with_delegator
    issued = day_before(before["end"], 700)
    yield "delegation", "settings-delegation", {
        "scope": "group", "group": GROUP, "delegator": FORMER_HEAD, "delegate": MEMBER, "in_writing": True, "on_letterhead": True,
        "issued_on": issued, "valid_from": issued}


def members(now, before):
    member = {"group": GROUP, "status": "active"}
    yield "membership", "settings-membership-1", {"person": HEAD, "quadrennium": now["id"], **member}
    yield "membership", "settings-membership-2", {"person": MEMBER, "quadrennium": before["id"], **member}  # membership.renewal_days
    for kind in ("conservation_planning", "ex_situ"):
        yield "focal_point", f"settings-{kind}", {"group": GROUP, "person": MEMBER, "kind": kind, "start": day_before(before["end"], 90)}
    # documents.ex_situ_guidelines_row
    yield "document_ack", "settings-ack", {"person": MEMBER, "document": 3, "acknowledged_on": now["start"]}


def activity(now, day):
    """What happened some months before the day, each without what should have followed."""
    lately = day_before(day, 150)
    yield "contact", "settings-contact", {"group": GROUP, "subject": "x", "purpose": "advice", "party": "chairs_office", "on": lately}
    yield "consultation", "settings-feedback", {"group": GROUP, "kind": "other", "conducted_by": "group_leader", "opened_on": lately}
    for party in ("ssc_chair", "steering_committee"):  # committees.report_interval_months
        yield "contact", f"settings-report-{party}", {"group": COMMITTEE, "subject": "x", "purpose": "report", "party": party, "on": lately}
    yield "membership_enquiry", "settings-enquiry", {"group": GROUP, "received_on": lately}
    yield "partnership", "settings-partnership", {"group": GROUP, "institution": "x", "kind": "partner", "start": now["start"],
                                                  "status": "active", "issue_on": lately}
    yield "fund", "settings-fund", {"group": GROUP, "separate": True, "records_kept": True, "supervisor": HEAD,
                                    "attested_on": day_before(day, 700), "disclosed_on": day_before(day, 700)}
    yield "fund", "settings-other-fund", {"group": GROUP, "disclosed_on": lately}
    yield "letter", "settings-letter", {"group": GROUP, "requested_by": HEAD, "requested_on": lately, "signed_on": lately}
    yield "dispute", "settings-dispute", {"group": GROUP, "status": "open", "opened_on": lately}
    yield "motion", "settings-motion", {"controversial": True, "working_group": False, "smart_checked": False}
    yield "motion", "settings-adopted", {"group": GROUP, "adopted": True}
    yield "resolution", "settings-resolution", {"motion": "settings-adopted", "calls_on_ssc": True, "reported_year": 2000}


def targets(now):
    target = {"owner": GROUP, "quadrennium": now["id"], "uploaded_on": now["start"]}
    yield "target", "settings-target", {**target, "ksr": 1, "indicator": "x", "due_on": now["end"]}  # targets.latest_due
    yield "target", "settings-bare-target", target


def records(now, before, day):
    """(record, id, fields), each after those it refers to."""
    yield from groups()
    yield from leaders(now, before, day)
    yield from members(now, before)
    yield from activity(now, day)
    yield from targets(now)
