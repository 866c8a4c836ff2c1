"""Which commands there are.  To add one: write its module, add its line here.

A command is a function that takes ``ctx: typer.Context`` first (``ctx.obj`` is the Context) and returns nothing,
or leaves with ``raise typer.Exit(code)``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from drillbank.cli import (
    answering,
    authoring,
    beginning,
    bulk,
    doctor,
    exporting,
    fault_report,
    fit,
    importing,
    kata,
    listing,
    looking_back,
    own_wordings,
    planning,
    proving,
    quiz,
    reporting,
    running,
    runtime,
    settings,
    today,
)

COMMANDS: dict[str, Callable[..., Any]] = {
    "answer": answering.answer,
    "bury": settings.bury,
    "config": settings.config,
    "doctor": doctor.doctor,
    "export": exporting.export,
    "import": importing.import_,
    "fit": fit.fit,
    "grade": bulk.grade,
    "init": beginning.init,
    "kata": kata.kata,
    "list": listing.list_questions,
    "plan": planning.plan,
    "quiz": quiz.quiz,
    "report": reporting.report,
    "report-fault": fault_report.report_fault,
    "run": running.run,
    "runtime": runtime.runtime,
    "search": listing.search,
    "show": listing.show,
    "stats": looking_back.stats,
    "suspend": settings.suspend,
    "sync": settings.sync,
    "today": today.today,
    "undo": looking_back.undo,
    "wordings": own_wordings.wordings,
}
BANK_COMMANDS: dict[str, Callable[..., Any]] = {
    "check": authoring.check,
    "coverage": proving.coverage,
    "new": authoring.new,
    "prove": proving.prove,
    "schema": authoring.schema,
}
