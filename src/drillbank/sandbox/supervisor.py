"""The parent's side: start zygotes, have children forked, read clocks and memory from outside, kill.

The parent never parses a value of a submission; it passes descriptors, watches and counts.
"""

from __future__ import annotations

import json
import os
import queue
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from drillbank.errors import JudgeUnavailable
from drillbank.sandbox import cgroup, privileges, remedies, scratch
from drillbank.sandbox.runtime import Runtime
from drillbank.sandbox.zygote import ENDED, STARTED

START_TIMEOUT_S = 90.0
ANSWER_TIMEOUT_S = 30.0
_BOOT = "import sys; sys.path.insert(0, {root!r}); from drillbank.sandbox import launch; launch.main({descriptor})"
_ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LC_ALL": "C.UTF-8",
    "HOME": "/nonexistent",
    # One thread each: a BLAS thread costs 10-40 MB of RLIMIT_DATA, and a fork after a parallel region hangs.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "JOBLIB_MULTIPROCESSING": "0",  # it wants /dev/shm and processes
}


@dataclass(frozen=True, slots=True)
class Options:
    """How zygotes are made.  ``off`` and ``landlock_cap`` exist for ablation tests and older kernels."""

    scratch_root: Path
    off: frozenset[str] = frozenset()
    landlock_cap: int = 99
    uid_drop: bool = True
    packages: Path | None = None  # the folder of what JavaScript answers may use


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended, as the zygote's wait saw it."""

    status: int
    user_s: float
    system_s: float
    peak_kb: int

    @property
    def signal(self) -> int:
        return os.WTERMSIG(self.status) if os.WIFSIGNALED(self.status) else 0

    @property
    def code(self) -> int | None:
        return os.WEXITSTATUS(self.status) if os.WIFEXITED(self.status) else None


@dataclass(slots=True)
class Child:
    """A confined process, by the pidfd that was opened before anybody could reap it."""

    pid: int  # as the zygote's pid namespace counts
    outer_pid: int
    pidfd: int
    scratch: Path | None = None  # its folder where scratch lies on disk; None where a tmpfs caps it
    ended: Ended | None = None
    extras: dict[str, int] = field(default_factory=dict)  # descriptors that belong to it, closed with it

    def kill(self) -> None:
        """SIGKILL, if it still runs."""
        if self.ended is None and self.pidfd >= 0:
            try:
                signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)
            except ProcessLookupError:
                return

    def cpu_s(self) -> float:
        """CPU seconds since its fork, by its process clock; 0.0 once it is gone."""
        try:
            return time.clock_gettime(((~self.outer_pid) << 3) | 2)
        except OSError:
            return 0.0

    def waited_s(self) -> float:
        """Seconds it was ready to run and waited for a processor (its first thread); 0.0 where nobody counts that."""
        try:
            with open(f"/proc/{self.outer_pid}/schedstat", "rb") as stream:
                return int(stream.read().split()[1]) / 1e9
        except (OSError, IndexError, ValueError):
            return 0.0

    def status(self) -> dict[str, int]:
        """kB and counts of /proc/PID/status that a limit is held against; empty once it is gone."""
        wanted = {"VmHWM": 0, "VmRSS": 0, "VmPTE": 0, "RssShmem": 0, "Threads": 0}
        try:
            with open(f"/proc/{self.outer_pid}/status", "rb") as stream:
                for line in stream:
                    name, _, rest = line.partition(b":")
                    key = name.decode("ascii", "replace")
                    if key in wanted:
                        wanted[key] = int(rest.split()[0])
        except (OSError, IndexError, ValueError):
            return {}
        return wanted

    def close(self) -> None:
        for descriptor in self.extras.values():
            os.close(descriptor)
        self.extras.clear()
        if self.pidfd >= 0:
            os.close(self.pidfd)
            self.pidfd = -1


class ZygoteLost(Exception):
    """The zygote ended or fell silent; it is replaced."""


