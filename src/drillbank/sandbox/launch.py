"""The exec'd process: namespaces, imports, privileges, canaries, then the zygote's loop.

Started as ``python -I -S -B -c`` with a clean environment.  Its configuration arrives on the control socket and holds
no job.  It reports once: ``{"ready": …}`` or ``{"failed": layer, "reason": …}``.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import socket
import sys
from typing import Any

from drillbank.sandbox import confine, namespaces, privileges, probes, shims, zygote
from drillbank.sandbox.node import process

MAX_CONFIG_BYTES = 1 << 20


class Failed(Exception):
    """A needed layer is missing."""

    def __init__(self, layer: str, reason: str) -> None:
        super().__init__(f"{layer}: {reason}")
        self.layer = layer
        self.reason = reason


def main(descriptor: int) -> None:
    """Entry of the process; ``descriptor`` is the control socket."""
    control = socket.socket(fileno=descriptor)
    config: dict[str, Any] = json.loads(control.recv(MAX_CONFIG_BYTES))
    os.umask(0o077)
    privileges.die_with_parent(signal.SIGKILL)
    states: dict[str, str] = {}
    try:
        if _enter_namespaces(config, states):
            inner = os.fork()
            if inner:
                _stand_by(inner, control)
            privileges.die_with_parent(signal.SIGKILL)
        _become_zygote(control, config, states)
    except Failed as failure:
        control.send(json.dumps({"failed": failure.layer, "reason": failure.reason}).encode())
    except Exception as error:
        control.send(json.dumps({"failed": "zygote", "reason": f"{type(error).__name__}: {error}"[:2000]}).encode())
    os._exit(3)


def _stand_by(inner: int, control: socket.socket) -> None:
    """The outer process lives only to be the parent of pid 1 of the namespace, so that it can be waited for."""
    control.close()
    os.closerange(3, 64)
    try:
        _, status = os.waitpid(inner, 0)
    except KeyboardInterrupt:
        status = 1
    os._exit(0 if status == 0 else 1)


def _enter_namespaces(config: dict[str, Any], states: dict[str, str]) -> bool:
    if "namespaces" in config["off"]:
        states["namespaces"] = "off"
        return False
    try:
        namespaces.enter()
    except OSError as error:
        states["namespaces"] = f"not permitted ({error.strerror})"
        return False
    return True


def _become_zygote(control: socket.socket, config: dict[str, Any], states: dict[str, str]) -> None:
    in_namespaces = "namespaces" not in states
    root = config["scratch"]
    program = config["program"]
    start = None if program is None else process.prepare(program)  # before a mount hides what it reads
    if in_namespaces:
        try:
            namespaces.private_mounts()
            needed = [*config["read"], *config["sys_path"], config["executable"], config["package"]]
            root = namespaces.mount_scratch([*needed, *(program["execute"] if program else ())])
            states["namespaces"] = "live"
        except OSError as error:
            # Ubuntu 24.04+ lets unshare succeed and then drops the rights: what works stays, scratch is on disk.
            states["namespaces"] = f"partly: own mounts not permitted ({error.strerror})"
    _import(config)
    sizes = _sizes()
    uid = config["uid"]
    if uid is not None:
        os.chown(root, uid, uid)
        privileges.become(uid)
    _drop(config, states, was_root=config["root"])
    plan = _plan(config, states, root, start)
    # With a tmpfs of its own nothing stays behind; scratch on disk is emptied by leaving in order, at end of file.
    privileges.die_with_parent(signal.SIGKILL if states["namespaces"] == "live" else 0)
    _self_attack(config, plan, states)
    if start is not None:
        plan.program_kb = _tried_program(config, plan)
    report = {"ready": True, "layers": states, "abi": plan.abi, "scratch": root, "program_kb": plan.program_kb, **sizes}
    control.send(json.dumps(report).encode())
    privileges.undumpable()
    zygote.serve(control, config, plan)
    os._exit(0)


def _import(config: dict[str, Any]) -> None:
    sys.path[:] = config["sys_path"]
    sys.argv = ["answer"]
    for name in config["imports"]:
        importlib.import_module(name)
    shims.remember_libraries()


def _drop(config: dict[str, Any], states: dict[str, str], was_root: bool) -> None:
    if "no_new_privs" in config["off"]:
        states["no_new_privs"] = "off"
        return
    try:
        if was_root or states.get("namespaces", "").startswith(("live", "partly")):
            privileges.drop_capabilities()
        privileges.no_new_privileges()
    except OSError as error:
        raise Failed("no_new_privs", error.strerror or str(error)) from None
    states["no_new_privs"] = "live"


def _plan(config: dict[str, Any], states: dict[str, str], root: str, start: process.Start | None) -> confine.Plan:
    try:
        plan = confine.Plan(config, root, () if start is None else start.addresses)
        plan.restrict_zygote(config)
    except KeyError as error:
        raise Failed("seccomp", f"no system-call table for this machine ({error})") from None
    except OSError as error:
        raise Failed("landlock", error.strerror or str(error)) from None
    for layer in ("hygiene", "rlimits", "landlock", "seccomp"):
        states[layer] = "off" if layer in plan.off else "live"
    return plan


def _self_attack(config: dict[str, Any], plan: confine.Plan, states: dict[str, str]) -> None:
    """Fork one confined child that attacks; what gets through, or a layer that fails, means refusal."""
    reader, writer = os.pipe()
    null = os.open("/dev/null", os.O_RDWR)
    folder = os.path.join(plan.scratch_root, "0")
    os.makedirs(folder, 0o700, exist_ok=True)
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        probes.run_in_child(plan, null, writer, config["canary"])
    os.close(writer)
    os.close(null)
    with os.fdopen(reader, "rb") as stream:
        answer = stream.read()
    os.waitpid(pid, 0)
    result = json.loads(answer or b'{"layer": "sandbox", "reason": "the canary child ended without a word"}')
    if "layer" in result:
        raise Failed(result["layer"], result["reason"])
    through = [name for name, refused in result["tried"].items() if not refused]
    if through and not plan.off:
        raise Failed(probes.GUARDED_BY[through[0]], f"a canary got through: {', '.join(through)}")
    states["tried"] = ",".join(sorted(name for name, refused in result["tried"].items() if refused))


def _tried_program(config: dict[str, Any], plan: confine.Plan) -> int:
    """Fork one confined child that becomes the program and attacks; returns its peak resident kB.

    What gets through, or a program that does not start, means refusal.
    """
    reader, writer = os.pipe()
    null = os.open("/dev/null", os.O_RDWR)
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        try:
            confine.apply(plan, "0", [null, writer, null, theirs.fileno()])
            process.become({**process.TRIAL, "mode": "attack", "targets": config["canary"]})
        except BaseException as error:
            os.write(2, f"{type(error).__name__}: {error}".encode())
        finally:
            os._exit(1)
    for descriptor in (writer, null):
        os.close(descriptor)
    theirs.close()
    try:
        tried = probes.told_by_program(ours, reader)
    except probes.DidNotStart as error:
        os.kill(pid, signal.SIGKILL)
        raise Failed("node", str(error)) from None
    finally:
        ours.close()
        os.close(reader)
        _, _, usage = os.wait4(pid, 0)
    through = [name for name, refused in tried.items() if not refused]
    if through and not plan.off:
        raise Failed(probes.GUARDED_BY[through[0]], f"a canary got through: {', '.join(through)}")
    return usage.ru_maxrss


def _sizes() -> dict[str, int]:
    """VmRSS and VmData in kB: the empty runtime, above which an answer's memory counts."""
    wanted = {"VmRSS": "rss_kb", "VmData": "data_kb"}
    out = {"rss_kb": 0, "data_kb": 0}
    try:
        with open("/proc/self/status") as stream:
            for line in stream:
                name, _, rest = line.partition(":")
                if name in wanted:
                    out[wanted[name]] = int(rest.split()[0])
    except OSError:
        pass
    return out
