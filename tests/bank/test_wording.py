"""Folding for search."""

from drillbank.bank.wording import fold


def test_width_and_case_do_not_matter_to_search() -> None:
    assert fold("ＧＰＵ Straße ﬁt KV") == "gpu strasse fit kv"
    assert fold("显存") == "显存"
    assert fold("Plain") == "plain"
