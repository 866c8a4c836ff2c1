"""The loaded banks: what they hold, what they refuse, how they are searched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from drillbank import bank as banking
from drillbank.bank import Bank, Filters
from drillbank.errors import BankError, UnknownQuestion
from drillbank.model import Coding

from . import banks


def load(*folders: Path, cache: Path | None = None) -> Bank:
    return banking.load([(str(folder), folder) for folder in folders], cache_dir=cache)


def sentences(*folders: Path) -> list[str]:
    with pytest.raises(BankError) as caught:
        load(*folders)
    return [str(problem) for problem in caught.value.problems]


def test_summaries_are_ordered_by_id_and_questions_come_on_demand(tmp_path: Path) -> None:
    bank = load(banks.small(tmp_path))
    assert list(bank.summaries) == ["double", "shift"]
    assert (len(bank), "shift" in bank, "nothing" in bank) == (2, True, False)
    question = bank.get("double")
    assert isinstance(question, Coding)
    assert question.path == str(tmp_path / "coding/maths/double.yaml")
    assert bank.path("double") == tmp_path / "coding/maths/double.yaml"
    assert [question.id for question in bank] == ["double", "shift"]


def test_an_unknown_id_names_the_nearest(tmp_path: Path) -> None:
    bank = load(banks.small(tmp_path))
    with pytest.raises(UnknownQuestion, match="Did you mean double") as caught:
        bank.get("duoble")
    assert caught.value.nearest == ("double",)
    with pytest.raises(UnknownQuestion):
        bank.path("duoble")


@pytest.mark.parametrize("place", ["theory__q", "theory__any__where__q", "questions__theory__q"])
def test_an_added_bank_may_stand_and_nest_as_it_likes(tmp_path: Path, place: str) -> None:
    banks.write(tmp_path, **{place: banks.THEORY})
    assert list(load(tmp_path).summaries) == ["q"]


def test_a_folder_that_is_no_bank_is_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("")
    assert sentences(tmp_path / "none") == [
        f"{tmp_path}/none: the bank folder does not exist; give the folder of a bank"
    ]
    assert sentences(tmp_path / "file") == [
        f"{tmp_path}/file: the bank folder is a file, not a folder; give the folder of a bank"
    ]
    assert sentences(tmp_path / "empty") == [
        f"{tmp_path}/empty: holds no bank: none of theory/, business/, coding/ stands in it or in its questions/"
    ]


def test_the_faults_of_all_files_of_all_banks_come_at_once(tmp_path: Path) -> None:
    first = banks.write(tmp_path / "a", theory__x="title: {en: T}\n", theory__y=banks.THEORY + "level: 9\n")
    second = banks.write(tmp_path / "b", coding__z=banks.THEORY)
    found = sentences(first, second, tmp_path / "none")
    assert {line.split(":")[0].rpartition("/")[2] for line in found} == {"x.yaml", "y.yaml", "z.yaml", "none"}
    assert len(found) == 7


def test_one_id_in_two_banks_is_refused(tmp_path: Path) -> None:
    first = banks.write(tmp_path / "a", theory__q=banks.THEORY)
    second = banks.write(tmp_path / "b", coding__q=banks.CODING)
    assert sentences(first, second) == [
        f"{second}/coding/q.yaml: the id 'q' is taken by {first}/theory/q.yaml; ids are unique over all banks"
    ]


def test_the_same_folder_given_twice_counts_once(tmp_path: Path) -> None:
    folder = banks.small(tmp_path / "a")
    assert len(load(folder, folder / ".." / "a")) == 2


def test_a_retired_id_may_not_come_back_in_any_bank(tmp_path: Path) -> None:
    first = banks.small(tmp_path / "a")
    (first / "retired.txt").write_text("# gone\nold-one\nmine # said twice\n", encoding="utf-8")
    assert load(first).retired == {"old-one", "mine"}
    second = banks.write(tmp_path / "b", theory__mine=banks.THEORY)
    assert sentences(first, second) == [
        f"{second}/theory/mine.yaml: the id 'mine' is retired (retired.txt) and may not come back"
    ]


def test_a_topic_has_to_stand_in_topics_where_the_bank_has_them(tmp_path: Path) -> None:
    folder = banks.small(tmp_path / "a")
    banks.write(folder, theory__q=banks.THEORY.replace("maths/stability", "maths/stabilty"))
    assert sentences(folder) == [
        f'{folder}/theory/q.yaml:2: topic: topic "maths/stabilty" does not stand in topics.yaml '
        '(did you mean "maths/stability"?)'
    ]
    (folder / "topics.yaml").unlink()
    assert load(folder).summaries["q"].topic == "maths/stabilty"


def test_an_added_bank_brings_its_own_topics_sources_and_tracks(tmp_path: Path) -> None:
    first = banks.small(tmp_path / "a")
    second = banks.write(
        tmp_path / "b",
        topics="- {id: own, title: {en: Own}, leaves: [{id: leaf, title: {en: Leaf}}]}\n",
        sources="own-2026: {cite: 'A book', url: 'https://example.org', checked: 2026-11-01}\n",
        tracks="- {id: own-role, title: {en: Role}, weights: {own: 3}}\n",
        glossary="- {zh: 缓存, en: cache, avoid: {zh: [快取]}}\n",
        theory__q=banks.THEORY.replace("maths/stability", "own/leaf"),
    )
    bank = load(first, second)
    assert list(bank.topics) == ["maths", "own"]
    assert bank.topics["own"].topics == ("own/leaf",)
    assert bank.topic_title("maths/stability", "zh") == "稳定"
    assert bank.topic_title("maths", "en") == "Maths"
    assert bank.topic_title("no/where", "en") == "no/where"
    assert bank.sources["own-2026"].checked == "2026-11-01"
    assert bank.tracks["own-role"].weights == {"own": 3}
    assert bank.glossary[0].avoid.zh == ("快取",)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("topics", banks.TOPICS.replace("Maths", "Other")),
        ("sources", "a: {cite: two}\n"),
        ("tracks", "- {id: a, title: {en: two}}\n"),
    ],
)
def test_two_banks_that_contradict_each_other_are_refused(tmp_path: Path, name: str, text: str) -> None:
    first = banks.small(tmp_path / "a")
    banks.write(first, sources="a: {cite: one}\n", tracks="- {id: a, title: {en: one}}\n")
    second = banks.write(tmp_path / "b", theory__q=banks.THEORY, **{name: text})
    id = "maths" if name == "topics" else "a"
    (line,) = sentences(first, second)
    assert line == f"{second}/{name}.yaml: {id}: clashes with {id!r} of {first}/{name}.yaml; give it another id"


def test_the_same_entry_in_two_banks_is_no_clash(tmp_path: Path) -> None:
    first = banks.small(tmp_path / "a")
    second = banks.write(tmp_path / "b", topics=banks.TOPICS, theory__q=banks.THEORY)
    assert len(load(first, second)) == 3


def test_a_broken_file_beside_the_questions_is_reported_once(tmp_path: Path) -> None:
    folder = banks.small(tmp_path)
    banks.write(folder, topics="- {ident: maths}\n", sources="a: [\n")
    found = sentences(folder)
    assert len([line for line in found if "topics.yaml" in line and "ident" in line]) == 1
    assert len([line for line in found if "sources.yaml" in line]) == 1


def test_search_finds_two_characters_words_in_any_case_and_all_of_them(tmp_path: Path) -> None:
    folder = banks.small(tmp_path)
    banks.write(
        folder,
        theory__memory=banks.THEORY.replace("题目", "KV 缓存占多少显存？").replace("The answer", "Half a GiB"),
        theory__far=banks.THEORY.replace("The answer", "GPU memory 显存"),
        theory__points=banks.THEORY + "points: [{id: a, claim: {zh: 量化到 8 位}}]\n",
    )
    bank = load(folder, cache=tmp_path / "cache")
    ids = lambda text: [summary.id for summary in bank.search(text)]  # noqa: E731 - read six times below
    assert ids("显存") == ["memory", "far"]  # a hit in the title comes first
    assert ids("量化") == ["points"]
    assert ids("gib HALF") == ["memory"]
    assert ids("ＧＰＵ") == ["far"]
    assert ids("显存 nothing") == []
    assert ids("double") == ["double"]
    assert ids("  ") == []
    assert len(bank.search("the", limit=2)) == 2


def test_select_joins_filters_and_search(tmp_path: Path) -> None:
    bank = load(banks.small(tmp_path))
    assert [s.id for s in bank.select(Filters())] == ["double", "shift"]
    assert [s.id for s in bank.select(Filters(kinds=("coding",)))] == ["double"]
    assert [s.id for s in bank.select(Filters(text="answer", kinds=("theory",)))] == ["shift"]


def test_a_warm_start_imports_no_yaml(tmp_path: Path) -> None:
    folder, cache = banks.small(tmp_path / "a"), tmp_path / "cache"
    for path in folder.rglob("*.yaml"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    load(folder, cache=cache)
    program = (
        "import sys\nfrom pathlib import Path\nfrom drillbank import bank\n"
        f"b = bank.load([('a', Path({str(folder)!r}))], cache_dir=Path({str(cache)!r}))\n"
        "b.get('double'); b.search('answer'); b.topics; b.retired\n"
        "print([m for m in ('yaml', 'numpy', 'sklearn', 'rich', 'typer') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
