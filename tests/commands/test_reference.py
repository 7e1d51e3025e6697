"""The synopses and the API on the pages, held beside the commands and the names themselves."""

from __future__ import annotations

from argparse import ArgumentParser

import pytest

import sec_rules
from sec_rules.answers.topics import topic
from sec_rules.commands import Command, all_commands
from sec_rules.commands.reference import api, facts, synopsis

COMMANDS = pytest.mark.parametrize("command", all_commands(), ids=lambda c: c.name)


def _flags(command: Command) -> set[str]:
    parser = ArgumentParser(prog=command.name, add_help=False)
    command.arguments(parser)
    return {flag for flag in parser.format_help().replace("[", " ").replace("]", " ").split() if flag.startswith("--")}


@COMMANDS
def test_the_page_has_a_section_for_each_command_with_its_synopsis_and_what_1_means(command: Command) -> None:
    page = topic("cli").text
    _, begins, rest = page.partition(f"\n## sec-rules {command.name}\n")
    section = rest.partition("\n## ")[0]
    assert begins
    assert synopsis(command) in section
    assert "\nExits with " in section


@COMMANDS
def test_every_flag_of_a_command_has_a_row(command: Command) -> None:
    rows = synopsis(command) + (facts() if "[FACTS]" in synopsis(command) else "")
    assert [flag for flag in _flags(command) if f"`{flag.rstrip(',')}" not in rows] == []


def test_a_synopsis_says_what_is_needed_and_what_may_be_left_out() -> None:
    said = {command.name: synopsis(command).splitlines()[1] for command in all_commands()}
    assert said["check"] == "sec-rules check DRAFT [DRAFT ...] [OPTIONS]"
    assert said["help"] == "sec-rules help [TOPIC] [OPTIONS]"
    assert said["assess"] == "sec-rules assess [OPTIONS] [FACTS]"


def test_every_exported_name_is_listed_and_the_page_of_python_ends_with_them() -> None:
    listing = api()
    assert [name for name in sec_rules.__all__ if f"`{name}`" not in listing and f"### {name}\n" not in listing] == []
    assert (
        "ask(question: Question, facts: Mapping[str, object], *, on: date, engine: Engine = 'python') -> Answer"
        in listing
    )
    assert topic("python").text.endswith(f"{listing}\n<!-- /api -->\n")
