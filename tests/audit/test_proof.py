from __future__ import annotations

import json
from dataclasses import replace

import pytest

from drillbank.audit.proof import Fault, KillMatrix, Proof, Survivor, killed_enough, summary

PROOF = Proof(
    question="softmax",
    kind="coding",
    remarks=("note",),
    tests=3,
    reference_accepted=True,
    starter_rejected=True,
    alternatives=2,
    alternatives_accepted=2,
    wrong=4,
    wrong_rejected=4,
    wrong_named=3,
    trivial=6,
    trivial_rejected=6,
    mutants=40,
    mutants_killed=39,
    survivors=(Survivor(7, "a + 0", "a - 0", "arithmetic", "adding nothing"),),
    matrix=KillMatrix(("t",), ("m", "n"), (("accepted",), ("",)), (39,)),
)


def test_a_proof_survives_the_way_through_json() -> None:
    faulty = replace(PROOF, faults=(Fault("mutants", "too many"),), busy=True)
    for proof in (PROOF, faulty):
        assert Proof.of(json.loads(json.dumps(proof.document()))) == proof


@pytest.mark.parametrize("change", [{"new": 1}, {"faults": [{"odd": 1}]}, {"matrix": {}}, {"survivors": 3}])
def test_a_document_of_another_shape_is_refused(change: dict[str, object]) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        Proof.of(PROOF.document() | change)


def test_a_proof_holds_without_faults_and_where_it_was_made() -> None:
    assert PROOF.holds
    assert not replace(PROOF, faults=(Fault("wrong", "accepted"),)).holds
    assert not replace(PROOF, skipped="no judge").holds


@pytest.mark.parametrize(
    ("killed", "mutants", "enough"),
    [(0, 0, True), (95, 100, True), (94, 100, False), (28, 30, True), (27, 30, False), (0, 2, True), (0, 3, False)],
)
def test_enough_is_ninety_five_per_cent_or_all_but_two(killed: int, mutants: int, enough: bool) -> None:
    assert killed_enough(killed, mutants) is enough


def test_the_summary_is_the_contract_of_the_command_line() -> None:
    theory = Proof(question="roc", kind="theory", demonstrations=1, faults=(Fault("code", "prints something else"),))
    absent = Proof(question="tfjs", kind="coding", skipped="no judge for javascript here")
    found = summary([PROOF, theory, absent, replace(PROOF, question="other", survivors=(), starter_rejected=False)])
    contract = {
        "questions": 2, "references_accepted": 2, "starters_rejected": 1, "alternatives_accepted": 4,
        "alternatives": 4, "wrong": 8, "wrong_rejected": 8, "wrong_named": 6, "trivial": 12, "trivial_rejected": 12,
        "mutants": 80, "mutants_killed": 78,
    }  # fmt: skip
    assert {key: found[key] for key in contract} == contract
    assert found["survivors"] == [
        {"question": "softmax", "line": 7, "was": "a + 0", "now": "a - 0", "operator": "arithmetic",
         "excused": "adding nothing"}
    ]  # fmt: skip
    assert found["faults"] == [{"question": "roc", "what": "code", "message": "prints something else"}]
    assert found["skipped"] == [{"question": "tfjs", "why": "no judge for javascript here"}]
    assert found["demonstrations"] == 1
    assert summary([replace(PROOF, survivors=(Survivor(1, "a", "b", "constant"),))])["survivors"][0]["excused"] is None
