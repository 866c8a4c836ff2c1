"""scripts/drill: the first call installs, later calls only run, and whatever interrupts it is repaired."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import Checkout, write_script

NEWEST = sys.version_info[:2]


def answer(done: subprocess.CompletedProcess[str]) -> dict[str, object]:
    """What the program printed; fails where the script itself added to stdout or did not reach it."""
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert isinstance(document, dict)
    return document


def pythons(folder: Path, **scripts: str) -> None:
    """Put stand-ins for Pythons into ``folder``; underscores in a name stand for dots."""
    for name, text in scripts.items():
        write_script(folder / name.replace("_", "."), text)


def real_python(folder: Path, name: str) -> None:
    """Put the Python that runs the tests into ``folder`` under ``name``."""
    (folder / name).symlink_to(Path(sys.base_prefix, "bin", f"python{NEWEST[0]}.{NEWEST[1]}"))


@pytest.mark.parametrize("shell", [(), ("bash",)], ids=["as-is", "bash"])
def test_first_call_installs_and_runs_with_nothing_else_on_stdout(
    checkout: Checkout, tmp_path: Path, shell: tuple[str, ...]
) -> None:
    if shell and shutil.which(shell[0]) is None:
        pytest.skip(f"{shell[0]} is not installed")
    done = checkout.drill("show", "two words", "", "*", home=tmp_path / "no such home", cwd=tmp_path, shell=shell)
    said = answer(done)
    assert said["args"] == ["show", "two words", "", "*"]
    assert said["cwd"] == str(tmp_path)
    assert said["python"] == str(checkout.venv)
    assert done.stderr.count("\n") == 2  # making, installing


def test_later_call_needs_no_program_but_cmp(installed: Checkout, tmp_path: Path) -> None:
    only = tmp_path / "only"
    only.mkdir()
    (only / "cmp").symlink_to(shutil.which("cmp", path=os.defpath) or "cmp")
    done = installed.drill("again", home=tmp_path, path=str(only))
    assert answer(done)["args"] == ["again"]
    assert done.stderr == ""


def test_exit_code_is_the_programs(installed: Checkout, tmp_path: Path) -> None:
    assert installed.drill("seven", home=tmp_path).returncode == 7


def test_links_to_the_script_and_to_its_folder_find_the_checkout(installed: Checkout, tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to(installed.root / "scripts" / "drill")
    (tmp_path / "two").symlink_to("one")
    (tmp_path / "folder").symlink_to(installed.root / "scripts")
    for way in (tmp_path / "two", tmp_path / "folder" / "drill", "./two", "folder/drill"):
        done = installed.drill(str(way), home=tmp_path, program=way, cwd=tmp_path, env={"CDPATH": "/:/usr"})
        assert answer(done)["args"] == [str(way)]
    by_name = installed.drill(home=tmp_path, program="two", path=f"{tmp_path}:{os.defpath}")
    assert answer(by_name)["args"] == []


def test_settings_for_another_python_do_not_reach_this_one(checkout: Checkout, tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "json.py").write_text("raise SystemExit('the wrong json')")
    (bad / "drillbank.py").write_text("raise SystemExit('the wrong drillbank')")
    done = checkout.drill(
        home=tmp_path,
        cwd=bad,
        env={
            "PYTHONPATH": str(bad),
            "PYTHONHOME": "/nowhere",
            "VIRTUAL_ENV": "/nowhere",
            "PIP_TARGET": str(tmp_path / "target"),
            "PIP_USER": "1",
            "PIP_REQUIRE_VIRTUALENV": "1",
            "PIP_REQUIREMENT": "/nowhere.txt",
            "PIP_NO_DEPS": "1",
            "PIP_DRY_RUN": "1",
            "PIP_QUIET": "3",
        },
    )
    assert answer(done)["python"] == str(checkout.venv)
    assert not (tmp_path / "target").exists()


def test_installs_again_only_after_pyproject_changed(installed: Checkout, tmp_path: Path) -> None:
    pyproject = installed.root / "pyproject.toml"
    pyproject.touch()
    assert installed.drill(home=tmp_path).stderr == ""
    kept = installed.venv / "kept"
    kept.touch()
    pyproject.write_text(pyproject.read_text() + "\n# changed\n")
    assert "installing" in installed.drill(home=tmp_path).stderr
    assert kept.exists()  # installed into, not made anew
    assert installed.drill(home=tmp_path).stderr == ""


def test_moved_checkout_and_vanished_python_are_installed_again(checkout: Checkout, tmp_path: Path) -> None:
    answer(checkout.drill(home=tmp_path))
    moved = Checkout(checkout.root.rename(tmp_path / "moved"))
    assert answer(moved.drill(home=tmp_path))["python"] == str(moved.venv)
    for link in (moved.venv / "bin").glob("python*"):
        link.unlink()
    (moved.venv / "bin" / "python").symlink_to("/nowhere/python3.11")
    done = moved.drill(home=tmp_path)
    assert "making" in done.stderr
    assert answer(done)["python"] == str(moved.venv)


@pytest.mark.parametrize("cut_at", ["lib", "bin/pip"])
def test_killed_first_call_is_repaired_by_the_next(checkout: Checkout, tmp_path: Path, cut_at: str) -> None:
    first = subprocess.Popen(
        [checkout.root / "scripts" / "drill"],
        env=checkout.environment(tmp_path),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    until = time.monotonic() + 60
    while not (checkout.venv / cut_at).exists() and time.monotonic() < until:
        time.sleep(0.005)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    assert (checkout.notes / "unfinished").exists()
    half = checkout.venv / "half-written"
    half.touch()
    answer(checkout.drill(home=tmp_path))
    assert not half.exists()
    assert not (checkout.notes / "unfinished").exists()


def test_cut_off_update_is_repaired_by_the_next_call(installed: Checkout, tmp_path: Path) -> None:
    (installed.notes / "unfinished").touch()  # as a kill in the middle of pip leaves it: all else looks complete
    assert "making" in installed.drill(home=tmp_path).stderr
    assert installed.drill(home=tmp_path).stderr == ""


def test_three_first_calls_at_once_install_once(checkout: Checkout, tmp_path: Path) -> None:
    calls = [
        subprocess.Popen(
            [checkout.root / "scripts" / "drill", str(number)],
            env=checkout.environment(tmp_path),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for number in range(3)
    ]
    ends = [call.communicate(timeout=120) for call in calls]
    assert [json.loads(out)["args"] for out, _ in ends] == [["0"], ["1"], ["2"]]
    said = "".join(err for _, err in ends)
    assert said.count("making") == 1
    assert said.count("installing what") == 1
    assert said.count("waiting") == 2


def test_ctrl_c_while_installing_ends_with_130(checkout: Checkout, tmp_path: Path) -> None:
    call = subprocess.Popen(
        [checkout.root / "scripts" / "drill"],
        env=checkout.environment(tmp_path),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    while not (checkout.venv / "bin").exists() and call.poll() is None:
        time.sleep(0.01)
    os.killpg(call.pid, signal.SIGINT)  # a terminal sends it to the whole group
    _, said = call.communicate(timeout=60)
    assert call.returncode in (130, -signal.SIGINT)
    assert "Traceback" not in said
    answer(checkout.drill(home=tmp_path))


# A Python that works in all but its version.
OLD = f"""
shift 2
exec {sys.executable} -I -c 'import sys; sys.version_info = (3, 10, 9, "final", 0); exec(sys.argv[1])' "$1"
"""


@pytest.mark.parametrize(
    "python3",
    [None, OLD, "exit 127", "echo 'pyenv: python3: command not found' >&2; exit 127", "exit 0"],
    ids=["none", "old", "broken", "stand-in", "silent"],
)
def test_no_python_new_enough_is_one_sentence(
    checkout: Checkout, bare_path: Path, tmp_path: Path, python3: str | None
) -> None:
    if python3 is not None:
        pythons(bare_path, python3=python3, python3_12=python3)
    done = checkout.drill(home=tmp_path, path=str(bare_path))
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "Python 3.11 or newer" in done.stderr
    assert not checkout.venv.exists()


NO_ENSUREPIP = """
case $* in
  *ensurepip*) exit 1 ;;
  *) echo 3.12 ;;
