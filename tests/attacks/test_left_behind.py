"""Once the judge is closed nothing of it, and nothing of what it ran, is left."""

from __future__ import annotations

import client


def test_no_process_and_no_scratch_is_left(identity: str, benches: client.Benches) -> None:
    assert benches.ask(identity, do="attack", name="processes/daemon").get("faults") == []
    assert benches.ask(identity, do="attack", name="resources/ignores_every_signal").get("faults") == []
    assert benches.ask(identity, do="close") == {"processes": [], "scratch": []}
