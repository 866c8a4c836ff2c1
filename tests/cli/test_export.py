"""``export`` as a user runs it."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ..conftest import Ran
from ..exchange.makers import CODING, THEORY

Run = Callable[..., Ran]
FORMATS = ("anki", "csv", "tsv", "markdown", "html", "json")


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A bank of its own: a theory and a coding question."""
    from drillbank.exchange.bankfile import to_yaml

    folder = tmp_path / "bank"
    for kind, id, document in (("theory", "roc-axes", THEORY), ("coding", "double", CODING)):
        path = folder / kind / "x" / f"{id}.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(to_yaml(document), encoding="utf-8")
    return folder


@pytest.fixture
def run(drillbank: Run, bank: Path) -> Run:
    return lambda *args, **options: drillbank(
        "--bank", str(bank), "--no-shipped-bank", "--lang", "both", *args, **options
    )


@pytest.mark.parametrize("format", FORMATS)
def test_each_format_writes_one_file_and_says_so(run: Run, tmp_path: Path, format: str) -> None:
    done = run("export", format, "-o", "cards.out")
    assert (done.code, done.out) == (0, "")
    assert "2 questions" in done.err
    assert (tmp_path / "cards.out").stat().st_size > 100


@pytest.mark.parametrize("format", FORMATS)
def test_an_existing_file_needs_force(run: Run, tmp_path: Path, format: str) -> None:
    (tmp_path / "cards.out").write_text("mine")
    refused = run("export", format, "-o", "cards.out")
    assert refused.code == 2
    assert "--force" in refused.err
    assert (tmp_path / "cards.out").read_text() == "mine"
    assert run("export", format, "-o", "cards.out", "--force").code == 0
    assert (tmp_path / "cards.out").read_bytes()[:4] != b"mine"


def test_a_pipe_gets_the_same_bytes(run: Run, tmp_path: Path) -> None:
    run("export", "json", "-o", "a.json")
    assert run("export", "json", "-o", "-").out == (tmp_path / "a.json").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(run("export", "csv", "-o", "-").out)))
    assert [row["id"] for row in rows] == ["double", "roc-axes"]


def test_a_csv_file_carries_the_mark_that_excel_wants(run: Run, tmp_path: Path) -> None:
    run("export", "csv", "-o", "a.csv")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfkind,id,")


def test_report_as_json(run: Run) -> None:
    assert run("export", "anki", "-o", "a.apkg", "--json").json == {
        "format": "anki",
        "file": "a.apkg",
        "questions": 2,
        "cards": 4,
    }


def test_filters_choose(run: Run) -> None:
    assert '"id": "double"' in run("export", "json", "-o", "-", "--kind", "coding").out
    assert '"id": "roc-axes"' not in run("export", "json", "-o", "-", "--kind", "coding").out
    assert len(json.loads(run("export", "json", "-o", "-", "-n", "1").out)["questions"]) == 1
    assert len(json.loads(run("export", "json", "-o", "-", "--text", "横轴").out)["questions"]) == 1


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("ankki", "-o", "x"), "Did you mean 'anki'"),
        (("anki",), "-o FILE"),
        (("csv", "-o", "x", "--with-progress"), "export anki"),
        (("anki", "-o", "x", "--obsidian"), "export markdown"),
        (("csv", "-o", "x", "--due", "soon"), "14d"),
        (("csv", "-o", "x", "--due", "14d"), "nothing to export"),
        (("csv", "-o", "x", "--kind", "theroy"), "theory"),
        (("csv", "-o", "no/such/folder/x"), "does not exist"),
        (("csv", "-o", "-", "--json"), "stdout"),
    ],
)
def test_wrong_use_is_one_sentence_and_writes_nothing(
    run: Run, tmp_path: Path, args: tuple[str, ...], says: str
) -> None:
    done = run("export", *args)
    assert (done.code, done.out) == (2, "")
    assert says in done.err
    assert done.err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["bank"]


def test_a_folder_of_notes(run: Run, tmp_path: Path) -> None:
    assert run("export", "markdown", "-o", "notes/", "--obsidian").code == 0
    files = sorted(str(path.relative_to(tmp_path / "notes")) for path in (tmp_path / "notes").rglob("*.md"))
    assert files == ["evaluation/roc-axes.md", "maths/double.md"]
    assert "\n?\n" in (tmp_path / "notes/maths/double.md").read_text(encoding="utf-8")
    again = run("export", "markdown", "-o", "notes/")
    assert again.code == 2
    assert "--force" in again.err


def test_the_second_export_keeps_every_stamp_and_an_edit_moves_one(run: Run, bank: Path, tmp_path: Path) -> None:
    def stamps(name: str) -> dict[str, int]:
        run("export", "anki", "-o", name)
        with zipfile.ZipFile(tmp_path / name) as archive:
            (tmp_path / "c.db").write_bytes(archive.read("collection.anki2"))
        return dict(sqlite3.connect(tmp_path / "c.db").execute("SELECT guid, mod FROM notes"))

    first = stamps("a.apkg")
    file = bank / "coding/x/double.yaml"
    os.utime(file)  # touched, not changed
    assert stamps("b.apkg") == first
    file.write_text(file.read_text(encoding="utf-8").replace("Multiply by two", "Twice"), encoding="utf-8")
    after = stamps("c.apkg")
    assert after["db:coding:double"] > first["db:coding:double"]
    assert {guid: at for guid, at in after.items() if guid != "db:coding:double"} == {
        guid: at for guid, at in first.items() if guid != "db:coding:double"
    }


def test_progress_travels_and_due_chooses(run: Run, tmp_path: Path) -> None:
    env = {"DRILLBANK_NOW": "2026-11-24T21:00:00+08:00"}
    answered = run("answer", "roc-axes", "--rating", "3", "--json", stdin="假阳性率\n", env=env)
    assert answered.code == 0, answered.err
    report = run("export", "anki", "-o", "a.apkg", "--with-progress", "--json", env=env).json
    assert (report["with_progress"], report["reviews"]) == (1, 1)
    due = run("export", "json", "-o", "-", "--due", "14d", env=env)
    assert [q["id"] for q in json.loads(due.out)["questions"]] == ["roc-axes"]
    assert run("export", "json", "-o", "-", "--due", "0d", env=env).code == 2


def test_the_page_speaks_the_screen_s_language(run: Run, drillbank: Run, bank: Path, tmp_path: Path) -> None:
    args = ("--bank", str(bank), "--no-shipped-bank", "export", "html", "-o", "zh.html", "--lang", "zh")
    assert drillbank(*args).code == 0
    text = (tmp_path / "zh.html").read_text(encoding="utf-8")
    assert '<html lang="zh-Hans">' in text
    assert "false positive" not in text.partition('id="data">')[2].partition("</script>")[0]


def test_an_ascii_terminal_still_gets_utf8_from_a_pipe(run: Run) -> None:
    done = run("export", "tsv", "-o", "-", env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
    assert done.code == 0
    assert "假阳性率" in done.out
