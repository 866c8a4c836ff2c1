"""Between what an answer returns and what may cross: friendly types reduced by exact type, arrays in the asked form."""

from __future__ import annotations

import sys
from collections import Counter, OrderedDict, defaultdict, deque
from typing import Any

_AS_DICT = (Counter, OrderedDict, defaultdict)
_ATOMS = frozenset((type(None), bool, int, float, complex, str, bytes))


def reduce(value: Any, depth: int = 0) -> Any:
    """Counter, defaultdict, OrderedDict, deque, namedtuple, np.float64 and tensors as their plain kinds.

    Anything else is returned as it is, for the wire to accept or refuse.
    """
    kind = type(value)
    if kind in _ATOMS or depth > 100:
        return value
    if kind is list:
        return value if set(map(type, value)) <= _ATOMS else [reduce(item, depth + 1) for item in value]
    if kind is tuple:
        return tuple(reduce(item, depth + 1) for item in value)
    if kind is dict or kind in _AS_DICT:
        return {reduce(k, depth + 1): reduce(v, depth + 1) for k, v in dict.items(value)}
    if kind is deque:
        return [reduce(item, depth + 1) for item in value]
    if kind in (set, frozenset):
        return kind(reduce(item, depth + 1) for item in value)
    if kind.__mro__[1:2] == (tuple,) and hasattr(kind, "_fields"):
        return tuple(reduce(item, depth + 1) for item in tuple.__iter__(value))
    return _numeric(value, kind)


def _numeric(value: Any, kind: type) -> Any:
    np = sys.modules.get("numpy")
    if np is not None:
        if kind is np.float64:
            return float(value)
        if kind is np.complex128:
            return complex(value)
        if kind is np.str_:
            return str(value)
        if kind in (np.matrix, np.memmap):
            return np.array(value)
    torch = sys.modules.get("torch")
    if torch is not None and kind in (torch.Tensor, torch.nn.Parameter):
        tensor = value.detach().cpu()
        return (tensor.float() if tensor.dtype == torch.bfloat16 else tensor).numpy()
    return value


def arrays_as(value: Any, form: str) -> Any:
    """Arguments with their arrays as ``numpy`` (as they came), ``torch`` tensors or nested ``list``."""
    if form == "numpy":
        return value
    np = sys.modules.get("numpy")
    if np is not None and type(value) is np.ndarray:
        if form == "list":
            return value.tolist()
        import torch

        return torch.from_numpy(value)
    if type(value) is list:
        return [arrays_as(item, form) for item in value]
    if type(value) is tuple:
        return tuple(arrays_as(item, form) for item in value)
    if type(value) is dict:
        return {k: arrays_as(v, form) for k, v in value.items()}
    return value
