"""What a command gets from the outside world: clock, environment, paths, language.  Read here and nowhere below."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from drillbank.cli.globals import GlobalOptions
from drillbank.cli.out import Out
from drillbank.errors import UsageError
from drillbank.model import Lang

if TYPE_CHECKING:
    from drillbank.bank import Bank
    from drillbank.cli.config import Config


@dataclass(frozen=True, slots=True)
class Paths:
    """Where things live: three folders, made when something is first written to them."""

    config: Path
    data: Path
    cache: Path

    @property
    def database(self) -> Path:
        return self.data / "drillbank.db"


def paths_of(home: str | None) -> Paths:
    """One folder for everything where ``home`` (or DRILLBANK_HOME) says so, else the platform's own folders."""
    chosen = home or os.environ.get("DRILLBANK_HOME")
    if chosen:
        root = Path(chosen).expanduser().absolute()
        return Paths(root / "config", root / "data", root / "cache")
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("drillbank", appauthor=False)
    return Paths(Path(dirs.user_config_dir), Path(dirs.user_data_dir), Path(dirs.user_cache_dir))


def shipped_bank() -> Path:
    """The bank at the root of a checkout, or the copy packed inside an installed wheel."""
    package = Path(__file__).resolve().parent.parent
    checkout = package.parent.parent / "questions"
    if (package.parent.parent / "pyproject.toml").is_file() and checkout.is_dir():
        return checkout
    return package / "_questions"


class Context:
    """Everything a command may need; costly parts are made at first use."""

    def __init__(self, options: GlobalOptions) -> None:
        self.options = options
        self.paths = paths_of(options.home)
        terminal = sys.stdout.isatty() and os.environ.get("TERM", "") != "dumb"
        plain = options.plain or not terminal or os.environ.get("ACCESSIBLE", "") not in ("", "0")
        self.out = Out(plain=plain, colour="NO_COLOR" not in os.environ)
        self.interactive = sys.stdin.isatty() and sys.stdout.isatty()
        self._bank: Bank | None = None
        self._config: Config | None = None

    @property
    def config(self) -> Config:
        if self._config is None:
            from drillbank.cli.config import Config

            self._config = Config.read(self.paths.config / "config.toml")
        return self._config

    @property
    def lang(self) -> str:
        """zh, en or both: option, then config, then LC_ALL/LC_MESSAGES/LANG, then en."""
        return self.options.lang or self.config.lang or _lang_of_environment()

    @property
    def ui(self) -> Lang:
        """The language of screens and verdicts; with ``both`` it follows the environment."""
        lang = self.lang
        if lang == "both":
            lang = _lang_of_environment()
        return "zh" if lang == "zh" else "en"

    def say(self, zh: str, en: str) -> str:
        """The wording in the screen's language."""
        return zh if self.ui == "zh" else en

    def now(self) -> datetime:
        """Now in the local time zone; DRILLBANK_NOW (ISO 8601) replaces the clock."""
        frozen = os.environ.get("DRILLBANK_NOW")
        if not frozen:
            return datetime.now(UTC).astimezone()
        try:
            moment = datetime.fromisoformat(frozen)
        except ValueError:
            example = "2026-11-24T21:00:00+08:00"
            raise UsageError(f"DRILLBANK_NOW={frozen!r} is no ISO 8601 time; write it like {example}.") from None
        return moment.astimezone() if moment.tzinfo is None else moment

    @property
    def bank_roots(self) -> list[tuple[str, Path]]:
        """(name, folder) of each bank to load: "shipped" first, then imported sets, then each --bank."""
        roots: list[tuple[str, Path]] = []
        if not self.options.no_shipped_bank:
            roots.append(("shipped", shipped_bank()))
        own = self.paths.data / "banks"
        if own.is_dir():
            roots.extend((str(folder), folder) for folder in sorted(own.iterdir()) if folder.is_dir())
        # Absolute, so that no folder of a stranger's can be called "shipped" and be trusted like ours.
        roots.extend((str(Path(folder).absolute()), Path(folder)) for folder in self.options.banks)
        return roots

    @property
    def bank(self) -> Bank:
        """The loaded banks; raises BankError with all problems where one does not load."""
        if self._bank is None:
            from drillbank import bank

            self._bank = bank.load(self.bank_roots, cache_dir=self.paths.cache)
        return self._bank


def _lang_of_environment() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
