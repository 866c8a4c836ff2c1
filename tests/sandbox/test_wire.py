"""Every kind of the format crosses exactly; everything else is a WireError, never another exception."""

from __future__ import annotations

import json
import math
from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillbank.sandbox import plain, wire

ATOMS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=-(1 << 200), max_value=1 << 200)
    | st.floats(allow_nan=False)
    | st.complex_numbers(allow_nan=False, allow_infinity=True)
    | st.text(st.characters(codec="utf-8"))
    | st.binary()
)
HASHABLE = st.recursive(ATOMS, lambda inner: st.tuples(inner, inner) | st.frozensets(inner, max_size=3), max_leaves=4)
VALUES = st.recursive(
    ATOMS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(HASHABLE, inner, max_size=4)
        | st.sets(HASHABLE, max_size=4)
        | st.frozensets(HASHABLE, max_size=4)
    ),
    max_leaves=12,
)
DTYPES = "?,i1,i2,i4,i8,u1,u2,u4,u8,f2,f4,f8,c8,c16,>i4,>f8,U5".split(",")


def through(value: Any) -> Any:
    frame = wire.pack({"id": "x"}, value)
    header, body = wire.sizes(frame[: wire.PREFIX.size])
    start = wire.PREFIX.size
    assert len(frame) == start + header + body
    control, back = wire.unpack(frame[start : start + header], frame[start + header :])
    assert control == {"id": "x"}
    return back


def same(a: Any, b: Any) -> bool:
    """Equal in value and in type, all the way down."""
    if type(a) is not type(b):
        return False
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return len(a) == len(b) and all(any(same(k, j) and same(v, w) for j, w in b.items()) for k, v in a.items())
    if isinstance(a, set | frozenset):
        return len(a) == len(b) and all(any(same(x, y) for y in b) for x in a)
    return bool(a == b)


@settings(max_examples=300, deadline=None)
@given(VALUES)
def test_every_plain_value_crosses_with_its_type(value: Any) -> None:
    assert same(through(value), value)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, -0.0, 1e308, 5e-324])
def test_special_floats_cross(value: float) -> None:
    back = through([value])[0]
    assert math.copysign(1, back) == math.copysign(1, value)
    assert back == value or (math.isnan(back) and math.isnan(value))


@pytest.mark.parametrize("text", DTYPES)
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 0, 4), (2, 3, 5)])
def test_arrays_cross_with_dtype_and_shape(text: str, shape: tuple[int, ...]) -> None:
    rng = np.random.default_rng(1)
    array = np.asarray(rng.normal(size=shape) * 50).astype(text) if text != "U5" else np.full(shape, "诶a", dtype="U5")
    back = through(array)
    assert type(back) is np.ndarray
    assert back.dtype == array.dtype
    assert back.shape == array.shape
    assert np.array_equal(back, array)
    assert back.flags.writeable, "a test may write into what it got"


def test_arrays_are_copied_and_need_not_be_contiguous() -> None:
    array = np.arange(24).reshape(2, 3, 4).transpose(2, 0, 1)[::-1]
    assert np.array_equal(through(array), array)


@pytest.mark.parametrize("scalar", [np.float32(1.5), np.int8(-3), np.bool_(True), np.complex64(1j), np.float64(0.1)])
def test_numpy_scalars_cross_as_numpy_scalars(scalar: Any) -> None:
    back = through(scalar)
    assert type(back) is type(scalar)
    assert back == scalar


class Sneaky(int):
    pass


@pytest.mark.parametrize(
    "value",
    [
        object(),
        lambda: 1,
        (i for i in range(3)),
        Sneaky(3),
        Counter("abc"),
        np.array([object()]),
        np.array(["2020-01-01"], dtype="datetime64[D]"),
        np.matrix([[1]]),
        np.longdouble(1),
        range(3),
        bytearray(b"x"),
        type,
    ],
    ids=lambda value: type(value).__name__,
)
def test_everything_else_is_refused_by_name(value: Any) -> None:
    with pytest.raises(wire.NotPlain, match="the value"):
        wire.pack({}, value)


def test_the_place_of_a_value_that_does_not_cross_is_named() -> None:
    with pytest.raises(wire.NotPlain, match=r"the value\['a'\]\[1\] is a generator"):
        wire.pack({}, {"a": [1, (x for x in ())]})


def nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


def test_depth_is_bounded_in_both_directions() -> None:
    assert through(nested(90)) == nested(90)
    with pytest.raises(wire.NotPlain, match="nested deeper"):
        wire.pack({}, nested(150))
    header = json.dumps({"c": {}, "v": nested(150), "b": []}).encode()
    with pytest.raises(wire.WireError, match="nested deeper"):
        wire.unpack(header, b"")
    bomb = b'{"c":{},"v":' + b"[" * 200_000 + b"]" * 200_000 + b',"b":[]}'
    with pytest.raises(wire.WireError):
        wire.unpack(bomb, b"")


