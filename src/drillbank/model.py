"""The values everything else talks in: questions, verdicts, reviews.  All frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Any, Literal, TypeAlias

Lang: TypeAlias = Literal["zh", "en"]
Kind: TypeAlias = Literal["theory", "business", "coding"]

LANGS: tuple[Lang, ...] = ("zh", "en")
KINDS: tuple[Kind, ...] = ("theory", "business", "coding")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in up to two languages, as Markdown; at least one of them is there."""

    zh: str | None = None
    en: str | None = None

    def get(self, lang: Lang) -> str:
        """The text in ``lang``, or in the other language where it is missing, or ""."""
        first, second = (self.zh, self.en) if lang == "zh" else (self.en, self.zh)
        return first if first is not None else second or ""

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)


@dataclass(frozen=True, slots=True)
class Wordings:
    """Example sentences per language (``accept``, ``reject``, ``must``)."""

    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def get(self, lang: Lang) -> tuple[str, ...]:
        return self.zh if lang == "zh" else self.en

    def all(self) -> tuple[str, ...]:
        return self.zh + self.en


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """A runnable demonstration inside an answer; ``expect`` is what it prints, compared by ``bank prove``."""

    language: str
    run: str
    expect: str
    requires: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRef:
    id: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Erratum:
    date: str
    was: Text
    now: Text


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an imported question came from; ``proved`` says whether its claims were checked."""

    format: str
    file: str
    proved: bool


@dataclass(frozen=True, slots=True)
class Ask:
    """A question an interviewer asks next, and what a good reply holds."""

    ask: Text
    expect: Text


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One checkable claim of an answer."""

    id: str
    core: bool
    weight: float
    claim: Text
    accept: Wordings
    reject: Wordings
    must: Wordings = Wordings()
    because: Text = Text()
    source: str = ""
    followup: str | Ask | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """A labelled example answer: ``points`` maps a point's id to covered|partial|missing|contradicted."""

    lang: str
    variant: str
    text: str
    points: Mapping[str, str]
    dimensions: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dimension:
    id: str
    title: Text
    points: tuple[str, ...]
    anchors: Mapping[int, Text]


@dataclass(frozen=True, slots=True)
class Flag:
    """A must-have or a red flag of a business question."""

    id: str
    says: Text
    accept: Wordings


@dataclass(frozen=True, slots=True)
class Estimate:
    """A back-of-envelope figure: ``expr`` is evaluated confined, never trusted; ``tolerance`` is relative."""

    expr: str
    unit: str
    tolerance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What every question has."""

    id: str
    path: str  # the file it was read from
    bank: str  # "shipped", or the folder of an added bank
    title: Text
    topic: str  # area/leaf
    level: int  # 1 warm-up … 5 staff
    minutes: float
    roles: tuple[str, ...]
    rev: int
    prompt: Text
    answer: Text
    code: tuple[CodeBlock, ...] = ()
    sources: tuple[SourceRef, ...] = ()
    reviewed: str = ""  # ISO dates
    review_by: str = ""
    errata: tuple[Erratum, ...] = ()
    related: tuple[str, ...] = ()
    origin: Origin | None = None

    @property
    def shipped(self) -> bool:
        return self.bank == "shipped"

    @property
    def area(self) -> str:
        return self.topic.partition("/")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Theory(Base):
    points: tuple[KeyPoint, ...] = ()
    samples: tuple[Sample, ...] = ()

    @property
    def kind(self) -> Kind:
        return "theory"


@dataclass(frozen=True, slots=True, kw_only=True)
class Business(Base):
    points: tuple[KeyPoint, ...] = ()
    samples: tuple[Sample, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    must_haves: tuple[Flag, ...] = ()
    red_flags: tuple[Flag, ...] = ()
    curveballs: tuple[Ask, ...] = ()
    estimate: Estimate | None = None

    @property
    def kind(self) -> Kind:
        return "business"


@dataclass(frozen=True, slots=True)
class Test:
    """One test of a coding question: ``code`` is the body of a function run in the checker."""

    __test__ = False  # pytest would collect it by its name

    name: str
    code: str
    says: Text = Text()
    hidden: bool = False
    weight: float = 1.0
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Mistake:
    """A named mistake: a program that must be rejected and recognised."""

    id: str
    says: Text
    code: str
    caught_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    call: str
    gives: str


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A surviving mutant that is excused, with its reason."""

    was: str
    now: str
    because: str


