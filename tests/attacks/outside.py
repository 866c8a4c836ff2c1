"""The world around the sandbox: things worth stealing, breaking or calling, and what was noticed about them.

base/                        0755, so that any uid may walk here
├── home/                    0755: diary.txt 0600, open.txt 0644, a name that is itself a secret, notes.db, …
├── target/                  0777: whoever can write, will
├── scratch/                 given to the judge
└── plain/                   working folder of the controls
"""

from __future__ import annotations

import ctypes
import os
import platform
import pty
import secrets
import select
import shutil
import socket
import sqlite3
import subprocess
import sysconfig
import threading
import time
from pathlib import Path
from typing import Any

LIBC = ctypes.CDLL(None, use_errno=True)
X86 = {
    "read": 0, "ioctl": 16, "fcntl": 72, "clone": 56, "openat": 257, "openat2": 437, "clone3": 435, "execveat": 322,
    "io_uring_setup": 425, "process_vm_readv": 310, "process_vm_writev": 311, "pidfd_open": 434, "pidfd_getfd": 438,
    "fchmodat2": 452, "tgkill": 234, "tkill": 200, "rt_sigqueueinfo": 129, "ioprio_set": 251, "keyctl": 250,
    "add_key": 248, "bpf": 321, "perf_event_open": 298, "userfaultfd": 323, "seccomp": 317, "fanotify_init": 300,
    "timer_create": 222,
}  # fmt: skip
ARM64 = {
    "read": 63, "ioctl": 29, "fcntl": 25, "clone": 220, "openat": 56, "openat2": 437, "clone3": 435, "execveat": 281,
    "io_uring_setup": 425, "process_vm_readv": 270, "process_vm_writev": 271, "pidfd_open": 434, "pidfd_getfd": 438,
    "fchmodat2": 452, "tgkill": 131, "tkill": 130, "rt_sigqueueinfo": 138, "ioprio_set": 30, "keyctl": 219,
    "add_key": 217, "bpf": 280, "perf_event_open": 241, "userfaultfd": 282, "seccomp": 277, "fanotify_init": 262,
    "timer_create": 107,
}  # fmt: skip


def secret() -> str:
    """A word that nobody can guess and every search finds."""
    return "drillsecret" + secrets.token_hex(8)


