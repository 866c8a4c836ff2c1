"""Our three note types: fields, templates and style.

Fields and templates never change (Anki calls a re-import "conflicting" then): the spare fields at the end are there to
be renamed in meaning, not in name.  Style and template text may change; bump ``MODEL_MOD`` with them.
"""

from __future__ import annotations

from typing import Any

from drillbank.exchange.anki.identity import MODEL_IDS, CardKind

MODEL_MOD = 1_764_000_000  # seconds since the epoch; bump when a template's text or the style changes

FIELDS: tuple[str, ...] = (
    "Id",
    "Title",
    "Front",
    "Back",
    "Points",
    "Code",
    "Mistakes",
    "Sources",
    "Topic",
    "Level",
    "Spare1",
    "Spare2",
    "Spare3",
    "Spare4",
    "Spare5",
    "Spare6",
)

NAMES: dict[CardKind, str] = {
    "question": "drillbank question",
    "point": "drillbank key point",
    "coding": "drillbank coding",
}

_HEAD = '<div class="db-head"><span>{{Topic}}</span><span>{{Level}}</span></div>'
_FRONT = f'<div class="db">{_HEAD}<h1>{{{{Title}}}}</h1><div class="db-front">{{{{Front}}}}</div></div>'
_BACK = """{{FrontSide}}<hr id="answer"><div class="db">
{{#Code}}<div class="db-code">{{Code}}</div>{{/Code}}
<div class="db-back">{{Back}}</div>
{{#Points}}<div class="db-points">{{Points}}</div>{{/Points}}
{{#Mistakes}}<div class="db-mistakes">{{Mistakes}}</div>{{/Mistakes}}
{{#Sources}}<div class="db-sources">{{Sources}}</div>{{/Sources}}
<div class="db-id">{{Id}}</div></div>"""

# Colours of code, day and night: contrast of at least 4.5 on their backgrounds.  The day colour also stands inline on
# each span, so that code stays coloured where a client or a user replaced the style below.
DAY = {"c": "#5a6472", "s": "#0b6b32", "n": "#8a3d00", "k": "#6b2fb3", "f": "#0b57c2", "b": "#00656b"}
NIGHT = {"c": "#a3adbb", "s": "#8ddb9f", "n": "#ffb86b", "k": "#cfa6ff", "f": "#8ebfff", "b": "#6fdbe0"}

CSS = """.card { font: 19px/1.55 "Noto Sans", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC",
  "Microsoft YaHei", "Hiragino Sans GB", system-ui, sans-serif; color: #1d2430; background: #fdfdfb; text-align: left; }
.db { max-width: 44em; margin: 0 auto; overflow-wrap: anywhere; }
.db-head { display: flex; justify-content: space-between; gap: 1em; font-size: .72em; color: #55606e; }
.db h1 { font-size: 1.15em; margin: .5em 0; }
.db p { margin: .55em 0; }
.db ul, .db ol { padding-left: 1.3em; }
.db li { margin: .3em 0; }
.db li.core { font-weight: 600; }
.db .why { font-weight: 400; color: #55606e; font-size: .92em; }
.db [lang="en"] + [lang="zh-Hans"], .db [lang="zh-Hans"] + [lang="en"] { border-top: 1px dashed #c4cad3; }
.db h2 { font-size: .8em; color: #55606e; margin: 1.1em 0 .3em; }
.db table { border-collapse: collapse; } .db td, .db th { border: 1px solid #c4cad3; padding: .2em .5em; }
.db code { font: .86em/1.45 "Sarasa Mono SC", "JetBrains Mono", "Noto Sans Mono CJK SC", Menlo, Consolas, monospace;
  background: #eef0f3; padding: .08em .25em; border-radius: .2em; }
.db pre { background: #f3f4f6; padding: .7em .8em; border-radius: .4em; overflow-x: auto; overflow-wrap: normal; }
.db pre code { background: none; padding: 0; white-space: pre; }
.db-sources, .db-id { font-size: .7em; color: #55606e; margin-top: 1em; }
.db a { color: #0b57c2; }
.nightMode.card, .night_mode .card, .nightMode .card { color: #e4e7ec; background: #1b1e24; }
.nightMode .db code, .night_mode .db code { background: #2b3038; }
.nightMode .db pre, .night_mode .db pre { background: #23272f; }
.nightMode .db pre code, .night_mode .db pre code { background: none; }
.nightMode .db a, .night_mode .db a { color: #8ebfff; }
.nightMode .db-head, .night_mode .db-head, .nightMode .db h2, .night_mode .db h2, .nightMode .db .why,
.night_mode .db .why, .nightMode .db-sources, .night_mode .db-sources, .nightMode .db-id, .night_mode .db-id
  { color: #aab3c0; }
"""


def style() -> str:
    """The CSS of every note type: layout, day and night, and the night colours of code."""
    night = " ".join(f"--db-{letter}: {colour};" for letter, colour in NIGHT.items())
    return f"{CSS}.nightMode, .night_mode {{ {night} }}\n"


def inline_span(letter: str, escaped: str) -> str:
    """A token of code: the day colour inline, replaced at night by the style's variable."""
    return f'<span style="color:var(--db-{letter},{DAY[letter]})">{escaped}</span>'


PRE = '<pre style="overflow-x:auto;text-align:left">'


def notetype(kind: CardKind, deck: int) -> dict[str, Any]:
    """One note type in the JSON of Anki's schema 11."""
    return {
        "id": MODEL_IDS[kind],
        "name": NAMES[kind],
        "type": 0,
        "mod": MODEL_MOD,
        "usn": -1,
        "sortf": 1,
        "did": deck,
        "tmpls": [
            {
                "name": "Card",
                "ord": 0,
                "qfmt": _FRONT,
                "afmt": _BACK,
                "bqfmt": "",
                "bafmt": "",
                "did": None,
                "bfont": "",
                "bsize": 0,
                "id": MODEL_IDS[kind] * 1000 + 900,
            }
        ],
        "flds": [
            {
                "name": name,
                "ord": ord_,
                "sticky": False,
                "rtl": False,
                "font": "Arial",
                "size": 20,
                "description": "",
                "plainText": False,
                "collapsed": name.startswith("Spare"),
                "excludeFromSearch": False,
                "id": MODEL_IDS[kind] * 1000 + ord_,
                "tag": None,
                "preventDeletion": False,
            }
            for ord_, name in enumerate(FIELDS)
        ],
        "css": style(),
        "latexPre": "",
        "latexPost": "",
        "latexsvg": False,
        "req": [[0, "any", [0, 1, 2, 8, 9]]],
        "tags": [],
        "vers": [],
        "originalStockKind": 0,
    }
