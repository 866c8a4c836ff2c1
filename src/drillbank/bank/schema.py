"""What a question file may hold: one table per kind, read by validation, by the JSON Schema and by the skeletons."""

from __future__ import annotations

from typing import Any

from drillbank.bank.layout import GLOSSARY, SOURCES, TOPICS, TRACKS
from drillbank.bank.reading import Node
from drillbank.bank.shapes import Day, Either, Flag, Items, Key, Named, Notes, Num, Pair, Record, Shape, Str
from drillbank.model import KINDS, Kind

ID = r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}"
ID_MEANS = "an id: letters, digits, dots, hyphens and underscores"
LABELS = ("covered", "partial", "missing", "contradicted")
VARIANTS = (
    "full", "partial", "wrong", "negated", "stuffed", "echo", "offtopic", "other-language", "mixed", "typo", "inject",
)  # fmt: skip
SAMPLE_LANGS = ("zh", "en", "mixed")

_id = Str(pattern=ID, means=ID_MEANS)
_slug = Str(pattern=r"[a-z0-9-]+", means="an id of small letters, digits and hyphens")
_word = Str(one_line=True)
_text = Pair(Str())
_line = Pair(Str(one_line=True))
_code = Str(code=True)
_wordings = Pair(Items(Str()), "wordings")
_requires = Items(Str(pattern=r"\S{1,200}", means="the name of a distribution, as pip knows it"))
_weight = Num(0, 1000, above=True)

_ask = Record({"ask": Key(_text, needed=True), "expect": Key(_text, needed=True)})

_code_block = Record(
    {
        "language": Key(Str(choices=("python", "javascript")), default="python"),
        "requires": Key(_requires, default=[]),
        "run": Key(_code, needed=True, means="a program that prints"),
        "expect": Key(_code, default="", means="what it prints, compared by `bank prove`"),
    }
)

_common: dict[str, Key] = {
    "title": Key(_line, needed=True, means="one line in zh and en"),
    "topic": Key(
        Str(pattern=r"[a-z0-9-]+(?:/[a-z0-9-]+)?", means="area/leaf in small letters"),
        needed=True,
        means="area/leaf of topics.yaml",
    ),
    "level": Key(Num(1, 5, whole=True), means="1 warm-up to 5 staff"),
    "minutes": Key(Num(0, 600, above=True), means="honest time to answer"),
    "roles": Key(Items(_id), default=[], means="ids of tracks.yaml"),
    "rev": Key(Num(1, 1_000_000, whole=True), default=1, means="bump only when the meaning changes"),
    "prompt": Key(_text, needed=True, means="the question in zh and en"),
    "answer": Key(_text, needed=True, means="the model answer in zh and en"),
    "code": Key(Items(_code_block), default=[], means="runnable demonstrations inside the answer"),
    "sources": Key(
        Items(Record({"id": Key(_id, needed=True), "where": Key(_word, default="")}, short="id")),
        default=[],
        means="ids of sources.yaml, with the place",
    ),
    "reviewed": Key(Day(), default="", means="the day somebody last checked it"),
    "review_by": Key(Day(), default="", means="the day its claims expire"),
    "errata": Key(
        Items(
            Record({"date": Key(Day(), needed=True), "was": Key(_text, needed=True), "now": Key(_text, needed=True)})
        ),
        default=[],
        means="what an earlier version, or a common text, got wrong",
    ),
    "related": Key(Items(_id), default=[], means="confusable or neighbouring questions"),
    "origin": Key(
        Record(
            {"format": Key(_word, needed=True), "file": Key(_word, default=""), "proved": Key(Flag(), default=False)}
        ),
        means="only in imported questions",
    ),
}

_point = Record(
    {
        "id": Key(_id, needed=True),
        "core": Key(Flag(), default=False, means="missing it caps the rating at again"),
        "weight": Key(_weight, default=1),
        "claim": Key(_text, needed=True, means="one claim that can be right or wrong"),
        "accept": Key(_wordings, default={}, means="at least 3 wordings per language"),
        "must": Key(_wordings, default={}, means="any one of these has to appear"),
        "reject": Key(_wordings, default={}, means="at least 2 typical wrong statements per language"),
        "because": Key(_text, default={}, means="shown when the point was missed"),
        "source": Key(_id, default="", means="an id of sources.yaml, or computed"),
        "followup": Key(Either(_id, _ask), means="another question's id, or {ask, expect}"),
    }
)

