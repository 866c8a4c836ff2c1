"""The bibliography as exports show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Citation:
    """One entry of ``sources.yaml``: how it is cited, and its address or ""."""

    cite: str
    url: str = ""


def cited(ids: Sequence[str], citations: Mapping[str, Citation], wheres: Sequence[str] = ()) -> str:
    """HTML lines citing these sources, each with its place; an id without an entry (``computed``) is left out."""
    lines = []
    for index, source in enumerate(ids):
        citation = citations.get(source)
        if citation is None:
            continue
        text = escape(citation.cite)
        if citation.url.startswith(("https://", "http://")):
            text = f'<a href="{escape(citation.url)}" rel="noopener noreferrer">{text}</a>'
        where = wheres[index] if index < len(wheres) else ""
        lines.append(f"<div>{text}{f', {escape(where)}' if where else ''}</div>")
    return "".join(lines)


def cited_plain(ids: Sequence[str], citations: Mapping[str, Citation], wheres: Sequence[str] = ()) -> list[str]:
    """The same as plain text, one string per source; an id without an entry is shown as it is."""
    texts = []
    for index, source in enumerate(ids):
        citation = citations.get(source)
        text = source if citation is None else f"{citation.cite} {citation.url}".strip()
        where = wheres[index] if index < len(wheres) else ""
        texts.append(f"{text}, {where}" if where else text)
    return texts
