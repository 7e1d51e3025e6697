"""The pages of the documentation, as they ship with the package: one topic a page of `sec_rules/docs/`."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from attrs import frozen

from sec_rules.errors import UsageError


@frozen
class Topic:
    """A page: the name it is asked for by, its title, what it tells in a line, and the whole of it as Markdown."""

    name: str
    title: str
    says: str
    text: str


@cache
def topics() -> tuple[Topic, ...]:
    """Every topic, in the order of the names."""
    pages = (page for page in files("sec_rules").joinpath("docs").iterdir() if page.name.endswith(".md"))
    return tuple(
        _topic(page.name.removesuffix(".md"), page.read_text(encoding="utf-8"))
        for page in sorted(pages, key=lambda page: page.name)
    )


def _topic(name: str, text: str) -> Topic:
    title, says, _ = text.split("\n\n", 2)
    return Topic(name, title.removeprefix("# "), " ".join(says.split()), text)


def topic(name: str) -> Topic:
    """The topic of that name, hyphens and capitals apart. `UsageError` with the nearest and the known ones."""
    known = {topic.name: topic for topic in topics()}
    wanted = name.strip().lower().replace("-", "_").replace(" ", "_").removesuffix(".md")
    if wanted in known:
        return known[wanted]
    near = [*(n for n in known if wanted and n.startswith(wanted)), *get_close_matches(wanted, known, n=1)]
    hint = f"did you mean {near[0]}? Known" if near else "known"
    raise UsageError(f"'{name}' is no topic; {hint} are {', '.join(known)}.")
