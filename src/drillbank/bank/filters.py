"""Which questions a command is about."""

from __future__ import annotations

from dataclasses import dataclass

from drillbank.errors import UsageError
from drillbank.model import KINDS, Kind, Summary

LEVELS = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Filters:
    """An empty field lets everything through; within a field any value may match, and all fields have to."""

    kinds: tuple[Kind, ...] = ()
    topics: tuple[str, ...] = ()  # area, or area/leaf
    levels: tuple[int, ...] = ()
    roles: tuple[str, ...] = ()  # tracks
    languages: tuple[str, ...] = ()  # programming languages
    text: str = ""  # every word of it has to occur

    def admits(self, summary: Summary) -> bool:
        """Whether a question passes all fields but ``text``."""
        return (
            (not self.kinds or summary.kind in self.kinds)
            and (not self.topics or summary.topic in self.topics or summary.area in self.topics)
            and (not self.levels or summary.level in self.levels)
            and (not self.roles or any(role in summary.roles for role in self.roles))
            and (not self.languages or summary.language in self.languages)
        )


def levels_of(word: str) -> tuple[int, ...]:
    """``3`` or ``2-4`` as levels; raises UsageError for anything else."""
    low, dash, high = word.partition("-")
    first, last = _level(low, word), _level(high if dash else low, word)
    if first > last:
        raise UsageError(f"--level takes the lower level first, as in {last}-{first}, not {word!r}.")
    return tuple(range(first, last + 1))


def _level(word: str, whole: str) -> int:
    if word.strip() in {str(level) for level in LEVELS}:
        return int(word)
    raise UsageError(f"--level takes a level from 1 to 5 or a range like 2-4, not {whole!r}.")


def kind_of(word: str) -> Kind:
    """A kind by name; raises UsageError with the nearest one."""
    for kind in KINDS:
        if word == kind:
            return kind
    raise unknown("--kind", word, KINDS)


def unknown(option: str, word: str, known: tuple[str, ...]) -> UsageError:
    """The error for a word that an option does not know."""
    from difflib import get_close_matches

    near = get_close_matches(word, known, 1)
    if near:
        hint = f"Did you mean {near[0]!r}?"
    elif len(known) <= 8:
        hint = f"Known: {', '.join(known)}."
    else:
        hint = f"Known are {len(known)}, among them {', '.join(known[:5])}."
    return UsageError(f"{option} does not know {word!r}. {hint}")
