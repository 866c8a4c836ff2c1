"""One sitting of the daily quiz: item after item until the queue is empty or she leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from drillbank.cli import words
from drillbank.cli.asking import Asking, Later, Settled, Undo, ask
from drillbank.cli.dialogue import Choice, Dialogue, Leave
from drillbank.cli.drafts import Attempts, Drafts, TextDraft
from drillbank.cli.judging import JudgeAtNeed
from drillbank.cli.programming import Programming
from drillbank.cli.studying import drafts_of, packages_of, scratch_of
from drillbank.cli.width import Span
from drillbank.errors import JudgeUnavailable
from drillbank.model import Coding, Question, Review
from drillbank.study import recording

if TYPE_CHECKING:
    from datetime import date

    from drillbank.grading.text import Wording
    from drillbank.study.session import Session
    from drillbank.study.settings import Settings
    from drillbank.study.store import Store


def settle(
    dialogue: Dialogue,
    question: Question,
    drafts: Drafts,
    judge: JudgeAtNeed,
    asking: Asking,
    *,
    watch: bool = False,
) -> Settled:
    """One question of any kind, asked until it has a rating.  Raises Leave, Undo, Later."""
    if isinstance(question, Coding):
        return Programming(dialogue, question, drafts, judge, asking=asking, watch=watch).run()
    return ask(dialogue, question, drafts, asking)


def own_wordings(store: Store, question: Question) -> list[Wording]:
    """Her own wordings of a text question's points."""
    if isinstance(question, Coding):
        return []
    from drillbank.study import wordings

    return wordings.standing(store, question.id)


def forget(drafts: Drafts, question: Question) -> None:
    """What was kept is done with."""
    if isinstance(question, Coding):
        drafts.finish_code(question)
    else:
        drafts.drop(question.id)


def keep_again(drafts: Drafts, review: Review, question: Question) -> None:
    """Put a taken-back answer where it can be marked and rated anew."""
    if isinstance(question, Coding):
        attempts = Attempts(graded=1 if review.verdict else 0, hints=review.hints, seconds=review.seconds or 0.0)
        drafts.reopen_code(question, attempts)
        return
    ticked = tuple(point for point, said in (review.marks or {}).items() if said)
    draft = TextDraft(review.confidence, review.answer, review.seconds or 0.0, finished=True, marks=ticked)
    drafts.keep_text(question.id, draft)


def record(
    store: Store, dialogue: Dialogue, question: Question, settled: Settled, settings: Settings, source: str
) -> recording.Recorded:
    """One durable transaction, then the sentence about it."""
    answer = recording.Answer(
        question=question.id,
        text=settled.text,
        rating=settled.rating,
        marks=settled.marks,
        confidence=settled.confidence,
        seconds=settled.seconds,
        hints=settled.hints,
        source=source,
        verdict=settled.verdict,
    )
    summary = dialogue.ctx.bank.summaries[question.id]
    recorded = recording.record(store, summary, answer, settings, dialogue.ctx.now())
    if settled.wordings:
        from drillbank.study import wordings

        wordings.keep(store, settled.wordings, dialogue.ctx.now())
    _confirm(dialogue, settled, recorded)
    return recorded


def _confirm(dialogue: Dialogue, settled: Settled, recorded: recording.Recorded) -> None:
    ctx, page = dialogue.ctx, dialogue.page
    rating = words.rating(settled.rating, ctx.ui)
    due = "" if recorded.due is None else day_name(dialogue, recorded.due)
    if recorded.sure_but_wrong:
        line = ctx.say(
            f"已记录：{rating}。你很确定却错了：5 分钟后再问一次，{due}也会再问。",
            f"Recorded: {rating}. Certain and wrong: again in 5 minutes, and on {due}.",
        )
    else:
        line = ctx.say(f"已记录：{rating}。下次：{due}", f"Recorded: {rating}. Next: {due}")
    page.line(Span(line, "dim"))
    if recorded.leech:
        page.line(
            Span(
                ctx.say(
                    "这题已经错了好几次：读一读来源，或把它拆成更小的问题，比再试一次更有用。",
                    "Missed several times now: reading its sources, or splitting it into smaller questions, "
                    "helps more than another try.",
                ),
                "doubt",
            )
        )


