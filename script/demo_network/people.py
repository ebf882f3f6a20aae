"""Groups, people, and who is what in which group: one function per kind of record, each giving its rows."""
from datetime import date, timedelta

from . import names
from .plan import QUADRENNIA

OFFICES = [("ssc_chair", date(2021, 9, 1), None), ("deputy_chair", date(2021, 11, 15), None), ("director_general", date(2020, 7, 1), None),
           ("network_coordinator", date(2019, 3, 1), None), ("chairs_office_staff", date(2018, 5, 2), None),
           ("chairs_office_staff", date(2022, 2, 1), None), ("secretariat_staff", date(2017, 1, 9), None),
           ("regional_vice_chair", date(2021, 11, 15), date(2025, 12, 31))]
SEATS = 12
DAY = timedelta(1)


def group(plan):
    for g in plan.groups():
        chance = g.random("group")
        described, published = chance.random() < 0.7, chance.random() < 0.8
        yield {"id": g.id, "name": g.name, "type": g.type, "taxonomic_set": g.taxonomic_set, "cross_cutting": g.cross_cutting,
               "standalone_rla": g.parent is None if g.type == "red_list_authority" and g.nth != 4 else None,  # of one nobody recorded it
               "conservation_committee": dict(names.COMMITTEES).get(g.name.replace(" Committee", "")) if g.type == "committee" else None,
               "parent_group": g.parent.id if g.parent else None, "status": "dissolved" if g.dissolved else "active",
               "established_on": g.established, "dissolved_on": g.dissolved, "host_institution": g.host,
               "assigned_staff": f"network support desk {1 + g.index % 5}" if chance.random() < 0.9 else None,
               "membership_criteria": "active work on the taxon or theme, and time to give" if described else None,
               "criteria_url": f"https://example.org/{g.id[2:]}/membership" if described and published else None,
               "membership_reviewed_on": plan.past(date(2021, 2, 1) + timedelta(chance.randrange(2000))) if chance.random() < 0.6 else None,
               "has_logo": chance.random() < 0.7 if chance.random() < 0.9 else None,
               "range_countries": sorted(chance.sample(names.COUNTRIES[chance.choice(names.REGIONS)], 3)) if g.taxonomic_set else None,
               "goal_due_on": date(2024, 12, 31) + timedelta(chance.randrange(900)) if g.type == "task_force" else None,
               "goal_achieved": chance.random() < 0.3 if g.type == "task_force" else None}


def person(plan):
    for office in range(len(OFFICES)):
        yield {"id": officer_id(office), "name": names.person(plan.random("officer", office)), "employer": "International Union Office",
               "engages_cites": True}
    for seat in range(SEATS):
        yield {"id": seat_id(seat), "name": names.person(plan.random("seat", seat)), "engages_cites": False}
    for g in plan.groups():
        chance = g.random("people")
        for position in range(g.size):
            yield _member(g, position, chance)


def _member(g, position, chance):
    region = chance.choice(names.REGIONS)
    institution, kind = names.institution(chance)
    employed = chance.random()
    at_host = position == 0 and g.index and g.host and employed < 0.2
    return {"id": g.person(position), "name": names.person(chance), "region": region, "country": chance.choice(names.COUNTRIES[region]),
            "gender": chance.choices(["woman", "man", None], [45, 45, 10])[0],
            "birth_year": chance.randrange(1945, 2001) if chance.random() < 0.7 else None,
            "employer": g.host if at_host else institution if employed < 0.85 else None, "institution_kind": kind if employed < 0.85 else None,
            "situ_focus": chance.choices(["in_situ", "ex_situ", "both", None], [50, 15, 15, 20])[0],
            "engages_cites": chance.random() < 0.2 if chance.random() < 0.8 else None}


def officer_id(office):
    return f"p-officer-{office + 1}"


def seat_id(seat):
    return f"p-steering-{seat + 1:02d}"


def quadrennium(plan):
    for q in QUADRENNIA:
        yield {"id": q.id, "label": q.label, "start": q.start, "end": q.end}


def office_holder(plan):
    for n, (office, start, end) in enumerate(OFFICES):
        yield {"id": f"oh-{n + 1}", "office": office, "person": officer_id(n), "start": start, "end": end}


