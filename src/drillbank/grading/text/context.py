"""What the rest of an answer says of one point: who is wrong about five things is rarely right about the sixth.

The heads of the model look at one place each.  A fluent wrong answer shares all its words with a right one, and only
some of its points give it away; here each point is judged again by the probabilities of the others.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

FEATURES = (
    "covered", "contradicted", "others_covered", "others_contradicted", "most_contradicted", "doubted", "supported",
)  # fmt: skip
_SCALE = 5.0  # so that the products are as large as the rest
_LEAST = 1e-3


def features(probabilities: Sequence[tuple[float, float]]) -> list[dict[str, float]]:
    """Per point of an answer, from (covered, contradicted) of each: log-odds, its own and those of the others."""
    own = [(_logit(covered), _logit(contradicted)) for covered, contradicted in probabilities]
    found = []
    for number, (covered, contradicted) in enumerate(own):
        others = own[:number] + own[number + 1 :] or [(covered, contradicted)]
        others_covered = sum(c for c, _ in others) / len(others)
        others_contradicted = sum(c for _, c in others) / len(others)
        found.append(
            {
                "covered": covered,
                "contradicted": contradicted,
                "others_covered": others_covered,
                "others_contradicted": others_contradicted,
                "most_contradicted": max(c for _, c in others),
                "doubted": covered * others_contradicted / _SCALE,
                "supported": covered * others_covered / _SCALE,
            }
        )
    return found


def _logit(probability: float) -> float:
    kept = min(max(probability, _LEAST), 1.0 - _LEAST)
    return math.log(kept / (1.0 - kept))
