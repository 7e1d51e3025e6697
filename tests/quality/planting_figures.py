"""Faults in figures and dates: QT."""

from __future__ import annotations

import random

from tests.quality.planting import (
    ABOVE,
    AT_MOST,
    FIGURES,
    FULL_EVERY,
    NET,
    SUM,
    VERIFY_EVERY,
    _pair,
    _whole,
    appended,
    joined,
    pick,
    plants,
    sites,
)


@_whole("QT701")
@_whole("PR001")
def _gap_at_the_figure(rng: random.Random, text: str) -> str | None:
    figure = rng.choice(FIGURES)
    below = rng.choice(["is less than", "is fewer than", "is below"])
    return _one_changed(rng, f"«{below} {figure}»", figure)


@_whole("QT701")
@_whole("PR002")
def _overlap_at_the_figure(rng: random.Random, text: str) -> str | None:
    figure = rng.choice(FIGURES)
    above = rng.choice(["is at least", "is not less than", "equals or exceeds", "is equal to or greater than"])
    return _pair(rng, f"«{above}", rng.choice(AT_MOST), figure + "»", figure)


def _one_changed(rng: random.Random, words: str, figure: str) -> str:
    return _pair(rng, rng.choice(ABOVE), words, figure, "").replace("» ,", "»,").replace("  ", " ")


@_whole("QT702")
def _figure_changed_once(rng: random.Random, text: str) -> str | None:
    one, two = rng.sample(["250,000", "300,000", "100,000", "175,000", "200,000", "400,000"], 2)
    return _pair(rng, rng.choice(ABOVE), f"«{rng.choice(AT_MOST)}", one, two + "»")


@_whole("QT702")
def _weight_changed_once(rng: random.Random, text: str) -> str | None:
    weight = rng.choice(["four", "six", "ten", "three"])
    text = f"G8.41 Where a User is a Supplier Party and {SUM} {rng.choice(ABOVE)} 250,000, {FULL_EVERY}"
    other = SUM.replace("five times", f"«{weight}» times")
    return joined(
        [text, f"G8.42 Where a User is a Supplier Party and {other} {rng.choice(AT_MOST)} 250,000, {VERIFY_EVERY}"]
    )


@plants("QT703")
def _other_words(rng: random.Random, text: str) -> str | None:
    if len(sites(text, r" exceeds (?=\d)")) >= 2:
        return pick(rng, text, r"(?<= )exceeds(?= \d)", lambda m: f"«{rng.choice(ABOVE[1:])}»")
    first, second = rng.sample(ABOVE, 2)
    text = f"G8.41 Where a User is a Supplier Party and {SUM} {first} 250,000, {FULL_EVERY}"
    return joined([text, f"G8.44 Where a User is a Network Party and {NET} «{second}» 250,000, {FULL_EVERY}"])


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
