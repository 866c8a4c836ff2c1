"""``init``: five questions, eight quick items, the plan.  Every question has a flag, so it needs no terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from drillbank.cli.context import Context
from drillbank.cli.exit import Exit
from drillbank.cli.selection import Json
from drillbank.errors import UsageError

if TYPE_CHECKING:
    from drillbank.cli.dialogue import Dialogue
    from drillbank.model import Summary
    from drillbank.study.plan.ahead import Ahead

ROLES = ("application", "algorithm", "inference", "general")
LANGS = ("zh", "en", "both")
SKIP = "skip"
NONE = "none"


def init(
    ctx: typer.Context,
    role: Annotated[str | None, typer.Option(help=f"One of {', '.join(ROLES)}.")] = None,
    on: Annotated[str | None, typer.Option("--date", metavar="D", help="Interview date, or none.")] = None,
    minutes: Annotated[str | None, typer.Option(metavar="N", help="Minutes on a normal day.")] = None,
    editor: Annotated[
        str | None, typer.Option(metavar="COMMAND", help='Opens a file; "" asks the environment.')
    ] = None,
    placement: Annotated[
        str | None,
        typer.Option(metavar="LIST", help="Answers 1 (no idea) to 4 (at once) to the quick items, as 1,3,2; or skip."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Set up: language (--lang), role, interview date, minutes, editor, a placement; then the plan."""
    context: Context = ctx.obj
    given = {"lang": context.options.lang, "role": role, "date": on, "minutes": minutes, "editor": editor}
    _check(context, given, placement)
    setup = Setup(context, quiet=as_json)
    for name, text in given.items():
        setup.settle(name, text)
    level = setup.place(placement)
    ahead = setup.plan()
    if as_json:
        setup.report(level, ahead)
    else:
        raise typer.Exit(setup.leave(ahead))


def _check(context: Context, given: dict[str, str | None], placement: str | None) -> None:
    """Every flag, before anything is written."""
    for name, text in given.items():
        if text is not None and not (name == "date" and text == NONE) and not (name == "editor" and text == ""):
            _parse(context, name, text)
    if placement is not None and placement != SKIP:
        _answers(placement)


def _parse(context: Context, name: str, text: str) -> str:
    """``text`` as the setting ``name`` takes it; raises UsageError."""
    from drillbank.cli.config import parse
    from drillbank.study.day import day_of

    value = str(parse(name, text))
    if name == "date" and date.fromisoformat(value) <= day_of(context.now(), int(context.config.get("rollover_hour"))):
        raise UsageError(f"The interview date {value} is not ahead; give a later one, or none.")
    return value


def _answers(text: str) -> list[int]:
    from drillbank.study.plan.placement import ITEMS

    words = [word.strip() for word in text.split(",")]
    if len(words) > ITEMS or not all(word in ("1", "2", "3", "4") for word in words):
        raise UsageError(f"--placement takes up to {ITEMS} answers from 1 to 4, as 1,3,2, or skip; not {text!r}.")
    return [int(word) for word in words]


