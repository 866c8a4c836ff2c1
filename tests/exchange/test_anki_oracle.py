"""The official Anki imports what we write, and writes what we read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from drillbank.exchange.anki.answered import incoming
from drillbank.exchange.anki.collection import opened
from drillbank.exchange.anki.progress import CardProgress
from drillbank.model import Question, Summary

from .makers import both, coding, theory
from .packs import package, review

anki = pytest.importorskip("anki.collection", reason="the official anki package is not installed")
pytestmark = pytest.mark.anki


@pytest.fixture
def col(tmp_path: Path) -> Iterator[Any]:
    collection = anki.Collection(str(tmp_path / "collection.anki2"))
    yield collection
    if collection.db is not None:
        collection.close()


def take(col: Any, path: Path, *, schedule: bool = False) -> tuple[int, int, int, int]:
    """Import a package; new, updated, duplicate, conflicting."""
    options = anki.ImportAnkiPackageOptions(with_scheduling=schedule)
    log = col.import_anki_package(anki.ImportAnkiPackageRequest(package_path=str(path), options=options)).log
    return len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting)


def card(col: Any, guid: str) -> Any:
    return col.get_card(col.db.scalar("SELECT c.id FROM cards c JOIN notes n ON n.id = c.nid WHERE n.guid = ?", guid))


def test_all_new_then_all_duplicate(col: Any, tmp_path: Path) -> None:
    package(tmp_path / "a.apkg", [theory(), coding()])
    assert take(col, tmp_path / "a.apkg") == (4, 0, 0, 0)
    assert take(col, tmp_path / "a.apkg") == (0, 0, 4, 0)


def test_an_edited_question_is_updated_and_keeps_its_schedule(col: Any, tmp_path: Path) -> None:
    ledger = package(tmp_path / "a.apkg", [theory(), coding()])
    take(col, tmp_path / "a.apkg")
    studied = card(col, "db:question:roc-axes")
    col.sched.set_due_date([studied.id], "9")
    before = card(col, "db:question:roc-axes")
    package(tmp_path / "b.apkg", [theory(answer=both("改了", "edited")), coding()], ledger=ledger)
    assert take(col, tmp_path / "b.apkg") == (0, 1, 3, 0)
    after = card(col, "db:question:roc-axes")
    assert "edited" in after.note()["Back"]
    assert (after.due, after.ivl, after.type) == (before.due, before.ivl, before.type)


def test_a_renamed_topic_moves_no_card_and_changes_its_tag(col: Any, tmp_path: Path) -> None:
    ledger = package(tmp_path / "a.apkg", [theory()], sub_decks={"evaluation": "Evaluation"})
    take(col, tmp_path / "a.apkg")
    deck = card(col, "db:question:roc-axes").did
    moved = theory(topic="metrics/curves")
    package(tmp_path / "b.apkg", [moved], ledger=ledger, sub_decks={"metrics": "Metrics"})
    assert take(col, tmp_path / "b.apkg") == (0, 3, 0, 0)
    assert card(col, "db:question:roc-axes").did == deck
    assert "drillbank::metrics::curves" in card(col, "db:question:roc-axes").note().tags


def test_a_translated_deck_updates_the_same_notes(col: Any, tmp_path: Path) -> None:
    ledger = package(tmp_path / "a.apkg", [theory()], langs=("zh",))
    take(col, tmp_path / "a.apkg")
    package(tmp_path / "b.apkg", [theory()], langs=("zh", "en"), ledger=ledger)
    assert take(col, tmp_path / "b.apkg") == (0, 3, 0, 0)


def test_sub_decks_arrive_by_name(col: Any, tmp_path: Path) -> None:
    package(tmp_path / "a.apkg", [theory(), coding()], sub_decks={"evaluation": "评估", "maths": "数学"})
    take(col, tmp_path / "a.apkg")
    names = {deck.name for deck in col.decks.all_names_and_ids()}
    assert {"drillbank", "drillbank::评估", "drillbank::数学"} <= names
    assert col.decks.name(card(col, "db:coding:double").did) == "drillbank::数学"


def test_every_card_renders(col: Any, tmp_path: Path) -> None:
    package(tmp_path / "a.apkg", [theory(), coding()])
    take(col, tmp_path / "a.apkg")
    for id in col.find_cards("deck:drillbank"):
        shown = col.get_card(id)
        assert len(shown.question()) > 200
        assert "db-back" in shown.answer()
        assert "{{" not in shown.answer()
    assert "return </span>" in card(col, "db:coding:double").answer()
    assert col.fix_integrity()[1]


def test_progress_arrives_whole(col: Any, tmp_path: Path) -> None:
    now = datetime.now(UTC).astimezone()
    questions: list[Question] = [theory(f"q{n}") for n in range(12)]
    states, reviews = {}, []
    for n, question in enumerate(questions):
        last = now - timedelta(days=n + 1)
        due = (now + timedelta(days=n - 4)).date()  # some overdue, one today
        states[question.id] = CardProgress(
            1.5 + n * 9, 2 + n * 0.6, int(last.timestamp() * 1000), due, n + 1, n // 3, 0.9
        )
        reviews += [review(question.id, 1 + (n + k) % 4, last - timedelta(days=2 * k)) for k in range(n % 4 + 1)]
    package(tmp_path / "a.apkg", questions, now=now, progress=states, reviews=reviews)
    assert take(col, tmp_path / "a.apkg", schedule=True) == (36, 0, 0, 0)
    for question in questions:
        arrived, state = card(col, f"db:question:{question.id}"), states[question.id]
        today = now.date() - timedelta(days=now.hour < 4)
        assert today + timedelta(days=arrived.due - col.sched.today) == state.due
        assert arrived.memory_state.stability == pytest.approx(state.stability, abs=1e-3)
        assert arrived.memory_state.difficulty == pytest.approx(state.difficulty, abs=1e-3)
        assert (arrived.reps, arrived.lapses) == (state.reps, state.lapses)
        assert arrived.desired_retention == pytest.approx(0.9)
        assert arrived.last_review_time == state.last_review_ms // 1000
        rows = col.db.all("SELECT id, ease FROM revlog WHERE cid = ? ORDER BY id", arrived.id)
        own = sorted((r.answered_at, int(r.rating or 0)) for r in reviews if r.question == question.id)
        assert [ease for _, ease in rows] == [rating for _, rating in own]
    assert col.db.scalar("SELECT count() FROM revlog") == len(reviews)


def test_two_thousand_notes_arrive_without_a_conflict(col: Any, tmp_path: Path) -> None:
    questions: list[Question] = [theory(f"t{n}") for n in range(600)]
    questions += [coding(f"c{n}") for n in range(200)]
    package(tmp_path / "a.apkg", questions)
    assert take(col, tmp_path / "a.apkg") == (2000, 0, 0, 0)


def summaries(questions: list[Question]) -> dict[str, Summary]:
    return {
        q.id: Summary(q.id, q.kind, q.topic, q.level, q.minutes, q.title, q.roles, q.rev, "", (), (), q.bank)
        for q in questions
    }


@pytest.mark.parametrize("form", ["apkg", "legacy apkg", "colpkg", "legacy colpkg", "collection"])
def test_phone_reviews_come_back_once(col: Any, tmp_path: Path, form: str) -> None:
    questions: list[Question] = [theory(), coding()]
    last = datetime.now(UTC) - timedelta(days=2)
    state = CardProgress(2.0, 5.0, int(last.timestamp() * 1000), last.date(), 1, 0, 0.9)
    exported = [review("roc-axes", 3, last)]
    package(tmp_path / "a.apkg", questions, progress={"roc-axes": state}, reviews=exported)
    take(col, tmp_path / "a.apkg", schedule=True)
    other = col.new_note(col.models.by_name("Basic"))
    other["Front"], other["Back"] = "a stranger's", "card"
    col.add_note(other, col.decks.id("drillbank"))
    answered = []
    col.decks.set_current(col.decks.id("drillbank"))
    for _ in range(5):
        queue = col.sched.get_queued_cards(fetch_limit=1)
        if not queue.cards:
            break
        due = anki_card(col, queue.cards[0])
        due.start_timer()
        col.sched.answerCard(due, 3)
        answered.append(due.note().guid)
    path = tmp_path / f"back.{'colpkg' if 'colpkg' in form else 'apkg'}"
    if "colpkg" in form:
        col.export_collection_package(str(path), include_media=False, legacy="legacy" in form)
    elif form == "collection":
        col.close()
        path = tmp_path / "collection.anki2"
    else:
        options = anki.ExportAnkiPackageOptions(with_scheduling=True, with_media=False, legacy="legacy" in form)
        col.export_anki_package(out_path=str(path), options=options, limit=None)
    known = {(r.question, r.answered_at) for r in exported}
    with opened(path) as found:
        result = incoming(
            found.reviews(), summaries(questions), lambda id: {"x-axis", "y-axis"}, known,
            now_ms=int(datetime.now(UTC).timestamp() * 1000), offset_of=lambda at: 0, device="here",
        )  # fmt: skip
    ours = [guid for guid in answered if guid.startswith("db:")]
    assert len(result.reviews) == len(ours) > 0
    assert result.known == 1
    assert result.unknown_reviews == len(answered) - len(ours)
    assert all(r.rating == 3 or r.marks for r in result.reviews)
    assert all(abs(r.answered_at / 1000 - datetime.now(UTC).timestamp()) < 600 for r in result.reviews)
    merged = known | {(r.question, r.answered_at) for r in result.reviews}
    with opened(path) as found:
        again = incoming(
            found.reviews(), summaries(questions), lambda id: {"x-axis", "y-axis"}, merged,
            now_ms=int(datetime.now(UTC).timestamp() * 1000), offset_of=lambda at: 0, device="here",
        )  # fmt: skip
    assert again.reviews == ()


def anki_card(col: Any, queued: Any) -> Any:
    return col.get_card(queued.card.id)


def test_a_deck_made_in_anki_is_read_as_a_stranger_s(col: Any, tmp_path: Path) -> None:
    from drillbank.exchange.anki import strangers

    for model, fields in (
        ("Basic", ["What is <b>BM25</b>?", "A ranking function"]),
        ("Cloze", ["{{c1::Paris}} is big", ""]),
    ):
        note = col.new_note(col.models.by_name(model))
        note.fields = fields
        col.add_note(note, col.decks.id("World::Cities"))
    options = anki.ExportAnkiPackageOptions(with_scheduling=False, with_media=False, legacy=False)
    col.export_anki_package(out_path=str(tmp_path / "w.apkg"), options=options, limit=None)
    with opened(tmp_path / "w.apkg") as found:
        basic, cloze = strangers.questions(found, "w", "w.apkg")
    assert basic.document["prompt"] == {"en": "What is **BM25**?"}
    assert basic.document["answer"] == {"en": "A ranking function"}
    assert basic.document["topic"] == "imported/cities"
    assert cloze.document["answer"] == {"en": "**Paris** is big"}
