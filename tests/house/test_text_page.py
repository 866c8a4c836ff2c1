"""The page on text grading says what the shipped weights measure today, and no more."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from drillbank.grading.text import model

REPOSITORY = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def tools() -> Iterator[SimpleNamespace]:
    """The modules of the bench, which lie beside it and in no package."""
    folder = str(REPOSITORY / "scripts" / "bench.d")
    before = set(sys.modules)
    sys.path.insert(0, folder)
    try:
        import _text_data
        import _text_figures
        import _text_page
        import _text_tables
        import text

        yield SimpleNamespace(bench=text, data=_text_data, figures=_text_figures, page=_text_page, tables=_text_tables)
    finally:
        sys.path.remove(folder)
        for name in set(sys.modules) - before:
            if (getattr(sys.modules[name], "__file__", None) or "").startswith(folder):
                del sys.modules[name]


def test_the_table_of_the_page_is_the_last_run_of_the_shipped_weights(tools: SimpleNamespace) -> None:
    runs = tools.page.latest()
    weights = hashlib.sha256(model.WEIGHTS.read_bytes()).hexdigest()[:12]
    assert {kind: run["weights"] for kind, run in runs.items()} == {"lexical": weights, "semantic": weights}
    page = (REPOSITORY / "docs" / "text-grading.md").read_text(encoding="utf-8")
    assert tools.page.table(runs) in page, "write it again: python scripts/bench.d/_text_page.py"
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert tools.page.table(runs, tools.page.SHORT) in readme, "write it again: python scripts/bench.d/_text_page.py"


def test_the_sealed_questions_measure_again_what_was_logged(tools: SimpleNamespace) -> None:
    logged = tools.page.latest()["lexical"]["figures"]
    found = tools.data.questions([("shipped", REPOSITORY / "questions")])
    sealed = [question for question in found if not tools.data.is_development(question.id)]
    rows = [row for answer in tools.data.answers(sealed) for row in tools.bench._graded(answer, None)]
    for lang in ("zh", "en"):
        measured = tools.tables.measured([row for row in rows if row.lang == lang])
        for name, (value, _, _, count) in logged[lang].items():
            assert measured[name].count == count, name
            assert tools.tables.value(measured[name]) == pytest.approx(value or 0.0, abs=1e-3), name
    assert not [row for row in rows if row.variant == "inject" and row.proposal == "covered"]


def test_no_sealed_question_taught_the_weights(tools: SimpleNamespace) -> None:
    import json

    taught = json.loads(model.WEIGHTS.read_text(encoding="utf-8"))["taught_by"]
    assert taught
    assert all(tools.data.is_development(question) for question in taught)
    assert not tools.data.LATER.intersection(taught)
