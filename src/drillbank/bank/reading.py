"""YAML text -> a tree of nodes that know their lines.

The tree is built from the parser's events, never by PyYAML's constructors: no tag can make an object, an alias
cannot grow the tree past ``MAX_NODES``, nesting past ``MAX_DEPTH`` is refused before anything recurses, and a
repeated key is a fault instead of a silent overwrite.  Scalars stay the text the author typed; the schema says what
they mean, so ``gives: 1.0`` is the text "1.0" and ``en: no`` is the word, not a truth value.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from drillbank.errors import BankError, Problem

MAX_FILE_BYTES = 1 << 20
MAX_NODES = 200_000  # after aliases are followed
MAX_DEPTH = 50

INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
NUMBER = re.compile(r"[-+]?(?:[0-9]{1,18}(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_NULLS = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Scalar:
    text: str
    plain: bool  # written without quotes and not as a block: may be a number, a truth value or nothing
    line: int
    size: int = 1

    @property
    def is_null(self) -> bool:
        return self.plain and self.text in _NULLS


@dataclass(frozen=True, slots=True)
class Listing:
    items: tuple[Node, ...]
    line: int
    size: int


@dataclass(frozen=True, slots=True)
class Mapping:
    entries: dict[str, tuple[int, Node]]  # key -> (line of the key, value)
    line: int
    size: int
    repeated: tuple[tuple[str, int], ...] = ()  # keys met again, with the line of the second; the first one holds


Node: TypeAlias = Scalar | Listing | Mapping


def read_file(path: Path, shown: str) -> tuple[str, Node]:
    """The text and the tree of one file; raises BankError naming it ``shown``."""
    text = decode(read_bytes(path, shown), shown)
    return text, read_text(text, shown)


def read_bytes(path: Path, shown: str) -> bytes:
    """At most one byte more than a file may have; raises BankError where it cannot be read or is no plain file.

    A downloaded bank may hold a pipe, which would wait for ever, or a link to a file of the user's.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as stream:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise _fault(shown, None, "is no plain file; a bank holds its files themselves")
            return stream.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise _fault(shown, None, "is a link; a bank holds its files themselves, no links") from None
        raise _fault(shown, None, f"cannot be read: {error.strerror or error}") from None


def decode(raw: bytes, shown: str) -> str:
    """UTF-8 bytes as text; raises BankError with the line of the first bad byte, or where there are too many."""
    if len(raw) > MAX_FILE_BYTES:
        raise _fault(shown, None, f"is larger than {MAX_FILE_BYTES >> 10} KiB; a question file may not be")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        byte = raw[error.start]
        raise _fault(shown, line, f"is not UTF-8 (byte 0x{byte:02x}); save the file as UTF-8") from None


def read_text(text: str, shown: str) -> Node:
    """The tree of one YAML document; raises BankError where the text is no single sound document."""
    try:
        return _Builder(text, shown).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark is not None else None
        what = error.problem or error.context or "cannot be understood"
        raise _fault(shown, line, f"is no valid YAML: {what}{_advice(what)}") from None
    except yaml.YAMLError as error:
        raise _fault(shown, _line_of_reader_error(error, text), f"is no valid YAML: {_first_line(error)}") from None
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise _fault(shown, line, "holds half of a surrogate pair, which is no character") from None


def plain(node: Node) -> Any:
    """Python values by YAML 1.2's core rules (dates stay text), for documents without a schema of their own."""
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    if isinstance(node, Mapping):
        return {key: plain(value) for key, (_, value) in node.entries.items()}
    if not node.plain:
        return node.text
    if node.is_null:
        return None
    if node.text.lower() in ("true", "false"):
        return node.text.lower() == "true"
    for kind, pattern in ((int, INTEGER), (float, NUMBER)):
        if pattern.fullmatch(node.text):
            return kind(node.text)
    return node.text


def _advice(what: str) -> str:
    if any(
        words in what for words in ("mapping values are not allowed", "expected ',' or", "did not find expected key")
    ):
        return "; quote a text that holds a colon, a comma or a quotation mark"
    if "found a tab" in what:
        return "; indent with spaces"
    if "cannot start any token" in what:
        return "; indent with spaces, and quote a text that starts with a special character"
    return ""


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


