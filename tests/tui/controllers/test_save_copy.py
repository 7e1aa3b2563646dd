"""Annotated copies that are saved from the screen."""

from __future__ import annotations

import asyncio
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from reader.annotations.model import Annotation
from reader.copies import COPY_FORMATS
from reader.copies.csv import NOTE_COLUMNS
from reader.errors import ReaderError
from reader.script.overrides import OverrideFile
from reader.tui.controllers.save_copy import SaveCopyController
from tests.tui.controllers.fakes import ARTICLES, Program

if TYPE_CHECKING:
    from pathlib import Path

    from reader.copies import CopyFormat
    from reader.tui.state.article import OpenArticle


class Saving:
    def __init__(self, tmp_path: Path) -> None:
        self.path = tmp_path / "story.txt"
        self.path.write_bytes((ARTICLES / "02-feature.txt").read_bytes())
        other = tmp_path / "other.txt"
        other.write_bytes((ARTICLES / "03-dispatch.txt").read_bytes())
        self.program = program = Program(str(self.path), str(other))
        self.loaded: list[OpenArticle] = []
        self.notes: tuple[Annotation, ...] = ()
        self.controller = SaveCopyController(
            program.shell, program.session, program.scheduler, program.article_list, self.complete_article
        )

    def complete_article(self) -> None:
        self.program.article.read_to_end()
        open_article = self.program.open_article
        self.loaded.append(open_article)
        open_article.annotation_index.set_annotations(self.notes)


@pytest.fixture
def saving(tmp_path: Path) -> Saving:
    return Saving(tmp_path)


async def test_a_copy_is_saved_beside_the_article_as_markdown(saving: Saving) -> None:
    await saving.controller.action_save()
    saved = [path for path in saving.path.parent.iterdir() if path.suffix == ".md"]
    assert len(saved) == 1
    assert str(saved[0]) in saving.program.message
    assert saving.program.open_article.article.title in saved[0].read_text("utf-8")  # type: ignore[operator]
    assert saving.program.open_article.reading.is_done
    assert saving.loaded == [saving.program.open_article]


async def test_another_file_with_the_name_of_the_copy_is_not_called_a_changed_copy(saving: Saving) -> None:
    await saving.controller.action_save()
    (first,) = saving.path.parent.glob("*.md")
    first.write_text("mine", "utf-8")
    await saving.controller.action_save()
    (second,) = set(saving.path.parent.glob("*.md")) - {first}
    assert saving.program.message == f"saved to {second}; {first} is another file, and stays as it is"
    second.write_text(second.read_text("utf-8").replace("窯火", "爐火", 1), "utf-8")
    await saving.controller.action_save()
    assert saving.program.message.startswith(f"{second} was changed since it was saved; wrote ")


@pytest.mark.parametrize("copy_format", COPY_FORMATS)
async def test_any_format_can_be_chosen(saving: Saving, copy_format: CopyFormat) -> None:
    saving.controller.action_save_as()
    work = saving.program.shell.choose(saving.program.session.messages("save." + copy_format))
    await work  # type: ignore[misc]
    assert len([path for path in saving.path.parent.iterdir() if path.suffix]) == 3


async def test_the_article_that_is_saved_is_the_one_that_was_open_when_it_was_asked_for(saving: Saving) -> None:
    program = saving.program
    first, other = program.open_article, program.reading_list.open(1)
    loop, blocked = asyncio.get_running_loop(), threading.Event()
    loop.set_default_executor(ThreadPoolExecutor(1))
    waiting = loop.run_in_executor(None, blocked.wait)
    task = asyncio.ensure_future(saving.controller.action_save())
    await asyncio.sleep(0.01)  # the thread that writes has not begun; another article is opened meanwhile
    program.session.open_article = other
    blocked.set()
    await asyncio.gather(waiting, task)
    (saved,) = [path for path in saving.path.parent.iterdir() if path.suffix == ".md"]
    assert str(first.article.title) in saved.read_text("utf-8")


