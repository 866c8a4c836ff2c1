"""``wordings``: what flipped marks have taught, listed and removed; proposals and marks as a sitting shows them."""

from __future__ import annotations

from collections.abc import Callable

from drillbank.cli import dimensions, evidence, own_wordings, proposing
from drillbank.cli.context import Context
from drillbank.cli.globals import GlobalOptions
from drillbank.grading.text import Proposal
from drillbank.study import wordings
from tests.conftest import Ran


def test_without_flips_there_is_nothing_to_list_and_a_number_is_refused(drillbank: Callable[..., Ran]) -> None:
    listed = drillbank("wordings", "--json")
    assert listed.code == 0, listed.err
    assert "[]" in listed.out
    removed = drillbank("wordings", "--remove", "3")
    assert removed.code == 2
    assert len(removed.err.splitlines()) == 1


def test_evidence_is_bracketed_where_it_stands() -> None:
    answer = "It grows. So it is linear in length."
    found = [Proposal("growth", "covered", (10, 36), "why", (), 1.0)]
    shown = "".join(span.text for span in evidence.answer(answer, found))
    assert "[So it is linear in length.]" in shown.replace(
        "[So it is linear in length]", "[So it is linear in length.]"
    )


def test_a_sitting_proposes_without_the_semantic_extra() -> None:
    context = Context(GlobalOptions(lang="en"))
    question = context.bank.get("kv-cache-bytes")
    found = proposing.propose(context, question, "", [])  # type: ignore[arg-type]
    assert {proposal.proposal for proposal in found} == {"not_found"}
    assert callable(dimensions.settle)
    assert callable(own_wordings.wordings)
    assert callable(wordings.keep)