class Setup:
    """One run of ``init``.  ``quiet``: ask nothing, what has no flag keeps its value."""

    def __init__(self, context: Context, *, quiet: bool) -> None:
        self.context = context
        self.quiet = quiet
        self._dialogue: Dialogue | None = None
        self._over = False  # the answers ended: the rest keeps its value

    @property
    def dialogue(self) -> Dialogue:
        from drillbank.cli.dialogue import Dialogue

        if self._dialogue is None:
            self._dialogue = Dialogue(self.context)
        self._dialogue.ctx = self.context  # the language may have been chosen just now
        return self._dialogue

    def settle(self, name: str, text: str | None) -> None:
        """Ask for one setting unless its flag gave it; write it."""
        ask: dict[str, Callable[[], str]] = {
            "lang": self._lang,
            "role": self._role,
            "date": self._date,
            "minutes": self._minutes,
            "editor": self._editor,
        }
        if text is None:
            text = self._asked(ask[name])
        elif name == "date" and text == NONE:
            text = ""
        if text is not None:
            self.context.config.write(name, text)
            changed = Context(self.context.options)
            changed.out, changed.interactive = self.context.out, self.context.interactive
            self.context = changed

    def _asked(self, ask: Callable[[], str]) -> str | None:
        """None where nobody answers."""
        from drillbank.cli.dialogue import Leave

        if self.quiet or self._over:
            return None
        try:
            return ask()
        except Leave:
            if self.context.interactive:
                raise KeyboardInterrupt from None  # she wants out, not the defaults
            self._over = True
            return None

    def _lang(self) -> str:
        names = ("中文", "English", "both · 两种都要")
        return self._one_of("语言", "Language", LANGS, names, self.context.lang)

    def _role(self) -> str:
        names = [
            track.title.get(self.context.ui) if (track := self.context.bank.tracks.get(role)) else role
            for role in ROLES
        ]
        return self._one_of("岗位", "Role", ROLES, names, str(self.context.config.get("role")))

    def _one_of(self, zh: str, en: str, values: Sequence[str], names: Sequence[str], now: str) -> str:
        from drillbank.cli.dialogue import Choice

        choices = [Choice(str(n), name) for n, name in enumerate(names, 1)]
        choices.append(Choice("enter", self.context.say("保持", "keep") + f" {names[values.index(now)]}"))
        key = self.dialogue.choose(self.context.say(zh, en), choices)
        return now if key == "enter" else values[int(key) - 1]

    def _date(self) -> str:
        now = self.context.config.get("date")
        say = self.context.say
        keep = say(f"Enter 保持 {now}，none 取消", f"Enter keeps {now}, none removes it") if now else ""
        label = say(
            f"面试日期，如 2026-12-21；{keep or 'Enter 先不定'}",
            f"Interview date, as 2026-12-21; {keep or 'Enter: none yet'}",
        )
        return self._typed("date", label, str(now or ""))

    def _minutes(self) -> str:
        now = str(self.context.config.minutes)
        return self._typed(
            "minutes", self.context.say(f"平日几分钟（Enter {now}）", f"Minutes on a normal day (Enter {now})"), now
        )

    def _editor(self) -> str:
        from drillbank.cli.editor import command

        now = self.context.config.get("editor") or ""
        try:
            found = now or " ".join(command(self.context))
        except UsageError:
            found = "–"
        return self._typed(
            "editor", self.context.say(f"编辑器命令（Enter {found}）", f"Editor command (Enter {found})"), now
        )

    def _typed(self, name: str, label: str, otherwise: str) -> str:
        """A line that the setting takes; asked again until it does."""
        while True:
            self.dialogue.page.line(label)
            text = self.dialogue.line("> ").strip()
            if not text:
                return otherwise
            if text.lower() == NONE and name in ("date", "editor"):
                return ""
            try:
                return _parse(self.context, name, text)
            except UsageError as error:
                self.dialogue.page.line(str(error))

    # Placement

    def place(self, given: str | None) -> float | None:
        """Ask the quick items and write the answers; her level, None where there is no placement."""
        from drillbank.cli.studying import opened_store, settings_of
        from drillbank.study.plan import placement

        items = placement.items(self.context.bank.summaries, settings_of(self.context).weights)
        with opened_store(self.context) as store:
            now = self.context.now()
            wanted = self.context.config.get("date")
            if wanted and not any(event.data.get("date") == wanted for event in store.events("began")):
                store.append_event("began", "", {"date": wanted}, now)
            if given is None:
                answers = [] if self.quiet or self._over else self._ask_items(items)
            else:
                answers = [] if given == SKIP else _answers(given)
            for summary, answer in zip(items, answers, strict=False):
                store.append_event(placement.EVENT, summary.id, {"level": summary.level, "answer": answer}, now)
            standing = placement.of_store(store)
        return standing.level if standing.answers else None

    def _ask_items(self, items: Sequence[Summary]) -> list[int]:
        from drillbank.cli.dialogue import Choice, Leave

        say, page = self.context.say, self.dialogue.page
        page.blank()
        page.line(
            say(
                f"摸底：{len(items)} 道快题，约 4 分钟。不用写，只说现在能不能讲清楚。",
                f"Placement: {len(items)} quick items, about 4 minutes. Just say whether you could explain it.",
            )
        )
        names = (say("没概念", "no idea"), say("知道大概", "the gist"), say("能讲", "yes"), say("张口就来", "at once"))
        choices = [
            *(Choice(str(n), name) for n, name in enumerate(names, 1)),
            Choice("s", say("跳过余下的", "skip the rest")),
        ]
        answers: list[int] = []
        for n, summary in enumerate(items, 1):
            page.blank()
            page.line(summary.title.get(self.context.ui), lead=f"[{n}/{len(items)}] ")
            try:
                key = self.dialogue.choose("", choices)
            except Leave:
                self._over = True
                break
            if key == "s":
                break
            answers.append(int(key))
        return answers

    # The plan

    def plan(self) -> Ahead | None:
        """The plan, shown; None without a date."""
        from drillbank.cli.planning import made, rows
        from drillbank.cli.studying import opened_store, settings_of, with_choices

        context = self.context
        if not context.config.get("date"):
            return None
        with opened_store(context) as store:
            settings = with_choices(store, settings_of(context))
            ahead = made(context, store, settings)
        if not self.quiet:
            page = self.dialogue.page
            hours = ahead.days * ahead.minutes_a_day / 60
            page.blank()
            page.line(
                context.say(
                    f"计划  {ahead.days} 天 · 约 {hours:.0f} 小时", f"Plan  {ahead.days} days · about {hours:.0f} h"
                )
            )
            for name, what in rows(context, ahead):
                page.line(what, lead=name)
        return ahead

    def report(self, level: float | None, ahead: Ahead | None) -> None:
        """The JSON of ``init``."""
        from drillbank.study.plan.ahead import to_document

        config = self.context.config
        self.context.out.json(
            {
                "lang": self.context.lang,
                **{name: config.get(name) for name in ("role", "date", "minutes", "editor")},
                "level": None if level is None else round(level, 2),
                "plan": None if ahead is None else to_document(ahead),
            }
        )

    def leave(self, ahead: Ahead | None) -> int:
        """The last line, and on a terminal the key that starts the first day."""
        from drillbank.cli.dialogue import Choice, Leave
        from drillbank.cli.today import sit

        say, page = self.context.say, self.dialogue.page
        if ahead is None:
            said = "没有面试日期：每天按遗忘快慢复习。", "Without a date: each day asks what is about to be forgotten."
            page.line(say(*said))
        page.line(say("一切都留在这台机器上。", "Everything stays on this machine."))
        if not self.context.interactive:
            page.line(say("开始：drillbank today", "To start: drillbank today"))
            return Exit.OK
        try:
            key = self.dialogue.choose(
                "", [Choice("enter", say("开始", "start")), Choice("q", say("以后再说", "later"))]
            )
        except Leave:
            return Exit.OK
        return Exit.OK if key == "q" else sit(self.context)
