"""What is stored with a long article while its rest is still being read: the library has all of it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from reader.tui.controllers.annotations import AnnotationController
from reader.tui.controllers.conversion_review import ConversionReviewController
from reader.tui.controllers.note_editing import NoteEditingController
from reader.tui.state.article import FIRST_BLOCKS
from reader.tui.state.library_store import LibraryStore
from tests.tui.controllers.fakes import Program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reader.tui.state.annotation_store import StoredState

PARAGRAPHS = 4 * FIRST_BLOCKS
TEXT = "海边的小城\n\n" + "".join(f"    第{number}段：看见鸟{number}只，软件也好。\n\n" for number in range(PARAGRAPHS))


class Reading:
    """A program whose article is read as far as its first screens."""

    def __init__(self, folder: Path, store: LibraryStore) -> None:
        path = folder / "long.txt"
        path.write_text(TEXT, "utf-8")
        self.program = program = Program(str(path), annotation_store=store)
        shell, session, article = program.shell, program.session, program.article
        self.annotations = AnnotationController(shell, session, article, program.side_list, program.selection)
        self.review = ConversionReviewController(
            shell, session, article, program.pane, program.selection, self.annotations.complete_article
        )
        self.notes = NoteEditingController(
            shell, session, program.scheduler, article, program.selection, program.note_editor, self.annotations
        )
        self.last = len(program.open_article.blocks) - 1
        program.select(self.last, 4, 8)

    @property
    def words(self) -> str:
        """What is selected."""
        return self.program.open_article.blocks[self.last].text[4:8]


@contextmanager
def open_store(folder: Path) -> Iterator[LibraryStore]:
    store = LibraryStore(str(folder / "library.db"))
    with store:
        yield store


@pytest.fixture
def reading(tmp_path: Path) -> Iterator[Reading]:
    with open_store(tmp_path) as store:
        yield Reading(tmp_path, store)


def load_again(reading: Reading, tmp_path: Path) -> StoredState:
    """What another program finds in the library."""
    with open_store(tmp_path) as other:
        article = reading.program.open_article.article
        return other.open_article(article, lambda: reading.program.reading_list.load_document(0))


def mark(reading: Reading) -> None:
    reading.annotations.action_mark()


def star(reading: Reading) -> None:
    reading.annotations.action_star()


def keep(reading: Reading) -> None:
    reading.review.action_keep()


CHECKS: tuple[tuple[Callable[[Reading], None], Callable[[Reading, StoredState], bool]], ...] = (
    (mark, lambda reading, state: [each.target.exact for each in state.annotations if each.target] == [reading.words]),
    (star, lambda _, state: state.is_starred),
    (keep, lambda reading, state: [(p.start, p.end) for p in state.pins[reading.last]] == [(4, 8)]),
)


@pytest.mark.parametrize(("act", "is_stored"), CHECKS, ids=("mark", "star", "keep"))
def test_what_is_decided_before_the_rest_is_read_is_stored(
    act: Callable[[Reading], None],
    is_stored: Callable[[Reading, StoredState], bool],
    reading: Reading,
    tmp_path: Path,
) -> None:
    assert not reading.program.open_article.reading.is_done
    act(reading)
    state = load_again(reading, tmp_path)
    assert is_stored(reading, state)
    assert len(reading.program.open_article.blocks) > PARAGRAPHS


async def test_the_draft_of_a_note_that_is_begun_before_the_rest_is_read_is_stored(
    reading: Reading, tmp_path: Path
) -> None:
    assert not reading.program.open_article.reading.is_done
    await reading.notes.action_note()
    reading.program.note_editor.set_text("記得這裏")
    reading.notes.store_draft()
    with open_store(tmp_path) as other:
        library = other._open_library()
        assert library is not None
        article_id = reading.program.open_article.origin.id
        assert list(library.choices.load_drafts(article_id).values()) == ["記得這裏"]
        assert library.find_entry(article_id) is not None


def test_an_annotation_of_the_last_session_is_there_for_a_key_that_comes_before_the_rest_is_read(
    reading: Reading, tmp_path: Path
) -> None:
    reading.annotations.action_mark()
    with open_store(tmp_path) as store:
        again = Reading(tmp_path, store)
        again.annotations.action_remove()
        assert again.program.open_article.annotation_index.annotations == []
    assert not load_again(reading, tmp_path).annotations
