"""The order of a day's recall."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from drillbank.study.mixing import mixed
from drillbank.study.queue import Item

from .makers import summary

DAY = date(2026, 11, 24)


def test_confusable_questions_stand_side_by_side_and_else_the_topic_changes() -> None:
    topics = {"a": "x/one", "b": "x/one", "c": "y/two", "d": "y/two", "twin": "z/three", "other": "z/three"}
    related = {"twin": ("other",)}
    summaries = {id: summary(id, topic=topic, related=related.get(id, ())) for id, topic in topics.items()}
    order = [item.question for item in mixed([Item(id, "due", 2, "recall") for id in topics], summaries, DAY)]
    assert sorted(order) == sorted(topics)
    assert abs(order.index("twin") - order.index("other")) == 1
    pairs = [(one, two) for one, two in pairwise(order) if {one, two} != {"twin", "other"}]
    assert all(topics[one] != topics[two] for one, two in pairs[:3])


def test_a_day_begins_with_something_known_and_each_day_is_another_order() -> None:
    summaries = {f"q{n}": summary(f"q{n}", topic=f"t/{n}") for n in range(8)}
    items = [Item(id, "due" if id == "q7" else "new", 2, "recall") for id in summaries]
    orders = [[i.question for i in mixed(items, summaries, date(2026, 11, day))] for day in range(1, 9)]
    assert all(order[0] == "q7" for order in orders)
    assert len({tuple(order) for order in orders}) > 1
