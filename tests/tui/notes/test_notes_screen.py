"""Highlights and notes on the screen: made, seen in every script, listed, changed, removed, undone, never lost."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from reader.annotations.model import Annotation, Target
from reader.errors import ReaderError
from reader.library.edited_notes import create_edited_note
from reader.tui.state.annotation_store import InMemory, StoredState
from reader.tui.terminal.external_editor import edit_text, find_editor_command

if TYPE_CHECKING:
    from pathlib import Path

Open = Any

TEXT = """海灣縣三年變了樣

2025-07-18 來源:海灣財經

    碼頭先行。縣裏沒有先建廠房，而是先把舊碼頭挖到12米。2019年起三年共投資6.02億美元。

漁民轉行

    全縣3,200多名漁民中，約一半已在園區工作。他們說這樣很好。
"""


@pytest.fixture
def source(tmp_path: Path) -> str:
    path = tmp_path / "海灣.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


async def settled(reader: Any) -> None:
    await reader.wait_until(lambda: reader.app._reading_screen.open_article.annotation_index.is_placed)


def pane_text(reader: Any) -> str:
    pane = reader.screen.article_pane.side_list
    return "\n".join(pane.render_line(y).text for y in range(pane.size.height))


async def select(reader: Any, words: str) -> None:
    await reader.press("slash", *words, "enter", "v", "v", *["l"] * (len(words) - 1))


def kept(reader: Any) -> list[Annotation]:
    screen = reader.app._reading_screen
    return list(screen.session.annotation_store.open_article(screen.open_article.article, lambda: None).annotations)


def grounds(reader: Any, number: int) -> str:
    """All that is drawn on the ground of a colour."""
    page = reader.app._reading_screen.article_pane.article_view
    ground = page.get_component_rich_style(f"article--mark{number}").bgcolor
    return "".join(
        text
        for y in range(page.size.height)
        for text, style, _ in page.render_line(y)
        if style and style.bgcolor == ground
    )


async def test_note_of_any_length_is_complete_after_editing(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(120, 30)) as reader:
        await settled(reader)
        await reader.press("A")
        await reader.wait_until(lambda: reader.screen.note_editor.is_open)
        reader.screen.note_editor.set_text("長" * 120_000)
        await reader.press("ctrl+o", "A")
        await reader.wait_until(lambda: reader.screen.note_editor.is_open)
        await reader.press("x", "ctrl+o")
        (note,) = kept(reader)
        assert note.note == "長" * 120_000 + "x"


async def test_mark_highlights_the_selected_words(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(120, 30)) as reader:
        await settled(reader)
        await select(reader, "碼頭先行")
        await reader.press("m")
        said = reader.bottom
        await reader.press("escape", "escape")
        (mark,) = kept(reader)
        assert mark.target is not None
        assert mark.target.exact == "碼頭先行"
        assert mark.target.suffix.startswith("。縣裏")
        assert grounds(reader, 1) == "碼頭先行"
        assert not reader.screen.selection.is_cursor_active
        assert "a to write a note" in said
        row = next(row for row in reader.rows() if "碼頭先行" in row)
        assert row.startswith("    ▌ ")


async def test_a_mark_is_on_the_same_words_in_every_script(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(120, 30)) as reader:
        await settled(reader)
        await select(reader, "碼頭先行")
        await reader.press("m", "escape", "escape")
        before = kept(reader)
        await reader.press("t")
        assert grounds(reader, 1) == "码头先行"
        await reader.press("T", "8")
        assert grounds(reader, 1) == "碼頭先行"
        assert kept(reader) == before


async def test_overlapping_highlights_are_all_stored_and_drawn_in_the_gutter(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(120, 30)) as reader:
        await settled(reader)
        await select(reader, "碼頭先行")
        await reader.press("m", "escape")
        await select(reader, "先行")
        await reader.press("l", "l", "l", "3", "escape", "escape")
        assert len(kept(reader)) == 2
        row = next(row for row in reader.rows() if "碼頭先行" in row)
        assert row[4] == "▌"
        assert "先行" not in grounds(reader, 1) + grounds(reader, 3), "where they overlap their grounds are mixed"


async def test_note_is_typed_saved_listed_and_edited(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(120, 30), language="hk") as reader:
        await settled(reader)
        await reader.press("V", "a", *"核實", "enter", *"再問", "ctrl+o")
        (mark,) = kept(reader)
        assert mark.note == "核實\n再問"
        assert "筆記已儲存" in reader.bottom
        await reader.press("4")
        assert "+ 核實 再問" in reader.text
        await reader.press("n", "a")
        assert reader.screen.note_editor.text == "核實\n再問"
        await reader.press("!", "ctrl+o")
        assert kept(reader)[0].note == "核實\n再問!"
        await reader.press("u")
        assert kept(reader)[0].note == "核實\n再問"


async def test_the_words_of_a_note_stay_in_sight_above_it(open_reader: Open, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("長文\n\n" + "\n\n".join(f"    第{n}段的文字在這裡。" for n in range(60)), "utf-8")
    async with open_reader(str(path), size=(80, 24)) as reader:
        await settled(reader)
        await reader.press("v", *["j"] * 20, "0", "a")
        place = reader.screen.article_pane.article_view.page.locate(*reader.screen.selection.cursor_position or (22, 0))
        assert "第18段" in "\n".join(reader.rows()[: 24 - 11]) or place is not None
        assert any("第20段" in row or "第19段" in row for row in reader.rows()[: 24 - 11])


async def test_tags_are_given_and_filtered_by(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(120, 30)) as reader:
        await settled(reader)
        await reader.press("V", "m", "escape", "4", "n", "number_sign", *"核實", "space", "#", *"港口", "enter")
        assert kept(reader)[0].tags == ("核實", "港口")
        assert "#核實  #港口" in reader.text
        await reader.press("slash", *"港口", "enter")
        assert "海灣縣三年變了樣" in pane_text(reader)
        await reader.press("slash", "x", "x", "enter")
        assert "#港口" not in reader.text


class Failing(InMemory):
    """A keeper whose disk is full."""

    def put_annotation(self, article: Any, annotation: Annotation) -> None:
        raise ReaderError("the library", "the disk is full", "make room")


class Lost(InMemory):
    """What was kept of a text that has changed since."""

    def open_article(self, article: Any, load_document: Any, *, is_in_front: bool = True) -> StoredState:
        if not self._annotations:
            lost = Annotation("urn:1", "2025", "2025", Target(900, 902, "漁民"), note="哪裡", state="ambiguous")
            self.put_annotation(article, lost)
        return super().open_article(article, load_document)


async def test_unplaced_annotations_are_listed_first_and_can_be_attached(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(120, 30)) as reader:
        await settled(reader)
        reader.screen.session.reading_list.annotation_store = Lost()
        reader.screen.open_article.annotation_index.is_placed = False
        reader.screen._command_owners["annotations"].load_annotations(reader.screen.open_article)
        assert "1 note needs a place" in reader.bottom
        await reader.press("V", "m", "escape", "4", "g")
        assert "Unplaced: 1" in reader.text
        assert "in several places" in reader.text
        await reader.press("enter")
        assert "【漁民】" in reader.text
        await reader.press("1")  # the one nearest to where it was
        (found,) = [each for each in kept(reader) if each.id == "urn:1"]
        assert (found.state, len(found.history)) == ("exact", 1)
        assert found.target is not None
        text = reader.screen.open_article.annotation_index.canonical_text.text
        assert text[found.target.start : found.target.end] == "漁民"
        assert text.count("漁民", 0, found.target.start) == 1
        await reader.press("u")
        assert next(each for each in kept(reader) if each.id == "urn:1").state == "ambiguous"


async def test_external_editor_is_that_of_the_environment(
    open_reader: Open, source: str, tmp_path: Path, monkeypatch: Any
) -> None:
    script = tmp_path / "editor.py"
    script.write_text("import sys; p = sys.argv[1]; t = open(p).read(); open(p, 'w').write(t + '改過\\n')", "utf-8")
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")

    def edit(text: str) -> str:
        return edit_text(create_edited_note(None, "a", "article", text), find_editor_command(), lambda _: None)

    assert edit("原文\n") == "原文\n改過"
    monkeypatch.setenv("VISUAL", f"{sys.executable} -c 'raise SystemExit(3)'")
    with pytest.raises(ReaderError, match="code 3"):
        edit("原文")
    monkeypatch.setenv("VISUAL", "")
    monkeypatch.setenv("EDITOR", "/nowhere/editor")
    with pytest.raises(ReaderError, match="no such editor"):
        find_editor_command()
    monkeypatch.setenv("EDITOR", "")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReaderError, match=r"set \$EDITOR"):
        find_editor_command()
    (tmp_path / "nano").write_text("#!/bin/sh\n", "utf-8")
    (tmp_path / "nano").chmod(0o755)
    assert find_editor_command() == ["nano"]


async def test_a_fresh_mark_is_the_current_item(open_reader: Open, source: str) -> None:
    """`a`, `d` and `#` are meant for it, whatever was walked before; also over several blocks."""
    async with open_reader(source, size=(120, 30)) as reader:
        await settled(reader)
        await reader.press("3", "n", "escape")
        await select(reader, "先建廠房")
        await reader.press("m", "a", *"核實", "ctrl+o")
        (mark,) = kept(reader)
        assert mark.target is not None
        assert (mark.target.exact, mark.note) == ("先建廠房", "核實")
        await reader.press("d")
        assert kept(reader) == []
        await reader.press("v", "G", "v", "g", "2", "a", *"全部", "ctrl+o")
        assert [(mark.colour, mark.note) for mark in kept(reader)] == [("green", "全部")]


@pytest.mark.parametrize("keys", [("1",), ("2",), ("3",)])
async def test_a_mark_from_a_list_is_the_one_a_note_goes_to(open_reader: Open, keys: tuple[str, ...]) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await settled(reader)
        await reader.press(*keys, "j", "m", "a", *"一次", "ctrl+o")
        assert [mark.note for mark in kept(reader)] == ["一次"]


async def test_without_colours_marks_are_underlined(open_reader: Open, source: str, monkeypatch: Any) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_reader(source, size=(120, 30)) as reader:
        await settled(reader)
        await reader.press("V", "m")
        page = reader.screen.article_pane.article_view
        lined = "".join(
            text for y in range(page.size.height) for text, style, _ in page.render_line(y) if style and style.underline
        )
        assert lined == "海灣縣三年變了樣"


async def test_twenty_highlights_are_visited_in_the_order_of_the_text(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(120, 30)) as reader:
        await settled(reader)
        canonical = reader.screen.open_article.annotation_index.canonical_text
        for start in range(0, 100, 5):
            reader.screen._command_owners["annotations"].record_change(
                "action.mark",
                None,
                reader.screen._command_owners["annotations"].make_annotation(canonical.make_target(start, start + 3)),
            )
        await reader.press("4", "n")
        seen = []
        for _ in range(10):
            seen.append(reader.screen.article_pane.article_view.current_item)
            await reader.press("n")
        assert seen == sorted(seen)
        assert len(set(seen)) == 10


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    taken: list[str] = []
    monkeypatch.setattr("reader.tui.screens.reading.copy_text", lambda text, app: taken.append(text))
    return taken


async def test_a_note_without_a_place_is_copied_as_it_was_taken(
    open_reader: Open, source: str, copied: list[str]
) -> None:
    async with open_reader(source, size=(120, 30)) as reader:
        await settled(reader)
        reader.screen.session.reading_list.annotation_store = Lost()
        reader.screen.open_article.annotation_index.is_placed = False
        reader.screen._command_owners["annotations"].load_annotations(reader.screen.open_article)
        await reader.press("4", "g", "y")
        assert copied == ["漁民\n哪裡"]
        await reader.press("Y", "1", "m", "a", "escape", "d")
        assert kept(reader) == []


@pytest.mark.parametrize(("keys", "is_shown"), [(("m",), True), (("2",), True), (("a", "x", "ctrl+o"), False)])
async def test_mark_leaves_the_cursor_where_it_was_and_a_note_ends_selecting(
    open_reader: Open, source: str, keys: tuple[str, ...], is_shown: bool
) -> None:
    async with open_reader(source, size=(120, 30)) as reader:
        await settled(reader)
        await reader.press("V")
        selection = reader.screen.selection
        place = selection.cursor_position
        await reader.press(*keys)
        (mark,) = kept(reader)
        assert selection.is_cursor_active == is_shown
        assert not selection.has_anchor
        assert selection.cursor_position == (place if is_shown else None)
        assert selection.get_annotation() == mark, "the next key is for it"
        if is_shown:
            await reader.press("escape")
        await reader.press("}")
        assert "moves the cursor; v shows it" in reader.bottom
        await reader.press("4")
        assert reader.screen.article_pane.side_list.category == "notes"
        assert kept(reader) == [mark]


async def test_the_words_of_a_note_are_lit_while_it_is_written(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(120, 30)) as reader:
        await settled(reader)
        await select(reader, "碼頭先行")
        page = reader.screen.article_pane.article_view
        before = page.selection_state.selection
        await reader.press("a")
        assert page.selection_state.selection == before
        assert "in $EDITOR" in reader.text
        await reader.press("x", "ctrl+o")
        assert page.selection_state.selection is None


async def test_in_a_very_wide_window_all_lists_stand_left_and_the_notes_stay_in_the_margin(
    open_reader: Open, source: str
) -> None:
    async with open_reader(source, size=(200, 50)) as reader:
        await settled(reader)
        await reader.press("V", "a", *"why", "ctrl+o")
        title = next(row.index("海灣縣三年變了樣") for row in reader.rows() if "海灣縣三年變了樣" in row)
        for key in ("1", "3", "4"):
            await reader.press(key)
            rows = reader.rows()
            assert reader.screen.article_pane.side_list.region.x == 0
            assert any("why" in row[120:] for row in rows), key
            assert any("海灣縣三年變了樣" in row[title:] for row in rows), "the text stays in its column"
