"""Notes that are typed: kept, changed, removed, left as drafts, written in another editor."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.annotations.model import Target
from reader.errors import ReaderError
from reader.tui.controllers.annotations import with_changes
from reader.tui.controllers.note_editing import NoteEditingController
from reader.tui.state.annotation_store import InMemory
from tests.tui.controllers.test_annotations import TEXT, Annotations

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pytest

    from reader.annotations.model import Annotation
    from reader.model import Article


class Notes(Annotations):
    def __init__(self, store: InMemory | None = None, texts: Sequence[str] = (TEXT,)) -> None:
        super().__init__(store, texts)
        program = self.program
        self.editor = program.note_editor
        self.editing = NoteEditingController(
            program.shell,
            program.session,
            program.scheduler,
            program.article,
            program.selection,
            program.note_editor,
            self.controller,
        )

    async def write(self, words: str, note: str, *, is_kept: bool = True) -> None:
        self.select(words)
        await self.editing.action_note()
        self.editing.finish(note, is_kept=is_kept)


async def test_note_is_typed_saved_and_edited() -> None:
    notes = Notes()
    await notes.write("碼頭先行", "先看這裏\n")
    (kept,) = notes.kept
    assert kept.note == "先看這裏"
    assert notes.editor.title == "「碼頭先行」"
    notes.program.article.show_target(notes.program.find("碼頭先行"))
    await notes.editing.action_note()
    assert notes.editor.text == "先看這裏"
    notes.editing.finish("再看一次", is_kept=True)
    assert [each.note for each in notes.kept] == ["再看一次"]
    notes.program.session.undo.undo()
    assert [each.note for each in notes.kept] == ["先看這裏"]


async def test_a_note_without_a_selection_shows_a_message() -> None:
    notes = Notes()
    await notes.editing.action_note()
    assert notes.program.message == notes.program.session.messages("status.nothing_chosen")
    assert not notes.editor.is_open


async def test_a_note_put_aside_is_a_draft_that_is_there_again() -> None:
    notes = Notes()
    await notes.write("碼頭先行", "寫到一半", is_kept=False)
    assert notes.kept == []
    assert notes.program.message == notes.program.session.messages("status.drafted")
    notes.select("碼頭先行")
    await notes.editing.action_note()
    assert notes.editor.text == "寫到一半"
    assert notes.program.message == notes.program.session.messages("status.draft")
    notes.editing.finish("寫完了", is_kept=True)
    notes.select("碼頭先行")
    await notes.editing.action_note()
    assert notes.editor.text == "寫完了"


async def test_a_note_is_stored_with_its_own_article_though_another_one_is_open_by_then() -> None:
    notes = Notes(texts=[TEXT, "另一篇\n\n　　短得很。\n"])
    first = notes.program.open_article
    notes.select("碼頭先行")
    await notes.editing.action_note()
    notes.program.session.open_article = other = notes.program.reading_list.open(1)
    notes.controller.load_annotations(other)
    notes.editor.text = "寫到一半"
    notes.editing.store_draft()
    notes.editing.finish("先看這裏", is_kept=True)
    assert notes.kept == []
    assert other.annotation_index.annotations == []
    notes.program.session.open_article = first
    assert [each.note for each in notes.kept] == ["先看這裏"]
    assert notes.kept[0].target
    await notes.editing.edit_note(None, with_changes(notes.kept[0], note=""))
    assert notes.editor.text == ""


async def test_the_note_on_the_article_is_removed_by_an_empty_one() -> None:
    notes = Notes()
    for text, count in (("", 0), ("全文很好", 1), ("", 0)):
        await notes.editing.action_note_article()
        notes.editing.finish(text, is_kept=True)
        assert len(notes.kept) == count
    assert notes.program.message == notes.program.session.messages("status.removed")


async def test_note_that_cannot_be_stored_becomes_a_draft() -> None:
    class Full(InMemory):
        def put_annotation(self, article: object, annotation: Annotation) -> None:
            raise ReaderError("the library", "no space left on the device")

    notes = Notes(Full())
    await notes.write("碼頭先行", "很重要")
    assert "no space left" in notes.program.message
    notes.select("碼頭先行")
    await notes.editing.action_note()
    assert notes.editor.text == "很重要"


async def test_annotated_words_stay_visible_above_the_editor() -> None:
    notes = Notes()
    notes.program.article.height = 14
    notes.select("他們說這樣很好")
    await notes.editing.action_note()
    last = notes.program.article.viewport.find_line(*notes.program.find("他們說這樣很好")[:2])
    assert last <= notes.program.article.page.offset_location(notes.program.article.top, 2)


async def test_external_editor_changes_the_text_after_the_draft_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "edit.py"
    script.write_text("import sys\nopen(sys.argv[1], 'w', encoding='utf-8').write('別處寫的')\n", "utf-8")
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")
    notes = Notes()
    notes.select("碼頭先行")
    await notes.editing.action_note_editor()
    assert notes.editor.text == "別處寫的"
    notes.program.scheduler.can_suspend = False
    notes.editor.text = "這裏寫的"
    notes.editing.action_note_outside()
    assert notes.program.message == notes.program.session.messages("status.no_editor")
    assert notes.program.selection.has_anchor, "what the note is on stays selected"
    article = notes.program.open_article.article
    place = notes.program.find("碼頭先行")
    canonical = notes.program.open_article.annotation_index.canonical_text
    start = canonical.to_offset(place.block, place.start)
    assert notes.program.session.annotation_store.get_draft(article, f"{start}-{start + 4}") == "這裏寫的"
    monkeypatch.setenv("VISUAL", f"{sys.executable} -c 'raise SystemExit(3)'")
    notes.program.scheduler.can_suspend = True
    notes.editing.action_note_outside()
    assert notes.editor.text == "這裏寫的"
    assert notes.program.message


async def test_typed_text_is_stored_as_a_draft_before_the_note_is_saved() -> None:
    notes = Notes()
    notes.select("碼頭先行")
    await notes.editing.action_note()
    notes.editor.text = "先看"
    notes.editing.store_draft_soon()
    notes.editing.store_draft_soon()
    (store,) = notes.program.scheduler.pending
    store()
    store_of_drafts = notes.program.session.annotation_store
    assert "先看" in str(vars(store_of_drafts))
    notes.editing.finish("先看這裏", is_kept=True)
    notes.editing.store_draft()
    assert [each.note for each in notes.kept] == ["先看這裏"]
    assert "先看'" not in str(vars(store_of_drafts))


class WithoutDrafts(InMemory):
    """A store in which no draft can be stored."""

    def put_draft(self, article: object, key: str, text: str) -> None:
        raise ReaderError("the library", "no space left on the device")


async def test_a_text_that_is_proposed_stands_in_place_of_the_draft_and_the_note() -> None:
    notes = Notes()
    await notes.write("碼頭先行", "寫到一半", is_kept=False)
    count = len(notes.program.shell.messages)
    for proposal, text, more in (("提議", "提議", 0), ("", "寫到一半", 1)):
        notes.select("碼頭先行")
        annotation = notes.controller.make_annotation(notes.program.selection.make_target())
        await notes.editing.edit_note(None, annotation, proposal)
        assert notes.editor.text == text
        assert len(notes.program.shell.messages) == count + more
        notes.editing.finish("寫到一半", is_kept=False)
        count = len(notes.program.shell.messages)


async def test_a_note_that_was_not_changed_leaves_no_draft_and_no_message() -> None:
    notes = Notes()
    await notes.write("碼頭先行", "先看這裏")
    count = len(notes.program.shell.messages)
    notes.program.article.show_target(notes.program.find("碼頭先行"))
    for is_kept in (False, True):
        await notes.editing.action_note()
        notes.editing.finish("先看這裏", is_kept=is_kept)
    assert len(notes.program.shell.messages) == count
    assert [each.note for each in notes.kept] == ["先看這裏"]
    notes.program.session.undo.undo()
    assert notes.kept == []
    notes.editing.finish("nothing is edited", is_kept=True)
    assert notes.kept == []


async def test_what_a_note_is_about_is_selected_while_it_is_typed() -> None:
    notes = Notes()
    program = notes.program
    first, last = program.find("碼頭先行"), program.find("漁民轉行")
    canonical = program.open_article.annotation_index.canonical_text
    target = canonical.make_target(
        canonical.to_offset(first.block, first.start), canonical.to_offset(last.block, last.end)
    )
    await notes.editing.edit_note(None, notes.controller.make_annotation(target))
    spans = [program.article.span]
    notes.editing.finish("", is_kept=False)
    spans.append(program.article.span)
    bars = program.shell.bar_count
    await notes.editing.action_note_article()
    spans.append(program.article.span)
    assert spans == [((first.block, first.start), (last.block, last.end)), None, None]
    assert program.shell.bar_count == bars + 1


async def test_a_draft_that_cannot_be_stored_does_not_keep_the_note_from_being_stored() -> None:
    notes = Notes(WithoutDrafts())
    await notes.write("碼頭先行", "先看這裏")
    assert [each.note for each in notes.kept] == ["先看這裏"]
    notes.editing.store_draft()
    await notes.write("漁民轉行", "寫到一半", is_kept=False)
    assert "no space left" in notes.program.message
    assert notes.program.message.startswith(notes.program.session.messages("status.drafted"))


async def test_a_draft_is_stored_only_when_it_has_changed() -> None:
    stored: list[str] = []

    class Counting(InMemory):
        def put_draft(self, article: Article, key: str, text: str) -> None:
            stored.append(text)
            super().put_draft(article, key, text)

    notes = Notes(Counting())
    notes.editing.store_draft_soon()
    assert notes.program.scheduler.pending == [], "nothing is edited"
    notes.select("碼頭先行")
    await notes.editing.action_note()
    for text in ("", "先", "先", "先看", ""):
        notes.editor.text = text
        notes.editing.store_draft_soon()
        notes.program.scheduler.run()
    assert stored == ["先", "先看", ""]


async def test_a_note_that_was_emptied_leaves_its_highlight() -> None:
    notes = Notes()
    await notes.write("碼頭先行", "先看這裏")
    notes.program.article.show_target(notes.program.find("碼頭先行"))
    await notes.editing.action_note()
    notes.editing.finish("\n", is_kept=True)
    assert [each.note for each in notes.kept] == [""]
    assert notes.program.message == notes.program.session.messages("status.noted")


async def test_only_a_note_that_is_edited_goes_to_another_editor() -> None:
    notes = Notes()
    await notes.editing.action_note_editor()
    assert notes.program.shell.messages == [notes.program.session.messages("status.nothing_chosen")]
    notes.editing.action_note_outside()
    assert len(notes.program.shell.messages) == 1


async def test_another_editor_is_opened_also_where_no_draft_can_be_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "edit.py"
    script.write_text("import sys\nopen(sys.argv[1], 'w', encoding='utf-8').write('別處寫的')\n", "utf-8")
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")
    notes = Notes(WithoutDrafts())
    notes.select("碼頭先行")
    await notes.editing.action_note_editor()
    assert notes.editor.text == "別處寫的"


async def test_an_annotation_without_a_place_is_edited_where_the_page_is() -> None:
    notes = Notes()
    lost = replace(notes.controller.make_annotation(Target(0, 4, "不見")), state="orphan", note="查")
    top = notes.program.article.top
    await notes.editing.edit_note(lost, lost)
    assert (notes.editor.text, notes.program.article.span, notes.program.article.top) == ("查", None, top)
