"""Ids, and the ids that point at them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import PurePath

from drillbank.audit.content import Content, Fault, Finding
from drillbank.audit.texts import points
from drillbank.bank import crosscheck
from drillbank.model import Business, Coding, Question

KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def companions_sound(content: Content) -> Iterator[Finding]:
    """The files beside the questions can be read and do not contradict each other."""
    for problem in crosscheck.companions_sound(content.shelves):
        yield Finding(*problem[:4], "companions-sound", "error")


def ids_unique(content: Content) -> Iterator[Finding]:
    """No id stands in two files."""
    for problem in crosscheck.ids_unique(content.shelves):
        yield Finding(*problem[:4], "ids-unique", "error", PurePath(problem.path).stem)


def ids_permanent(content: Content) -> Iterator[Finding]:
    """No id of retired.txt comes back."""
    for problem in crosscheck.ids_permanent(content.shelves):
        yield Finding(*problem[:4], "ids-permanent", "error", PurePath(problem.path).stem)


def ids_spelled(question: Question, content: Content) -> Iterator[Fault]:
    """Ids are small letters, digits and single hyphens."""
    if not KEBAB.fullmatch(question.id):
        yield Fault("", f'the id "{question.id}" has to be small letters and digits joined by hyphens')
    for field, id in _inner_ids(question):
        if not KEBAB.fullmatch(id):
            yield Fault(field, f'the id "{id}" has to be small letters and digits joined by hyphens')


def topics_exist(question: Question, content: Content) -> Iterator[Fault]:
    """The topic is an area/leaf of topics.yaml."""
    if question.topic not in content.topics:
        near = _near(question.topic, content.topics)
        yield Fault("topic", f'"{question.topic}" does not stand in topics.yaml{near}')


def roles_exist(question: Question, content: Content) -> Iterator[Fault]:
    """At least one role, each a track of tracks.yaml."""
    if not question.roles:
        yield Fault("roles", "no role is named, so no track will ask it")
    for index, role in enumerate(question.roles):
        if role not in content.bank.tracks:
            yield Fault(f"roles[{index}]", f'"{role}" does not stand in tracks.yaml{_near(role, content.bank.tracks)}')


def folder_is_area(question: Question, content: Content) -> Iterator[Fault]:
    """A shipped question stands in the folder of its area."""
    if question.shipped and (folder := PurePath(question.path).parent.name) != question.area:
        yield Fault("topic", f'the file stands in "{folder}", its area is "{question.area}"')


def references_exist(question: Question, content: Content) -> Iterator[Fault]:
    """Ids in ``related`` and ``followup`` exist and are not the question itself."""
    for field, id in _references(question):
        if id == question.id:
            yield Fault(field, "points at the question itself")
        elif id not in content.ids:
            yield Fault(field, f'there is no question "{id}"{_near(id, content.ids)}')


def _references(question: Question) -> Iterator[tuple[str, str]]:
    for index, id in enumerate(question.related):
        yield f"related[{index}]", id
    for index, point in enumerate(points(question)):
        if isinstance(point.followup, str):
            yield f"points[{index}].followup", point.followup


def _inner_ids(question: Question) -> Iterator[tuple[str, str]]:
    for index, point in enumerate(points(question)):
        yield f"points[{index}].id", point.id
    if isinstance(question, Coding):
        for index, test in enumerate(question.tests):
            yield f"tests[{index}].name", test.name
        for index, wrong in enumerate(question.wrong):
            yield f"wrong[{index}].id", wrong.id
    if isinstance(question, Business):
        for name in ("dimensions", "must_haves", "red_flags"):
            for index, item in enumerate(getattr(question, name)):
                yield f"{name}[{index}].id", item.id


def _near(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, list(known), 1)
    return f' (did you mean "{near[0]}"?)' if near else ""
