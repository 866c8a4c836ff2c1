from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from drillbank.exchange.anki.identity import Target, deck_id, guid_of, note_id, target_of
from drillbank.exchange.anki.notes import NoteMaker
from drillbank.exchange.anki.notetypes import DAY, FIELDS, NIGHT, notetype
from drillbank.exchange.anki.progress import CardProgress, log_rows
from drillbank.exchange.anki.stamps import dump_ledger, load_ledger, stamped

from .makers import ID, both, coding, theory
from .packs import CITATIONS, EDITED, NOW, database, pack, package_bytes, review


def test_ids_and_fields_are_what_they_were() -> None:
    """A changed id, field or GUID makes second copies of cards that people already study."""
    assert guid_of(Target("question", "roc-axes")) == "db:question:roc-axes"
    assert guid_of(Target("point", "roc-axes", "x-axis")) == "db:point:roc-axes/x-axis"
    assert guid_of(Target("coding", "rope")) == "db:coding:rope"
    assert [notetype(kind, 1)["id"] for kind in ("question", "point", "coding")] == [
        1732406400101, 1732406400102, 1732406400103,
    ]  # fmt: skip
    assert FIELDS == (
        "Id", "Title", "Front", "Back", "Points", "Code", "Mistakes", "Sources", "Topic", "Level",
        "Spare1", "Spare2", "Spare3", "Spare4", "Spare5", "Spare6",
    )  # fmt: skip
    assert deck_id("") == 1732406400201
    assert deck_id("evaluation") == 1740316097298
    assert note_id("db:coding:rope", set()) == 1687465418609


@given(ID, ID)
def test_a_guid_tells_its_question_and_point(question: str, point: str) -> None:
    for target in (Target("question", question), Target("point", question, point), Target("coding", question)):
        assert target_of(guid_of(target)) == target


@given(st.text())
def test_a_stranger_s_guid_is_nobody_s(guid: str) -> None:
    assert target_of(guid) is None or guid.startswith("db:")
    assert target_of("db:point:a") is None
    assert target_of("db:question:a/b") is None


def test_the_same_questions_give_the_same_bytes() -> None:
    assert package_bytes([theory(), coding()]) == package_bytes([theory(), coding()])


def test_one_note_per_question_and_per_point() -> None:
    notes = NoteMaker(("zh", "en"), CITATIONS).notes([theory(), coding()])
    assert [guid_of(note.target) for note in notes] == [
        "db:question:roc-axes", "db:point:roc-axes/x-axis", "db:point:roc-axes/y-axis", "db:coding:double",
    ]  # fmt: skip


def test_the_fields_hold_what_a_card_shows() -> None:
    question, point, _, code = (
        dict(zip(FIELDS, note.fields, strict=True))
        for note in NoteMaker(("zh", "en"), CITATIONS).notes([theory(), coding()])
    )
    assert '<div lang="zh-Hans">' in question["Front"]
    assert "\\(\\frac{FP}{FP+TN}\\)" in question["Back"]
    assert '<li class="core">' in question["Points"]
    assert "Fawcett (2006)</a>, §3" in question["Sources"]
    assert 'style="color:var(--db-k,' not in question["Front"]
    assert "x is the false positive rate" not in point["Front"]  # that is what it asks
    assert "y is the true positive rate" in point["Front"]
    assert "x is the false positive rate" in point["Back"]
    assert f'<span style="color:var(--db-k,{DAY["k"]})">def </span>' in code["Code"]
    assert "NotImplementedError" in code["Front"]
    assert "squares &lt;it&gt;" in code["Mistakes"]


def test_one_language_shows_one_language() -> None:
    (note, *_) = NoteMaker(("zh",), {}).notes([theory()])
    assert "curve" not in "".join(note.fields)
    assert "曲线" in "".join(note.fields)


def test_a_text_missing_in_the_language_is_shown_in_the_other() -> None:
    (note, *_) = NoteMaker(("en",), {}).notes([theory(prompt=replace(both("只有中文", ""), en=None))])
    assert "只有中文" in note.fields[FIELDS.index("Front")]


