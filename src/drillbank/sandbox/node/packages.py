"""TensorFlow.js in the user's data folder: one file of one pinned version, put there with npm.

<data>/runtimes/js/
  tf.min.js           the whole library, as its authors built it
  package.json        its version and licence, as npm gave it
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from drillbank.errors import UsageError

PACKAGE = "@tensorflow/tfjs"
VERSION = "4.22.0"
FILE = "tf.min.js"
SHA256 = "300dfae273d20b4046f46a06d735688f03675a807561e9bcb5f664eb2f3d2831"  # of that file
TIMEOUT_S = 600.0
REMEDY = "drillbank runtime install js"


@dataclass(frozen=True, slots=True)
class Installed:
    version: str
    file: Path
    bytes: int


def installed(folder: Path) -> Installed | None:
    """What lies in ``folder``; None where nothing usable does."""
    try:
        version = str(json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"])
        return Installed(version, folder / FILE, (folder / FILE).stat().st_size)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def install(folder: Path) -> Installed:
    """Fetch the pinned version into ``folder``; the network is used by npm alone, and no script of a package runs.

    Raises UsageError where npm is missing or fails, where it gives something else, and where ``folder`` cannot be
    written.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise UsageError("npm is not on the PATH: install Node.js 18 or newer together with npm, and try again.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".js-", dir=folder.parent) as place:
            files = _members(_fetched(npm, Path(place)))
            if hashlib.sha256(files[FILE]).hexdigest() != SHA256:
                raise UsageError(f"npm gave something else than {PACKAGE} {VERSION}; nothing was installed.")
            ready = Path(place) / "ready"
            ready.mkdir()
            for name, data in files.items():
                (ready / name).write_bytes(data)
            if folder.exists():
                shutil.rmtree(folder)
            ready.rename(folder)
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror or error}.") from None
    found = installed(folder)
    assert found is not None
    return found


def _fetched(npm: str, place: Path) -> Path:
    """The packed package: ``npm pack`` fetches it alone, without what it depends on and without running anything."""
    command = [
        npm,
        "pack",
        "--ignore-scripts",
        "--silent",
        "--pack-destination",
        str(place),
        f"{PACKAGE}@{VERSION}",
    ]
    try:
        done = subprocess.run(
            command,
            cwd=place,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=TIMEOUT_S,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        raise UsageError(f"npm did not finish within {TIMEOUT_S / 60:.0f} minutes; try again later.") from None
    packed = next(iter(place.glob("*.tgz")), None)
    if done.returncode or packed is None:
        lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
        said = next((line for line in lines if "error" in line.lower()), "no reason was given")
        raise UsageError(f"npm could not fetch {PACKAGE} {VERSION}: {said[:300]}")
    return packed


def _members(packed: Path) -> dict[str, bytes]:
    """The two files that are wanted, read out of the archive; nothing else of it touches the disk."""
    wanted = {f"package/dist/{FILE}": FILE, "package/package.json": "package.json"}
    files = {}
    with tarfile.open(packed) as archive:
        for inside, name in wanted.items():
            try:
                stream = archive.extractfile(inside)
            except KeyError:
                stream = None
            if stream is None:
                raise UsageError(f"npm gave a package without {inside}; nothing was installed.")
            files[name] = stream.read()
    return files
