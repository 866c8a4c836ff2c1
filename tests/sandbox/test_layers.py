"""Each layer is needed: switched off, its attack succeeds; made missing from outside, code is refused."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from drillbank.grading.judge import Judge
from drillbank.model import Coding, Limits, Test, Text
from tests.conftest import REPOSITORY

OUTER = str(Path(__file__).with_name("outer.py"))


def asked(**more: Any) -> Coding:
    values: dict[str, Any] = {
        "id": "attack",
        "path": "attack.yaml",
        "bank": "shipped",
        "title": Text(en="t"),
        "topic": "a/b",
        "level": 1,
        "minutes": 1,
        "roles": (),
        "rev": 1,
        "prompt": Text(en="p"),
        "answer": Text(en="a"),
        "limits": Limits(wall_s=5, memory_mb=96),
        "solution": "def attack(x): return 0",
        "tests": (Test("only", "assert False, repr(solution.attack(TARGET))"),),
    }
    return Coding(**{**values, **more})


def outcome(judge: Judge, code: str, target: object = None) -> str:
    """What the attack returned, or how it ended."""
    verdict = judge.grade(asked(given=f"TARGET = {target!r}"), code, seed=1)
    return verdict.tests[0].message


@pytest.fixture
def without(tmp_path: Path) -> Iterator[Callable[..., Judge]]:
    made: list[Judge] = []

    def make(*layers: str, abi: int = 99) -> Judge:
        made.append(Judge.open(tmp_path / "scratch", off=frozenset(layers), landlock_cap=abi))
        return made[-1]

    yield make
    for judge in made:
        judge.close()


READ = "def attack(path): return open(path).read()"
CONNECT = (
    "import socket\ndef attack(port):\n"
    "    socket.create_connection(('127.0.0.1', port), 2).close()\n    return 'through'"
)
FORK = "import os\ndef attack(x):\n    if os.fork() == 0: os._exit(0)\n    return 'through'"
BIG_FILE = "def attack(x):\n    f = open('big', 'wb')\n    f.truncate(80 * 2 ** 20)\n    return 'through'"


def test_without_landlock_a_file_outside_can_be_read(without: Callable[..., Judge], tmp_path: Path) -> None:
    secret = REPOSITORY / "pyproject.toml"
    assert "drillbank" not in outcome(without(), READ, str(secret))
    assert "[build-system]" in outcome(without("landlock"), READ, str(secret))


def test_without_seccomp_namespaces_and_landlock_a_socket_connects(without: Callable[..., Judge]) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        assert "through" not in outcome(without(), CONNECT, port)
        for alone in (("seccomp", "landlock"), ("seccomp", "namespaces"), ("landlock", "namespaces")):
            assert "through" not in outcome(without(*alone), CONNECT, port), f"the third layer holds without {alone}"
        assert "through" in outcome(without("seccomp", "landlock", "namespaces"), CONNECT, port)


def test_without_seccomp_a_process_can_be_made(without: Callable[..., Judge]) -> None:
    assert "through" not in outcome(without(), FORK)
    assert "through" in outcome(without("seccomp"), FORK)


def test_without_rlimits_a_giant_file_can_be_made(without: Callable[..., Judge]) -> None:
    assert "through" not in outcome(without(), BIG_FILE)
    assert "through" in outcome(without("rlimits"), BIG_FILE)


def test_without_namespaces_the_hosts_name_can_be_seen(without: Callable[..., Judge]) -> None:
    pid = "import os\ndef attack(x): return os.getppid()"
    assert outcome(without(), pid) == "1"
    assert outcome(without("namespaces"), pid) != "1"


@pytest.mark.parametrize("abi", [1, 2, 3, 4, 5, 6])
def test_an_older_landlock_still_holds(without: Callable[..., Judge], abi: int, tmp_path: Path) -> None:
    judge = without(abi=abi)
    victim = tmp_path / "victim"
    victim.write_text("kept")
    truncate = "import os\ndef attack(p):\n    os.truncate(p, 0)\n    return 'through'"
    sneaky = "import os\ndef attack(p):\n    os.open(p, os.O_RDONLY | os.O_TRUNC)\n    return 'through'"
    for code in (READ, truncate, sneaky):
        assert "kept" not in outcome(judge, code, str(victim))
    assert victim.read_text() == "kept"
    readable = os.path.realpath(json.__file__)
    before = Path(readable).read_bytes()
    assert "through" not in outcome(judge, sneaky, readable)
    assert Path(readable).read_bytes() == before


@pytest.fixture
def under(home: Path, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run ``drillbank ARGS`` under an outer filter."""

    def run(rules: list[str], *args: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, OUTER, *rules, "--", sys.executable, "-P", "-m", "drillbank", *args]
        return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=120)

    return run


