"""Edited Markdown copies: the edited text counts, and every annotation is placed or reported."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest

from reader.annotations.model import Annotation, CanonicalText, Target
from reader.copies import edited_markdown
from reader.copies.alignment import merge_edit
from reader.copies.annotated_view import make_annotated_view
from reader.copies.markdown_writer import render_markdown
from reader.copies.open import AnnotatedCopy, open_copy
from reader.errors import ReaderError
from reader.model import Article, Block, Origin, Phrase, View, clean
from reader.services.figures import find_view_figures
from tests.copies.articles import COUNT, annotated

if TYPE_CHECKING:
    from reader.model import ViewName

WHEN = "2026-01-01T00:00:00.000000Z"
LINES = (
    ("headline", "小漁港變成風電小鎮"),
    ("paragraph", "東岸縣的舊碼頭重新開放，水深足夠，大船也能靠岸。"),
    ("heading", "先修碼頭"),
    ("paragraph", "今年縣裏投資六億元，建成泊位八個，軟件和互聯網的信息也都齊備。"),
    ("caption", "夜色中的碼頭。李望 攝"),
    ("paragraph", "下一步要修鐵路，把風機的葉片運到山那邊去。"),
)
ARTICLE = Article(
    Origin("x", "/a/b.txt"),
    tuple(Block(kind, clean(text), script="Hant") for kind, text in LINES),  # type: ignore[arg-type]
    title=clean(LINES[0][1]),
    script="Hant",
)
WHOLE = CanonicalText(ARTICLE.blocks)


def on(quote: str, note: str = "", **more: object) -> Annotation:
    """An annotation on words of the article."""
    at = WHOLE.text.index(quote)
    return Annotation(f"urn:{quote}", WHEN, WHEN, WHOLE.make_target(at, at + len(quote)), note=note, **more)  # type: ignore[arg-type]


NOTED = (
    on("水深足夠", "多深？"),
    on("投資六億元", "與去年相比？", colour="green"),
    on("修鐵路"),
    Annotation("urn:all", WHEN, WHEN, note="好文"),
)


def saved(script: ViewName = "source") -> str:
    return render_markdown(make_annotated_view(ARTICLE, NOTED, script))


def opened(text: str) -> AnnotatedCopy:
    copy = open_copy(text, "copy.md")
    assert copy is not None
    return copy


def by_id(copy: AnnotatedCopy) -> dict[str, Annotation]:
    return {each.id: each for each in copy.annotations}


def words(copy: AnnotatedCopy, identity: str) -> str:
    """What an annotation is on, in the text as it is now."""
    target = by_id(copy)[identity].target
    assert target
    return CanonicalText(copy.article.blocks).text[target.start : target.end]


def edited(before: str, after: str, script: ViewName = "source") -> AnnotatedCopy:
    text = saved(script)
    assert text.count(before) == 1, text
    return opened(text.replace(before, after))


def test_an_unedited_copy_opens_unchanged() -> None:
    copy = opened(saved())
    assert (copy.is_unchanged, copy.notices, copy.article) == (True, (), ARTICLE)


def test_line_ends_and_a_byte_order_mark_do_not_count_as_edits() -> None:
    copy = opened("\ufeff" + saved().replace("\n", "\r\n"))
    assert (copy.is_unchanged, copy.article, by_id(copy)) == (True, ARTICLE, {each.id: each for each in NOTED})


def test_an_edited_footnote_changes_the_note() -> None:
    copy = edited("[^a2]: 多深？", "[^a2]: 十二米，*夠*。\n    見圖 [1](b)。\n\n    另起一段")
    noted = by_id(copy)["urn:水深足夠"]
    assert noted.note == "十二米，*夠*。\n見圖 [1](b)。\n\n另起一段"
    assert noted.modified > WHEN
    assert copy.article == ARTICLE
    assert copy.notices == ("the note of footnote a2 was edited",)
    assert by_id(copy)["urn:投資六億元"] == NOTED[1]


def test_an_edit_elsewhere_in_the_paragraph_moves_the_annotation() -> None:
    copy = edited("的舊碼頭重新開放", "的老碼頭在春天重新開放")
    assert copy.article.blocks[1].text == "東岸縣的老碼頭在春天重新開放，水深足夠，大船也能靠岸。"
    assert words(copy, "urn:水深足夠") == "水深足夠"
    assert by_id(copy)["urn:水深足夠"].state == "moved"
    assert all(each.is_placed for each in copy.annotations if each.target)
    assert copy.notices == ("its text was edited: paragraphs changed or new 1, taken out 0",)


def test_an_edit_inside_the_highlight_makes_the_annotation_fuzzy() -> None:
    copy = edited("==水深足夠==", "==水深十分足夠==")
    noted = by_id(copy)["urn:水深足夠"]
    assert words(copy, "urn:水深足夠") == "水深十分足夠"
    assert (noted.state, noted.note, noted.target and noted.target.exact) == ("fuzzy", "多深？", "水深足夠")
    assert 0.5 < noted.score < 1
    assert noted.history[-1].to_end - noted.history[-1].to_start == 6
    assert len(copy.annotations) == len(NOTED)


def test_a_highlight_edited_to_the_same_length_is_fuzzy() -> None:
    copy = edited("==水深足夠==", "==水深有餘==")
    assert (words(copy, "urn:水深足夠"), by_id(copy)["urn:水深足夠"].state) == ("水深有餘", "fuzzy")
    assert len(copy.annotations) == len(NOTED)


def test_an_edited_highlight_in_several_pieces_stays_one_annotation() -> None:
    text = render_markdown(
        make_annotated_view(ARTICLE, [on("水深足夠，大船", "外"), on("大船", "內"), on("足夠", "又")])
    )
    copy = opened(text.replace("水深====足夠", "水很深====很夠"))
    assert words(copy, "urn:水深足夠，大船") == "水很深很夠，大船"
    assert words(copy, "urn:足夠") == "很夠"
    assert words(copy, "urn:大船") == "大船"
    assert len(copy.annotations) == 3


def test_the_history_has_the_old_position_of_an_annotation_in_a_shifted_paragraph() -> None:
    copy = opened(saved().replace("東岸縣的舊碼頭", "新的一段。\n\n東岸縣的老老舊碼頭"))
    was, now = NOTED[0].target, by_id(copy)["urn:水深足夠"].target
    assert was
    assert now
    assert now.start == was.start + 6 + 2
    (move,) = by_id(copy)["urn:水深足夠"].history
    assert (move.from_start, move.from_end, move.to_start, move.to_end) == (was.start, was.end, now.start, now.end)


def test_annotations_go_with_a_moved_paragraph() -> None:
    text = saved()
    line = next(line for line in text.split("\n") if line.startswith("下一步"))
    copy = opened(text.replace(f"\n{line}\n", "").replace("\n## 先修碼頭", f"\n{line}\n\n## 先修碼頭"))
    assert [block.text[:3] for block in copy.article.blocks] == [
        "小漁港",
        "東岸縣",
        "下一步",
        "先修碼",
        "今年縣",
        "夜色中",
    ]
    assert copy.article.blocks[2] == ARTICLE.blocks[5]
    assert words(copy, "urn:修鐵路") == "修鐵路"
    assert "its text was edited: paragraphs moved" in copy.notices


def test_annotations_of_a_deleted_paragraph_are_orphans() -> None:
    text = re.sub(r"\n今年縣裏.*\n", "\n", saved())
    copy = opened(text)
    assert len(copy.article.blocks) == len(ARTICLE.blocks) - 1
    assert by_id(copy)["urn:投資六億元"].state == "orphan"
    assert by_id(copy)["urn:投資六億元"].note == "與去年相比？"
    assert "annotations that have no certain place in it now: 1" in copy.notices


def test_annotation_of_a_deleted_highlight_stays_with_a_notice() -> None:
    copy = edited("==修鐵路==", "修鐵路")
    assert by_id(copy)["urn:修鐵路"] == NOTED[2]
    assert copy.notices == ("marks taken out of the text, whose annotations are kept: 1",)


def test_note_of_a_deleted_footnote_stays_with_a_notice() -> None:
    copy = edited("[^a2]: 多深？\n\n", "")
    assert by_id(copy)["urn:水深足夠"].note == "多深？"
    assert copy.notices == ("footnote a2 was taken out; what it said is kept",)


def test_new_marks_and_footnotes_are_annotations() -> None:
    text = (
        saved().replace("風機的葉片", "==風機的葉片==[^w]").replace("大船也能靠岸", "==大船也能靠岸==")
        + "\n[^w]: 多重？\n"
    )
    copy = opened(text)
    fresh = [each for each in copy.annotations if each.id not in {noted.id for noted in NOTED}]
    assert [(each.target and each.target.exact, each.note) for each in fresh] == [
        ("大船也能靠岸", ""),
        ("風機的葉片", "多重？"),
    ]
    assert copy.article == ARTICLE
    assert {each.id for each in opened(text).annotations} == {each.id for each in copy.annotations}
    assert copy.notices == ("new marks or notes in it: 2",)


def test_a_new_footnote_is_on_its_highlight_else_its_paragraph_else_the_article() -> None:
    copy = opened(saved().replace("到山那邊去。", "到山那邊去。[^x]") + "\n[^x]: 哪座山\n\n[^y]: 存疑\n\n我的話\n")
    fresh = {each.note: each.target for each in copy.annotations if each.id not in {noted.id for noted in NOTED}}
    assert {note: target and target.exact for note, target in fresh.items()} == {
        "哪座山": LINES[5][1],
        "存疑": None,
        "我的話": None,
    }


def test_second_footnote_with_the_same_label_becomes_a_note() -> None:
    copy = edited("[^a2]: 多深？", "[^a2]: 多深？\n\n[^a2]: 又及")
    assert {each.note for each in copy.annotations} == {"多深？", "與去年相比？", "", "好文", "又及"}


def test_text_added_below_the_notes_marker_is_a_note_on_the_article() -> None:
    figures = find_view_figures(ARTICLE, "source")
    assert figures
    lost = replace(on("夜色中"), id="urn:lost", state="orphan")
    text = render_markdown(make_annotated_view(ARTICLE, [*NOTED, lost], figures=figures))
    said = "我的看法：寫得不錯\n\n| a | b |\n| - | - |"
    copy = opened(text.replace("<!-- dubao-copy-1", f"{said}\n\n<!-- dubao-copy-1"))
    fresh = [each for each in copy.annotations if each.id not in {"urn:lost", *(noted.id for noted in NOTED)}]
    assert [(each.target, each.note) for each in fresh] == [(None, said)]
    assert copy.article == ARTICLE


def test_new_paragraphs_become_blocks_in_their_own_script() -> None:
    copy = edited("## 先修碼頭\n", "## 先修碼頭\n\n这一段是后来写的，==原文没有==。\n\n- 一\n- 二\n")
    kinds = [(block.kind, block.text) for block in copy.article.blocks][3:6]
    assert kinds == [("paragraph", "这一段是后来写的，原文没有。"), ("list_item", "一"), ("list_item", "二")]
    assert copy.article.blocks[3].script == "Hans"
    assert words(copy, "urn:投資六億元") == "投資六億元"
    assert any(each.target and each.target.exact == "原文没有" for each in copy.annotations)


def test_edited_front_matter_is_ignored() -> None:
    bomb = (
        "a: &a [x,x]\n"
        + "".join(f"b{n}: &b{n} [*a,*a,*a]\n" for n in range(99))
        + "!!python/object/apply:os.system [x]\n"
    )
    copy = opened(saved().replace("---\n", f"---\n{bomb}", 1))
    assert (copy.article, by_id(copy)) == (ARTICLE, {each.id: each for each in NOTED})
    assert copy.notices == ("only its front matter or its last lines were edited, which are not read",)
    assert opened(saved().split("---\n", 2)[2]).article == ARTICLE


def test_omitted_blocks_stay_at_their_place_in_the_article() -> None:
    menu = Block("chrome", clean("首頁 財經"), 7, 8)
    blocks = (menu, *ARTICLE.blocks[:3], menu, *ARTICLE.blocks[3:], menu)
    article = replace(ARTICLE, blocks=blocks)
    mark = replace(NOTED[0], target=CanonicalText(blocks).make_target(20, 24))
    text = render_markdown(make_annotated_view(article, [mark]))
    assert "首頁" not in text
    copy = opened(text.replace("[^a1]: 多深？", "[^a1]: 十二米"))
    assert copy.article == article
    assert copy.annotations[0].target == mark.target
    assert opened(text.replace("鐵路", "公路")).article.blocks[:7] == blocks[:7]


def test_an_edited_title_is_the_title() -> None:
    copy = edited("# 小漁港變成風電小鎮", "# 小漁港變成風電大鎮")
    assert (copy.article.title, copy.article.blocks[0].text) == ("小漁港變成風電大鎮",) * 2


def test_edits_in_another_script_leave_the_rest_as_written() -> None:
    copy = edited("建成泊位八个", "建成大泊位九个", "hansp")
    assert copy.article.blocks[3].text == "今年縣裏投資六億元，建成大泊位九個，軟件和互聯網的信息也都齊備。"
    assert words(copy, "urn:投資六億元") == "投資六億元"
    assert copy.article.blocks[1] == ARTICLE.blocks[1]


@pytest.mark.parametrize("script", ["hans", "hk", "twp"])
def test_a_converted_copy_with_an_edited_note_opens_as_the_original_article(script: ViewName) -> None:
    copy = edited("[^a2]: 多深？", "[^a2]: 十二米", script)
    assert (copy.article, copy.view_name) == (ARTICLE, script)


def test_edited_phrase_stays_as_typed() -> None:
    view = View(clean("用軟體寫資訊"), (Phrase(1, 3, 1, 3), Phrase(4, 6, 4, 6)))
    text, new = merge_edit(clean("用软件写信息"), view, clean("用軟體庫寫好資料"))
    assert text == "用软件庫写好資料"
    assert new.source_length == len(text)


def test_a_copy_with_the_payload_of_another_article_is_refused() -> None:
    other = Article(Origin("y"), (Block("paragraph", clean("完全不同的一篇，說的是山裏的茶。")),))
    mine, theirs = saved(), render_markdown(make_annotated_view(other, []))
    with pytest.raises(ReaderError, match="another article"):
        opened(mine[: mine.index("<!-- dubao-copy-1")] + theirs[theirs.index("<!-- dubao-copy-1") :])


def disturbed(random: Random, text: str) -> str:
    """A copy as a careless hand leaves it: lines taken out, doubled, moved, characters changed, in front of its end."""
    head, mark, tail = text.partition("<!-- dubao-copy-1")
    lines = head.split("\n")
    for _ in range(random.randint(1, 6)):
        at = random.randrange(len(lines))
        if random.random() < 0.3:
            del lines[at]
        elif random.random() < 0.3:
            lines.insert(random.randrange(len(lines)), lines[at])
        else:
            where = random.randint(0, len(lines[at]))
            lines[at] = (
                lines[at][:where]
                + random.choice(["", "新", "==", "[^a1]", "*", "\\", "[^z]: x"])
                + lines[at][where + 1 :]
            )
        lines = lines or [""]
    return "\n".join(lines) + mark + tail


@pytest.mark.parametrize("first", range(0, COUNT, 50))
def test_random_edits_lose_no_annotation(first: int) -> None:
    for seed in range(first, first + 50):
        article, annotations = annotated(seed)
        text = disturbed(Random(seed), render_markdown(make_annotated_view(article, annotations)))
        try:
            copy = opened(text)
        except ReaderError as error:
            if "another article" in error.why:
                continue
            raise
        assert {each.id for each in annotations} <= {each.id for each in copy.annotations}
        whole = CanonicalText(copy.article.blocks).text
        for each in copy.annotations:
            if each.target and each.state in ("exact", "moved"):
                assert whole[each.target.start : each.target.end] == each.target.exact
        assert copy.is_unchanged or copy.notices


def test_annotation_stays_in_its_own_of_equal_edited_paragraphs() -> None:
    text = clean(
        "".join(chr(0x5000 + number) for number in range(40)) + "引文" + "".join(map(chr, range(0x5100, 0x5128)))
    )
    article = Article(Origin("x"), (Block("paragraph", text), Block("paragraph", text)))
    start = len(text) + 1 + text.index("引文")
    note = Annotation("urn:1", WHEN, WHEN, CanonicalText(article.blocks).make_target(start, start + 2), note="好")
    markdown = render_markdown(make_annotated_view(article, [note])).replace(text[-5:], f"{text[-5:]}尾")
    copy = opened(markdown.replace("---\n\n", "---\n\n新的一段，放在最前面。\n\n"))
    (found,) = copy.annotations
    assert [block.text[-1] for block in copy.article.blocks] == ["。", "尾", "尾"]
    assert found.state == "moved"
    assert found.target
    assert found.target.start == len(copy.article.blocks[0].text) + 1 + len(copy.article.blocks[1].text) + 1 + 40


def test_an_ambiguous_quote_is_fuzzy_where_its_highlight_still_is() -> None:
    text = clean("甲乙丙丁的戊己庚辛的壬癸子丑")
    article = Article(Origin("x"), (Block("paragraph", text),))
    start = text.rindex("的")
    note = Annotation("urn:1", WHEN, WHEN, CanonicalText(article.blocks).make_target(start, start + 1), note="哪個？")
    markdown = render_markdown(make_annotated_view(article, [note]))
    (found,) = opened(markdown.replace("庚辛==的==[^a1]壬癸", "新新==的==[^a1]新新")).annotations
    assert (found.state, found.score) == ("fuzzy", 0.999)
    assert found.target
    assert found.target.start == start


def test_all_that_a_deleted_paragraph_and_a_deleted_highlight_change_is_said() -> None:
    assert opened(re.sub(r"\n今年縣裏.*\n", "\n", saved())).notices == (
        "its text was edited: paragraphs changed or new 0, taken out 1",
        "annotations that have no certain place in it now: 1",
    )


@pytest.mark.parametrize(
    ("title", "line", "expected"),
    [
        (LINES[0][1], "# 大漁港變成風電小鎮", "大漁港變成風電小鎮"),
        ("另有其題", "# 大漁港變成風電小鎮", "另有其題"),
        (None, "# 大漁港變成風電小鎮", None),
    ],
)
def test_the_title_is_edited_with_the_headline_that_it_is(title: str | None, line: str, expected: str | None) -> None:
    article = replace(ARTICLE, title=clean(title) if title else None)
    text = render_markdown(make_annotated_view(article, []))
    copy = opened(text.replace(f"\n# {LINES[0][1]}\n", f"\n{line}\n"))
    assert (copy.article.title, copy.article.deck) == (expected, None)


def test_a_new_deck_is_not_the_deck_of_an_article_without_one() -> None:
    copy = edited("## 先修碼頭\n", "**導語**\n\n## 先修碼頭\n")
    assert copy.article.blocks[2].kind == "deck"
    assert copy.article.deck is None


def test_a_copy_of_blocks_that_are_all_left_out_has_no_other_text() -> None:
    article = replace(ARTICLE, blocks=(Block("chrome", clean("首頁")),))
    text = render_markdown(make_annotated_view(article, [NOTED[3]]))
    assert opened(text.replace("好文", "好")).article == article


def test_the_third_footnote_with_a_label_is_a_note_too() -> None:
    copy = edited("[^a2]: 多深？", "[^a2]: 多深？\n\n[^a2]: 又及\n\n[^a2]: 再及")
    assert {each.note for each in copy.annotations} == {"多深？", "與去年相比？", "", "好文", "又及", "再及"}


def test_an_edited_highlight_has_the_share_of_equal_characters_as_its_score() -> None:
    article = Article(Origin("x"), (Block("paragraph", clean("甲乙丙丁的戊己庚辛的壬癸子丑")),))
    start = article.blocks[0].text.rindex("的")
    note = Annotation("urn:1", WHEN, WHEN, CanonicalText(article.blocks).make_target(start, start + 1), note="哪個？")
    text = render_markdown(make_annotated_view(article, [note]))
    (found,) = opened(text.replace("庚辛==的==[^a1]壬癸", "新新==的新==[^a1]新新")).annotations
    assert (found.state, found.score) == ("fuzzy", 0.667)
    other = opened(text.replace("庚辛==的==[^a1]壬癸", "新新==新==[^a1]新新"))
    assert not by_id(other)["urn:1"].is_placed


@pytest.mark.parametrize(
    ("spans", "joined"),
    [
        ([], []),
        ([(0, 0), (0, 2), (2, 3), (4, 6)], [(0, 3), (4, 6)]),
        ([(0, 5), (1, 2), (5, 5), (7, 7), (8, 9)], [(0, 5), (8, 9)]),
    ],
)
def test_spans_that_touch_are_joined(spans: list[tuple[int, int]], joined: list[tuple[int, int]]) -> None:
    assert edited_markdown._join_spans(spans) == joined


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ((0, 1), False),
        ((0, 2), False),
        ((1, 3), True),
        ((2, 3), True),
        ((2, 4), False),
        ((3, 5), False),
        ((4, 5), False),
        ((5, 8), True),
        ((7, 9), False),
    ],
)
def test_a_span_is_covered_by_one_that_contains_it(span: tuple[int, int], expected: bool) -> None:
    assert edited_markdown._is_covered(*span, [(1, 3), (5, 8)]) is expected
    assert not edited_markdown._is_covered(*span, [])


def test_a_highlight_where_an_annotation_was_before_it_lost_its_words_is_a_new_one() -> None:
    lost = replace(NOTED[0], target=Target(0, 30, "不見"), state="orphan")
    text = render_markdown(make_annotated_view(ARTICLE, [lost]))
    copy = opened(text.replace("的舊碼頭", "的==舊碼頭=="))
    assert [each.target and each.target.exact for each in copy.annotations] == ["不見", "舊碼頭"]


def test_an_annotation_that_cannot_be_placed_in_the_edited_text_stays() -> None:
    lost = replace(NOTED[0], target=Target(0, 30, "不見"), state="orphan")
    for on_words in ([], [on("修鐵路")]):
        text = render_markdown(make_annotated_view(ARTICLE, [NOTED[3], lost, *on_words]))
        copy = opened(text.replace("大船", "小船"))
        assert {each.id for each in copy.annotations} == {NOTED[3].id, lost.id, *(each.id for each in on_words)}


def test_a_long_edited_highlight_is_compared_with_all_of_its_characters() -> None:
    text = clean("的一" * 120)
    article = Article(Origin("x"), (Block("paragraph", clean(f"甲乙{text}丙丁")), Block("paragraph", text)))
    note = Annotation("urn:1", WHEN, WHEN, CanonicalText(article.blocks).make_target(2, 2 + len(text)), note="長")
    markdown = render_markdown(make_annotated_view(article, [note]))
    edited_text = "一的二" * 80
    (found,) = (each for each in opened(markdown.replace(f"=={text}==", f"=={edited_text}==")).annotations)
    assert found.is_placed
    assert 0.5 < found.score < 1