class Zygote:
    """One exec'd, self-attacked process that forks children.  Used by one thread at a time."""

    def __init__(self, process: subprocess.Popen[bytes], control: socket.socket, report: dict[str, Any]) -> None:
        self.process = process
        self.control = control
        self.report = report
        self.children: dict[int, Child] = {}
        self.retired = False
        self.scratch: Path | None = None
        self.scope: cgroup.Scope | None = None

    @property
    def layers(self) -> dict[str, str]:
        states: dict[str, str] = self.report["layers"]
        return states

    @property
    def rss_kb(self) -> int:
        return int(self.report["rss_kb"])

    @property
    def program_kb(self) -> int:
        """Resident size of the empty program that a child becomes; 0 where children stay Python."""
        return int(self.report["program_kb"])

    @property
    def data_bytes(self) -> int:
        return int(self.report["data_kb"]) * 1024

    def fork(self, descriptors: Sequence[int]) -> Child:
        """A confined child with ``descriptors`` as 1, 2, 3, …; raises ZygoteLost."""
        try:
            socket.send_fds(self.control, [b"F"], list(descriptors))
            deadline = time.monotonic() + ANSWER_TIMEOUT_S
            while True:
                self.control.settimeout(max(0.01, deadline - time.monotonic()))
                started = self._read()
                if started is not None:
                    return started
        except OSError as error:
            raise ZygoteLost(str(error)) from None

    def pump(self) -> None:
        """Take in what the zygote has said meanwhile; raises ZygoteLost."""
        self.control.settimeout(0)
        try:
            while True:
                self._read()
        except BlockingIOError:
            return
        except OSError as error:
            raise ZygoteLost(str(error)) from None

    def wait(self, child: Child, timeout_s: float = ANSWER_TIMEOUT_S) -> Ended | None:
        """Wait until ``child`` was reaped (for its exit, not for end-of-file); None where it still runs by then.

        Raises ZygoteLost.
        """
        deadline = time.monotonic() + timeout_s
        try:
            while child.ended is None:
                self.control.settimeout(max(0.001, deadline - time.monotonic()))
                self._read()
        except TimeoutError:
            return None
        except OSError as error:
            raise ZygoteLost(str(error)) from None
        return child.ended

    def _read(self) -> Child | None:
        message, descriptors, _, _ = socket.recv_fds(self.control, 256, 1)
        if not message:
            raise ZygoteLost("its control socket closed")
        if message[:1] == b"C":
            _, pid, slot = STARTED.unpack(message)
            folder = None if self.scratch is None else self.scratch / str(slot)
            child = Child(pid, _pid_of(descriptors[0]), descriptors[0], folder)
            self.children[pid] = child
            return child
        if message[:1] == b"X":
            _, pid, status, user_s, system_s, peak_kb = ENDED.unpack(message)
            ended = self.children.pop(pid, None)
            if ended is not None:
                ended.ended = Ended(status, user_s, system_s, peak_kb)
        elif message[:1] == b"R":
            self.retired = True
        return None

    def close(self) -> None:
        """End it and everything below it; nothing is left behind."""
        for child in list(self.children.values()):
            child.kill()
        self.control.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stderr is not None:
            self.process.stderr.close()
        if self.scope is not None:
            self.scope.remove()
        if self.scratch is not None:
            shutil.rmtree(self.scratch, ignore_errors=True)


def _pid_of(pidfd: int) -> int:
    """The pid in the parent's own pid namespace."""
    with open(f"/proc/self/fdinfo/{pidfd}", "rb") as stream:
        for line in stream:
            if line.startswith(b"Pid:"):
                return int(line.split()[1])
    raise ZygoteLost("a pidfd without a pid")


def start(runtime: Runtime, role: str, entry: str, options: Options, *, preload: Sequence[str] = ()) -> Zygote:
    """Start one zygote and wait for its report.  Raises JudgeUnavailable, with the layer and its remedy.

    ``entry`` is ``module:function``, run in each child; ``preload`` are modules it needs from drillbank itself.
    """

    def once() -> Zygote:
        return _SPAWNER.run(lambda: _start(runtime, role, entry, options, preload))

    try:
        return once()
    except JudgeUnavailable as error:
        if "'zygote'" not in error.missing:
            raise
        return once()  # it was killed while it started; a broken Python fails again


