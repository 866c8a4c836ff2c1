"""Strict plain data, as the schema or the snapshot gives it -> a frozen Question.  Imports no YAML."""

from __future__ import annotations

from typing import Any, assert_never

from drillbank.model import (
    Ask,
    Business,
    CodeBlock,
    Coding,
    Dimension,
    Equivalent,
    Erratum,
    Estimate,
    Example,
    Flag,
    Growth,
    KeyPoint,
    Kind,
    Limits,
    Mistake,
    Origin,
    Question,
    Sample,
    SourceRef,
    Summary,
    Test,
    Text,
    Theory,
    Wordings,
)

Document = dict[str, Any]


def question(kind: Kind, document: Document, *, id: str, path: str, bank: str) -> Question:
    """The value of one validated document."""
    common = _common(document, id, path, bank)
    if kind == "theory":
        return Theory(**common, **_spoken(document))
    if kind == "business":
        return Business(**common, **_spoken(document), **_business(document))
    if kind == "coding":
        return Coding(**common, **_coding(document))
    assert_never(kind)


def summary(kind: Kind, document: Document, *, id: str, bank: str) -> Summary:
    """What lists need of one validated document."""
    return Summary(
        id=id,
        kind=kind,
        topic=document["topic"],
        level=document["level"],
        minutes=document["minutes"],
        title=text(document["title"]),
        roles=tuple(document["roles"]),
        rev=document["rev"],
        language=document.get("language", ""),
        requires=tuple(document.get("requires", ())),
        related=tuple(document["related"]),
        bank=bank,
    )


def text(pair: Document) -> Text:
    return Text(zh=pair.get("zh"), en=pair.get("en"))


def wordings(pair: Document) -> Wordings:
    return Wordings(zh=tuple(pair.get("zh", ())), en=tuple(pair.get("en", ())))


def _common(document: Document, id: str, path: str, bank: str) -> dict[str, Any]:
    origin = document.get("origin")
    return {
        "id": id,
        "path": path,
        "bank": bank,
        "title": text(document["title"]),
        "topic": document["topic"],
        "level": document["level"],
        "minutes": document["minutes"],
        "roles": tuple(document["roles"]),
        "rev": document["rev"],
        "prompt": text(document["prompt"]),
        "answer": text(document["answer"]),
        "code": tuple(
            CodeBlock(block["language"], block["run"], block["expect"], tuple(block["requires"]))
            for block in document["code"]
        ),
        "sources": tuple(SourceRef(ref["id"], ref["where"]) for ref in document["sources"]),
        "reviewed": document["reviewed"],
        "review_by": document["review_by"],
        "errata": tuple(Erratum(e["date"], text(e["was"]), text(e["now"])) for e in document["errata"]),
        "related": tuple(document["related"]),
        "origin": None if origin is None else Origin(origin["format"], origin["file"], origin["proved"]),
    }


def _ask(pair: Document) -> Ask:
    return Ask(text(pair["ask"]), text(pair["expect"]))


def _point(point: Document) -> KeyPoint:
    followup = point.get("followup")
    return KeyPoint(
        id=point["id"],
        core=point["core"],
        weight=point["weight"],
        claim=text(point["claim"]),
        accept=wordings(point["accept"]),
        reject=wordings(point["reject"]),
        must=wordings(point["must"]),
        because=text(point["because"]),
        source=point["source"],
        followup=_ask(followup) if isinstance(followup, dict) else followup,
    )


def _spoken(document: Document) -> dict[str, Any]:
    return {
        "points": tuple(_point(point) for point in document["points"]),
        "samples": tuple(
            Sample(s["lang"], s["variant"], s["text"], s["points"], s["dimensions"]) for s in document["samples"]
        ),
    }


def _flag(flag: Document) -> Flag:
    return Flag(flag["id"], text(flag["says"]), wordings(flag["accept"]))


def _business(document: Document) -> dict[str, Any]:
    estimate = document.get("estimate")
    return {
        "dimensions": tuple(
            Dimension(
                d["id"],
                text(d["title"]),
                tuple(d["points"]),
                {int(level): text(anchor) for level, anchor in sorted(d["anchors"].items())},
            )
            for d in document["dimensions"]
        ),
        "must_haves": tuple(_flag(flag) for flag in document["must_haves"]),
        "red_flags": tuple(_flag(flag) for flag in document["red_flags"]),
        "curveballs": tuple(_ask(ask) for ask in document["curveballs"]),
        "estimate": None if estimate is None else Estimate(estimate["expr"], estimate["unit"], estimate["tolerance"]),
    }


def _coding(document: Document) -> dict[str, Any]:
    growth, limits = document.get("growth"), document["limits"]
    return {
        "task": document["task"],
        "language": document["language"],
        "requires": tuple(document["requires"]),
        "arrays": document["arrays"],
        "given": document["given"],
        "starter": document["starter"],
        "solution": document["solution"],
        "alternatives": tuple(document["alternatives"]),
        "oracle": document["oracle"],
        "tests": tuple(
            Test(t["name"], t["code"], text(t["says"]), t["hidden"], t["weight"], t["fresh"]) for t in document["tests"]
        ),
        "wrong": tuple(Mistake(w["id"], text(w["says"]), w["code"], tuple(w["caught_by"])) for w in document["wrong"]),
        "hints": tuple(text(hint) for hint in document["hints"]),
        "explain": text(document["explain"]),
        "limits": Limits(limits.get("wall_s"), limits.get("memory_mb")),
        "growth": None
        if growth is None
        else Growth(growth["call"], growth["make"], tuple(growth["sizes"]), growth["max_exponent"]),
        "banned": tuple(document["banned"]),
        "examples": tuple(Example(e["call"], e["gives"]) for e in document["examples"]),
        "equivalent": tuple(Equivalent(e["was"], e["now"], e["because"]) for e in document["equivalent"]),
    }
