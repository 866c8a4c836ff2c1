"""A table somebody filled in, as questions: the columns of ``export csv``, or just a front and a back."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from drillbank.errors import BankError, ExchangeError, Problem
from drillbank.exchange.tables import unguarded
from drillbank.exchange.wording import language_of, one_line
from drillbank.model import KINDS, Question

MAX_TABLE_BYTES = 64 << 20
_ALIASES = {
    "front": "prompt",
    "question": "prompt",
    "term": "prompt",
    "back": "answer",
    "definition": "answer",
    "point": "points",
    "source": "sources",
    "role": "roles",
    "tags": "roles",
}
_PAIRED = ("title", "prompt", "answer", "points")
_SINGLE = (
    "kind", "id", "topic", "level", "minutes", "roles", "sources", "language", "requires", "given", "starter",
    "solution", "oracle", "tests",
)  # fmt: skip
KNOWN = (*_SINGLE, *_PAIRED, *(f"{name}_{lang}" for name in _PAIRED for lang in ("zh", "en")))
_POINT = re.compile(r"\[([A-Za-z0-9][A-Za-z0-9._-]{0,99})(!?)\]\s*(.*)")


@dataclass(frozen=True, slots=True)
class Table:
    """What a table holds: questions, a problem for each fault (``line`` is the row's line), columns passed over."""

    questions: tuple[Question, ...]
    problems: tuple[Problem, ...]
    ignored: tuple[str, ...]


def read_table(raw: bytes, name: str, bank: str) -> Table:
    """Read CSV (comma, semicolon or tab).  Raises ExchangeError where it is no such table at all."""
    text = _decoded(raw, name)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        header = [_column(cell) for cell in next(reader, [])]
        _check_header(header, name)
        questions: list[Question] = []
        problems: list[Problem] = []
        seen: dict[str, int] = {}
        line = reader.line_num + 1
        for row in reader:
            if any(cell.strip() for cell in row):
                _take(row, header, (name, line, bank), questions, problems, seen)
            line = reader.line_num + 1
    except csv.Error as error:
        raise ExchangeError(f"{name}:{reader.line_num}: this is no sound CSV: {error}.") from None
    ignored = tuple(column for column in header if column and column not in KNOWN)
    return Table(tuple(questions), tuple(problems), ignored)


def _take(
    row: list[str],
    header: list[str],
    place: tuple[str, int, str],
    questions: list[Question],
    problems: list[Problem],
    seen: dict[str, int],
) -> None:
    name, line, bank = place
    from drillbank.exchange.bankfile import question_of

    if len(row) > len(header):
        message = f"has {len(row)} cells, the header {len(header)}; quote cells that hold the separator"
        problems.append(Problem(name, line, "", message))
        return
    cells = {column: unguarded(cell) for column, cell in zip(header, row, strict=False)}
    try:
        id, kind, document = _document(cells, name, bank)
        if id in seen:
            raise BankError([Problem(name, line, "id", f"{id!r} stands in line {seen[id]} already")])
        questions.append(question_of(id, kind, document))
        seen[id] = line
    except BankError as error:
        problems.extend(Problem(name, line, problem.field, problem.message) for problem in error.problems)


def _document(cells: dict[str, str], name: str, bank: str) -> tuple[str, Any, dict[str, Any]]:
    """id, kind and keys of one row."""

    def get(column: str) -> str:
        return cells.get(column, "").strip()

    kind = get("kind") or ("coding" if get("tests") else "theory")
    if kind not in KINDS:
        raise BankError([Problem(name, None, "kind", f"has to be one of {', '.join(KINDS)}, not {kind[:40]!r}")])
    document: dict[str, Any] = {field: _pair(cells, field) for field in ("title", "prompt", "answer")}
    if not document["prompt"]:
        raise BankError([Problem(name, None, "prompt", "is empty: a question needs a prompt (or front)")])
    if not document["title"]:
        document["title"] = {lang: one_line(text) for lang, text in document["prompt"].items()}
    document["topic"] = get("topic") or "imported/cards"
    for field in ("level", "minutes"):
        if get(field):
            document[field] = _number(get(field), field, name)
    if get("roles"):
        document["roles"] = re.split(r"[\s,;]+", get("roles"))
    if get("sources"):
        document["sources"] = [_source(entry) for entry in get("sources").splitlines() if entry.strip()]
    if kind == "coding":
        document |= _code(cells, name)
    else:
        points = _points(cells)
        document |= {"points": points} if points else {}
    document["origin"] = {"format": "csv", "file": name.rpartition("/")[2], "proved": False}
    first = next(iter(document["prompt"].values()))
    id = get("id") or f"{bank}-{hashlib.sha256(first.encode(errors='replace')).hexdigest()[:8]}"
    return id, kind, {key: value for key, value in document.items() if value}


def _pair(cells: dict[str, str], field: str) -> dict[str, str]:
    pair = {lang: text for lang in ("zh", "en") if (text := cells.get(f"{field}_{lang}", "")).strip()}
    bare = cells.get(field, "")
    if bare.strip():
        pair.setdefault(language_of(bare), bare)
    return pair


def _points(cells: dict[str, str]) -> list[dict[str, Any]]:
    """``[id!] claim`` per line and language; a line without an id is a core point of its own."""
    points: dict[str, dict[str, Any]] = {}
    bare = cells.get("points", "")
    columns = [("zh", cells.get("points_zh", "")), ("en", cells.get("points_en", "")), (language_of(bare), bare)]
    for lang, cell in columns:
        for number, line in enumerate((line for line in cell.splitlines() if line.strip()), 1):
            match = _POINT.fullmatch(line.strip())
            id, core, claim = (match[1], bool(match[2]), match[3]) if match else (f"p{number}", True, line.strip())
            point = points.setdefault(id, {"id": id, "core": core, "claim": {}})
            if claim:
                point["claim"].setdefault(lang, claim)
    return list(points.values())


def _source(entry: str) -> dict[str, str]:
    id, _, where = entry.strip().partition(" ")
    return {"id": id, "where": where.strip()} if where.strip() else {"id": id}


def _code(cells: dict[str, str], name: str) -> dict[str, Any]:
    document: dict[str, Any] = {
        field: text
        for field in ("language", "given", "starter", "solution", "oracle")
        if (text := cells.get(field, "")).strip()
    }
    if cells.get("requires", "").strip():
        document["requires"] = cells["requires"].split()
    try:
        tests = json.loads(cells.get("tests", "") or "[]")
    except (ValueError, RecursionError):
        tests = None
    if not isinstance(tests, list) or not tests:
        message = "has to be a JSON list of tests; without one a coding question cannot be judged"
        raise BankError([Problem(name, None, "tests", message)])
    return document | {"tests": tests}


def _number(text: str, field: str, name: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise BankError([Problem(name, None, field, f"has to be a number, not {text[:40]!r}")]) from None
    return int(value) if value.is_integer() else value


def _column(cell: str) -> str:
    name = re.sub(r"[\s-]+", "_", cell.strip().lower())
    base, underscore, lang = name.rpartition("_")
    if underscore and lang in ("zh", "en"):
        return f"{_ALIASES.get(base, base)}_{lang}"
    return _ALIASES.get(name, name)


def _check_header(header: list[str], name: str) -> None:
    if any(column.partition("_")[0] == "prompt" for column in header):
        return
    near = [f"{column!r} (did you mean {m[0]!r}?)" for column in header if (m := get_close_matches(column, KNOWN, 1))]
    hint = f" Found {', '.join(near)}." if near else ""
    raise ExchangeError(
        f"{name} has no column “prompt” (or prompt_zh, prompt_en, front, question) in its first line.{hint} "
        "`drillbank export csv` shows the columns."
    )


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _decoded(raw: bytes, name: str) -> str:
    # Excel's “Unicode text” is UTF-16 with a mark.
    encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ExchangeError(f"{name}:{line}: is not UTF-8; in the spreadsheet save it as “CSV UTF-8”.") from None
