"""The confusion matrix: programs of each kind get the verdict of their kind, from outside evidence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from drillbank.grading.judge import Judge
from drillbank.model import Coding

Make = Callable[..., Coding]

DOUBLE = "def f(x):\n    return 2 * x\n"

PROGRAMS: dict[str, list[str]] = {
    "accepted": [
        DOUBLE,
        "def f(x):\n    return x + x",
        "f = lambda x: x << 1",
        "def f(x):\n    print('working', flush=True)\n    return x * 2",
        "import sys\ndef f(x):\n    sys.stdout = None\n    return x * 2",
        "def f(x):\n    try:\n        raise MemoryError\n    except MemoryError:\n        return x * 2",
        "import time\ndef f(x):\n    time.sleep(0.05)\n    return 2 * x",
    ],
    "wrong_answer": [
        "def f(x):\n    return 3 * x",
        "def f(x):\n    return None",
        "def f(x):\n    return 2.0 * x",
        "def f(x):\n    return True",
        "def f(x):\n    return str(2 * x)",
        "def f(x):\n    return [2 * x]",
    ],
    "runtime_error": [
        "def f(x):\n    return 1 / 0",
        "def f(x):\n    raise MemoryError",
        "def f(x):\n    assert False",
        "def f(x):\n    raise SystemExit(0)",
        "def f(x):\n    raise KeyboardInterrupt",
        "import os\ndef f(x):\n    os._exit(0)",
        "import os, signal\ndef f(x):\n    os.kill(os.getpid(), signal.SIGSEGV)",
        "import os\ndef f(x):\n    os.abort()",
        "import ctypes\ndef f(x):\n    ctypes.string_at(0)",
        "def f(x):\n    return f(x)",
        "raise ValueError('at load')",
        "def g(x):\n    return 2 * x",
        "import subprocess\ndef f(x):\n    subprocess.run(['true'])",
        "import threading, time\ndef f(x):\n"
        "    for _ in range(100): threading.Thread(target=time.sleep, args=(9,)).start()\n    time.sleep(9)",
    ],
    "time_limit_exceeded": [
        "def f(x):\n    while True: pass",
        "import time\ndef f(x):\n    time.sleep(60)",
        "def f(x):\n    return sum(i * i for i in range(10 ** 10))",
        "def f(x):\n    return (10 ** 7) ** (10 ** 7) % 7",
        "while True: pass",
        "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\ndef f(x):\n    while True:\n"
        "        try:\n            while True: pass\n        except BaseException: pass",
        "import threading\ndef f(x):\n    threading.Event().wait()",
        "import sys\ndef f(x):\n    import re\n    re.match('(a+)+$', 'a' * 40 + 'b')",
    ],
    "memory_limit_exceeded": [
        "def f(x):\n    return [0] * (10 ** 10)",
        "def f(x):\n    return bytearray(10 ** 9) and 2 * x",
        "def f(x):\n    keep = []\n    while True: keep.append('x' * 10 ** 6)",
        "def f(x):\n    s = 'x'\n    while True: s += s",
        "def f(x):\n    a = bytearray(180 * 2 ** 20)\n    del a\n    return 2 * x",
        "keep = [bytes(10 ** 6) for _ in range(10 ** 6)]\ndef f(x):\n    return 2 * x",
    ],
    "output_limit_exceeded": [
        "def f(x):\n    while True: print('x' * 1000)",
        "import os\ndef f(x):\n    while True: os.write(1, b'x' * 65536)",
        "import sys\ndef f(x):\n    while True: sys.stderr.write('x' * 1000)",
        "import os\nwhile True: os.write(2, b'y' * 65536)",
        "def f(x):\n    print('z' * (3 << 20))\n    import time; time.sleep(0.5)\n    return 2 * x",
    ],
    "syntax_error": ["def f(x:\n    return x", "return 1", "def f(x):\nreturn x", "x = = 1", "\x00", "'" + "(" * 500],
    "protocol_error": [
        "def f(x):\n    return object()",
        "def f(x):\n    return (i for i in range(3))",
        "def f(x):\n    return f",
        "class I(int):\n    def __eq__(s, o): return True\n    __hash__ = int.__hash__\ndef f(x):\n    return I(x)",
        "import os\ndef f(x):\n    os.write(4, b'\\0' * 64)\n    return 2 * x",
        "import os\ndef f(x):\n    os.write(4, b'\\0\\0')\n    os._exit(0)",
        "def f(x):\n    a = []\n    a.append(a)\n    return a",
    ],
}


@pytest.mark.parametrize(
    ("expected", "code"),
    [pytest.param(kind, code, id=f"{kind}-{i}") for kind, codes in PROGRAMS.items() for i, code in enumerate(codes)],
)
def test_a_program_gets_the_verdict_of_its_kind(judge: Judge, make: Make, expected: str, code: str) -> None:
    verdict = judge.grade(make("equal(solution.f(21), 42)", DOUBLE), code, seed=1)
    assert verdict.outcome == expected, verdict.tests[0].message
    if expected != "accepted":
        assert verdict.tests[0].message
        assert verdict.tests[0].message.count("\n") < 12


def test_the_questions_own_faults_are_the_judges_error_and_never_the_answers(judge: Judge, make: Make) -> None:
    for tests, more in (
        ("equal(solution.f(1), undefined_name)", {}),
        ("equal(solution.f(lambda: 1), 2)", {}),
        ("oracle.nothing()", {}),
        ("equal(solution.f(1), 2)", {"oracle": "1 / 0"}),
        ("equal(solution.f(1), 2)", {"given": "raise ValueError"}),
        ("this is no python", {}),
        ("import os\nos._exit(3)", {"bank": "stranger"}),
    ):
        verdict = judge.grade(make(tests, DOUBLE, **more), DOUBLE, seed=1)
        assert verdict.outcome == "judge_error", (tests, verdict)
        assert verdict.passed == 0


def test_a_slow_oracle_is_not_the_answers_fault(judge: Judge, make: Make) -> None:
    slow = make("oracle.slow()\nequal(solution.f(1), 2)", DOUBLE, oracle="import time\ndef slow(): time.sleep(2.5)")
    assert judge.grade(slow, DOUBLE, seed=1).outcome == "accepted"
    burning = make(
        "oracle.slow()\nequal(solution.f(1), 2)",
        DOUBLE,
        oracle="import time\ndef slow():\n    end = time.process_time() + 2\n    while time.process_time() < end: pass",
    )
    assert judge.grade(burning, DOUBLE, seed=1).outcome == "accepted"


def test_a_sleeping_answer_is_its_own_fault_even_in_many_short_calls(judge: Judge, make: Make) -> None:
    naps = "import time\ndef f(x):\n    time.sleep(0.2)\n    return 2 * x"
    body = "for i in range(40):\n    equal(solution.f(i), 2 * i)"
    assert judge.grade(make(body, DOUBLE), naps, seed=1).outcome == "time_limit_exceeded"


def test_a_failing_test_does_not_stop_the_others_but_a_limit_does(judge: Judge, make: Make) -> None:
    tests = [("a", "equal(solution.f(1), 3)"), ("b", "equal(solution.f(1), 2)"), ("c", "equal(solution.f(2), 4)")]
    verdict = judge.grade(make(tests, DOUBLE), DOUBLE, seed=1)
    assert [t.verdict for t in verdict.tests] == ["wrong_answer", "accepted", "accepted"]
    assert (verdict.passed, verdict.total, verdict.score) == (2, 3, round(2 / 3, 6))
    loop = "def f(x):\n    while x == 1: pass\n    return 2 * x"
    stopped = judge.grade(make(tests, DOUBLE), loop, seed=1)
    assert [t.verdict for t in stopped.tests] == ["time_limit_exceeded"]
    assert stopped.total == 3


def test_after_a_crash_the_next_test_gets_a_new_process(judge: Judge, make: Make) -> None:
    crash = "import os\ndef f(x):\n    if x == 1: os._exit(0)\n    return 2 * x"
    tests = [("a", "equal(solution.f(1), 2)"), ("b", "equal(solution.f(2), 4)")]
    verdict = judge.grade(make(tests, DOUBLE), crash, seed=1)
    assert [t.verdict for t in verdict.tests] == ["runtime_error", "accepted"]


def test_a_fresh_test_sees_no_state_of_an_earlier_one(judge: Judge, make: Make) -> None:
    counter = "n = 0\ndef f(x):\n    global n\n    n += 1\n    return n"
    tests = [("a", "equal(solution.f(0), 1)"), ("b", "equal(solution.f(0), 1)")]
    kept = judge.grade(make(tests, counter), counter, seed=1)
    fresh = judge.grade(make(tests, counter, fresh=("b",)), counter, seed=1)
    assert [t.verdict for t in kept.tests] == ["accepted", "wrong_answer"]
    assert [t.verdict for t in fresh.tests] == ["accepted", "accepted"]


def test_answers_do_not_see_each_other(judge: Judge, make: Make) -> None:
    asked = make("equal(solution.f(0), 0)", "def f(x): return 0")
    leave = "import os\nopen('left', 'w').write('x')\nimport json\njson.left = 1\ndef f(x): return 0"
    look = "import os, json\ndef f(x): return len(os.listdir('.')) + hasattr(json, 'left')"
    assert judge.grade(asked, leave, seed=1).outcome == "accepted"
    for _ in range(3):
        assert judge.grade(asked, look, seed=1).outcome == "accepted"


def test_the_same_seed_gives_the_same_inputs_and_another_seed_others(judge: Judge, make: Make) -> None:
    asked = make("assert False, str(rng.random())", DOUBLE)
    first, again, other = (judge.grade(asked, DOUBLE, seed=s).tests[0].message for s in (5, 5, 6))
    assert first == again != other


def test_forks_do_not_draw_the_same_numbers(judge: Judge, make: Make) -> None:
    asked = make("assert False, str(solution.f())", DOUBLE)
    drawn = {
        judge.grade(asked, "import random\ndef f(): return random.random()", seed=1).tests[0].message for _ in range(4)
    }
    assert len(drawn) == 4


def test_the_default_limit_follows_the_references_own_time(judge: Judge, make: Make) -> None:
    from drillbank.model import Limits

    burn = (
        "import time\ndef f(x):\n    end = time.process_time() + {s}\n"
        "    while time.process_time() < end: pass\n    return 2 * x"
    )
    asked = make("equal(solution.f(1), 2)", burn.format(s=0.6), limits=Limits())
    assert judge.grade(asked, burn.format(s=3.0), seed=1).outcome == "accepted"  # below 10 × 0.6 s
    quick = make("equal(solution.f(1), 2)", DOUBLE, limits=Limits(), id="quick")
    assert judge.grade(quick, burn.format(s=3.0), seed=1).outcome == "time_limit_exceeded"


def test_output_is_kept_cleaned_and_capped(judge: Judge, make: Make) -> None:
    loud = (
        "def f(x):\n    print('\\x1b[31mred\\x07 [bold]b[/bold] \\u202e')\n    print('y' * 100_000)\n    return 2 * x"
    )
    verdict = judge.grade(make("equal(solution.f(1), 2)", DOUBLE), loud, seed=1)
    assert verdict.outcome == "accepted"
    assert "\\x1b[31mred\\x07 [bold]b[/bold] \\u202e" in verdict.stdout
    assert "\x1b" not in verdict.stdout
    assert verdict.truncated
    assert len(verdict.stdout) < 40_000


def test_texts_of_an_answer_are_cleaned_wherever_they_show(judge: Judge, make: Make) -> None:
    nasty = "\\x1b]0;owned\\x07\\x9b31m\\u202e"
    for code in (
        f"def f(x):\n    raise ValueError('{nasty}')",
        f"def f(x):\n    return '{nasty}'",
        f"def f(x):\n    return {{'{nasty}': 1}}",
        f"raise type('A{nasty}', (Exception,), {{}})('b')",
        f"def f(x):\n    return type('A{nasty}', (), {{}})()",
    ):
        verdict = judge.grade(make("equal(solution.f(1), 2)", DOUBLE), code, seed=1)
        shown = "".join(t.message + t.got + t.expected + t.input for t in verdict.tests) + verdict.stderr
        assert not set(shown) & {"\x1b", "\x07", "\x9b", "\u202e"}, code
        assert verdict.outcome != "accepted"


def test_messages_speak_the_learners_language(judge: Judge, make: Make) -> None:
    asked = make("close(solution.f(1.0), 2.5)", DOUBLE)
    assert "差了" in judge.grade(asked, DOUBLE, seed=1, lang="zh").tests[0].message
    assert "off by 0.5" in judge.grade(asked, DOUBLE, seed=1, lang="en").tests[0].message


def test_the_smallest_failing_case_of_a_few_seeds_is_shown(judge: Judge, make: Make) -> None:
    body = "xs = [1] * int(rng.integers(1, 500))\nequal(solution.f(xs), sum(xs))"
    asked = make(body, "def f(x): return sum(x)", requires=("numpy",))
    sizes = []
    for seed in range(6):
        case = judge.grade(asked, "def f(x): return -1", seed=seed).tests[0]
        sizes.append(int(case.expected))
        assert case.got == "-1"
    assert sum(sizes) / len(sizes) < 200, sizes  # the mean of one draw is 250, of the least of four 100


@pytest.mark.parametrize("scalar", ["np.float16(np.inf)", "np.float16(0.1)", "np.float32(0.1)", "np.longdouble(0.1)"])
def test_a_scalar_of_low_precision_does_not_make_a_wrong_value_right(judge: Judge, make: Make, scalar: str) -> None:
    for body in ("assert solution.f() == 0.1", "close(solution.f(), 0.1, rtol=1e-9)", "equal(solution.f(), 0.1)"):
        asked = make(
            body.replace("0.1", "1e6") if "inf" in scalar else body, "def f(): return 0.1", requires=("numpy",)
        )
        verdict = judge.grade(asked, f"import numpy as np\ndef f(): return {scalar}", seed=1)
        assert verdict.outcome in ("wrong_answer", "protocol_error"), (body, scalar)


@pytest.mark.parametrize(
    "body",
    [
        "y = solution.f(3)\nassert y == 3, y",
        "{3: 1}[solution.f(3)]",
        "y = solution.f(3)\nif y != 3: raise ValueError(y)",
        "equal(solution.f(3), 3)",
        "close(solution.f(3), 3.0)",
        "assert solution.f(3) == 3, f'{solution.f(3)}'",
    ],
)
@pytest.mark.parametrize("value", ["10**5000", "[10**5000]", "{'a': (10**5000,)}"])
def test_a_value_that_has_no_text_is_still_the_answers_fault(judge: Judge, make: Make, body: str, value: str) -> None:
    verdict = judge.grade(make(body, "def f(x): return x"), f"def f(x): return {value}", seed=1)
    assert verdict.outcome == "wrong_answer", verdict.tests


@pytest.mark.parametrize("value", ["{10**5000: 1}", "[object()]", "{(1, 10**5000): [object()]}"])
def test_a_value_that_cannot_be_sent_is_no_exception_of_the_answer(judge: Judge, make: Make, value: str) -> None:
    asked = make("raises('ValueError', solution.f, 1)", "def f(x): raise ValueError")
    assert judge.grade(asked, f"def f(x): return {value}", seed=1).outcome in ("wrong_answer", "protocol_error")


def test_a_key_of_any_size_crosses(judge: Judge, make: Make) -> None:
    asked = make("equal(solution.f(1), {10**5000: (1, 10**5000)})", "def f(x): return {10**5000: (x, 10**5000)}")
    assert judge.grade(asked, asked.solution, seed=1).outcome == "accepted"
