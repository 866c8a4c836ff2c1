"""A small stand-in for the checkout, with the real scripts: no dependency, so that an installation takes seconds."""

from __future__ import annotations

import os
import shutil
import subprocess
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent.parent

# What the scripts may call besides a Python: nothing that a bare Debian or macOS lacks.
TOOLS = (
    *("sh", "cat", "cmp", "cp", "cut", "dirname", "env", "find", "grep", "id", "ls", "mkdir", "mktemp"),
    *("readlink", "rm", "sed", "tail", "timeout", "touch"),
)

PYPROJECT = """\
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "drillbank"
version = "0.0"
"""

# A build backend of its own, so that pip needs neither network nor hatchling.
BACKEND = """
import pathlib, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "drillbank-0.0-py3-none-any.whl"
    info = "drillbank-0.0.dist-info"
    requires = pathlib.Path("requires.txt")
    files = {
        "_drillbank.pth": str(pathlib.Path("src").absolute()) + "\\n",
        f"{info}/METADATA": "Metadata-Version: 2.1\\nName: drillbank\\nVersion: 0.0\\nProvides-Extra: dev\\n"
        + (requires.read_text() if requires.exists() else ""),
        f"{info}/WHEEL": "Wheel-Version: 1.0\\nGenerator: toy\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
        f"{info}/entry_points.txt": "[console_scripts]\\ndrillbank = drillbank:main\\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{path},,\\n" for path in [*files, f"{info}/RECORD"])
    with zipfile.ZipFile(pathlib.Path(folder, name), "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)
    return name
"""

PROGRAM = """
import json, os, sys

def main():
    json.dump({"args": sys.argv[1:], "cwd": os.getcwd(), "python": sys.prefix}, sys.stdout)
    sys.exit(7 if "seven" in sys.argv else 0)
"""


@dataclass(frozen=True, slots=True)
class Checkout:
    """A folder with scripts/, pyproject.toml and a program that prints its arguments as JSON."""

    root: Path

    @classmethod
    def make(cls, root: Path) -> Checkout:
        (root / "src" / "drillbank").mkdir(parents=True)
        (root / "src" / "drillbank" / "__init__.py").write_text(PROGRAM)
        (root / "backend.py").write_text(BACKEND)
        (root / "pyproject.toml").write_text(PYPROJECT)
        shutil.copytree(REPOSITORY / "scripts", root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(REPOSITORY / ".ci", root / ".ci")
        return cls(root)

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def notes(self) -> Path:
        return self.venv / "drill"

    def environment(self, home: Path, path: str = os.defpath) -> dict[str, str]:
        """What a script sees: an empty home, a PATH, and where this machine's pip finds packages."""
        kept = {name: value for name, value in os.environ.items() if name in ("SSL_CERT_FILE", "PIP_CERT")}
        return {**kept, "HOME": str(home), "PATH": path, "LANG": "C.UTF-8"}

    def drill(
        self,
        *args: str,
        home: Path,
        path: str = os.defpath,
        env: Mapping[str, str] | None = None,
        program: Path | str | None = None,
        cwd: Path | str = "/",
        shell: tuple[str, ...] = (),
    ) -> subprocess.CompletedProcess[str]:
        """Call scripts/drill (or ``program``, a way to it) and wait."""
        return subprocess.run(
            [*shell, str(program or self.root / "scripts" / "drill"), *args],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            cwd=cwd,
            env={**self.environment(home, path), **(env or {})},
            timeout=120,
        )

    def script(self, name: str, text: str) -> None:
        """Put an executable shell script at ``name``."""
        write_script(self.root / name, text)


def write_script(path: Path, text: str) -> None:
    """Write an executable ``sh`` script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n" + textwrap.dedent(text))
    path.chmod(0o755)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A checkout on which no script ran yet, in a folder whose name needs quoting."""
    return Checkout.make(tmp_path / "with space & 中文")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A checkout after its first call, shared by the tests of one module: leave it working."""
    made = Checkout.make(tmp_path_factory.mktemp("installed") / "a checkout")
    first = made.drill("first", home=tmp_path_factory.mktemp("empty"))
    assert first.returncode == 0, first.stderr
    return made


@pytest.fixture
def bare_path(tmp_path: Path) -> Path:
    """A folder for PATH that holds the tools of the scripts and no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        found = shutil.which(tool, path=os.defpath)
        assert found is not None, tool
        (folder / tool).symlink_to(found)
    return folder
