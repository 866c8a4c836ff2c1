"""A stranger's deck as theory questions: front and back, cloze deletions, HTML cleaned.  Nothing of it is proved."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from drillbank.exchange.anki.collection import Collection, Model, RawNote
from drillbank.exchange.anki.identity import target_of
from drillbank.exchange.clean_html import to_markdown
from drillbank.exchange.wording import language_of, one_line, slug

_CLOZE_OPEN = re.compile(r"\{\{c(\d{1,3})::", re.IGNORECASE)
_FIELD = re.compile(r"\{\{([^{}#^/][^{}]*)\}\}")
_ITEM = re.compile(r"^\s*(?:[-*]|\d+\.)\s+(.+)$", re.MULTILINE)
POINTS = (2, 6)


@dataclass(frozen=True, slots=True)
class Imported:
    """A note as the keys of a theory question, or why it is none."""

    id: str
    document: dict[str, Any]
    media: tuple[str, ...]
    refused: str = ""


def questions(collection: Collection, bank: str, file: str) -> Iterator[Imported]:
    """Every note of a deck that is not ours.  ``bank``: the slug that ids start with."""
    models = collection.models()
    seen: dict[str, str] = {}
    for note in collection.notes():
        if target_of(note.guid) is not None:
            yield Imported(note.guid, {}, (), "is a card of drillbank's own; `import anki-reviews` takes its reviews")
            continue
        id = f"{bank}-{hashlib.sha256(note.guid.encode()).hexdigest()[:8]}"
        if seen.setdefault(id, note.guid) == note.guid:
            yield _imported(note, models.get(note.model), id, file)


def _imported(note: RawNote, model: Model | None, id: str, file: str) -> Imported:
    cloze = _CLOZE_OPEN.search("".join(note.fields)) is not None
    front, back = _cloze_sides(note) if cloze else _sides(note, model)
    question, answer = to_markdown(front), to_markdown(back)
    media = tuple(dict.fromkeys(question.media + answer.media))
    if not question.markdown or not answer.markdown:
        which = "front" if not question.markdown else "back"
        return Imported(id, {}, media, f"has an empty {which}")
    lang = language_of(question.markdown + answer.markdown)
    claims = _cloze_claims(note) if cloze else _claims(answer.markdown)
    leaf = slug(note.deck.rpartition("::")[2])[:40] or "cards"
    document: dict[str, Any] = {
        "title": {lang: one_line(question.markdown)},
        "topic": f"imported/{leaf}",
        "level": 3,
        "minutes": 2,
        "prompt": {lang: question.markdown},
        "answer": {lang: answer.markdown},
        "points": [
            {"id": f"p{number}", "core": True, "claim": {lang: claim}} for number, claim in enumerate(claims, 1)
        ],
        "origin": {"format": "anki", "file": file, "proved": False},
    }
    return Imported(id, document, media)


def _sides(note: RawNote, model: Model | None) -> tuple[str, str]:
    """Front and back as the note type's first template puts them, or first field and the rest."""
    filled = [text for text in note.fields if text.strip()]
    if model is None or not model.question_format:
        return (filled[0], "<br><br>".join(filled[1:])) if filled else ("", "")
    values = dict(zip(model.fields, note.fields, strict=False))
    front = _named(model.question_format, values)
    back = [name for name in _named(model.answer_format, values) if name not in front]
    back += [name for name in values if name not in front and name not in back and values[name].strip()]
    return _joined(front, values), _joined(back, values)


def _named(template: str, values: dict[str, str]) -> list[str]:
    """The fields that a template shows, in its order; ``type:`` and filters are passed over."""
    names = (match[1].rpartition(":")[2].strip() for match in _FIELD.finditer(template))
    return list(dict.fromkeys(name for name in names if name in values))


def _joined(names: list[str], values: dict[str, str]) -> str:
    return "<br><br>".join(values[name] for name in names if values[name].strip())


def _cloze_sides(note: RawNote) -> tuple[str, str]:
    text = next(field for field in note.fields if _CLOZE_OPEN.search(field))
    extra = [field for field in note.fields if field is not text and field.strip()]
    front = _cloze(text, lambda answer, hint: f"[{hint or '…'}]")
    back = _cloze(text, lambda answer, hint: f"<b>{answer}</b>")
    return front, "<br><br>".join([back, *extra])


def _cloze_claims(note: RawNote) -> list[str]:
    found: list[str] = []

    def keep(answer: str, hint: str) -> str:
        found.append(one_line(to_markdown(answer).markdown, 300))
        return answer

    for text in note.fields:
        _cloze(text, keep)
    return [claim for claim in dict.fromkeys(found) if claim][: POINTS[1]]


def _cloze(text: str, shown: Any, depth: int = 0) -> str:
    """``text`` with each deletion replaced by ``shown(answer, hint)``, inner ones first."""
    out: list[str] = []
    position = 0
    while (match := _CLOZE_OPEN.search(text, position)) and depth < 20:
        end = _closing(text, match.end())
        if end < 0:
            break
        inner = _cloze(text[match.end() : end], shown, depth + 1)
        answer, _, hint = inner.partition("::")
        out += [text[position : match.start()], shown(answer, unescape(hint))]
        position = end + 2
    return "".join(out) + text[position:]


def _closing(text: str, position: int) -> int:
    """Where the ``}}`` of a deletion stands, inner ones passed over; -1 where it is missing."""
    depth = 1
    for match in re.compile(r"\{\{c\d{1,3}::|\}\}", re.IGNORECASE).finditer(text, position):
        depth += 1 if match[0] != "}}" else -1
        if depth == 0:
            return match.start()
    return -1


def _claims(answer: str) -> list[str]:
    """The items of an answer that is a short list, else the answer itself."""
    items = [one_line(item, 300) for item in _ITEM.findall(answer)]
    items = [item for item in items if item]
    if POINTS[0] <= len(items) <= POINTS[1] and "```" not in answer:
        return items
    return [one_line(answer, 300)]
