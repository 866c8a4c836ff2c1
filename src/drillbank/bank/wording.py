"""Text as search and comparison see it: compatibility forms folded, case folded."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """NFKC and case-folded: full-width letters, ligatures and capitals do not matter."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
