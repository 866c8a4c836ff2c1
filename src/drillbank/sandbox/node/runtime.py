"""Which node there is, and what it may read and execute.

Only two files may be executed, node itself and the ELF loader that it names; everything else that node maps is read.
"""

from __future__ import annotations

import functools
import json
import shutil
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

from drillbank.errors import JudgeUnavailable
from drillbank.sandbox import runtime
from drillbank.sandbox.node import packages
from drillbank.sandbox.runtime import Program, Runtime

MAJOR_LEAST = 18
INSTALL = f"install Node.js {MAJOR_LEAST} or newer"
NAMES = {"tfjs": "tfjs", "@tensorflow/tfjs": "tfjs"}  # as a question may write what it requires -> our name
BOOT = Path(__file__).with_name("boot.js")
_ASK_TIMEOUT_S = 20.0
_BUILTIN_TREES = ("/usr/share/nodejs",)  # where Debian keeps parts of node that others build into the binary
_PT_INTERP = 3


@dataclass(frozen=True, slots=True)
class Node:
    """The binary behind whatever is called ``node`` on the PATH."""

    path: str
    version: str


@functools.cache
def find() -> Node | None:
    """None where there is no node that answers."""
    found = shutil.which("node")
    if found is None:
        return None
    ask = "JSON.stringify([process.execPath, process.versions.node])"
    try:
        done = subprocess.run(
            [found, "-p", ask], capture_output=True, text=True, timeout=_ASK_TIMEOUT_S, check=True, cwd="/"
        )
        path, version = json.loads(done.stdout)
        return Node(str(Path(path).resolve()), str(version))
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def missing(requires: tuple[str, ...], folder: Path | None) -> JudgeUnavailable | None:
    """Why JavaScript that needs ``requires`` cannot be run here; None where it can.  ``folder`` holds TensorFlow.js."""
    node = find()
    if node is None:
        return JudgeUnavailable("the runtime 'node'", "it is not on the PATH", f"To get it: {INSTALL}.")
    if int(node.version.partition(".")[0]) < MAJOR_LEAST:
        reason = f"version {node.version} is too old"
        return JudgeUnavailable("the runtime 'node'", reason, f"To get a newer one: {INSTALL}.")
    for name in requires:
        if name not in NAMES:
            return JudgeUnavailable(
                f"the runtime {name!r}", "no such package is offered to JavaScript answers", "Known is: tfjs."
            )
        if folder is None or packages.installed(folder) is None:
            return JudgeUnavailable(
                f"the runtime {NAMES[name]!r}",
                "the question needs TensorFlow.js and it is not installed",
                f"Install it: {packages.REMEDY}.",
            )
    return None


def resolve(requires: tuple[str, ...], folder: Path | None) -> Runtime:
    """The runtime of a JavaScript answer; raises JudgeUnavailable where node or a package is missing."""
    unavailable = missing(requires, folder)
    if unavailable is not None:
        raise unavailable
    node = find()
    assert node is not None
    slim = runtime.resolve(())
    wanted = tuple(sorted({NAMES[name] for name in requires}))
    files = [("boot.js", str(BOOT))]
    if "tfjs" in wanted:
        assert folder is not None
        files.append(("node_modules/@tensorflow/tfjs/tf.min.js", str(folder / packages.FILE)))
        files.append(("node_modules/@tensorflow/tfjs/package.json", str(BOOT.with_name("tfjs.json"))))
    loader = interpreter(Path(node.path))
    libraries = [*runtime.libraries(), *_beside(Path(node.path)), *(t for t in _BUILTIN_TREES if Path(t).is_dir())]
    execute = (node.path, *([loader] if loader else []))
    return Runtime(
        name="+".join(("node", *wanted)),
        requires=("node", *wanted),
        imports=slim.imports,
        sys_path=slim.sys_path,
        read=tuple(dict.fromkeys([*slim.read, *libraries])),
        listed=slim.listed,
        trees=tuple(dict.fromkeys([*libraries, *runtime.FACTS])),
        program=Program(node.path, execute, tuple(files), wanted),
    )


def interpreter(binary: Path) -> str | None:
    """The loader that a 64-bit ELF binary names; None for a static one.  Raises OSError."""
    with binary.open("rb") as stream:
        head = stream.read(64)
        if head[:5] != b"\x7fELF\x02":
            return None
        (table,) = struct.unpack_from("<Q", head, 32)
        size, count = struct.unpack_from("<HH", head, 54)
        stream.seek(table)
        entries = stream.read(size * count)
        for number in range(count):
            kind, _, offset, _, _, length = struct.unpack_from("<IIQQQQ", entries, number * size)
            if kind == _PT_INTERP:
                stream.seek(offset)
                return str(Path(stream.read(length).rstrip(b"\0").decode()).resolve())
    return None


def _beside(binary: Path) -> list[str]:
    """Shared libraries that a node of conda's or the like brings along."""
    folder = binary.parent.parent / "lib"
    if str(folder) in ("/lib", "/usr/lib") or not folder.is_dir():
        return []
    return [str(entry) for entry in sorted(folder.iterdir()) if ".so" in entry.name and entry.is_file()]