_sample = Record(
    {
        "lang": Key(Str(choices=SAMPLE_LANGS), needed=True),
        "variant": Key(Str(choices=VARIANTS), default="partial"),
        "text": Key(Str(), needed=True),
        "points": Key(Named(Str(choices=LABELS), ID, "point ids to labels"), default={}),
        "dimensions": Key(Named(Num(0, 4, whole=True), ID, "dimension ids to 1-4"), default={}),
    }
)

_spoken: dict[str, Key] = {
    "points": Key(Items(_point, unique_by="id"), default=[], means="2-6 claims"),
    "samples": Key(Items(_sample), default=[], means="at least 3 labelled answers"),
}

_flag = Record(
    {
        "id": Key(_id, needed=True),
        "says": Key(_text, needed=True),
        "accept": Key(_wordings, default={}),
    }
)

_business: dict[str, Key] = {
    "dimensions": Key(
        Items(
            Record(
                {
                    "id": Key(_id, needed=True),
                    "title": Key(_line, needed=True),
                    "points": Key(Items(_id), default=[]),
                    "anchors": Key(
                        Named(_text, r"[1-4]", "1, 2, 3, 4 to what such an answer holds"), default={}, means="1 to 4"
                    ),
                }
            ),
            unique_by="id",
        ),
        default=[],
    ),
    "must_haves": Key(Items(_flag, unique_by="id"), default=[]),
    "red_flags": Key(Items(_flag, unique_by="id"), default=[]),
    "curveballs": Key(Items(_ask), default=[]),
    "estimate": Key(
        Record(
            {
                "expr": Key(_word, needed=True, means="arithmetic, evaluated and never trusted"),
                "unit": Key(_word, default=""),
                "tolerance": Key(Num(0, 10), default=0.2, means="relative"),
            }
        )
    ),
}

_coding: dict[str, Key] = {
    "task": Key(Str(choices=("implement", "debug", "complete")), default="implement"),
    "language": Key(Str(choices=("python", "javascript")), default="python"),
    "requires": Key(_requires, default=[], means="distributions the answer may import"),
    "arrays": Key(Str(choices=("numpy", "torch", "list")), default="numpy", means="how array arguments arrive"),
    "given": Key(_code, default="", means="code in scope of the answer and of the checker"),
    "starter": Key(_code, default="", means="signature and docstring; must be rejected by the tests"),
    "solution": Key(_code, needed=True, means="the model answer"),
    "alternatives": Key(Items(_code), default=[], means="structurally different correct answers"),
    "oracle": Key(_code, default="", means="independent, slow, obvious"),
    "tests": Key(
        Items(
            Record(
                {
                    "name": Key(_id, needed=True),
                    "says": Key(_text, default={}, means="what this test protects, shown on failure"),
                    "hidden": Key(Flag(), default=False),
                    "weight": Key(_weight, default=1),
                    "fresh": Key(Flag(), default=False, means="this test gets a new solution process"),
                    "code": Key(_code, needed=True, means="body of a function; runs in the checker"),
                }
            ),
            unique_by="name",
        ),
        needed=True,
        means="in order, small cases first",
    ),
    "wrong": Key(
        Items(
            Record(
                {
                    "id": Key(_id, needed=True),
                    "says": Key(_text, default={}),
                    "caught_by": Key(Items(_id), default=[], means="names of tests"),
                    "code": Key(_code, needed=True),
                }
            ),
            unique_by="id",
        ),
        default=[],
        means="at least 3 named mistakes",
    ),
    "hints": Key(Items(_text), default=[], means="nudge, labelled steps, almost the line, worked example"),
    "explain": Key(_text, default={}, means="the one-sentence question asked after success"),
    "limits": Key(
        Record({"wall_s": Key(Num(0, 600, above=True)), "memory_mb": Key(Num(0, 65536, above=True))}), default={}
    ),
    "growth": Key(
        Record(
            {
                "call": Key(_word, needed=True),
                "make": Key(_code, needed=True),
                "sizes": Key(Items(Num(1, 10**9, whole=True)), needed=True),
                "max_exponent": Key(Num(0, 10, above=True), needed=True),
            }
        )
    ),
    "banned": Key(Items(_word), default=[], means="modules or functions; advisory"),
    "examples": Key(Items(Record({"call": Key(_word, needed=True), "gives": Key(Str(), needed=True)})), default=[]),
    "equivalent": Key(
        Items(
            Record({"was": Key(Str(), needed=True), "now": Key(Str(), needed=True), "because": Key(Str(), needed=True)})
        ),
        default=[],
        means="mutants excused, each with its reason",
    ),
}

