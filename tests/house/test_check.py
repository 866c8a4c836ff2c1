"""scripts/check runs every step whatever failed and ends with pytest's closing line; .ci/run survives without apt."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import REPOSITORY, Checkout, write_script

CLOSING = "===== 3 passed, 1 skipped in 0.01s ====="
STEPS = (
    "ruff check",
    "ruff format --check",
    "mypy",
    "lint-imports",
    "drillbank bank check",
    "drillbank bank prove",
)


@pytest.fixture
def developed(checkout: Checkout) -> Checkout:
    """A checkout whose tools note that they ran, and fail where a file ``fail/TOOL WORDS`` says so."""
    checkout.notes.mkdir(parents=True)
    (checkout.notes / "root").write_text(f"{checkout.root}\n")
    (checkout.notes / "pyproject.dev").write_bytes((checkout.root / "pyproject.toml").read_bytes())
    (checkout.venv / "bin").mkdir()
    (checkout.venv / "bin" / "python").symlink_to(sys.executable)
    for tool in ("ruff", "mypy", "lint-imports", "drillbank"):
        write_script(
            checkout.venv / "bin" / tool,
            f"""
            words="{tool}${{*:+ $*}}"
            [ "${{words##* }}" = --help ] || printf '%s\\n' "$words" >>ran
            [ ! -e "fail/$words" ]
            """,
        )
    (checkout.root / "pytest.py").write_text(
        f"import pathlib, sys\nprint({CLOSING!r})\nsys.exit(pathlib.Path('fail/pytest').exists())\n"
    )
    (checkout.root / "fail").mkdir()
    return checkout


def check(checkout: Checkout, home: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return checkout.drill(*args, home=home, program=checkout.root / "scripts" / "check")


def steps_run(checkout: Checkout) -> list[str]:
    return (checkout.root / "ran").read_text().splitlines()


def test_all_green_runs_every_step_and_ends_with_the_closing_line(developed: Checkout, tmp_path: Path) -> None:
    done = check(developed, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert steps_run(developed) == list(STEPS)
    assert done.stdout.endswith(CLOSING + "\n")
    assert done.stderr == ""


@pytest.mark.parametrize("failing", STEPS)
def test_one_failed_step_fails_the_whole_and_hides_none(developed: Checkout, tmp_path: Path, failing: str) -> None:
    (developed.root / "fail" / failing).touch()
    done = check(developed, tmp_path)
    assert done.returncode == 1
    assert steps_run(developed) == list(STEPS)
    assert f"failed so far: {failing})" in done.stdout
    assert done.stdout.endswith(CLOSING + "\n")


def test_failed_tests_fail_the_whole(developed: Checkout, tmp_path: Path) -> None:
    (developed.root / "fail" / "pytest").touch()
    assert check(developed, tmp_path).returncode == 1


def test_missing_debian_packages_are_named_and_not_installed(
    developed: Checkout, tmp_path: Path, bare_path: Path
) -> None:
    write_script(bare_path / "dpkg-query", '[ "$4" = tmux ] || printf "install ok installed"')
    write_script(bare_path / "apt-get", f"touch '{tmp_path}/called'")
    done = developed.drill(home=tmp_path, path=str(bare_path), program=developed.root / "scripts" / "check")
    assert done.returncode == 0, done.stderr
    named = next(line for line in done.stdout.splitlines() if "Not installed" in line)
    assert named.endswith(": tmux")
    assert not (tmp_path / "called").exists()


@pytest.fixture
def ci(checkout: Checkout, bare_path: Path, tmp_path: Path) -> Checkout:
    """A checkout for .ci/run as root on a machine where no package is installed yet; check is a stand-in."""
    checkout.script("scripts/check", "echo check ran, CI=$CI; exit 5\n")
    write_script(bare_path / "id", "echo 0")
    write_script(bare_path / "dpkg-query", "exit 1")
    (bare_path / "bash").symlink_to("/bin/bash")
    return checkout


def run_ci(checkout: Checkout, home: Path, path: Path) -> subprocess.CompletedProcess[str]:
    return checkout.drill(home=home, path=str(path), program=checkout.root / ".ci" / "run")


def test_ci_installs_the_named_packages_then_gives_the_result_of_check(
    ci: Checkout, bare_path: Path, tmp_path: Path
) -> None:
    write_script(bare_path / "apt-get", f"echo \"$@\" >>'{tmp_path}/apt'")
    done = run_ci(ci, tmp_path, bare_path)
    assert done.returncode == 5
    assert done.stdout.endswith("check ran, CI=true\n")
    update, install = (tmp_path / "apt").read_text().splitlines()
    assert update.endswith(" update")
    assert {"tmux", "python3-venv"} <= set(install.split())


def test_ci_runs_check_where_apt_reaches_nothing(ci: Checkout, bare_path: Path, tmp_path: Path) -> None:
    write_script(bare_path / "apt-get", "exit 100")
    done = run_ci(ci, tmp_path, bare_path)
    assert done.returncode == 5
    assert "could not install" in done.stderr


def test_ci_leaves_apt_alone_without_root(ci: Checkout, bare_path: Path, tmp_path: Path) -> None:
    write_script(bare_path / "id", "echo 1000")
    write_script(bare_path / "apt-get", f"touch '{tmp_path}/apt'")
    assert run_ci(ci, tmp_path, bare_path).returncode == 5
    assert not (tmp_path / "apt").exists()


def test_scripts_are_executable_and_each_package_says_what_it_is_for() -> None:
    for name in ("scripts/drill", "scripts/check", "scripts/bench", ".ci/run"):
        assert (REPOSITORY / name).stat().st_mode & 0o111 == 0o111, name
    packages = [line for line in (REPOSITORY / "scripts" / "apt.txt").read_text().splitlines() if line[:1] not in "#"]
    assert packages
    for line in packages:
        assert len(line.partition(" # ")[2].strip()) > 10, line
