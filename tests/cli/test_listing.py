"""list, search and show: JSON for scripts, plain lines for pipes, a page for people."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent.parent
GOOD = REPOSITORY / "tests" / "golden" / "check" / "good"


@pytest.fixture
def good(drillbank: Callable[..., Any]) -> Callable[..., Any]:
    """The command with the good bank and no other."""

    def run(*args: str, **more: Any) -> Any:
        return drillbank("--no-shipped-bank", "--bank", str(GOOD), *args, **more)

    return run


def test_list_json_has_the_keys_of_the_contract(good: Callable[..., Any]) -> None:
    ran = good("list", "--json", "--lang", "zh")
    assert (ran.code, ran.err) == (0, "")
    assert ran.json == [
        {
            "id": "faq-bot",
            "kind": "business",
            "topic": "design/caching",
            "level": 3,
            "minutes": 10,
            "title": "问答机器人要不要加缓存？",
            "due": None,
        },
        {
            "id": "running-mean",
            "kind": "coding",
            "topic": "maths/averages",
            "level": 2,
            "minutes": 10,
            "title": "滑动平均",
            "due": None,
        },
        {
            "id": "softmax-shift",
            "kind": "theory",
            "topic": "maths/stability",
            "level": 1,
            "minutes": 2,
            "title": "softmax 为什么先减最大值？",
            "due": None,
        },
    ]


def test_a_list_in_a_pipe_is_plain_lines_with_columns(good: Callable[..., Any]) -> None:
    ran = good("list")
    assert ran.out.splitlines() == [
        "faq-bot        business  3  Should a question-answering bot have a cache?",
        "running-mean   coding    2  Running mean",
        "softmax-shift  theory    1  Why does softmax subtract the maximum first?",
    ]


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--kind", "theory", "--kind", "coding"], ["running-mean", "softmax-shift"]),
        (["--topic", "maths"], ["running-mean", "softmax-shift"]),
        (["--topic", "maths/averages"], ["running-mean"]),
        (["--topic", "caching"], ["faq-bot"]),
        (["--level", "2-3"], ["faq-bot", "running-mean"]),
        (["--level", "1", "--kind", "coding"], []),
        (["--track", "general"], ["faq-bot", "running-mean", "softmax-shift"]),
        (["--language", "python"], ["running-mean"]),
        (["--language", "js"], []),
    ],
)
def test_filters(good: Callable[..., Any], options: list[str], ids: list[str]) -> None:
    assert [entry["id"] for entry in good("list", "--json", *options).json] == ids


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--kind", "theorie"], "--kind does not know 'theorie'. Did you mean 'theory'?"),
        (["--topic", "math"], "--topic does not know 'math'. Did you mean 'maths'?"),
        (["--level", "9"], "--level takes a level from 1 to 5 or a range like 2-4, not '9'."),
        (["--track", "generel"], "--track does not know 'generel'. Did you mean 'general'?"),
        (["--language", "zh"], "(--lang zh|en|both is the human language.)"),
    ],
)
def test_an_unknown_word_is_one_sentence_that_helps(good: Callable[..., Any], options: list[str], said: str) -> None:
    ran = good("list", *options)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_nothing_found_is_said_on_stderr_and_is_an_empty_array(good: Callable[..., Any]) -> None:
    ran = good("search", "没有这样的词")
    assert (ran.code, ran.out, ran.err) == (0, "", "No question fits.\n")
    assert good("search", "没有这样的词", "--json").json == []


def test_search_finds_two_characters_and_all_words(good: Callable[..., Any]) -> None:
    assert [entry["id"] for entry in good("search", "溢出", "--json").json] == ["softmax-shift"]
    assert [entry["id"] for entry in good("search", "windows", "MEAN", "--json").json] == []
    assert [entry["id"] for entry in good("search", "window", "MEAN", "--json").json] == ["running-mean"]
    assert [entry["id"] for entry in good("search", "缓存", "--kind", "theory", "--json").json] == []
    assert len(good("search", "e", "-n", "2", "--json").json) == 2
    assert good("search", " ").code == 2


def test_show_json_hides_the_answer_until_it_is_asked_for(good: Callable[..., Any]) -> None:
    shown = good("show", "softmax-shift", "--json").json
    assert shown["title"] == "Why does softmax subtract the maximum first?"
    assert not {"answer", "points", "sources", "errata"} & set(shown)
    assert "overflow" not in json.dumps(shown)
    full = good("show", "softmax-shift", "--json", "--answer", "--lang", "zh").json
    assert full["answer"].startswith("一句话：")
    assert [(point["id"], point["core"], point["weight"]) for point in full["points"]] == [
        ("no-overflow", True, 2),
        ("same-result", False, 1),
    ]
    assert full["points"][0]["claim"] == "减去最大值后指数不超过 0，不会溢出"
    assert full["sources"][0]["id"] == "goldberg-1991"
    assert full["sources"][0]["cite"].startswith("Goldberg (1991)")
    assert full["errata"] == []


def test_show_json_of_code_gives_the_starter_and_no_solution(good: Callable[..., Any]) -> None:
    shown = good("show", "running-mean", "--json").json
    assert shown["starter"].startswith("def running_mean(values, k):")
    assert [test["name"] for test in shown["tests"]] == ["by-hand", "bad-window"]
    assert shown["hidden_tests"] == 1
    assert "sums" not in json.dumps(shown)
    assert "sums" in good("show", "running-mean", "--json", "--answer").json["solution"]


def test_show_in_both_languages_and_as_plain_text(good: Callable[..., Any]) -> None:
    ran = good("show", "faq-bot", "--answer", "--lang", "both")
    assert "\x1b" not in ran.out
    for text in (
        "客服机器人每天回答 20,000 个问题",
        "A support bot answers 20,000",
        "caches answers that depend",
        "键里有文档版本",
    ):
        assert text in ran.out
    assert max(len(line) for line in ran.out.splitlines()) <= 100


def test_show_without_answer_keeps_the_key_points_back(good: Callable[..., Any]) -> None:
    ran = good("show", "softmax-shift")
    assert "subtracts the maximum" in ran.out
    assert "overflow" not in ran.out
    assert "overflow" in good("show", "softmax-shift", "--answer").out


def test_an_unknown_id_names_the_nearest(good: Callable[..., Any]) -> None:
    ran = good("show", "softmax-shfit")
    assert (ran.code, ran.out) == (2, "")
    assert "Did you mean softmax-shift?" in ran.err


def test_texts_of_an_added_bank_cannot_drive_the_terminal(drillbank: Callable[..., Any], tmp_path: Path) -> None:
    question = tmp_path / "bad" / "theory" / "bad.yaml"
    question.parent.mkdir(parents=True)
    question.write_text(
        'title: {en: "a\\e]0;owned\\a"}\ntopic: x/y\nprompt: {en: "p\\e[2J\\u202e"}\nanswer: {en: "a\\e[31m"}\n'
        'points: [{id: a, claim: {en: "c\\e[31m"}, because: {en: "b\\u200b"}}]\n',
        encoding="utf-8",
    )
    for args in (["list"], ["search", "p"], ["show", "bad"], ["show", "bad", "--answer"]):
        ran = drillbank("--no-shipped-bank", "--bank", str(tmp_path / "bad"), *args)
        assert ran.code == 0
        assert not set("\x1b\x07\u202e\u200b") & set(ran.out)
        assert "\\x1b" in ran.out


@pytest.mark.parametrize(("make", "said"), [(False, "does not exist"), (True, "holds no bank")])
def test_a_folder_that_is_no_bank_is_one_sentence(
    drillbank: Callable[..., Any], tmp_path: Path, make: bool, said: str
) -> None:
    folder = tmp_path / "somewhere"
    if make:
        folder.mkdir()
    ran = drillbank("--bank", str(folder), "list")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1


def test_due_dates_come_from_the_store(good: Callable[..., Any], home: Path) -> None:
    from datetime import UTC, datetime

    from drillbank.model import Rating, Review
    from drillbank.study import store

    answered = datetime(2026, 11, 24, 12, tzinfo=UTC)
    review = Review(
        id="01939d2e-0000-7000-8000-000000000000", question="softmax-shift", rev=1, kind="theory", answer="",
        marks=None,
        confidence=None, rating=Rating.AGAIN, seconds=None, hints=0,
        answered_at=int(answered.timestamp() * 1000),
        offset_minutes=0, source="answer", device="test",
    )  # fmt: skip
    (home / "data").mkdir(parents=True, exist_ok=True)
    with store.open(home / "data" / "drillbank.db", "test") as opened:
        opened.append(review)
    due = {entry["id"]: entry["due"] for entry in good("list", "--json").json}
    assert due == {"faq-bot": None, "running-mean": None, "softmax-shift": "2026-11-25"}
    assert "2026-11-25" in good("list").out


def test_a_damaged_store_costs_the_dates_and_not_the_list(good: Callable[..., Any], home: Path) -> None:
    (home / "data").mkdir(parents=True, exist_ok=True)
    (home / "data" / "drillbank.db").write_bytes(b"no database" * 500)
    ran = good("list", "--json")
    assert ran.code == 0
    assert [entry["due"] for entry in ran.json] == [None, None, None]
    assert "no due dates" in ran.err
