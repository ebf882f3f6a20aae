"""What groups do with others: meetings, delegations, approaches to donors and the contacts about them, letters, disputes."""
from collections import namedtuple
from datetime import date, timedelta

from . import names
from .people import officer_id

DAY = timedelta(1)
Approach = namedtuple("Approach", "id donor scope regions amount currency on asked")
MEETINGS = [("Wildlife Trade Convention, standing session", "Wildlife Trade Convention", True, date(2022, 3, 7), 5),
            ("Wildlife Trade Convention, conference", "Wildlife Trade Convention", True, date(2022, 11, 14), 12),
            ("Migratory Species Forum", "Migratory Species Convention", True, date(2023, 10, 23), 6),
            ("Biodiversity Assembly", "Biodiversity Convention", True, date(2024, 10, 21), 12),
            ("Wildlife Trade Convention, second conference", "Wildlife Trade Convention", True, date(2025, 11, 24), 11),
            ("Wetlands Assembly", "Wetlands Convention", True, date(2026, 7, 23), 8),
            ("Leaders' Meeting", None, False, date(2024, 5, 14), 4), ("Regional Red List Workshop", None, False, date(2023, 6, 5), 5)]
DEMO_DONOR = "Halcyon Global Fund"  # the first group never asked it for anything: the README's question is about doing so


def meeting(plan):
    for n, (name, convention, international, start, days) in enumerate(MEETINGS):
        delegates = [plan.anybody(plan.random("delegation", n)), plan.group(0).person(0)] if international else None
        yield {"id": meeting_id(n), "name": name, "convention": convention, "international": international, "start": start,
               "end": start + (days - 1) * DAY, "head_of_delegation": officer_id(6) if international else None,
               "ssc_chair_present": n % 2 == 0, "delegation": delegates}


def meeting_id(n):
    return f"meet-{n + 1}"


def delegation(plan):
    for g in plan.groups():
        chance = g.random("delegations")
        for n in range(chance.choice([0, 0, 1, 2])):
            issued = date(2021, 9, 1) + timedelta(chance.randrange(1600))
            heads = g.heads(issued)
            if not heads or issued > g.last_day():
                continue
            until = issued + timedelta(chance.choice([180, 365, 730]))
            gone = heads[0] not in g.heads(until)
            confirmer = (g.heads(until) or [None])[0] if gone and until <= plan.as_of and chance.random() < 0.5 else None
            yield {"id": f"dg-{g.id[2:]}-{n + 1}", "scope": "group", "group": g.id, "delegator": heads[0],
                   "delegate": g.person(chance.randrange(10, max(11, g.size))), "in_writing": chance.random() < 0.92,
                   "on_letterhead": chance.choices([True, False, None], [70, 20, 10])[0], "issued_on": issued, "valid_from": issued + DAY,
                   "valid_until": until if chance.random() < 0.8 else None,
                   "topic_limit": chance.choice(names.TOPICS) if chance.random() < 0.4 else None,
                   "meeting_limit": meeting_id(chance.randrange(6)) if chance.random() < 0.15 else None,
                   "revoked_on": plan.past(issued + 100 * DAY) if chance.random() < 0.05 else None,
                   "confirmed_by": confirmer, "confirmed_on": until if confirmer else None}
    yield {"id": "dg-commission-1", "scope": "ssc", "delegator": officer_id(0), "delegate": officer_id(7), "in_writing": True,
           "official": True, "issued_on": date(2023, 1, 10), "valid_from": date(2023, 1, 10), "valid_until": date(2025, 12, 31)}
    yield {"id": "dg-union-1", "scope": "iucn", "delegator": officer_id(2), "delegate": officer_id(0), "in_writing": True,
           "issued_on": date(2022, 2, 1), "valid_from": date(2022, 2, 1)}


def approaches(g):
    """The group's approaches to donors; 'asked' is when the clearance contact was made, or None."""
    chance = g.random("approaches")
    for n in range(chance.choice([0, 0, 1, 1, 2, 3])):
        donor, scope, regions = chance.choice(names.DONORS)
        on = date(2021, 6, 1) + timedelta(chance.randrange(1900))
        amount = chance.choice([20, 35, 60, 80, 100, 120, 180, 250, 400, 750]) * 1000
        careful, known, currency = chance.random() < 0.75, chance.random() < 0.95, chance.choice(["USD", "USD", "EUR", "CHF", "GBP"])
        asked = on - timedelta(chance.randrange(3, 60)) if careful else on + 5 * DAY if chance.random() < 0.5 else None
        if g.established <= on - 60 * DAY and on <= g.last_day() and (g.index or donor != DEMO_DONOR):
            yield Approach(f"ap-{g.id[2:]}-{n + 1}", donor, scope if known else None, regions, amount, currency, on, g.plan.past(asked))


def approach(plan):
    for g in plan.groups():
        for a in approaches(g):
            yield {"id": a.id, "group": g.id, "donor": a.donor, "amount": {"amount": f"{a.amount}.00", "currency": a.currency},
                   "donor_scope": a.scope, "donor_region": a.regions, "approached_on": a.on}


def contact(plan):
    for g in plan.groups():
        chance = g.random("contacts")
        for a in approaches(g):
            yield from _clearance(g, a, chance)
        yield from _routine(g, chance)


