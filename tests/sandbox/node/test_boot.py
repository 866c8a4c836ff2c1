"""boot.js: what crosses, in both directions, and how an answer may be written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from drillbank.grading.judge import Judge
from drillbank.model import Verdict

from .asking import asked, needs_node

pytestmark = [pytest.mark.node, needs_node]
ECHO = "exports.f = (x) => x;"


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    with Judge.open(tmp_path_factory.mktemp("scratch")) as opened:
        yield opened


def graded(judge: Judge, test: str, code: str, given: str = "") -> Verdict:
    return judge.grade(asked(test, solution=ECHO, given=given), code, seed=1, stop_early=True)


def test_a_value_comes_back_as_it_went(judge: Judge) -> None:
    test = """
for value in (0, 1, -1, 2**53, 2**53 + 1, -2**63, 2**64, -2**100, 0.5, 1e300, 5e-324, float("inf"), -float("inf"), None,
              True, False, "", "héé 你好 \\U0001f600 \\u2028 \\x00 \\"", [], [1, [2, [3.5]]], {},
              {"a": {"b": [None, "c"]}}, {"__proto__": 1, "constructor": 2}, b"", b"ab\\xff", {1, 2}):
    got = solution.f(value)
    wanted = list(value) if isinstance(value, tuple) else value
    if isinstance(value, bytes):
        wanted = np.frombuffer(value, np.uint8)
    equal(got, wanted)
assert str(solution.f(-0.0)) == "-0.0"
assert solution.f(float("nan")) != solution.f(float("nan"))
assert solution.f((1, "b")) == [1, "b"]
equal(solution.f({3: "a", 4: [5]}), {3: "a", 4: [5]})
"""
    verdict = graded(judge, test, ECHO)
    assert verdict.outcome == "accepted", verdict.tests[0].message


def test_arrays_are_typed_arrays_and_nested_ones_nested(judge: Judge) -> None:
    kinds = "exports.f = (x) => [x.constructor.name, x.length, Array.from(x, (y) => y.constructor.name)[0]];"
    test = """
equal(solution.f(np.arange(3, dtype=np.float32)), ["Float32Array", 3, "Number"])
equal(solution.f(np.array([True, False])), ["Array", 2, "Boolean"])
equal(solution.f(np.arange(3)), ["Array", 3, "Number"])
equal(solution.f(np.array([2**60])), ["Array", 1, "BigInt"])
equal(solution.f(np.zeros((2, 3))), ["Array", 2, "Float64Array"])
equal(solution.f(np.array(["ab", "c"])), ["Array", 2, "String"])
"""
    verdict = graded(judge, test, kinds)
    assert verdict.outcome == "accepted", verdict.tests[0].message


def test_what_javascript_has_crosses_by_its_kind(judge: Judge) -> None:
    made = """
exports.f = (kind) => ({
  typed: new Float32Array([1.5, 2]), view: new Float64Array([9, 1, 2]).subarray(1), words: new BigInt64Array([-5n]),
  buffer: Buffer.from("ab"), map: new Map([[1, "a"], ["b", 2]]), set: new Set([1, "a"]), big: 2n ** 70n, small: 7n,
  holes: [1, , 3], nothing: undefined, bare: Object.assign(Object.create(null), { a: 1 }), whole: 3.0,
})[kind];
"""
    test = """
for kind, wanted in (("typed", np.array([1.5, 2], np.float32)), ("view", np.array([1.0, 2.0])),
                     ("words", np.array([-5])), ("buffer", b"ab"), ("map", {1: "a", "b": 2}), ("set", {1, "a"}),
                     ("big", 2**70), ("small", 7), ("holes", [1, None, 3]), ("nothing", None), ("bare", {"a": 1}),
                     ("whole", 3)):
    equal(solution.f(kind), wanted)
