"""What this machine can do: each layer tried by starting a zygote that attacks itself, and the runtimes at hand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from drillbank.errors import JudgeUnavailable
from drillbank.sandbox import confine, remedies, runtime, supervisor
from drillbank.sandbox.node import packages
from drillbank.sandbox.node import runtime as node

RUNTIMES = (
    "python", "numpy", "scikit-learn", "torch", "transformers", "tensorflow", "shap", "opendp", "node", "js"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LayerState:
    """``state``: live, absent (the system has none), blocked (something forbids it), untried (another one failed)."""

    name: str
    state: str
    needed: bool
    detail: str
    reopens: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class RuntimeState:
    name: str
    state: str  # ready | missing
    version: str = ""
    bytes: int = 0
    remedy: str = ""


def layers(options: supervisor.Options) -> tuple[list[LayerState], list[str]]:
    """Start one slim zygote: the state of each layer, and what its canaries tried and were refused.

    A refusal names the layer that failed.
    """
    try:
        zygote = supervisor.start(
            runtime.resolve(()),
            "solution",
            "drillbank.sandbox.solution:main",
            options,
            preload=["drillbank.sandbox.solution"],
        )
    except JudgeUnavailable as error:
        return _refused(error), []
    try:
        states, abi = zygote.layers, int(zygote.report["abi"])
    finally:
        zygote.close()
    refused = [word for word in states.get("tried", "").split(",") if word]
    return [_state(name, states.get(name, "absent"), abi) for name in confine.LAYERS], refused


def _state(name: str, said: str, abi: int) -> LayerState:
    needed = name in confine.NEEDED
    if said == "live":
        return LayerState(name, "live", needed, _abi_detail(abi) if name == "landlock" else "")
    word = "blocked" if "permitted" in said else "absent"
    return LayerState(name, word, needed, said, remedies.REOPENS.get(name, ""), remedies.of_layer(name))


def _abi_detail(abi: int) -> str:
    """What an older ABI lacks, and that seccomp closes it."""
    lacks = [word for least, word in ((3, "truncate"), (4, "TCP"), (5, "device ioctl"), (6, "scopes")) if abi < least]
    return f"ABI {abi}" + (f" ({', '.join(lacks)} closed by seccomp instead)" if lacks else "")


def _refused(error: JudgeUnavailable) -> list[LayerState]:
    failed = next((name for name in confine.LAYERS if repr(name) in error.missing), None)
    states = []
    for name in confine.LAYERS:
        needed = name in confine.NEEDED
        if name == failed:
            word = "blocked" if "permitted" in error.reason.lower() else "absent"
            reopens = remedies.REOPENS.get(name, "")
            states.append(LayerState(name, word, needed, error.reason, reopens, error.remedy))
        else:
            states.append(LayerState(name, "untried", needed, ""))
    if failed is None:
        states.insert(0, LayerState("zygote", "blocked", True, error.reason, "", error.remedy))
    return states


def runtimes(js: Path | None = None, *, sizes: bool = False) -> list[RuntimeState]:
    """The runtimes an answer may need; ``sizes`` also counts bytes on disk (a look at every file).

    ``js``: the folder where TensorFlow.js lies, if it does.
    """
    return [_runtime(name, js, sizes=sizes) for name in RUNTIMES]


def _runtime(name: str, js: Path | None, *, sizes: bool) -> RuntimeState:
    if name == "python":
        import platform

        return RuntimeState(name, "ready", platform.python_version())
    if name == "node":
        return _node()
    if name == "js":
        found = None if js is None else packages.installed(js)
        if found is None:
            return RuntimeState(name, "missing", remedy=packages.REMEDY)
        return RuntimeState(name, "ready", f"tfjs {found.version}", found.bytes)
    distribution = runtime.installed(name)
    if distribution is None:
        return RuntimeState(name, "missing", remedy=runtime.install(name))
    size = 0
    if sizes:
        for file in distribution.files or ():
            try:
                size += Path(str(distribution.locate_file(file))).stat().st_size
            except OSError:
                continue  # listed, and removed since
    return RuntimeState(name, "ready", distribution.version, size)


def _node() -> RuntimeState:
    unavailable = node.missing((), None)
    found = node.find()
    if unavailable is not None or found is None:
        return RuntimeState("node", "missing", found.version if found else "", remedy=node.INSTALL)
    return RuntimeState("node", "ready", found.version, Path(found.path).stat().st_size)