def _clearance(g, a, chance):
    if a.asked and a.amount > 90000:
        outcome = chance.choices(["cleared", "agreed", "joint_strategy", "refused", None], [75, 5, 8, 4, 8])[0]
        yield {"id": f"n-{a.id}", "group": g.id, "subject": a.id, "purpose": "clearance",
               "party": chance.choice(["chairs_office", "secretariat"]), "by": (g.heads(a.asked) or [None])[0], "on": a.asked,
               "outcome": outcome,
               "outcome_on": min(a.asked + timedelta(chance.randrange(1, 20)), g.plan.as_of) if outcome else None}
    for region in a.regions or []:
        if a.asked and chance.random() < 0.8:
            yield {"id": f"n-{a.id}-{region.replace('_', '-')}", "group": g.id, "subject": a.id, "purpose": "regional_clearance",
                   "party": "regional_office", "office": f"Regional Office, {region.replace('_', ' ')}", "region": region,
                   "on": a.asked, "outcome": "noted", "outcome_on": a.asked}


def _routine(g, chance):
    """Calls with the offices, a committee's reports, a search for a focal point."""
    for n in range(chance.choice([0, 1, 1, 2, 3])):
        on = date(2022, 1, 15) + timedelta(chance.randrange(1600))
        if g.established <= on <= g.last_day():
            yield {"id": f"n-{g.id[2:]}-{n + 1}", "group": g.id,
                   "subject": chance.choice(["yearly call", "data system", "news", "input to a meeting"]),
                   "purpose": chance.choice(["consultation", "advice"]),
                   "party": chance.choice(["chairs_office", "chairs_office", "gsp", "group_leader"]),
                   "by": (g.heads(on) or [None])[0], "on": on, "outcome": "noted", "outcome_on": on}
    for year in range(2021, g.last_day().year) if g.type == "committee" else ():
        for party in ("ssc_chair", "steering_committee")[:1 if g.nth % 3 == 2 and year % 2 else 2]:
            yield {"id": f"n-{g.id[2:]}-{party.replace('_', '-')}-{year}", "group": g.id, "subject": "committee report",
                   "purpose": "report", "party": party, "on": date(year, 11, 20)}
    if g.type == "specialist_group" and chance.random() < 0.15:
        yield {"id": f"n-{g.id[2:]}-search", "group": g.id, "subject": "focal_point_search/ex_situ", "purpose": "other", "party": "group",
               "on": date(2022, 9, 1)}


def exchange_rate(plan):
    for year in range(2021, plan.as_of.year + 1):
        for month in (1, 7):
            for currency, usd in (("CHF", 109), ("EUR", 112), ("GBP", 128)):
                cents = usd + (7 * year + 3 * month) % 9 - 4
                if date(year, month, 1) <= plan.as_of:
                    yield {"currency": currency, "date": date(year, month, 1), "usd": f"{cents // 100}.{cents % 100:02d}"}


def dispute(plan):
    for g in plan.groups():
        chance = g.random("dispute")
        opened = date(2022, 2, 1) + timedelta(chance.randrange(1500))
        if chance.random() < 0.06 and g.index and g.established <= opened <= g.last_day():
            status = chance.choice(["open", "open", "resolved", "escalated"])
            owner = chance.choice([(g.heads(opened) or [None])[0], None, g.person(12)])
            yield {"id": f"di-{g.id[2:]}", "group": g.id, "status": status, "owner": owner, "opened_on": opened,
                   "closed_on": plan.past(opened + 90 * DAY) if status == "resolved" else None}


def letter(plan):
    for g in plan.groups():
        chance = g.random("letter")
        asked = date(2021, 8, 1) + timedelta(chance.randrange(1700))
        heads = g.heads(asked)
        if chance.random() > 0.15 or not heads or asked > g.last_day():
            continue
        sent, reviewed = plan.past(asked + 5 * DAY), plan.past(asked + 20 * DAY)
        signed = plan.past(asked + timedelta(chance.randrange(30, 70))) if chance.random() < 0.85 else None
        mostly = [True, False, None]
        yield {"id": f"l-{g.id[2:]}", "group": g.id, "requested_by": heads[0], "requested_on": asked,
               "addressee_kind": chance.choice(["government", "company", "other"]), "urgent": chance.random() < 0.3,
               "evidence": chance.choices(mostly, [90, 4, 6])[0], "key_information": chance.choices(mostly, [92, 3, 5])[0],
               "facts": chance.choices(mostly, [92, 3, 5])[0], "stakeholders": chance.choices(mostly, [80, 8, 12])[0],
               "statistics": chance.random() < 0.5, "sent_to_coordinator_on": sent if chance.random() < 0.9 else None,
               "reviewed_on": reviewed if chance.random() < 0.95 else None,
               "other_units_evaluated": chance.random() < 0.8 if reviewed else None,
               "signed_by": chance.choice(["ssc_chair"] * 4 + ["director_general"] * 3 + ["group_leader"]) if signed else None,
               "signed_on": signed,
               "tracking_form_on": plan.past(signed + 40 * DAY) if signed and chance.random() < 0.7 else None,
               "status_checked_on": plan.past(signed + 120 * DAY) if signed and chance.random() < 0.6 else None}
