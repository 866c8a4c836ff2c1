from __future__ import annotations

import contextlib
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from drillbank.errors import ExchangeError
from drillbank.exchange import unpacking
from drillbank.exchange.anki import collection, strangers
from drillbank.exchange.anki.answered import incoming
from drillbank.exchange.anki.collection import LoggedReview, opened
from drillbank.model import Summary, Text

from .makers import theory
from .packs import package, stranger, zipped

NOTES = [
    ("g1", 1, ["What is <b>BM25</b>?", "A ranking function<br><img src='a.png'>", "see Robertson"]),
    ("g2", 2, ["首都：{{c1::北京::哪里}}，河：{{c2::长江}}", "补充"]),
    ("g3", 1, ["", "no front", ""]),
    ("db:question:roc-axes", 1, ["ours", "ours", ""]),
    ("g4", 99, ["first", "", "second"]),
]


def read(path: Path) -> None:
    with opened(path) as found:
        list(found.notes())
        list(found.reviews())


def refused(path: Path) -> str:
    with pytest.raises(ExchangeError) as caught:
        read(path)
    sentence = str(caught.value)
    assert "\n" not in sentence
    return sentence


def test_a_stranger_s_notes_become_unproved_theory(tmp_path: Path) -> None:
    with opened(stranger(tmp_path / "c.anki2", NOTES)) as found:
        basic, cloze, empty, ours, unknown = strangers.questions(found, "deck", "c.anki2")
    assert basic.document["prompt"] == {"en": "What is **BM25**?"}
    assert basic.document["answer"] == {"en": "A ranking function\n\\[a.png\\]\n\nsee Robertson"}
    assert basic.document["origin"] == {"format": "anki", "file": "c.anki2", "proved": False}
    assert basic.document["topic"] == "imported/sub-deck"
    assert basic.media == ("a.png",)
    assert cloze.document["prompt"] == {"zh": "首都：[哪里]，河：[…]".replace("[", "\\[").replace("]", "\\]")}
    assert cloze.document["answer"] == {"zh": "首都：**北京**，河：**长江**\n\n补充"}
    assert [point["claim"]["zh"] for point in cloze.document["points"]] == ["北京", "长江"]
    assert "empty front" in empty.refused
    assert "anki-reviews" in ours.refused
    assert unknown.document["answer"] == {"en": "second"}


def test_the_same_note_has_the_same_id_in_every_import(tmp_path: Path) -> None:
    with opened(stranger(tmp_path / "a.anki2", NOTES)) as found:
        first = [imported.id for imported in strangers.questions(found, "deck", "a")]
    with opened(stranger(tmp_path / "b.anki2", reversed(NOTES))) as found:
        second = [imported.id for imported in strangers.questions(found, "deck", "b")]
    assert sorted(first) == sorted(second)


def test_the_newest_database_of_a_package_is_read(tmp_path: Path) -> None:
    old = stranger(tmp_path / "old", [("old", 1, ["a", "b", ""])]).read_bytes()
    new = stranger(tmp_path / "new", [("new", 1, ["a", "b", ""])]).read_bytes()
    path = zipped(tmp_path / "x.apkg", {"collection.anki2": old, "collection.anki21": new, "media": b"{}", "0": b"x"})
    with opened(path) as found:
        assert [note.guid for note in found.notes()] == ["new"]
        assert found.media == ("0",)


def test_zstd_inside_is_read_or_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    zstandard = pytest.importorskip("zstandard")
    raw = stranger(tmp_path / "c", NOTES[:1]).read_bytes()
    path = zipped(
        tmp_path / "x.colpkg", {"collection.anki21b": zstandard.compress(raw), "collection.anki2": b"stand-in"}
    )
    with opened(path) as found:
        assert [note.guid for note in found.notes()] == ["g1"]
    bare = tmp_path / "collection.anki21b"
    bare.write_bytes(zstandard.compress(raw))
    with opened(bare) as found:
        assert [note.guid for note in found.notes()] == ["g1"]
    monkeypatch.setattr(unpacking, "_zstd_reader", lambda source: (None, ()))
    assert "drillbank[anki]" in refused(path)


