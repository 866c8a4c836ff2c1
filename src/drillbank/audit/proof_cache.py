"""Proofs that were made before: an unchanged question, judged by unchanged code, costs nothing.

<cache>/prove/<question id>.<key>.json      one proof; the key is a hash of the file, the judge's code and the runtimes

Each is written whole and renamed into place, so that an interrupted run goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import json
import platform
import tempfile
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from drillbank.audit.proof import Proof
from drillbank.model import Question

KEPT_PER_QUESTION = 4
FOLDER = "prove"
_PACKAGE = Path(__file__).resolve().parent.parent
# Whatever can change a verdict: the judge, the sandbox, and of this room the parts that prove.
_CODE = (
    "model.py", "bank/building.py", "grading", "sandbox", "sandbox/node", "audit/confined.py",
    "audit/demonstrations.py", "audit/examples.py", "audit/javascript.py", "audit/mistakes.py", "audit/mutants.py",
    "audit/mutation.py", "audit/numbers.py", "audit/proof.py", "audit/prove.py", "audit/trivial.py",
)  # fmt: skip


def fingerprint(path: Path) -> str:
    """Of a question's file as it stands now.  Raises OSError."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def needs(question: Question) -> list[str]:
    """The distributions and programs whose versions a proof depends on."""
    named = {name for block in question.code for name in block.requires} | set(getattr(question, "requires", ()))
    if "javascript" in {getattr(question, "language", ""), *(block.language for block in question.code)}:
        named.add("node")
    return sorted(named)


class ProofCache:
    """Proofs below ``folder``, which is made at the first ``put``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / FOLDER

    def get(self, question: str, file: Path, requires: Sequence[str]) -> Proof | None:
        """The proof of this very content; None where there is none that can be read."""
        try:
            return Proof.of(json.loads(self._path(question, file, requires).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def put(self, proof: Proof, file: Path, requires: Sequence[str]) -> None:
        """Remember it, unless the machine may have had a part in it or it could not be made here.  Raises OSError."""
        if proof.busy or proof.skipped:
            return
        path = self._path(proof.question, file, requires)
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=self.folder, prefix=".", suffix=".part", delete=False
        ) as stream:
            json.dump(proof.document(), stream, ensure_ascii=False)
        Path(stream.name).replace(path)
        self._forget_old(proof.question)

    def _path(self, question: str, file: Path, requires: Sequence[str]) -> Path:
        versions = " ".join(f"{name}={_version(name)}" for name in sorted(requires))
        key = hashlib.sha256(f"{fingerprint(file)} {self._code} {versions}".encode()).hexdigest()[:24]
        return self.folder / f"{question}.{key}.json"

    @cached_property
    def _code(self) -> str:
        digest = hashlib.sha256(platform.python_version().encode())
        for name in _CODE:
            place = _PACKAGE / name
            for path in sorted([*place.glob("*.py"), *place.glob("*.js")]) if place.is_dir() else [place]:
                digest.update(path.name.encode() + path.read_bytes())
        return digest.hexdigest()

    def _forget_old(self, question: str) -> None:
        """Keep the newest few of a question: an author goes back and forth between two wordings."""
        mine = [path for path in self.folder.glob("*.json") if path.name.rsplit(".", 2)[0] == question]
        mine.sort(key=lambda path: path.stat().st_mtime_ns)
        for path in mine[:-KEPT_PER_QUESTION]:
            path.unlink(missing_ok=True)


def _version(distribution: str) -> str:
    from importlib import metadata

    if distribution == "node":
        from drillbank.sandbox.node import runtime

        node = runtime.find()
        return "none" if node is None else node.version
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "none"