def _line_of_reader_error(error: yaml.YAMLError, text: str) -> int | None:
    position = getattr(error, "position", None)
    if not isinstance(position, int):
        return None
    return text.encode(errors="replace").count(b"\n", 0, position) + 1


def _fault(shown: str, line: int | None, message: str) -> BankError:
    return BankError([Problem(shown, line, "", message)])


class _Builder:
    """Builds the tree with a stack of its own, so that depth costs no recursion."""

    def __init__(self, text: str, shown: str) -> None:
        self.loader = yaml.CSafeLoader(text)
        self.shown = shown
        self.anchors: dict[str, Node | None] = {}  # None: still being built
        self.total = 0

    def document(self) -> Node:
        loader = self.loader
        root: Node | None = None
        while True:
            event: Any = loader.get_event()
            if isinstance(event, yaml.StreamEndEvent):
                break
            if isinstance(event, yaml.StreamStartEvent | yaml.DocumentEndEvent):
                continue
            line = event.start_mark.line + 1
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise _fault(self.shown, line, "holds a second YAML document; put each question in its own file")
                continue
            root = self.node(event)
        if root is None:
            raise _fault(self.shown, None, "is empty")
        return root

    def node(self, first: Any) -> Node:
        """The node that starts with ``first``, with everything inside it."""
        open_frames: list[_Frame] = []
        event: Any = first
        while True:
            line = event.start_mark.line + 1
            finished: Node | None = None
            if isinstance(event, yaml.ScalarEvent):
                self.refuse_tag(event, line)
                finished = Scalar(event.value, event.style is None or event.style == "", line)
                self.name(event.anchor, finished)
            elif isinstance(event, yaml.AliasEvent):
                finished = self.alias(str(event.anchor), line)
            elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
                self.refuse_tag(event, line)
                if len(open_frames) >= MAX_DEPTH:
                    raise _fault(self.shown, line, f"is nested deeper than {MAX_DEPTH} levels")
                if event.anchor is not None:
                    self.anchors[event.anchor] = None
                open_frames.append(_Frame(isinstance(event, yaml.MappingStartEvent), event.anchor, line))
            else:  # the end of a sequence or mapping: libyaml balances them
                frame = open_frames.pop()
                finished = frame.close()
                self.name(frame.anchor, finished)
            if finished is not None:
                if not open_frames:
                    return finished
                self.put(open_frames[-1], finished)
            event = self.loader.get_event()

    def refuse_tag(self, event: yaml.NodeEvent, line: int) -> None:
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise _fault(self.shown, line, f"has a YAML tag {str(tag)[:60]!r}; tags are not used here")

    def name(self, anchor: str | None, node: Node) -> None:
        if anchor is not None:
            self.anchors[anchor] = node

    def alias(self, anchor: str, line: int) -> Node:
        if anchor not in self.anchors:
            raise _fault(self.shown, line, f"has an alias *{anchor} that no anchor names")
        node = self.anchors[anchor]
        if node is None:
            raise _fault(self.shown, line, f"has an alias *{anchor} inside of what it names")
        return node

    def put(self, frame: _Frame, node: Node) -> None:
        frame.size += node.size
        if frame.size > MAX_NODES:
            raise _fault(self.shown, frame.line, f"has more than {MAX_NODES:,} values once its aliases are followed")
        if not frame.is_mapping:
            frame.items.append(node)
        elif frame.key is None:
            if not isinstance(node, Scalar):
                raise _fault(self.shown, node.line, "has a list or mapping as a key; quote a text that holds { or [")
            frame.key = node
        else:
            key = frame.key
            frame.key = None
            if key.text in frame.entries:
                frame.repeated.append((key.text, key.line))
            else:
                frame.entries[key.text] = (key.line, node)


class _Frame:
    """A sequence or mapping that is still open."""

    __slots__ = ("anchor", "entries", "is_mapping", "items", "key", "line", "repeated", "size")

    def __init__(self, is_mapping: bool, anchor: str | None, line: int) -> None:
        self.is_mapping = is_mapping
        self.anchor = anchor
        self.line = line
        self.size = 1
        self.items: list[Node] = []
        self.entries: dict[str, tuple[int, Node]] = {}
        self.repeated: list[tuple[str, int]] = []
        self.key: Scalar | None = None

    def close(self) -> Node:
        if self.is_mapping:
            return Mapping(self.entries, self.line, self.size, tuple(self.repeated))
        return Listing(tuple(self.items), self.line, self.size)
