"""The wire between two processes that do not trust each other: plain typed data in length-prefixed frames.

    frame   = header length (u32), body length (u64), header, body            big-endian
    header  = JSON {"c": control, "v": value, "b": [lengths of the buffers]}
    body    = the buffers one after another: raw bytes of arrays, NumPy scalars and bytes

Every JSON object inside ``v`` is a tag with one key, so that nothing a sender writes can be taken for another kind:
``i`` int beyond 64 bits (hexadecimal), ``c`` complex, ``b`` bytes, ``t`` tuple, ``s`` set, ``f`` frozenset, ``d`` dict
as a list of pairs, ``n`` NumPy scalar, ``a`` array.  No pickle, marshal, eval or .npy header.
"""

from __future__ import annotations

import json
import re
import struct
import sys
from typing import Any

PREFIX = struct.Struct(">IQ")
MAX_HEADER_BYTES = 64 << 20
MAX_MARKS = 4_000_000  # brackets, braces and commas of a header: what bounds the memory that parsing it takes
MAX_BUFFERS = 100_000
MAX_BODY_BYTES = 512 << 20
MAX_DEPTH = 100
MAX_ELEMENTS = 1_000_000  # what is larger crosses as an array
MAX_NDIM = 32
_INT64 = range(-(1 << 63), 1 << 63)
_ITEM_SIZES = {"b": (1,), "i": (1, 2, 4, 8), "u": (1, 2, 4, 8), "f": (2, 4, 8), "c": (8, 16)}
_HEXADECIMAL = re.compile(r"-?0x[0-9a-f]{16,}")
_LEAVES = frozenset((float, str, bool, type(None)))


class WireError(Exception):
    """What arrived is no frame of plain data."""


class NotPlain(Exception):
    """A value that may not cross; the text names it and where it stood."""


def _numpy() -> Any:
    """NumPy where this process has it; a slim process neither sends nor takes arrays."""
    return sys.modules.get("numpy")


# ---------------------------------------------------------------------------------------------- sending


class _Encoder:
    def __init__(self) -> None:
        self.buffers: list[bytes] = []
        self.elements = 0

    def encode(self, value: Any, where: str, depth: int = 0) -> Any:
        kind = type(value)
        if kind in _LEAVES:
            return value
        if kind is int:
            return value if value in _INT64 else {"i": hex(value)}
        if depth >= MAX_DEPTH:
            raise NotPlain(f"{where} is nested deeper than {MAX_DEPTH}")
        if kind is list:
            return self._items(value, where, depth)
        if kind is tuple:
            return {"t": self._items(value, where, depth)}
        if kind is dict:
            self._count(2 * len(value), where)
            pairs = value.items()
            return {
                "d": [
                    [self.encode(k, f"a key of {where}", depth + 1), self.encode(v, f"{where}[{_short(k)}]", depth + 1)]
                    for k, v in pairs
                ]
            }
        if kind is complex:
            return {"c": [value.real, value.imag]}
        if kind is bytes:
            return {"b": self._buffer(value)}
        if kind is set or kind is frozenset:
            self._count(len(value), where)
            members = [self.encode(member, f"a member of {where}", depth + 1) for member in value]
            return {"s" if kind is set else "f": members}
        return self._numpy_value(value, where)

    def _items(self, values: Any, where: str, depth: int) -> list[Any]:
        self._count(len(values), where)
        kinds = set(map(type, values))
        if kinds <= _LEAVES:
            return list(values)
        if kinds == {int} and min(values) in _INT64 and max(values) in _INT64:
            return list(values)
        return [self.encode(item, f"{where}[{index}]", depth + 1) for index, item in enumerate(values)]

    def _count(self, more: int, where: str) -> None:
        self.elements += more
        if self.elements > MAX_ELEMENTS:
            raise NotPlain(f"{where} has more than {MAX_ELEMENTS} elements in all")

    def _buffer(self, data: bytes) -> int:
        if len(self.buffers) >= MAX_BUFFERS:
            raise NotPlain(f"the value holds more than {MAX_BUFFERS} arrays, NumPy scalars and bytes objects in all")
        self.buffers.append(data)
        return len(self.buffers) - 1

    def _numpy_value(self, value: Any, where: str) -> Any:
        np = _numpy()
        kind = type(value)
        if np is not None:
            if kind is np.ndarray:
                _check_dtype(value.dtype, where, NotPlain)
                return {"a": [value.dtype.str, list(value.shape), self._buffer(value.tobytes())]}
            if kind.__module__ == "numpy" and issubclass(kind, np.generic):
                _check_dtype(value.dtype, where, NotPlain)
                return {"n": [value.dtype.str, self._buffer(value.tobytes())]}
        raise NotPlain(f"{where} is {_describe(value)}, which is no plain data")


