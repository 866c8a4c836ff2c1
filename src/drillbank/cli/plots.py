"""Small plots for a terminal: bars, heights, a calendar, a calibration curve; each with a plain form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from drillbank.cli.width import pad

BAR_COLUMNS = 10
BLOCKS = " ▏▎▍▌▋▊▉█"
HEIGHTS = "▁▂▃▄▅▆▇█"
SHADES = "·░▒▓█"
SCALE_COLUMNS = 40


def bar(share: float, columns: int = BAR_COLUMNS) -> str:
    """A bar of eighths."""
    eighths = round(min(max(share, 0.0), 1.0) * columns * 8)
    return BLOCKS[8] * (eighths // 8) + BLOCKS[eighths % 8].strip()


def height(share: float) -> str:
    """One column."""
    return HEIGHTS[round(share * (len(HEIGHTS) - 1))]


def calendar(minutes: Mapping[date, float], first_monday: date, today: date, names: Sequence[str]) -> list[str]:
    """A row for each weekday, a column for each week; the darker, the longer. Days to come are left empty."""
    most = max(minutes.values(), default=0.0)
    weeks = (today - first_monday).days // 7 + 1
    rows = []
    for weekday, name in enumerate(names):
        cells = []
        for week in range(weeks):
            day = first_monday + timedelta(days=7 * week + weekday)
            cells.append(" " if day > today else _shade(minutes.get(day), most))
        rows.append(f"{pad(name, 4)}{' '.join(cells)}".rstrip())
    return rows


def _shade(minutes: float | None, most: float) -> str:
    if minutes is None:
        return SHADES[0]
    steps = len(SHADES) - 1
    return SHADES[1 + min(steps - 1, int(minutes / most * steps))] if most > 0 else SHADES[1]


def calibration(expected: float, right: float, columns: int = SCALE_COLUMNS) -> str:
    """One line from 0 to 1: | is where an honest confidence would be, ● where she was, ◆ where both meet."""
    honest, was = (round(share * (columns - 1)) for share in (expected, right))
    cells = ["─"] * columns
    cells[honest] = "|"
    cells[was] = "◆" if was == honest else "●"
    return "".join(cells)
