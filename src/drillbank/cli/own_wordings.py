"""``wordings``: the learner's own wordings, from marks she flipped: listed, taken back, exported as a patch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from drillbank.cli.context import Context
from drillbank.cli.out import clean
from drillbank.cli.selection import Json
from drillbank.errors import UsageError

if TYPE_CHECKING:
    from drillbank.grading.text import Wording


def wordings(
    ctx: typer.Context,
    question: Annotated[str | None, typer.Argument(metavar="ID", help="Of one question only.")] = None,
    remove: Annotated[int | None, typer.Option(metavar="N", min=1, help="Take number N of the list back.")] = None,
    patch: Annotated[
        bool, typer.Option("--patch", help="Print them as additions to the questions' accept and reject lists.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Your own wordings of key points: listed, removable, exportable as a patch to the question."""
    from drillbank.cli.studying import opened_store
    from drillbank.study import wordings as log

    context: Context = ctx.obj
    if question is not None:
        context.bank.get(question)  # raises with the nearest ids
    if remove is not None and patch:
        raise UsageError("--remove and --patch do not go together: remove first, then export.")
    with opened_store(context) as store:
        numbered = list(enumerate(log.standing(store), 1))
        if remove is not None:
            gone = _numbered(numbered, remove)
            log.remove(store, gone, context.now())
            numbered = [(number, one) for number, one in enumerate(log.standing(store), 1)]
            context.out.talk(context.say(f"已移除：{gone.text}", f"Removed: {clean(gone.text)}"))
    shown = [(number, one) for number, one in numbered if question is None or one.question == question]
    if as_json:
        context.out.json([_document(number, one) for number, one in shown])
    elif patch:
        context.out.line(_patch([one for _, one in shown]).rstrip("\n"))
    else:
        _list(context, shown)


def _numbered(numbered: Sequence[tuple[int, Wording]], wanted: int) -> Wording:
    for number, one in numbered:
        if number == wanted:
            return one
    raise UsageError(f"There is no wording {wanted}: `drillbank wordings` lists {len(numbered)}.")


def _document(number: int, one: Wording) -> dict[str, object]:
    return {"number": number, "question": one.question, "point": one.point, "text": one.text, "counts": one.counts}


def _list(context: Context, shown: Sequence[tuple[int, Wording]]) -> None:
    say, out = context.say, context.out
    if not shown:
        out.line(
            say(
                "还没有自己的说法：核对要点时按 a，或改动建议的勾选。",
                "No wordings of your own yet: press a at a key point, or flip a proposed mark.",
            )
        )
        return
    for number, one in shown:
        sign = "✔" if one.counts else "✘"
        out.line(f"{number:>3} {sign} {one.question} · {one.point}: {clean(one.text)}")


def _patch(shown: Sequence[Wording]) -> str:
    """YAML for the author of the questions: what to add under each point's accept and reject."""
    import yaml

    additions: dict[str, dict[str, dict[str, dict[str, list[str]]]]] = {}
    for one in shown:
        lang = "zh" if any("\u4e00" <= character <= "\u9fff" for character in one.text) else "en"
        point = additions.setdefault(one.question, {}).setdefault(one.point, {})
        point.setdefault("accept" if one.counts else "reject", {}).setdefault(lang, []).append(one.text)
    return yaml.safe_dump(additions, allow_unicode=True, sort_keys=False, width=120) if additions else "{}"
