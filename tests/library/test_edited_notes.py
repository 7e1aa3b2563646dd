"""Files of notes that are edited by another program: who may read them, and what becomes of those left over."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reader.errors import ReaderError
from reader.library import edited_notes
from reader.library.edited_notes import (
    MAX_NOTE_BYTES,
    EditedNote,
    create_edited_note,
    has_edited_notes,
    restore_edited_notes,
)
from tests.library.texts import STORY, opened

if TYPE_CHECKING:
    from pathlib import Path

    from reader.library.library import Library

ONE = opened(STORY)


@pytest.fixture
def note(library: Library) -> EditedNote:
    """A note that is being edited, on the one article of the library."""
    library.store_article(ONE.article, ONE.source)
    library.choices.store_draft(ONE.id, "3-5", "先看")
    return create_edited_note(library.path, ONE.id, "3-5", "先看")


def drafts(library: Library) -> dict[str, str]:
    return library.choices.load_drafts(ONE.id)


def test_the_file_and_its_folders_are_its_owners_alone(library: Library, note: EditedNote) -> None:
    folder = note.path.parent
    assert folder.parent.parent == library.path.parent
    assert [stat.S_IMODE(each.stat().st_mode) for each in (folder.parent, folder)] == [0o700, 0o700]
    assert {stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()} == {0o600}
    assert note.read() == "先看"


def test_nothing_is_left_of_a_note_that_was_closed(library: Library, note: EditedNote) -> None:
    assert has_edited_notes(library.path)
    note.close()
    assert not has_edited_notes(library.path)


def test_a_note_without_a_library_is_edited_in_a_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    note = create_edited_note(None, "a", "article", "\ud800字\n")
    assert note.path.parent.parent == tmp_path
    assert note.read() == "?字"
    note.close()
    assert not note.path.parent.exists()


def test_a_note_that_is_being_edited_is_not_taken_away(library: Library, note: EditedNote) -> None:
    note.path.write_text("先看這裏\n", "utf-8")
    restore_edited_notes(library)
    assert note.path.exists()
    assert drafts(library) == {"3-5": "先看"}


def test_a_note_is_not_taken_away_from_an_editor_that_outlives_the_program(library: Library, note: EditedNote) -> None:
    editor = subprocess.Popen(
        [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=(note.lock,), stderr=subprocess.DEVNULL
    )
    note.close(is_deleted=False)
    restore_edited_notes(library)
    assert note.path.exists()
    editor.communicate()
    restore_edited_notes(library)
    assert not has_edited_notes(library.path)


@pytest.mark.parametrize("name", ["note.txt", "note.txt.save", "#note.txt#"])
def test_what_was_written_last_in_a_note_left_over_becomes_the_draft(
    name: str, library: Library, note: EditedNote
) -> None:
    os.utime(note.path, (0, 0))
    note.path.with_name(name).write_text("先看這裏\n", "utf-8")
    note.close(is_deleted=False)
    restore_edited_notes(library)
    assert drafts(library) == {"3-5": "先看這裏"}
    assert not has_edited_notes(library.path)


def test_a_file_that_was_cut_short_does_not_delete_the_draft(library: Library, note: EditedNote) -> None:
    note.path.write_text("", "utf-8")
    note.close(is_deleted=False)
    restore_edited_notes(library)
    assert drafts(library) == {"3-5": "先看"}
    assert not has_edited_notes(library.path)


def test_a_note_that_cannot_be_stored_stays(library: Library) -> None:
    create_edited_note(library.path, "no such article", "article", "先看").close(is_deleted=False)
    restore_edited_notes(library)
    (folder,) = library.path.with_name("library.db.edited").iterdir()
    assert (folder / "note.txt").read_text("utf-8") == "先看"


def test_a_folder_without_a_subject_is_deleted_when_it_is_old(library: Library, note: EditedNote) -> None:
    folder = note.path.parent
    for content in (b"\xff", b"[]", b"{}"):
        (folder / "subject.json").write_bytes(content)
    note.close(is_deleted=False)
    restore_edited_notes(library)
    assert folder.exists()
    os.utime(folder, (0, 0))
    restore_edited_notes(library)
    assert not folder.exists()


def test_a_file_that_is_too_large_raises_an_error(note: EditedNote) -> None:
    note.path.write_bytes(b"x" * (MAX_NOTE_BYTES + 1))
    with pytest.raises(ReaderError, match="too large"):
        note.read()
    assert note.read_newest() == ""


def test_a_file_that_cannot_be_written_raises_an_error(library: Library) -> None:
    library.path.with_name("library.db.edited").write_text("in the way")
    with pytest.raises(OSError, match="exists"):
        create_edited_note(library.path, "a", "article", "先看")


def test_a_folder_is_old_after_ten_minutes(library: Library, note: EditedNote, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = note.path.parent
    (folder / "subject.json").unlink()
    note.close(is_deleted=False)
    changed = folder.stat().st_mtime
    for seconds, exists in ((600, True), (601, False)):
        monkeypatch.setattr(edited_notes, "time", lambda now=changed + seconds: now)
        restore_edited_notes(library)
        assert folder.exists() is exists


@pytest.mark.parametrize("spare", [0, -1])
def test_a_note_may_have_a_number_of_bytes(spare: int, note: EditedNote, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edited_notes, "MAX_NOTE_BYTES", len("先看".encode()) + spare)
    if spare:
        with pytest.raises(ReaderError, match="too large"):
            note.read()
    else:
        assert note.read() == "先看"


def test_the_newest_text_that_is_no_white_space_counts(note: EditedNote) -> None:
    for seconds, (name, text) in enumerate((("note.txt", "甲"), ("note.txt.save", "乙"), ("#note.txt#", " \n"))):
        path = note.path.with_name(name)
        path.write_text(text, "utf-8")
        os.utime(path, (seconds, seconds))
    assert note.read_newest() == "乙"
    os.utime(note.path, (9, 9))
    assert note.read_newest() == "甲"


def test_only_the_folder_of_notes_is_deleted_with_its_last_one(library: Library, note: EditedNote) -> None:
    other = create_edited_note(library.path, ONE.id, "article", "再看")
    other.close()
    assert has_edited_notes(library.path)
    note.close()
    assert not has_edited_notes(library.path)


def test_nothing_is_left_of_a_note_whose_file_cannot_be_written(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(edited_notes, "create_file", fail)
    with pytest.raises(OSError, match="No space left"):
        create_edited_note(library.path, "a", "article", "先看")
    assert not has_edited_notes(library.path)


def test_a_note_whose_folder_is_gone_is_closed_all_the_same(note: EditedNote) -> None:
    shutil.rmtree(note.path.parent)
    note.close()
    assert note.read_newest() == ""
