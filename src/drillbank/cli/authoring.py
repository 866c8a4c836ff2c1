"""``bank check``, ``bank new`` and ``bank schema``: for people who write questions."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from drillbank.cli.exit import Exit
from drillbank.cli.selection import Json
from drillbank.errors import BankError, UsageError

if TYPE_CHECKING:
    from drillbank.audit.content import Finding
    from drillbank.cli.context import Context


def check(
    ctx: typer.Context,
    path: Annotated[
        Path | None, typer.Argument(help="A bank, a folder in it or one file; default: the loaded banks.")
    ] = None,
    release: Annotated[bool, typer.Option("--release", help="A review date that is past is an error.")] = False,
    as_json: Json = False,
) -> None:
    """Check questions by the rules of good content; exit 1 where one is broken."""
    from drillbank.audit.check import check as check_banks

    context: Context = ctx.obj
    roots, only = roots_of(context, path)
    checked = check_banks(roots, only=only, today=context.now().date(), release=release, cache_dir=context.paths.cache)
    if as_json:
        context.out.json(
            {
                "questions": checked.questions,
                "errors": checked.errors,
                "warnings": checked.warnings,
                "findings": [_document(finding) for finding in checked.findings],
            }
        )
    else:
        from drillbank.cli.out import clean

        for finding in checked.findings:
            context.out.line(clean(str(finding._replace(path=shown(finding.path)))))
        context.out.talk(
            f"{count(checked.questions, 'question')}: {count(checked.errors, 'error')}, "
            f"{count(checked.warnings, 'warning')}"
        )
    if checked.errors:
        raise typer.Exit(Exit.NOT_ACCEPTED)


def new(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(help="theory, business or coding.")],
    question_id: Annotated[str, typer.Argument(metavar="ID", help="Permanent: small letters, digits and hyphens.")],
    topic: Annotated[str, typer.Option("--topic", help="area/leaf; the file goes into the area's folder.")] = "",
) -> None:
    """Write the commented skeleton of a new question.

    It goes into the bank of the last --bank, else into the bank in the current folder.
    """
    from drillbank.audit.rules.ids import KEBAB
    from drillbank.bank.filters import kind_of
    from drillbank.bank.skeleton import skeleton

    context: Context = ctx.obj
    chosen = kind_of(kind)
    if not KEBAB.fullmatch(question_id):
        raise UsageError(
            f"An id is small letters and digits joined by hyphens, like kv-cache-bytes; not {question_id!r}."
        )
    _refuse_taken(context, question_id)
    area = topic.partition("/")[0]
    if topic and not all(KEBAB.fullmatch(part) for part in topic.split("/")):
        raise UsageError(f"--topic takes area/leaf, like inference/kv-cache; not {topic!r}.")
    path = _home_of_new(context) / chosen / area / f"{question_id}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(skeleton(chosen, path=shown(str(path)), topic=topic))
    except FileExistsError:
        raise UsageError(f"{path} exists already and is left as it is.") from None
    context.out.line(shown(str(path)))
    context.out.talk(f"Written. `drillbank bank check {shown(str(path))}` lists what is missing.")


def schema(ctx: typer.Context) -> None:
    """Print the JSON Schema of question files, for editors."""
    import json

    from drillbank.bank import json_schema

    context: Context = ctx.obj
    context.out.line(json.dumps(json_schema(), ensure_ascii=False, indent=1))


def roots_of(context: Context, path: Path | None) -> tuple[list[tuple[str, Path]], Path | None]:
    """The banks to load, and the path that findings are limited to (None: all of them)."""
    added = [(folder, Path(folder)) for folder in context.options.banks]
    roots = context.bank_roots[:1] if not context.options.no_shipped_bank else []
    roots = [*roots, *added]
    if path is None:
        if not roots:
            raise UsageError("There is nothing to check: name a bank with --bank DIR.")
        return roots, None
    if not path.exists():
        raise UsageError(f"{path} does not exist; give a bank, a folder in it or a question file.")
    base = _base_of(path.resolve())
    if all(folder.resolve() not in (base, base.parent) for _, folder in roots):
        roots.append((str(base), base))
    return roots, path


def _base_of(path: Path) -> Path:
    """The bank's folder that holds ``path``, by the kind folder above it or inside it."""
    from drillbank.bank.layout import locate
    from drillbank.model import KINDS

    if path.is_dir():
        try:
            return locate(path)
        except BankError:
            pass  # a folder inside a bank
    elif any((path.parent / kind).is_dir() for kind in KINDS):
        return path.parent  # one of the files beside the questions
    for folder in (path, *path.parents):
        if folder.name in KINDS and folder.is_dir():
            return folder.parent
    kinds = ", ".join(f"{kind}/" for kind in KINDS)
    raise UsageError(f"{path} is no bank and stands below none of {kinds}, so the kind of its questions is unknown.")


def _refuse_taken(context: Context, question_id: str) -> None:
    try:
        bank = context.bank
    except BankError:
        return  # another unfinished question may stand in the bank; `bank check` will say so
    if question_id in bank:
        raise UsageError(f"The id {question_id!r} is taken by {bank.path(question_id)}; ids are unique over all banks.")
    if question_id in bank.retired:
        raise UsageError(f"The id {question_id!r} is retired and may not come back; choose another.")


def _home_of_new(context: Context) -> Path:
    from drillbank.bank.layout import locate

    root = Path(context.options.banks[-1]) if context.options.banks else Path()
    try:
        return locate(root)
    except BankError:
        if context.options.banks and root.exists() and not root.is_dir():
            raise
        return root  # the first question of a new bank


def _document(finding: Finding) -> dict[str, Any]:
    return {
        "path": shown(finding.path),
        "line": finding.line,
        "field": finding.field,
        "message": finding.message,
        "rule": finding.rule,
        "severity": finding.severity,
        "question": finding.question or None,
    }


def shown(path: str) -> str:
    """Relative to the current folder where it stands below it."""
    try:
        return str(Path(path).resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return os.fspath(path)


def count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