def test_tags_name_topic_level_and_kind() -> None:
    (note, *_) = NoteMaker(("en",), {}).notes([theory()])
    assert set(note.tags) == {
        "drillbank", "drillbank::evaluation::classification-metrics", "level::2", "kind::theory",
    }  # fmt: skip


def test_content_stamps_a_note_and_nothing_else_does() -> None:
    maker = NoteMaker(("en",), {})
    first = stamped(maker.notes([theory()]), {}, {"roc-axes": EDITED}, EDITED + 100)
    assert {stamp.seconds for stamp in first.values()} == {EDITED}
    again = stamped(maker.notes([theory()]), first, {"roc-axes": EDITED + 50}, EDITED + 9000)
    assert again == first
    edited = stamped(maker.notes([theory(answer=both("新", "new"))]), first, {"roc-axes": EDITED}, EDITED + 9000)
    assert edited["db:question:roc-axes"].seconds == EDITED + 9000
    assert edited["db:point:roc-axes/x-axis"].seconds == EDITED  # the point's card does not show the answer
    backwards = stamped(maker.notes([theory(answer=both("旧", "old"))]), edited, {}, 5)  # a clock that was set back
    assert backwards["db:question:roc-axes"].seconds == EDITED + 9001


def test_the_ledger_survives_and_a_damaged_one_counts_as_none() -> None:
    _, ledger = pack([theory()])
    assert load_ledger(dump_ledger(ledger)) == ledger
    for damaged in (b"", b"[]", b'{"notes": {"a": 1}}', b'{"notes": []}', b"\xff"):
        assert load_ledger(damaged) == {}


def test_progress_becomes_due_dates_memory_and_log(tmp_path: Path) -> None:
    last = NOW - timedelta(days=3)
    state = CardProgress(12.34567, 5.4321, int(last.timestamp() * 1000), date(2026, 12, 1), 4, 1, 0.9)
    reviews = [
        review("roc-axes", 3, last),
        review("roc-axes", 1, last - timedelta(days=2)),
        review("roc-axes", None, NOW),
    ]
    content = package_bytes([theory(), coding()], progress={"roc-axes": state}, reviews=reviews)
    cards = database(content, tmp_path).execute(
        "SELECT n.guid, c.type, c.queue, c.due, c.ivl, c.reps, c.lapses, c.data "
        "FROM cards c JOIN notes n ON n.id = c.nid"
    )
    found = {guid: row for guid, *row in cards}
    due = (date(2026, 12, 1) - date(2020, 1, 1)).days
    assert found["db:question:roc-axes"][:6] == [2, 2, due, 10, 4, 1]
    data = json.loads(found["db:question:roc-axes"][6])
    assert data == {"s": 12.3457, "d": 5.432, "dr": 0.9, "decay": 0.154, "lrt": int(last.timestamp())}
    assert found["db:coding:double"][:2] == [0, 0]
    assert found["db:point:roc-axes/x-axis"][:2] == [0, 0]
    log = (
        database(content, tmp_path)
        .execute("SELECT id, ease, time, type, lastIvl, ivl FROM revlog ORDER BY id")
        .fetchall()
    )
    assert log == [
        (int((last - timedelta(days=2)).timestamp() * 1000), 1, 12500, 0, 0, 1),
        (int(last.timestamp() * 1000), 3, 12500, 1, 0, 2),
    ]


def test_two_reviews_of_one_millisecond_stay_two() -> None:
    rows = log_rows([review("a", 3, NOW), review("b", 2, NOW), review("c", 1, NOW)])
    assert len({row.id for row in rows}) == 3


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_code_is_readable_by_day_and_by_night() -> None:
    for colour in DAY.values():
        assert contrast(colour, "#f3f4f6") >= 4.5
    for colour in NIGHT.values():
        assert contrast(colour, "#23272f") >= 4.5


def test_the_style_has_night_fonts_and_every_colour() -> None:
    css = notetype("coding", 1)["css"]
    assert re.search(r"Noto Sans CJK SC", css)
    assert all(f"--db-{letter}: {colour};" in css for letter, colour in NIGHT.items())
