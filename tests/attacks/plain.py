"""The positive control: runs a program with no confinement, the way a naive in-process grader does.

Standard input holds JSON: the program, its arguments, and a "reference" that lies about in memory as a naive grader's
does. What came back is written as JSON on the
descriptor that the first argument names.
"""

from __future__ import annotations

import json
import os
import sys


def main() -> None:
    line = os.fdopen(int(sys.argv[1]), "w")
    job = json.load(sys.stdin)
    sys.path[:0] = job["path"]
    REFERENCE = job["reference"]  # noqa: F841 - bait for frames, collectors and memory scans
    got = None
    for arg in job["args"]:
        space: dict[str, object] = {"__name__": "answer"}
        exec(compile(job["code"], "answer.py", "exec"), space)
        got = space["attack"](arg)  # type: ignore[operator]
    text = got if isinstance(got, str) else got.decode("latin-1") if isinstance(got, bytes) else repr(got)
    line.write(json.dumps({"true": got is True, "text": text[:1_000_000]}))
    line.close()


if __name__ == "__main__":
    main()
