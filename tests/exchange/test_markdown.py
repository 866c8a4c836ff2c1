from __future__ import annotations

import re
from html import unescape

from hypothesis import given, settings

from drillbank.exchange.markdown import MarkdownCards, fenced, unbroken
from drillbank.exchange.markup import Markup
from drillbank.exchange.webpage import PAGE_LOOK
from drillbank.model import Question

from .makers import BLOCK, LINE, banks, both, coding, theory

MARKUP = Markup(PAGE_LOOK)


def text_of(markdown: str) -> str:
    """What a reader sees, without blanks."""
    return "".join(unescape(re.sub(r"<[^>]*>", "", MARKUP.block(markdown))).split())


@given(banks())
@settings(max_examples=60)
def test_each_text_renders_as_it_does_alone(questions: list[Question]) -> None:
    for question in questions:
        whole = MarkdownCards(("zh", "en"), {}).file(question).partition("\n---\n")[2]
        for text in (question.prompt, question.answer):
            for lang in ("zh", "en"):
                value = getattr(text, lang)
                if value and "\n\n" not in value:  # Markdown may join what two texts leave open across paragraphs
                    assert text_of(value) in text_of(whole) or value in whole


def test_one_document_has_every_question_under_its_area() -> None:
    text = MarkdownCards(("en",), {}).document([coding(), theory()], {"maths": "Maths", "evaluation": "Evaluation"})
    assert re.findall(r"^#+ .*", text, re.MULTILINE) == [
        "# drillbank", "## Evaluation", "### What is the x-axis of ROC?", "#### Answer",
        "## Maths", "### Doubling", "#### Answer",
    ]  # fmt: skip
    assert "横轴" not in text


def test_a_fence_is_longer_than_the_fences_inside() -> None:
    assert fenced("a\n````\nb", "md").split("\n")[0] == "`````md"


def parse_obsidian(text: str) -> list[tuple[str, str]]:
    """Front and back of each card, by the plugin's rules: an empty line ends a card, fences are skipped."""
    cards: list[tuple[str, str]] = []
    front: list[str] = []
    back: list[str] | None = None
    fence = ""
    for line in [*text.split("\n"), ""]:
        if fence:
            fence = "" if line.startswith(fence) and not line.strip("`~") else fence
        elif not line.strip():
            if back is not None:
                cards.append(("\n".join(front), "\n".join(back)))
            front, back = [], None
            continue
        elif match := re.match(r"`{3,}|~{3,}", line):
            fence = match[0]
        elif "::" in line:
            raise AssertionError(f"a single-line card: {line!r}")
        elif line == "?" and back is None:
            back = []
            continue
        elif line in ("?", "??"):
            raise AssertionError("a second separator")
        (front if back is None else back).append(line)
    return cards


def test_obsidian_finds_one_card_per_question() -> None:
    text = MarkdownCards(("zh", "en"), {}, obsidian=True).document([theory(), coding()], {})
    cards = parse_obsidian(text)
    assert len(cards) == 2
    assert "#flashcards/drillbank/evaluation/classification-metrics" in text
    front, back = cards[0]
    assert "axes of a ROC curve" in front
    assert "<small>roc-axes</small>" in back


@given(LINE, BLOCK)
def test_obsidian_finds_one_card_whatever_the_text(title: str, answer: str) -> None:
    question = theory(title=both(title, title), answer=both(answer, answer), code=(), points=())
    assert len(parse_obsidian(MarkdownCards(("en",), {}, obsidian=True).document([question], {}))) == 1


def test_texts_that_look_like_cards_are_disarmed() -> None:
    assert unbroken("a::b `c::d<e>`\n\n?\n<!-- x") == "a:&#58;b <code>c:&#58;d&lt;e&gt;</code>\n<br>\n\\?\n&lt;!-- x"
    assert unbroken("```py\na::b\n\nc\n```") == "```py\na::b\n\nc\n```"
