"""What an interpreter needs to run: its search path, what it imports ahead, and the folders it may read.

Distributions lie in different places (pyenv, venv, uv, conda, Debian, a 0700 home), and under pyenv site-packages lies
*below* the stdlib while Landlock has no deny: so the stdlib is listed entry by entry, without site-packages, and of
site-packages only the folders of the distributions that a question requires.
"""

from __future__ import annotations

import functools
import re
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drillbank.errors import JudgeUnavailable

if TYPE_CHECKING:
    from importlib.metadata import Distribution

# What everyday answers import anyway; loaded once in the zygote instead of once per answer.
_STDLIB_AHEAD = (
    "traceback linecache dis math random itertools functools operator collections collections.abc typing dataclasses "
    "enum abc re heapq bisect string copy json time datetime contextlib warnings threading io"
).split()
_AHEAD = {
    "numpy": ("numpy", "numpy.random", "numpy.linalg", "numpy.fft"),
    "scikit-learn": (
        "numpy scipy scipy.sparse scipy.special scipy.stats scipy.linalg joblib threadpoolctl sklearn sklearn.base "
        "sklearn.linear_model sklearn.metrics sklearn.cluster sklearn.feature_extraction.text sklearn.model_selection "
        "sklearn.pipeline sklearn.preprocessing sklearn.datasets sklearn.neighbors sklearn.decomposition sklearn.tree "
        "sklearn.ensemble sklearn.naive_bayes sklearn.svm sklearn.neural_network"
    ).split(),
    # Building an optimiser imports torch._dynamo: 0.9 s of CPU in each answer that trains.
    "torch": ("numpy", "numpy.random", "torch", "torch._dynamo"),
    "transformers": ("transformers", "transformers.models.bert.modeling_bert", "transformers.models.bert"),
    "tensorflow": ("numpy", "numpy.random", "tensorflow", "keras"),
    "ai-edge-litert": ("numpy", "ai_edge_litert.interpreter"),
    "shap": ("numpy", "numpy.random", "shap"),
    "opendp": ("opendp.prelude",),
}
_EXTRAS = {
    "torch": "pip install 'drillbank[torch]'",
    "transformers": "pip install 'drillbank[transformers]'",
    "tensorflow": "pip install 'drillbank[tensorflow]'",
    "ai-edge-litert": "pip install 'drillbank[tensorflow]'",
    "shap": "pip install 'drillbank[shap]'",
    "opendp": "pip install 'drillbank[opendp]'",
}
# The same modules under another distribution's name.
_ALSO_AS = {"tensorflow": ("tensorflow-cpu",)}
# Read by it, and not among what it declares to require.
_UNDECLARED = {"torch": ("numpy",)}
# What a library has to be told before it is imported.
_ENVIRONMENT = {
    "tensorflow": {
        "TF_CPP_MIN_LOG_LEVEL": "2",  # its notices would stand in every answer's output
        "TF_NUM_INTRAOP_THREADS": "1",  # one per core otherwise, and past 64 an answer is stopped
        "TF_NUM_INTEROP_THREADS": "1",
        "TF_ENABLE_ONEDNN_OPTS": "0",  # sums in an order of its own
        "KERAS_BACKEND": "tensorflow",
        "KERAS_HOME": "/dev/null/keras",  # it writes a file there when it is imported; nothing can be there
    },
    "transformers": {"HF_HUB_OFFLINE": "1"},
}
# What a library reads of its own process, below /proc/self, and dies without.
_OWN_FACTS = {"tensorflow": ("cmdline",)}  # Env::GetExecutablePath checks that it opens
_LIBRARY_TREES = (
    "/lib/x86_64-linux-gnu",
    "/usr/lib/x86_64-linux-gnu",
    "/lib/aarch64-linux-gnu",
    "/usr/lib/aarch64-linux-gnu",
)
_FLAT_LIBRARY_TREES = ("/lib64", "/usr/lib64", "/lib", "/usr/lib", "/usr/local/lib")
FACTS = ("/etc/localtime", "/etc/ld.so.cache", "/usr/share/zoneinfo", "/usr/lib/locale", "/usr/share/locale")


@dataclass(frozen=True, slots=True)
class Program:
    """What a child becomes, where an answer is not run by Python."""

    path: str
    execute: tuple[str, ...]  # what its one execve needs the right to execute
    files: tuple[tuple[str, str], ...]  # (name in the child's folder, where it lies)
    packages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Runtime:
    """One kind of zygote."""

    name: str
    requires: tuple[str, ...]
    imports: tuple[str, ...]
    sys_path: tuple[str, ...]
    read: tuple[str, ...]  # entry by entry
    listed: tuple[str, ...]  # folders whose names may be listed, so that the import system works
    trees: tuple[str, ...]  # the folders all of that lies in
    bytes: int = 0  # size on disk of the distributions, where known
    program: Program | None = None
    environment: tuple[tuple[str, str], ...] = ()
    own_facts: tuple[str, ...] = ()  # files of /proc/self that a child may read of itself


