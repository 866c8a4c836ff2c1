"""After missed days the plan is made anew while the first question is on the screen, and followed from the next one on.

A sitting leaves a plan for the next day behind, so usually there is one.  Where there is none (she was away, or changed
her wishes), the day begins with the last one: no first prompt waits for a simulation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drillbank.cli.context import Context
from drillbank.study.settings import Settings

if TYPE_CHECKING:
    from drillbank.study.store import Store


class Replanning:
    """``wishes``: settings without a plan, as ``settings_of`` gives them."""

    def __init__(self, ctx: Context, store: Store, wishes: Settings) -> None:
        self._ctx = ctx
        self._store = store
        self._wishes = wishes
        self.awaited = not self._is_there()

    def start(self) -> None:
        """Make today's plan behind the screen, where there is none; never waits."""
        if self.awaited:
            from drillbank.cli.background import plan_in_background

            plan_in_background(self._ctx)

    def come(self) -> Settings | None:
        """The settings with today's plan, once: when it has come; None before and after."""
        if not self.awaited or not self._is_there():
            return None
        from drillbank.cli.studying import planned

        self.awaited = False
        return planned(self._ctx, self._store, self._wishes)

    def _is_there(self) -> bool:
        """Whether the plan in force was made for today, or none is needed."""
        from dataclasses import replace

        from drillbank.cli.studying import with_choices
        from drillbank.study.day import day_of
        from drillbank.study.plan import shelf

        today = day_of(self._ctx.now(), self._wishes.rollover_hour)
        if self._wishes.interview is None or self._wishes.interview <= today:
            return True
        wishes = with_choices(self._store, replace(self._wishes, minutes=float(self._ctx.config.minutes)))
        ahead = shelf.in_force(self._ctx.paths.cache, wishes, today)
        return ahead is not None and ahead.from_day == today
