"""Reads the console blocks of a page: what stands after ``$ `` is run, what follows is what it must print.

Before a block may stand, as HTML comments that no reader sees:
    <!-- file: NAME -->       the next block is the content of this file, not a console block
    <!-- exit: N -->          the last command of the block ends with N instead of 0
    <!-- keys: "a" Enter -->  the block is a tmux screen of 80 columns after these keys were sent
    <!-- grows: N -->         the rest of each line depends on the bank: only its first N columns are compared
A line ``…`` stands for any number of lines; figures of time and memory and the size of the
bank are compared by their unit only.

Run as a program it writes into README.md and CONTRIBUTING.md what the commands print today, but for blocks with a
line ``…`` and blocks that show no output.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
PAGES = (REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md")
NOW = "2026-11-24T21:00:00+00:00"


@dataclass(slots=True)
class Block:
    """One fenced block with its place and what the comments before it said."""

    page: str
    line: int
    kind: str
    body: list[str] = field(default_factory=list)
    file: str | None = None
    exit: int = 0
    keys: list[str] | None = None
    grows: int | None = None

    @property
    def steps(self) -> list[tuple[str, list[str]]]:
        """(command, lines it must print) of a console block."""
        found: list[tuple[str, list[str]]] = []
        for line in self.body:
            if line.startswith("$ "):
                found.append((line[2:], []))
            elif found:
                found[-1][1].append(line)
        return found


def blocks(page: Path) -> list[Block]:
    """Every fenced block of ``page``, in order."""
    found: list[Block] = []
    notes: dict[str, str] = {}
    current: Block | None = None
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        if current is not None:
            if line.strip() == "```":
                found.append(current)
                current = None
            else:
                current.body.append(line)
        elif note := re.fullmatch(r"<!-- (file|exit|keys|grows):(.*)-->", line.strip()):
            notes[note[1]] = note[2].strip()
        elif line.startswith("```"):
            keys = notes.get("keys")
            current = Block(
                page.name,
                number,
                line[3:].strip(),
                file=notes.get("file"),
                exit=int(notes.get("exit", "0")),
                keys=None if keys is None else shlex.split(keys),
                grows=int(notes["grows"]) if "grows" in notes else None,
            )
            notes = {}
    return found


def runnable(command: str) -> bool:
    """Whether ``command`` calls drillbank; others (git clone, scripts/drill) set things up and have their own tests."""
    return re.search(r"(?:^|[|;&] *)drillbank\b", command) is not None


def differing(expected: list[str], printed: list[str]) -> str | None:
    """None where ``printed`` is what the page shows, else a sentence with the first line that is not."""
    wanted, got = ([normal(line) for line in lines] for lines in (expected, printed))
    while got and not got[-1]:
        got.pop()
    at = 0
    for index, line in enumerate(wanted):
        if line == "…":
            rest = wanted[index + 1 :]
            if not rest:
                return None
            while at < len(got) and got[at] != rest[0]:
                at += 1
        elif at < len(got) and got[at] == line:
            at += 1
        else:
            return f"the page says {expected[index]!r}, the program {got[at] if at < len(got) else 'nothing more'!r}"
    return None if at == len(got) else f"the page stops before {got[at]!r}"


def beginnings(lines: list[str], columns: int) -> list[str]:
    """What does not depend on the bank: the first ``columns`` of each line that has anything there."""
    return [line[:columns].rstrip() for line in lines if line[:columns].strip()]


def normal(line: str) -> str:
    """A line without trailing space and without the figures that differ from run to run or grow with the bank."""
    return re.sub(r"\d+(?:\.\d+)? ?(ms|MB|s|questions|cards)\b", r"N \1", line).rstrip()


def environment(home: Path) -> dict[str, str]:
    """The world of the reader: English, UTC, an evening in November, ``drillbank`` on PATH."""
    return {
        "HOME": str(home),
        "DRILLBANK_HOME": str(home / "drillbank"),
        "DRILLBANK_NOW": NOW,
        "PATH": f"{Path(sys.executable).parent}:{os.defpath}",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "TERM": "xterm",
    }


def printed(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run ``command`` in a shell, stdin closed; stdout holds stderr too."""
    return subprocess.run(
        ["sh", "-c", command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        cwd=folder,
        env=environment(folder),
        timeout=300,
    )


def screen(command: str, keys: list[str], folder: Path) -> list[str]:
    """The lines of an 80-column terminal in which ``command`` ran and ``keys`` were pressed, one by one."""
    tmux = ["tmux", "-S", str(folder / "socket"), "-f", "/dev/null"]
    env = environment(folder)
    start = ["new-session", "-d", "-x", "80", "-y", "200", f"exec {command}"]
    held = ["set", "-g", "remain-on-exit", "on"]
    subprocess.run([*tmux, *held, ";", *start], check=True, env=env, cwd=folder, timeout=30)
    try:
        for key in keys:
            settled(tmux)
            # Enter, C-d and the like are names of keys, the rest is text
            literal = [] if re.fullmatch(r"Enter|Space|Escape|[CM]-.|Up|Down", key) else ["-l"]
            subprocess.run([*tmux, "send-keys", *literal, key], check=True, timeout=30)
        return settled(tmux)
    finally:
        subprocess.run([*tmux, "kill-server"], check=False, timeout=30)


def settled(tmux: list[str], quiet_s: float = 1.0, limit_s: float = 60.0) -> list[str]:
    """The screen once it has shown something and stopped changing."""
    until = time.monotonic() + limit_s
    last, since = "", time.monotonic()
    while time.monotonic() < until:
        now = subprocess.run([*tmux, "capture-pane", "-p"], check=True, capture_output=True, encoding="utf-8").stdout
        if now != last:
            last, since = now, time.monotonic()
        elif now.strip() and time.monotonic() - since > quiet_s:
            break
        time.sleep(0.1)
    return last.rstrip("\n").splitlines()


def rewrite(page: Path, folder: Path) -> None:
    """Put into ``page`` what its commands print today."""
    lines = page.read_text(encoding="utf-8").splitlines()
    new: list[str] = []
    at = 0
    for block in blocks(page):
        new += lines[at : block.line]
        at = block.line + len(block.body)
        body = block.body
        if block.file is not None:
            (folder / block.file).write_text("\n".join(body) + "\n", encoding="utf-8")
        elif block.kind == "console" and runnable(block.steps[0][0]):
            body = [
                line
                for command, shown in block.steps
                for line in (f"$ {command}", *today(block, command, shown, folder))
            ]
        new += body
    page.write_text("\n".join([*new, *lines[at:]]) + "\n", encoding="utf-8")


def today(block: Block, command: str, shown: list[str], folder: Path) -> list[str]:
    """The output to show for ``command``, which is run in any case: later blocks may build on it."""
    if block.keys is not None:
        lines = screen(command, block.keys, Path(tempfile.mkdtemp(dir=folder)))
    else:
        lines = printed(command, folder).stdout.splitlines()
    if any(line.startswith("Traceback") for line in lines):
        raise RuntimeError("\n".join(lines))
    return shown if not shown or "…" in shown else [line.rstrip() for line in lines]


if __name__ == "__main__":
    for name in PAGES:
        with tempfile.TemporaryDirectory() as made:
            rewrite(name, Path(made))