DEFAULT_LEVEL = 3
DEFAULT_MINUTES: dict[Kind, float] = {"theory": 2, "business": 10, "coding": 15}


def _tests_there(found: dict[str, Any], node: Node, where: str, notes: Notes) -> None:
    if found.get("tests") == []:
        notes.fault(notes.lines.get("tests", node.line), "tests", "is empty; without a test nothing can be judged")


RECORDS: dict[Kind, Record] = {
    "theory": Record({**_common, **_spoken}),
    "business": Record({**_common, **_spoken, **_business}),
    "coding": Record({**_common, **_coding}, check=_tests_there),
}


COMPANIONS: dict[str, Shape] = {
    TOPICS: Items(
        Record(
            {
                "id": Key(_slug, needed=True),
                "title": Key(_line, needed=True),
                "leaves": Key(
                    Items(Record({"id": Key(_slug, needed=True), "title": Key(_line, needed=True)}), unique_by="id"),
                    default=[],
                ),
            }
        ),
        unique_by="id",
    ),
    SOURCES: Named(
        Record(
            {
                "cite": Key(_word, needed=True),
                "url": Key(_word, default=""),
                "checked": Key(Day(), default="", means="the day somebody looked it up"),
            }
        ),
        ID,
        "source ids to {cite, url, checked}",
    ),
    TRACKS: Items(
        Record(
            {
                "id": Key(_id, needed=True),
                "title": Key(_line, needed=True),
                "weights": Key(Named(Num(0, 100), r"[a-z0-9-]+", "areas to weights"), default={}),
            }
        ),
        unique_by="id",
    ),
    GLOSSARY: Items(
        Record(
            {
                "zh": Key(_word, needed=True),
                "en": Key(_word, needed=True),
                "avoid": Key(_wordings, default={}, means="words that mean the same and are not used"),
            }
        )
    ),
}


def validate(kind: Kind, node: Node, notes: Notes) -> dict[str, Any]:
    """The document as strict plain data (JSON-able), with every default filled in; faults go to ``notes``."""
    found = RECORDS[kind].read(node, "", notes)
    if not isinstance(found, dict):
        return {}
    found.setdefault("level", DEFAULT_LEVEL)
    found.setdefault("minutes", DEFAULT_MINUTES[kind])
    return found


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a question file, for editors: the kind is told by the keys that only it has."""
    shared = {name: shape.json() for name, shape in _SHARED.items()}
    theory, business, coding = ({"$ref": f"#/$defs/{kind}"} for kind in KINDS)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "drillbank question",
        "description": "Generated by `drillbank bank schema`.",
        "if": _has_any({"tests", "solution", "starter", "oracle", "wrong"}),
        "then": coding,
        "else": {"if": _has_any(set(_business)), "then": business, "else": theory},
        "$defs": {
            **{name: _folded(described, shared, name) for name, described in shared.items()},
            **{kind: _folded(RECORDS[kind].json(), shared) for kind in KINDS},
        },
    }


def _folded(node: Any, shared: dict[str, dict[str, Any]], itself: str = "") -> Any:
    """The description with each shared part replaced by a reference to it."""
    if isinstance(node, dict):
        for name, described in shared.items():
            if name != itself and node == described:
                return {"$ref": f"#/$defs/{name}"}
        return {key: _folded(value, shared, itself) for key, value in node.items()}
    if isinstance(node, list):
        return [_folded(item, shared, itself) for item in node]
    return node


_SHARED: dict[str, Shape] = {
    "text": _text,
    "wordings": _wordings,
    "ids": Items(_id),
    "id": _id,
    "word": _word,
    "ask": _ask,
    "point": _point,
    "sample": _sample,
    "flag": _flag,
}


def _has_any(keys: set[str]) -> dict[str, Any]:
    return {"anyOf": [{"required": [key]} for key in sorted(keys)]}
