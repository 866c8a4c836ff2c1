"""Docs cannot rot: every command of README.md and CONTRIBUTING.md runs and prints what stands there.

After a change that is meant, ``.venv/bin/python tests/house/docs.py`` brings the pages up to date.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from drillbank.cli.commands import BANK_COMMANDS, COMMANDS

from .conftest import REPOSITORY
from .docs import PAGES, Block, beginnings, blocks, differing, printed, runnable, screen

MEND = "If the change is meant: .venv/bin/python tests/house/docs.py"
BLOCKS = {page.name: blocks(page) for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_console_block_runs_and_prints_what_it_shows(page: Path, tmp_path: Path) -> None:
    faults = []
    ran = 0
    for block in BLOCKS[page.name]:
        if block.file is not None:
            (tmp_path / block.file).write_text("\n".join(block.body) + "\n", encoding="utf-8")
        elif block.kind == "console" and block.keys is None:
            faults += run(block, tmp_path)
            ran += len(block.steps)
    assert not faults, "\n".join([*faults, MEND])
    assert ran


def run(block: Block, folder: Path) -> list[str]:
    faults = []
    for number, (command, expected) in enumerate(block.steps, 1):
        if not runnable(command):
            continue
        done = printed(command, folder)
        place = f"{block.page}:{block.line}: $ {command}: "
        code = block.exit if number == len(block.steps) else 0
        if done.returncode != code:
            faults.append(f"{place}exit code {done.returncode} instead of {code}: {done.stdout[-500:]}")
        elif expected and (fault := differing(expected, done.stdout.splitlines())):
            faults.append(place + fault)
    return faults


SCREENS = [block for page in BLOCKS.values() for block in page if block.keys is not None]


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed (Debian package tmux)")
@pytest.mark.parametrize("block", SCREENS, ids=lambda block: f"{block.page}:{block.line}")
def test_every_screen_is_what_a_terminal_shows(block: Block, tmp_path: Path) -> None:
    ((command, expected),) = block.steps
    assert block.keys is not None
    shown = screen(command, block.keys, tmp_path)
    if block.grows is not None:
        expected, shown = beginnings(expected, block.grows), beginnings(shown, block.grows)
    assert differing(expected, shown) is None, "\n".join([*shown, MEND])


def test_readme_and_program_name_the_same_commands() -> None:
    words = set()
    for page in PAGES:
        for line in re.findall(
            r"(?:`|\$ )(?:scripts/drill|drillbank) ([a-z][^`\n]*)", page.read_text(encoding="utf-8")
        ):
            first, *rest = shlex.split(line.partition("|")[0].partition("[")[0]) or [""]
            words.add(f"bank {rest[0]}" if first == "bank" and rest else first)
    known = set(COMMANDS) | {f"bank {name}" for name in BANK_COMMANDS}
    assert words - known == set(), "named in the pages, unknown to the program"
    assert known - words == set(), "known to the program, named in no page"


@pytest.mark.parametrize("name", [*COMMANDS, *(f"bank {name}" for name in BANK_COMMANDS)])
def test_every_command_explains_itself(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "drillbank", *name.split(), "--help"], capture_output=True, encoding="utf-8", timeout=60
    )
    assert done.returncode == 0, done.stderr
    says = done.stdout.split("\n\n")[1].strip()
    assert len(says) > 15, done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_to_files_of_the_repository_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (REPOSITORY / link).exists()] == []
    assert links


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        (["a", "…", "z"], ["a", "b", "c", "z"], True),
        (["a", "…"], ["a", "b"], True),
        (["12 ms · 31 MB"], ["7 ms · 8.5 MB"], True),
        (["a", "…", "z"], ["a", "b", "y"], False),
        (["a"], ["a", "b"], False),
        (["a", "b"], ["a"], False),
        (["12 tests"], ["13 tests"], False),
    ],
)
def test_comparison_forgives_figures_and_ellipses_only(expected: list[str], printed: list[str], same: bool) -> None:
    assert (differing(expected, printed) is None) is same
