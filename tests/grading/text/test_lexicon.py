from __future__ import annotations

from drillbank.grading.text import lexicon, terms
from drillbank.grading.text.stems import stem


def ideas(text: str) -> set[str]:
    return {term for term in terms.signed(text) if term.startswith("k:")}


def test_two_languages_meet_in_one_idea() -> None:
    assert ideas("held-out error") & ideas("验证集的误差")
    assert ideas("memory bandwidth") & ideas("带宽")
    assert not ideas("memory bandwidth") & ideas("隐私")


def test_the_longest_form_wins() -> None:
    book = lexicon.read("cross validation | 交叉验证\nvalidation | 验证")
    stems = [stem("cross"), stem("validation")]
    assert book.of_words(stems, 0) == (2, (0,))
    assert book.of_words(stems, 1) == (1, (1,))
    assert book.of_han("交叉验证集", 0) == (4, (0,))
    assert book.of_han("集", 0) == (0, ())


def test_opposites_point_at_each_other() -> None:
    book = lexicon.read("# words\nmore | 更多 <> fewer | 更少\nalone")
    assert book.opposite == {0: 1, 1: 0}


def test_the_shipped_words_have_opposites_that_exist() -> None:
    book = lexicon.shipped()
    known = {idea for table in (book.words, book.han) for found in table.values() for idea in found}
    assert set(book.opposite) <= known
    assert len(known) > 200
