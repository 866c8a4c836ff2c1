"""Starts a bench as whoever the suite is run as, and talks to it.

Identities: `self` (whoever runs pytest, with the tests' own interpreter) and `user` (when that is root: an unused uid
with a home of its own, an interpreter that it may read, and the package installed the way a wheel lies on disk).
"""

from __future__ import annotations

import json
import os
import pwd
import queue
import secrets
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import drillbank

HERE = Path(__file__).parent
REPLY_S = 90


def unused_uid() -> int:
    taken = {entry.pw_uid for entry in pwd.getpwall()}
    return next(uid for uid in range(64_990, 60_000, -1) if uid not in taken)


def readable(path: Path) -> bool:
    """May a stranger read this, and walk there?"""
    real = path.resolve()
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in real.parents) and bool(
        real.stat().st_mode & stat.S_IROTH
    )


def interpreter() -> Path | None:
    """A Python of the running version that a stranger may start."""
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for folder in (Path(sys.executable).parent, "/usr/bin", "/usr/local/bin"):
        path = Path(folder, name)
        if path.exists() and readable(path):
            return path
    return None


class Client:
    """One bench; a reply that does not come is itself a finding."""

    def __init__(self, identity: str) -> None:
        self.identity = identity
        self.base = Path(tempfile.mkdtemp(prefix="attacks-", dir=os.environ.get("DRILLBANK_ATTACKS_DIR", "/var/tmp")))
        self.base.chmod(0o755)
        self.pool = ThreadPoolExecutor(1)
        self.cache: dict[str, Future[dict[str, Any]]] = {}
        self.lines: queue.Queue[str] = queue.Queue()
        package = Path(drillbank.__file__).parent
        python, tests, site, who = Path(sys.executable), HERE, [], {}
        if identity == "user":
            uid = unused_uid()
            python, site, tests = self.install(package)
            package = site[0] / "drillbank"
            who = {"user": uid, "group": uid, "extra_groups": []}
        world = self.base / "world"
        world.mkdir()
        if who:
            for folder in [world, self.base, *site[:1]]:
                os.chown(folder, who["user"], who["group"])
        questions = [package / "_questions", package.parents[1] / "questions"]
        bank = next((str(path) for top in questions for path in sorted(top.rglob("*.yaml"))), str(package / "model.py"))
        env = {
            "HOME": str(world),
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "DRILL_TOKEN": "drillsecret" + secrets.token_hex(8),
        }
        self.bench = subprocess.Popen(
            [python, "-B", tests / "bench.py", world, bank, package, "drillsecret" + secrets.token_hex(8)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=(self.base / "bench.log").open("w"), text=True,
            env=env,            start_new_session=True, cwd=self.base, **who,
        )  # fmt: skip
        threading.Thread(target=self.listen, daemon=True).start()

    def install(self, package: Path) -> tuple[Path, list[Path], Path]:
        """A virtual environment that a stranger can read: the running one's packages, by hard links where possible."""
        found = interpreter()
        assert found is not None
        venv = self.base / "venv"
        subprocess.run([found, "-m", "venv", "--without-pip", venv], check=True)
        site = next(venv.glob("lib/python*/site-packages"))
        import numpy

        source = Path(numpy.__file__).parents[1]
        wanted = (
            "numpy",
            "scipy",
            "sklearn",
            "scikit_learn",
            "joblib",
            "threadpoolctl",
            "narwhals",
            "yaml",
            "_yaml",
            "pyyaml",
        )
        for entry in source.iterdir():
            if entry.name.lower().startswith(wanted):
                copy = ["cp", "-a", "--link", entry, site]
                if subprocess.run(copy, capture_output=True).returncode:
                    subprocess.run(["cp", "-a", entry, site], check=True)
        shutil.copytree(package, site / "drillbank", ignore=shutil.ignore_patterns("__pycache__"))
        questions = package.parents[1] / "questions"
        if questions.is_dir() and not (site / "drillbank" / "_questions").exists():
            shutil.copytree(questions, site / "drillbank" / "_questions")
        tests = self.base / "tests"
        shutil.copytree(HERE, tests, ignore=shutil.ignore_patterns("__pycache__"))
        return venv / "bin" / "python", [site], tests

    def listen(self) -> None:
        assert self.bench.stdout is not None
        for line in self.bench.stdout:
            self.lines.put(line)
        self.lines.put("")

    def exchange(self, request: dict[str, Any]) -> dict[str, Any]:
        assert self.bench.stdin is not None
        try:
            self.bench.stdin.write(json.dumps(request) + "\n")
            self.bench.stdin.flush()
            line = self.lines.get(timeout=REPLY_S)
        except queue.Empty:
            self.bench.kill()
            return {"error": f"no reply within {REPLY_S} s", "trace": ""}
        except BrokenPipeError:
            line = ""
        if not line:
            return {"error": f"the bench is gone, status {self.bench.poll()}", "trace": self.log()}
        reply: dict[str, Any] = json.loads(line)
        return reply

    def log(self) -> str:
        return (self.base / "bench.log").read_text(errors="replace")[-3000:]

    def start(self, **request: Any) -> Future[dict[str, Any]]:
        """Asks now, answers later; the same request is asked once."""
        key = json.dumps(request, sort_keys=True)
        if key not in self.cache:
            self.cache[key] = self.pool.submit(self.exchange, request)
        return self.cache[key]

    def ask(self, **request: Any) -> dict[str, Any]:
        return self.start(**request).result()

    def close(self) -> None:
        assert self.bench.stdin is not None
        try:
            self.bench.stdin.close()
        except BrokenPipeError:
            pass  # it is gone already
        try:
            self.bench.wait(20)
        except subprocess.TimeoutExpired:
            self.bench.kill()
            self.bench.wait()
        self.pool.shutdown()
        shutil.rmtree(self.base, ignore_errors=True)


class Benches:
    """Both benches; a question to one is put to the other as well, so that two processors work."""

    def __init__(self) -> None:
        self.identities = ["self"]
        self.why_not = "" if os.getuid() == 0 else "the tests do not run as root: `self` is an ordinary user already"
        if not self.why_not and interpreter() is None:
            self.why_not = "no interpreter of this version that an ordinary user may read"
        if not self.why_not:
            self.identities.append("user")
        self.clients = {identity: Client(identity) for identity in self.identities}

    def ask(self, identity: str, **request: Any) -> dict[str, Any]:
        replies = {name: client.start(**request) for name, client in self.clients.items()}
        return replies[identity].result()

    def close(self) -> None:
        for client in self.clients.values():
            client.close()
