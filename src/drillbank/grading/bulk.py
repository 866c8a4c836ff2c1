"""Many answers at once: lines in, one verdict document per line out, in input order.

Locally a standard thread pool over zygote pairs: a thread waits on descriptors, the work happens in the children.
(A process pool loses a batch when a worker dies.)  ``graded`` takes any function from line to document, which is the
seam for a cluster: there the function runs elsewhere and the order is kept here.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from drillbank.errors import DrillbankError, JudgeUnavailable
from drillbank.grading import text
from drillbank.grading.document import verdict_document
from drillbank.grading.judge import Judge
from drillbank.grading.text import rubric
from drillbank.grading.text.semantic import Encoder
from drillbank.model import Business, Coding, Lang, Question, Theory

LINE_MAX_BYTES = 4 << 20
_OURS = (
    "verdict",
    "score",
    "passed",
    "total",
    "tests",
    "diagnosis",
    "seed",
    "stdout",
    "stderr",
    "error",
    "line",
    "input",
)


def graded(
    lines: Iterable[tuple[int, bytes]], one: Callable[[int, bytes], dict[str, Any]], jobs: int, *, ahead: int = 64
) -> Iterator[dict[str, Any]]:
    """Documents in the order of ``lines``: (number from 1, bytes).

    ``ahead`` bounds how many wait, so that memory does not grow with the file.
    """
    with ThreadPoolExecutor(jobs, thread_name_prefix="grade") as pool:
        waiting: deque[Future[dict[str, Any]]] = deque()
        try:
            for number, line in lines:
                waiting.append(pool.submit(one, number, line))
                if len(waiting) >= ahead:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


class Grader:
    """One line to one document."""

    def __init__(
        self,
        judge: Judge,
        find: Callable[[str], Question],
        lang: Lang,
        seed: int | None,
        encoder: Encoder | None = None,
    ) -> None:
        self.judge = judge
        self.encoder = encoder
        self.find = find
        self.lang: Lang = lang
        self.seed = seed

    def __call__(self, number: int, line: bytes) -> dict[str, Any]:
        """The verdict document of a line, its other keys passed through; or ``{"line": n, "error": …}``.

        Raises JudgeUnavailable: without a sandbox no line can be judged.
        """
        try:
            request = _request(line)
            question = self.find(request["question"])
            document = self._grade(question, request)
        except JudgeUnavailable:
            raise
        except DrillbankError as error:
            return {"line": number, "error": str(error)}
        return _with_others(document, request)

    def _grade(self, question: Question, request: dict[str, Any]) -> dict[str, Any]:
        if isinstance(question, Coding):
            if "code" not in request:
                raise DrillbankError(f'{question.id} is a coding question: the line needs "code".')
            seed = request.get("seed", self.seed)
            verdict = self.judge.grade(question, request["code"], seed=seed, lang=self.lang)
            return verdict_document(verdict, self.lang)
        if "text" not in request:
            raise DrillbankError(f'{question.id} is a {question.kind} question: the line needs "text".')
        return self._grade_text(question, request["text"])

    def _grade_text(self, question: Theory | Business, answer: str) -> dict[str, Any]:
        """Many people's answers: nobody's own wordings count here."""
        proposals = text.propose(question, answer, self.lang, encoder=self.encoder)
        document = text.document(question.id, proposals, None)
        if isinstance(question, Business):
            document |= rubric.assess(question, answer, proposals, self.lang, encoder=self.encoder).document()
        return document


def _request(line: bytes) -> dict[str, Any]:
    if len(line) > LINE_MAX_BYTES:
        raise DrillbankError(f"The line is longer than {LINE_MAX_BYTES >> 20} MiB.")
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        raise DrillbankError("The line is no JSON.") from None
    if not isinstance(request, dict):
        raise DrillbankError('The line is no JSON object; write {"question": ID, "code": "…"}.')
    if not isinstance(request.get("question"), str):
        raise DrillbankError('The line has no "question": ID.')
    for key in ("code", "text"):
        if key in request and not isinstance(request[key], str):
            raise DrillbankError(f'"{key}" must be a string.')
    if type(request.get("seed", 0)) is not int or request.get("seed", 0) < 0:
        raise DrillbankError('"seed" must be a whole number, 0 or more.')
    return request


def _with_others(document: dict[str, Any], request: dict[str, Any]) -> dict[str, Any]:
    """The line's other keys pass through; one that clashes with ours goes under ``input``."""
    others = {key: value for key, value in request.items() if key not in ("question", "code", "text", "seed")}
    clashing = {key: value for key, value in others.items() if key in document or key in _OURS}
    passed = {key: value for key, value in others.items() if key not in clashing}
    return {**document, **passed, **({"input": clashing} if clashing else {})}
