"""Which groups there are, who is in them and who leads them when: everything that more than one kind of record speaks about.

Nothing is stored: each answer is worked out from the seed, the group and the topic, so the records can be written one after
the other however large the network is, and the same arguments always give the same network.
"""
import random
from collections import namedtuple
from datetime import date, timedelta
from functools import cached_property, lru_cache

from . import names

Quadrennium = namedtuple("Quadrennium", "id label start end")
Term = namedtuple("Term", "id seat role person quadrennium start end reason renewal number case")
QUADRENNIA = [Quadrennium(f"q-{first}", f"{first}-{last}", date(first, 1, 1), date(last, 12, 31))
              for first, last in ((2013, 2016), (2017, 2020), (2021, 2025), (2026, 2029))]
SHARES = {"specialist_group": 81, "red_list_authority": 8, "task_force": 5, "committee": 4, "action_partnership": 1, "national_group": 1}
DEMO_CHAIR_TERMS = ((2, False), (2, True), (0, False), (0, True))  # who leads the first group, so that the README's question stays true


def red_list_taxon(nth):
    """Which taxon the nth Red List Authority covers."""
    return 5 * nth + 3


class Plan:
    def __init__(self, seed, groups, members, as_of):
        self.seed, self.as_of = seed, as_of
        self.types = self._types(groups)
        self.counts = {kind: self.types.count(kind) for kind in SHARES}
        self.crossing = max(1, self.counts["specialist_group"] // 13)  # specialist groups that cut across the taxonomic sets
        self.sizes = self._sizes(members)
        self.firsts = [0]
        for size in self.sizes:
            self.firsts.append(self.firsts[-1] + size)

    def random(self, *topic):
        return random.Random("/".join(map(str, (self.seed, *topic))))

    def past(self, day):
        """The day when it has come by the day of the snapshot, else None."""
        return day if day and day <= self.as_of else None

    @lru_cache(maxsize=2048)
    def group(self, index):
        return Group(self, index)

    def groups(self):
        return (self.group(index) for index in range(len(self.types)))

    def person_id(self, number):
        """The person with this number, counted from 0 over the whole network."""
        return f"p-{number + 1:04d}"

    def anybody(self, random_):
        return self.person_id(random_.randrange(self.firsts[-1]))

    @staticmethod
    def _types(count):
        """The types in the network's proportions, largest remainders rounded up."""
        total = sum(SHARES.values())
        exact = {kind: count * share / total for kind, share in SHARES.items()}
        whole = {kind: int(value) for kind, value in exact.items()}
        by_remainder = sorted(exact, key=lambda kind: exact[kind] - whole[kind], reverse=True)
        for kind in by_remainder[:count - sum(whole.values())]:
            whole[kind] += 1
        return [kind for kind in SHARES for _ in range(whole[kind])]

    def _sizes(self, members):
        """How many people each group has: uneven, none below ten, together as many as asked for where that is possible."""
        random_ = self.random("sizes")
        weights = [random_.lognormvariate(0, 0.7) * (1 if kind == "specialist_group" else 0.4) for kind in self.types]
        spread = max(0, members - 10 * len(weights))
        sizes = [10 + int(spread * weight / sum(weights)) for weight in weights]
        sizes[0] += max(0, members - sum(sizes))
        return sizes


class Group:
    def __init__(self, plan, index):
        self.plan, self.index, self.type = plan, index, plan.types[index]
        self.size = plan.sizes[index]
        self.nth = index - sum(plan.counts[kind] for kind in list(SHARES)[:list(SHARES).index(self.type)])  # its place among the groups of its type
        self.name, self.taxonomic_set, self.cross_cutting = self._name()

    def random(self, topic):
        return self.plan.random(self.index, topic)

    def person(self, position):
        """The position-th person of this group (the last one when it is smaller than that)."""
        return self.plan.person_id(self.plan.firsts[self.index] + min(position, self.size - 1))

    def _name(self):
        """Name, taxonomic set (None where there is none) and whether it cuts across them."""
        if self.type == "specialist_group":
            crossing = self.plan.crossing
            if 1 <= self.nth <= crossing:
                return names.numbered(names.CROSS_CUTTING, self.nth - 1) + " Specialist Group", None, True
            taxon, taxonomic_set = names.taxon(self.nth - crossing if self.nth else 0)
            return taxon + " Specialist Group", taxonomic_set, False
        if self.type == "red_list_authority":
            taxon, taxonomic_set = names.taxon(red_list_taxon(self.nth))
            return taxon + " Red List Authority", taxonomic_set, False
        if self.type == "task_force":
            return names.numbered(names.TASK_FORCES, self.nth) + " Task Force", None, True
        if self.type == "committee":
            return names.numbered([name for name, _ in names.COMMITTEES], self.nth) + " Committee", None, True
        if self.type == "action_partnership":
            return names.numbered(names.PARTNERSHIPS, self.nth) + " Action Partnership", None, True
        countries = [country for listed in names.COUNTRIES.values() for country in listed]
        return names.numbered(countries, self.nth) + " Species Specialist Group", None, True

    @cached_property
    def id(self):
        subject, _, rest = self.name.partition(" Specialist Group")
        if self.type == "specialist_group":
            return "g-" + names.slug(subject if self.cross_cutting else names.plural(subject) + rest)
        return "g-" + names.slug(self.name)

    @cached_property
    def parent(self):
        """The specialist group whose Red List Authority this is, for every third one."""
        if self.type != "red_list_authority" or self.nth % 3:
            return None
        at = red_list_taxon(self.nth) + self.plan.crossing
        return self.plan.group(at) if at < self.plan.counts["specialist_group"] else None

    @cached_property
    def established(self):
        if self.type == "task_force":
            return date(2018, 1, 1) + timedelta(self.random("established").randrange(2400))
        return date(1975, 1, 1) + timedelta(self.random("established").randrange(16000))

    @cached_property
    def dissolved(self):
        """The day it was dissolved, for one in forty; never one of the first ten, which the examples use."""
        chance = self.random("dissolved")
        if self.index < 10 or chance.random() > 0.025:
            return None
        return self.plan.past(date(2021, 6, 1) + timedelta(chance.randrange(1500)))

    @cached_property
    def host(self):
        chance = self.random("host")
        return names.institution(chance)[0] if chance.random() < 0.75 else None

    def active_on(self, day):
        return self.established <= day and not (self.dissolved and self.dissolved <= day)

    def last_day(self):
        """The last day of which something can be told about this group."""
        return self.dissolved - timedelta(1) if self.dissolved else self.plan.as_of

    @cached_property
    def terms(self):
        """Every leadership term, oldest first within a seat."""
        chance = self.random("terms")
        seats = ["rlac"] if self.type == "red_list_authority" else ["co_chair", "co_chair"] if chance.random() < 0.25 and self.index else ["chair"]
        if self.type == "specialist_group" and chance.random() < 0.4:
            seats.append("rlac")
        return [term for seat, role in enumerate(seats) for term in self._seat(seat, role)]

    def _seat(self, seat, role):
        chance = self.random(f"seat {seat}")
        position, served = 3 * seat, 0
        for index, quadrennium in enumerate(QUADRENNIA):
            delay = timedelta(chance.choice([0, 0, chance.randrange(90)]))  # most begin with the quadrennium
            start = max(quadrennium.start + delay, self.established)
            stays, vacant, resigns = chance.random() < 0.65, chance.random() < 0.06, chance.random() < 0.05
            if not self.index and not seat:
                (position, stays), vacant, resigns = DEMO_CHAIR_TERMS[index], False, False
            elif served and not stays:
                position += 1
                served = 0
            end = min(quadrennium.end, self.dissolved or quadrennium.end)
            if vacant or start > min(end, self.plan.as_of):
                served = 0
                continue
            short = start + timedelta(200 + chance.randrange(900))
            resigns = resigns and self.plan.past(short) and short < end
            served += 1
            case = index >= 2 and (served == 1 or served >= 3) and chance.random() < 0.7
            term_id = f"t-{self.id[2:]}-{quadrennium.start.year}" + (f"-{seat}" if seat else "")
            yield Term(term_id, seat, role, self.person(position), quadrennium, start, short if resigns else end,
                       "resigned" if resigns else "completed" if end < self.plan.as_of else None, served > 1, served,
                       f"c-{term_id[2:]}" if case else None)
            if resigns:
                position, served = position + 1, 0

    def heads(self, day):
        """The people who head the group on a day, first seat first."""
        return [t.person for t in self.terms if t.start <= day <= t.end and (t.role != "rlac" or self.type == "red_list_authority")]

    @cached_property
    def focal_points(self):
        """Kind, position and start of each focal point; the first specialist groups have all of theirs."""
        if self.type != "specialist_group":
            return []
        chance = self.random("focal points")
        kinds = (("conservation_planning", 0.55), ("ex_situ", 0.45), ("sustainable_use", 0.4))
        drawn = [(kind, 7 + n, date(2021, 3, 1) + timedelta(chance.randrange(1200)), chance.random() < share)
                 for n, (kind, share) in enumerate(kinds)]
        return [(kind, position, start) for kind, position, start, there in drawn
                if (there or not self.index) and self.established <= start <= self.last_day()]
