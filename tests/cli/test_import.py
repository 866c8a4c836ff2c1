"""``import`` as a user runs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ..conftest import Ran
from ..exchange.packs import stranger, zipped
from ..exchange.test_problem_sets import HUMANEVAL, MBPP

Run = Callable[..., Ran]


def write(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return name


@pytest.fixture
def table(tmp_path: Path) -> str:
    return write(tmp_path, "my cards.csv", "front,back\n什么是 BM25？,一个排序函数\nWhat is RRF?,Rank fusion\n")


def test_a_table_becomes_a_bank_under_the_home(drillbank: Run, home: Path, table: str) -> None:
    done = drillbank("import", "csv", table)
    assert done.code == 0, done.err
    assert "2 new" in done.out
    assert "unproved" in done.err
    files = list((home / "data/banks/my-cards/theory/imported").glob("*.yaml"))
    assert len(files) == 2
    assert (
        "Rank fusion"
        in drillbank("show", files[0].stem, "--answer").out + drillbank("show", files[1].stem, "--answer").out
    )
    ids = [q["id"] for q in drillbank("list", "--topic", "imported", "--json").json]
    assert sorted(ids) == sorted(path.stem for path in files)


def test_importing_again_changes_nothing_and_keeps_what_was_mended(drillbank: Run, home: Path, table: str) -> None:
    drillbank("import", "csv", table)
    assert drillbank("import", "csv", table, "--json").json["unchanged"] == 2
    (file, *_) = (home / "data/banks").rglob("*.yaml")
    file.write_text(file.read_text(encoding="utf-8").replace("level: 3", "level: 5"), encoding="utf-8")
    report = drillbank("import", "csv", table, "--json").json
    assert (report["kept"], report["unchanged"]) == ([file.stem], 1)
    assert "level: 5" in file.read_text(encoding="utf-8")
    assert drillbank("import", "csv", table, "--force", "--json").json["replaced"] == 1
    assert "level: 5" not in file.read_text(encoding="utf-8")


def test_bad_rows_stop_the_import_unless_they_may_be_left_out(drillbank: Run, home: Path, tmp_path: Path) -> None:
    name = write(tmp_path, "t.csv", "id,front,back,level\na,p,q,2\nb,,q,2\nc,p,q,9\n")
    done = drillbank("import", "csv", name)
    assert done.code == 2
    assert "t.csv:3: prompt" in done.err
    assert "t.csv:4: level" in done.err
    assert "Traceback" not in done.err
    assert not (home / "data/banks").exists()
    report = drillbank("import", "csv", name, "--skip-bad", "--json").json
    assert (report["new"], len(report["skipped"])) == (1, 2)


def test_json_comes_back_the_same(drillbank: Run, tmp_path: Path) -> None:
    assert drillbank("export", "json", "-o", "a.json").code == 0
    done = drillbank("import", "json", "a.json", "--into", "copy")
    assert done.code == 0, done.err
    back = drillbank("--no-shipped-bank", "--bank", "copy", "export", "json", "-o", "-")
    assert back.out == (tmp_path / "a.json").read_text(encoding="utf-8")
    here = drillbank("import", "json", "a.json", "--json").json
    assert here["new"] == 0
    assert here["unchanged"] > 3


def test_topics_that_would_keep_every_bank_from_loading_are_refused(drillbank: Run, tmp_path: Path) -> None:
    question = {"kind": "theory", "title": {"en": "t"}, "prompt": {"en": "p"}, "answer": {"en": "a"}}
    whole = {"format": "drillbank", "version": 1, "topics": [{"id": "new", "title": {"en": "N"}, "leaves": []}]}
    whole["questions"] = [{"id": "stray", "topic": "elsewhere/x", **question}]
    broken = {**whole, "topics": [{"id": "Not An Id"}], "sources": {"a": {"cite": 7, "colour": "red"}}}
    for document, says in ((whole, "elsewhere/x"), (broken, "topics"), (broken, "sources")):
        write(tmp_path, "a.json", json.dumps(document))
        done = drillbank("import", "json", "a.json")
        assert done.code == 2
        assert says in done.err
    assert drillbank("list").code == 0
    assert drillbank("import", "json", "a.json", "--skip-bad", "--json").json["new"] == 1
    assert drillbank("show", "stray").code == 0


def test_a_table_may_not_spoil_a_bank_that_has_topics(drillbank: Run, tmp_path: Path) -> None:
    question = {"kind": "theory", "title": {"en": "t"}, "prompt": {"en": "p"}, "answer": {"en": "a"}}
    leaves = [{"id": "leaf", "title": {"en": "L"}}]
    document = {"format": "drillbank", "version": 1, "topics": [{"id": "new", "title": {"en": "N"}, "leaves": leaves}]}
    document["questions"] = [{"id": "good", "topic": "new/leaf", **question}]
    write(tmp_path, "a.json", json.dumps(document))
    write(tmp_path, "a.csv", "front,back\np,q\n")
    assert drillbank("import", "json", "a.json").code == 0
    done = drillbank("import", "csv", "a.csv")
    assert done.code == 2
    assert "imported/cards" in done.err
    assert drillbank("show", "good").code == 0
    write(tmp_path, "b.csv", "front,back,topic\np,q,new/leaf\n")
    assert drillbank("import", "csv", "b.csv").code == 0
    assert drillbank("list", "--topic", "new", "--json").code == 0


def test_an_id_that_another_bank_holds_is_refused(drillbank: Run, tmp_path: Path) -> None:
    taken = drillbank("list", "--json").json[0]["id"]
    name = write(tmp_path, "t.csv", f"id,front,back\n{taken},p,q\n")
    done = drillbank("import", "csv", name)
    assert done.code == 2
    assert taken in done.err
    assert "another question" in done.err


@pytest.mark.parametrize(
    ("format", "entry", "id"), [("humaneval", HUMANEVAL, "humaneval-900"), ("mbpp", MBPP, "mbpp-11")]
)
def test_practice_problems_are_judged_by_the_same_judge(
    drillbank: Run, tmp_path: Path, format: str, entry: dict[str, str], id: str
) -> None:
    write(tmp_path, "set.jsonl", json.dumps(entry) + "\n")
    assert drillbank("import", format, "set.jsonl").code == 0
    if drillbank("doctor", "--json").code == 3:
        pytest.skip("code cannot be judged here")
    right = entry["prompt"] + entry["canonical_solution"] if format == "humaneval" else entry["code"]
    write(tmp_path, "right.py", right)
    write(tmp_path, "wrong.py", right.replace("half(x)", "x").replace("2 *", "3 *"))
    accepted = drillbank("run", id, "right.py", "--json")
    assert (accepted.code, accepted.json["verdict"]) == (0, "accepted"), accepted.out
    rejected = drillbank("run", id, "wrong.py", "--json")
    assert (rejected.code, rejected.json["verdict"]) == (1, "wrong_answer")


def test_a_stranger_s_deck_becomes_theory(drillbank: Run, home: Path, tmp_path: Path) -> None:
    notes = [
        ("g1", 1, ["什么是 KV 缓存？", "存 K 和 V<script>alert(1)</script><img src='x.png'>", ""]),
        ("g2", 2, ["{{c1::Paris}} is big", ""]),
        ("g3", 1, ["", "no front", ""]),
    ]
    raw = stranger(tmp_path / "c", notes).read_bytes()
    zipped(tmp_path / "Deck.apkg", {"collection.anki2": raw, "../../../evil": b"x"})
    refused = drillbank("import", "anki", "Deck.apkg")
    assert refused.code == 2
    assert "empty front" in refused.err
    done = drillbank("import", "anki", "Deck.apkg", "--skip-bad", "--json")
    assert (done.json["new"], done.json["media"], len(done.json["skipped"])) == (2, ["x.png"], 1)
    shown = "".join(path.read_text(encoding="utf-8") for path in (home / "data/banks/deck").rglob("*.yaml"))
    assert "script" not in shown
    assert "proved: false" in shown
    assert drillbank("list", "--topic", "imported", "--json").code == 0
    assert not list(tmp_path.parent.glob("evil"))


def test_reviews_from_a_phone_come_back_once(drillbank: Run, tmp_path: Path) -> None:
    env = {"DRILLBANK_NOW": "2026-11-24T21:00:00+08:00"}
    question = next(q for q in drillbank("list", "--json").json if q["kind"] == "theory")["id"]
    at = 1_795_500_000_000
    log = [(at, 101, 3, 2500, 8000, 1), (at + 86_400_000 // 2, 101, 1, 2500, 4000, 1), (at + 9, 102, 3, 2500, 1, 1)]
    log += [(at + 10, 101, 0, 0, 0, 4)]
    notes = [(f"db:question:{question}", 1, ["a", "b", ""]), ("stranger", 1, ["a", "b", ""])]
    stranger(tmp_path / "collection.anki2", notes, log=log)
    first = drillbank("import", "anki-reviews", "collection.anki2", "--json", env=env)
    assert first.code == 0, first.err
    assert first.json | {"file": ""} == {
        "format": "anki-reviews", "file": "", "new": 2, "known": 0, "unknown_notes": 1, "unknown_reviews": 1,
        "unrated": 1, "from_the_future": 0,
    }  # fmt: skip
    again = drillbank("import", "anki-reviews", "collection.anki2", "--json", env=env).json
    assert (again["new"], again["known"]) == (0, 2)
    assert drillbank("stats", "--json", env=env).json["reviews"] == 2
    due = {q["id"]: q["due"] for q in drillbank("list", "--json", env=env).json}
    assert due[question] is not None


def test_reviews_that_we_exported_do_not_come_back(drillbank: Run, tmp_path: Path) -> None:
    env = {"DRILLBANK_NOW": "2026-11-24T21:00:00+08:00"}
    question = next(q for q in drillbank("list", "--json").json if q["kind"] == "theory")["id"]
    assert drillbank("answer", question, "--rating", "3", stdin="x\n", env=env).code == 0
    drillbank("export", "anki", "-o", "a.apkg", "--with-progress", env=env)
    report = drillbank("import", "anki-reviews", "a.apkg", "--json", env=env).json
    assert (report["new"], report["known"]) == (0, 1)
    assert drillbank("undo", env=env).code == 0
    report = drillbank("import", "anki-reviews", "a.apkg", "--json", env=env).json
    assert (report["new"], report["known"]) == (0, 1)  # taken back here, it stays taken back


@pytest.mark.parametrize("format", ["csv", "json", "anki", "anki-reviews", "humaneval", "mbpp"])
@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe\x80" * 50, b"PK\3\4" + b"x" * 50])
def test_rubbish_is_one_sentence_for_every_format(
    drillbank: Run, home: Path, tmp_path: Path, format: str, content: bytes
) -> None:
    (tmp_path / "rubbish").write_bytes(content)
    done = drillbank("import", format, "rubbish")
    assert (done.code, done.out) == (2, "")
    assert "Traceback" not in done.err
    assert 1 <= done.err.count("\n") <= 2
    assert not (home / "data" / "banks").exists()


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("cvs", "x"), "Did you mean 'csv'"),
        (("csv", "no-such-file"), "no file"),
        (("csv", "."), "folder"),
        (("anki-reviews", ".", "--into", "y"), "--into"),
    ],
)
def test_wrong_use_is_one_sentence(drillbank: Run, args: tuple[str, ...], says: str) -> None:
    done = drillbank("import", *args)
    assert done.code == 2
    assert says in done.err
    assert done.err.count("\n") == 1
