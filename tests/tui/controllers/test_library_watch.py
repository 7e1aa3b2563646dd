"""What another program writes to the library is listed, and only that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.library import Library
from reader.library.listing import ArticleListing
from reader.tui.controllers.library_watch import LibraryWatch
from reader.tui.state.library_articles import LibraryArticles
from tests.library.texts import opened
from tests.tui.controllers.fakes import Program

if TYPE_CHECKING:
    from pathlib import Path


def test_only_what_another_connection_has_written_is_listed_anew(tmp_path: Path) -> None:
    path, program, reloads = tmp_path / "library.db", Program("02-feature"), list[int]()
    watch = LibraryWatch(program.session, program.scheduler, lambda: reloads.append(1))
    watch.look()  # without a library
    with Library.open(path) as library:
        one = opened()
        library.store_article(one.article, one.source)
        program.session.reading_list.entries.library = LibraryArticles(ArticleListing(library.connection))
        watch.look()
        library.store_annotation(one.note("首批葉片"), one.id)
        watch.look()
        assert (reloads, program.session.is_article_outdated) == ([], False)
        with Library.open(path) as other:
            other.store_annotation(one.note("訂單"), one.id)
        watch.look()
        watch.look()
        assert (reloads, program.session.is_article_outdated) == ([1], True)


def test_a_library_that_cannot_be_read_now_is_looked_at_later(tmp_path: Path) -> None:
    program = Program("02-feature")
    library = Library.open(tmp_path / "library.db")
    program.session.reading_list.entries.library = LibraryArticles(ArticleListing(library.connection))
    library.close()
    reloads = list[int]()
    LibraryWatch(program.session, program.scheduler, lambda: reloads.append(1)).look()
    assert reloads == []