async def test_the_selected_articles_of_the_list_are_saved_as_one_epub_file(
    saving: Saving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUBAO_LIBRARY", str(tmp_path / "no.db"))
    program = saving.program
    program.session.settings = replace(program.session.settings, copies=str(tmp_path / "copies"))
    program.article_list.toggle_range()
    program.article_list.select_article(1)
    assert len(program.article_list.selected_numbers) == 2
    saving.controller.action_list_save()
    await asyncio.gather(*program.scheduler.workers)
    (saved,) = (tmp_path / "copies").iterdir()
    assert str(saved) in program.message
    with zipfile.ZipFile(saved) as archive:
        assert {"EPUB/article-1.xhtml", "EPUB/article-2.xhtml"} <= set(archive.namelist())


async def test_an_article_that_cannot_be_opened_is_left_out_of_the_epub_file(
    saving: Saving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUBAO_LIBRARY", str(tmp_path / "no.db"))
    program = saving.program
    program.article_list.toggle_range()
    program.article_list.select_article(1)
    (tmp_path / "other.txt").unlink()
    saving.controller.action_list_save()
    await asyncio.gather(*program.scheduler.workers)
    assert "other.txt" in program.message
    assert [path.suffix for path in tmp_path.iterdir() if path != saving.path] == [".epub"]
    program.article_list.clear_range()
    saving.controller.action_list_save()
    await asyncio.gather(*program.scheduler.workers)
    assert "there is no such file" in program.message


async def test_an_error_of_saving_is_shown(saving: Saving, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise ReaderError("the folder", "it is read only")

    monkeypatch.setattr("reader.services.copies.save_copy", refuse)
    await saving.controller.action_save()
    assert "read only" in saving.program.message


async def test_a_page_for_paper_is_opened_in_the_browser(
    saving: Saving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUBAO_CACHE", str(tmp_path / "cache"))
    words = saving.program.session.messages
    opened: list[Path] = []

    def take(answer: bool, path: Path) -> bool:
        opened.append(path)
        return answer

    for answer, message in ((True, words("status.printed")), (False, "status.browser.none.file")):
        monkeypatch.setattr("reader.tui.terminal.browser.open_file_in_browser", partial(take, answer))
        await saving.controller.action_print()
        path = opened[-1]
        assert path.is_relative_to(tmp_path / "cache")
        assert saving.program.message == (message if answer else words(message, path=path))
    (tmp_path / "file").touch()
    monkeypatch.setenv("DUBAO_CACHE", str(tmp_path / "file" / "cache"))
    await saving.controller.action_print()
    assert len(opened) == 2
    assert "file" in saving.program.message


async def test_a_table_has_the_figures_of_an_article_without_notes(saving: Saving) -> None:
    saving.controller.action_save_as()
    await saving.program.shell.choose(saving.program.session.messages("save.csv"))  # type: ignore[misc]
    (path,) = saving.path.parent.glob("*.csv")
    assert path.read_text("utf-8-sig").split("\n")[0] != ",".join(NOTE_COLUMNS)
    path.unlink()
    canonical = saving.program.open_article.annotation_index.canonical_text
    note = Annotation("urn:1", "2026", "2026", canonical.make_target(0, 2), note="記")
    saving.notes = (note,)
    saving.controller.action_save_as()
    await saving.program.shell.choose(saving.program.session.messages("save.csv"))  # type: ignore[misc]
    (path,) = saving.path.parent.glob("*.csv")
    assert path.read_text("utf-8-sig").splitlines()[0] == ",".join(NOTE_COLUMNS)


async def test_a_bundled_article_is_saved_in_the_folder_of_the_settings(saving: Saving, tmp_path: Path) -> None:
    session = saving.program.session
    session.settings = replace(session.settings, copies=str(tmp_path / "copies"))
    session.reading_list.is_samples = True
    await saving.controller.action_save()
    assert len(list((tmp_path / "copies").iterdir())) == 1


def test_without_a_selected_article_there_is_nothing_to_save(saving: Saving) -> None:
    saving.program.reading_list.set_filter("無此")
    saving.controller.action_list_save()
    assert saving.program.message == saving.program.session.messages("shelf.nothing_chosen")
    assert saving.program.scheduler.workers == []


async def test_a_copy_has_the_readers_own_words_except_as_written(saving: Saving, tmp_path: Path) -> None:
    path = tmp_path / "overrides.toml"
    own = OverrideFile(path)
    own.add("窯火", "爐火", ["hans"])
    saving.program = program = Program(str(saving.path), override_file=own)
    controller = SaveCopyController(
        program.shell, program.session, program.scheduler, program.article_list, saving.complete_article
    )
    for view, expected in (("source", False), ("hans", True)):
        program.open_article.converted.view_name = view  # type: ignore[assignment]
        await controller.action_save()
        (copy,) = saving.path.parent.glob("*.md")
        assert ("爐火" in copy.read_text("utf-8").partition("<!-- dubao-copy")[0]) is expected
        copy.unlink()


async def test_a_book_has_the_readers_own_words_except_as_written(
    saving: Saving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUBAO_LIBRARY", str(tmp_path / "no.db"))
    own = OverrideFile(tmp_path / "overrides.toml")
    own.add("窯火", "爐火", ["hans"])
    program = Program(str(saving.path), override_file=own)
    controller = SaveCopyController(
        program.shell, program.session, program.scheduler, program.article_list, saving.complete_article
    )
    for view, expected in (("source", False), ("hans", True)):
        program.open_article.converted.view_name = view  # type: ignore[assignment]
        controller.action_list_save()
        await asyncio.gather(*program.scheduler.workers)
        (book,) = saving.path.parent.glob("*.epub")
        with zipfile.ZipFile(book) as archive:
            assert ("爐火" in archive.read("EPUB/article-1.xhtml").decode()) is expected
        book.unlink()
