"""HumanEval and MBPP as coding questions, one per line of their JSONL files; judged by our judge, kept at home.

Each problem becomes one test whose code is the set's own check, with the answer's function bound to its name.
A stranger's source is only looked at as text here, line by line: parsing it could bring the parser down.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from inspect import cleandoc
from pathlib import Path
from typing import Any

from drillbank.errors import ExchangeError
from drillbank.exchange.markdown import fenced
from drillbank.exchange.unpacking import MAX_RATIO, RATIO_FREE_BYTES, read_text_file

MAX_SET_BYTES = 64 << 20
MAX_LINE_BYTES = 1 << 20
TOPIC = "coding-fundamentals/practice"
NOTE = "\n\nThe names that the tests call have to be defined at the top level of the answer."


@dataclass(frozen=True, slots=True)
class Task:
    """One line as the keys of a coding question, or why it cannot be one."""

    line: int
    id: str
    document: dict[str, Any]
    refused: str = ""


_DEFINED = re.compile(r"^(?:async )?(?:def|class) \w+", re.MULTILINE)
_DEF = re.compile(r"^def (\w+)\s*\([^()]*(?:\([^()]*\)[^()]*)*\)[^:\n]*:", re.MULTILINE)
_CLASS = re.compile(r"^class (\w+)", re.MULTILINE)


class _Refused(Exception):
    """Why a line cannot be judged here."""


def read_set(path: Path, format: str) -> Iterator[Task]:
    """The problems of a JSONL file (also .gz) or of a JSON list.  Raises ExchangeError where it is neither."""
    convert = CONVERTERS[format]
    seen: dict[str, int] = {}
    for line, entry in _entries(path):
        try:
            if not isinstance(entry, dict):
                raise _Refused("is no JSON object")
            id, document = convert(entry)
            if id in seen:
                raise _Refused(f"has the task id of line {seen[id]} again")
            seen[id] = line
            document["origin"] = {"format": format, "file": path.name, "proved": False}
            yield Task(line, id, document)
        except _Refused as reason:
            yield Task(line, "", {}, str(reason))


def _humaneval(entry: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    task, prompt, entry_point = (_text(entry, key) for key in ("task_id", "prompt", "entry_point"))
    canonical, test = _text(entry, "canonical_solution"), _text(entry, "test")
    number = re.fullmatch(r"[A-Za-z]+/(\d+)", task)
    if number is None:
        raise _Refused(f'has the task_id {task[:40]!r}, not one like "HumanEval/0"')
    if not entry_point.isidentifier():
        raise _Refused(f"has the entry_point {entry_point[:40]!r}, which is no name")
    solution = prompt + canonical
    target = re.search(rf"^(?:@.*\n)*(?:async )?def {entry_point}\b", prompt, re.MULTILINE)
    if target is None:
        raise _Refused(f"does not define {entry_point} in its prompt")
    if re.search(r"^def check\b", test, re.MULTILINE) is None:
        raise _Refused("has a test without a function check(candidate)")
    before = prompt[: target.start()]
    helpers = _DEFINED.search(before)
    starter = f"{prompt.rstrip()}\n    raise NotImplementedError\n"
    docstring = re.search(r'("""|\'\'\')(.*?)\1', prompt[target.end() :], re.DOTALL)
    question = cleandoc(docstring[2]) if docstring else entry_point
    document = _question(
        title=f"{task.replace('/', ' ')}: {entry_point}",
        prompt=f"Implement `{entry_point}`:\n\n{fenced(question, 'text')}{NOTE}",
        starter=starter,
        solution=solution,
        code=f"{test.strip()}\n\ncheck(solution.{entry_point})\n",
        given=before if helpers else "",
    )
    return f"humaneval-{int(number[1])}", document


