"""The arrows between the rooms hold, and no room stands outside of them."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

from .conftest import REPOSITORY

PACKAGE = REPOSITORY / "src" / "drillbank"
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


def lint(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT_IMPORTS, "--no-cache", *args], cwd=folder, capture_output=True, encoding="utf-8", timeout=120
    )


def test_every_contract_holds() -> None:
    done = lint(REPOSITORY)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_is_in_the_layers() -> None:
    contracts = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = next(contract["layers"] for contract in contracts["contracts"] if contract["type"] == "layers")
    named = {name.strip().removeprefix("drillbank.") for layer in layers for name in layer.split("|")}
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    rooms |= {path.stem for path in PACKAGE.glob("*.py")} - {"__init__", "__main__"}
    assert rooms == named


def test_below_cli_nobody_reads_the_clock_or_the_environment_or_prints() -> None:
    called = {"print", "input", "datetime.now", "datetime.utcnow", "date.today", "time.time", "time.time_ns"}
    called |= {"os.getenv", "sys.exit"}
    read = {"os.environ", "sys.stdout", "sys.stderr", "sys.stdin", "sys.argv"}
    # These run in a confined child, a program of its own: it has a start and an end, and an environment to clean.
    children = {"confine", "launch", "node/process", "probes", "solution", "zygote"}
    children = {f"sandbox/{name}.py" for name in children}
    assert {name for name in children if not (PACKAGE / name).is_file()} == set()
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if name.startswith("cli/") or name == "__main__.py" or name in children:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in called:
                found.append(f"{name}:{node.lineno}: {ast.unparse(node.func)}()")
            elif isinstance(node, ast.Attribute) and (used := ast.unparse(node)) in read:
                found.append(f"{name}:{node.lineno}: {used}")
    assert found == []
