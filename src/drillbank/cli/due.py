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
    from drillbank.study import schedule, store

    try:
        with store.open(ctx.paths.database, "") as opened:
            memories = opened.memories()
    except StoreError as error:
        ctx.out.talk(f"drillbank: no due dates: {error}")
        return {}
    retention, rollover = float(ctx.config.get("retention")), int(ctx.config.get("rollover_hour"))
    return {id: schedule.due_date(memory, retention, rollover).isoformat() for id, memory in memories.items()}
