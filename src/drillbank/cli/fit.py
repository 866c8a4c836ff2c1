"""``fit``: FSRS parameters of her own, where they foretell her answers better than those that hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from drillbank.cli.context import Context
from drillbank.cli.selection import Json
from drillbank.errors import UsageError

if TYPE_CHECKING:
    from drillbank.study.fit import Compared, Fit
    from drillbank.study.store import Store

REVIEWS_A_SECOND = 150  # of the optimiser, both rounds, on a machine of 2024: only to say how long it will take


def fit(
    ctx: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; change nothing.")] = False,
    reset: Annotated[bool, typer.Option("--reset", help="Go back to FSRS's published parameters.")] = False,
    as_json: Json = False,
) -> None:
    """Fit the memory model to your own answers, if that foretells later ones better."""
    from drillbank.cli.background import plan_in_background
    from drillbank.cli.studying import opened_store

    context: Context = ctx.obj
    with opened_store(context) as store:
        changed = _reset(context, store, dry_run, as_json) if reset else _fit(context, store, dry_run, as_json)
    if changed:
        plan_in_background(context)


def _reset(context: Context, store: Store, dry_run: bool, as_json: bool) -> bool:
    """Whether something changed."""
    from drillbank.study.parameters import DEFAULT

    say = context.say
    held = store.parameters()
    change = held != DEFAULT and not dry_run
    if change:
        store.take_parameters(None, {}, context.now())
    if as_json:
        context.out.json({"reset": change, "dry_run": dry_run, "parameters": list(held if dry_run else DEFAULT)})
    elif held == DEFAULT:
        context.out.line(
            say("FSRS 公布的参数本来就在用，无需恢复。", "FSRS's published parameters hold already: nothing to reset.")
        )
    elif dry_run:
        context.out.line(say("会恢复为 FSRS 公布的参数。", "Would go back to FSRS's published parameters."))
    else:
        context.out.line(
            say(
                "已恢复为 FSRS 公布的参数，日程已按它重算。",
                "FSRS's published parameters hold again; the schedule was folded anew with them.",
            )
        )
    return change


def _fit(context: Context, store: Store, dry_run: bool, as_json: bool) -> bool:
    """Whether something changed."""
    from drillbank.study import fit as fitting
    from drillbank.study import fit_optimiser

    reviews = list(store.reviews())
    count = fitting.count(reviews)
    if missing := fit_optimiser.missing():
        raise UsageError(_without_extra(missing, count, fitting.LEAST_REVIEWS))
    if count >= fitting.LEAST_REVIEWS:
        seconds = max(1, round(count / REVIEWS_A_SECOND))
        context.out.talk(
            context.say(
                f"正在拟合 {count:,} 次回答，大约需要 {seconds} 秒…",
                f"Fitting {count:,} reviews; this takes about {seconds} s …",
            )
        )
    found = fitting.fit(reviews, store.parameters(), fit_optimiser.optimise)
    change = found.parameters is not None and not dry_run
    questions = 0
    if change:
        questions = store.take_parameters(found.parameters, {"reviews": found.reviews}, context.now())
    if as_json:
        context.out.json(document(found, dry_run=dry_run))
    else:
        context.out.line(sentence(context, found, dry_run=dry_run, questions=questions))
    return change


def _without_extra(missing: tuple[str, ...], count: int, least: int) -> str:
    names = ", ".join(missing)
    too_few = f" It would not help yet: {count:,} of the {least:,} reviews it takes are there." if count < least else ""
    return f"Fitting needs the extra drillbank[fit] ({names} missing): `pip install 'drillbank[fit]'`.{too_few}"


def document(found: Fit, *, dry_run: bool) -> dict[str, Any]:
    """The JSON of ``fit``; what could not be found out is null."""
    compared = found.compared
    figures: dict[str, Any] | None = None
    if compared is not None:
        figures = {
            "trained": compared.trained,
            "tested": compared.tested,
            "from_day": compared.from_day.isoformat(),
            "log_loss": {"present": round(compared.present_loss, 5), "fitted": round(compared.fitted_loss, 5)},
            "rmse_bins": {"present": round(compared.present_rmse, 5), "fitted": round(compared.fitted_rmse, 5)},
            "gain": round(compared.gain, 5),
            "standard_error": round(compared.standard_error, 5),
        }
    short = found.short_of
    return {
        "accepted": found.parameters is not None,
        "dry_run": dry_run,
        "reviews": found.reviews,
        "short_of": None if short is None else dict(zip(("what", "there", "needed"), short, strict=True)),
        "compared": figures,
        "parameters": None if found.parameters is None else list(found.parameters),
    }


def sentence(context: Context, found: Fit, *, dry_run: bool, questions: int) -> str:
    """What happened, and why, in one sentence."""
    say = context.say
    if found.short_of is not None:
        what, there, needed = found.short_of
        zh = {"reviews": "次评过分的回答", "repetitions": "次隔日复习（前一段）", "tested": "次隔日复习（后一段）"}[
            what
        ]
        en = {
            "reviews": "rated reviews",
            "repetitions": "repetitions on a later day in the earlier part of the log",
            "tested": "repetitions on a later day in the later part of the log",
        }[what]
        return say(
            f"没有拟合：需要 {needed:,} {zh}，现在有 {there:,} 次。",
            f"Not fitted: it takes {needed:,} {en}, and there are {there:,}.",
        )
    assert found.compared is not None
    figures = _figures(context, found.compared)
    if found.parameters is None:
        return say(
            f"没有采用拟合结果：{figures}，改进没有超出偶然。", f"Not taken: {figures}; that is no more than chance."
        )
    if dry_run:
        return say(f"可以采用拟合结果：{figures}；什么都没有改。", f"Worth taking: {figures}; nothing was changed.")
    number = f"{questions} {'question' if questions == 1 else 'questions'}"
    return say(
        f"已采用：{figures}；{questions} 题的日程已重算，`drillbank fit --reset` 恢复。",
        f"Taken: {figures}; the schedule of {number} was folded anew, `drillbank fit --reset` goes back.",
    )


def _figures(context: Context, c: Compared) -> str:
    loss = f"{c.present_loss:.4f} → {c.fitted_loss:.4f}"
    rmse = f"{c.present_rmse:.3f} → {c.fitted_rmse:.3f}"
    gain = f"{c.gain:+.4f} ± {c.standard_error:.4f}"
    day = c.from_day.isoformat()
    return context.say(
        f"{day} 起的 {c.tested:,} 次复习上，对数损失 {loss}（改进 {gain}），RMSE(bins) {rmse}",
        f"on {c.tested:,} repetitions from {day} on, log loss {loss} (saved {gain}), RMSE(bins) {rmse}",
    )
