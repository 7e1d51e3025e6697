"""Streams of events for the tests: short ways to write them, and random ones with late and corrected events."""

from datetime import date, timedelta
from random import Random

from sec_rules.answers.watch.watching import watch
from sec_rules.loading import held

CODE = held()
SMALL = {
    "supplier_party": True,
    "network_party": False,
    "domestic_premises": 200_000,
    "non_domestic_premises": 10_000,
}


def facts(on, user="A", **given):
    """An event that tells facts; `id` and `corrects` as they are."""
    extra = {key: given.pop(key) for key in ("id", "corrects") if key in given}
    return {"event": "facts", "user": user, "on": on, "facts": given} | extra


def held_on(on, kind="FULL", user="A", **given):
    """An event that tells of an assessment."""
    return {"event": "assessment", "user": user, "on": on, "kind": kind} | given


def initial(on="2018-06-01", user="A", **given):
    """An event that tells of the initial assessment."""
    return held_on(on, user=user, initial=True, **given)


def event(kind, on, user="A", **given):
    """Another event about a User."""
    return {"event": kind, "user": user, "on": on} | given


def day(on):
    """A day that has come."""
    return {"event": "day", "on": on}


def entries(*events, code=CODE, engine="python", **options):
    """What comes of events."""
    return tuple(watch(code, events, engine=engine, **options))


def standing(given):
    """The firings that stand after entries, by their ids."""
    found = {}
    for entry in given:
        if entry.what == "fired":
            found[entry.firing.id] = entry.firing
        else:
            del found[entry.firing.id]
    return found


def fired(*events, rule=None, **options):
    """The firings that stand after events, of one rule or of all, in the order of their days."""
    found = standing(entries(*events, **options)).values()
    return sorted((f for f in found if rule in (None, f.rule)), key=lambda f: (f.on, f.rule))


COUNTS = {
    "domestic_premises": (0, 199_999, 200_000, 200_001, 249_999, 250_000, 250_001),
    "non_domestic_premises": (0, 1, 10_000, 10_001, 50_000, 50_001),
    "network_premises": (0, 250_000, 250_001),
    "shared_supplier_premises": (0, 50_000, 50_001),
    "shared_network_premises": (0, 1),
}
FLAGS = ("live_user", "on_shared_resource", "second_user_system", "sub_committee_told")
DAYS = ["2018-11-30", "2019-01-02", "2019-03-15", "2020-01-01", "2020-12-31", "2022-02-01"]
_FIRST = date(2017, 2, 1)


def histories(seed, users):
    """What happens to Users, by User: events on days of their own, each with an id, near to the figures."""
    random = Random(seed)
    found = {}
    for number in range(users):
        user = f"U{number}"
        days = sorted(random.sample(range(1_700), 9))
        on = [(_FIRST + timedelta(days=d)).isoformat() for d in days]
        party = random.choice([(True, False), (False, True), (False, False)])
        given = dict(zip(("supplier_party", "network_party"), party, strict=True)) | _some(random, 0.8)
        events = [facts(on[0], user, **given), initial(on[1], user, began=on[1])]
        for each in on[2:]:
            events.append(_any(random, each, user))
        found[user] = [e | {"id": f"{user}.{n}"} for n, e in enumerate(events)]
    return found


def _some(random, share):
    given = {name: random.choice(values) for name, values in COUNTS.items() if random.random() < share}
    return given | {name: random.random() < 0.5 for name in FLAGS if random.random() < share}


def _any(random, on, user):
    kind = random.choice(["facts", "facts", "facts", "assessment", "assessment", "return", "status"])
    if kind == "facts":
        return facts(on, user, **(_some(random, 0.3) or {"domestic_premises": random.choice([None, 250_001])}))
    if kind == "assessment":
        ended = {"fieldwork_ended": on} if random.random() < 0.5 else {}
        return held_on(on, random.choice(["SELF", "VERIFICATION", "FULL"]), user, began=on, **ended)
    status = random.choice(["approved", "approved subject to", "deferred"])
    return event(kind, on, user, **({"status": status} if kind == "status" else {}))


def in_order(by_user):
    """The events of all Users by their days, and the days that come."""
    told = [(e["on"], 0, e) for events in by_user.values() for e in events]
    come = [(on, 1, day(on)) for on in DAYS]
    return [e for _, _, e in sorted((*told, *come), key=lambda each: each[:2])]


def out_of_order(by_user, seed):
    """The same history told otherwise: some events come late, some were first told wrongly and are then corrected."""
    random = Random(seed)
    stream, late = [], []
    for each in in_order(by_user):
        roll = random.random()
        if each["event"] == "day" or roll < 0.5 or each.get("initial"):
            stream.append(each)
        elif roll < 0.75 and each["event"] in ("facts", "return"):
            late.append(each)
        elif each["event"] == "facts":
            wrong = facts(each["on"], each["user"], **_some(random, 0.6) | {"domestic_premises": 7})
            stream.append(wrong | {"id": each["id"]})
            late.append(each | {"id": f"{each['id']} right", "corrects": each["id"]})
        else:
            stream.append(each)
    random.shuffle(late)
    return [*stream, *late]