def _describe(value: Any) -> str:
    name = type(value).__name__[:60]
    if name == "generator":
        return "a generator"
    if callable(value) and not isinstance(value, type):
        return f"a callable ({name})"
    return f"an object of type {name}"


def _short(key: Any) -> str:
    """A key as a place's name; an int of thousands of digits has no text."""
    if type(key) in (str, float, bool) or (type(key) is int and key in _INT64):
        return repr(key)[:40]
    return type(key).__name__


def _check_dtype(dtype: Any, where: str, error: type[Exception]) -> None:
    if dtype.kind == "U":
        if dtype.names is None and dtype.itemsize <= 1 << 20:
            return
    elif dtype.kind in _ITEM_SIZES and dtype.itemsize in _ITEM_SIZES[dtype.kind]:
        return
    raise error(f"{where} is an array of dtype {str(dtype)[:60]}, which does not cross")


def pack(control: dict[str, Any], value: Any, where: str = "the value") -> bytes:
    """One frame.  ``control`` is JSON of our own making; ``value`` is checked.  Raises NotPlain."""
    encoder = _Encoder()
    encoded = encoder.encode(value, where)
    lengths = [len(buffer) for buffer in encoder.buffers]
    header = json.dumps({"c": control, "v": encoded, "b": lengths}, separators=(",", ":")).encode()
    if len(header) > MAX_HEADER_BYTES or sum(lengths) > MAX_BODY_BYTES:
        raise NotPlain(f"{where} is too large to cross ({len(header) + sum(lengths)} bytes)")
    return b"".join((PREFIX.pack(len(header), sum(lengths)), header, *encoder.buffers))


# -------------------------------------------------------------------------------------------- receiving


def sizes(prefix: bytes) -> tuple[int, int]:
    """(header, body) lengths of a frame; raises WireError above the caps."""
    header, body = PREFIX.unpack(prefix)
    if header > MAX_HEADER_BYTES or body > MAX_BODY_BYTES:
        raise WireError(f"a frame of {header + body} bytes is above the cap")
    return header, body


def unpack(header: bytes, body: bytes, *, plain_scalars: bool = False) -> tuple[dict[str, Any], Any]:
    """(control, value) of a frame; raises WireError.  The caller bounds the time this may take.

    ``plain_scalars``: NumPy scalars become Python's own numbers.  In what an answer returns they would make
    ``result == 0.1`` hold in their own precision, which may be 16 bits.
    """
    if sum(map(header.count, (b"[", b"{", b","))) > MAX_MARKS:
        raise WireError("the frame's header has too many parts")
    try:
        document = json.loads(header.decode("ascii"))
    except (ValueError, RecursionError):
        raise WireError("the frame's header is no JSON") from None
    if type(document) is not dict or document.keys() != {"c", "v", "b"} or type(document["c"]) is not dict:
        raise WireError("the frame's header has another shape")
    lengths = document["b"]
    if type(lengths) is list and len(lengths) > MAX_BUFFERS:
        raise WireError(f"more than {MAX_BUFFERS} buffers")
    if type(lengths) is not list or any(type(n) is not int or n < 0 for n in lengths) or sum(lengths) != len(body):
        raise WireError("the buffers' lengths do not add up")
    buffers, start, view = [], 0, memoryview(body)
    for length in lengths:
        buffers.append(view[start : start + length])
        start += length
    decoder = _Decoder(buffers, plain_scalars)
    try:
        value = decoder.decode(document["v"])
        if decoder.used != len(buffers):
            raise WireError("a buffer that nothing refers to")
        return document["c"], value
    except (ValueError, TypeError, OverflowError, RecursionError, MemoryError) as error:
        raise WireError(f"the value cannot be read ({type(error).__name__})") from None


