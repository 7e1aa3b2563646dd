from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.model import Phrase, View, clean
from reader.script.converter import ArticleConverter, Pin
from reader.script.invisible_characters import INVISIBLE, restore_invisible, strip_invisible

SIGNS = "\u200b\u200d\ufe0f\u00ad\ufeff"


@given(st.text("头发干枯软件台风，a" + SIGNS, max_size=30), st.sampled_from(["tw", "twp", "hk", "hans"]))
def test_a_text_is_converted_as_without_them(text: str, view: str) -> None:
    source = clean(text)
    converter = ArticleConverter("Hans", None)
    whole = converter.convert(source, view, "Hans")  # type: ignore[arg-type]
    plain = INVISIBLE.sub("", source)
    assert INVISIBLE.sub("", whole.text) == converter.convert_text(clean(plain), view, "Hans")  # type: ignore[arg-type]
    assert whole.source_length == len(source)
    for change in converter.find_changes(source, view, "Hans"):  # type: ignore[arg-type]
        first, last = whole.span_to_view(change.start, change.end)
        assert INVISIBLE.sub("", whole.text[first:last]) == change.replacement


def test_invisible_characters_do_not_split_words() -> None:
    converter = ArticleConverter("Hans", None)
    assert converter.convert_text(clean("头\u200b发干\u200b枯"), "tw", "Hans") == "頭\u200b髮乾\u200b枯"
    assert converter.convert_text(clean("软\u200b件好"), "twp", "Hans") == "軟體好"


def test_pins_stay_on_their_words() -> None:
    text = clean("发\u200b展，发")
    view = ArticleConverter("Hans", None).convert(text, "tw", "Hans", pins=[Pin(4, 5, "髮", "tw")])
    assert view.text == "發\u200b展，髮"


def test_a_text_without_them_is_not_touched() -> None:
    assert strip_invisible("头发") is None
    assert strip_invisible("plain") is None


def test_what_is_invisible_stays_in_its_place_outside_of_phrases() -> None:
    text = clean("\u200b发\u200b软\u200b件，\u200b好软件\u200b")
    visible = strip_invisible(text)
    assert visible is not None
    assert (visible.text, visible.offsets) == ("发软件，好软件", [1, 3, 5, 6, 8, 9, 10])
    assert visible.to_visible([(0, 2), (2, 6), (6, 11)]) == [(0, 1), (1, 3), (3, 7)]
    assert visible.to_whole(1, 3) == (3, 6)
    view = View(clean("發軟體的，好軟"), (Phrase(1, 3, 1, 4), Phrase(5, 7, 6, 7)))
    shown = restore_invisible(text, visible, view)
    assert shown.text == "\u200b發\u200b軟體的，\u200b好軟\u200b"
    assert shown.phrases == ((3, 6, 3, 6), (9, 11, 9, 10))
