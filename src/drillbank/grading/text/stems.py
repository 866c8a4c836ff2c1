"""English words without their endings: light, and the same for what is compared, which is all that counts here."""

from __future__ import annotations

from functools import lru_cache

_ENDINGS = (
    ("isations", "ise"), ("izations", "ise"), ("isation", "ise"), ("ization", "ise"), ("ising", "ise"),
    ("izing", "ise"), ("ised", "ise"), ("ized", "ise"), ("izes", "ise"), ("ises", "ise"), ("ize", "ise"),
    ("ise", "ise"), ("iser", "ise"), ("izer", "ise"), ("ations", "at"), ("ation", "at"), ("ating", "at"),
    ("ated", "at"),
    ("ates", "at"), ("ate", "at"), ("ances", "anc"), ("ance", "anc"), ("ences", "enc"), ("ence", "enc"),
    ("ments", "ment"), ("nesses", ""), ("ness", ""), ("fully", "ful"),
    ("ously", "ous"), ("ively", "iv"), ("ives", "iv"), ("ive", "iv"),
    ("ally", "al"), ("ities", "it"), ("ity", "it"), ("ies", "y"), ("ied", "y"), ("edly", ""), ("ingly", ""),
    ("ing", ""), ("ers", "er"), ("ed", ""), ("es", ""), ("ly", ""), ("s", ""), ("e", ""),
)  # fmt: skip
_KEPT = frozenset("bias loss less class basis its this has was does as is us yes process across softmax".split())
_SHORTEST = 3


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A lower-case word's stem; short words and those with digits stay as they are."""
    word = word.removesuffix("'s").removesuffix("'").replace("-", "").replace("'", "")
    if len(word) <= _SHORTEST or word in _KEPT or any(c.isdigit() for c in word):
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending):
            root = word[: -len(ending)] + instead
            if len(root) < _SHORTEST or (ending == "s" and word.endswith("ss")):
                continue
            if len(root) > _SHORTEST and root[-1] == root[-2] and root[-1] not in "lsz":
                root = root[:-1]
            return root
    return word