class _Decoder:
    def __init__(self, buffers: list[memoryview], plain_scalars: bool) -> None:
        self.plain_scalars = plain_scalars
        self.buffers = buffers
        self.used = 0
        self.elements = 0

    def decode(self, node: Any, depth: int = 0) -> Any:
        kind = type(node)
        if kind in _LEAVES:
            return node
        if kind is int:
            if node not in _INT64:
                raise WireError("an int beyond 64 bits in decimal")
            return node
        if depth >= MAX_DEPTH:
            raise WireError(f"nested deeper than {MAX_DEPTH}")
        if kind is list:
            return self._items(node, depth)
        if kind is not dict or len(node) != 1:
            raise WireError("a tag of another shape")
        ((tag, content),) = node.items()
        return self._tagged(tag, content, depth)

    def _tagged(self, tag: str, content: Any, depth: int) -> Any:
        if tag == "t":
            return tuple(self._items(_of(content, list), depth))
        if tag == "d":
            return self._dict(_of(content, list), depth)
        if tag == "i":
            if _HEXADECIMAL.fullmatch(_of(content, str)) is None:
                raise WireError("an int of another form")
            return int(content, 16)
        if tag == "c":
            real, imaginary = _of(content, list)
            return complex(_of(real, float), _of(imaginary, float))
        if tag == "b":
            return bytes(self._buffer(content))
        if tag in ("s", "f"):
            return self._set(tag, _of(content, list), depth)
        if tag == "n":
            dtype, index = _of(content, list)
            scalar = self._array(dtype, [], index)[()]
            return scalar.item() if self.plain_scalars else scalar
        if tag == "a":
            dtype, shape, index = _of(content, list)
            return self._array(dtype, _of(shape, list), index)
        raise WireError("an unknown tag")

    def _items(self, nodes: list[Any], depth: int) -> list[Any]:
        self._count(len(nodes))
        if set(map(type, nodes)) <= _LEAVES:
            return nodes
        return [self.decode(node, depth + 1) for node in nodes]

    def _dict(self, pairs: list[Any], depth: int) -> dict[Any, Any]:
        self._count(2 * len(pairs))
        out: dict[Any, Any] = {}
        for pair in pairs:
            key, value = _of(pair, list)
            found = self.decode(key, depth + 1)  # before the value: buffers come in the order of writing
            out[found] = self.decode(value, depth + 1)
        if len(out) != len(pairs):
            raise WireError("a dict with equal keys")
        return out

    def _set(self, tag: str, nodes: list[Any], depth: int) -> Any:
        self._count(len(nodes))
        out: set[Any] = set()
        for node in nodes:
            # One at a time in bytecode, so that the budget's signal can interrupt a flood of equal hashes.
            out.add(self.decode(node, depth + 1))
        return out if tag == "s" else frozenset(out)

    def _array(self, text: Any, shape: list[Any], index: Any) -> Any:
        np = _numpy()
        if np is None:
            raise WireError("an array where the question needs no numpy")
        if type(text) is not str or len(text) > 12 or text[:1] not in "<>|=":
            raise WireError("a dtype of another shape")
        kind, width = text[1:2], text[2:]
        if not (width.isascii() and width.isdigit()):
            raise WireError("a dtype of another shape")
        if kind != "U" and int(width) not in _ITEM_SIZES.get(kind, ()):
            raise WireError("a dtype that does not cross")
        dtype = np.dtype(text)
        if len(shape) > MAX_NDIM or any(type(n) is not int or n < 0 for n in shape):
            raise WireError("a shape of another kind")
        count = 1
        for n in shape:
            count *= n
        data = self._buffer(index)
        if count * dtype.itemsize != len(data) or count > MAX_BODY_BYTES:
            raise WireError("an array whose bytes do not fit its shape")
        if not len(data):
            return np.zeros(shape, dtype)
        if kind == "U":
            points = np.frombuffer(data, np.dtype(np.uint32).newbyteorder(text[0]))
            if ((points > 0x10FFFF) | ((points >= 0xD800) & (points < 0xE000))).any():
                raise WireError("a string array with invalid code points")
        elif kind == "b" and np.frombuffer(data, np.uint8).max() > 1:
            raise WireError("a boolean array with other bytes")
        return np.frombuffer(data, dtype).reshape(shape).copy()

    def _buffer(self, index: Any) -> memoryview:
        """The next buffer: each is used once and in order, or 100 KB could be decoded a hundred thousand times."""
        if type(index) is not int or index != self.used or index >= len(self.buffers):
            raise WireError("a buffer that is not there or not the next")
        self.used += 1
        return self.buffers[index]

    def _count(self, more: int) -> None:
        self.elements += more
        if self.elements > MAX_ELEMENTS:
            raise WireError(f"more than {MAX_ELEMENTS} elements")


def _of(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise WireError("a tag's content of another kind")
    return value
