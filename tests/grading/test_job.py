"""Nothing that could give a test away goes to the answer's process."""

from __future__ import annotations

import json
from collections.abc import Callable

from drillbank.grading import job
from drillbank.model import Coding


def test_the_answers_job_holds_no_test_oracle_reference_mistake_or_seed(make: Callable[..., Coding]) -> None:
    asked = make("SECRET_TEST", "SECRET_SOLUTION", oracle="SECRET_ORACLE", wrong={"m": "SECRET_WRONG"}, given="GIVEN")
    text = json.dumps(job.for_answer(asked, "ANSWER", 1.0, 1, 1))
    assert "SECRET" not in text
    assert "seed" not in text
    assert "GIVEN" in text
    assert "ANSWER" in text
    checker = json.dumps(job.for_checker(asked, 7, "en", False))
    for word in ("TEST", "SOLUTION", "ORACLE", "WRONG"):
        assert f"SECRET_{word}" in checker
    assert "ANSWER" not in checker
