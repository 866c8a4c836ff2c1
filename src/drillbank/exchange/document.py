"""Questions as plain data and back: the keys of question files, nothing lost.

    {"format": "drillbank", "version": 1, "questions": [{"id": …, "kind": …, "title": {"zh": …, "en": …}, …}],
     "topics": [{"id": …, "title": …, "leaves": […]}], "sources": {"id": {"cite": …, "url": …, "checked": …}}}

What has its default is left out.  Neither the file nor the bank that a question came from is part of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from drillbank.errors import BankError, ExchangeError, Problem
from drillbank.model import KINDS, Question, Text, Wordings

if TYPE_CHECKING:
    from drillbank.bank.companions import Area, Source

FORMAT = "drillbank"
VERSION = 1
_PLACE = ("id", "path", "bank")


def question_document(question: Question) -> dict[str, Any]:
    """The keys of a question's file, without those at their defaults."""
    return {
        item.name: _plain(value)
        for item in fields(question)
        if item.name not in _PLACE and _told(item, value := getattr(question, item.name))
    }


def _plain(value: Any) -> Any:
    match value:
        case Text() | Wordings():
            pairs = ((lang, getattr(value, lang)) for lang in ("zh", "en"))
            return {lang: _plain(found) for lang, found in pairs if found}
        case tuple():
            return [_plain(item) for item in value]
        case Mapping():
            return {str(key): _plain(item) for key, item in value.items()}
        case _ if is_dataclass(value):
            return {f.name: _plain(v) for f in fields(value) if _told(f, v := getattr(value, f.name))}
        case _:
            return value


def _told(item: Field[Any], value: Any) -> bool:
    """Whether a field says something: neither empty nor at its default."""
    if value is None or value == "" or value == () or value == {}:
        return False
    if isinstance(value, Text | Wordings):
        return bool(value.zh or value.en)
    if is_dataclass(value) and all(getattr(value, f.name) is None for f in fields(value)):
        return False  # limits that are not set
    return item.default is MISSING or bool(value != item.default)


def bank_document(
    questions: Iterable[Question], topics: Mapping[str, Area] | None = None, sources: Mapping[str, Source] | None = None
) -> dict[str, Any]:
    """These questions with the areas and the sources that they name."""
    chosen = list(questions)
    areas = {question.area for question in chosen}
    cited = {ref.id for question in chosen for ref in question.sources}
    cited |= {point.source for question in chosen for point in getattr(question, "points", ())}
    document: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    document["topics"] = [
        {
            "id": area.id,
            "title": _plain(area.title),
            "leaves": [{"id": leaf, "title": _plain(title)} for leaf, title in area.leaves.items()],
        }
        for area in (topics or {}).values()
        if area.id in areas
    ]
    document["sources"] = {
        source.id: {key: value for key in ("cite", "url", "checked") if (value := getattr(source, key))}
        for source in (sources or {}).values()
        if source.id in cited
    }
    document["questions"] = [{"id": q.id, "kind": q.kind, **question_document(q)} for q in chosen]
    return document


def dump_json(document: Mapping[str, Any]) -> bytes:
    """UTF-8 JSON, one question a line: a change of one question is a change of one line."""
    head = {key: value for key, value in document.items() if key != "questions"}
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in document["questions"])
    start = json.dumps(head, ensure_ascii=False)[:-1]
    return f'{start}, "questions": [\n{lines}\n]}}\n'.encode(errors="backslashreplace")


def load_json(raw: bytes, name: str) -> dict[str, Any]:
    """Read a document of ours.  Raises ExchangeError where it is none or from a newer version."""
    try:
        document = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise ExchangeError(f"{name} is not UTF-8 (at byte {error.start}); save it as UTF-8.") from None
    except (ValueError, RecursionError) as error:
        raise ExchangeError(f"{name} is no valid JSON: {error}.") from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ExchangeError(f'{name} is no export of drillbank (no "format": "drillbank" in it).')
    version = document.get("version")
    if not isinstance(version, int) or version > VERSION:
        raise ExchangeError(f"{name} has version {version!r}; this drillbank reads up to {VERSION}: update it.")
    if not isinstance(document.get("questions"), list):
        raise ExchangeError(f'{name} holds no list "questions".')
    return document


def _no_constant(word: str) -> float:
    raise ValueError(f"{word} is no number of JSON")


def questions_of(document: Mapping[str, Any], name: str) -> tuple[list[Question], list[Problem]]:
    """The questions of a loaded document, and a problem for each entry that is none (its place is ``questions[n]``)."""
    from drillbank.exchange.bankfile import question_of

    found: list[Question] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for index, entry in enumerate(document["questions"]):
        place = f"questions[{index}]"
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str) or entry.get("kind") not in KINDS:
            problems.append(
                Problem(name, None, place, f'is no question with an "id" and a "kind" ({", ".join(KINDS)})')
            )
            continue
        if entry["id"] in seen:
            problems.append(Problem(name, None, place, f"has the id {entry['id']!r} a second time"))
            continue
        seen.add(entry["id"])
        body = {key: value for key, value in entry.items() if key not in ("id", "kind")}
        try:
            found.append(question_of(entry["id"], entry["kind"], body))
        except BankError as error:
            problems.extend(Problem(name, None, f"{place}.{p.field}".rstrip("."), p.message) for p in error.problems)
    return found, problems


def companions_of(document: Mapping[str, Any], name: str) -> tuple[list[dict[str, Any]], dict[str, Any], list[Problem]]:
    """Topics and sources of a loaded document, and a problem for each fault: a bad one would keep every bank from
    loading."""
    from drillbank.bank import layout, reading, schema
    from drillbank.bank.shapes import Notes
    from drillbank.exchange.bankfile import readable, to_yaml

    problems: list[Problem] = []
    found: list[Any] = []
    for key, file, empty in (("topics", layout.TOPICS, []), ("sources", layout.SOURCES, {})):
        content = readable(document.get(key) or empty)
        notes = Notes(name)
        try:
            schema.COMPANIONS[file].read(reading.read_text(to_yaml(content), name), "", notes)
        except BankError as error:
            notes.problems.extend(error.problems)
        problems += [Problem(name, None, f"{key}{p.field}" if p.field else key, p.message) for p in notes.problems]
        found.append(empty if notes.problems else content)
    return found[0], found[1], problems


def topics_in(areas: Iterable[Mapping[str, Any]]) -> set[str]:
    """The topics, ``area/leaf``, of a ``topics.yaml`` as plain data."""
    return {f"{area['id']}/{leaf['id']}" for area in areas for leaf in area.get("leaves", ())}


def unknown_topics(questions: Iterable[Question], known: AbstractSet[str], name: str) -> list[Problem]:
    """A problem for each question whose topic is not known."""
    return [
        Problem(name, None, question.id, f"has the topic {question.topic!r}, which the topics there do not hold")
        for question in questions
        if question.topic not in known
    ]