def test_a_name_that_climbs_out_writes_nothing_outside(tmp_path: Path) -> None:
    raw = stranger(tmp_path / "c", NOTES[:1]).read_bytes()
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "x.apkg"
    zipped(
        path, {"../../evil": b"x", "/tmp/evil-drillbank": b"x", "..\\evil": b"x", "collection.anki2": raw, "0": b"m"}
    )
    before = sorted(p.name for p in tmp_path.rglob("*"))
    with opened(path) as found:
        assert len(list(found.notes())) == 1
    assert sorted(p.name for p in tmp_path.rglob("*")) == before
    assert not Path("/tmp/evil-drillbank").exists()


def test_a_zip_bomb_is_refused_without_being_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.apkg"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("collection.anki2", "w") as entry:
        for _ in range(200):
            entry.write(bytes(1 << 20))
    assert "not unpacked" in refused(path)


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = b"".join(packer.compress(bytes(1 << 20)) for _ in range(100)) + packer.flush()
    name = b"collection.anki2"
    local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 0, 0, len(body), 1000, len(name), 0) + name + body
    central = struct.pack(
        "<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 0, 0, len(body), 1000, len(name), 0, 0, 0, 0, 0, 0
    )
    central += name
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 1, 1, len(central), len(local), 0)
    path = tmp_path / "liar.apkg"
    path.write_bytes(local + central + end)
    assert refused(path)


def test_a_zstd_bomb_is_refused(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    packer = zstandard.ZstdCompressor().compressobj()
    body = b"".join(packer.compress(bytes(1 << 20)) for _ in range(300)) + packer.flush()
    assert "not unpacked" in refused(zipped(tmp_path / "z.apkg", {"collection.anki21b": body}))


def test_a_huge_field_is_refused(tmp_path: Path) -> None:
    path = stranger(
        tmp_path / "c.anki2", NOTES[:1], sql=f"UPDATE notes SET flds = zeroblob({collection.MAX_VALUE_BYTES + 1});"
    )
    assert "MiB" in refused(path)


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("DROP TABLE revlog; CREATE VIEW revlog AS WITH RECURSIVE a(x) AS (SELECT 1 UNION ALL SELECT x FROM a) "
         "SELECT x AS id, x AS cid, 1 AS ease, 1 AS time, 1 AS type, 1 AS factor FROM a;", "not a plain table"),
        ("DROP TABLE revlog; CREATE VIRTUAL TABLE revlog USING fts5(id, cid);", "not a plain table"),
        ("DROP TABLE revlog; CREATE TABLE revlog (id, cid, ease, time, type, factor AS (zeroblob(1e9)));",
         "not a plain table"),
        ("DROP TABLE notes;", "no table 'notes'"),
        ("ALTER TABLE notes DROP COLUMN flds;", "damaged"),
    ],
)  # fmt: skip
def test_a_schema_that_plays_tricks_is_refused(tmp_path: Path, sql: str, says: str) -> None:
    assert says in refused(stranger(tmp_path / "c.anki2", NOTES[:1], sql=sql))


def test_a_query_that_never_ends_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collection, "MAX_STEPS", 0)
    many = [(f"g{n}", 1, ["a", "b", ""]) for n in range(100_000)]
    assert "too long" in refused(stranger(tmp_path / "c.anki2", many))


@pytest.mark.parametrize("cut", [20, 100, 1000, 5000])
def test_a_cut_off_database_is_refused(tmp_path: Path, cut: int) -> None:
    whole = stranger(tmp_path / "c.anki2", NOTES).read_bytes()
    (tmp_path / "cut").write_bytes(whole[:cut])
    assert "damaged" in refused(tmp_path / "cut")


def test_garbled_pages_are_refused_or_read_but_never_crash(tmp_path: Path) -> None:
    whole = bytearray(stranger(tmp_path / "c.anki2", NOTES * 50).read_bytes())
    tried = 0
    for start in range(4096, len(whole), 4096):
        garbled = whole.copy()
        garbled[start : start + 64] = b"\xff" * 64
        (tmp_path / "g").write_bytes(garbled)
        with contextlib.suppress(ExchangeError):
            read(tmp_path / "g")
        tried += 1
    assert tried > 3


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "neither"), (b"hello", "neither"), (b"PK\3\4broken", "damaged"), (b"SQLite format 3\x00", "damaged"),
     (b"\x28\xb5\x2f\xfdbroken", "damaged")],
)  # fmt: skip
def test_what_is_no_package_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "x").write_bytes(content)
    assert says in refused(tmp_path / "x")


