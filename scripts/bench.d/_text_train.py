"""Fits the heads, calibrates them on people's answers to questions left out, chooses thresholds, writes the model.

Only development questions teach: their samples, and answers made from their wordings.  Public short answers lend their
words' rarities, nothing else.  The same input gives the same file.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import _text_data as data
import _text_figures as figures
import _text_synthetic as synthetic
import _text_tables as tables
import _text_training as training
import numpy as np
from _text_training import Row
from sklearn.linear_model import LogisticRegression

from drillbank.grading.text import model, proposals, semantic
from drillbank.model import Business, Theory

REPOSITORY = Path(__file__).resolve().parent.parent.parent
SEED = 1
PUBLIC = ("saf_english", "ads_zh", "le_zh")
LEAST_PRECISION = 0.85  # of "contradicted", on questions left out
ABSENT = 0.15  # below this probability a point is "not found"
MOST_CREDITED = 0.15  # of points that were denied or wrongly said

Left = tuple[Row, float, float]  # a row with both probabilities from a model that did not see its question


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="scripts/train-text", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with public short answers, for the rarities of words")
    parser.add_argument("--lexical-only", action="store_true", help="leave the judgement with vectors as it is")
    parser.add_argument("--dry-run", action="store_true", help="print, and leave weights.json alone")
    options = parser.parse_args(argv)
    encoder = None if options.lexical_only else semantic.live()
    if encoder is None and not options.lexical_only:
        sys.stderr.write("train-text: install the extra (pip install 'drillbank[semantic]') or say --lexical-only.\n")
        return 2
    found = [q for q in data.questions([("shipped", REPOSITORY / "questions")]) if data.is_development(q.id)]
    document = json.loads(model.WEIGHTS.read_text(encoding="utf-8"))
    rarities, unseen = training.rarities(_texts(found, options.data))
    document["rarities"], document["unseen"] = training.packed(rarities), round(unseen, 2)
    document["taught_by"] = [question.id for question in found]
    _use(document)
    for kind in ("lexical",) if encoder is None else ("lexical", "semantic"):
        vectors = encoder if kind == "semantic" else None
        real = training.read(data.answers(found), training.REAL_WEIGHT, vectors)
        made = training.read(synthetic.made(found, SEED), 1.0, vectors)
        probes = training.read(synthetic.probes(found, SEED + 1), 1.0, vectors)
        left, probed = left_out(real, made, probes, kind)
        judgement = chosen(left, probed, training.heads(real + made, kind))
        document["judgements"][kind] = _written(judgement)
        print(f"\n{kind}: {len(found)} development questions, {len(real)} points of people, {len(made)} made")
        tables.show(graded(calibrated(left, left), judgement), None)
        print("made, share credited:", tables.probed(graded(calibrated(probed, left), judgement)))
    if not options.dry_run:
        model.WEIGHTS.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def _texts(found: Iterable[Theory | Business], folder: Path | None) -> list[str]:
    texts = [row.answer for name in PUBLIC for row in data.public(folder / f"{name}.jsonl")] if folder else []
    for question in found:
        for point in question.points:
            texts.extend(t for t in (point.claim.zh, point.claim.en, *point.accept.all(), *point.reject.all()) if t)
        texts.extend((question.answer.zh or "").split("。"))
        texts.extend((question.answer.en or "").split(". "))
    return texts


def left_out(
    real: Sequence[Row], made: Sequence[Row], probes: Sequence[Row], kind: str
) -> tuple[list[Left], list[Left]]:
    """People's answers to each question, and the probes of it, judged by heads fitted without that question."""
    found: list[Left] = []
    probed: list[Left] = []
    for question in sorted({row.question for row in real}):
        covered, contradicted = training.heads([r for r in (*real, *made) if r.question != question], kind)
        for rows, judged in ((real, found), (probes, probed)):
            judged.extend((r, *probabilities(r, covered, contradicted)) for r in rows if r.question == question)
    return found, probed


def probabilities(row: Row, covered: model.Head, contradicted: model.Head) -> tuple[float, float]:
    evidence = row.evidence
    return (
        covered.probability(evidence.covered) if evidence.best is not None else 0.0,
        contradicted.probability(evidence.contradicted) if evidence.worst is not None else 0.0,
    )