@dataclass(frozen=True, slots=True)
class Growth:
    """How CPU time may grow: the exponent fitted over ``sizes`` must not exceed ``max_exponent``."""

    call: str
    make: str
    sizes: tuple[int, ...]
    max_exponent: float


@dataclass(frozen=True, slots=True)
class Limits:
    """Per test.  None: wall from the reference's own time (max(2 s, 10 x)), memory 256 MB above the empty runtime."""

    wall_s: float | None = None
    memory_mb: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding(Base):
    task: str = "implement"  # implement | debug | complete
    language: str = "python"
    requires: tuple[str, ...] = ()
    arrays: str = "numpy"  # how array arguments arrive: numpy | torch | list
    given: str = ""
    starter: str = ""
    solution: str = ""
    alternatives: tuple[str, ...] = ()
    oracle: str = ""
    tests: tuple[Test, ...] = ()
    wrong: tuple[Mistake, ...] = ()
    hints: tuple[Text, ...] = ()
    explain: Text = Text()
    limits: Limits = Limits()
    growth: Growth | None = None
    banned: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    equivalent: tuple[Equivalent, ...] = ()

    @property
    def kind(self) -> Kind:
        return "coding"


Question: TypeAlias = Theory | Business | Coding


@dataclass(frozen=True, slots=True)
class Summary:
    """What lists, filters and the queue need of a question, without reading its file."""

    id: str
    kind: Kind
    topic: str
    level: int
    minutes: float
    title: Text
    roles: tuple[str, ...]
    rev: int
    language: str  # programming language of a coding question, "" otherwise
    requires: tuple[str, ...]
    related: tuple[str, ...]
    bank: str

    @property
    def area(self) -> str:
        return self.topic.partition("/")[0]


class Outcome(StrEnum):
    """The judge's words, everywhere."""

    ACCEPTED = "accepted"
    WRONG_ANSWER = "wrong_answer"
    TIME_LIMIT_EXCEEDED = "time_limit_exceeded"
    MEMORY_LIMIT_EXCEEDED = "memory_limit_exceeded"
    OUTPUT_LIMIT_EXCEEDED = "output_limit_exceeded"
    RUNTIME_ERROR = "runtime_error"
    SYNTAX_ERROR = "syntax_error"
    PROTOCOL_ERROR = "protocol_error"
    JUDGE_ERROR = "judge_error"


@dataclass(frozen=True, slots=True)
class TestResult:
    """What one test said; texts are cleaned and capped, empty where there is nothing to show."""

    __test__ = False

    name: str
    verdict: Outcome
    hidden: bool
    weight: float = 1.0
    says: Text = Text()
    message: str = ""
    input: str = ""
    expected: str = ""
    got: str = ""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The named mistake that behaves as the answer does in the failing tests, or of which these say the same."""

    wrong: str
    says: Text


@dataclass(frozen=True, slots=True)
class Verdict:
    """One graded code answer."""

    question: str
    outcome: Outcome
    score: float  # passed weight over total weight, 0 … 1
    tests: tuple[TestResult, ...]  # those that ran
    seed: int
    total: int = 0  # tests of the question, run or not
    diagnosis: tuple[Diagnosis, ...] = ()
    cpu_s: float = 0.0
    wall_s: float = 0.0
    memory_mb: float = 0.0  # peak above the empty runtime
    stdout: str = ""
    stderr: str = ""
    truncated: bool = False
    layers: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()  # advisory remarks (banned imports)

    @property
    def passed(self) -> int:
        return sum(test.verdict is Outcome.ACCEPTED for test in self.tests)


class Rating(IntEnum):
    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One answer as it stands in the log for ever."""

    id: str  # uuid7
    question: str
    rev: int
    kind: Kind
    answer: str
    marks: Mapping[str, bool] | None  # point id -> covered, as the learner confirmed them
    confidence: int | None  # 1 guess … 4 certain, asked before the reveal
    rating: Rating | None  # None: proposed only, does not move the schedule
    seconds: float | None
    hints: int
    answered_at: int  # UTC, milliseconds since the epoch
    offset_minutes: int  # the local time zone's offset when it was answered
    source: str  # today | quiz | kata | answer | anki …
    device: str
    verdict: Mapping[str, Any] | None = None  # the verdict document of a code answer
    voids: str | None = None  # id of the review that this row takes back