def _start(runtime: Runtime, role: str, entry: str, options: Options, preload: Sequence[str]) -> Zygote:
    if not sys.platform.startswith("linux"):
        raise JudgeUnavailable(
            "confinement", f"there is none on {sys.platform} yet", remedies.of_platform(sys.platform)
        )
    root = os.geteuid() == 0
    package_root = str(Path(__file__).resolve().parents[2])
    options.scratch_root.mkdir(parents=True, exist_ok=True, mode=0o700)
    scratch.sweep(options.scratch_root)
    folder = Path(tempfile.mkdtemp(prefix=f"zygote-{os.getpid()}-", dir=options.scratch_root))
    uid = None
    needed = [sys.executable, *runtime.sys_path, *(runtime.program.execute if runtime.program else ())]
    if root and options.uid_drop and privileges.readable_by_others(needed):
        uid = privileges.unused_uid()
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    scope = cgroup.make() if "cgroup" not in options.off else None
    command = [
        sys.executable,
        *("-I", "-S", "-B", "-X", "utf8"),
        "-c",
        _BOOT.format(root=package_root, descriptor=theirs.fileno()),
    ]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**_ENVIRONMENT, **dict(runtime.environment)},
        pass_fds=[theirs.fileno()],
        start_new_session=True,  # a Ctrl-C in the terminal is for us alone
        cwd="/",
    )
    theirs.close()
    if scope is not None:
        scope.add(process.pid)
    config = {
        "role": role,
        "entry": entry,
        "imports": [*runtime.imports, *preload],
        "sys_path": list(runtime.sys_path),
        "read": list(runtime.read),
        "list": list(runtime.listed),
        "trees": list(runtime.trees),
        "own_facts": list(runtime.own_facts),
        "executable": str(Path(sys.executable).resolve()),
        "package": package_root,
        "scratch": str(folder),
        "uid": uid,
        "root": root,
        "off": sorted(options.off),
        "landlock_cap": options.landlock_cap,
        "program": None if runtime.program is None else asdict(runtime.program),
        "canary": {
            "read": str(Path(__file__).resolve()),
            "write": str(Path(__file__).resolve().parent / f"canary-{secrets.token_hex(6)}"),
        },
    }
    ours.send(json.dumps(config).encode())
    report = _report(process, ours)
    if "failed" in report:
        ours.close()
        process.wait()
        if process.stderr is not None:
            process.stderr.close()
        shutil.rmtree(folder, ignore_errors=True)
        layer, reason = str(report["failed"]), str(report["reason"])
        if layer == "node":
            raise JudgeUnavailable("the runtime 'node'", reason, remedies.of_layer(layer))
        raise JudgeUnavailable(f"the sandbox layer {layer!r}", reason, remedies.of_layer(layer))
    zygote = Zygote(process, ours, report)
    zygote.scope = scope
    states = zygote.layers
    states["supervisor"] = "off" if "supervisor" in options.off else "live"
    states["cgroup"] = "live" if scope is not None else "not delegated"
    if report["scratch"] != str(folder):
        shutil.rmtree(folder, ignore_errors=True)  # it has a tmpfs instead
    else:
        zygote.scratch = folder
    return zygote


def _report(process: subprocess.Popen[bytes], control: socket.socket) -> dict[str, Any]:
    control.settimeout(START_TIMEOUT_S)
    try:
        message = control.recv(1 << 16)
    except TimeoutError:
        process.kill()
        return {"failed": "zygote", "reason": f"no word within {START_TIMEOUT_S:.0f} s"}
    except OSError as error:
        message = b""
        process.kill()
        reason = str(error)
    else:
        reason = "it ended without a word"
    if not message:
        assert process.stderr is not None
        process.wait()
        said = process.stderr.read(4000).decode(errors="replace").strip().splitlines()
        return {"failed": "zygote", "reason": said[-1] if said else reason}
    document: dict[str, Any] = json.loads(message)
    return document


class _Spawner:
    """One thread that lives as long as the program: PDEATHSIG fires when the *thread* that spawned ends."""

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[tuple[Callable[[], Zygote], Future[Zygote]]] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def run(self, job: Callable[[], Zygote]) -> Zygote:
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="drillbank-spawner", daemon=True)
                self._thread.start()
        future: Future[Zygote] = Future()
        self._jobs.put((job, future))
        return future.result()

    def _work(self) -> None:
        while True:
            job, future = self._jobs.get()
            try:
                future.set_result(job())
            except BaseException as error:
                future.set_exception(error)


_SPAWNER = _Spawner()