def slopes(left: Sequence[Left]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Platt's slope and offset for both heads: what a made answer teaches is not how often people are right."""
    found = []
    for place, label in ((1, "covered"), (2, "contradicted")):
        rows = [
            row
            for row in left
            if (label != "covered" or row[0].label != "partial")
            and not training.DECIDED[label].intersection(row[0].held)
        ]
        logits = np.array([[_logit(float(row[place]))] for row in rows])  # type: ignore[arg-type]  # a probability
        fitted = LogisticRegression(C=100.0).fit(logits, [row[0].label == label for row in rows])
        found.append((float(fitted.coef_[0, 0]), float(fitted.intercept_[0])))
    return found[0], found[1]


def _logit(probability: float) -> float:
    kept = min(max(probability, 1e-6), 1 - 1e-6)
    return float(np.log(kept / (1 - kept)))


def calibrated(rows: Sequence[Left], by: Sequence[Left]) -> list[Left]:
    """The rows with probabilities calibrated on ``by``."""
    (a, b), (c, d) = slopes(by)
    return [
        (row, 1 / (1 + float(np.exp(-(a * _logit(p) + b)))), 1 / (1 + float(np.exp(-(c * _logit(q) + d)))))
        for row, p, q in rows
    ]


def chosen(left: Sequence[Left], probed: Sequence[Left], heads: tuple[model.Head, model.Head]) -> model.Judgement:
    """The heads with the calibration folded in, and the thresholds that serve both languages best."""
    scaled = [
        model.Head(slope * head.bias + offset, {name: slope * weight for name, weight in head.weights.items()})
        for head, (slope, offset) in zip(heads, slopes(left), strict=True)
    ]
    fair, fair_probes = calibrated(left, left), calibrated(probed, left)

    def judged(rows: Sequence[Left], sure: float, against: float) -> list[figures.Graded]:
        return graded(rows, model.Judgement(scaled[0], scaled[1], sure, min(sure, ABSENT), against))

    steps = [round(0.2 + 0.025 * n, 3) for n in range(21)]

    def precise(against: float) -> bool:
        rows = judged(fair, 0.4, against)
        return tables.value(figures.precision(rows, "contradicted")) >= LEAST_PRECISION

    against = next((step for step in steps if precise(step)), steps[-1])
    wrong = frozenset(("contradicted",))

    def worth(sure: float) -> tuple[bool, float]:
        rows, made = judged(fair, sure, against), judged(fair_probes, sure, against)
        credited = [tables.value(figures.credited(rows, variant, wrong)) for variant in ("negated", "wrong")]
        credited.append(tables.value(figures.credited(made, "offtopic", frozenset(("missing",)))))
        f1 = [tables.value(figures.f1([r for r in rows if r.lang == lang], tables.ALL)) for lang in ("zh", "en")]
        return max(credited) <= MOST_CREDITED, min(f1)

    sure = max(steps, key=lambda step: (*worth(step), step))
    return model.Judgement(scaled[0], scaled[1], sure, min(sure, ABSENT), against)


def graded(left: Sequence[Left], judgement: model.Judgement) -> list[figures.Graded]:
    """What would be proposed, from probabilities that are there already."""
    found = []
    for row, covered, contradicted in left:
        verdict, _ = proposals.verdict(covered, contradicted, judgement, row.held, row.evidence)
        held = tuple(rule.value for rule in row.held)
        found.append(figures.Graded(row.question, row.lang, row.variant, row.point, row.label, verdict, held))
    return found


def _written(judgement: model.Judgement) -> dict[str, Any]:
    def head(of: model.Head) -> dict[str, Any]:
        # Six digits: the products of small features have large slopes that nearly cancel.
        return {"bias": float(f"{of.bias:.6g}"), "weights": {n: float(f"{w:.6g}") for n, w in of.weights.items()}}

    return {
        "covered": head(judgement.covered),
        "contradicted": head(judgement.contradicted),
        "sure": judgement.sure,
        "absent": judgement.absent,
        "against": judgement.against,
    }


def _use(document: dict[str, Any]) -> None:
    """Read answers with the new rarities from here on, whether or not the file is written in the end."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(document, file)
        file.flush()
        kept, model.WEIGHTS = model.WEIGHTS, Path(file.name)
        model.shipped.cache_clear()
        model.shipped()
        model.WEIGHTS = kept


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
