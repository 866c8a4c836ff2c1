"""A new question file: every key that a finished question has, commented and empty.

Empty on purpose: such a file does not load, so nobody is asked half a question, and `bank check` lists what is missing.
"""

from __future__ import annotations

from drillbank.model import Kind

_EMPTY = '{zh: "", en: ""}'
_PAIR = '\n  zh: ""\n  en: ""'

_HEAD = f"""\
# A new {{kind}} question. Fill in every "" and run: drillbank bank check {{path}}
# Both languages say the same: the same numbers, formulae and code.
title:{_PAIR}
topic: {{topic:<18}} # area/leaf of topics.yaml
level: {{level:<18}} # 1 warm-up … 5 staff
minutes: {{minutes:<16}} # honest time to answer
roles: [""]               # of tracks.yaml: application, algorithm, inference, general
rev: 1                    # bump only when the meaning changes
prompt:{_PAIR}
answer:                   # one line first, then mechanism, trade-off, a number
  zh: |

  en: |

sources:                  # ids of sources.yaml, and the place in it
  - {{{{id: ""}}}}            # {{{{id: …, where: "§3"}}}}
reviewed: ""              # today, as 2026-11-23
review_by: ""             # the day its claims expire
errata: []                # {{{{date: …, was: {{{{zh: …, en: …}}}}, now: {{{{zh: …, en: …}}}}}}}}
related: []               # ids of confusable or neighbouring questions
"""

_POINTS = f"""\
points:                   # 2-6, each one checkable claim
  - id: ""
    core: true            # missing a core point caps the rating at "again"
    weight: 2
    claim: {_EMPTY}
    accept:               # at least 3 wordings per language, as people say it
      zh: ["", "", ""]
      en: ["", "", ""]
    reject:               # at least 2 typical wrong statements per language
      zh: ["", ""]
      en: ["", ""]
    because: {_EMPTY}     # shown when it was missed
    source: ""            # of sources.yaml, or: computed
  - id: ""
    core: false
    weight: 1
    claim: {_EMPTY}
    accept: {{zh: ["", "", ""], en: ["", "", ""]}}
    reject: {{zh: ["", ""], en: ["", ""]}}
    because: {_EMPTY}
    source: ""
samples:                  # at least 3 answers, labelled: covered, partial, missing, contradicted
  - {{lang: zh, variant: full, text: "", points: {{}}}}
  - {{lang: en, variant: partial, text: "", points: {{}}}}
  - {{lang: zh, variant: wrong, text: "", points: {{}}}}
"""

_DIMENSION = f"""\
  - id: ""
    title: {_EMPTY}
    points: [""]
    anchors:              # what an answer at 1, 2, 3 and 4 holds
      1: {_EMPTY}
      2: {_EMPTY}
      3: {_EMPTY}
      4: {_EMPTY}
"""

_BUSINESS = f"""\
dimensions:               # 4-6
{_DIMENSION * 4}\
must_haves:
  - {{id: "", says: {_EMPTY}, accept: {{zh: ["", ""], en: ["", ""]}}}}
red_flags:
  - {{id: "", says: {_EMPTY}, accept: {{zh: ["", ""], en: ["", ""]}}}}
curveballs:
  - {{ask: {_EMPTY}, expect: {_EMPTY}}}
estimate: {{expr: "", unit: "", tolerance: 0.2}}  # arithmetic, evaluated; delete the line if there is none
"""

_TEST = f"""\
  - name: ""
    says: {_EMPTY}        # what this test protects, shown on failure
    hidden: false
    weight: 1
    code: |               # in scope: solution, oracle, reference, rng, np, close, equal, raises, unchanged, …

"""

_WRONG = f"""\
  - id: ""
    says: {_EMPTY}
    caught_by: [""]       # names of tests, at least these
    code: |

"""

_CODING = f"""\
task: implement           # implement | debug | complete
language: python          # python | javascript
requires: [numpy]         # distributions the answer may import
arrays: numpy             # how array arguments arrive: numpy | torch | list
examples:                 # shown with the prompt
  - {{call: "", gives: ""}}
starter: |                # signature and docstring; must be rejected by the tests

solution: |               # the model answer; must be accepted

alternatives: []          # structurally different correct answers
oracle: |                 # independent, slow, obvious; never a copy of the solution

tests:                    # in order, small cases first
{_TEST}\
wrong:                    # at least 3 named mistakes
{_WRONG * 3}\
hints:                    # nudge, labelled steps, almost the line, worked example
  - {_EMPTY}
  - {_EMPTY}
  - {_EMPTY}
  - {_EMPTY}
explain: {_EMPTY}         # the one-sentence question asked after success
limits: {{wall_s: 5, memory_mb: 256}}
"""

_BODIES: dict[Kind, str] = {"theory": _POINTS, "business": _POINTS + _BUSINESS, "coding": _CODING}
_FIGURES: dict[Kind, tuple[int, int]] = {"theory": (2, 2), "business": (4, 12), "coding": (3, 15)}


def skeleton(kind: Kind, *, path: str, topic: str = "") -> str:
    """The text of a new file of this kind; ``path`` is named in its first line."""
    level, minutes = _FIGURES[kind]
    return _HEAD.format(kind=kind, path=path, topic=topic or '""', level=level, minutes=minutes) + _BODIES[kind]