def day_name(dialogue: Dialogue, day: date) -> str:
    """A day as people say it: 11 月 27 日, 27 Nov."""
    return dialogue.ctx.say(f"{day.month} 月 {day.day} 日", f"{day.day} {MONTHS[day.month - 1]}")


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Sitting:
    """Runs a session on a dialogue.  ``only_katas``: nothing but code; ``new_plan``: settings to go on with, if any."""

    def __init__(
        self,
        dialogue: Dialogue,
        session: Session,
        store: Store,
        *,
        only_katas: bool = False,
        new_plan: Callable[[], Settings | None] = lambda: None,
    ) -> None:
        self.dialogue = dialogue
        self.ctx = dialogue.ctx
        self.session = session
        self.store = store
        self.only_katas = only_katas
        self.new_plan = new_plan
        self.drafts = drafts_of(dialogue.ctx)
        self.recorded = 0
        self.without_judge = False

    def run(self) -> None:
        """Until nothing is left; raises Leave where she leaves before."""
        with JudgeAtNeed(scratch_of(self.ctx), packages_of(self.ctx)) as judge:
            while (question := self._next()) is not None:
                try:
                    self._one(question, judge)
                except Later:
                    self.session.later(question.id)
                except Undo:
                    self._undo()
                except JudgeUnavailable as error:
                    self.without_judge = True
                    self.dialogue.page.line(str(error))
                    said = self.ctx.say("代码题今天先跳过。", "Code questions are left out for now.")
                    self.dialogue.page.line(said)
            self._close()

    def _open_items(self) -> list[str]:
        now = self.ctx.now().timestamp() * 1000
        return [item.question for item in self.session.queue(self.ctx.now()) if item.not_before_ms <= now]

    def _next(self) -> Question | None:
        if self.recorded and (settings := self.new_plan()) is not None:
            self.session.replan(settings, self.ctx.now())
        while True:
            for question_id in self._open_items():
                summary = self.ctx.bank.summaries[question_id]
                code = summary.kind == "coding"
                if (code and self.without_judge) or (self.only_katas and not code):
                    continue
                return self.ctx.bank.get(question_id)
            if self.only_katas or not self._waits():
                return None

    def _waits(self) -> bool:
        """Nothing but returns that are not ripe: True to look again."""
        waiting = [
            item
            for item in self.session.waiting(self.ctx.now())
            if not (self.without_judge and self.ctx.bank.summaries[item.question].kind == "coding")
        ]
        if not waiting:
            return False
        ripe = max(1, round((waiting[0].not_before_ms / 1000 - self.ctx.now().timestamp()) / 60))
        say, page = self.ctx.say, self.dialogue.page
        page.blank()
        page.line(
            say(
                f"还有 {len(waiting)} 题（你很确定却错了的）约 {ripe} 分钟后再问；"
                "现在离开也行，`drillbank today` 会接着问。",
                f"{len(waiting)} you were sure of and missed: back in about {ripe} min. "
                "You may leave; `drillbank today` goes on with it.",
            )
        )
        choices = [Choice("enter", say("时间到了，继续", "look again")), Choice("q", say("离开", "leave"))]
        if self.recorded:
            choices.insert(1, Choice("u", say("撤销上一题", "undo the last answer")))
        key = self.dialogue.choose("", choices)
        if key == "q":
            raise Leave
        if key == "u":
            self._undo()
        return True

    def _one(self, question: Question, judge: JudgeAtNeed) -> None:
        memory = self.store.memory(question.id)
        if memory is not None:
            self.drafts.settle(question.id, memory.last_review_ms)
        progress = self.session.progress(self.ctx.now())
        asking = Asking(
            place=f"{progress.answered + 1}/{progress.total}",
            undo=self.recorded > 0,
            later=len(self._open_items()) > 1,
            wordings=own_wordings(self.store, question),
        )
        settled = settle(self.dialogue, question, self.drafts, judge, asking)
        source = "kata" if isinstance(question, Coding) else "today"
        record(self.store, self.dialogue, question, settled, self.session.settings, source)
        self.recorded += 1
        forget(self.drafts, question)

    def _undo(self) -> None:
        review = self.session.undo(self.ctx.now())
        if review is None:
            return
        self.recorded -= 1
        title = review.question
        if review.question in self.ctx.bank.summaries:
            question = self.ctx.bank.get(review.question)
            keep_again(self.drafts, review, question)
            title = words.title(question.title, self.ctx.lang)
        self.dialogue.page.line(Span(self.ctx.say(f"已撤销：{title}", f"Taken back: {title}"), "dim"))

    def _close(self) -> None:
        """The day's last minute: one sentence of her own, kept as a note."""
        say, page = self.ctx.say, self.dialogue.page
        if not self.recorded:
            page.line(say("今天没有要问的题了。", "Nothing is left to ask today."))
            return
        page.blank()
        if self.session.plan.close_minutes and not self.only_katas:
            page.line(
                say("收尾：今天最想记住的一句话（Enter 跳过）", "Close: one sentence to keep from today (Enter skips)")
            )
            try:
                text = self.dialogue.line("> ").strip()
            except Leave:
                text = ""
            if text:
                self.store.append_event("note", "", {"text": text}, self.ctx.now())
        page.line(say(f"完成：本次 {self.recorded} 题。", f"Done: {self.recorded} answered in this sitting."))
        page.line(Span(say("`drillbank undo` 撤销最后一题。", "`drillbank undo` takes the last one back."), "dim"))
