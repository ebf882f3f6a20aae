"""Succession and renewal cases, from opening to appointment.

A case is a list of events, each some days after its opening: (day, kind of record, fields). What has not happened by the day of
the snapshot is left out, so open cases stand at different steps. A finished case is counted back from the term it led to.
"""
import itertools
from collections import namedtuple
from datetime import timedelta

from .plan import QUADRENNIA

Case = namedtuple("Case", "id group role reason option incumbent candidate opened events status")
BODIES = ("ssc_chair", "deputy_chair", "steering_committee")
LENGTH = 120  # days from opening to appointment
CRITERIA = ["leads people well", "has the time", "knows the field", "works well with authorities"]


def _leader_recommends(g, incumbent, candidate):
    yield 10, "consultation", {"group": g.id, "kind": "wider", "conducted_by": "group_leader", "closes": 30, "invited": g.size,
                               "responses": g.size // 3}
    yield 50, "recommendation", {"by": "group_leader", "by_person": incumbent, "candidate": candidate}
    yield 60, "case", {"proposed_by": "ssc_chair", "proposed_on": 60}
    yield 80, "approval", {"body": "steering_committee", "candidate": candidate, "decision": "approved"}


def _internal_process(g, _incumbent, candidate):
    yield 15, "criteria", {"items": CRITERIA, "agreed_by": "group"}
    for day, who in ((25, candidate), (27, g.person(g.size - 1)), (31, g.person(g.size - 2))):
        yield day, "nomination", {"candidate": who, "by": g.person(g.size - 3)}
    yield 45, "panel", {"kind": "members", "selected_by": "group_leader", "screens": 15,
                        "people": [g.person(g.size - n) for n in (4, 5, 6)]}
    yield 70, "recommendation", {"by": "panel", "candidate": candidate}
    for day, body in zip((80, 86, 95), BODIES):
        yield day, "approval", {"body": body, "candidate": candidate, "decision": "approved"}


def _independent_panel(g, _incumbent, candidate):
    chance = g.random("independent panel")
    yield 10, "case", {"convened_by": "chairs_office", "convened_on": 10}
    yield 30, "panel", {"kind": "independent", "selected_by": "chairs_office", "independent": True, "screens": None,
                        "people": [g.plan.anybody(chance) for _ in range(3)]}
    yield 60, "case", {"selected": candidate, "selected_on": 60}
    for day, body in zip((75, 80, 90), BODIES):
        yield day, "approval", {"body": body, "candidate": candidate, "decision": "approved"}


def _renewal(g, incumbent, _candidate):
    asked = g.size // 2
    yield 20, "consultation", {"group": g.id, "kind": "renewal", "about": incumbent, "conducted_by": "chairs_office",
                               "electorate": "outgoing_members", "closes": 30, "invited": g.size, "responses": asked, "support": asked - asked // 8, "oppose": asked // 8,
                               "result": "positive"}


ROUTES = {"leader_recommends": _leader_recommends, "internal_process": _internal_process, "independent_panel": _independent_panel}


def _events(g, reason, option, incumbent, candidate):
    route = _renewal if reason == "renewal" else ROUTES[option]
    return list(route(g, incumbent, candidate))


def _case(g, case_id, role, reason, incumbent, candidate, opened, done):
    """The status of a case that is 'done' is completed; an open one knows its route for four in five."""
    chance = g.random(case_id)
    option = None if reason == "renewal" else chance.choice(list(ROUTES))
    events = _events(g, reason, option, incumbent, candidate)
    if not done and chance.random() < 0.2:
        option, events = None, []
    return Case(case_id, g, role, reason, option, incumbent, candidate, opened, events, "completed" if done else "open")


def _cases(plan):
    for g in plan.groups():
        before = {}
        for t in g.terms:
            if t.case:
                yield _case(g, t.case, t.role, "renewal" if t.renewal else "succession", t.person if t.renewal else before.get(t.seat),
                            t.person, t.start - LENGTH * timedelta(1), done=True)
            before[t.seat] = t.person
        yield from _open_case(plan, g)


def _open_case(plan, g):
    """A group without a head on the day of the snapshot looks for one, unless it has not begun to."""
    chance = g.random("open case")
    last = max((t for t in g.terms), key=lambda t: t.start, default=None)
    if last and not g.dissolved and not g.heads(plan.as_of) and chance.random() < 0.8:
        opened = max(last.end, plan.as_of - timedelta(160)) + timedelta(chance.randrange(1, 60))
        if opened <= plan.as_of:
            yield _case(g, f"c-{g.id[2:]}-open", last.role, "succession", last.person, g.person(g.size - 1), opened, done=False)


def _happened(plan, kind):
    """Every event of this kind that has come to pass: the case, its number within the case, the day and the fields."""
    for c in _cases(plan):
        for n, (days, record, fields) in enumerate(c.events):
            day = c.opened + timedelta(days)
            if record == kind and day <= plan.as_of:
                yield c, f"{c.id[2:]}-{n + 1}", day, fields


def case(plan):
    for c in _cases(plan):
        row = {"id": c.id, "group": c.group.id, "role": c.role, "reason": c.reason, "option": c.option, "incumbent": c.incumbent,
               "status": c.status, "opened_on": c.opened}
        for _, record, fields in c.events:
            days = next((value for key, value in fields.items() if key.endswith("_on")), 0)
            if record == "case" and plan.past(c.opened + timedelta(days)):
                row |= {key: c.opened + timedelta(value) if key.endswith("_on") else value for key, value in fields.items()}
        yield row | {"closed_on": c.opened + timedelta(LENGTH) if c.status == "completed" else None}


def criteria(plan):
    for c, row_id, day, fields in _happened(plan, "criteria"):
        yield {"id": f"k-{row_id}", "case": c.id, **fields, "agreed_on": day}


def nomination(plan):
    for c, row_id, day, fields in _happened(plan, "nomination"):
        yield {"id": f"no-{row_id}", "case": c.id, **fields, "made_on": day}


def panel(plan):
    for c, row_id, day, fields in _happened(plan, "panel"):
        yield {"id": f"pl-{row_id}", "case": c.id, "kind": fields["kind"], "selected_by": fields["selected_by"], "constituted_on": day,
               "independent": fields.get("independent"),
               "screened_on": plan.past(day + timedelta(fields["screens"])) if fields["screens"] else None}


def panel_member(plan):
    for _, row_id, _, fields in _happened(plan, "panel"):
        for n, who in enumerate(dict.fromkeys(fields["people"])):
            yield {"id": f"pm-{row_id}-{n + 1}", "panel": f"pl-{row_id}", "person": who}


def recommendation(plan):
    for c, row_id, day, fields in _happened(plan, "recommendation"):
        yield {"id": f"rc-{row_id}", "case": c.id, **fields, "made_on": day}


def approval(plan):
    for c, row_id, day, fields in _happened(plan, "approval"):
        yield {"id": f"av-{row_id}", "case": c.id, **fields, "decided_on": day}


def consultation(plan):
    for c, row_id, day, fields in _happened(plan, "consultation"):
        closed = plan.past(day + timedelta(fields["closes"]))
        counted = {} if closed else {"responses": None, "support": None, "oppose": None, "result": None}
        rest = {key: value for key, value in fields.items() if key != "closes"}
        yield {"id": f"s-{row_id}", "case": c.id, **rest, **counted, "opened_on": day, "closed_on": closed}
    for g in plan.groups():
        chance = g.random("feedback")
        for q, round_ in itertools.product(QUADRENNIA[2:], range(2)):  # early in the quadrennium, and again two years later
            opened = max(q.start, g.established) + timedelta(60 + chance.randrange(300) + 730 * round_)
            if chance.random() < 0.4 and opened <= g.last_day():
                yield {"id": f"s-{g.id[2:]}-{q.start.year}-feedback-{round_ + 1}", "group": g.id, "kind": "other", "conducted_by": "group_leader",
                       "opened_on": opened, "closed_on": plan.past(opened + timedelta(21))}
