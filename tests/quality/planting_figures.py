"""Faults in figures and dates: QT."""

from __future__ import annotations

import random
import re

from tests.quality.planting import (
    ABOVE,
    AT_LEAST,
    AT_MOST,
    BELOW,
    another,
    appended,
    compared,
    joined,
    paragraphs,
    pick,
    plants,
    replaced,
    sites,
    twins,
)


@plants("QT701")
@plants("PR001")
def _gap_at_the_figure(rng: random.Random, text: str) -> str | None:
    if not (found := twins(text)):
        return None
    _, below = rng.choice(found)
    return replaced(text, below, f"«{rng.choice(BELOW)} {below['figure']}»")


@plants("PR001")
@plants("QT702")
def _lower_figure_for_who_is_not_above(rng: random.Random, text: str) -> str | None:
    if not (found := twins(text)):
        return None
    _, below = rng.choice(found)
    lower = f"{number(below['figure']) - rng.choice([1, 1_000, 25_000, 50_000]):,}"
    return replaced(text, below, f"«{below['words']} {lower}»")


@plants("QT701")
@plants("PR002")
def _overlap_at_the_figure(rng: random.Random, text: str) -> str | None:
    if not (found := twins(text)):
        return None
    above, _ = rng.choice(found)
    return replaced(text, above, f"«{rng.choice(AT_LEAST)} {above['figure']}»")


@plants("PR002")
@plants("QT702")
def _lower_figure_for_who_is_above(rng: random.Random, text: str) -> str | None:
    if not (found := twins(text)):
        return None
    above, _ = rng.choice(found)
    lower = f"{number(above['figure']) - rng.choice([1, 1_000, 25_000, 50_000]):,}"
    return replaced(text, above, f"«{above['words']} {lower}»")


@plants("QT702")
def _weight_changed_once(rng: random.Random, text: str) -> str | None:
    weights = r"(?<=and )(?P<weight>two|three|four|five|six|eight|ten) (?=times the number of Non-Domestic)"
    found = sites(text, weights)
    if len(found) < 2 or not twins(text):
        return None
    match = rng.choice(found)
    return replaced(text, match, f"«{another(rng, match['weight'], ['four', 'six', 'seven', 'three'])}» ")


@plants("QT703")
def _other_words(rng: random.Random, text: str) -> str | None:
    kinds = [found for words in (ABOVE[:1], AT_MOST[:1]) if len(found := compared(text, words)) > 1]
    if not kinds or not twins(text):
        return None
    match = rng.choice(rng.choice(kinds))
    others = ABOVE if match["words"] in ABOVE else AT_MOST[1:4]
    return replaced(text, match, f"«{another(rng, match['words'], others)}» {match['figure']}")


@plants("QT703")
def _other_words_beside(rng: random.Random, text: str) -> str | None:
    if not (found := twins(text)):
        return None
    above, below = rng.choice(found)
    match, others = rng.choice([(above, ABOVE), (below, AT_MOST[:4])])
    words = another(rng, match["words"], others)
    parts = paragraphs(text)
    where = [i for i, p in enumerate(parts) if re.match(r"G8\.(?!4[1-7])\d", p) and p.endswith(".")]
    if not where:
        return None
    parts[rng.choice(where)] += f" This applies also where that number «{words}» {match['figure']}."
    return joined(parts)


def number(figure: str) -> int:
    return int(figure.replace(",", ""))


@plants("QT704")
def _words_and_figures(rng: random.Random, text: str) -> str | None:
    words = rng.choice(["thirty (45)", "ten (100)", "45 (fifty-four)", "two hundred (220)", "twelve (21)", "6 (sixty)"])
    return pick(
        rng,
        text,
        r"(?<= )(?:ten|five|six|twenty \(20\)|forty \(40\)|20|28|30|24|13)(?= " r"[A-Z]?[a-z])",
        lambda m: f"«{words}»",
    ) or appended(rng, text, [f"This shall be done within «{words}» Working Days after the end of the year."])


@plants("QT705")
def _no_such_day(rng: random.Random, text: str) -> str | None:
    day = rng.choice(
        [
            "31 April 2021",
            "30 February 2020",
            "29 February 2019",
            "31/11/2020",
            "Monday 28 February 2019",
            "Friday, 1 April 2021",
            "2021-02-30",
            "31st of June 2022",
        ]
    )
    return pick(rng, text, r"\d{1,2} (?:April|March|February) 20\d\d", lambda m: f"«{day}»") or appended(
        rng, text, [f"This Section ceases to have effect on «{day}».", f"The first report shall be made by «{day}»."]
    )


@plants("QT705")
def _ends_before_it_starts(rng: random.Random, text: str) -> str | None:
    form = rng.choice(
        [
            "from «1 March 2022 to 28 February 2021»",
            "between «30 June 2023 and 1 January 2023»",
            "beginning on «1 May 2021 and ending on 30 April 2021»",
        ]
    )
    return appended(
        rng, text, [f"This Section applies in the period {form}.", f"No report is due in the period {form}."]
    )


@plants("QT706")
def _other_number_format(rng: random.Random, text: str) -> str | None:
    if len(sites(text, r"\d{1,3},\d{3}")) < 2:
        return None
    return pick(rng, text, r"\d{1,3},\d{3}(?!,)", lambda m: f"«{m[0].replace(',', '')}»")


@plants("QT706")
def _other_format_beside(rng: random.Random, text: str) -> str | None:
    one, two = rng.choice([("12,500", "30000"), ("1,200", "4500"), ("250,000", "100 000"), ("75,000", "80000")])
    words = f"This applies to a User that has {one} Domestic Premises or more, or that had «{two}» of them."
    return appended(rng, text, [words])


@plants("QT706")
def _no_unit(rng: random.Random, text: str) -> str | None:
    return pick(
        rng,
        text,
        r"(?<=within )(?P<n>ten|20|28|six|24|30) (?:Working Days|days|months|hours) " r"(?=after|of|following)",
        lambda m: f"«{m['n']}» ",
    )


@plants("QT707")
def _no_anchor(rng: random.Random, text: str) -> str | None:
    period = rng.choice(
        ["every 12 months", "every six months", "every three years", "at intervals of two years", "every 24 months"]
    )
    return appended(
        rng,
        text,
        [
            f"The User shall repeat this «{period}».",
            f"The Panel shall review the list «{period}».",
            f"A fresh copy shall be made «{period}».",
        ],
    )


@plants("QT707")
def _anchor_lost(rng: random.Random, text: str) -> str | None:
    return appended(
        rng,
        text,
        [
            "Each Network Party shall reply «within 20 Working Days».",
            "The DCC shall pay «within 28 days».",
            "The User shall do so «within two months».",
        ],
    )