def sc_seat(plan):
    for seat in range(SEATS):
        yield {"id": f"sc-{seat + 1}", "person": seat_id(seat), "kind": "member" if seat < 10 else "observer",
               "start": date(2021, 11, 15), "end": date(2025, 12, 31) if seat % 4 == 3 else None}


def term(plan):
    for g in plan.groups():
        chance = g.random("terms of office")
        for t in g.terms:
            appointed = t.quadrennium.start.year >= 2017
            yield {"id": t.id, "person": t.person, "group": g.id, "role": t.role, "quadrennium": t.quadrennium.id, "start": t.start,
                   "end": t.end, "end_reason": t.reason, "contact_published": chance.choices([True, False, None], [85, 5, 10])[0],
                   "appointment": f"a-{t.id[2:]}" if appointed else None}


def appointment(plan):
    for g in plan.groups():
        for t in g.terms:
            if t.quadrennium.start.year >= 2017:
                yield {"id": f"a-{t.id[2:]}", "person": t.person, "group": g.id, "role": t.role, "made_by": "ssc_chair",
                       "made_on": t.start - 10 * DAY, "renewal": t.renewal, "case": t.case}


def post(plan):
    kinds = ["deputy_chair", "vice_chair", "treasurer", "membership_manager", "communications", "newsletter", "programme_officer"]
    for g in plan.groups():
        chance = g.random("posts")
        for n, kind in enumerate(chance.sample(kinds, chance.choice([0, 1, 1, 2, 3]))):
            start = date(2021, 3, 1) + timedelta(chance.randrange(1500))
            if g.active_on(start):
                yield {"id": f"po-{g.id[2:]}-{n + 1}", "group": g.id, "person": g.person(chance.randrange(g.size)), "kind": kind,
                       "paid": kind == "programme_officer", "start": start,
                       "end": start + timedelta(400) if chance.random() < 0.2 else None}


def working_group(plan):
    for g in plan.groups():
        chance = g.random("working groups")
        for n in range(chance.choice([0, 0, 1, 2])):
            created = date(2019, 1, 1) + timedelta(chance.randrange(2400))
            if g.active_on(created):
                yield {"id": f"wg-{g.id[2:]}-{n + 1}", "group": g.id, "basis": chance.choice(["regional", "thematic", "taxonomic", "mixed"]),
                       "purpose": chance.choice(["succession", "data", "field methods", None]), "created_on": created}


def focal_point(plan):
    for g in plan.groups():
        chance = g.random("focal point details")
        for kind, position, start in g.focal_points:
            stranger = g.index and chance.random() < 0.06  # somebody who is no member
            yield {"id": f"f-{g.id[2:]}-{kind.replace('_', '-')}", "group": g.id,
                   "person": plan.anybody(chance) if stranger else g.person(position), "kind": kind, "start": start,
                   "end": start + timedelta(700) if chance.random() < 0.1 else None,
                   "experience_attested": chance.choices([True, False, None], [80, 5, 15])[0],
                   "trained_on": plan.past(start + timedelta(chance.randrange(30, 500))) if chance.random() < 0.6 else None}


def membership(plan):
    for g in plan.groups():
        for q in QUADRENNIA[1:]:
            chance = g.random(f"members {q.id}")
            for position in range(g.size):
                yield from _membership(g, q, g.person(position), chance, f"m-{q.start.year}-{g.person(position)[2:]}", position < 10)
        if g.id == "g-conservation-planning":
            yield from _planners(plan, g)


def _membership(g, q, who, chance, row_id, leading):
    """One member in one quadrennium: most were there in the last, all in 2021, and nine in ten renewed for 2026."""
    here = {2017: 0.4, 2021: 1, 2026: 0.9}[q.start.year] > chance.random() or leading and q.start.year > 2017
    invited = max(q.start, g.established) + timedelta(95 + chance.randrange(75))
    answer = timedelta(1 + chance.randrange(40))
    inviter, missing = (g.heads(invited) or [None])[0], chance.random()
    if not here or not g.active_on(invited + answer) or invited > g.plan.as_of:
        return
    open_ = invited + answer > g.plan.as_of or q.start.year == 2026 and not leading and chance.random() < 0.05
    over = q.end < g.plan.as_of and q.start.year == 2017 and missing < 0.985  # a few are still stored as active
    yield {"id": row_id, "person": who, "group": g.id, "quadrennium": q.id,
           "status": "invited" if open_ else "lapsed" if over else "active", "invited_by": inviter, "invited_on": invited,
           "via_commission_system": True if missing < 0.93 else None if missing < 0.97 else False,
           "accepted_by_leader_on": None if open_ else invited + answer + DAY,
           "accepted_by_member_on": None if open_ or 0.02 < missing < 0.03 else invited + answer,
           "conditions_accepted_on": None if open_ or missing < 0.02 else invited + answer,
           "contributing": None if open_ else chance.random() < 0.8}


