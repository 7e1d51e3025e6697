"""Faults in defined terms: DT."""

from __future__ import annotations

import random

from tests.quality.planting import TERMS, added, appended, openers, paragraphs, pick, plain, plants

FRAMES = [
    "The User shall also complete the {0}.",
    "A copy shall be placed with the {0} within ten Working Days after it is made.",
    "Nothing in this Section affects the {0}.",
    "The Panel shall have regard to the {0} in doing so.",
]


@plants("DT501")
def _undefined(rng: random.Random, text: str) -> str | None:
    term = rng.choice(TERMS)
    return appended(rng, text, [f.format(f"«{term}»") for f in FRAMES])


@plants("DT501")
def _undefined_inside(rng: random.Random, text: str) -> str | None:
    term = rng.choice(TERMS)
    return pick(rng, text, r"(?<=[a-z]) (?=(?:and|or) [a-z]+ )", lambda m: f", under the «{term}» ")


@plants("DT502")
def _never_used(rng: random.Random, text: str) -> str | None:
    term = rng.choice(TERMS)
    return appended(
        rng,
        text,
        [
            f'In this Section, "«{term}»" means the document that the Panel publishes under that name.',
            f'The Panel shall publish its guidance (the "«{term}»").',
            f"For the purposes of this Section, \u201c«{term}»\u201d means a record in writing.",
        ],
    )


@plants("DT503")
def _defined_twice(rng: random.Random, text: str) -> str | None:
    term = rng.choice(TERMS)
    return added(
        rng,
        text,
        [
            f'%0 In this Section G8, "{term}" means a document that the Panel publishes.\n\n%1 '
            f"Each User shall follow the {term}. In this "
            f'Section G8, "«{term}»" means a document that the Authority approves.',
            f'%0 The DCC shall keep a list of systems (the "{term}"), and shall show '
            f"the {term} to the Panel.\n\n%1 Each User shall check "
            f"the "
            f'{term}; and "«{term}»" means the list of that name.',
        ],
    )


@plants("DT504")
def _small_letters(rng: random.Random, text: str) -> str | None:
    names = (
        "Supplier Part(?:y|ies)|Network Part(?:y|ies)|(?:Non-)?Domestic Premises|"
        "Full User Security Assessment|Shared Resources|Security Sub-Committee|Smart "
        "Metering Systems?|Working Days?"
    )
    return pick(
        rng,
        text,
        rf"(?<![-\w])(?:{names})(?![\w-])",
        lambda m: f"«{m[0].lower() if rng.random() < 0.6 else m[0][0] + m[0][1:].lower()}»",
    )


@plants("DT504")
def _other_hyphen(rng: random.Random, text: str) -> str | None:
    return pick(
        rng,
        text,
        r"Non-Domestic Premises|User Security Self-Assessment|Security " r"Sub-Committee",
        lambda m: f"«{m[0].replace('-', ' ')}»",
    )


@plants("DT504")
def _small_user(rng: random.Random, text: str) -> str | None:
    return pick(
        rng,
        text,
        r"(?<=(?:Each|such|that|each) )User(?= (?:shall|is|to|which))|(?<=[aA] )User(?= "
        r"(?:shall|is|to|which|that))",
        lambda m: "«user»",
    )


@plants("DT505")
def _given_nowhere(rng: random.Random, text: str) -> str | None:
    parts = paragraphs(text)
    if not plain(text):
        return None
    labels = [parts[i].split()[0] for i in openers(parts)]
    term = rng.choice(TERMS)
    place = rng.choice(labels) if labels else ""
    if not place:
        return None
    return added(
        rng,
        text,
        [
            f'%0 Each User shall follow the {term}. The "{term}" has the meaning given to it in «Section {place}».',
            f'%0 In this Section G8, "{term}" shall have the meaning given to that term '
            f"in «Section {place}», and each User shall follow "
            f"the {term}.",
        ],
    )


@plants("DT506")
def _out_of_the_alphabet(rng: random.Random, text: str) -> str | None:
    one, two, three = sorted(rng.sample(TERMS, 3))
    words = [f'"{one}" means a document;', f'"{three}" means a record; and', f'"«{two}»" means a list.']
    use = f"The Panel shall publish the {one}, the {two} and the {three}."
    return added(rng, text, ["%0 In this Section G8:\n\n" + "\n\n".join(words) + f"\n\n%1 {use}"])


@plants("DT508")
def _of_itself(rng: random.Random, text: str) -> str | None:
    term = rng.choice(TERMS)
    return added(
        rng,
        text,
        [
            f'%0 Each User shall follow the {term}. The "{term}" means the «{term}» as the Panel amends it.',
            f'%0 In this Section G8, "{term}" means a document that is named in the «{term}», '
            f"and each User shall follow it.",
        ],
    )


@plants("DT508")
def _of_each_other(rng: random.Random, text: str) -> str | None:
    one, two = sorted(rng.sample(TERMS, 2))
    return added(
        rng,
        text,
        [
            f'%0 In this Section G8:\n\n"{one}" means a document made under the «{two}»; '
            f'and\n\n"{two}" means what an «{one}» refers to.'
        ],
    )


@plants("DT509")
def _nearly(rng: random.Random, text: str) -> str | None:
    return appended(
        rng,
        text,
        [
            "The User shall also undergo a «Security Assessment».",
            "A «Full Security Assessment» need not be made.",
            "The «Smart Metering Device System» is not counted.",
        ],
    )