def test_a_zip_of_something_else_is_refused(tmp_path: Path) -> None:
    assert "no Anki collection" in refused(zipped(tmp_path / "x.apkg", {"a.txt": b"x"}))
    assert "no SQLite" in refused(zipped(tmp_path / "y.apkg", {"collection.anki2": b"x" * 100}))


def test_a_collection_that_anki_has_open_is_refused(tmp_path: Path) -> None:
    path = stranger(tmp_path / "collection.anki2", NOTES)
    (tmp_path / "collection.anki2-wal").write_bytes(b"x")
    assert "close Anki" in refused(path)


def test_reading_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = stranger(tmp_path / "c.anki2", NOTES)
    before = path.read_bytes()
    with opened(path) as found:
        list(found.notes())
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["c.anki2"]


SUMMARY = Summary("roc-axes", "theory", "a/b", 2, 2, Text(en="x"), (), 3, "", (), (), "shipped")
NOW_MS = 1_790_000_000_000


def sort(*rows: LoggedReview, known: frozenset[tuple[str, int]] = frozenset()):  # type: ignore[no-untyped-def]
    return incoming(
        rows,
        {"roc-axes": SUMMARY},
        lambda id: {"x-axis"},
        known,
        now_ms=NOW_MS,
        offset_of=lambda at: 480,
        device="here",
    )


def row(
    guid: str = "db:question:roc-axes", at: int = NOW_MS - 5000, ease: int = 3, kind: int = 1, factor: int = 2500
) -> LoggedReview:
    return LoggedReview(guid, at, ease, 7300, kind, factor)


def test_a_phone_review_is_one_of_ours() -> None:
    (review,) = sort(row()).reviews
    assert (review.question, review.rev, review.kind, review.rating) == ("roc-axes", 3, "theory", 3)
    assert (review.answered_at, review.seconds, review.offset_minutes) == (NOW_MS - 5000, 7.3, 480)
    assert (review.source, review.device) == ("anki", "here")


def test_its_id_is_made_from_card_and_moment() -> None:
    assert sort(row()).reviews == sort(row()).reviews
    assert sort(row()).reviews[0].id != sort(row(at=NOW_MS - 4999)).reviews[0].id
    assert sort(row()).reviews[0].id[14] == "7"


def test_a_point_s_review_marks_the_point_and_leaves_the_schedule_alone() -> None:
    good, bad = sort(row("db:point:roc-axes/x-axis"), row("db:point:roc-axes/x-axis", at=5, ease=1)).reviews
    assert (good.rating, good.marks) == (None, {"x-axis": True})
    assert bad.marks == {"x-axis": False}


def test_what_is_not_ours_is_counted_not_guessed() -> None:
    result = sort(row("g1"), row("g1", at=7), row(""), row("db:question:gone"), row("db:point:roc-axes/gone"))
    assert (result.reviews, result.unknown_notes, result.unknown_reviews) == ((), 4, 5)


def test_manual_changes_and_mere_practice_are_left_out() -> None:
    assert sort(row(ease=0, kind=4), row(kind=5), row(kind=3, factor=0), row(ease=7)).unrated == 4
    assert len(sort(row(kind=3, factor=500), row(at=6, kind=0, factor=0)).reviews) == 2


def test_what_we_exported_is_recognised_also_when_its_moment_moved_on() -> None:
    known = frozenset({("roc-axes", NOW_MS - 5000)})
    assert sort(row(at=NOW_MS - 4998), known=known).known == 1
    assert len(sort(row(at=NOW_MS - 5001), known=known).reviews) == 1
    assert len(sort(row(at=NOW_MS - 4000), known=known).reviews) == 1


def test_a_clock_in_the_future_is_not_believed() -> None:
    assert sort(row(at=NOW_MS + 2 * 86_400_000)).from_the_future == 1


def test_our_own_package_is_read_back(tmp_path: Path) -> None:
    package(tmp_path / "x.apkg", [theory()])
    with opened(tmp_path / "x.apkg") as found:
        assert sorted(note.guid for note in found.notes())[-1] == "db:question:roc-axes"
        assert sorted(model.name for model in found.models().values())[0] == "drillbank coding"
