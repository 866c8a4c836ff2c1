from __future__ import annotations

from dataclasses import replace

import pytest

from drillbank.cli import render_verdict
from drillbank.cli.width import width
from drillbank.model import Coding, Diagnosis, Outcome, TestResult, Text, Verdict

from .screens import MakeScreen, Screen

WRONG = Verdict(
    question="add-two",
    outcome=Outcome.WRONG_ANSWER,
    score=0.25,
    seed=20261,
    tests=(
        TestResult("by-hand", Outcome.ACCEPTED, False, says=Text("手算", "by hand")),
        TestResult(
            "ties",
            Outcome.WRONG_ANSWER,
            True,
            says=Text("并列算一半", "a tied pair counts one half"),
            message="off by 0.5",
            input="scores [0.4 0.4]  labels [1 0]",
            expected="0.5",
            got="1.0",
        ),
        TestResult("values", Outcome.WRONG_ANSWER, True, message="off by 0.2", got="SECOND"),
    ),
    diagnosis=(Diagnosis("ties-as-wins", Text("把并列当成赢", "It counts a tie as a win")),),
    wall_s=0.012,
    memory_mb=31.2,
    layers=("landlock", "seccomp"),
    missing=("cgroup",),
)


def shown(made: Screen, verdict: Verdict) -> list[str]:
    question = made.ctx.bank.get("add-two")
    assert isinstance(question, Coding)
    render_verdict.whole(made.ctx, made.page, question, verdict)
    return made.text.splitlines()


def test_the_first_failing_case_is_shown_in_full_and_the_others_by_name(screen: MakeScreen) -> None:
    lines = shown(screen(), WRONG)
    assert lines[:9] == [
        "✘ wrong answer   1 of 3 tests",
        "✔ by-hand",
        "✘ ties  a tied pair counts one half",
        "    off by 0.5",
        "    input     scores [0.4 0.4]  labels [1 0]",
        "    expected  0.5",
        "    got       1.0",
        "✘ failed too: values",
        "· 2 more not run",
    ]
    assert "SECOND" not in "\n".join(lines)


def test_the_named_mistake_the_seed_and_the_confinement_are_said(screen: MakeScreen) -> None:
    text = "\n".join(shown(screen(), WRONG))
    assert "This looks like a known mistake: ties-as-wins\n  It counts a tie as a win" in text
    assert "confined by  landlock seccomp   12 ms · 31 MB" in text
    assert "without  cgroup (optional)" in text
    assert "seed 20261   (repeat with --seed 20261)" in text


def test_the_same_screen_in_chinese_aligns_and_fits_60_columns(screen: MakeScreen) -> None:
    lines = shown(screen(lang="zh", columns=60), WRONG)
    assert lines[0] == "✘ 答案错误   3 个测试通过 1 个"
    assert "    输入  scores [0.4 0.4]  labels [1 0]" in lines
    assert "    应为  0.5" in lines
    assert "这像是一个常见错误：ties-as-wins" in lines
    assert max(map(width, lines)) <= 60


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (Outcome.TIME_LIMIT_EXCEEDED, "time limit exceeded"),
        (Outcome.RUNTIME_ERROR, "runtime error"),
        (Outcome.JUDGE_ERROR, "judge error: not counted against you"),
    ],
)
def test_each_outcome_is_named_in_the_heading_and_at_its_test(screen: MakeScreen, outcome: Outcome, words: str) -> None:
    verdict = replace(WRONG, outcome=outcome, tests=(replace(WRONG.tests[1], verdict=outcome),))
    lines = shown(screen(), verdict)
    assert lines[0] == f"✘ {words}   0 of 1 tests"
    assert "\n".join(lines).count(words) == 2


def test_accepted_is_short(screen: MakeScreen) -> None:
    verdict = Verdict("add-two", Outcome.ACCEPTED, 1.0, (TestResult("small", Outcome.ACCEPTED, False),), 7)
    assert shown(screen(), verdict)[0] == "✔ accepted   1 of 1 tests"
    assert "✘" not in "\n".join(shown(screen(), verdict))


def test_a_program_cannot_write_to_her_terminal(screen: MakeScreen) -> None:
    nasty = "\x1b]0;title\x07\x1b[2J\u202e"
    verdict = replace(
        WRONG,
        stdout=nasty,
        stderr=nasty,
        tests=(replace(WRONG.tests[1], name=nasty, message=nasty, input=nasty, got=nasty), *WRONG.tests),
        diagnosis=(Diagnosis(nasty, Text(en=nasty)),),
        advice=(nasty,),
    )
    text = "\n".join(shown(screen(), verdict))
    assert not {"\x1b", "\x07", "\u202e"} & set(text)
    assert "\\x1b[2J" in text


def test_long_output_is_cut_and_the_rest_counted(screen: MakeScreen) -> None:
    verdict = replace(WRONG, stdout="line\n" * 40, truncated=True)
    text = "\n".join(shown(screen(), verdict))
    assert text.count("    line") == render_verdict.MOST_LINES
    assert "… 28 more lines" in text
    assert "Your program printed (cut)" in text


def test_an_encoding_without_signs_gets_plain_ones() -> None:
    from drillbank.cli.page import Signs

    assert (Signs("ascii").yes, Signs("ascii").no) == ("+", "x")
    assert Signs("utf-8").yes == "✔"
