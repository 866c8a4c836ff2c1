"""Questions made by hand and by chance."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from drillbank.exchange.bankfile import question_of
from drillbank.model import Coding, Kind, Question, Text, Theory

THEORY: dict[str, Any] = {
    "title": {"zh": "ROC 的横轴是什么？", "en": "What is the x-axis of ROC?"},
    "topic": "evaluation/classification-metrics",
    "level": 2,
    "minutes": 2,
    "roles": ["general"],
    "prompt": {"zh": "ROC 曲线的横轴、纵轴各是什么？", "en": "What are the axes of a ROC curve?"},
    "answer": {
        "zh": "一句话：**假阳性率**对真阳性率，$\\frac{FP}{FP+TN}$。\n随阈值移动。",
        "en": "In one line: the **false positive rate** against recall, $\\frac{FP}{FP+TN}$.\n\n- by threshold",
    },
    "code": [{"language": "python", "run": "print(1 + 1)  # two\n", "expect": "2\n"}],
    "points": [
        {"id": "x-axis", "core": True, "weight": 2,
         "claim": {"zh": "横轴是假阳性率", "en": "x is the false positive rate"},
         "because": {"zh": "不是 1 − 精确率。", "en": "It is not 1 − precision."}, "source": "fawcett-2006"},
        {"id": "y-axis", "core": False, "claim": {"zh": "纵轴是真阳性率", "en": "y is the true positive rate"}},
    ],
    "sources": [{"id": "fawcett-2006", "where": "§3"}],
}  # fmt: skip
CODING: dict[str, Any] = {
    "title": {"zh": "加倍", "en": "Doubling"},
    "topic": "maths/averages",
    "level": 3,
    "minutes": 5,
    "prompt": {"zh": "写 `double(x)`", "en": "Write `double(x)`"},
    "answer": {"zh": "乘以二。", "en": "Multiply by two."},
    "starter": "def double(x):\n    raise NotImplementedError\n",
    "solution": "def double(x):\n    return 2 * x\n",
    "tests": [{"name": "values", "code": "assert solution.double(2) == 4\n"}],
    "wrong": [{"id": "square", "says": {"zh": "平方了", "en": "squares <it>"},
               "code": "def double(x):\n    return x * x\n"}],
    "examples": [{"call": "double(2)", "gives": "4"}],
}  # fmt: skip


def theory(id: str = "roc-axes", **changes: Any) -> Theory:
    question = question_of(id, "theory", THEORY)
    assert isinstance(question, Theory)
    return replace(question, **changes)


def coding(id: str = "double", **changes: Any) -> Coding:
    question = question_of(id, "coding", CODING)
    assert isinstance(question, Coding)
    return replace(question, **changes)


def both(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)


# Texts that break careless writers: spreadsheets' formulas, separators, quotes, Chinese, emoji, Markdown, separators
# that some call line ends, right-to-left marks.
_TRAPS = ["=1+1", "+1", "-1", "@x", "'", "''=x", "\t", "a,b;c", '"', "\r\n", "\n\n", "```", "|",
          "中文，", "😀", "\u2028", "a\u200fb",
          "# x",
          "- item", "<script>", "null", "yes", "1.0", "~", ": ", "%", "`tick`", "$5", "\\", "  "]  # fmt: skip
TEXT = st.lists(
    st.one_of(st.sampled_from(_TRAPS), st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)),
    min_size=1,
    max_size=5,
).map("".join)
LINE = TEXT.map(lambda text: " ".join(text.split())).filter(bool)
BLOCK = TEXT.filter(lambda text: bool(text.strip()))
ID = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,20}", fullmatch=True)


def pair(texts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    return st.one_of(
        st.fixed_dictionaries({"zh": texts, "en": texts}),
        st.fixed_dictionaries({"en": texts}),
        st.fixed_dictionaries({"zh": texts}),
    )


_COMMON = {
    "title": pair(LINE),
    "topic": st.sampled_from(["evaluation/metrics", "maths/averages", "inference"]),
    "level": st.integers(1, 5),
    "minutes": st.sampled_from([1, 2.5, 15]),
    "prompt": pair(BLOCK),
    "answer": pair(BLOCK),
}
_SPOKEN = st.fixed_dictionaries(
    _COMMON,
    optional={
        "points": st.lists(
            st.fixed_dictionaries({"id": ID, "core": st.booleans(), "claim": pair(BLOCK)}),
            max_size=3,
            unique_by=lambda point: point["id"],
        ),
        "roles": st.just(["general", "inference"]),
        "sources": st.just([{"id": "a-2020", "where": "§3, eq. 4"}, {"id": "b"}]),
    },
)
_CODE = BLOCK.filter(lambda text: bool(text.strip("\n")))
_CODED = st.fixed_dictionaries(
    {
        **_COMMON,
        "solution": _CODE,
        "tests": st.lists(
            st.fixed_dictionaries(
                {"name": ID, "code": _CODE},
                optional={"hidden": st.booleans(), "weight": st.integers(1, 3), "says": pair(BLOCK)},
            ),
            min_size=1,
            max_size=2,
            unique_by=lambda test: test["name"],
        ),
    },
    optional={
        "starter": _CODE,
        "given": _CODE,
        "requires": st.just(["numpy"]),
        "hints": st.lists(pair(BLOCK), max_size=2),
    },
)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A question as a bank's file would give it."""
    kind: Kind = draw(st.sampled_from(["theory", "business", "coding"]))
    document = draw(_CODED if kind == "coding" else _SPOKEN)
    return question_of(draw(ID), kind, document)


def banks() -> st.SearchStrategy[list[Question]]:
    return st.lists(questions(), min_size=1, max_size=3, unique_by=lambda question: question.id)
