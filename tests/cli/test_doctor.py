"""``doctor`` and ``runtime``: what is live, what is missing, and the database."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from drillbank.cli import doctor
from drillbank.cli.context import Context
from drillbank.cli.globals import GlobalOptions
from drillbank.sandbox.confine import LAYERS, NEEDED
from tests.conftest import Ran


def test_the_document_holds_what_scripts_rely_on(drillbank: Callable[..., Ran], home: Path) -> None:
    ran = drillbank("doctor", "--json")
    assert ran.code == 0, ran.err
    document = ran.json
    assert document["ok"] is True
    assert [layer["name"] for layer in document["layers"]] == list(LAYERS)
    for layer in document["layers"]:
        assert layer["state"] in ("live", "absent", "blocked")
        assert layer["needed"] == (layer["name"] in NEEDED)
        if layer["needed"]:
            assert layer["state"] == "live"
        if layer["state"] != "live":
            assert layer["reopens"]
    assert set(document["tried"]) == {"read", "write", "connect", "fork", "signal", "exec"}
    assert document["home"] == str(home / "data")
    assert document["database"]["state"] == "none"
    assert {"python", "numpy", "scikit-learn"} <= {r["name"] for r in document["runtimes"] if r["state"] == "ready"}


def test_it_speaks_both_languages(drillbank: Callable[..., Ran]) -> None:
    assert "试过并被拒绝" in drillbank("doctor", "--lang", "zh").out
    assert "tried and refused: " in drillbank("doctor", "--lang", "en").out


def test_runtimes_have_versions_and_sizes_and_a_missing_one_a_remedy(drillbank: Callable[..., Ran]) -> None:
    runtimes = {entry["name"]: entry for entry in drillbank("runtime", "--json").json["runtimes"]}
    assert runtimes["numpy"]["state"] == "ready"
    assert runtimes["numpy"]["bytes"] > 1_000_000
    for entry in runtimes.values():
        assert entry["state"] == "ready" or entry["remedy"]


def test_the_database_is_looked_at_and_can_be_rebuilt(drillbank: Callable[..., Ran], home: Path) -> None:
    assert drillbank("doctor", "--rebuild").code == 2
    answered = drillbank("answer", "evaluate-llm", "--rating", "3", "--json", stdin="perplexity")
    assert answered.code == 0, answered.err
    document = drillbank("doctor", "--json", "--rebuild").json["database"]
    assert document["state"] == "sound"
    assert document["reviews"] == 1
    assert document["rebuilt"] == 1
    database = home / "data" / "drillbank.db"
    database.write_bytes(b"SQLite format 3\x00" + b"garbage" * 1000)
    broken = drillbank("doctor", "--json")
    assert broken.json["database"]["state"] == "damaged"
    assert database.read_bytes().startswith(b"SQLite format 3\x00garbage"), "nothing is overwritten"


def test_a_needed_layer_that_is_missing_says_what_it_reopens(capsys: object) -> None:
    from drillbank.sandbox.inspection import LayerState

    states = [LayerState("landlock", "absent", True, "Function not implemented", "files can be read", "a newer kernel")]
    context = Context(GlobalOptions(lang="en", plain=True))
    doctor._layer_lines(context, states, [], ok=False)
    out = capsys.readouterr().out  # type: ignore[attr-defined]
    for word in (
        "✘ landlock",
        "needed",
        "without it files can be read",
        "remedy: a newer kernel",
        "Code is not run here",
    ):
        assert word in out
    assert json.dumps(doctor._layer_document(states[0]))
