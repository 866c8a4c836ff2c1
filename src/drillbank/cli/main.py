"""The entry point: global options, typer, and the one place where errors become sentences and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from drillbank import __version__
from drillbank.cli import globals as global_options
from drillbank.cli.exit import Exit, code_of
from drillbank.errors import DrillbankError


def main(argv: Sequence[str] | None = None) -> None:
    """Run one command and leave the process with its exit code."""
    sys.exit(run(list(sys.argv[1:] if argv is None else argv)))


def run(argv: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    _unbreakable_streams()
    try:
        code = _run(argv)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader went away (`drillbank list | head`): end quietly, also when Python flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.OK
    return code


def _run(argv: Sequence[str]) -> int:
    try:
        options, rest = global_options.split(argv)
        if options.version:
            sys.stdout.write(f"drillbank {__version__}\n")
            return Exit.OK
        from drillbank.cli import app

        return app.invoke(options, rest)
    except DrillbankError as error:
        from drillbank.clean import clean  # a stranger's bank may have a say in the text

        sys.stdout.flush()
        sys.stderr.write(f"drillbank: {clean(str(error))}\n")
        return code_of(error)
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        return Exit.INTERRUPTED
    except BrokenPipeError:
        raise
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        from drillbank.clean import clean

        sys.stderr.write(f"drillbank: the system refused: {clean(f'{error.strerror or error}{where}')}.\n")
        return Exit.USAGE


def _unbreakable_streams() -> None:
    """A terminal that cannot show a character gets an escape instead of a traceback (LANG=C)."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    main()
