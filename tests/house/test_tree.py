"""What a newcomer may rely on in every file: its size, its test, no leftovers, no path of somebody's machine."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import drillbank

from .conftest import REPOSITORY

PACKAGE = REPOSITORY / "src" / "drillbank"
TESTS = REPOSITORY / "tests"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.read_text(encoding="utf-8").strip())

LONGEST_LINES = 400
# module: why it may be longer
LONGER: dict[str, str] = {}

# module: the test that holds it, where neither a test of its own name nor an import in a test does, and how
HELD_ELSEWHERE: dict[str, tuple[str, str]] = {
    "__init__.py": ("house/test_tree.py", "the version, compared with pyproject.toml"),
    "__main__.py": ("cli/test_running.py", "the fixture `drillbank` starts it"),
    "cli/config.py": ("cli/test_answering.py", "settings read, written and refused through `config`"),
    "cli/exit.py": ("cli/test_running.py", "each exit code as the shell sees it"),
    "cli/looking_back.py": ("cli/test_answering.py", "`undo` and `stats`"),
    "cli/settings.py": ("cli/test_answering.py", "`config`, `suspend` and `bury`"),
    "cli/corrections.py": ("cli/test_listing.py", "errata as `show --answer` prints them"),
    "cli/exporting.py": ("cli/test_export.py", "`export` as a user runs it"),
    "cli/importing.py": ("cli/test_import.py", "`import` as a user runs it"),
    "cli/bulk.py": ("grading/test_bulk.py", "`grade` as a user runs it"),
    "exchange/formulae.py": ("exchange/test_markup.py", "formulae inside texts"),
    "exchange/languages.py": ("exchange/test_tables.py", "columns by language"),
    "exchange/wording.py": ("exchange/test_anki_package.py", "the words on a card"),
    "grading/blocks.py": ("grading/test_verdicts.py", "a question's code as the checker gets it"),
    "grading/checker.py": ("grading/test_verdicts.py", "runs in a confined child; seen through its verdicts"),
    "grading/document.py": ("cli/test_running.py", "the JSON of `run`"),
    "grading/own.py": ("grading/test_programs.py", "the process that serves a question's own JavaScript"),
    "grading/output.py": ("grading/test_verdicts.py", "stdout and stderr of an answer in its verdict"),
    "grading/pair.py": ("grading/test_verdicts.py", "the two processes of one judgement"),
    "grading/report.py": ("grading/test_verdicts.py", "the checker's report as a verdict"),
    "sandbox/confine.py": ("sandbox/test_layers.py", "runs in a confined child; each layer switched off in turn"),
    "sandbox/inspection.py": ("sandbox/test_layers.py", "the layers as `doctor` tells them"),
    "sandbox/landlock.py": ("sandbox/test_layers.py", "switched off, its attack succeeds"),
    "sandbox/launch.py": ("sandbox/test_layers.py", "runs in the exec'd process"),
    "sandbox/libc.py": ("sandbox/test_seccomp.py", "the system calls of every layer go through it"),
    "sandbox/namespaces.py": ("sandbox/test_layers.py", "switched off, its attack succeeds"),
    "sandbox/node/process.py": ("attacks/test_node.py", "runs in a confined child that becomes node"),
    "sandbox/privileges.py": ("sandbox/test_layers.py", "switched off, its attack succeeds"),
    "sandbox/probes.py": ("sandbox/test_layers.py", "a canary that gets through is a refusal"),
    "sandbox/remedies.py": ("sandbox/test_layers.py", "what a refusal says"),
    "sandbox/rlimits.py": ("sandbox/test_layers.py", "switched off, its attack succeeds"),
    "sandbox/runtime.py": ("sandbox/test_layers.py", "what a runtime may read"),
    "sandbox/solution.py": ("grading/test_verdicts.py", "runs in a confined child; seen through its replies"),
    "sandbox/stream.py": ("grading/test_verdicts.py", "frames between checker and solution"),
    "sandbox/supervisor.py": ("sandbox/test_layers.py", "limits, clocks and kills"),
    "sandbox/zygote.py": ("sandbox/test_layers.py", "runs in the exec'd process"),
    "study/database.py": ("study/test_durability.py", "full disks, damage, newer versions"),
}


def tracked() -> list[Path]:
    """The files of the repository: as git sees them, new ones included; without git, all but the hidden folders."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        encoding="utf-8",
    )
    if listed.returncode == 0:
        return [REPOSITORY / name for name in listed.stdout.split("\0") if name and (REPOSITORY / name).is_file()]
    return [
        path
        for path in REPOSITORY.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(REPOSITORY).parts[:-1])
    ]