def _mbpp(entry: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    number = entry.get("task_id")
    if isinstance(number, str) and number.isdecimal():
        number = int(number)
    if not isinstance(number, int) or isinstance(number, bool):
        raise _Refused("has no whole number as its task_id")
    prompt = _text(entry, "prompt" if "prompt" in entry else "text")
    reference = _text(entry, "code").replace("\r\n", "\n").replace("\r", "\n")
    asserts = _strings(entry, "test_list")
    extra = _strings(entry, "challenge_test_list", needed=False)
    setup = entry.get("test_setup_code") or "\n".join(_strings(entry, "test_imports", needed=False))
    checks = "\n".join([*asserts, *extra])
    functions = {match[1]: match for match in _DEF.finditer(reference)}
    used = re.findall(r"[A-Za-z_]\w*", checks)
    if any(name in used for name in _CLASS.findall(f"{reference}\n{setup}")):
        raise _Refused("passes objects of its own classes to the answer; only plain data can cross to it")
    if "lambda" in used:
        raise _Refused("passes a function to the answer; only plain data can cross to it")
    asked = [name for name in re.findall(r"\b([A-Za-z_]\w*)\s*\(", checks) if name in functions]
    if not asked:
        raise _Refused("has tests that call no function of its code")
    main = max(dict.fromkeys(asked), key=asked.count)
    bound = [f"{main} = solution.{main}"]
    bound += [f"{name} = reference.{name}" for name in dict.fromkeys(used) if name in functions and name != main]
    shown = "\n".join(asserts)
    document = _question(
        title=f"MBPP {number}: {main}",
        prompt=f"{prompt.strip()}\n\nWrite `{main}` so that these hold:\n\n{fenced(shown, 'python')}{NOTE}",
        starter=f"{functions[main][0].rstrip()}\n    raise NotImplementedError\n",
        solution=reference,
        code="\n".join([*([setup] if setup.strip() else []), *bound, checks]) + "\n",
        given="",
    )
    return f"mbpp-{number}", document


CONVERTERS: dict[str, Callable[[Mapping[str, Any]], tuple[str, dict[str, Any]]]] = {
    "humaneval": _humaneval,
    "mbpp": _mbpp,
}


def _question(*, title: str, prompt: str, starter: str, solution: str, code: str, given: str) -> dict[str, Any]:
    document: dict[str, Any] = {
        "title": {"en": title},
        "topic": TOPIC,
        "level": 2,
        "minutes": 10,
        "prompt": {"en": prompt},
        "answer": {"en": "The set's own reference solution; it comes without an explanation."},
        "task": "implement",
        "language": "python",
        "arrays": "list",
    }
    if given.strip():
        document["given"] = given
    return document | {
        "starter": starter,
        "solution": solution,
        "tests": [{"name": "check", "says": {"en": "the set's own check"}, "code": code}],
    }


def _text(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise _Refused(f'has no text "{key}"')
    return value


def _strings(entry: Mapping[str, Any], key: str, *, needed: bool = True) -> list[str]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value) or (needed and not value):
        raise _Refused(f'has no list of texts "{key}"')
    return [item.replace("\r\n", "\n") for item in value]


def _entries(path: Path) -> Iterator[tuple[int, Any]]:
    raw = read_text_file(path, MAX_SET_BYTES)
    if raw[:2] == b"\x1f\x8b":
        raw = _gunzipped(raw, path)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExchangeError(f"{path} is not UTF-8 (at byte {error.start}).") from None
    if text.lstrip().startswith("["):
        yield from enumerate(_whole(text, path), 1)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        if len(line) > MAX_LINE_BYTES:
            raise ExchangeError(f"{path}:{number}: the line is longer than {MAX_LINE_BYTES >> 20} MiB.")
        try:
            yield number, json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ExchangeError(f"{path}:{number}: is no JSON ({error}); the file has one problem a line.") from None


def _whole(text: str, path: Path) -> list[Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ExchangeError(f"{path} is no valid JSON: {error}.") from None
    return found if isinstance(found, list) else [found]


def _gunzipped(raw: bytes, path: Path) -> bytes:
    import io

    limit = min(MAX_SET_BYTES, max(RATIO_FREE_BYTES, len(raw) * MAX_RATIO))
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(raw)) as stream:
            content = stream.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ExchangeError(f"{path} is damaged: not a readable gzip file ({error}).") from None
    if len(content) > limit:
        raise ExchangeError(f"{path} would unpack to more than {limit >> 20} MiB, so it was not unpacked.")
    return content
