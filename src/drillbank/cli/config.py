"""The user's settings: a small TOML file of known keys, each with a type and a default."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from drillbank.errors import UsageError


@dataclass(frozen=True, slots=True)
class Key:
    """One setting: how its text is read, and what holds when nothing is set."""

    name: str
    default: str | int | float | None
    kind: type
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    means: str = ""


KEYS: tuple[Key, ...] = (
    Key("lang", None, str, ("zh", "en", "both"), means="language of questions and screens"),
    Key("role", "general", str, ("application", "algorithm", "inference", "general"), means="track that weighs topics"),
    Key("date", None, str, means="interview date, YYYY-MM-DD"),
    Key("minutes", 30, int, low=1, high=600, means="minutes on a normal day"),
    Key("editor", None, str, means="command that opens a file; default $VISUAL, then $EDITOR"),
    Key("retention", 0.9, float, low=0.7, high=0.99, means="desired retention of FSRS"),
    Key("rollover_hour", 4, int, low=0, high=23, means="hour at which a new day starts"),
    Key("new_per_day", 8, int, low=0, high=200, means="new questions a day"),
)
BY_NAME = {key.name: key for key in KEYS}


def parse(name: str, text: str) -> str | int | float:
    """Read ``text`` as the value of setting ``name``; raises UsageError where it is unknown or impossible."""
    key = BY_NAME.get(name)
    if key is None:
        near = get_close_matches(name, list(BY_NAME), 1)
        hint = f" Did you mean {near[0]!r}?" if near else f" Known: {', '.join(BY_NAME)}."
        raise UsageError(f"There is no setting {name!r}.{hint}")
    if key.choices and text not in key.choices:
        raise UsageError(f"{name} takes one of {', '.join(key.choices)}, not {text!r}.")
    if key.name == "date":
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise UsageError(f"date takes a day like 2026-12-21, not {text!r}.") from None
    try:
        value = key.kind(text)
    except ValueError:
        raise UsageError(f"{name} takes a {'whole number' if key.kind is int else 'number'}, not {text!r}.") from None
    if isinstance(value, int | float) and key.low is not None and key.high is not None:  # noqa: SIM102 - one condition reads worse
        if not key.low <= value <= key.high:
            raise UsageError(f"{name} lies between {key.low:g} and {key.high:g}; {text!r} does not.")
    assert isinstance(value, str | int | float)
    return value


class Config:
    """Settings as read from one file; unset keys give their defaults."""

    def __init__(self, path: Path, values: Mapping[str, Any]) -> None:
        self.path = path
        self.values = dict(values)

    @classmethod
    def read(cls, path: Path) -> Config:
        """Read the file; a missing one is an empty one.  Raises UsageError where it cannot be used."""
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            return cls(path, {})
        except OSError as error:
            raise UsageError(f"The settings file {path} cannot be read: {error.strerror}.") from None
        try:
            document = tomllib.loads(raw.decode())
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise UsageError(f"The settings file {path} is no valid TOML ({error}); mend or delete it.") from None
        return cls(path, {name: parse(name, str(value)) for name, value in document.items()})

    def get(self, name: str) -> Any:
        """The value that holds: set or default."""
        return self.values.get(name, BY_NAME[name].default)

    def write(self, name: str, text: str) -> Config:
        """Set one key and save the file atomically; "" removes the key.  Returns the new settings."""
        values = dict(self.values)
        if text == "" and name in BY_NAME:
            values.pop(name, None)
        else:
            values[name] = parse(name, text)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        lines = [f"{key} = {_toml(value)}\n" for key, value in values.items()]
        temporary = self.path.with_suffix(f".{os.getpid()}.tmp")
        temporary.write_text("".join(lines), encoding="utf-8")
        temporary.replace(self.path)
        return Config(self.path, values)

    @property
    def lang(self) -> str | None:
        value = self.get("lang")
        return None if value is None else str(value)

    @property
    def minutes(self) -> int:
        return int(self.get("minutes"))


def _toml(value: str | int | float) -> str:
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'
    return repr(value)
