"""A draft among several that could not be checked, and why."""

from __future__ import annotations

from attrs import frozen

from sec_rules.errors import SecRulesError, fault_in_words


@frozen
class Refusal:
    """A draft that was not checked: its path as given and why, in a sentence; `fault` where the program failed."""

    path: str
    because: str
    fault: bool = False

    @property
    def named(self) -> str:
        """The sentence, which names the file even where it does not do so itself."""
        return self.because if self.path in self.because else f"{self.path}: {self.because}"


def refusal(path: str, error: Exception) -> Refusal:
    """What an error says of the draft that it kept from being checked."""
    if isinstance(error, SecRulesError):
        return Refusal(path, str(error))
    return Refusal(path, fault_in_words(error), fault=True)
