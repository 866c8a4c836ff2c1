"""JavaScript answers: node behind the layers is attacked as Python is, and everyday code is left alone."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.sandbox.node import asking
from tests.sandbox.test_remains import descendants, gone

from drillbank.grading.judge import Judge
from drillbank.model import Coding, Limits, Test, Verdict
from drillbank.sandbox.node import runtime

NODE = shutil.which("node")
pytestmark = [
    pytest.mark.node,
    pytest.mark.skipif(NODE is None, reason="node is not installed (https://nodejs.org, or Debian package nodejs)"),
]
HERE = Path(__file__).parent / "javascript"
SECRET = "drillsecret0f5c31"
WORD = "through"
RAN = """
module.exports = {{ async attack() {{
  const result = await ({code})({arguments});
  console.log("RESULT " + JSON.stringify(result ?? null));
}} }};
"""


def names(file: str) -> list[str]:
    return re.findall(r"^exports\.(\w+)", (HERE / file).read_text(encoding="utf-8"), re.MULTILINE)


def programs(file: str) -> dict[str, tuple[tuple[str, ...], str]]:
    """Name -> (outcomes that are right, code) of a file of whole programs."""
    parts = re.split(r"^//// (\w+)(?:: (\S+))?\n", (HERE / file).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {
        name: (tuple((outcomes or "").split("|")), code)
        for name, outcomes, code in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    }


def asked(code: str = "", **more: Any) -> Coding:
    values = {"limits": Limits(wall_s=4, memory_mb=96), "tests": (Test("only", "solution.attack()"),)}
    return asking.asked(**{"solution": code, "id": "attack", **values, **more})


@dataclass
class World:
    """Things worth stealing, breaking or calling, and what was noticed about them."""

    base: Path
    heard: list[bytes] = field(default_factory=list)
    keep: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        base = self.base
        home, target = base / "home", base / "target"
        for folder in (home, target):
            folder.mkdir()
        for folder in (base, home):
            folder.chmod(0o755)
        target.chmod(0o777)
        (home / "secret.txt").write_text(SECRET)
        (home / "secret.json").write_text(json.dumps({"a": SECRET}))
        (home / "secret.js").write_text(f"module.exports = {SECRET!r};")
        (home / "worker.js").write_text(f"require('worker_threads').parentPort.postMessage({SECRET!r})")
        (home / "nothing.js").write_text("")
        (base / "victim.txt").write_text("mine")
        (base / "victim.txt").chmod(0o666)
        self.sleeper = subprocess.Popen(["/bin/sleep", "300"], start_new_session=True)
        tcp, udp = socket.socket(), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        unix, abstract = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
        self.name = f"drill{os.getpid()}"
        for server, where in (
            (tcp, ("127.0.0.1", 0)),
            (udp, ("127.0.0.1", 0)),
            (unix, str(home / "s")),
            (abstract, f"\0{self.name}"),
        ):
            server.bind(where)
        for server in (tcp, unix, abstract):
            server.listen()
            threading.Thread(target=self.hear, args=(server,), daemon=True).start()
        self.keep += [tcp, udp, unix, abstract]
        self.targets = {
            "secret": str(home / "secret.txt"),
            "json": str(home / "secret.json"),
            "module": str(home / "secret.js"),
            "worker": str(home / "worker.js"),
            "nothing": str(home / "nothing.js"),
            "target": str(target),
            "victim": str(base / "victim.txt"),
            "unix": str(home / "s"),
            "abstract": self.name,
            "tcp": tcp.getsockname()[1],
            "udp": udp.getsockname()[1],
            "sleeper": self.sleeper.pid,
            "program": str(runtime.BOOT),
            "bank": str(next((Path(__file__).parents[2] / "questions" / "coding").rglob("*.yaml"))),
        }

    def hear(self, server: socket.socket) -> None:
        while True:
            try:
                line, _ = server.accept()
            except OSError:
                return
            self.heard.append(b"called")
            line.close()

    def look(self) -> list[Any]:
        """What an attack could have changed."""
        files = [(p.name, p.lstat().st_size, p.lstat().st_mode) for p in sorted((self.base / "target").iterdir())]
        victim = self.base / "victim.txt"
        if not victim.exists():
            return [files, None]
        facts = victim.stat()
        return [files, victim.read_text(), facts.st_mode, facts.st_mtime_ns]

    def mend(self) -> None:
        shutil.rmtree(self.base / "target")
        (self.base / "target").mkdir()
        (self.base / "target").chmod(0o777)
        (self.base / "victim.txt").write_text("mine")
        (self.base / "victim.txt").chmod(0o666)
        self.heard.clear()

    def close(self) -> None:
        self.sleeper.kill()
        self.sleeper.wait()
        for thing in self.keep:
            thing.close()


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """Not below /tmp: a zygote mounts its scratch over that, and what is hidden is refused by nobody."""
    made = World(Path(tempfile.mkdtemp(prefix="attacks-", dir=os.environ.get("DRILLBANK_ATTACKS_DIR", "/var/tmp"))))
    yield made
    made.close()
    shutil.rmtree(made.base)


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    os.environ["DRILL_TOKEN"] = SECRET
    with Judge.open(tmp_path_factory.mktemp("scratch")) as opened:
        yield opened
    del os.environ["DRILL_TOKEN"]


def whole(file: str, name: str, targets: dict[str, Any]) -> str:
    """A program that runs one function of a file and prints what it gives back."""
    source = (HERE / file).read_text(encoding="utf-8")
    return f"const T = {json.dumps(targets)};\n{source}\nconst all = module.exports;" + RAN.format(
        code=f"all.{name}", arguments="T"
    )


def outside(code: str, folder: Path) -> str:
    """The control: what the same program prints in an ordinary node."""
    assert NODE is not None
    file = folder / "control.js"
    file.write_text(
        code + "\nmodule.exports.attack().then(() => process.exit(0), (e) => { console.log(String(e)); });\n"
    )
    done = subprocess.run(
        [NODE, str(file)],
        cwd=folder,
        env={"PATH": os.defpath, "HOME": str(folder), "TMPDIR": str(folder), "DRILL_TOKEN": SECRET},
        capture_output=True,
        text=True,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )
    return done.stdout + done.stderr


def came_through(printed: str) -> bool:
    """Whether the attack says that it worked: it printed the secret, or the word."""
    result = printed.partition("RESULT ")[2]
    return SECRET in result or WORD in result


ATTACKS = [(file, name) for file in ("reads.js", "network.js", "processes.js") for name in names(file)]
# What has no control that works on every machine, and why.
WITHOUT_CONTROL = {
    "abstract": "not every version of node takes such a name",
    "through_wasi": "needs the bytes of a module to run; the folder is then read the ordinary way",
    "through_binding": "the binding's own functions change from version to version",
    "replace_oneself": "process.execve came with Node 23",
    "debug_another": "a signal that ends whoever does not expect it",
    "environment_of_another": "another process's environment holds nothing secret here",
    "folder_recursive": "the option came with Node 18.17",
    "folder": "names are no secret here; the refusal is seen below",
    "priority_of_another": "it can be done once only",
    "own_priority": "it can be done once only",
    "own_environment_file": "read from /proc, which a container may hide",
}


@pytest.mark.parametrize(("file", "name"), ATTACKS)
def test_an_attack_is_refused(file: str, name: str, judge: Judge, world: World) -> None:
    world.heard.clear()
    verdict = judge.grade(asked(), whole(file, name, world.targets), seed=1)
    assert not came_through(verdict.stdout), verdict.stdout
    assert verdict.outcome != "judge_error", verdict.tests[0].message
    assert world.heard == []
    assert world.sleeper.poll() is None


@pytest.mark.parametrize(("file", "name"), [(f, n) for f, n in ATTACKS if n not in WITHOUT_CONTROL])
def test_the_attack_works_without_the_sandbox(file: str, name: str, world: World, tmp_path: Path) -> None:
    world.heard.clear()
    printed = outside(whole(file, name, world.targets), tmp_path)
    assert came_through(printed) or world.heard, printed[-500:]


@pytest.mark.parametrize("name", names("writes.js"))
def test_nothing_outside_is_changed(name: str, judge: Judge, world: World, tmp_path: Path) -> None:
    world.mend()
    before = world.look()
    code = whole("writes.js", name, world.targets)
    judge.grade(asked(), code, seed=1)
    assert world.look() == before
    outside(code, tmp_path)
    assert world.look() != before, "the control does not work"


@pytest.mark.parametrize("name", programs("resources.js"))
def test_what_takes_too_much_is_stopped_by_name(name: str, judge: Judge) -> None:
    expected, code = programs("resources.js")[name]
    limits = Limits(wall_s=1.0, memory_mb=96)
    asks = asked("exports.f = () => 42;", tests=(Test("only", "equal(solution.f(), 42)"),), limits=limits)
    verdict = judge.grade(asks, code, seed=1, stop_early=True)
    assert verdict.outcome in expected, (verdict.outcome, verdict.tests[0].message)
    assert verdict.wall_s < 30
    assert judge.grade(asks, "exports.f = () => 42;", seed=1).outcome == "accepted", "the next answer is judged as ever"


@pytest.mark.parametrize("name", programs("forgery.js"))
def test_a_wrong_answer_is_never_accepted(name: str, judge: Judge) -> None:
    _, code = programs("forgery.js")[name]
    tests = tuple(Test(each, "equal(solution.f(), 42)") for each in ("only", "again"))
    asks = asked("exports.f = () => 42;", tests=tests)
    verdict = judge.grade(asks, code, seed=1, stop_early=True)
    assert verdict.outcome not in ("accepted", "judge_error"), verdict.tests[0].message
    assert judge.grade(asks, "exports.f = () => 42;", seed=1).outcome == "accepted"


def test_the_answer_finds_nothing_of_the_tests(judge: Judge) -> None:
    """Not in its heap, its files, its environment or its arguments; what stands in `given` is found there."""
    search = """
    const fs = require("fs");
    module.exports = { async attack() {
      require("v8").writeHeapSnapshot("heap.txt");
      let text = "";
      for (const file of fs.readdirSync(".")) if (fs.statSync(file).isFile()) text += fs.readFileSync(file, "utf8");
      text += JSON.stringify([process.env, process.argv, process.execArgv]);
      const words = ["given", "oracle", "test", "solution", "wrong"];
      const found = words.filter((word) => text.includes("mark" + "er_of_" + word));
      console.log("FOUND " + found.join(" "));
    } };
    """
    marked = asked(
        "exports.attack = () => 'marker_of_solution';",
        given="const seen = 'marker_of_given';",
        oracle="secret = 'marker_of_oracle'",
        tests=(Test("only", "'marker_of_test'; reference.attack(); solution.attack()"),),
        wrong={"wrong": "exports.attack = () => 'marker_of_wrong';"},
        limits=Limits(wall_s=20, memory_mb=512),
    )
    verdict = judge.grade(marked, search, seed=1)
    assert verdict.outcome == "accepted", verdict.tests[0].message
    assert "FOUND given\n" in verdict.stdout


def test_one_answer_finds_nothing_of_the_last(judge: Judge) -> None:
    leave = "require('fs').writeFileSync('left.txt', 'left'); globalThis.left = 'left'; exports.f = () => 1;"
    look = "exports.f = () => [require('fs').readdirSync('.').includes('left.txt'), typeof globalThis.left];"
    asks = asked("exports.f = () => 1;", tests=(Test("only", "equal(solution.f(), [False, 'undefined'])"),))
    judge.grade(asks, leave, seed=1, stop_early=True)
    assert judge.grade(asks, look, seed=1).outcome == "accepted"


def test_no_process_and_no_descriptor_is_left(tmp_path: Path) -> None:
    others = descendants(os.getpid())
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - the folder's own descriptor counts the same
    asks = asked("exports.f = () => 42;", tests=(Test("only", "equal(solution.f(), 42)"),))
    codes = ["exports.f = () => 41;", "process.exit(1);", "exports.f = (", "exports.f = () => new Promise(() => {});"]
    with Judge.open(tmp_path) as opened:
        opened.grade(asks, codes[0], seed=1)
        warm = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
        for number in range(16):
            opened.grade(asks, codes[number % len(codes)], seed=1)
        assert len(os.listdir("/proc/self/fd")) <= warm + 6  # noqa: PTH208
    assert len(os.listdir("/proc/self/fd")) <= before  # noqa: PTH208
    assert gone(descendants(os.getpid()) - others)
    assert not list(tmp_path.iterdir())


@pytest.fixture
def without(tmp_path: Path) -> Iterator[Callable[..., Judge]]:
    made: list[Judge] = []

    def make(*layers: str) -> Judge:
        made.append(Judge.open(tmp_path / "scratch", off=frozenset(layers)))
        return made[-1]

    yield make
    for judge in made:
        judge.close()


def printed(judge: Judge, file: str, name: str, world: World) -> Verdict:
    return judge.grade(asked(), whole(file, name, world.targets), seed=1)


def test_without_landlock_a_file_can_be_read(without: Callable[..., Judge], world: World) -> None:
    assert came_through(printed(without("landlock"), "reads.js", "file", world).stdout)


def test_a_program_is_refused_by_seccomp_and_by_landlock(without: Callable[..., Judge], world: World) -> None:
    for off in (("seccomp",), ("landlock",)):
        assert not came_through(printed(without(*off), "processes.js", "spawn_sync", world).stdout), off
    assert came_through(printed(without("seccomp", "landlock"), "processes.js", "spawn_sync", world).stdout)


def test_without_seccomp_node_itself_is_all_that_can_be_started(without: Callable[..., Judge], world: World) -> None:
    """Landlock lets node be executed, and the filter's three pointers are what forbids a second one."""
    assert came_through(printed(without("seccomp"), "processes.js", "node_again", world).stdout)