class Outside:
    """Everything an attack may go for.  ``noticed()`` says what changed since ``prepare()``."""

    def __init__(self, base: Path, shm_name: str) -> None:
        self.base = base
        self.marker = "drill" + secrets.token_hex(6)
        self.shm = shm_name
        self.heard: list[bytes] = []
        self.keep: list[Any] = []
        self.stolen = ctypes.create_string_buffer(secret().encode())
        self.board = ctypes.create_string_buffer(b"....")
        self.home, self.target = base / "home", base / "target"
        for folder in (self.home, self.target, base / "plain", base / "scratch"):
            folder.mkdir(exist_ok=True)
        self.target.chmod(0o777)
        self.furnish()
        self.listen()
        self.master, self.slave = pty.openpty()
        self.tty = os.ttyname(self.slave)
        Path(self.tty).chmod(0o666)
        os.set_blocking(self.master, False)
        self.sleeper: subprocess.Popen[bytes] | None = None
        self.before: dict[str, Any] = {}
        self.site = Path(sysconfig.get_path("purelib"))
        self.called = ""

    # -- what lies about ----------------------------------------------------------------------------------------------
    def furnish(self) -> None:
        home = self.home
        (home / f"{secret()}.txt").write_text("a name can be private")
        (home / "diary.txt").write_text(secret() + "\n")
        (home / "diary.txt").chmod(0o600)
        (home / "open.txt").write_text(secret() + "\n")
        (home / "open.txt").chmod(0o644)
        (home / "tool_of_mine.py").write_text(f'PASSWORD = "{secret()}"\n')
        word = secret()
        shape = f"{{'descr': '<U{len(word)}', 'fortran_order': False, 'shape': (1,), }}".ljust(117) + "\n"
        npy = b"\x93NUMPY\x01\x00" + len(shape).to_bytes(2, "little") + shape.encode() + word.encode("utf-32-le")
        (home / "array.npy").write_bytes(npy)
        with sqlite3.connect(home / "notes.db") as notes:
            notes.execute("create table notes (text)")
            notes.execute("insert into notes values (?)", (secret(),))
        notes.close()
        os.mkfifo(home / "fifo")
        (home / "fifo").chmod(0o666)
        self.victim = self.base / "victim.txt"
        Path("/dev/shm", self.shm).write_text(secret())
        self.key = 0x0D000000 | secrets.randbits(20)
        shm = LIBC.shmget(self.key, 64, 0o1666)
        LIBC.shmat.restype = ctypes.c_void_p
        where = LIBC.shmat(shm, None, 0)
        ctypes.memmove(where, secret().encode(), 27)
        queue = LIBC.msgget(self.key, 0o1666)
        LIBC.msgsnd(queue, (1).to_bytes(8, "little") + secret().encode(), 27, 0o4000)
        self.sysv = (shm, queue)
        self.queue = ctypes.CDLL("librt.so.1")
        self.mq = self.queue.mq_open(f"/{self.marker}".encode(), 0o4102, 0o666, None)
        self.queue.mq_send(self.mq, secret().encode(), 27, 0)
        number = (X86 if platform.machine() == "x86_64" else ARM64)["add_key"]
        LIBC.syscall(number, b"user", self.marker.encode(), secret().encode(), 27, -4)
        for name, flags in (("open.txt", os.O_RDONLY), ("../inherited.txt", os.O_WRONLY | os.O_CREAT)):
            fd = os.open(home / name, flags)
            os.set_inheritable(fd, True)
            self.keep.append(fd)

    def listen(self) -> None:
        def tcp(family: int, host: str) -> socket.socket | None:
            try:
                server = socket.socket(family)
                server.bind((host, 0))
            except OSError:
                return None
            return server

        def unix(kind: int, name: str) -> socket.socket:
            server = socket.socket(socket.AF_UNIX, kind)
            server.bind(name)
            if not name.startswith("\0"):
                Path(name).chmod(0o666)
            return server

        four = tcp(socket.AF_INET, "127.0.0.1")
        six = tcp(socket.AF_INET6, "::1")
        assert four is not None
        udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        udp.bind(("127.0.0.1", 0))
        self.giver = unix(socket.SOCK_STREAM, str(self.home / "giver"))
        streams = [four, unix(socket.SOCK_STREAM, str(self.home / "s")), unix(socket.SOCK_STREAM, "\0" + self.marker)]
        streams += [six] if six else []
        four.setsockopt(socket.IPPROTO_TCP, socket.TCP_FASTOPEN, 5)
        datagrams = [udp, unix(socket.SOCK_DGRAM, str(self.home / "d"))]
        for server in [*streams, self.giver]:
            server.listen(50)
        self.ports = {"tcp": four.getsockname()[1], "tcp6": six.getsockname()[1] if six else 0}
        self.ports["udp"] = udp.getsockname()[1]
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.ports["free"] = probe.getsockname()[1]
        line = socket.create_connection(("127.0.0.1", self.ports["tcp"]))
        line.set_inheritable(True)
        fifo = os.open(self.home / "fifo", os.O_RDONLY | os.O_NONBLOCK)
        self.keep += [line, os.open(self.home / "fifo", os.O_WRONLY)]
        threading.Thread(target=self.hear, args=(streams, datagrams, fifo), daemon=True).start()

    def hear(self, streams: list[socket.socket], datagrams: list[socket.socket], fifo: int) -> None:
        lines: list[socket.socket] = []
        while True:
            ready, _, _ = select.select([*streams, *datagrams, *lines, self.giver, fifo], [], [])
            for one in ready:
                if one is fifo:
                    self.heard.append(os.read(fifo, 4096))
                elif one is self.giver:
                    taker, _ = self.giver.accept()
                    diary = os.open(self.home / "diary.txt", os.O_RDONLY)
                    socket.send_fds(taker, [b"x"], [diary])
                    os.close(diary)
                elif one in datagrams:
                    self.heard.append(one.recv(4096))
                elif one in lines:
                    try:
                        data = one.recv(4096)
                    except OSError:
                        data = b""
                    self.heard.append(data)
                    if b"HTTP" in data:
                        one.sendall(b"HTTP/1.0 200 OK\r\n\r\n")
                    if not data or b"HTTP" in data:
                        lines.remove(one)
                        one.close()
                elif isinstance(one, socket.socket):
                    lines.append(one.accept()[0])

    def call(self, until: threading.Event) -> None:
        """Keeps calling the free port: somebody confined may be waiting there."""
        datagram = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        datagram.setblocking(False)
        ended = False
        while not ended:
            ended = until.wait(0.02)  # and once more afterwards, for what is under way
            try:
                with socket.create_connection(("127.0.0.1", self.ports["free"]), timeout=0.3) as line:
                    self.heard.append(line.recv(100))
            except OSError:
                pass  # nobody is there, as it should be
            try:
                self.heard.append(datagram.recv(100))
            except OSError:
                pass  # the same
            try:
                datagram.sendto(b"hello", ("127.0.0.1", self.ports["free"]))
            except OSError:
                pass  # word of the last one that found nobody

    # -- facts and evidence -------------------------------------------------------------------------------------------
    def prepare(self) -> None:
        """Puts everything back and remembers how it looks."""
        if (
            self.sleeper is None
            or self.sleeper.poll() is not None
            or self.before.get("sleeper") != self.look_at_sleeper()
        ):
            if self.sleeper is not None:
                self.sleeper.kill()
                self.sleeper.wait()
            self.sleeper = subprocess.Popen(["/bin/sleep", "100000"], start_new_session=True)
            time.sleep(0.05)
        self.board.raw = b"....\0"
        if not self.before or self.look_at_files() != self.before["files"]:
            shutil.rmtree(self.target, ignore_errors=True)
            (self.target / "empty").mkdir(parents=True, exist_ok=True)
            (self.target / "moved.txt").write_text(secret())
            (self.target / "moved.txt").chmod(0o666)
            self.target.chmod(0o777)
            for path in self.strays():
                path.unlink()
            for path in self.base.glob("victim.txt*"):
                path.unlink()
            self.victim.write_text("mine\n")
            self.victim.chmod(0o666)
        self.read_tty()
        time.sleep(0.001)
        self.heard.clear()
        self.before = {"files": self.look_at_files(), "sleeper": self.look_at_sleeper()}

    def strays(self) -> list[Path]:
        stdlib = Path(os.__file__).parent
        places = [Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"), self.site, stdlib]
        names = [self.marker, self.marker + ".pth", self.marker + ".py"]
        return [place / name for place in places for name in names if (place / name).exists()]

    def look_at_files(self) -> dict[str, Any]:
        seen: dict[str, Any] = {str(path): "stray" for path in self.strays()}
        places = [
            self.base,
            self.target,
            *sorted(self.target.rglob("*")),
            *self.base.glob("victim.txt*"),
            self.base / "inherited.txt",
        ]
        for path in filter(os.path.lexists, places):
            facts = path.lstat()
            regular = path.is_file() and not path.is_symlink()
            seen[str(path)] = (
                facts.st_mode, facts.st_uid, facts.st_gid, facts.st_nlink,
                facts.st_mtime_ns if path != self.base else 0,
                path.read_bytes() if regular and os.access(path, os.R_OK) else None,
                os.listxattr(path, follow_symlinks=False),
            )  # fmt: skip
        seen["the standard library"] = Path(os.__file__).stat().st_ctime_ns
        return seen

    def look_at_sleeper(self) -> Any:
        assert self.sleeper is not None
        pid = self.sleeper.pid
        if self.sleeper.poll() is not None:
            return "ended"
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        ioprio = LIBC.syscall(252 if platform.machine() == "x86_64" else 31, 1, pid)
        return (
            "T" if state in "Tt" else "alive", Path(f"/proc/{pid}/limits").read_text(),
            os.getpriority(os.PRIO_PROCESS, pid),
            sorted(os.sched_getaffinity(pid)), os.sched_getscheduler(pid), ioprio,
            Path(f"/proc/{pid}/oom_score_adj").read_text(),
        )  # fmt: skip

    def noticed(self) -> list[str]:
        """What an outsider can see of an attack; empty when all is as it was."""
        seen = []
        files = self.look_at_files()
        for path in sorted(files.keys() | self.before["files"].keys()):
            if files.get(path) != self.before["files"].get(path):
                seen.append(f"file {path}: {self.before['files'].get(path)} -> {files.get(path)}")
        sleeper = self.look_at_sleeper()
        if sleeper != self.before["sleeper"]:
            seen.append(f"process: {self.before['sleeper']} -> {sleeper}")
        if self.board.raw != b"....\0":
            seen.append(f"memory: {self.board.raw!r}")
        if self.heard:
            seen.append(f"network: {self.heard[:3]!r}")
        return seen

    def read_tty(self) -> str:
        out = b""
        for fd in (self.master, self.slave):
            while select.select([fd], [], [], 0)[0]:
                try:
                    out += os.read(fd, 4096)
                except OSError:
                    break
        return out.decode("latin-1")

    def facts(self, *, control: bool) -> dict[str, Any]:
        """What an attack is told.  In a control, what would end the test itself is replaced by a stand-in."""
        assert self.sleeper is not None
        sleeper = self.sleeper.pid
        return {
            "marker": self.marker, "home": str(self.home), "secret": str(self.home / "diary.txt"), "uid": os.getuid(),
            "public": str(self.home / "open.txt"), "script": str(self.home / "tool_of_mine.py"), "shm": self.shm,
            "array": str(self.home / "array.npy"), "database": str(self.home / "notes.db"), "target": str(self.target),
            "victim": str(self.victim), "fifo": str(self.home / "fifo"), "unix": str(self.home / "s"),
            "dgram": str(self.home / "d"), "giver": str(self.home / "giver"), "abstract": self.marker, **self.ports,
            "key": self.key, "queue": self.marker, "keyname": self.marker, "tty": self.tty, "pid": sleeper,
            "supervisor": sleeper if control else os.getpid(), "reader": os.getpid(), "reader_fd": self.keep[0],
            "address": ctypes.addressof(self.stolen), "length": 27, "board": ctypes.addressof(self.board),
            "nr": X86 if platform.machine() == "x86_64" else ARM64, "scratch_root": str(self.base / "scratch"),
            "site": str(self.target if control else self.site),
        }  # fmt: skip

    def close(self) -> None:
        """Takes back what outlives a process."""
        LIBC.shmctl(self.sysv[0], 0, None)
        LIBC.msgctl(self.sysv[1], 0, None)
        self.queue.mq_unlink(f"/{self.marker}".encode())
        Path("/dev/shm", self.shm).unlink(missing_ok=True)
        if self.sleeper is not None:
            self.sleeper.kill()
            self.sleeper.wait()
