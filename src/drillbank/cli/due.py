"""When each question is due, for lists: from the store, if there is one."""

from __future__ import annotations

from collections.abc import Mapping

from drillbank.cli.context import Context
from drillbank.errors import StoreError


def due_dates(ctx: Context) -> Mapping[str, str]:
    """question -> ISO day, for every question that was answered; empty before the first answer.

    A list is worth having without it: a store that cannot be read is said on stderr and gives no dates.
    """
    if not ctx.paths.database.is_file():
        return {}
    from drillbank.cli.studying import planned, settings_of
    from drillbank.study import day, store

    try:
        with store.open(ctx.paths.database, "") as opened:
            memories = opened.memories()
            settings = planned(ctx, opened, settings_of(ctx))
    except StoreError as error:
        ctx.out.talk(f"drillbank: no due dates: {error}")
        return {}
    today = day.day_of(ctx.now(), settings.rollover_hour)
    return {id: settings.due_date(memory, today).isoformat() for id, memory in memories.items()}
