"""The optimiser of ``fsrs``: parameters that foretell a log best.  Needs the extra ``drillbank[fit]``: torch."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence

from drillbank.model import Review
from drillbank.study import parameters
from drillbank.study.fit_loss import day_of
from drillbank.study.parameters import Parameters
from drillbank.study.schedule import moment

NEEDED = ("torch", "numpy", "pandas", "tqdm")  # what fsrs[optimizer] names; without one of them it is not there


def missing() -> tuple[str, ...]:
    """Packages of the extra that are not installed (nothing is imported)."""
    return tuple(name for name in NEEDED if importlib.util.find_spec(name) is None)


def optimise(reviews: Sequence[Review]) -> Parameters:
    """FSRS-6 parameters for rated reviews, the same for the same reviews; seconds for thousands of them."""
    import torch
    from fsrs import Optimizer, Rating, ReviewLog

    torch.set_num_threads(1)  # the tensors are single numbers: threads would only wait for each other
    # Numbered by first appearance, not by id: the optimiser shuffles by number, and ids say nothing about time.
    numbers: dict[str, int] = {}
    logs = [
        ReviewLog(
            card_id=numbers.setdefault(review.question, len(numbers)),
            rating=Rating(int(review.rating)),
            review_datetime=moment(day_of(review)),
            review_duration=None,
        )
        for review in reviews
        if review.rating is not None
    ]
    found = parameters.checked(Optimizer(logs).compute_optimal_parameters())
    assert found is not None, "the optimiser keeps to FSRS's bounds"
    return found
