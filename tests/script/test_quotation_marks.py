from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.script.plan import VIEWS
from reader.script.quotation_marks import choose_mark_kind, convert_quotation_marks
from tests.script.texts import mixture

PAIRS = (
    ("他说“好”。", "他说「好」。"),
    ("他说“她说‘好’了”。", "他说「她说『好』了」。"),
    ("甲“乙‘丙“丁”戊’己”。", "甲「乙『丙「丁」戊』己」。"),
    ("“甲”和“乙”", "「甲」和「乙」"),
    ("“甲没有结束", "「甲没有结束"),
    ("甲没有开始”", "甲没有开始」"),
    ("用OPPO’s手机，don’t说“it’s 好”", "用OPPO’s手机，don’t说「it’s 好」"),
    ("students’ 的‘90年代’ 和’90s", None),
    ("甲的“rock ’n’ roll”", "甲的「rock ’n’ roll」"),
)


@pytest.mark.parametrize(("curly", "corner"), [pair for pair in PAIRS if pair[1]])
def test_quotation_marks_convert_in_both_directions(curly: str, corner: str) -> None:
    assert convert_quotation_marks(curly, "corner") == corner
    assert convert_quotation_marks(corner, "curly") == curly
    assert convert_quotation_marks(corner, "corner") == corner
    assert convert_quotation_marks(curly, "curly") == curly


def test_apostrophes_are_no_quotation_marks() -> None:
    text = "students’ 的，’90s，O’Neill，X‘s，ñ’a"
    assert convert_quotation_marks(text, "corner") == text


def test_outer_marks_are_outer_whatever_they_were() -> None:
    assert convert_quotation_marks("他说‘好’", "corner") == "他说「好」"
    assert convert_quotation_marks("他说『好』", "curly") == "他说“好”"
    assert convert_quotation_marks("他说“甲“乙”丙”", "corner") == "他说「甲『乙』丙」"
    assert convert_quotation_marks("他说‘甲“乙”丙’", "corner") == "他说「甲『乙』丙」"


def test_unpaired_marks_are_converted_by_nesting() -> None:
    assert convert_quotation_marks("说’了", "corner") == "说』了"
    assert convert_quotation_marks("说”了「", "corner") == "说」了「"
    assert convert_quotation_marks("“甲‘乙”丙’", "corner") == "「甲『乙」丙』"


def test_a_page_in_english_stays() -> None:
    assert convert_quotation_marks("“It’s the students’ ‘union’”", "corner") == "“It’s the students’ ‘union’”"


def test_excluded_spans_keep_their_marks() -> None:
    assert convert_quotation_marks("“甲‘乙’丙”", "corner", [(2, 3)]) == "「甲‘乙』丙」"
    assert convert_quotation_marks("“甲‘乙’丙”", "corner", [(-3, 1), (4, 99), (9, 3)]) == "“甲『乙’丙”"


@given(st.text("“”‘’「」『』甲a1 ’"), mixture, st.sampled_from(["corner", "curly"]))
def test_only_marks_change_and_the_length_stays(text: str, more: str, marks: str) -> None:
    text += more
    found = convert_quotation_marks(text, marks)  # type: ignore[arg-type]
    assert len(found) == len(text)
    assert all(a == b or (a in "“”‘’「」『』" and b in "“”‘’「」『』") for a, b in zip(text, found, strict=True))
    closing = "”’」』"
    assert all((a in closing) == (b in closing) for a, b in zip(text, found, strict=True))


@given(
    st.recursive(st.just("甲"), lambda inner: st.builds("“{}乙”".format, inner) | st.builds("{0}，{0}".format, inner))
)
def test_well_nested_quotations_come_back(text: str) -> None:
    corner = convert_quotation_marks(text, "corner")
    assert convert_quotation_marks(corner, "curly") == convert_quotation_marks(text, "curly")
    assert convert_quotation_marks(convert_quotation_marks(corner, "curly"), "corner") == corner
    depth = 0
    for character in corner:
        if character in "「『":
            assert character == "「『"[depth % 2]
            depth += 1
        elif character in "」』":
            depth -= 1
            assert character == "」』"[depth % 2]
    assert depth == 0


def test_deep_nesting_takes_no_square() -> None:
    deep = "甲" + "“" * 20_000 + "’" * 20_000
    assert len(convert_quotation_marks(deep, "corner")) == len(deep)


def test_choose_mark_kind_depends_on_the_view() -> None:
    assert {view: choose_mark_kind("region", view) for view in VIEWS} == {
        "source": None,
        "hans": "curly",
        "hansp": "curly",
        **dict.fromkeys(("hant", "hk", "hkp", "tw", "twp"), "corner"),
    }
    assert choose_mark_kind("keep", "tw") is None
    assert choose_mark_kind("corner", "source") is None  # the source stays the source
    assert choose_mark_kind("corner", "hans") == "corner"
