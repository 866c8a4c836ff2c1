"""The fixed words of the screens in both languages, and which texts of a question a language setting shows."""

from __future__ import annotations

from drillbank.model import Lang, Outcome, Rating, Text

_OUTCOMES: dict[Outcome, tuple[str, str]] = {
    Outcome.ACCEPTED: ("通过", "accepted"),
    Outcome.WRONG_ANSWER: ("答案错误", "wrong answer"),
    Outcome.TIME_LIMIT_EXCEEDED: ("超时", "time limit exceeded"),
    Outcome.MEMORY_LIMIT_EXCEEDED: ("超出内存", "memory limit exceeded"),
    Outcome.OUTPUT_LIMIT_EXCEEDED: ("输出过多", "output limit exceeded"),
    Outcome.RUNTIME_ERROR: ("运行出错", "runtime error"),
    Outcome.SYNTAX_ERROR: ("语法错误", "syntax error"),
    Outcome.PROTOCOL_ERROR: ("返回值不是普通数据", "protocol error: no plain data came back"),
    Outcome.JUDGE_ERROR: ("判题器出错，不算你的", "judge error: not counted against you"),
}
_RATINGS: dict[Rating, tuple[str, str]] = {
    Rating.AGAIN: ("重来", "Again"),
    Rating.HARD: ("困难", "Hard"),
    Rating.GOOD: ("良好", "Good"),
    Rating.EASY: ("轻松", "Easy"),
}
CONFIDENCE: dict[int, tuple[str, str]] = {
    1: ("猜的", "guess"),
    2: ("没把握", "shaky"),
    3: ("较有把握", "fairly"),
    4: ("确定", "certain"),
}


def outcome(value: Outcome, ui: Lang) -> str:
    """A verdict in words."""
    return _OUTCOMES[value][ui == "en"]


def rating(value: Rating, ui: Lang) -> str:
    """A rating in one word."""
    return _RATINGS[value][ui == "en"]


def texts(text: Text, lang: str) -> list[str]:
    """What to show of a text for ``zh``, ``en`` or ``both``: one entry, or two where both languages are there."""
    if lang == "both" and text.zh and text.en:
        return [text.zh, text.en]
    shown = text.get("zh" if lang in ("zh", "both") else "en")
    return [shown] if shown else []


def title(text: Text, lang: str) -> str:
    """A title on one line."""
    return " · ".join(texts(text, lang))


def clock(seconds: float) -> str:
    """Minutes and seconds, as 04:12."""
    return f"{int(seconds) // 60:02d}:{int(seconds) % 60:02d}"