assert solution.f("typed").dtype == np.float32
"""
    verdict = graded(judge, test, made)
    assert verdict.outcome == "accepted", verdict.tests[0].message


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("() => 1", "is a function"),
        ("Symbol('a')", "is a symbol"),
        ("new Date(0)", "an object of class Date"),
        ("new (class Point {})()", "an object of class Point"),
        ("[Promise.resolve(1)]", "a promise; await it"),
        ("new Number(1)", "an object of class Number"),
        ("new Map([[{}, 1]])", "an object as a key"),
    ],
)
def test_anything_else_is_refused_and_named(judge: Judge, value: str, said: str) -> None:
    verdict = graded(judge, "solution.f()", f"exports.f = () => ({value});")
    assert verdict.outcome == "protocol_error"
    assert said in verdict.tests[0].message


@pytest.mark.parametrize(
    "code",
    [
        "module.exports = { f: (x) => x + 1 };",
        "exports.f = async (x) => x + 1;",
        "module.exports = function f(x) { return x + 1; };",
        "export const f = (x) => x + 1;",
        "export default { f(x) { return x + 1; } };",
        "import path from 'node:path';\nexport async function f(x) { await path; return x + 1; }",
        "const one = await Promise.resolve(1);\nexport const f = (x) => x + one;",
        "function f(x) { return x + 1; }",
        "const f = (x) => x + 1;",
        "'use strict';\nconst one = require('node:util') && 1;\nfunction f(x) { return x + one; }",
        "f = (x) => helper(x);\nmodule.exports = { f };",
    ],
)
def test_an_answer_may_be_written_in_any_usual_way(judge: Judge, code: str) -> None:
    given = "function helper(x) { return x + 1; }\n"
    verdict = graded(judge, "equal(solution.f(1), 2)\nequal(many(solution.f, [[1], [2]]), [2, 3])", code, given)
    assert verdict.outcome == "accepted", verdict.tests[0].message


def test_classes_are_built_and_their_methods_called(judge: Judge) -> None:
    code = """
class Base { add(k) { this.n += k; return this.n; } }
class Counter extends Base {
  constructor(n) { super(); this.n = n; }
  async twice() { return [this.add(0), this.add(0)]; }
}
"""
    test = """
a, b = solution.Counter(1), solution.Counter(10)
a.add(2)
equal([a.n, b.add(1), b.twice()], [3, 11, [11, 11]])
"""
    verdict = graded(judge, test, code)
    assert verdict.outcome == "accepted", verdict.tests[0].message


def test_an_argument_that_is_changed_in_place_is_seen(judge: Judge) -> None:
    sorts = "exports.f = (xs) => xs.sort((a, b) => a - b);"
    assert graded(judge, "equal(unchanged(solution.f, [2, 1]), [1, 2])", sorts).outcome == "wrong_answer"
    copies = sorts.replace("xs.sort", "[...xs].sort")
    assert graded(judge, "equal(unchanged(solution.f, [2, 1]), [1, 2])", copies).outcome == "accepted"
    assert graded(judge, "equal(inplace(solution.f, [2, 1]), [[1, 2]])", sorts).outcome == "accepted"


def test_an_exception_crosses_by_its_names_and_with_its_own_lines(judge: Judge) -> None:
    code = "class TooLong extends RangeError {}\n\nfunction f(x) {\n  throw new TooLong('over ' + x);\n}\n"
    assert graded(judge, "raises('RangeError', solution.f, 3)", code, "const seven = 7;\n").outcome == "accepted"
    verdict = graded(judge, "solution.f(3)", code, "const seven = 7;\nconst eight = 8;\n")
    assert verdict.outcome == "runtime_error"
    assert "over 3" in verdict.tests[0].message
    assert "answer.js:4:" in verdict.tests[0].message, "lines are counted in the answer, not in what was given"
    assert "boot.js" not in verdict.tests[0].message


@pytest.mark.parametrize(
    ("code", "outcome", "said"),
    [
        ("function f( {", "syntax_error", "SyntaxError"),
        ("export const f = (x) => { return x;", "syntax_error", "SyntaxError"),
        ("throw new TypeError('at once')", "runtime_error", "at once"),
        ("await Promise.reject(new Error('later'));\nexport const f = 1;", "runtime_error", "later"),
        ("function g() {}", "runtime_error", "defines no function f"),
        ("exports.f = () => new Promise(() => {});", "runtime_error", "never settles"),
        ("exports.f = () => { setTimeout(() => { throw new Error('stray'); }); return new Promise(() => {}); };",
         "runtime_error", "stray"),
        ("exports.f = () => { throw 'text'; };", "runtime_error", "threw string text"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_called_by_its_name(judge: Judge, code: str, outcome: str, said: str) -> None:
    verdict = graded(judge, "solution.f(1)", code)
    assert verdict.outcome == outcome
    assert said in verdict.tests[0].message


def test_all_that_is_written_arrives_though_the_loop_never_turns(judge: Judge) -> None:
    code = "exports.f = (x) => { for (let i = 0; i < 3000; i++) console.log('x'.repeat(99)); return x; };"
    verdict = graded(judge, "equal(solution.f(1), 1)\nequal(solution.f(2), 2)", code)
    assert verdict.outcome == "accepted"
    assert verdict.truncated
    assert graded(judge, "for k in range(9): solution.f(k)", code).outcome == "output_limit_exceeded"
