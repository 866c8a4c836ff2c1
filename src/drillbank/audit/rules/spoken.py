"""Key points and labelled samples of theory and business questions."""

from __future__ import annotations

from collections.abc import Iterator

from drillbank.audit.content import Content, Fault
from drillbank.audit.texts import points, samples
from drillbank.bank.wording import fold
from drillbank.model import LANGS, Business, Coding, Question

POINTS_LEAST, POINTS_MOST = 2, 6
ACCEPT_LEAST, REJECT_LEAST = 3, 2
SAMPLES_LEAST = 3


def points_count(question: Question, content: Content) -> Iterator[Fault]:
    """2 to 6 points, at least one of them core."""
    if isinstance(question, Coding):
        return
    count = len(question.points)
    if not POINTS_LEAST <= count <= POINTS_MOST:
        yield Fault("points", f"{POINTS_LEAST} to {POINTS_MOST} points are wanted, not {count}")
    if count and not any(point.core for point in question.points):
        yield Fault("points", "no point is core; at least one has to be")


def points_explained(question: Question, content: Content) -> Iterator[Fault]:
    """Each point says why it matters, for whoever missed it."""
    for index, point in enumerate(points(question)):
        if not point.because:
            yield Fault(f"points[{index}]", f'point "{point.id}" has no because')


def wordings_enough(question: Question, content: Content) -> Iterator[Fault]:
    """At least 3 accepted wordings and 2 wrong statements per language, no wording twice or on both sides."""
    for index, point in enumerate(points(question)):
        for lang in LANGS:
            accept, reject = point.accept.get(lang), point.reject.get(lang)
            for name, words, least in (("accept", accept, ACCEPT_LEAST), ("reject", reject, REJECT_LEAST)):
                distinct = {fold(word) for word in words}
                if len(distinct) < len(words):
                    yield Fault(f"points[{index}].{name}.{lang}", "holds a wording twice")
                if len(distinct) < least:
                    yield Fault(
                        f"points[{index}].{name}",
                        f"at least {least} wordings are wanted in {lang}, not {len(distinct)}",
                    )
            if both := {fold(word) for word in accept} & {fold(word) for word in reject}:
                yield Fault(f"points[{index}].accept.{lang}", f"{min(both)[:40]!r} is both accepted and rejected")


def must_admits_accept(question: Question, content: Content) -> Iterator[Fault]:
    """Each accepted wording holds one of the words that ``must`` demands, or it could never be credited."""
    for index, point in enumerate(points(question)):
        demanded = [fold(word) for word in point.must.all()]
        for lang in LANGS if demanded else ():
            for place, wording in enumerate(point.accept.get(lang)):
                if not any(word in fold(wording) for word in demanded):
                    field = f"points[{index}].accept.{lang}[{place}]"
                    yield Fault(field, f"{wording[:40]!r} holds none of the words in must", "warning")


def samples_labelled(question: Question, content: Content) -> Iterator[Fault]:
    """At least 3 different samples, each labelled for every point (and for every dimension, where one is)."""
    if isinstance(question, Coding):
        return
    if len(question.samples) < SAMPLES_LEAST:
        yield Fault("samples", f"at least {SAMPLES_LEAST} samples are wanted, not {len(question.samples)}")
    ids = {point.id for point in question.points}
    dimensions = {dimension.id for dimension in question.dimensions} if isinstance(question, Business) else set()
    seen: dict[str, int] = {}
    for index, sample in enumerate(question.samples):
        where = f"samples[{index}]"
        yield from _labels(f"{where}.points", set(sample.points), ids, "point", all_of_them=True)
        wanted = isinstance(question, Business) or bool(sample.dimensions)
        yield from _labels(f"{where}.dimensions", set(sample.dimensions), dimensions, "dimension", all_of_them=wanted)
        if sample.text in seen:
            yield Fault(where, f"is the text of samples[{seen[sample.text]}] again")
        seen.setdefault(sample.text, index)
    langs = {sample.lang for sample in question.samples}
    for lang in LANGS:
        if question.samples and lang not in langs:
            yield Fault("samples", f"no sample is in {lang}")


def samples_independent(question: Question, content: Content) -> Iterator[Fault]:
    """A sample does not repeat a wording of ``accept`` or ``reject``, or it would measure nothing."""
    wordings = {fold(word) for point in points(question) for word in (*point.accept.all(), *point.reject.all())}
    for index, sample in enumerate(samples(question)):
        text = fold(sample.text)
        copied = next((word for word in wordings if len(word) >= 10 and word in text), None)
        if copied is not None and sample.variant != "stuffed":
            yield Fault(f"samples[{index}].text", f"repeats the wording {copied[:40]!r}", "warning")


def _labels(where: str, given: set[str], known: set[str], noun: str, *, all_of_them: bool) -> Iterator[Fault]:
    for id in sorted(given - known):
        yield Fault(where, f'labels a {noun} "{id}" that does not exist')
    if all_of_them and (missing := sorted(known - given)):
        yield Fault(where, f"leaves out {', '.join(missing)}")
