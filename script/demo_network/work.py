"""What groups plan, report and hold: targets and progress, reports, money, partners, motions, and the installation's settings."""
from datetime import date, timedelta

from . import names
from .people import officer_id
from .plan import QUADRENNIA

DAY = timedelta(1)
INDICATORS = ["species assessed", "species plans written", "sites surveyed", "people trained", "policies advised on", "papers published"]
SETTINGS = {"report.due_on": "03-31", "progress.due_on": "03-31", "targets.upload_due_days": "180", "prompt.days": "30",
            "group.large_size": "100", "cpsg.group_id": "g-conservation-planning", "cpsg.membership_days": "180",
            "membership.renewal_days": "180", "succession.vacancy_days": "120", "succession.consultation_lead_months": "6",
            "contact.interval_months": "12", "feedback.interval_months": "24", "committees.report_interval_months": "12",
            "letters.tracking_days": "60", "resolutions.report_due_on": "03-31"}


def _quadrennium_of(year):
    return next(q for q in QUADRENNIA if q.start.year <= year <= q.end.year)


def grant(plan):
    for g in plan.groups():
        chance = g.random("grants")
        for n in range(chance.choice([0, 0, 1, 2])):
            due = date(2022, 1, 31) + timedelta(chance.randrange(1800))
            yield {"id": f"gr-{g.id[2:]}-{n + 1}", "group": g.id, "donor": chance.choice(names.DONORS)[0],
                   "report_due_on": due if chance.random() < 0.9 else None,
                   "report_submitted_on": plan.past(due + timedelta(chance.randrange(-50, 20))) if chance.random() < 0.88 else None}


def fund(plan):
    for g in plan.groups():
        chance = g.random("fund")
        if chance.random() > 0.45:
            continue
        kind = chance.choice(["host", "host", "ngo", "treasurer", "leader"])
        yield {"id": f"fu-{g.id[2:]}", "group": g.id, "holder_institution": g.host if kind == "host" else None, "holder_kind": kind,
               "holder_audited": chance.choices([True, False, None], [70, 15, 15])[0],
               "separate": chance.choices([True, False, None], [85, 5, 10])[0],
               "records_kept": chance.choices([True, False, None], [85, 4, 11])[0],
               "supervisor": g.person(chance.randrange(g.size)) if chance.random() < 0.7 else None,
               "attested_on": plan.past(date(2023, 1, 10) + timedelta(chance.randrange(1200))),
               "disclosed_on": plan.past(date(2023, 6, 1) + timedelta(chance.randrange(1000))) if chance.random() < 0.7 else None,
               "country": chance.choice(["Kenya", "France", "Brazil", "India", "Canada"])}


def partnership(plan):
    for g in plan.groups():
        chance = g.random("partners")
        partners = [(g.host, "host")] if g.host and chance.random() < 0.9 else []
        partners += [(names.institution(chance)[0], "partner")] if chance.random() < 0.35 else []
        for n, (institution, kind) in enumerate(partners):
            start = max(g.established, date(2012, 1, 1)) + timedelta(chance.randrange(1500))
            issue = plan.past(date(2023, 5, 1) + timedelta(chance.randrange(1000))) if chance.random() < 0.08 else None
            if start <= g.last_day():
                issue = issue if issue and issue > start else None
                yield {"id": f"pa-{g.id[2:]}-{n + 1}", "group": g.id, "institution": institution, "kind": kind, "start": start,
                       "expectations": chance.choices([True, False, None], [75, 8, 17])[0],
                       "deliverables": chance.choices([True, False, None], [65, 12, 23])[0],
                       "boundaries": chance.choices([True, False, None], [60, 15, 25])[0], "status": "disputed" if issue else "active",
                       "issue_on": issue, "issue_reported_on": plan.past(issue + 25 * DAY) if issue and chance.random() < 0.6 else None}


def _targets(g):
    """The group's targets: id, quadrennium, what became of it, and the day it was uploaded."""
    chance = g.random("targets")
    for q in QUADRENNIA[2:]:
        uploaded = max(q.start, g.established) + timedelta(chance.randrange(-40, 200))
        there = chance.random() < (0.9 if q.start.year == 2021 else 0.7)
        for n in range(chance.randrange(2, 6) if there else 0):
            status = chance.choices(["planned", "on_track", "late", "achieved", "dropped"], [10, 45, 15, 25, 5])[0]
            if not g.parent and g.established <= uploaded <= g.last_day():
                yield f"tg-{g.id[2:]}-{q.start.year}-{n + 1}", q, status if q.start.year == 2021 else "planned", uploaded