def _planners(plan, planning):
    """Focal points join the planning group as well."""
    seen = {planning.person(position) for position in range(planning.size)}
    for g in plan.groups():
        for kind, position, start in g.focal_points:
            who, chance = g.person(position), g.random(f"planner {kind}")
            if kind == "sustainable_use" or who in seen or chance.random() > 0.6:
                continue
            seen.add(who)
            for q in QUADRENNIA[2:]:
                yield from _membership(planning, q, who, chance, f"m-{q.start.year}-planning-{who[2:]}", True)


def membership_enquiry(plan):
    for g in plan.groups():
        chance = g.random("enquiries")
        for n in range(chance.choice([0, 0, 1, 2, 3])):
            received = date(2022, 1, 1) + timedelta(chance.randrange(1600))
            answered = plan.past(received + timedelta(2 + chance.randrange(60))) if chance.random() < 0.85 else None
            answer = chance.choice(["accepted", "accepted", "declined", "deferred"]) if answered else None
            if received <= g.last_day():
                yield {"id": f"e-{g.id[2:]}-{n + 1}", "group": g.id, "received_on": received, "answered_on": answered, "answer": answer,
                       "answer_reason": "outside the scope of the group" if answer == "declined" and chance.random() < 0.7 else None}


def interest(plan):
    for g in plan.groups():
        for t, subject, since, _ in _declarations(g):
            if subject:
                yield {"id": f"i-{t.id[2:]}", "person": t.person, "subject": subject, "financial": since.day % 2 == 0, "since": since}


def coi(plan):
    for g in plan.groups():
        for t, subject, since, filed in _declarations(g):
            if filed:
                known = subject and since <= filed
                yield {"id": f"coi-{t.id[2:]}", "person": t.person, "filed_on": filed, "archived_on": plan.past(filed + 5 * DAY),
                       "nil": not known, "interests": [f"i-{t.id[2:]}"] if known else None}


def _declarations(g):
    """For each term: the subject of an interest and since when, or None; and when the declaration was filed, or None."""
    chance = g.random("declarations")
    for t in g.terms:
        filed = t.start + timedelta(5 + chance.randrange(120)) if chance.random() < 0.8 else None
        has_interest = chance.random() < 0.15
        subject = chance.choice([donor for donor, _, _ in names.DONORS] + names.TOPICS + [g.host or "a field station"])
        since = min(t.start + timedelta(chance.randrange(-400, 300)), g.plan.as_of)
        if t.quadrennium.start.year < 2017:
            continue
        if not g.index:
            filed, has_interest = t.start + 20 * DAY, False
        yield t, subject if has_interest else None, since, g.plan.past(filed)


def data_account(plan):
    for g in plan.groups():
        chance = g.random("accounts")
        for t in g.terms:
            asked = t.start + timedelta(15 + chance.randrange(60))
            if t.number == 1 and t.quadrennium.start.year >= 2021 and asked <= g.last_day():
                accepted = plan.past(asked + timedelta(1 + chance.randrange(10)))
                yield {"id": f"da-{t.id[2:]}", "person": t.person, "group": g.id, "requested_on": asked, "accepted_on": accepted,
                       "accepted_by": officer_id(4) if accepted else None}


def document_ack(plan):
    """Who has read what, by the row numbers of the reading list; half of the leaders have read all that concerns them."""
    done = set()
    for g in plan.groups():
        chance = g.random("reading")
        readers = [t.person for t in g.terms if t.quadrennium.start.year == 2021] + [g.person(p) for _, p, _ in g.focal_points]
        for who in readers:
            diligent, first = chance.random() < 0.5, date(2021, 4, 1) + timedelta(chance.randrange(400))
            for row in range(1, 22):
                if who not in done and (diligent or chance.random() < 0.3):
                    yield {"id": f"d-{who[2:]}-{row}", "person": who, "document": row, "acknowledged_on": first + row * DAY}
            done.add(who)
