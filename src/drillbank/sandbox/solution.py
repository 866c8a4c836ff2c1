"""The solution process: an answer's functions and classes, served over the wire inside a confined child.

Descriptors: 1 stdout, 2 stderr, 3 the job (read to its end, then closed), 4 the call socket.  A job holds the answer
and nothing that could give a test away.  Whatever this process says about values is a claim of the answer's own.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import types
from typing import Any

from drillbank.sandbox import plain, rlimits, shims, stream, wire

JOB, CALLS = 3, 4
MAX_TEXT = 4000
MAX_LINE = 160


def main() -> None:
    """Read the job, run the answer's text, serve calls until the other side closes."""
    job = json.loads(_read_all(JOB))
    os.close(JOB)
    gc.enable()
    shims.existing_paths_only()
    rlimits.for_job(job["cpu_s"], job["memory_bytes"], job["data_baseline_bytes"])
    server = Server(job["arrays"])
    stream.send(CALLS, wire.pack(server.load(job["given"], job["code"]), None))
    while True:
        try:
            header, body = stream.receive(CALLS)
        except stream.ChannelClosed:
            os._exit(0)
        control, value = wire.unpack(header, body)
        stream.send(CALLS, server.answer(control, value))


def _read_all(descriptor: int) -> bytes:
    parts = []
    while part := os.read(descriptor, 1 << 20):
        parts.append(part)
    return b"".join(parts)


class Server:
    def __init__(self, arrays: str) -> None:
        self.arrays = arrays
        self.module = types.ModuleType("answer")
        self.objects: list[Any] = []

    def load(self, given: str, code: str) -> dict[str, Any]:
        """Run ``given`` and the answer; says which public names there are, or what went wrong."""
        sys.modules["answer"] = self.module
        space = self.module.__dict__
        try:
            if given:
                exec(compile(given, "given.py", "exec"), space)
            source = compile(code, "answer.py", "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError) as error:
            return {"op": "failed", "syntax": True, **describe(error)}
        _remember_source(code)
        try:
            exec(source, space)
        except BaseException as error:
            return {"op": "failed", "syntax": False, **describe(error)}
        finally:
            _flush()
        return {"op": "ready", "classes": _classes(space), "data": _data(space)}

    def answer(self, control: dict[str, Any], value: Any) -> bytes:
        """One call: the frame that answers it, with the call's own id."""
        echo = {"id": control["id"]}
        try:
            result, extra = self._perform(control, value)
        except BaseException as error:
            _flush()
            return wire.pack({**echo, "raised": describe(error)}, None)
        _flush()
        try:
            return wire.pack({**echo, **extra}, result, "the result")
        except wire.NotPlain as error:
            return wire.pack({**echo, "refused": str(error)[:MAX_TEXT]}, None)
        except Exception as error:
            # Not the answer's exception: a test that asks `raises` must not be fooled by a value that cannot be sent.
            return wire.pack({**echo, "refused": f"the result cannot be sent ({type(error).__name__})"}, None)

    def _perform(self, control: dict[str, Any], value: Any) -> tuple[Any, dict[str, Any]]:
        operation, name = control["op"], control["name"]
        if operation == "get":
            found = getattr(self.objects[control["object"]], name)
            if callable(found) and not isinstance(found, type):
                return None, {"callable": True}
            return plain.reduce(found), {}
        if operation == "global":
            return self._global(name)
        if operation == "new":
            arguments, keywords = value
            self.objects.append(self._function(None, name)(*self._in(arguments), **self._in(keywords)))
            return None, {"object": len(self.objects) - 1}
        function = self._function(control["object"], name)
        if operation == "many":
            return [plain.reduce(function(*self._in(arguments))) for arguments in value], {}
        arguments, keywords = self._in(value[0]), self._in(value[1])
        mode = control["mode"]
        before = wire.pack({}, plain.reduce(arguments)) if mode == "unchanged" else b""
        result = plain.reduce(function(*arguments, **keywords))
        if mode == "inplace":
            return [result, plain.reduce(arguments)], {}
        if mode == "unchanged":
            return result, {"changed": wire.pack({}, plain.reduce(arguments)) != before}
        return result, {}

    def _function(self, number: int | None, name: str) -> Any:
        if number is not None:
            return getattr(self.objects[number], name)
        try:
            return getattr(self.module, name)
        except AttributeError:
            raise AttributeError(f"the answer defines no {name}") from None

    def _global(self, name: str) -> tuple[Any, dict[str, Any]]:
        found = getattr(self.module, name)
        if callable(found):
            return None, {"callable": True}
        return plain.reduce(found), {}

    def _in(self, value: Any) -> Any:
        return plain.arrays_as(value, self.arrays)


_DATA = (bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset)


def _classes(space: dict[str, Any]) -> dict[str, list[str]]:
    """Each class of the answer with the names of its methods."""
    out: dict[str, list[str]] = {}
    for name, value in list(space.items())[:1000]:
        if type(value) is type or isinstance(value, type):
            attributes = [n for cls in value.__mro__ for n, v in vars(cls).items() if callable(v)]
            out[name] = [n for n in attributes if not n.startswith("__")][:1000]
    return out


def _data(space: dict[str, Any]) -> list[str]:
    """Public names that hold plain values."""
    return [n for n, v in list(space.items())[:1000] if not n.startswith("_") and type(v) in _DATA]


def describe(error: BaseException) -> dict[str, Any]:
    """An exception as plain text: class names of its MRO, its text, the lines of the answer it passed through."""
    names = [cls.__name__ for cls in type(error).__mro__ if cls is not object]
    try:
        text = str(error)
    except BaseException:
        text = "(the exception's own text could not be read)"
    import traceback

    try:
        lines = "".join(traceback.format_exception(error, limit=-8))
    except BaseException:
        lines = ""
    return {
        "names": [name[:200] for name in names[:50]],
        "text": text[:MAX_TEXT],
        "trace": _own_lines(lines)[-MAX_TEXT:],
        "explicit": _raised_by_statement(error),
    }


def _own_lines(text: str) -> str:
    """The traceback without the frames of the judge."""
    out, keep = [], True
    for line in text.splitlines():
        if line.startswith('  File "'):
            keep = line.startswith(('  File "answer.py"', '  File "given.py"', '  File "<string>"'))
        elif not line.startswith("    "):
            keep = True
        if keep:
            out.append(line if len(line) <= MAX_LINE else line[:MAX_LINE] + " …")
    return "\n".join(out)


def _raised_by_statement(error: BaseException) -> bool:
    """Whether a ``raise`` statement made it: then a MemoryError is the answer's own word, not the machine's."""
    import dis

    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return False
    code = trace.tb_frame.f_code.co_code
    return dis.opname[code[trace.tb_lasti]] == "RAISE_VARARGS" if 0 <= trace.tb_lasti < len(code) else False


def _remember_source(code: str) -> None:
    """Tracebacks and ``inspect.getsource`` show the answer's lines."""
    import linecache

    linecache.cache["answer.py"] = (len(code), None, code.splitlines(keepends=True), "answer.py")


def _flush() -> None:
    for output in (sys.stdout, sys.stderr):
        try:
            output.flush()
        except BaseException:
            continue  # the answer may have put anything in their place
