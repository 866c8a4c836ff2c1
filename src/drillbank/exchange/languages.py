"""Which of a text's two languages an export shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from drillbank.errors import ExchangeError
from drillbank.model import LANGS, Lang, Text

Langs: TypeAlias = tuple[Lang, ...]
HTML_LANG = {"zh": "zh-Hans", "en": "en"}


def langs_of(lang: str) -> Langs:
    """``zh`` and ``en`` give one language, ``both`` gives both, Chinese first.  Raises ExchangeError otherwise."""
    if lang == "both":
        return LANGS
    for known in LANGS:
        if lang == known:
            return (known,)
    raise ExchangeError(f"There is no language {lang!r}; choose zh, en or both.")


def shown(text: Text, langs: Langs) -> list[tuple[Lang, str]]:
    """The (language, text) pairs to show: those asked for, or the other one where only that exists."""
    pairs: list[tuple[Lang, str]] = [(lang, value) for lang in langs if (value := getattr(text, lang))]
    if pairs:
        return pairs
    return [(lang, value) for lang in LANGS if (value := getattr(text, lang))]


def words(langs: Sequence[Lang], zh: str, en: str) -> str:
    """A label in the languages shown: one of them, or both joined."""
    return " · ".join({"zh": zh, "en": en}[lang] for lang in langs)
