"""The names by which kinds of Users and conditions of a text are known, told apart from each other."""

from __future__ import annotations


def class_name(name: str) -> str:
    """The name of a kind of Users in small letters, told apart from those of conditions."""
    return "a " + " ".join(name.casefold().split())


def named_condition(words: str) -> str:
    """The name of a condition without a label, told apart from those of labels and of kinds of Users."""
    said = " ".join(word for word in words.casefold().split() if word not in ("following", "said"))
    return f"the {said}"


def condition_name(label: str) -> str:
    """The name of a condition in small letters, as its label gives it."""
    return " ".join(label.casefold().split())