def name_of(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def imported_by_tests() -> set[str]:
    """Dotted names that some test module imports, whole modules and names from them alike."""
    names = set()
    for path in TESTS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_modules_are_short_enough_to_hold_one_noun() -> None:
    lines = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: count for name, count in lines.items() if count > LONGEST_LINES and name not in LONGER} == {}
    assert {name for name in LONGER if lines.get(name, 0) <= LONGEST_LINES} == set(), "no longer an exception"


def test_every_module_has_its_test() -> None:
    imported = imported_by_tests()
    missing = []
    for path in MODULES:
        name = name_of(path)
        dotted = "drillbank." + name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        own = TESTS / path.relative_to(PACKAGE).with_name(f"test_{path.stem}.py")
        if not own.exists() and dotted not in imported and name not in HELD_ELSEWHERE:
            missing.append(name)
    assert not missing, "\n".join(missing)


def test_every_exception_names_what_exists() -> None:
    names = {name_of(path) for path in MODULES}
    assert (set(HELD_ELSEWHERE) | set(LONGER)) - names == set()
    assert {test for test, _ in HELD_ELSEWHERE.values() if not (TESTS / test).is_file()} == set()


def test_every_test_asserts_something() -> None:
    idle = []
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                text = ast.unparse(node)
                if not re.search(r"\bassert\b|\braises\(|\bexpect|\bcheck", text):
                    idle.append(f"{path.relative_to(TESTS)}:{node.lineno}: {node.name}")
    assert not idle, "\n".join(idle)


def test_no_leftovers_and_no_paths_of_one_machine() -> None:
    # Put together here, so that this file does not find itself.
    marks = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "HA" + "CK", "X" + "XX")) + r")\b")
    places = re.compile(
        r"(?<![\w.])/(" + "|".join(("work", "root", "Users/\\w+", "home/\\w+", "tmp/no" + "tes")) + r")/"
    )
    found = []
    for path in tracked():
        name = path.relative_to(REPOSITORY).as_posix()
        if path.suffix not in {".py", ".sh", ".md", ".toml", ".sql", ".txt", ".yaml", ".yml", ""} or name == "LICENSE":
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if places.search(line) or (not name.startswith("questions/") and marks.search(line)):
                found.append(f"{name}:{number}: {line.strip()[:80]}")
    assert not found, "\n".join(found)


def test_every_silenced_check_says_why_on_its_line() -> None:
    silenced = re.compile(
        r"#\s*(?:noqa(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?|type:\s*ignore(?:\[[\w, -]+\])?)(?P<reason>.*)$"
    )
    bare = []
    for path in [*MODULES, *sorted((REPOSITORY / "scripts").rglob("*.py"))]:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            hit = silenced.search(line)
            if hit and len(hit["reason"].strip(" -#")) < 8:
                bare.append(f"{path.relative_to(REPOSITORY)}:{number}: {line.strip()[-70:]}")
    assert not bare, "\n".join(bare)


def test_version_stands_once_in_every_place_that_needs_it() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == drillbank.__version__
    headings = re.findall(r"^## (\S+)", (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert drillbank.__version__ in headings


def test_licences_are_where_the_package_says() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    code, questions = ((REPOSITORY / name).read_text(encoding="utf-8") for name in project["license-files"])
    assert "Permission is hereby granted, free of charge" in code
    assert "https://creativecommons.org/licenses/by/4.0/" in questions
