"""A forged reply is never a pass, never our fault, and costs neither time nor memory."""

from __future__ import annotations

import os

import client
import frames
import pytest


@pytest.mark.parametrize("name", frames.FORGERIES)
def test_forged_reply_is_charged_to_the_answer(name: str, identity: str, benches: client.Benches) -> None:
    reply = benches.ask(identity, do="forgery", name=name)
    assert "error" not in reply, f"{reply['error']}\n{reply.get('trace')}"
    assert reply["outcome"] not in ("accepted", "judge_error", "syntax_error"), reply
    assert reply["wall"] < 8 * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1)), reply  # shared machines are slow
    assert reply["peak_mb"] < 700, reply
    assert not reply["faults"], reply


def test_the_answer_really_sits_in_between(identity: str, benches: client.Benches) -> None:
    """Its forgery of a right reply is right: otherwise the others would prove nothing."""
    assert benches.ask(identity, do="forgery", name="unchanged", wanted=0)["outcome"] == "accepted"
