"""What an interpreter may read never holds our questions or the user's packages, wherever Python is installed."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

import pytest

from drillbank.errors import JudgeUnavailable
from drillbank.grading.judge import Judge
from drillbank.sandbox import runtime
from tests.conftest import REPOSITORY
from tests.sandbox.test_layers import asked

PACKAGE = Path(runtime.__file__).resolve().parents[1]
KINDS = [(), ("numpy",), ("scikit-learn",)]


def covers(paths: tuple[str, ...], target: Path) -> list[str]:
    """Paths that give access to ``target``: itself or a folder above it."""
    return [path for path in paths if target == Path(path) or Path(path) in target.parents]


@pytest.mark.parametrize("requires", KINDS)
def test_neither_questions_nor_package_nor_home_are_readable(requires: tuple[str, ...]) -> None:
    read = runtime.resolve(requires).read
    for target in (PACKAGE / "errors.py", REPOSITORY / "questions" / "topics.yaml", Path.home() / ".ssh" / "id_rsa"):
        assert covers(read, target) == []


@pytest.mark.parametrize("requires", KINDS)
def test_site_packages_are_opened_folder_by_folder(requires: tuple[str, ...]) -> None:
    kind = runtime.resolve(requires)
    site = Path(sysconfig.get_path("purelib")).resolve()
    assert str(site) not in kind.read
    assert covers(kind.read, site / "typer" / "__init__.py") == []
    assert bool(covers(kind.read, site / "numpy" / "__init__.py")) == bool(requires)
    assert bool(covers(kind.read, site / "sklearn" / "__init__.py")) == ("scikit-learn" in requires)


def test_site_packages_below_the_stdlib_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The layout of pyenv, and of Debian's dist-packages below /usr/lib/python3: Landlock has no deny."""
    stdlib = tmp_path / "lib" / "python3"
    for name in ("json", "site-packages/drillbank/_questions", "dist-packages/drillbank/_questions", "test"):
        (stdlib / name).mkdir(parents=True)
    (stdlib / "os.py").touch()
    monkeypatch.setattr(sysconfig, "get_path", lambda name: str(stdlib))
    folder, entries = runtime._stdlib()
    assert folder == str(stdlib)
    assert {Path(entry).name for entry in entries} == {"json", "os.py"}


def test_few_zygotes_serve_a_bank() -> None:
    assert runtime.resolve(("scipy",)) is not None
    names = {
        runtime.resolve(requires).name for requires in ((), ("numpy",), ("Scikit_Learn", "numpy"), ("scipy", "joblib"))
    }
    assert names == {"python", "numpy", "scikit-learn"}


def test_a_missing_distribution_says_how_to_get_it() -> None:
    with pytest.raises(JudgeUnavailable, match=r"'no-such-thing'.*pip install no-such-thing"):
        runtime.resolve(("no-such-thing",))


def test_a_missing_runtime_does_not_break_the_rest(tmp_path: Path) -> None:
    with Judge.open(tmp_path) as judge:
        with pytest.raises(JudgeUnavailable):
            judge.grade(asked(given="TARGET = 1", requires=("no-such-thing",)), "def attack(x): return 1", seed=1)
        assert judge.grade(asked(given="TARGET = 1"), "def attack(x): return 1", seed=1).tests[0].message == "1"


def test_what_is_listed_suffices_to_import_lazily(tmp_path: Path) -> None:
    code = (
        "def attack(x):\n    import sqlite3, ssl, lzma, ctypes, decimal, unittest.mock, zoneinfo\n"
        "    return zoneinfo.ZoneInfo('Asia/Shanghai').key"
    )
    with Judge.open(tmp_path) as judge:
        assert judge.grade(asked(given="TARGET = 1"), code, seed=1).tests[0].message == "'Asia/Shanghai'"


def test_a_path_on_which_python_lies_is_never_mounted_over(tmp_path: Path) -> None:
    from drillbank.sandbox import namespaces

    assert Path(sys.executable).exists()
    taken = [point + "/venv/bin/python" for point in namespaces._MOUNT_POINTS]
    with pytest.raises(FileNotFoundError):
        namespaces.mount_scratch(taken)
