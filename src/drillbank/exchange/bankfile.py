"""Questions as files of a bank:

<folder>/topics.yaml  sources.yaml          only what no other loaded bank says already
<folder>/<kind>/<area>/<id>.yaml            one file per question
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drillbank.errors import BankError, ExchangeError, Problem
from drillbank.exchange.document import question_document
from drillbank.exchange.files import written
from drillbank.model import KINDS, Kind, Question

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_AREA = re.compile(r"[a-z0-9-]+")
_CONTROL = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Shelved:
    """What writing questions into a bank did, by id."""

    new: tuple[str, ...]
    unchanged: tuple[str, ...]
    replaced: tuple[str, ...]
    kept: tuple[str, ...]  # the file there says something else, and nobody asked to replace it


def to_yaml(document: Mapping[str, Any]) -> str:
    """Plain data as YAML for people: texts of several lines in block style, keys in the order given."""
    import yaml

    base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # libyaml's emitter is several times as fast

    class Dumper(base):  # type: ignore[misc]  # the base is chosen at run time
        def ignore_aliases(self, data: Any) -> bool:
            return True

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)

    Dumper.add_representer(str, text)
    return str(yaml.dump(document, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=1_000_000))


def readable(value: Any) -> Any:
    """Plain data without the characters that a YAML file cannot hold (control characters, lone surrogates)."""
    match value:
        case str():
            return _CONTROL.sub("", value)
        case list():
            return [readable(item) for item in value]
        case dict():
            return {key: readable(item) for key, item in value.items()}
        case _:
            return value


def question_of(id: str, kind: Kind, document: Mapping[str, Any]) -> Question:
    """The question that a bank's file of these keys would be.  Raises BankError with all faults."""
    from drillbank.bank import parse

    if _ID.fullmatch(id) is None:
        message = f"{id[:60]!r} is no id: letters, digits, dots, hyphens and underscores, at most 100"
        raise BankError([Problem(id, None, "id", message)])
    return parse(to_yaml(readable(dict(document))), f"{kind}/{id}.yaml", "imported")


def shelve(questions: Iterable[Question], folder: Path, *, force: bool) -> Shelved:
    """Write questions into the bank at ``folder``, made where it is missing.

    A file that says the same stays; one that says something else is replaced only with ``force``, because somebody may
    have mended it.  Raises ExchangeError where the folder cannot be written.
    """
    done: dict[str, list[str]] = {"new": [], "unchanged": [], "replaced": [], "kept": []}
    there = _files(folder)
    for question in questions:
        text = to_yaml(question_document(question))
        old = there.get(question.id)
        if old is not None and _says(old, text, question):
            done["unchanged"].append(question.id)
        elif old is not None and not force:
            done["kept"].append(question.id)
        else:
            target = old or folder / question.kind / _area(question) / f"{question.id}.yaml"
            write_bytes(target, text.encode(errors="backslashreplace"), durable=False)
            done["new" if old is None else "replaced"].append(question.id)
    if (done["new"] or done["replaced"]) and hasattr(os, "sync"):
        os.sync()  # once for all: flushing each file took 8 ms apiece
    return Shelved(*(tuple(done[name]) for name in ("new", "unchanged", "replaced", "kept")))


def write_file(target: Path, text: str) -> None:
    """Write one text file whole, with the folders it needs, over what is there.  Raises ExchangeError."""
    write_bytes(target, text.encode(errors="backslashreplace"))


def write_bytes(target: Path, content: bytes, *, durable: bool = True) -> None:
    """Write one file whole, with the folders it needs, over what is there.  Raises ExchangeError."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExchangeError(f"{target.parent} cannot be made: {error.strerror}.") from None
    with written(target, force=True, durable=durable) as stream:
        stream.write(content)


def _says(path: Path, text: str, question: Question) -> bool:
    """Whether the file means the same, however it is laid out."""
    from drillbank.bank import parse

    try:
        raw = path.read_text(encoding="utf-8")
        return raw == text or question_document(parse(raw, f"{question.kind}/{question.id}.yaml", "")) == (
            question_document(question)
        )
    except (OSError, UnicodeDecodeError, BankError):
        return False


def _files(folder: Path) -> dict[str, Path]:
    """Question id -> its file, wherever below its kind's folder it stands."""
    return {path.stem: path for kind in KINDS for path in sorted((folder / kind).rglob("*.yaml"))}


def _area(question: Question) -> str:
    return question.area if _AREA.fullmatch(question.area) else "imported"
