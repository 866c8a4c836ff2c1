from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from drillbank.cli.drafts import Attempts, Drafts, TextDraft
from drillbank.model import Coding, Text

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
KATA = Coding(
    id="add-two",
    path="",
    bank="shipped",
    title=Text(en="t"),
    topic="a/b",
    level=1,
    minutes=5,
    roles=(),
    rev=1,
    prompt=Text(en="p"),
    answer=Text(en="a"),
    starter="def add(a, b): ...\n",
)


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def drafts(tmp_path: Path, clock: Clock) -> Drafts:
    return Drafts(tmp_path / "drafts", clock)


def millis(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def test_a_text_answer_comes_back_as_it_was_kept(drafts: Drafts) -> None:
    draft = TextDraft(4, "第一行\nsecond", 12.5, finished=True, marks=("a", "b"), known=False)
    drafts.keep_text("q", draft)
    assert drafts.text("q") == draft


def test_dropped_means_gone(drafts: Drafts) -> None:
    drafts.keep_text("q", TextDraft(answer="x"))
    drafts.drop("q")
    drafts.drop("q")
    assert drafts.text("q") is None


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"answer": 3}', '{"answer": "x", "marks": 1}', "\xff"])
def test_a_damaged_draft_counts_as_none(drafts: Drafts, damaged: str) -> None:
    drafts.folder.mkdir(parents=True)
    (drafts.folder / "q.json").write_bytes(damaged.encode("latin-1"))
    assert drafts.text("q") is None
    assert drafts.attempts("q") == Attempts()


def test_a_kata_starts_from_its_starter_and_keeps_what_she_wrote(drafts: Drafts) -> None:
    path, kept = drafts.open_code(KATA)
    assert (path.name, path.read_text(), kept) == ("add-two.py", KATA.starter, False)
    path.write_text("mine")
    assert drafts.open_code(KATA) == (path, True)
    assert path.read_text() == "mine"


def test_a_finished_kata_starts_blank_again_and_undo_brings_it_back(drafts: Drafts, clock: Clock) -> None:
    path, _ = drafts.open_code(KATA)
    path.write_text("older")
    drafts.finish_code(KATA)
    clock.now += timedelta(seconds=1)
    drafts.open_code(KATA)[0].write_text("mine")
    drafts.keep_attempts(KATA.id, Attempts(2, 1, 30.0))
    drafts.finish_code(KATA)
    assert not path.exists()
    assert drafts.attempts(KATA.id) == Attempts()
    drafts.reopen_code(KATA, Attempts(2, 1, 30.0))
    assert path.read_text() == "mine"
    assert drafts.attempts(KATA.id) == Attempts(2, 1, 30.0)


def test_undo_never_overwrites_a_file_begun_since(drafts: Drafts) -> None:
    drafts.open_code(KATA)
    drafts.finish_code(KATA)
    path, _ = drafts.open_code(KATA)
    path.write_text("begun since")
    drafts.reopen_code(KATA, Attempts())
    assert path.read_text() == "begun since"


def test_what_was_kept_before_the_last_review_is_put_away(drafts: Drafts) -> None:
    path, _ = drafts.open_code(KATA)
    drafts.keep_attempts(KATA.id, Attempts(graded=1))
    drafts.settle(KATA.id, millis(NOON + timedelta(seconds=1)))
    assert not path.exists()
    assert drafts.attempts(KATA.id) == Attempts()


def test_what_was_kept_after_the_last_review_stays(drafts: Drafts) -> None:
    drafts.keep_text("q", TextDraft(answer="begun again"))
    drafts.settle("q", millis(NOON - timedelta(seconds=1)))
    kept = drafts.text("q")
    assert kept is not None
    assert kept.answer == "begun again"


def test_what_was_kept_in_the_very_millisecond_of_the_review_is_not_offered_again(drafts: Drafts) -> None:
    drafts.keep_text("rope", TextDraft(2, "recorded as it is"))
    drafts.settle("rope", round(NOON.timestamp() * 1000))
    assert drafts.text("rope") is None
