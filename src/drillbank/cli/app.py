"""The typer application: one line per command; each command's module imports its machinery when it runs."""

from __future__ import annotations

import functools
import sys
from collections.abc import Sequence

import typer
from typer import _click

from drillbank.cli.context import Context
from drillbank.cli.exit import Exit
from drillbank.cli.globals import GlobalOptions
from drillbank.errors import UsageError

GLOBAL_HELP = (
    "Global options, before or after the command: --bank DIR (repeatable), --no-shipped-bank, --home DIR, "
    "--lang zh|en|both, --plain, --version."
)

app = typer.Typer(
    name="drillbank",
    rich_markup_mode=None,  # rich help costs an import of rich on every command
    add_completion=False,
    no_args_is_help=False,
    invoke_without_command=True,
    suggest_commands=False,  # nearest.py does, for options too
    help=f"A question bank for large-model and machine-learning interviews.\n\n{GLOBAL_HELP}",
)
bank_app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    suggest_commands=False,
    help="For authors: lint and prove a bank.",
)


@app.callback()
def home(ctx: typer.Context) -> None:
    """Without a command: today's plan in one screen."""
    if ctx.invoked_subcommand is None:
        from drillbank.cli import home as screen

        raise typer.Exit(screen.show(ctx.obj))


@functools.cache  # once, however many command lines one process runs
def register() -> None:
    """Put every command on the application (their modules are cheap to import: typer only)."""
    from drillbank.cli import commands

    for name, function in commands.COMMANDS.items():
        app.command(name)(function)
    for name, function in commands.BANK_COMMANDS.items():
        bank_app.command(name)(function)
    app.add_typer(bank_app, name="bank")


def invoke(options: GlobalOptions, argv: Sequence[str]) -> int:
    """Run one command line; returns its exit code, raises DrillbankError for wrong use."""
    register()
    command = typer.main.get_command(app)
    try:
        code = command.main(args=list(argv), prog_name="drillbank", standalone_mode=False, obj=Context(options))
    except typer.Exit as leave:
        return leave.exit_code
    except typer.Abort:
        sys.stderr.write("\n")
        return Exit.INTERRUPTED
    except _click.exceptions.UsageError as error:
        raise UsageError(_sentence(error)) from None
    except _click.exceptions.ClickException as error:
        raise UsageError(error.format_message()) from None
    return int(code) if isinstance(code, int) else Exit.OK


def _sentence(error: _click.exceptions.UsageError) -> str:
    from drillbank.cli import nearest

    where = error.ctx.command_path if error.ctx is not None else "drillbank"
    hint = nearest.hint(error)
    # format_message() adds guesses to an unknown option; ours replace them.
    message = error.message if hint else error.format_message()
    return f"{message.rstrip('.')}.{hint} See `{where} --help`."
