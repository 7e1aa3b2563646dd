"""The tables are in one script, and every printed form of their signs is known."""

from __future__ import annotations

import pytest

from reader.figures.lexicon import EndingTable, WordTable, cue_classes, cues, fold, left_words, rows, units
from tests.figures.make_forms import ROOM, forms

TABLES = sorted(path.stem for path in ROOM.glob("*.tsv") if path.stem not in ("forms", "shown"))  # those have both


def test_every_printed_form_that_opencc_knows_is_folded() -> None:
    """Else run tests/figures/make_forms.py."""
    assert {printed: fold(printed) for printed in forms()} == forms()


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_written_in_the_forms_that_texts_are_folded_to(name: str) -> None:
    for row in rows(name):
        assert fold("".join(row)) == "".join(row)


@pytest.mark.parametrize("name", TABLES)
def test_no_row_is_there_twice(name: str) -> None:
    found = rows(name)
    assert len(found) == len({tuple(row) for row in found})
    assert len({len(row) for row in found}) == 1


def test_the_longest_unit_wins() -> None:
    found = units("CN").at("元人民币。", 0)
    assert found is not None
    assert found[0] == "元人民币"


@pytest.mark.parametrize(("region", "factor"), [("CN", "1/2"), ("TW", "3/5")])
def test_a_region_has_its_own_units(region: str, factor: str) -> None:
    found = units(region).at("斤", 0)
    assert found is not None
    assert str(found[1][0].factor) == factor


def test_a_cue_is_a_list_of_words() -> None:
    assert "平方米" in cues("per")


def test_words_that_begin_at_an_offset_are_given_once_and_the_longest_first() -> None:
    for text, found in (
        ("元", ["元"]),
        ("公里", ["公里"]),
        ("元旦", ["元"]),
        ("平方米", ["平方米", "平方", "平"]),
        ("甬", []),
    ):
        assert [each for each, _ in units("CN").all_at(text, 0)] == found


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("二O二四年", "二〇二四年"),
        ("二o二四年", "二〇二四年"),
        ("二OO四年", "二〇〇四年"),
        ("Oo", "Oo"),
        ("二OK", "二OK"),
    ],
)
def test_a_letter_between_digits_in_han_is_a_zero(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.fixture
def words() -> WordTable[int]:
    found = ("元", "元旦", "平方", "平方公里", "平方米", "不三不四", "三不", "一二", "二三")
    return WordTable({word: number for number, word in enumerate(found, 1)})


@pytest.mark.parametrize(
    ("text", "start", "found"),
    [
        ("元旦", 0, ("元旦", 2)),
        ("元", 0, ("元", 1)),
        ("元月", 0, ("元", 1)),
        ("一元", 1, ("元", 1)),
        ("一元", 2, None),
        ("平方", 0, ("平方", 3)),
        ("平方米", 0, ("平方米", 5)),
        ("平方公里", 0, ("平方公里", 4)),
        ("平", 0, None),
        ("平原", 0, None),
        ("甲", 0, None),
        ("", 0, None),
    ],
)
def test_the_longest_word_at_an_offset_is_found(
    words: WordTable[int], text: str, start: int, found: tuple[str, int] | None
) -> None:
    assert words.at(text, start) == found
    assert words.word_at(text, start) == (found[0] if found else "")


def test_all_words_at_an_offset_are_found_the_longest_first(words: WordTable[int]) -> None:
    assert words.all_at("平方公里", 0) == [("平方公里", 4), ("平方", 3)]
    assert words.all_at("元旦", 0) == [("元旦", 2), ("元", 1)]
    assert words.all_at("元", 0) == [("元", 1)]
    assert words.all_at("二元", 1) == [("元", 1)]


@pytest.mark.parametrize(
    ("text", "least", "at", "found"),
    [
        ("不三不四", 0, 0, (4, 6)),
        ("不三不四", 0, 3, (4, 6)),
        ("不三不四", 1, 1, (3, 7)),
        ("不三不四", 1, 2, (3, 7)),
        ("不三不四", 1, 3, None),
        ("不三不五", 0, 0, None),
        ("一二三", 0, 1, (2, 8)),
        ("一二三", 1, 1, (3, 9)),
        ("一二四", 0, 2, None),
        ("平方米", 0, 1, (3, 5)),
    ],
)
def test_the_longest_word_around_an_offset_is_found(
    words: WordTable[int], text: str, least: int, at: int, found: tuple[int, int] | None
) -> None:
    assert words.longest_around(text, least, at) == found


@pytest.fixture
def endings() -> EndingTable[int]:
    return EndingTable({"年": 1, "今年": 2, "近": 3, "最近": 4, "不是最近": 5})


@pytest.mark.parametrize(
    ("text", "end", "least", "found"),
    [
        ("今年", 2, 0, ("今年", 2)),
        ("今年", 2, 1, ("年", 1)),
        ("今年", 2, 2, None),
        ("年", 1, 0, ("年", 1)),
        ("去年", 2, 0, ("年", 1)),
        ("不是最近", 4, 0, ("不是最近", 5)),
        ("不是最近", 4, 1, ("最近", 4)),
        ("不是最近", 3, 0, None),
        ("今", 1, 0, None),
        ("", 0, 0, None),
    ],
)
def test_the_longest_word_before_an_offset_is_found(
    endings: EndingTable[int], text: str, end: int, least: int, found: tuple[str, int] | None
) -> None:
    assert endings.before(text, end, least) == found
    assert endings.word_before(text, end, least) == (found[0] if found else "")


def test_a_table_of_endings_has_all_its_words(endings: EndingTable[int]) -> None:
    assert sorted(endings.items(), key=lambda pair: pair[1])[::4] == [("年", 1), ("不是最近", 5)]


def test_of_cues_that_begin_alike_the_longest_is_found() -> None:
    pattern, classes = cue_classes()
    found = {word: pattern.match(word) for word in classes}
    assert {word for word, match in found.items() if match is None or match[0] != word} == set()


def test_a_word_of_a_direction_may_end_in_what_is_reached() -> None:
    words = dict(left_words().items())
    assert words["增长至"] == words["增长到"] == words["增长"]
    assert "约至" not in words
    assert "升至至" not in words


@pytest.mark.parametrize("region", ["CN", "HK", "TW"])
def test_units_of_a_region_stand_before_those_of_all(region: str) -> None:
    own = {form: where for form, *_, where in rows("units") if where == region}
    for form in own:
        found = units(region).at(form, 0)
        assert found is not None
        factors = [(row[3], row[4]) for row in rows("units") if row[0] == form and row[5] == region]
        assert found[1][0].canonical == factors[-1][0]
