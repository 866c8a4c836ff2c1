"""What the studying commands share: the database, the settings of the day, the drafts, the judge's place."""

from __future__ import annotations

import functools
import importlib.util
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from drillbank.cli.context import Context
from drillbank.cli.drafts import Drafts
from drillbank.model import Summary
from drillbank.study.settings import Settings

if TYPE_CHECKING:
    from drillbank.study.store import Store

# Where a distribution's import name is not its own name.
_MODULES = {"scikit-learn": "sklearn", "pyyaml": "yaml", "pillow": "PIL"}


def settings_of(ctx: Context, *, minutes: float | None = None, short: bool = False) -> Settings:
    """The learner's wishes for the day; the role weighs the areas as its track says."""
    config = ctx.config
    role = str(config.get("role"))
    track = ctx.bank.tracks.get(role) if role != "general" else None
    settings = Settings(
        minutes=float(config.minutes if minutes is None else minutes),
        new_per_day=int(config.get("new_per_day")),
        retention=float(config.get("retention")),
        rollover_hour=int(config.get("rollover_hour")),
        weights=track.weights if track is not None else {},
        interview=date.fromisoformat(str(wanted)) if (wanted := config.get("date")) else None,
    )
    return settings.short() if short else settings


def planned(ctx: Context, store: Store, settings: Settings) -> Settings:
    """``settings`` with what the log says about the plan, and the policy of the plan that is in force today."""
    from drillbank.study.day import day_of
    from drillbank.study.plan import shelf

    wishes = with_choices(store, replace(settings, minutes=float(ctx.config.minutes)))
    held = replace(wishes, minutes=settings.minutes)
    if held.interview is None:
        return held
    ahead = shelf.in_force(ctx.paths.cache, wishes, day_of(ctx.now(), settings.rollover_hour))
    return held if ahead is None else replace(held, policy=ahead.policy)


def with_choices(store: Store, settings: Settings) -> Settings:
    """``settings`` with what the log says of her: placement, fitted memory, what she keeps in the plan and drops."""
    from drillbank.study.plan import choices, placement

    kept, dropped = choices.of_store(store)
    return replace(
        settings, kept=kept, dropped=dropped, standing=placement.of_store(store), parameters=store.parameters()
    )


@contextmanager
def opened_store(ctx: Context) -> Iterator[Store]:
    """The database of reviews, closed at the end; raises StoreError."""
    from drillbank.study import store

    with store.open(ctx.paths.database, device_of(ctx.paths.data)) as opened:
        yield opened


def device_of(data: Path) -> str:
    """This machine's name in the log: drawn once, kept in the data folder, says nothing about the machine."""
    path = data / "device"
    try:
        name = path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        name = ""
    if not name:
        name = uuid.uuid4().hex[:12]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name + "\n", encoding="utf-8")
    return name


def drafts_of(ctx: Context) -> Drafts:
    return Drafts(ctx.paths.data / "drafts", ctx.now)


def scratch_of(ctx: Context) -> Path:
    """Where the judge may make its folders."""
    return ctx.paths.cache / "scratch"


def packages_of(ctx: Context) -> Path:
    """Where the packages lie that JavaScript answers may use."""
    return ctx.paths.data / "runtimes" / "js"


def can_work_on(ctx: Context) -> Callable[[Summary], bool]:
    """Whether this machine has what a question's code needs (a look at what is installed; nothing is imported)."""
    has_node = functools.cache(lambda: shutil.which("node") is not None)
    has_packages = functools.cache(packages_of(ctx).is_dir)

    def possible(summary: Summary) -> bool:
        if summary.kind != "coding":
            return True
        if summary.language == "javascript":
            return has_node() and (not summary.requires or has_packages())
        return all(importlib.util.find_spec(_MODULES.get(name, name.replace("-", "_"))) for name in summary.requires)

    return possible
