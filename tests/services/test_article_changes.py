"""What has changed between two texts of an article."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from reader.figures.context import FigureContext
from reader.model import CleanText, clean
from reader.services.article_changes import TextChanges, compare_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

CONTEXT = FigureContext("2025-03-01", "CN")


def compare(old: Sequence[str], new: Sequence[str]) -> TextChanges:
    return compare_texts(list(map(clean, old)), list(map(clean, new)), CONTEXT)


def describe(changes: TextChanges) -> list[tuple[str, str, str]]:
    return [
        (each.kind, each.old.text if each.old else "", each.new.text if each.new else "") for each in changes.sentences
    ]


def describe_figures(changes: TextChanges) -> list[tuple[str, str]]:
    return [(each.old.text if each.old else "", each.new.text if each.new else "") for each in changes.figures]


def test_a_changed_figure_is_found_with_its_sentence_and_what_differs() -> None:
    changes = compare(["地震已造成12人死亡。救援仍在进行。"], ["地震已造成21人死亡。救援仍在进行。"])
    assert describe_figures(changes) == [("12人", "21人")]
    (change,) = changes.sentences
    assert (change.kind, change.old_spans, change.new_spans) == ("changed", ((5, 8),), ((5, 8),))
    assert changes.figures[0].change is change


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (["一句。二句話很長。"], ["一句。二句話很長。"], []),
        (["一句。"], ["一句。", "這是新加的一段。"], [("added", "", "這是新加的一段。")]),
        (["一句。", "這段不見了。"], ["一句。"], [("removed", "這段不見了。", "")]),
        (["甲。", "乙丙。", "丁。"], ["丁。", "甲。", "乙丙。"], [("moved", "丁。", "丁。")]),
        (["會議在北京召開。"], ["会议在北京召开。"], []),
        (["會議 在北京召開。"], ["會議在北京召開。"], []),
        (["他說：「好！」笑了。"], ["他說：「不好！」笑了。"], [("changed", "他說：「好！」", "他說：「不好！」")]),
        ([], ["新的。"], [("added", "", "新的。")]),
        (["舊的。"], [], [("removed", "舊的。", "")]),
    ],
)  # fmt: skip
def test_added_removed_changed_and_moved_sentences_are_distinguished(
    old: list[str], new: list[str], found: list[tuple[str, str, str]]
) -> None:
    assert describe(compare(old, new)) == found


def test_removed_sentences_are_listed_at_their_position() -> None:
    changes = compare(
        ["首段沒有變。中間的話要拿走了。末段也沒有變。"], ["首段沒有變。末段也沒有變。新的結尾在此，全不相同。"]
    )
    assert [kind for kind, *_ in describe(changes)] == ["removed", "added"]


@pytest.mark.parametrize(
    ("old", "new", "figures"),
    [
        ("投資6.02億美元，佔63%。", "投資6.2億美元，佔63%。", [("6.02億美元", "6.2億美元")]),
        ("共有12人受傷。", "共有人受傷，其中3人重傷。", [("12人", "3人")]),
        ("會議十分順利，很多人參加。", "會議十分順利，約30人參加。", [("", "30人")]),
        ("會議十分順利，30人參加。", "會議十分順利，很多人參加。", [("30人", "")]),
        ("死亡12人，受傷30人。", "死亡21人，受傷30人。", [("12人", "21人")]),
        ("有逾30人參加會議。", "有不足30人參加會議。", [("30人", "30人")]),
    ],
)
def test_figures_are_paired_with_those_they_took_the_place_of(
    old: str, new: str, figures: list[tuple[str, str]]
) -> None:
    assert describe_figures(compare([old], [new])) == figures


def test_offsets_are_those_of_the_blocks() -> None:
    old, new = (
        ["題目", "　　頭一句。死亡12人，都是漁民。"],
        ["題目", "　　頭一句。新的第二句，全不相干。死亡21人，都是漁民。"],
    )
    changes = compare(old, new)
    for each in changes.sentences:
        for sentence, blocks in ((each.old, old), (each.new, new)):
            assert sentence is None or blocks[sentence.block][sentence.start : sentence.end] == sentence.text
    (figure,) = changes.figures
    assert figure.new
    assert new[1][figure.new.start : figure.new.end] == "21人"


def test_random_edits_lead_from_the_old_text_to_the_new_one() -> None:
    chance = Random(4)
    for _ in range(40):
        old = [
            f"第{chance.randrange(99)}句有{''.join(chance.choices('甲乙丙丁戊己庚辛', k=12))}的話。" for _ in range(30)
        ]
        new = list(old)
        for _ in range(chance.randrange(6)):
            at = chance.randrange(len(new))
            act = chance.randrange(3)
            if act == 0:
                del new[at]
            elif act == 1:
                new.insert(at, "".join(chance.choices("子丑寅卯辰巳午未", k=15)) + "。")
            else:
                new[at] = new[at].replace("話", "消息")
        changes = compare(["".join(old)], ["".join(new)])
        removed = [each.old.text for each in changes.sentences if each.kind in ("removed", "changed") and each.old]
        added = [each.new.text for each in changes.sentences if each.kind in ("added", "changed") and each.new]
        rest = list(old)
        for text in removed:
            rest.remove(text)
        assert sorted([*rest, *map(str, added)]) == sorted(new)


def test_many_sentences_are_compared_in_time() -> None:
    old = [CleanText(f"第{number}句的內容是這樣的，沒有別的。") for number in range(3000)]
    changes = compare_texts(old, [CleanText(text.replace("別的", "甚麼")) for text in old], CONTEXT)
    assert len(changes.sentences) == 3000
