from __future__ import annotations

from drillbank.grading.text import references
from drillbank.grading.text.wordings import Wording

from .makers import theory


def test_every_wording_is_there_with_its_kind() -> None:
    sheet = references.sheet(theory())
    group = sheet.groups[0]
    assert {sheet.references[n].kind for n in group.right} == {"claim", "accept"}
    assert len(group.right) == 8
    assert [sheet.references[n].text for n in group.wrong][:1] == ["缓存随长度平方增长"]
    assert all(sheet.references[n].point != 0 for n in group.others)
    assert "so bandwidth is the limit" in {sheet.references[n].text for n in group.parts}


def test_words_of_the_question_weigh_little() -> None:
    sheet = references.sheet(theory())
    assert sheet.weight("w:cach") < 0.5 * sheet.weight("w:bandwidth")


def test_own_wordings_join_and_make_a_sheet_of_their_own() -> None:
    own = Wording("cache", "size", "半个吉", True, "1")
    refused = Wording("cache", "size", "很大", False, "2")
    sheet = references.sheet(theory(), [own, refused])
    group = sheet.groups[1]
    assert [sheet.references[n].text for n in group.own] == ["半个吉"]
    assert [sheet.references[n].text for n in group.refused] == ["很大"]
    assert set(group.own) <= set(group.right)
    assert references.sheet(theory()) is references.sheet(theory())
    assert references.sheet(theory()).groups[1].own == ()