def target(plan):
    for owner in ("chairs_office", "gsp"):
        for q in QUADRENNIA[2:]:
            yield {"id": f"tg-{owner.replace('_', '-')}-{q.start.year}", "owner": owner, "quadrennium": q.id, "ksr": 1, "indicator": "network served",
                   "due_on": date(q.end.year, 12, 31), "uploaded_on": plan.past(q.start + 60 * DAY), "focal_point": officer_id(4),
                   "status": "on_track", "published": True}
    for g in plan.groups():
        chance = g.random("target details")
        for row_id, q, status, uploaded in _targets(g):
            yield {"id": row_id, "owner": g.id, "group": g.id, "quadrennium": q.id, "ksr": chance.randrange(1, 14),
                   "indicator": chance.choice(INDICATORS) if chance.random() < 0.95 else None,
                   "due_on": date(chance.randrange(q.start.year + 1, q.end.year + 1), 12, 31), "uploaded_on": uploaded,
                   "focal_point": g.person(chance.randrange(10)) if chance.random() < 0.85 else None, "status": status,
                   "published": chance.random() < 0.6}


def progress(plan):
    for g in plan.groups():
        chance = g.random("progress")
        for row_id, q, _, uploaded in _targets(g):
            for year in range(uploaded.year, min(q.end.year, g.last_day().year - 1) + 1):
                if chance.random() < 0.85:
                    yield {"id": f"pr-{row_id[3:]}-{year}", "target": row_id, "year": year,
                           "submitted_on": plan.past(date(year + 1, 1, 10) + timedelta(chance.randrange(110)))}


def report(plan):
    for g in plan.groups():
        chance = g.random("reports")
        if g.parent or g.type == "committee" and not dict(names.COMMITTEES).get(g.name.replace(" Committee", "")):
            continue
        for year in range(max(2021, g.established.year), g.last_day().year):
            handed_in = date(year + 1, 1, 10) + timedelta(chance.randrange(110))
            submitted = plan.past(handed_in) if chance.random() < 0.88 else None
            yield {"id": f"r-{g.id[2:]}-{year}", "group": g.id, "year": year, "submitted_on": submitted,
                   "channel": chance.choices(["ssc_data", "other"], [94, 6])[0] if submitted else None,
                   "submitted_by": (g.heads(submitted) or [None])[0] if submitted else None}


def _motions(plan):
    """Each motion's group, whether it was adopted, and its randomness."""
    for g in plan.groups():
        chance = g.random("motion")
        if chance.random() < 0.12:
            yield g, chance.choices([True, False, None], [60, 15, 25])[0], chance


def motion(plan):
    for g, adopted, chance in _motions(plan):
        hot, strategic = chance.random() < 0.3, chance.random() < 0.3
        yield {"id": f"mo-{g.id[2:]}", "group": g.id if chance.random() < 0.92 else None, "controversial": hot, "strategic": strategic,
               "smart_checked": chance.choices([True, False, None], [80, 10, 10])[0],
               "working_group": chance.random() < 0.8 if hot or strategic else None, "adopted": adopted, "submitted_on": date(2025, 1, 15)}


def resolution(plan):
    for g, adopted, chance in _motions(plan):
        if adopted:
            yield {"id": f"re-{g.id[2:]}", "motion": f"mo-{g.id[2:]}", "calls_on_ssc": chance.random() < 0.85,
                   "owner_group": g.id if chance.random() < 0.85 else None, "ssc_focal_point": g.person(2) if chance.random() < 0.85 else None,
                   "secretariat_focal_point": officer_id(6) if chance.random() < 0.85 else None, "priority": chance.random() < 0.3,
                   "reported_year": plan.as_of.year - 1 if chance.random() < 0.4 else None, "adopted_on": plan.past(date(2025, 10, 14))}


def setting(_plan):
    for name, value in SETTINGS.items():
        yield {"name": name, "value": value}