def accepted_or_refused(header: bytes, body: bytes) -> str:
    """Any other exception than WireError is a crash; what was accepted is plain, so it packs again."""
    try:
        _, value = wire.unpack(header, body)
    except wire.WireError:
        return "refused"
    wire.pack({}, value)
    return "value"


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=200), st.binary(max_size=64))
def test_any_bytes_are_a_value_or_a_wire_error(header: bytes, body: bytes) -> None:
    assert accepted_or_refused(header, body) in ("value", "refused")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["i", "c", "b", "t", "s", "f", "d", "n", "a", "x"]), inner, max_size=2)
    ),
    max_leaves=10,
)


@settings(max_examples=600, deadline=None)
@given(JSON, st.binary(max_size=32))
def test_any_json_as_a_value_is_a_value_or_a_wire_error(value: Any, body: bytes) -> None:
    header = json.dumps({"c": {}, "v": value, "b": [len(body)] if body else []}).encode()
    assert accepted_or_refused(header, body) in ("value", "refused")


@pytest.mark.parametrize(
    ("value", "body"),
    [
        ({"a": ["<f8", [2], 0]}, b"12345678"),  # too few bytes
        ({"a": ["<f8", [-1], 0]}, b"12345678"),
        ({"a": ["<f8", [1 << 70], 0]}, b""),
        ({"a": ["|O8", [1], 0]}, b"12345678"),  # objects
        ({"a": ["|V8", [1], 0]}, b"12345678"),
        ({"a": ["<f16", [1], 0]}, b"1234567890123456"),
        ({"a": ["<U1", [1], 0]}, b"\xff\xff\xff\xff"),  # no code point
        ({"a": ["<U1", [1], 0]}, b"\x00\xd8\x00\x00"),  # a surrogate
        ({"a": ["|b1", [1], 0]}, b"\x07"),  # neither false nor true
        ({"a": ["<f8", [1], 5]}, b"12345678"),  # a buffer that is not there
        ({"d": [[[1], 2]]}, b""),  # an unhashable key
        ({"d": [[1, 2], [1, 3]]}, b""),  # equal keys
        ({"i": "zz"}, b""),
        ({"i": "0x1", "t": []}, b""),
        (1 << 70, b""),
        ({"q": []}, b""),
        ([{"b": 0}, {"b": 0}], b"x"),  # one buffer used twice
        ([], b"x"),  # a buffer that nothing refers to
        ({"i": " 0x_1 "}, b""),
        ({"i": "0x1"}, b""),  # fits in 64 bits: no honest sender writes it so
    ],
)
def test_forged_tags_are_refused(value: Any, body: bytes) -> None:
    header = json.dumps({"c": {}, "v": value, "b": [len(body)] if body else []}).encode()
    with pytest.raises(wire.WireError):
        wire.unpack(header, body)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32"])
def test_another_encoding_of_a_header_is_refused(encoding: str) -> None:
    with pytest.raises(wire.WireError):
        wire.unpack(json.dumps({"c": {}, "v": 1, "b": []}).encode(encoding), b"")


def test_a_header_of_a_million_buffers_or_parts_is_refused_before_it_is_built() -> None:
    with pytest.raises(wire.WireError, match="buffers"):
        wire.unpack(json.dumps({"c": {}, "v": [], "b": [0] * (wire.MAX_BUFFERS + 1)}).encode(), b"")
    with pytest.raises(wire.WireError, match="parts"):
        wire.unpack(b"[" + b"," * wire.MAX_MARKS + b"]", b"")


def test_a_frame_above_the_cap_is_refused_before_it_is_read() -> None:
    with pytest.raises(wire.WireError, match="cap"):
        wire.sizes(wire.PREFIX.pack(1 << 31, 0))


def test_friendly_types_are_reduced_by_exact_type() -> None:
    from collections import OrderedDict, defaultdict, deque, namedtuple

    point = namedtuple("point", "x y")
    given_ = {
        "counter": Counter("aab"),
        "ordered": OrderedDict(a=np.float64(0.5)),
        "default": defaultdict(list, {1: deque([1, 2])}),
        "named": point(1, np.str_("s")),
    }
    reduced = plain.reduce(given_)
    expected = {"counter": {"a": 2, "b": 1}, "ordered": {"a": 0.5}, "default": {1: [1, 2]}, "named": (1, "s")}
    assert same(reduced, expected)

    class Lying(dict):  # type: ignore[type-arg]
        pass

    with pytest.raises(wire.NotPlain):
        wire.pack({}, plain.reduce(Lying(a=1)))
