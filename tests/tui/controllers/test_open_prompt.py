"""The prompt for a path or an address, and what is pasted."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from reader.errors import ReaderError
from reader.tui.controllers.open_prompt import OpenPromptController, find_pasted_path
from tests.tui.controllers.fakes import Program

if TYPE_CHECKING:
    from pathlib import Path


class Navigation:
    """Takes down what is to be opened."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.texts: list[str] = []
        self.added: list[list[str]] = []
        self.error: ReaderError | None = None

    def open_path(self, path: str) -> None:
        if self.error:
            raise self.error
        self.opened.append(path)

    def open_text(self, text: str) -> None:
        self.texts.append(text)

    def add_files(self, paths: list[str]) -> None:
        self.added.append(paths)


class Opening:
    def __init__(self) -> None:
        self.program = program = Program("02-feature")
        self.navigation = Navigation()
        self.prompt = OpenPromptController(
            program.shell,
            program.session,
            program.scheduler,
            self.navigation,  # type: ignore[arg-type]
            lambda: None,
        )

    def titles(self, text: str) -> list[str]:
        return [choice.title for choice in self.prompt.list_choices(text)]

    def accept(self, text: str, number: int | None = None) -> None:
        """Accept a text, or the choice of a number."""
        choices = self.prompt.list_choices(text)
        self.prompt.accept(text, None if number is None else choices[number])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("story.txt", "stock.txt"):
        (tmp_path / name).write_text("新聞\n\n　　今天的新聞。\n", "utf-8")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "under.txt").write_text("新聞\n\n　　今天的新聞。\n", "utf-8")
    return tmp_path


async def test_a_path_is_asked_for_completed_and_opened(folder: Path) -> None:
    opening = Opening()
    await opening.prompt.action_open()
    assert opening.program.shell.prompt is opening.prompt
    assert opening.prompt.initial_text == ""
    assert opening.titles(f"{folder}/sto") == ["stock.txt", "story.txt"]
    opening.accept(f"{folder}/sto", 1)
    opening.accept(f"{folder}/stock.txt")
    assert opening.navigation.opened == [f"{folder}/story.txt", f"{folder}/stock.txt"]
    assert opening.prompt.preview("x") == ""


async def test_in_a_folder_one_types_on_or_takes_all_of_it(folder: Path) -> None:
    opening = Opening()
    opening.accept(f"{folder}/de", 0)
    (again,) = opening.program.scheduler.pending
    await again()  # type: ignore[misc]
    assert opening.prompt.initial_text == f"{folder}/deep/"
    assert opening.titles(f"{folder}/deep/") == ["All articles here", "under.txt"]
    opening.accept(f"{folder}/deep/", 0)
    assert opening.navigation.added == [[f"{folder}/deep/under.txt"]]


def test_failed_path_shows_the_reason_and_is_suggested_again() -> None:
    opening = Opening()
    opening.navigation.error = ReaderError("x.txt", "there is no such file")
    opening.accept("/gone/x.txt")
    assert "no such file" in opening.program.message
    assert "x.txt" in opening.titles("/gone")
    opening.accept("")
    opening.prompt.cancel()
    assert opening.navigation.opened == []


def test_an_address_is_opened_as_typed_and_not_as_a_longer_one_of_before() -> None:
    opening = Opening()
    opening.accept("http://news.example/12")
    opening.accept("http://news.example/1")
    assert opening.navigation.opened == ["http://news.example/12", "http://news.example/1"]
    opening.accept("http://news", 0)
    assert opening.navigation.opened[-1] == "http://news.example/1"


def test_a_path_is_opened_as_typed_unless_a_longer_one_is_selected(folder: Path) -> None:
    opening = Opening()
    longer = folder / "story.txt.md"
    longer.write_text("新聞\n\n　　今天的新聞。\n", "utf-8")
    opening.accept(f"{folder}/sto")
    opening.accept(f"{folder}/story.txt", 0)
    assert opening.navigation.opened == [f"{folder}/sto", str(longer)]


async def test_a_pasted_path_is_asked_for_and_a_pasted_text_is_offered_as_an_article(folder: Path) -> None:
    opening = Opening()
    opening.prompt.handle_paste(f"'{folder}/story.txt'\n")
    (ask,) = opening.program.scheduler.pending
    await ask()  # type: ignore[misc]
    assert opening.prompt.initial_text == f"{folder}/story.txt"
    words = opening.program.session.messages
    text = "新聞標題\n\n　　今天的新聞說了三件事。"
    opening.prompt.handle_paste(text)
    assert opening.program.shell.title == words("status.pasted", n=len(text))
    opening.program.shell.choose(words("paste.open"))
    assert opening.navigation.texts == [text]
    opening.prompt.handle_paste(" \n ")
    assert opening.program.shell.choices == ()


def test_the_bundled_articles_are_added() -> None:
    opening = Opening()
    opening.prompt.action_samples()
    assert len(opening.navigation.added[0]) > 3


def test_only_folders_and_files_that_may_be_texts_are_offered(folder: Path) -> None:
    (folder / "stone.jpg").write_bytes(b"")
    (folder / "stones").mkdir()
    hidden = folder / "stolen.txt"
    hidden.write_text("x")
    hidden.chmod(0)
    titles = Opening().titles(str(folder / "sto"))
    assert {"story.txt", "stock.txt", "stones/"} <= set(titles)
    assert "stone.jpg" not in titles
    if os.geteuid():
        assert "stolen.txt" not in titles


def test_several_files_are_added_at_once(folder: Path) -> None:
    opening = Opening()
    both = [str(folder / "story.txt"), str(folder / "stock.txt")]
    opening.prompt.accept(f"{both[0]} '{both[1]}'", None)
    assert opening.navigation.added == [both]
    opening.prompt.accept(f"{both[0]} /nowhere/x", None)
    assert len(opening.navigation.added) == 1


def test_articles_that_were_read_are_offered_first() -> None:
    opening = Opening()
    shelf = opening.program.session.reading_list
    number = shelf.add("/somewhere/read.txt")
    assert "/somewhere/read.txt" not in [choice.detail for choice in opening.prompt.list_choices("")]
    shelf.entries[number].is_read = True
    assert opening.prompt.list_choices("")[0].detail == "/somewhere/read.txt"


@pytest.mark.parametrize(
    ("pasted", "path"),
    [
        ("file:///tmp/%E6%B5%B7.txt", "/tmp/海.txt"),
        ("  file:///tmp/a%20b.txt\n", "/tmp/a b.txt"),
        ("https://a.example/1", "https://a.example/1"),
        ("https://a.example/1 and more", None),
        ("段" * 5_000, None),
        ("/nowhere/a.txt\n/nowhere/b.txt", None),
        ("", None),
    ],
)
def test_a_path_or_an_address_is_told_from_a_pasted_text(pasted: str, path: str | None) -> None:
    assert find_pasted_path(pasted) == path


def test_a_pasted_path_may_be_quoted_as_a_shell_would_have_it(folder: Path) -> None:
    path = folder / "a b.txt"
    path.write_text("甲", "utf-8")
    for pasted in (str(path), f"'{path}'", str(path).replace(" ", "\\ ")):
        assert find_pasted_path(pasted) == str(path)
    assert find_pasted_path(f"'{path}") is None
