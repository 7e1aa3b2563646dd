from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.model import CleanText, Phrase, View, clean
from reader.script.changes import Change, find_changes
from reader.script.converter import ArticleConverter, Pin
from reader.script.offset_maps import Replacement
from reader.script.options import ConversionOptions
from reader.script.plan import VIEWS
from tests.script.texts import mixture


def test_find_changes_gives_every_kind_of_change() -> None:
    text = clean("记者余松里说：被发明的软件在那里，里，记录和发现，里，面")
    views = ArticleConverter("Hans", None, people=["余松里", "王汇里"])
    pins = [Pin(17, 18, "里", "tw"), Pin(19, 21)]
    found = [(text[c.start : c.end], c.kind, c.replacement) for c in views.find_changes(text, "twp", pins=pins)]
    assert [kind for _, kind, _ in found[-2:]] == ["ambiguous", "ambiguous"]
    assert found[:-2] == [
        ("记", "converted", "記"),
        ("说", "converted", "說"),
        ("发", "form", "發"),
        ("软件", "vocabulary", "軟體"),
        ("里", "form", "裡"),
        ("记录", "kept", "记录"),
        ("发", "form", "發"),
        ("现", "converted", "現"),
    ]
    person = views.find_changes(clean("他叫王汇里"), "tw")[0]
    assert (person.start, person.end, person.kind, person.replacement[-1]) == (2, 5, "name", "里")
    chosen = views.find_changes(clean("，发，"), "tw", "Hans", pins=[Pin(1, 2, "髮", "tw")])
    assert [(change.kind, change.replacement) for change in chosen] == [("chosen", "髮")]


def test_an_ambiguous_stretch_has_what_is_shown_first() -> None:
    text = clean("，里")
    (change,) = ArticleConverter("Hans", None).find_changes(text, "hk", "Hans")
    assert (change.kind, change.replacement) == ("ambiguous", change.candidates[0])
    assert set(change.candidates) >= {"裡", "里"}
    (change,) = ArticleConverter("Hans", None, ConversionOptions("opencc")).find_changes(text, "tw", "Hans")
    assert (change.kind, change.replacement, change.candidates) == ("ambiguous", "裡", ("裡", "里"))


def test_a_change_with_several_forms_says_how_sure_it_is() -> None:
    views = ArticleConverter("Hans", None)
    (sure,) = views.find_changes(clean("发现"), "hk", "Hans")[:1]
    assert (sure.kind, sure.replacement, sure.is_doubtful) == ("form", "發", False)
    (doubtful,) = views.find_changes(clean("，面，"), "hk", "Hans")
    assert doubtful.kind == "ambiguous"
    assert set(doubtful.candidates) == {"面", "麵"}


def test_overlapping_changes_give_the_more_certain_one() -> None:
    view = View(CleanText("甲乙丙丁戊"), (Phrase(1, 3, 1, 3),))
    ambiguous = [
        Change(0, 2, "ambiguous", "甲乙", ("甲乙", "x")),
        Change(2, 3, "ambiguous", "丙", ("丙", "y")),
        Change(3, 4, "ambiguous", "丁", ("丁", "z")),
    ]
    found = find_changes("甲bc丁戊", view, [Replacement(0, 1, "甲", "kept")], ambiguous)
    assert [(change.start, change.end, change.kind) for change in found] == [
        (0, 1, "kept"),
        (1, 3, "vocabulary"),
        (3, 4, "ambiguous"),
    ]


def test_converted_runs_behind_a_longer_phrase_have_their_own_text() -> None:
    view = View(CleanText("甲長長丙D戊FG"), (Phrase(1, 2, 1, 3),))
    assert [(change.start, change.end, change.replacement) for change in find_changes("甲短丙丁戊己庚", view)] == [
        (1, 2, "長長"),
        (3, 4, "D"),
        (5, 7, "FG"),
    ]


def test_nothing_changes_as_written() -> None:
    assert ArticleConverter("Hans", None).find_changes(clean("发展"), "source") == []
    assert ArticleConverter("Hans", None).find_changes(clean("发展"), "hans") == []
    assert list(find_changes("发展", View(CleanText("发展")))) == []


def test_changes_in_a_mixed_text_have_its_offsets() -> None:
    text = clean("軟件說話 摄影:李说 录像，里")
    found = ArticleConverter("Hant", None).find_changes(text, "twp", pins=[Pin(11, 12)])
    assert [(c.start, text[c.start : c.end], c.kind) for c in found] == [
        (0, "軟件", "vocabulary"),
        (5, "摄", "converted"),
        (9, "说", "converted"),
        (11, "录", "kept"),
        (14, "里", "ambiguous"),
    ]


@given(mixture, st.sampled_from(VIEWS), st.sampled_from(["TW", "HK", None]), st.booleans())
def test_all_that_changed_is_named_and_nothing_else(text: str, target: str, region: str | None, rare: bool) -> None:
    source = clean(text)
    views = ArticleConverter("Hans", region, people=["说话人"])  # type: ignore[arg-type]
    view = views.convert(source, target)  # type: ignore[arg-type]
    found = views.find_changes(source, target, include_rare=rare)  # type: ignore[arg-type]
    assert all(one.end <= other.start for one, other in pairwise(found))
    rebuilt, at = "", 0
    for change in found:
        assert change.start < change.end
        rebuilt += source[at : change.start] + change.replacement
        at = change.end
    assert rebuilt + source[at:] == view.text
