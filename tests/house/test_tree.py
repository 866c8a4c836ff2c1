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

# module: why no test module of its own name and no import in a test is needed
UNTESTED: dict[str, str] = {
    "__main__.py": "one call of cli.main; the wheel test and the fixture `drillbank` start it",
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
        if not own.exists() and dotted not in imported and name not in UNTESTED:
            missing.append(name)
    assert missing == []


def test_every_exception_names_a_module_that_exists() -> None:
    names = {name_of(path) for path in MODULES}
    assert set(UNTESTED) | set(LONGER) <= names


def test_every_test_asserts_something() -> None:
    idle = []
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                text = ast.unparse(node)
                if not re.search(r"\bassert\b|\braises\(|\bexpect|\bcheck", text):
                    idle.append(f"{path.relative_to(TESTS)}:{node.lineno}: {node.name}")
    assert idle == []


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
    assert found == []


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
    assert bare == []


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
