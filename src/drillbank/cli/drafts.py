"""Answers that are not recorded yet, kept in the user's data folder.

<data>/drafts/
    rope.py                 the file she edits for a kata, with its starter at first
    rope.json               how often it was graded, hints taken, seconds spent
    done/rope-20261124T2130.py   what a kata looked like when it was recorded
    lora-b-zero.json        a text answer: confidence, the lines typed so far, whether she had finished
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from drillbank.model import Coding

_SUFFIXES = {"python": ".py", "javascript": ".js"}


@dataclass(frozen=True, slots=True)
class TextDraft:
    """A text answer on its way."""

    confidence: int | None = None
    answer: str = ""
    seconds: float = 0.0
    finished: bool = False  # she ended it; only marks and rating are missing
    marks: tuple[str, ...] = ()  # ids of the points she had ticked
    known: bool = True  # False: she said that she does not know


@dataclass(frozen=True, slots=True)
class Attempts:
    """What counts about a kata beside its file."""

    graded: int = 0
    hints: int = 0
    seconds: float = 0.0


class Drafts:
    """The drafts folder; every write replaces its file whole."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self.folder = folder
        self._clock = clock

    def settle(self, question: str, reviewed_ms: int) -> None:
        """Put away what was kept before the last review, or with it: the program was killed after recording it.

        ``reviewed_ms``: when that review was given, UTC milliseconds.
        """
        kept = self._read(question).get("kept_ms")
        if isinstance(kept, int) and kept <= reviewed_ms:
            for suffix in _SUFFIXES.values():
                self._put_away(question, self.folder / f"{question}{suffix}")
            self.drop(question)

    def code_path(self, question: Coding) -> Path:
        return self.folder / f"{question.id}{_SUFFIXES.get(question.language, '.txt')}"

    def open_code(self, question: Coding) -> tuple[Path, bool]:
        """The kata's file, made from its starter where there is none yet; and whether it was there before."""
        path = self.code_path(question)
        if path.exists():
            return path, True
        _replace(path, question.starter)
        return path, False

    def attempts(self, question: str) -> Attempts:
        found = self._read(question)
        try:
            return Attempts(
                int(found.get("graded", 0)),
                int(found.get("hints", 0)),
                float(found.get("seconds", 0.0)),
            )
        except (TypeError, ValueError):
            return Attempts()

    def keep_attempts(self, question: str, attempts: Attempts) -> None:
        self._write(question, asdict(attempts))

    def finish_code(self, question: Coding) -> None:
        """Put the file away, so that the next kata of this question starts blank again."""
        self._put_away(question.id, self.code_path(question))
        self.drop(question.id)

    def _put_away(self, question: str, path: Path) -> None:
        if path.exists():
            done = self.folder / "done" / f"{question}-{self._clock():%Y%m%dT%H%M%S}{path.suffix}"
            done.parent.mkdir(parents=True, exist_ok=True)
            path.replace(done)

    def reopen_code(self, question: Coding, attempts: Attempts) -> None:
        """Take the newest finished file back (undo); a draft begun since is kept as it is."""
        path = self.code_path(question)
        done = max(self._done(question, path.suffix), default=None)
        if done is not None and not path.exists():
            done.replace(path)
        self.keep_attempts(question.id, attempts)

    def _done(self, question: Coding, suffix: str) -> Iterator[Path]:
        folder = self.folder / "done"
        if folder.is_dir():
            stem = f"{question.id}-"
            for path in folder.glob(f"{question.id}-*{suffix}"):
                if path.stem[len(stem) :].replace("T", "").isdigit():
                    yield path

    def text(self, question: str) -> TextDraft | None:
        """The kept answer, or None; a file that cannot be read counts as none."""
        found = self._read(question)
        answer, seconds, marks = found.get("answer"), found.get("seconds", 0.0), found.get("marks", ())
        if not isinstance(answer, str) or not isinstance(seconds, int | float) or not isinstance(marks, list):
            return None
        return TextDraft(
            _confidence(found.get("confidence")),
            answer,
            float(seconds),
            found.get("finished") is True,
            tuple(str(mark) for mark in marks),
            found.get("known") is not False,
        )

    def keep_text(self, question: str, draft: TextDraft) -> None:
        self._write(question, asdict(replace(draft, seconds=round(draft.seconds, 1))))

    def drop(self, question: str) -> None:
        """Forget what is kept beside the file."""
        (self.folder / f"{question}.json").unlink(missing_ok=True)

    def _read(self, question: str) -> dict[str, Any]:
        try:
            found = json.loads((self.folder / f"{question}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self, question: str, document: dict[str, Any]) -> None:
        document["kept_ms"] = round(self._clock().timestamp() * 1000)
        _replace(self.folder / f"{question}.json", json.dumps(document, ensure_ascii=False))


def _confidence(value: object) -> int | None:
    return value if isinstance(value, int) and 1 <= value <= 4 else None


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)
