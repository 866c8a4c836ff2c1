"""Finds the bench that was asked for: ``NAME.py`` beside this file, with a docstring and ``main(argv) -> int``.

Files that begin with an underscore are tools of the benches.
"""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent


def benches() -> dict[str, str]:
    """Each bench with the first line of its docstring (read, not imported)."""
    found = {}
    for path in sorted(HERE.glob("[!_]*.py")):
        says = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        found[path.stem] = says.partition("\n")[0]
    return found


def main(argv: Sequence[str]) -> int:
    known = benches()
    if not argv or argv[0] in ("-h", "--help"):
        sys.stdout.writelines(f"scripts/bench {name:<10} {says}\n" for name, says in known.items())
        return 0
    name, *rest = argv
    if name not in known:
        sys.stderr.write(f"bench: there is no bench {name!r}; there are: {', '.join(known)}.\n")
        return 2
    sys.path.insert(0, str(HERE))
    return int(importlib.import_module(name).main(rest))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
