"""``doctor``: what is live, what is missing, what that reopens, and how to get it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from drillbank.cli.context import Context
from drillbank.cli.exit import Exit
from drillbank.cli.out import clean
from drillbank.errors import StoreError, UsageError

if TYPE_CHECKING:
    from drillbank.sandbox.inspection import LayerState, RuntimeState


def doctor(
    ctx: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Fold the schedule again from the log of reviews.")
    ] = False,
) -> None:
    """Each sandbox layer tried, runtimes, paths, database. Exit code 3 where code cannot be run safely."""
    raise typer.Exit(_doctor(ctx.obj, as_json=json, rebuild=rebuild))


def _doctor(ctx: Context, *, as_json: bool, rebuild: bool) -> int:
    from drillbank.cli.runtime import document
    from drillbank.cli.studying import packages_of, scratch_of
    from drillbank.sandbox import inspection
    from drillbank.sandbox.supervisor import Options

    layers, refused = inspection.layers(Options(scratch_of(ctx)))
    ok = all(layer.state == "live" for layer in layers if layer.needed)
    runtimes = inspection.runtimes(packages_of(ctx))
    database = _database(ctx, rebuild=rebuild)
    if as_json:
        ctx.out.json(
            {
                "ok": ok,
                "layers": [_layer_document(layer) for layer in layers],
                "tried": refused,
                "runtimes": [document(state) for state in runtimes],
                "home": str(ctx.paths.data),
                "paths": {
                    "config": str(ctx.paths.config),
                    "data": str(ctx.paths.data),
                    "cache": str(ctx.paths.cache),
                },
                "database": database,
                "text_grading": _text_grading(ctx),
            }
        )
    else:
        _layer_lines(ctx, layers, refused, ok=ok)
        _other_lines(ctx, runtimes, database)
    return Exit.OK if ok else Exit.NO_JUDGE


def _layer_document(layer: LayerState) -> dict[str, Any]:
    document: dict[str, Any] = {
        "name": layer.name,
        "state": layer.state,
        "needed": layer.needed,
        "detail": layer.detail,
    }
    if layer.state != "live":
        document |= {"reopens": layer.reopens, "remedy": layer.remedy}
    return document


def _layer_lines(ctx: Context, layers: list[LayerState], refused: list[str], *, ok: bool) -> None:
    out, say = ctx.out, ctx.say
    out.line(say("代码隔离", "confinement"))
    for layer in layers:
        if layer.state == "live":
            out.line(f"  ✔ {layer.name:13} {layer.detail}".rstrip())
            continue
        need = say("必需", "needed") if layer.needed else say("可选", "optional")
        sign = "✘" if layer.needed else "·"
        out.line(f"  {sign} {layer.name:13} {layer.state} ({need}) {clean(layer.detail)}".rstrip())
        if layer.reopens:
            out.line(f"      {say('缺了它：', 'without it ')}{layer.reopens}")
        if layer.needed and layer.remedy:
            out.line(f"      {say('办法：', 'remedy: ')}{layer.remedy}")
    if refused:
        out.line(f"  {say('试过并被拒绝：', 'tried and refused: ')}{', '.join(refused)}")
    if not ok:
        out.line(say("  代码不会被运行；其余功能照常。", "  Code is not run here; everything else works."))


def _other_lines(ctx: Context, runtimes: list[RuntimeState], database: dict[str, Any]) -> None:
    out, say = ctx.out, ctx.say
    out.line(say("运行时", "runtimes"))
    for state in runtimes:
        mark = "✔" if state.state == "ready" else "–"
        out.line(f"  {mark} {state.name:13} {state.version or state.remedy}")
    out.line(say("要点评分", "key-point grading"))
    grading = _text_grading(ctx)
    out.line(f"  ✔ {grading['live']:13} {grading['detail']}")
    if grading["remedy"]:
        out.line(f"  – semantic      {grading['remedy']}")
    out.line(say("数据", "data"))
    out.line(f"  {ctx.paths.data}")
    out.line(f"  {database['says']}")


def _text_grading(ctx: Context) -> dict[str, Any]:
    """Which of the two ways of comparing an answer with a key point is live, and how to get the other."""
    from importlib.metadata import PackageNotFoundError, version

    from drillbank.grading.text import semantic

    if semantic.installed():
        try:
            found = version(semantic.DISTRIBUTION)
        except PackageNotFoundError:
            found = ""
        detail = ctx.say(
            f"词语加句向量（{semantic.DISTRIBUTION} {found}）",
            f"words and sentence vectors ({semantic.DISTRIBUTION} {found})",
        )
        return {"live": "semantic", "detail": detail, "remedy": ""}
    return {
        "live": "lexical",
        "detail": ctx.say("只比较词语", "words alone"),
        "remedy": "pip install 'drillbank[semantic]'",
    }


def _database(ctx: Context, *, rebuild: bool) -> dict[str, Any]:
    """The state of the review log; nothing is written except by ``--rebuild``."""
    path = ctx.paths.database
    if not path.exists():
        if rebuild:
            raise UsageError(f"There is no database at {path} yet: nothing to rebuild.")
        return {"state": "none", "says": ctx.say("还没有答题记录", "no reviews yet")}
    from drillbank.cli.studying import opened_store
    from drillbank.study import backups

    try:
        with opened_store(ctx) as store:
            if not store.is_sound():
                raise StoreError(f"SQLite finds faults in {path}")
            folded = store.rebuild() if rebuild else None
            ((reviews,),) = store.query("SELECT count(*) FROM reviews")
    except StoreError as error:
        return {"state": "damaged", "says": str(error)}
    backup = backups.latest(path)
    last = (
        ctx.say("还没有备份", "no backup yet") if backup is None else f"{ctx.say('备份', 'last backup')} {backup.name}"
    )
    says = ctx.say(f"{reviews:,} 条记录，数据库完好，{last}", f"{reviews:,} reviews, database sound, {last}")
    document = {"state": "sound", "says": says, "reviews": reviews}
    if folded is not None:
        document["rebuilt"] = folded
    return document
