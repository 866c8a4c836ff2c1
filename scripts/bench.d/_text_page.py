"""The tables of docs/text-grading.md and the README, from the last lines of docs/text-grading.jsonl."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import _text_tables as tables

LOG = Path(__file__).resolve().parent.parent.parent / "docs" / "text-grading.jsonl"
SHORT = ("covered F1, all variants", "contradicted precision", "credited: fluent but wrong", "right when confident")
HEAD = "| measure | target, words | zh | en | target, vectors | zh | en |\n|---|---|---|---|---|---|---|"


def latest(path: Path = LOG) -> dict[str, dict[str, Any]]:
    """kind -> the last line of the sealed questions."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        run = json.loads(line)
        if run["split"] == "sealed":
            found[run["kind"]] = run
    return found


def table(runs: Mapping[str, Mapping[str, Any]], names: Collection[str] = tables.TARGETS) -> str:
    """One row a measure, those of ``names``; a figure that misses its target is followed by a cross."""
    rows = [HEAD]
    for name, targets in tables.TARGETS.items():
        if name not in names:
            continue
        cells = [name]
        for kind, target in zip(("lexical", "semantic"), targets, strict=True):
            cells.append(target.replace(">", "≥ ").replace("<.00", "0").replace("<", "≤ "))
            for lang in ("zh", "en"):
                cells.append(_cell(runs[kind]["figures"][lang][name], target))
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows)


def _cell(figure: tuple[float | None, float | None, float | None, int], target: str) -> str:
    value, low, high, count = figure
    if value is None or low is None or high is None:
        return "–"
    bound = float(target[1:])
    missed = value < bound if target[0] == ">" else value > bound
    text = f"{value:.2f} [{low:.2f}, {high:.2f}]" if count >= 30 else f"{value:.2f} (n = {count})"
    return text.replace("0.", ".").replace("1.00", "1") + (" ✘" if missed else "")


if __name__ == "__main__":
    sys.stdout.write(f"{table(latest())}\n\nfor the README:\n\n{table(latest(), SHORT)}\n")
