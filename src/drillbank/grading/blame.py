"""Why an answer's process ended: from its wait status and its usage as seen outside, never from what it says."""

from __future__ import annotations

import signal

from drillbank.model import Lang, Outcome
from drillbank.sandbox.supervisor import Ended

MEMORY_SHARE = 0.9  # of the limit: a crash that near to it is put down to memory


def of_end(ended: Ended, peak_kb: int, memory_kb: int, cpu_limit_s: float, lang: Lang) -> tuple[Outcome, str]:
    """(outcome, sentence) for a process that ended by itself before it answered.

    SIGKILL is a judge error: the filter keeps an answer from sending it to itself, so somebody else did.
    """
    cpu_ran_out = ended.user_s + ended.system_s >= cpu_limit_s
    if ended.signal == signal.SIGXCPU or (ended.signal == signal.SIGKILL and cpu_ran_out):
        return Outcome.TIME_LIMIT_EXCEEDED, "超过 CPU 时间限制" if lang == "zh" else "it used up its CPU time"
    if peak_kb >= MEMORY_SHARE * memory_kb:
        return Outcome.MEMORY_LIMIT_EXCEEDED, memory_text(memory_kb, lang)
    if ended.signal == signal.SIGKILL:
        return Outcome.JUDGE_ERROR, _ended_text(ended, lang)
    return Outcome.RUNTIME_ERROR, _ended_text(ended, lang)


def memory_text(memory_kb: int, lang: Lang) -> str:
    """The sentence for a passed memory limit."""
    limit = memory_kb / 1024
    return f"超过 {limit:g} MB 的内存限制" if lang == "zh" else f"it needed more than {limit:g} MB of memory"


def _ended_text(ended: Ended, lang: Lang) -> str:
    if ended.signal:
        name = signal.Signals(ended.signal).name
        zh, en = f"进程被信号 {name} 终止，没有返回结果", f"its process was ended by {name} before it answered"
    else:
        zh = f"进程以退出码 {ended.code} 结束，没有返回结果"
        en = f"its process left with code {ended.code} before it answered"
    return zh if lang == "zh" else en
