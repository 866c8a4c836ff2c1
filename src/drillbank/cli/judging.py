"""The judge for a sitting: opened at the first need, warmed while she reads, closed at the end."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from drillbank.errors import DrillbankError
from drillbank.model import Coding, Lang, Verdict

if TYPE_CHECKING:
    from drillbank.grading.judge import Judge

LEAVING_WAIT_S = 1.0


class JudgeAtNeed:
    """A context manager; nothing is imported or started before the first coding question."""

    def __init__(self, scratch: Path, packages: Path | None = None) -> None:
        self._scratch = scratch
        self._packages = packages
        self._lock = threading.Lock()
        self._judge: Judge | None = None
        self._warming: threading.Thread | None = None

    def warm(self, question: Coding) -> None:
        """Start what ``question`` needs on a thread; a judge that is unavailable says so when it has to grade."""

        def work() -> None:
            try:
                self._opened().warm(question)
            except (DrillbankError, RuntimeError):
                return  # grade() meets the same obstacle, where somebody listens

        self._join()
        self._warming = threading.Thread(target=work, name="warm-judge", daemon=True)
        self._warming.start()

    def grade(self, question: Coding, code: str, lang: Lang) -> Verdict:
        """Raises JudgeUnavailable where code cannot be judged safely here."""
        self._join()
        return self._opened().grade(question, code, lang=lang)

    def _opened(self) -> Judge:
        with self._lock:
            if self._judge is None:
                from drillbank.grading.judge import Judge

                self._judge = Judge.open(self._scratch, packages=self._packages)
            return self._judge

    def _join(self) -> None:
        if self._warming is not None:
            self._warming.join()
            self._warming = None

    def __enter__(self) -> JudgeAtNeed:
        return self

    def __exit__(self, *_: object) -> None:
        if self._warming is not None:
            # She leaves while it still starts: its processes end with this one, so nobody has to wait for them.
            self._warming.join(LEAVING_WAIT_S)
            if self._warming.is_alive():
                return
        if self._judge is not None:
            self._judge.close()