@pytest.mark.parametrize(
    ("rule", "layer"),
    [
        ("landlock_create_ruleset=ENOSYS", "landlock"),
        ("landlock_create_ruleset=EOPNOTSUPP", "landlock"),
        ("landlock_restrict_self=EPERM", "landlock"),
        ("seccomp=ENOSYS", "seccomp"),
        ("seccomp=EPERM", "seccomp"),
    ],
)
def test_a_missing_needed_layer_refuses_code_and_names_itself(
    under: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path, rule: str, layer: str
) -> None:
    answer = tmp_path / "a.py"
    answer.write_text("def quantize(x): return None")
    ran = under([rule], "run", "quantize", str(answer), "--json")
    assert ran.returncode == 3, ran.stderr
    assert ran.stdout == ""
    assert f"the sandbox layer '{layer}'" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
    doctor = under([rule], "doctor", "--json")
    assert doctor.returncode == 3
    states = {entry["name"]: entry for entry in json.loads(doctor.stdout)["layers"]}
    assert states[layer]["state"] in ("absent", "blocked")
    assert states[layer]["remedy"]
    assert under([rule], "list", "--json").returncode == 0, "every other job works"


@pytest.mark.parametrize("rules", [["unshare=EPERM"], ["unshare=ENOSYS"], ["mount=EPERM"]])
def test_missing_namespaces_are_said_and_code_still_runs_confined(
    under: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path, rules: list[str], home: Path
) -> None:
    answer = tmp_path / "a.py"
    answer.write_text("def quantize(x): return None")
    ran = under(rules, "run", "quantize", str(answer), "--json")
    assert ran.returncode == 1, ran.stderr
    sandbox = json.loads(ran.stdout)["sandbox"]
    assert "namespaces" in sandbox["missing"]
    assert "landlock" in sandbox["layers"]
    assert not list((home / "cache" / "scratch").glob("*/*")), "scratch on disk is emptied"
    assert under(rules, "doctor").returncode == 0


def test_unsafe_runs_ones_own_file_without_the_missing_layer_and_says_so(
    under: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path, home: Path
) -> None:
    answer = tmp_path / "a.py"
    answer.write_text("def quantize(x): return None")
    for rule, layer in (("landlock_create_ruleset=ENOSYS", "landlock"), ("seccomp=EPERM", "seccomp")):
        ran = under([rule], "run", "quantize", str(answer), "--json", "--unsafe")
        assert ran.returncode == 1, ran.stderr
        assert f"without {layer} this code can do what you can do" in ran.stderr
        assert layer in json.loads(ran.stdout)["sandbox"]["missing"]
    assert not (home / "data" / "drillbank.db").exists(), "nothing enters the log"
    whole = under([], "run", "quantize", str(answer), "--json", "--unsafe")
    assert whole.returncode == 1
    assert "unsafe" not in whole.stderr, "nothing is missing, so nothing is left out"


@pytest.mark.parametrize(
    "code",
    [
        "def attack(x):\n    for i in range(40):\n        with open(f'f{i}', 'wb') as f: f.write(bytes(10 ** 7))\n"
        "    import time; time.sleep(3)",
        "def attack(x):\n    for i in range(10 ** 6): open(f'f{i}', 'w').close()\n    import time; time.sleep(3)",
    ],
    ids=["bytes", "files"],
)
def test_scratch_on_disk_is_capped_by_the_supervisor(without: Callable[..., Judge], code: str) -> None:
    for layers in ((), ("namespaces",)):
        verdict = without(*layers).grade(asked(given="TARGET = 1"), code, seed=1)
        assert verdict.outcome in ("output_limit_exceeded", "runtime_error"), verdict.tests
        if layers:
            assert verdict.outcome == "output_limit_exceeded"


def test_queued_signals_are_few_since_the_kernel_counts_them_per_user(without: Callable[..., Judge]) -> None:
    code = (
        "import resource\ndef attack(x):\n    return [resource.getrlimit(r)[1] for r in "
        "(resource.RLIMIT_SIGPENDING, resource.RLIMIT_MSGQUEUE, resource.RLIMIT_MEMLOCK, resource.RLIMIT_CORE)]"
    )
    assert outcome(without(), code) == "[64, 0, 0, 0]"