def test_a_socket_is_refused_by_each_of_three_layers(without: Callable[..., Judge], world: World) -> None:
    layers = ("seccomp", "landlock", "namespaces")
    for kept in layers:
        off = [layer for layer in layers if layer != kept]
        assert not came_through(printed(without(*off), "network.js", "tcp", world).stdout), kept
    assert came_through(printed(without(*layers), "network.js", "tcp", world).stdout)


def test_without_rlimits_a_giant_file_can_be_made(without: Callable[..., Judge]) -> None:
    _, code = programs("resources.js")["giant_file"]
    asks = asked("", tests=(Test("only", "equal(solution.f(), 1)"),))
    assert without("rlimits").grade(asks, code, seed=1, stop_early=True).outcome == "accepted"


def test_everyday_javascript_gives_the_same_inside(judge: Judge, tmp_path: Path) -> None:
    source = (HERE / "honest.js").read_text(encoding="utf-8")
    run_all = """
    const everything = { ...module.exports };
    module.exports = { async attack() {
      const results = {};
      for (const [name, f] of Object.entries(everything)) {
        try { results[name] = await f(); } catch (error) { results[name] = "failed: " + error; }
      }
      console.log("\\nRESULT " + JSON.stringify(results));
    } };
    """
    inside = judge.grade(asked(limits=Limits(wall_s=60, memory_mb=512)), source + run_all, seed=1)
    assert inside.outcome == "accepted", inside.tests[0].message
    mine = json.loads(inside.stdout.partition("RESULT ")[2])
    theirs = json.loads(outside(source + run_all, tmp_path).partition("RESULT ")[2].splitlines()[0])
    assert len(mine) >= 100
    assert {name: value for name, value in mine.items() if value != theirs[name]} == {}
    assert not [name for name, value in mine.items() if str(value).startswith("failed")]


def test_the_suite_covers_every_family() -> None:
    assert len(ATTACKS) + len(names("writes.js")) + len(programs("resources.js")) + len(programs("forgery.js")) >= 120
    assert WITHOUT_CONTROL.keys() <= {name for _, name in ATTACKS}
