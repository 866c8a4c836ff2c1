"""What imported texts need: which language they are in, a title from them, a slug of a name."""

from __future__ import annotations

import hashlib
import re

from drillbank.model import Lang

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_MARKS = re.compile(r"```[\w+-]*|[`*_#]|\\(?=[\\`*_\[\]#>])")


def language_of(text: str) -> Lang:
    """``zh`` where Han characters say as much as the Latin words, else ``en``."""
    han = len(_HAN.findall(text))
    return "zh" if han and han * 2 >= len(_LATIN_WORD.findall(text)) else "en"


def one_line(markdown: str, limit: int = 100) -> str:
    """The first words of a text as one plain line of at most ``limit`` characters."""
    plain = " ".join(_MARKS.sub("", markdown).split())
    return plain if len(plain) <= limit else f"{plain[: limit - 1].rstrip()}…"


def slug(text: str) -> str:
    """Small letters, digits and single hyphens; "" where nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def bank_name(stem: str) -> str:
    """The folder name of an imported set: its file's name as a slug, or a digest of it where that is empty."""
    return slug(stem)[:40].strip("-") or f"set-{hashlib.sha256(stem.encode(errors='replace')).hexdigest()[:6]}"