esac
"""


def test_missing_ensurepip_is_one_sentence_with_its_apt_line(
    checkout: Checkout, bare_path: Path, tmp_path: Path
) -> None:
    pythons(bare_path, python3_12=NO_ENSUREPIP, python3="exit 127")
    done = checkout.drill(home=tmp_path, path=str(bare_path))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "apt install python3.12-venv" in done.stderr


def test_a_python_that_can_is_found_behind_those_that_cannot(
    checkout: Checkout, bare_path: Path, tmp_path: Path
) -> None:
    pythons(bare_path, python3_14="exit 127", python3_13=NO_ENSUREPIP)
    real_python(bare_path, "python3")
    done = checkout.drill(home=tmp_path, path=str(bare_path))
    assert answer(done)["python"] == str(checkout.venv)
    assert "with python3 (" in done.stderr


def test_what_pip_cannot_find_is_said_in_short_and_mended_without_a_new_start(
    checkout: Checkout, tmp_path: Path
) -> None:
    requires = checkout.root / "requires.txt"
    requires.write_text("Requires-Dist: no-such-distribution\n")
    done = checkout.drill(home=tmp_path, env={"PIP_NO_INDEX": "1"})
    assert done.returncode == 2
    assert done.stdout == ""
    assert "no-such-distribution" in done.stderr
    assert str(checkout.notes / "log") in done.stderr
    assert done.stderr.count("\n") == 4  # making, installing, the reason, where the rest stands
    kept = checkout.venv / "kept"
    kept.touch()
    requires.unlink()
    answer(checkout.drill(home=tmp_path))
    assert kept.exists()


def test_failed_update_says_that_the_old_installation_still_runs(installed: Checkout, tmp_path: Path) -> None:
    requires = installed.root / "requires.txt"
    requires.write_text("Requires-Dist: no-such-distribution\n")
    pyproject = installed.root / "pyproject.toml"
    pyproject.write_text(pyproject.read_text() + "\n# changed once more\n")
    done = installed.drill(home=tmp_path, env={"PIP_NO_INDEX": "1"})
    requires.unlink()
    assert done.returncode == 2
    assert str(installed.venv / "bin" / "drillbank") in done.stderr
    assert subprocess.run([installed.venv / "bin" / "drillbank"], capture_output=True, check=False).returncode == 0
    answer(installed.drill(home=tmp_path))


def test_a_venv_that_drill_did_not_make_is_never_deleted(checkout: Checkout, tmp_path: Path) -> None:
    precious = checkout.venv / "precious"
    checkout.venv.mkdir()
    precious.touch()
    done = checkout.drill(home=tmp_path)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert str(checkout.venv) in done.stderr
    assert precious.exists()


def test_a_working_venv_of_the_developers_own_is_used(checkout: Checkout, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-I", "-m", "venv", checkout.venv], check=True, timeout=60)
    mine = checkout.venv / "mine"
    mine.touch()
    done = checkout.drill(home=tmp_path)
    assert answer(done)["python"] == str(checkout.venv)
    assert "making" not in done.stderr
    assert mine.exists()
    assert not (checkout.notes / "made").exists()
