"""The words a schema is written in: each shape reads a node into plain data and describes itself as JSON Schema.

Reading is permissive and gives strict data: one item where a list is expected is a list of one, a number where a text
is expected is that text, an empty value is an absent one.  Every fault is noted; reading goes on behind it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any, ClassVar, Protocol

from drillbank.bank.reading import INTEGER, NUMBER, Listing, Mapping, Node, Scalar
from drillbank.errors import Problem

_TRUE = ("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON")
_FALSE = ("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF")


class _Missing:
    """What a shape gives where nothing usable stands; its fault is noted already."""


MISSING = _Missing()


@dataclass(slots=True)
class Notes:
    """Collects faults while a document is read, and the line of every field it meets."""

    path: str
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)

    def fault(self, node_line: int, where: str, message: str) -> _Missing:
        self.problems.append(Problem(self.path, node_line, where, message))
        return MISSING


class Shape(Protocol):
    """What may stand at one place of a document."""

    def read(self, node: Node, where: str, notes: Notes) -> Any: ...

    def json(self) -> dict[str, Any]: ...


def nearest(word: str, known: list[str], *, quote: str = '"') -> str:
    """' (did you mean "answer"?)' or '' where nothing is near."""
    near = get_close_matches(word, known, 1, 0.6)
    return f" (did you mean {quote}{near[0]}{quote}?)" if near else ""


def _kind_of(node: Node) -> str:
    if isinstance(node, Listing):
        return "a list"
    if isinstance(node, Mapping):
        return "a mapping"
    return "nothing" if node.is_null else f"{node.text[:40]!r}"


@dataclass(frozen=True, slots=True)
class Str:
    """One text: stripped of outer blank space unless it is ``code``, which keeps its lines."""

    code: bool = False
    one_line: bool = False
    choices: tuple[str, ...] = ()
    pattern: str = ""
    means: str = ""  # what the pattern asks for, in words

    def read(self, node: Node, where: str, notes: Notes) -> Any:
        if not isinstance(node, Scalar):
            hint = "; quote it if it starts with [ or {" if self.one_line or not self.code else ""
            return notes.fault(node.line, where, f"has to be a text, not {_kind_of(node)}{hint}")
        text = node.text
        if node.is_null or not text.strip():
            return notes.fault(node.line, where, "is empty")
        if self.code:
            return text.rstrip() + "\n"
        text = text.strip() if "\n" not in text.strip() else text.strip("\n").rstrip()
        if self.choices and text not in self.choices:
            listed = ", ".join(self.choices)
            return notes.fault(node.line, where, f'has to be one of {listed}, not "{text[:60]}"')
        if self.pattern and not re.fullmatch(self.pattern, text):
            return notes.fault(node.line, where, f'has to be {self.means}, not "{text[:60]}"')
        if self.one_line and "\n" in text:
            return notes.fault(node.line, where, "has to fit on one line")
        return text

    def json(self) -> dict[str, Any]:
        if self.choices:
            return {"enum": list(self.choices)}
        if self.pattern:
            return {"type": "string", "pattern": f"^(?:{self.pattern})$"}
        # An unquoted number is read as the text it was typed as.
        return {"type": ["string", "number", "boolean"], "minLength": 1}


@dataclass(frozen=True, slots=True)
class Day:
    """A date: a YAML date or a string, always YYYY-MM-DD."""

    def read(self, node: Node, where: str, notes: Notes) -> Any:
        if isinstance(node, Scalar):
            try:
                return date.fromisoformat(node.text.strip()).isoformat()
            except ValueError:
                pass
        return notes.fault(node.line, where, f"has to be a day like 2026-11-23, not {_kind_of(node)}")

    def json(self) -> dict[str, Any]:
        return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


@dataclass(frozen=True, slots=True)
class Num:
    """A number inside [low, high]."""

    low: float
    high: float
    whole: bool = False
    above: bool = False  # ``low`` itself is excluded

    def read(self, node: Node, where: str, notes: Notes) -> Any:
        noun = "a whole number" if self.whole else "a number"
        pattern = INTEGER if self.whole else NUMBER
        if not isinstance(node, Scalar) or not node.plain or not pattern.fullmatch(node.text):
            quoted = isinstance(node, Scalar) and not node.plain and pattern.fullmatch(node.text)
            hint = " (without quotes)" if quoted else ""
            return notes.fault(node.line, where, f"has to be {noun}{hint}, not {_kind_of(node)}")
        value = int(node.text) if INTEGER.fullmatch(node.text) else float(node.text)
        fits = (self.low < value if self.above else self.low <= value) and value <= self.high
        if not fits or not math.isfinite(value):
            lower = "more than" if self.above else "at least"
            return notes.fault(
                node.line, where, f"has to be {noun} of {lower} {self.low:g} and at most {self.high:g}, not {node.text}"
            )
        return value

    def json(self) -> dict[str, Any]:
        lower = "exclusiveMinimum" if self.above else "minimum"
        return {"type": "integer" if self.whole else "number", lower: self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""

    def read(self, node: Node, where: str, notes: Notes) -> Any:
        if isinstance(node, Scalar) and node.plain:
            if node.text in _TRUE:
                return True
            if node.text in _FALSE:
                return False
        return notes.fault(node.line, where, f"has to be true or false, not {_kind_of(node)}")

    def json(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Items:
    """A list; one item without the brackets is a list of one."""

    of: Shape
    unique_by: str = ""  # the key that no two items may share

    def read(self, node: Node, where: str, notes: Notes) -> Any:
        if not isinstance(node, Listing):
            if isinstance(node, Scalar) and node.is_null:
                return []
            value = self.of.read(node, where, notes)
            return [] if value is MISSING else [value]
        values = []
        seen: dict[str, int] = {}
        for index, item in enumerate(node.items):
            place = f"{where}[{index}]"
            notes.lines[place] = item.line
            value = self.of.read(item, place, notes)
            if value is MISSING:
                continue
            if self.unique_by:
                name = value.get(self.unique_by)
                if name is not None and name in seen:
                    notes.fault(item.line, place, f'has the {self.unique_by} "{name}" of {where}[{seen[name]}] again')
                seen.setdefault(name, index)
            values.append(value)
        return values

    def json(self) -> dict[str, Any]:
        one = self.of.json()
        return {"anyOf": [{"type": "array", "items": one}, one]}


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a record."""

    shape: Shape
    needed: bool = False
    default: Any = None
    means: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys.  ``short`` names the key that a bare text stands for."""

    keys: dict[str, Key]
    short: str = ""
    noun: str = "a mapping"
    check: Callable[[dict[str, Any], Node, str, Notes], None] | None = None

    def read(self, node: Node, where: str, notes: Notes) -> Any:
        if isinstance(node, Scalar) and self.short and not node.is_null:
            value = self.keys[self.short].shape.read(node, where, notes)
            return MISSING if value is MISSING else {**self.defaults(), self.short: value}
        if not isinstance(node, Mapping):
            inner = ", ".join(self.keys) if len(self.keys) <= 6 else "its keys"
            return notes.fault(node.line, where, f"has to be {self.noun} with {inner}, not {_kind_of(node)}")
        prefix = f"{where}." if where else ""
        note_repeated(node, where, notes)
        found = self.defaults()
        for name, (line, value_node) in node.entries.items():
            key = self.keys.get(name)
            notes.lines[prefix + name] = line
            if key is None:
                notes.fault(line, where, f'unknown key "{name[:60]}"{nearest(name, list(self.keys))}')
                continue
            if isinstance(value_node, Scalar) and value_node.is_null and not key.needed:
                continue
            value = key.shape.read(value_node, prefix + name, notes)
            if value is not MISSING:
                found[name] = value
        for name, key in self.keys.items():
            if key.needed and name not in node.entries:
                notes.fault(node.line, where, f'the key "{name}" is missing{_what(key.means)}')
        if self.check is not None:
            self.check(found, node, where, notes)
        return found

    def defaults(self) -> dict[str, Any]:
        return {name: key.default for name, key in self.keys.items() if key.default is not None}

    def json(self) -> dict[str, Any]:
        properties = {}
        for name, key in self.keys.items():
            described = key.shape.json()
            if not key.needed:
                described = _or_nothing(described)
            if key.means:
                described = {"description": key.means, **described}
            properties[name] = described
        whole: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
        if needed := [name for name, key in self.keys.items() if key.needed]:
            whole["required"] = needed
        return {"anyOf": [whole, self.keys[self.short].shape.json()]} if self.short else whole


def _or_nothing(described: dict[str, Any]) -> dict[str, Any]:
    """An optional key may stand without a value."""
    if described.keys() == {"anyOf"}:
        return {"anyOf": [*described["anyOf"], {"type": "null"}]}
    return {"anyOf": [described, {"type": "null"}]}


def _what(means: str) -> str:
    return f" ({means})" if means else ""


def note_repeated(node: Mapping, where: str, notes: Notes) -> None:
    """A fault for every key that stands twice."""
    for name, line in node.repeated:
        first = node.entries[name][0]
        notes.fault(line, where, f'the key "{name[:60]}" stands here again (first on line {first})')


@dataclass(frozen=True, slots=True)
class Pair:
    """A learner-facing text in zh and en, at least one of them; ``of`` is what stands per language."""

    of: Shape
    noun: str = "a text"

    KEYS: ClassVar[tuple[str, str]] = ("zh", "en")

    def read(self, node: Node, where: str, notes: Notes) -> Any:
        if not isinstance(node, Mapping):
            how = "write zh: … and en: … below it"
            return notes.fault(node.line, where, f"has to be {self.noun} per language, not {_kind_of(node)}; {how}")
        note_repeated(node, where, notes)
        found = {}
        faults = len(notes.problems)
        for name, (line, value_node) in node.entries.items():
            notes.lines[f"{where}.{name}"] = line
            if name not in self.KEYS:
                near = nearest(name, list(self.KEYS))
                comma = "" if near else "; a text that holds a comma has to be quoted inside { }"
                notes.fault(line, where, f'unknown key "{name[:60]}"{near}{comma}')
                continue
            value = self.of.read(value_node, f"{where}.{name}", notes)
            if value is not MISSING:
                found[name] = value
        if not found:
            if len(notes.problems) == faults:
                notes.fault(node.line, where, "needs zh: or en:")
            return MISSING
        return found

    def json(self) -> dict[str, Any]:
        inner = self.of.json()
        return {
            "type": "object",
            "properties": dict.fromkeys(self.KEYS, inner),
            "additionalProperties": False,
            "minProperties": 1,
        }


@dataclass(frozen=True, slots=True)
class Named:
    """A mapping with free keys (ids, levels): ``{formula: covered}``, ``{1: …, 2: …}``."""

    of: Shape
    key: str  # pattern of a key
    means: str  # what a key is, in words

    def read(self, node: Node, where: str, notes: Notes) -> Any:
        if not isinstance(node, Mapping):
            return notes.fault(node.line, where, f"has to be a mapping from {self.means}, not {_kind_of(node)}")
        note_repeated(node, where, notes)
        found = {}
        for name, (line, value_node) in node.entries.items():
            place = f"{where}.{name}"
            notes.lines[place] = line
            if not re.fullmatch(self.key, name):
                notes.fault(line, where, f'"{name[:60]}" is no key here; the mapping goes from {self.means}')
                continue
            value = self.of.read(value_node, place, notes)
            if value is not MISSING:
                found[name] = value
        return found

    def json(self) -> dict[str, Any]:
        return {
            "type": "object",
            "patternProperties": {f"^(?:{self.key})$": self.of.json()},
            "additionalProperties": False,
        }


@dataclass(frozen=True, slots=True)
class Either:
    """A bare text, or a mapping."""

    text: Shape
    mapping: Shape

    def read(self, node: Node, where: str, notes: Notes) -> Any:
        return (self.text if isinstance(node, Scalar) else self.mapping).read(node, where, notes)

    def json(self) -> dict[str, Any]:
        return {"anyOf": [self.text.json(), self.mapping.json()]}
