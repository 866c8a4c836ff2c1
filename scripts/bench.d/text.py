"""Key-point grading: F1, contradictions and false credit per variant for zh and en, with intervals; latency.

Evaluates the shipped weights on the bank's samples: questions that taught nothing (sealed, the release figure), or
those the weights were made on (development).  --data DIR adds correlation with human scores on public short answers.
Each run adds one line per configuration to --output.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import _text_cosine as cosine
import _text_data as data
import _text_public as public
import _text_synthetic as synthetic
import _text_tables as tables
from _text_figures import Figure, Graded

from drillbank.grading import text
from drillbank.grading.text import model, semantic
from drillbank.grading.text.semantic import Encoder

REPOSITORY = Path(__file__).resolve().parent.parent.parent
OUTPUT = REPOSITORY / "docs" / "text-grading.jsonl"
SETS = {"saf_english": ("en", (0.72, 0.75)), "ads_zh": ("zh", (0.55, 0.60))}
WARM_MS = (50.0, 100.0)
WARM_RUNS = 5
SEED = 2


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="scripts/bench text", description=__doc__)
    parser.add_argument("--split", choices=("sealed", "development", "all"), default="sealed")
    parser.add_argument("--bank", type=Path, action="append", default=[], help="another bank whose samples count")
    parser.add_argument("--data", type=Path, help="folder with saf_english.jsonl and ads_zh.jsonl")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="where a line per configuration is added")
    parser.add_argument("--misses", type=int, default=0, help="show so many of the most telling failures")
    options = parser.parse_args(argv)
    roots = [("shipped", REPOSITORY / "questions"), *((str(path), path) for path in options.bank)]
    found = data.questions(roots)
    wanted = [
        q for q in found if options.split == "all" or data.is_development(q.id) == (options.split == "development")
    ]
    answers = list(data.answers(wanted))
    if not answers:
        sys.stderr.write(f"bench: no {options.split} question has samples.\n")
        return 2
    note = " (these taught the weights: not a fair figure)" if options.split == "development" else ""
    print(f"{options.split}: {len(wanted)} questions, {len(answers)} answers{note}")
    probes = list(synthetic.probes(wanted, SEED))
    development = list(data.answers([q for q in found if data.is_development(q.id)]))
    _cosine(development, answers)
    met = True
    encoders: list[Encoder | None] = [None, semantic.live()]
    for number, encoder in enumerate(encoders):
        if number and encoder is None:
            print("\nsemantic: not installed (pip install 'drillbank[semantic]')")
            continue
        met = _evaluate(answers, probes, encoder, number, options) and met
    return 0 if met else 1


def _evaluate(
    answers: Sequence[data.Answer],
    probes: Sequence[data.Answer],
    encoder: Encoder | None,
    number: int,
    options: argparse.Namespace,
) -> bool:
    kind = ("lexical", "semantic")[number]
    print(f"\n{kind}")
    rows = [row for answer in answers for row in _graded(answer, encoder)]
    figures = tables.show(rows, number)
    print()
    tables.variants(rows)
    made = [row for answer in probes for row in _graded(answer, encoder)]
    print("\nmade for every question: lists, echoes, answers to other questions, instructions; nothing may be credited")
    tables.variants(made)
    warm_ms = _warm_ms(answers, encoder)
    print(
        f"\nwarm, per answer: median {warm_ms:.1f} ms, goal {WARM_MS[number]:.0f}; "
        f"cold start {_cold_s(number):.2f} s CPU"
    )
    correlations = _correlations(options.data, encoder, number) if options.data else {}
    _log(
        options.output,
        options.split,
        kind,
        len({a.question.id for a in answers}),
        figures,
        warm_ms,
        correlations,
        tables.probed(made),
    )
    if options.misses:
        _misses(answers, rows, options.misses)
    targets_met = all(
        tables.met(figure, tables.TARGETS[name][number]) for found in figures.values() for name, figure in found.items()
    )
    return targets_met and warm_ms < WARM_MS[number]


def _graded(answer: data.Answer, encoder: Encoder | None) -> list[Graded]:
    proposals = text.propose(answer.question, answer.text, "en", encoder=encoder)
    return [
        Graded(
            answer.question.id,
            answer.lang,
            answer.variant,
            proposal.point,
            answer.labels.get(proposal.point, "missing"),
            proposal.proposal,
            proposal.rules,
        )
        for proposal in proposals
    ]


def _cosine(development: Sequence[data.Answer], answers: Sequence[data.Answer]) -> None:
    rows: list[Graded] = []
    bounds = []
    for lang in ("zh", "en"):
        bound = cosine.threshold(cosine.likenesses([answer for answer in development if answer.lang == lang]))
        rows += cosine.graded(cosine.likenesses([answer for answer in answers if answer.lang == lang]), bound)
        bounds.append(f"{lang} {bound:.2f}")
    print(f"\nthe plain cosine, thresholds from the development questions: {', '.join(bounds)}")
    tables.show(rows, None)


def _warm_ms(answers: Sequence[data.Answer], encoder: Encoder | None) -> float:
    """The median over answers of the best of some runs, each scaled to three points."""
    found = []
    for answer in answers[:40]:
        runs = []
        for _ in range(WARM_RUNS):
            start = time.perf_counter()
            text.propose(answer.question, answer.text, "en", encoder=encoder)
            runs.append(time.perf_counter() - start)
        found.append(1000 * min(runs) * min(1.0, 3 / len(answer.question.points)))
    return statistics.median(found)


def _cold_s(number: int) -> float:
    """CPU of a new process that grades one answer, less that of one that only reads the question."""
    load = (
        "import sys; from pathlib import Path; from drillbank import bank; "
        f"loaded = bank.load([('shipped', Path({str(REPOSITORY / 'questions')!r}))], cache_dir=None); "
        "question = loaded.get('evaluate-llm'); "
    )
    grade = (
        "from drillbank.grading import text; from drillbank.grading.text import semantic; "
        f"text.propose(question, question.samples[0].text, 'en', encoder=semantic.live() if {number} else None); "
    )
    clock = "import time; print(time.process_time())"
    spent = []
    for code in (load + clock, load + grade + clock):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
        spent.append(float(done.stdout))
    return spent[1] - spent[0]


def _correlations(folder: Path, encoder: Encoder | None, number: int) -> dict[str, float]:
    found = {}
    for name, (lang, goals) in SETS.items():
        value = public.correlation(data.public(folder / f"{name}.jsonl"), lang, encoder)
        found[name] = value
        print(f"{name:<14} r {value:.3f}   goal {goals[number]:.2f}{'' if value >= goals[number] else '  missed'}")
    return found


def _log(
    path: Path,
    split: str,
    kind: str,
    questions: int,
    figures: dict[str, dict[str, Figure]],
    warm_ms: float,
    correlations: dict[str, float],
    probed: dict[str, float],
) -> None:
    def plain(figure: Figure) -> list[Any]:
        return [None if v is None else round(v, 4) for v in (figure.value, figure.low, figure.high)] + [figure.count]

    line = {
        "weights": hashlib.sha256(model.WEIGHTS.read_bytes()).hexdigest()[:12],
        "split": split,
        "questions": questions,
        "kind": kind,
        "figures": {lang: {name: plain(figure) for name, figure in found.items()} for lang, found in figures.items()},
        "made_credited": probed,
        "warm_ms": round(warm_ms, 1),
        "correlations": {name: round(value, 4) for name, value in correlations.items()},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as log:
        log.write(json.dumps(line, ensure_ascii=False) + "\n")


def _misses(answers: Sequence[data.Answer], rows: Sequence[Graded], count: int) -> None:
    """False credit first, then honest points that were not credited."""
    texts = {(a.question.id, a.lang, a.variant): a.text for a in answers}
    false = [r for r in rows if r.proposal == "covered" and r.label in ("missing", "contradicted")]
    lost = [r for r in rows if r.proposal in ("not_found", "contradicted") and r.label == "covered"]
    for row in [*false[:count], *lost[:count]]:
        print(
            f"\n{row.question} · {row.point} · {row.lang} {row.variant}: labelled {row.label}, proposed {row.proposal}"
        )
        print(f"  {texts[row.question, row.lang, row.variant]}")
