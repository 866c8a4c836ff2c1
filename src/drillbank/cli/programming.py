"""One coding question from its blank file to a rating: edit, grade on save, hints, giving up.  Records nothing."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path

from drillbank.cli import editor, render_question, render_verdict, words
from drillbank.cli.asking import Asking, Later, Settled, Undo, choose_rating
from drillbank.cli.dialogue import Choice, Dialogue, Leave
from drillbank.cli.drafts import Attempts, Drafts
from drillbank.cli.judging import JudgeAtNeed
from drillbank.cli.width import Span
from drillbank.model import Coding, Outcome, Rating, Verdict
from drillbank.study import rating as rate

POLL_S = 0.3
SETTLE_S = 0.05  # an editor may write a file in two steps
MOST_BYTES = 1_000_000  # of a file that may be an answer


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a save changes about a file."""

    mtime_ns: int
    size: int
    inode: int


def stamp_of(path: Path) -> Stamp | None:
    """None while the file is not there (some editors replace it)."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Stamp(found.st_mtime_ns, found.st_size, found.st_ino)


class Programming:
    """The loop round one file."""

    def __init__(
        self,
        dialogue: Dialogue,
        question: Coding,
        drafts: Drafts,
        judge: JudgeAtNeed,
        *,
        asking: Asking,
        watch: bool = False,
    ) -> None:
        """With ``watch`` each save is graded while she looks on."""
        self.dialogue = dialogue
        self.ctx = dialogue.ctx
        self.page = dialogue.page
        self.question = question
        self.drafts = drafts
        self.judge = judge
        self.asking = asking
        self.watch = watch
        self.attempts: Attempts = drafts.attempts(question.id)
        self.started = time.monotonic()
        self.verdict: Verdict | None = None
        self.graded_code: str | None = None
        self.path = drafts.code_path(question)
        self.seen: Stamp | None = None  # the file as it was last looked at: any other is a save

    def run(self) -> Settled:
        """Until it is accepted or given up.  Raises Leave, Undo or Later; the file and the counts are kept."""
        try:
            self._show()
            while True:
                settled = self._step()
                if settled is not None:
                    return settled
        finally:
            self._keep()

    @property
    def seconds(self) -> float:
        return self.attempts.seconds + time.monotonic() - self.started

    def _keep(self) -> None:
        self.drafts.keep_attempts(self.question.id, replace(self.attempts, seconds=round(self.seconds, 1)))

    def _show(self) -> None:
        ctx, page = self.ctx, self.page
        page.blank()
        render_question.heading(ctx, page, self.question, self.asking.place)
        page.blank()
        render_question.prompt(ctx, page, self.question)
        page.blank()
        self.path, kept = self.drafts.open_code(self.question)
        self.seen = stamp_of(self.path)
        page.line(str(self.path), lead=ctx.say("文件  ", "File  "))
        if kept and (self.attempts.graded or self.attempts.hints):
            page.line(
                Span(
                    ctx.say(
                        f"上次保留：已判 {self.attempts.graded} 次，提示 {self.attempts.hints} 条",
                        f"Kept from before: graded {self.attempts.graded} times, {self.attempts.hints} hints",
                    ),
                    "dim",
                )
            )
        if self.watch:
            page.line(ctx.say("在编辑器中打开它；每次保存都会判题。", "Open it in your editor; each save is graded."))
        self.judge.warm(self.question)

    def _step(self) -> Settled | None:
        choices = self._choices()
        with self.dialogue.listening():
            self.dialogue.offer("", choices)
            key = self._next_key(choices)
        match key:
            case "q":
                raise Leave
            case "u":
                raise Undo
            case "l":
                raise Later
            case "h":
                self._hint()
            case "g":
                return self._give_up()
            case "enter":
                before = self._code()
                editor.edit(self.ctx, self.path)
                code = self._code()
                if code is None or code in (before, self.graded_code):
                    say = self.ctx.say
                    self.page.line(
                        say("文件没有改动，未判题（r 可以判）。", "Not changed, so not graded (r grades it).")
                    )
                    return None
                return self._grade(code)
            case _:  # r, or a save while watching
                code = self._code()
                return None if code is None else self._grade(code)
        return None

    def _choices(self) -> list[Choice]:
        say = self.ctx.say
        found = [
            Choice("enter", say("打开编辑器", "open the editor")),
            Choice("r", say("判现在的文件", "grade the file as it is")),
        ]
        total, taken = len(self.question.hints), self.attempts.hints
        if taken < total:
            found.append(Choice("h", say(f"提示 {taken + 1}/{total}", f"hint {taken + 1} of {total}")))
        found.append(Choice("g", say("放弃，看答案", "give up and study")))
        if self.asking.later:
            found.append(Choice("l", say("稍后", "later")))
        if self.asking.undo:
            found.append(Choice("u", say("撤销上一题", "undo the last answer")))
        return [*found, Choice("q", say("离开（保留）", "leave (kept)"))]

    def _next_key(self, choices: list[Choice]) -> str:
        if not self.watch:
            return self.dialogue.pick(choices)
        while True:
            key = self.dialogue.pick(choices, timeout=POLL_S)
            if key:
                return key
            now = stamp_of(self.path)
            if now is not None and now != self.seen:
                while True:  # wait until the editor has written it all
                    time.sleep(SETTLE_S)
                    later = stamp_of(self.path)
                    if later == now:
                        return "saved"
                    now = later

    def _code(self) -> str | None:
        """The file's text; None, and a sentence, where it cannot be graded."""
        say = self.ctx.say
        self.seen = stamp_of(self.path)  # before it is read: a save from here on is another one
        try:
            raw = self.path.read_bytes()
            if len(raw) > MOST_BYTES:
                self.page.line(say("文件超过 1 MB，不判题。", "The file is larger than 1 MB; it is not graded."))
                return None
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            self.page.line(say("文件不是 UTF-8，不判题。", "The file is not UTF-8; it is not graded."))
        except OSError as error:
            self.page.line(say(f"文件读不了：{error.strerror}", f"The file cannot be read: {error.strerror}."))
        return None

    def _grade(self, code: str) -> Settled | None:
        with self.dialogue.busy(self.ctx.say("判题中……", "Grading …")):
            verdict = self.judge.grade(self.question, code, self.ctx.ui)
        self.verdict, self.graded_code = verdict, code
        before = self.attempts
        if verdict.outcome is not Outcome.JUDGE_ERROR:
            self.attempts = replace(self.attempts, graded=self.attempts.graded + 1)
            self._keep()
        ctx, page = self.ctx, self.page
        page.rule()
        head = f"{self.question.id} · {ctx.say('第', 'save')} {self.attempts.graded}{ctx.say(' 次', '')}"
        elapsed = f"{words.clock(self.seconds)} {ctx.say('已用', 'elapsed')}"
        page.spread((Span(head, "strong"), Span(f" · {verdict.wall_s:.2f} s")), elapsed)
        render_verdict.summary(ctx, page, verdict)
        render_verdict.tests(ctx, page, self.question, verdict)
        render_verdict.diagnosis(ctx, page, verdict)
        render_verdict.output(ctx, page, verdict)
        if verdict.outcome is not Outcome.ACCEPTED:
            return None
        render_explain(self)
        proposed = rate.of_kata(accepted=True, graded_saves=self.attempts.graded, hints=self.attempts.hints)
        try:
            return self._settle(code, proposed)
        except Leave:
            self.attempts = before  # grading the same file again next time is no second try
            raise

    def _hint(self) -> None:
        number = self.attempts.hints
        hint = self.question.hints[number]
        self.attempts = replace(self.attempts, hints=number + 1)
        self._keep()
        total = len(self.question.hints)
        self.page.line(Span(self.ctx.say(f"提示 {number + 1}/{total}", f"Hint {number + 1} of {total}"), "strong"))
        render_question.bilingual(self.ctx, self.page, hint, "  ")

    def _give_up(self) -> Settled | None:
        ctx, page = self.ctx, self.page
        sure = [Choice("y", ctx.say("是，看答案", "yes, show it")), Choice("n", ctx.say("否，继续", "no, go on"))]
        if self.dialogue.choose(ctx.say("放弃这一题？记为“重来”。", "Give up? It counts as Again."), sure) == "n":
            return None
        page.rule()
        page.line(Span(ctx.say("参考解", "Model solution"), "strong"))
        page.code(self.question.solution)
        render_question.model_answer(ctx, page, self.question)
        render_explain(self)
        return self._settle(self._code() or "", rate.of_kata(accepted=False, graded_saves=0, hints=0))

    def _settle(self, code: str, proposed: Rating) -> Settled:
        from drillbank.grading.document import verdict_document

        chosen = choose_rating(self.dialogue, proposed)
        assert chosen is not None  # only marks can be gone back to, and a kata has none
        self.attempts = replace(self.attempts, seconds=self.seconds)
        self.started = time.monotonic()
        return Settled(
            code,
            chosen,
            seconds=round(self.attempts.seconds, 1),
            hints=self.attempts.hints,
            verdict=verdict_document(self.verdict, self.ctx.ui) if self.verdict is not None else None,
        )


def render_explain(kata: Programming) -> None:
    """The one-sentence question that follows."""
    for text in words.texts(kata.question.explain, kata.ctx.lang):
        kata.page.line(*kata.page.inline(text), lead=kata.ctx.say("用一句话说明  ", "In one sentence  "))
