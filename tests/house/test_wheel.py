"""The wheel, installed with pip into an empty environment elsewhere, holds the bank and does the three jobs."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from .conftest import REPOSITORY

QUESTIONS = REPOSITORY / "questions"
CODING = QUESTIONS / "coding" / "evaluation" / "binary-report.yaml"
SHIPPED = sorted(path.stem for kind in ("theory", "business", "coding") for path in (QUESTIONS / kind).rglob("*.yaml"))


@dataclass(frozen=True, slots=True)
class Installed:
    """``drillbank`` of an environment that knows nothing of the checkout."""

    program: Path
    home: Path

    def __call__(self, *args: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.program, *args],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            cwd=self.home,
            env={"HOME": str(self.home), "PATH": os.defpath, "LANG": "C.UTF-8"},
            timeout=180,
        )

    def json(self, *args: str, stdin: str = "", code: int = 0) -> Any:
        done = self(*args, stdin=stdin)
        assert done.returncode == code, done.stdout + done.stderr
        return json.loads(done.stdout)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the working tree as a release would be: through the source distribution."""
    folder = tmp_path_factory.mktemp("dist")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, REPOSITORY],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in an environment of its own, with what it requires from the package index."""
    folder = tmp_path_factory.mktemp("elsewhere")
    subprocess.run([sys.executable, "-I", "-m", "venv", folder / "venv"], check=True, timeout=120)
    done = subprocess.run(
        [folder / "venv" / "bin" / "python", "-I", "-m", "pip", "install", "--quiet", "--no-input", wheel],
        capture_output=True,
        encoding="utf-8",
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    home = folder / "home"
    home.mkdir()
    return Installed(folder / "venv" / "bin" / "drillbank", home)


def test_wheel_holds_the_bank_as_it_stands(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        inside = {name: packed.read(name) for name in packed.namelist() if name.startswith("drillbank/_questions/")}
    outside = {
        f"drillbank/_questions/{path.relative_to(QUESTIONS).as_posix()}": path.read_bytes()
        for path in QUESTIONS.rglob("*")
        if path.is_file()
    }
    assert inside == outside
    assert len(SHIPPED) >= 12


def test_wheel_holds_the_package_data_and_nothing_of_the_tests(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
    package = REPOSITORY / "src"
    data = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert data <= set(names)
    assert {name.partition("/")[0] for name in names} == {"drillbank", f"drillbank-{version()}.dist-info"}


def version() -> str:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def test_editable_install_is_a_path_and_no_copy(tmp_path: Path) -> None:
    build = "import sys, hatchling.build; print(hatchling.build.build_editable(sys.argv[1]))"
    name = subprocess.run(
        [sys.executable, "-c", build, tmp_path], cwd=REPOSITORY, check=True, capture_output=True, encoding="utf-8"
    ).stdout.split()[-1]
    with zipfile.ZipFile(tmp_path / name) as packed:
        outside_info = [entry for entry in packed.namelist() if ".dist-info/" not in entry]
        assert outside_info == ["_drillbank.pth"]
        assert packed.read("_drillbank.pth").decode().strip() == str(REPOSITORY / "src")


def test_checkout_shows_an_edited_question_at_once(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    for name in ("src", "questions"):
        shutil.copytree(REPOSITORY / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(REPOSITORY / "pyproject.toml", checkout)
    here = checkout / CODING.relative_to(REPOSITORY)

    def shown() -> str:
        done = subprocess.run(
            [sys.executable, "-m", "drillbank", "--lang", "en", "show", CODING.stem],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(checkout / "src")},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    text = here.read_text(encoding="utf-8")
    title = yaml.safe_load(text)["title"]["en"]
    assert title in shown()
    here.write_text(text.replace(title, "An edited title", 1), encoding="utf-8")
    assert "An edited title" in shown()


def test_installed_program_lists_and_quizzes(installed: Installed) -> None:
    listed = installed.json("list", "--json")
    assert sorted(question["id"] for question in listed) == SHIPPED
    queue = installed.json("today", "--json")["queue"]
    assert {entry["question"] for entry in queue} <= set(SHIPPED)
    assert queue
    theory = next(question["id"] for question in listed if question["kind"] == "theory")
    answered = installed.json("answer", theory, "--confidence", "3", "--rating", "3", "--json", stdin="An answer.\n")
    assert answered["rating"] == 3
    assert installed.json("stats", "--json")["reviews"] == 1


def test_installed_program_judges_right_and_wrong_code(installed: Installed) -> None:
    question = yaml.safe_load(CODING.read_text(encoding="utf-8"))
    right = installed.json("run", CODING.stem, "-", "--json", stdin=question["solution"])
    assert right["verdict"] == "accepted"
    for mistake in question["wrong"]:
        verdict = installed.json("run", CODING.stem, "-", "--json", stdin=mistake["code"], code=1)
        assert verdict["verdict"] == "wrong_answer"
        assert mistake["id"] in [found["wrong"] for found in verdict["diagnosis"]]


def test_installed_program_exports_cards(installed: Installed, tmp_path: Path) -> None:
    sheet, deck = tmp_path / "cards.csv", tmp_path / "cards.apkg"
    for done in (installed("export", "csv", "-o", str(sheet)), installed("export", "anki", "-o", str(deck))):
        assert done.returncode == 0, done.stderr
    rows = list(csv.reader(io.StringIO(sheet.read_text(encoding="utf-8-sig"))))
    assert len(rows) > len(SHIPPED)
    for name in ("tsv", "markdown", "html", "json"):  # nothing that an export needs is missing from the requirements
        done = installed("export", name, "-o", str(tmp_path / f"cards.{name}"), "--lang", "both")
        assert done.returncode == 0, done.stderr
        assert (tmp_path / f"cards.{name}").stat().st_size > 10_000
    with zipfile.ZipFile(deck) as packed:
        assert any(name.startswith("collection.anki2") for name in packed.namelist())


def test_installed_program_keeps_its_own_files_under_home(installed: Installed) -> None:
    installed.json("list", "--json")
    outside = [path.name for path in installed.home.iterdir() if path.name not in {".local", ".config", ".cache"}]
    assert outside == []
