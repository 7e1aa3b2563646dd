"""The rules that are in force for one article, and where they do not count."""

from __future__ import annotations

import pytest

from reader.script.overrides import Override
from reader.script.rules import ArticleRules, Pin, adapt_forms, select_pins


def words_of(text: str, name_spans: list[tuple[int, int]]) -> list[str]:
    found = ArticleRules().find_replacements(text, "s2twp", "twp", name_spans)
    return [each.text for each in found]


@pytest.mark.parametrize(
    ("name_spans", "words"),
    [
        ([], ["川普"]),
        ([(0, 3)], ["川普"]),  # right before the word
        ([(6, 8)], ["川普"]),  # right behind it
        ([(0, 4)], []),
        ([(5, 8)], []),
        ([(3, 6)], []),
        ([(-9, 3), (6, 99)], ["川普"]),
        ([(-9, 4)], []),
    ],
)
def test_words_of_regions_are_not_replaced_in_names(name_spans: list[tuple[int, int]], words: list[str]) -> None:
    assert words_of("他和从特朗普说话了", name_spans) == words


@pytest.mark.parametrize(
    ("text", "name_spans", "names"),
    [
        ("记者 沈阳，沈阳", [(3, 5)], [(3, 5)]),
        ("记者 沈阳，沈阳", [], []),
        ("记者 沈阳，沈阳", [(-3, 99)], [(3, 5), (6, 8)]),
        ("记者 沈阳，沈阳", [(4, 8)], [(6, 8)]),
        ("记者 范松里", [], [(3, 6)]),
    ],
)
def test_short_names_count_only_where_persons_are_named(
    text: str, name_spans: list[tuple[int, int]], names: list[tuple[int, int]]
) -> None:
    found = ArticleRules(["范松里", "沈阳"]).find_replacements(text, "s2tw", "tw", name_spans)
    assert [(each.start, each.end) for each in found] == names
    assert {each.reason for each in found} <= {"name"}


def test_any_change_of_the_rules_has_a_version_of_its_own() -> None:
    rules = ArticleRules()
    versions = [rules.version]
    override = Override("甲", "乙", ())
    rules.add(override)
    versions.append(rules.version)
    rules.remove(override)
    versions.append(rules.version)
    rules.people = frozenset({"沈阳"})
    versions.append(rules.version)
    rules.set_blocks([("甲", "Hans")])
    versions.append(rules.version)
    assert len(set(versions)) == len(versions)
    rules.people = frozenset({"沈阳"})
    rules.set_blocks([("甲", "Hans")])
    assert rules.version == versions[-1]


@pytest.mark.parametrize(
    ("pins", "view", "selected"),
    [
        ([Pin(0, 2, "甲乙", "tw")], "hk", [(0, 2)]),
        ([Pin(0, 2, "甲乙", "tw")], "hans", []),
        ([Pin(0, 2, "甲乙", "hans")], "hansp", [(0, 2)]),
        ([Pin(0, 2, None, "tw")], "hans", [(0, 2)]),
        ([Pin(-1, 2, None)], "tw", [(0, 2)]),
        ([Pin(4, 9, None)], "tw", [(4, 5)]),
        ([Pin(5, 9, None)], "tw", []),
        ([Pin(-1, 2, "甲")], "tw", []),
        ([Pin(4, 6, "甲")], "tw", []),
        ([Pin(4, 5, "甲")], "tw", [(4, 5)]),
        ([Pin(2, 2, "甲")], "tw", []),
        ([Pin(0, 2, "甲"), Pin(1, 3, "乙"), Pin(2, 4, "丙")], "tw", [(0, 2), (2, 4)]),
        ([Pin(2, 4, "甲"), Pin(0, 2, "乙"), Pin(0, 3, "丙")], "tw", [(2, 4), (0, 2)]),
    ],
)
def test_decisions_count_in_the_views_of_their_script_and_within_the_text(
    pins: list[Pin], view: str, selected: list[tuple[int, int]]
) -> None:
    assert [(pin.start, pin.end) for pin in select_pins(pins, view, 5)] == selected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "view", "forms", "source", "adapted"),
    [
        ("裡", "hk", "press", "tw", "裏"),
        ("裡", "hans", "press", "tw", "裡"),
        ("說", "hk", "opencc", "hant", "説"),
        ("說", "hk", "press", "hant", "說"),
        ("說", "hkp", "press", "hant", "說"),
        ("裏", "tw", "press", "hk", "裡"),
        ("裏", "twp", "press", "hk", "裡"),
        ("裏", "hant", "press", "hant", "裏"),
    ],
)
def test_a_word_chosen_in_one_view_has_the_form_of_another(
    text: str, view: str, forms: str, source: str, adapted: str
) -> None:
    assert adapt_forms(text, view, forms, source) == adapted  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("他", [(0, 1, "她"), (1, 4, "范松里")]),  # side by side
        ("他范", [(0, 2, "她")]),
        ("里来", [(3, 5, "她")]),
        ("来", [(1, 4, "范松里"), (4, 5, "她")]),
        ("他范松里来", [(0, 5, "她")]),
        ("松", [(2, 3, "她")]),
    ],
)
def test_a_rule_for_the_article_counts_before_a_name_that_it_overlaps(
    word: str, found: list[tuple[int, int, str]]
) -> None:
    rules = ArticleRules(["范松里"])
    rules.add(Override(word, "她", ("tw",)))
    assert [each[:3] for each in rules.find_replacements("他范松里来", "s2tw", "tw")] == found


@pytest.mark.parametrize(
    ("pin", "found"),
    [
        (Pin(0, 1, "她", "tw"), [(0, 1, "她")]),
        (Pin(1, 3, None), [(1, 3, "和从")]),
        (Pin(-2, 1, None), [(0, 1, "他")]),
        (Pin(2, 9, None), [(2, 5, "从普说")]),
        (Pin(5, 9, None), []),
        (Pin(-2, 1, "她", "tw"), []),
        (Pin(3, 9, "她", "tw"), []),
        (Pin(3, 5, "她", "tw"), [(3, 5, "她")]),
        (Pin(0, 1, "裏", "hk"), [(0, 1, "裡")]),
    ],
)
def test_a_decision_about_a_place_counts_within_the_text(pin: Pin, found: list[tuple[int, int, str]]) -> None:
    shown = ArticleRules().find_replacements("他和从普说", "s2tw", "tw", (), [pin])
    assert [each[:3] for each in shown] == found
