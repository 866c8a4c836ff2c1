"""The table of targets and what was measured, for zh and en apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import _text_figures as figures
from _text_figures import Figure, Graded

HONEST = frozenset(("full", "partial", "mixed", "typo"))
# The same wrong, fluent, negated, listed and echoed.
ALL = HONEST | {"wrong", "negated", "stuffed", "echo", "offtopic", "inject"}
_WRONG = frozenset(("contradicted",))
_NOTHING = frozenset(("missing", "contradicted"))

# measure -> (lexical target, semantic target); a bound that begins with "<" is an upper one
TARGETS: Mapping[str, tuple[str, str]] = {
    "covered F1, full and partial": (">.88", ">.92"),
    "covered F1, all variants": (">.80", ">.87"),
    "contradicted precision": (">.85", ">.90"),
    "contradicted recall": (">.45", ">.65"),
    "credited: stuffed": ("<.10", "<.03"),
    "credited: echo": ("<.10", "<.03"),
    "credited: off-topic": ("<.10", "<.03"),
    "credited: negated": ("<.30", "<.12"),
    "credited: fluent but wrong": ("<.25", "<.15"),
    "credited: instruction": ("<.00", "<.00"),
    "right when confident": (">.85", ">.92"),
    "confident": (">.50", ">.50"),
}


def measured(rows: Sequence[Graded]) -> dict[str, Figure]:
    """Every line of the table."""
    right, share = figures.confident(rows)
    return {
        "covered F1, full and partial": figures.f1(rows, HONEST),
        "covered F1, all variants": figures.f1(rows, ALL),
        "contradicted precision": figures.precision(rows, "contradicted"),
        "contradicted recall": figures.recall(rows, "contradicted"),
        "credited: stuffed": figures.credited(rows, "stuffed", _NOTHING),
        "credited: echo": figures.credited(rows, "echo", _NOTHING),
        "credited: off-topic": figures.credited(rows, "offtopic", _NOTHING),
        "credited: negated": figures.credited(rows, "negated", _WRONG),
        "credited: fluent but wrong": figures.credited(rows, "wrong", _WRONG),
        "credited: instruction": figures.credited(rows, "inject", _NOTHING),
        "right when confident": right,
        "confident": share,
    }


def show(rows: Sequence[Graded], kind: int | None) -> dict[str, dict[str, Figure]]:
    """Print the table; ``kind`` 0 lexical, 1 semantic: the column of targets, None prints none."""
    found = {lang: measured([row for row in rows if row.lang == lang]) for lang in ("zh", "en")}
    print(f"{'':<30}{'target':>7}   {'zh':<30}{'en':<30}")
    for name, targets in TARGETS.items():
        target = "" if kind is None else targets[kind]
        cells = [
            str(found[lang][name]) + ("" if met(found[lang][name], target) else "  missed") for lang in ("zh", "en")
        ]
        print(f"{name:<30}{target:>7}   {cells[0]:<38}{cells[1]}")
    return found


def met(figure: Figure, target: str) -> bool:
    """Whether the figure is on the right side of its target; one without counts misses nothing."""
    if not target or figure.value is None:
        return True
    bound = float(target[1:])
    return round(figure.value, 4) <= bound if target[0] == "<" else round(figure.value, 4) >= bound


def variants(rows: Sequence[Graded]) -> None:
    """Print, per variant and language, how many points were proposed as what."""
    proposals = ("covered", "unsure", "not_found", "contradicted")
    print(f"{'variant':<16}{'lang':<6}{'points':>8}{'labelled covered':>18}" + "".join(f"{p:>14}" for p in proposals))
    for variant in sorted({row.variant for row in rows}):
        for lang in ("zh", "en"):
            some = [row for row in rows if row.variant == variant and row.lang == lang]
            if some:
                labelled = sum(row.label == "covered" for row in some)
                counts = "".join(f"{sum(row.proposal == p for row in some):>14}" for p in proposals)
                print(f"{variant:<16}{lang:<6}{len(some):>8}{labelled:>18}{counts}")


def probed(rows: Sequence[Graded]) -> dict[str, float]:
    """Per language and made variant the share of points that were credited."""
    groups: dict[str, list[bool]] = {}
    for row in rows:
        groups.setdefault(f"{row.lang} {row.variant}", []).append(row.proposal == "covered")
    return {name: round(sum(found) / len(found), 4) for name, found in sorted(groups.items())}


def value(figure: Figure) -> float:
    """The value, 0.0 where there was nothing to count."""
    return figure.value or 0.0
