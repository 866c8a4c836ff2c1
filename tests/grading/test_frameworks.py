"""Each framework's runtime: its question's answer is accepted, and one of its mistakes is wrong, confined as ever."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest

from drillbank import bank as banks
from drillbank.grading.judge import Judge
from drillbank.model import Coding, Limits
from drillbank.sandbox import runtime

QUESTIONS = Path(__file__).parents[2] / "questions"


def needing(mark: str, module: str, id: str, mistake: str) -> object:
    """A case that is skipped, with the extra's name, where the module is not installed."""
    missing = importlib.util.find_spec(module) is None
    skip = pytest.mark.skipif(missing, reason=f"needs the extra drillbank[{mark}]")
    return pytest.param(id, mistake, id=id, marks=[getattr(pytest.mark, mark), skip])


CASES = [
    needing("torch", "torch", "cnn-torch", "eval-missing"),
    needing("torch", "torch", "training-loop-torch", "zero-grad-missing"),
    needing("transformers", "transformers", "bert-pooling", "vocab-file"),
    needing("tensorflow", "tensorflow", "mlp-tensorflow", "summed-loss"),
    needing("tensorflow", "keras", "lstm-keras", "mask-missing"),
    needing("tensorflow", "ai_edge_litert", "tflite-int8", "dynamic-range"),
    needing("shap", "shap", "shap-classes", "class-first"),
    needing("opendp", "opendp", "opendp-mean", "distance-of-1"),
]


@pytest.mark.parametrize(("id", "mistake"), CASES)
def test_the_answer_is_accepted_and_a_mistake_is_wrong_by_name(
    judge: Judge, tmp_path: Path, id: str, mistake: str
) -> None:
    question = banks.load([("shipped", QUESTIONS)], cache_dir=tmp_path).get(id)
    assert isinstance(question, Coding)
    verdict = judge.grade(question, question.solution, seed=1)
    assert verdict.outcome == "accepted", verdict.tests
    assert {"landlock", "seccomp", "rlimits"} <= set(verdict.layers)
    code = next(wrong.code for wrong in question.wrong if wrong.id == mistake)
    verdict = judge.grade(question, code, seed=1)
    assert verdict.outcome == "wrong_answer", verdict.tests
    assert [found.wrong for found in verdict.diagnosis] == [mistake]


OPENING = """
def readable(names):
    found = []
    for name in names:
        try:
            with open(name, "rb") as stream:
                stream.read(1)
        except OSError:
            continue
        found.append(name)
    return found
"""


@pytest.mark.tensorflow
@pytest.mark.skipif(importlib.util.find_spec("tensorflow") is None, reason="needs the extra drillbank[tensorflow]")
def test_tensorflow_reads_its_own_command_line_and_nothing_else_of_proc(
    judge: Judge, make: Callable[..., Coding]
) -> None:
    names = [f"/proc/self/{name}" for name in ("cmdline", "environ", "maps", "status", "stat", "mem", "mounts")]
    names += ["/proc/1/cmdline", "/proc/cpuinfo", "/proc/meminfo", "/proc/version"]
    body = f"equal(solution.readable({names!r}), ['/proc/self/cmdline'])"
    asked = make(body, OPENING, requires=("tensorflow",), limits=Limits(wall_s=20, memory_mb=512))
    verdict = judge.grade(asked, OPENING, seed=1)
    assert verdict.outcome == "accepted", verdict.tests


def test_elsewhere_not_even_the_own_command_line_is_read(judge: Judge, make: Callable[..., Coding]) -> None:
    body = "equal(solution.readable(['/proc/self/cmdline', '/proc/1/cmdline']), [])"
    verdict = judge.grade(make(body, OPENING), OPENING, seed=1)
    assert verdict.outcome == "accepted", verdict.tests


def test_a_library_is_told_what_it_must_know_before_it_is_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    # scikit-learn is always here; the others only where their extra is installed
    monkeypatch.setitem(runtime._ENVIRONMENT, "scikit-learn", {"TOLD": "yes"})
    runtime.resolve.cache_clear()
    try:
        assert ("TOLD", "yes") in runtime.resolve(("scikit-learn",)).environment
        assert runtime.resolve(("numpy",)).environment == ()
    finally:
        runtime.resolve.cache_clear()


def test_a_distribution_is_found_under_its_other_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(runtime._ALSO_AS, "no-such-numpy", ("numpy",))
    found = runtime.installed("no-such-numpy")
    assert found is not None
    assert found.metadata["Name"] == "numpy"
    assert runtime.installed("no-such-thing") is None