def normalise(name: str) -> str:
    """A distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@functools.cache
def resolve(requires: tuple[str, ...]) -> Runtime:
    """The runtime for ``requires``; raises JudgeUnavailable where a distribution is not installed.

    The three common ones are shared: slim, numpy, scikit-learn; so that few zygotes serve a whole bank.
    """
    wanted = sorted({normalise(name) for name in requires})
    if wanted and set(wanted) <= {"scikit-learn", "numpy", "scipy", "joblib", "threadpoolctl"} and wanted != ["numpy"]:
        wanted = ["scikit-learn"]
    elif "torch" in wanted and set(wanted) <= {"torch", "numpy"}:
        wanted = ["torch"]
    distributions = _closure(wanted)
    distributions += [name for name in _undeclared(distributions) if name not in distributions]
    stdlib, entries = _stdlib()
    sites: list[str] = []
    read: list[str] = list(entries)
    for distribution in distributions:
        site, folders = _folders(distribution)
        if site not in sites:
            sites.append(site)
        read.extend(folders)
    shared = libraries()
    read.extend(shared)
    read.extend(FACTS)
    imports = list(_STDLIB_AHEAD)
    for name in wanted:
        imports.extend(_AHEAD.get(name, (name.replace("-", "_"),)))
    environment = {key: value for name in distributions for key, value in _ENVIRONMENT.get(name, {}).items()}
    dynload = str(Path(sysconfig.get_config_var("DESTSHARED") or Path(stdlib) / "lib-dynload").resolve())
    return Runtime(
        name="+".join(wanted) or "python",
        requires=tuple(wanted),
        imports=tuple(dict.fromkeys(imports)),
        sys_path=(stdlib, dynload, *sites),
        read=tuple(dict.fromkeys([*read, dynload])),
        listed=(stdlib, *sites),
        trees=tuple(dict.fromkeys([stdlib, dynload, *sites, *shared, *FACTS])),
        environment=tuple(environment.items()),
        own_facts=tuple(fact for name in distributions for fact in _OWN_FACTS.get(name, ())),
    )


def _stdlib() -> tuple[str, list[str]]:
    """The stdlib's folder and its entries, one by one, without installed packages."""
    folder = Path(sysconfig.get_path("stdlib")).resolve()
    skip = {"site-packages", "dist-packages", "test", "idlelib", "turtledemo", "ensurepip"}
    return str(folder), [str(entry) for entry in sorted(folder.iterdir()) if entry.name not in skip]


def libraries() -> list[str]:
    """Folders of shared libraries.  Where a flat one also holds Pythons, its entries are listed one by one."""
    trees = [tree for tree in _LIBRARY_TREES if Path(tree).is_dir()]
    if not trees:
        for tree in _FLAT_LIBRARY_TREES:
            folder = Path(tree)
            if folder.is_dir() and not folder.is_symlink():
                trees.extend(str(entry) for entry in folder.iterdir() if ".so" in entry.name and entry.is_file())
    base = Path(sys.base_prefix).resolve() / "lib"
    if base.is_dir() and str(base) not in ("/lib", "/usr/lib"):
        trees.extend(str(entry) for entry in base.iterdir() if ".so" in entry.name)
    return trees


def installed(name: str) -> Distribution | None:
    """The distribution ``name``, maybe under the other name that it has; None where it is not installed."""
    from importlib import metadata

    for known_as in (name, *_ALSO_AS.get(name, ())):
        try:
            return metadata.distribution(known_as)
        except metadata.PackageNotFoundError:
            continue
    return None


def install(name: str) -> str:
    """The command that installs the distribution ``name``."""
    return _EXTRAS.get(name, f"pip install {name}")


def _undeclared(names: Sequence[str]) -> list[str]:
    return [more for name in names for more in _UNDECLARED.get(name, ()) if installed(more) is not None]


def _closure(names: Sequence[str]) -> list[str]:
    """``names`` and what they require, as far as installed; a missing one of ``names`` is an error."""
    found: list[str] = []
    pending = list(names)
    while pending:
        name = pending.pop(0)
        if name in found:
            continue
        distribution = installed(name)
        if distribution is None:
            if name in names:
                why = "the question needs it and it is not installed"
                raise JudgeUnavailable(f"the runtime {name!r}", why, f"Install it: {install(name)}.")
            continue  # an optional requirement
        found.append(name)
        for requirement in distribution.requires or ():
            if "extra ==" not in requirement:
                pending.append(normalise(re.split(r"[\s;<>=!~\[(]", requirement, maxsplit=1)[0]))
    return found


def _folders(name: str) -> tuple[str, list[str]]:
    """The site-packages folder of a distribution and its own top-level entries there."""
    distribution = installed(name)
    assert distribution is not None
    site = Path(str(distribution.locate_file(""))).resolve()
    tops = _top_levels(file.parts[0] for file in distribution.files or () if file.parts[0] not in ("..", "/"))
    if not tops:  # Debian ships some packages without a list of files
        text = distribution.read_text("top_level.txt") or name.replace("-", "_")
        tops = set(text.split())
        tops |= {f"{top}.py" for top in tops}
    libraries = {f"{top}.libs" for top in tops} | {f"{name.replace('-', '_')}.libs"}
    return str(site), [str(site / top) for top in sorted(tops | libraries) if (site / top).exists()]


def _top_levels(parts: Iterable[str]) -> set[str]:
    return {part for part in parts if part not in ("__pycache__", "bin") and not part.endswith(".pth")}
