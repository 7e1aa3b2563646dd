"""The prompt for a path or an address, and what is pasted."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from reader.errors import ReaderError
from reader.tui.controllers import open_prompt
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


@pytest.mark.parametrize(
    ("pasted", "path"),
    [
        ("/" + "a" * 4095, "/" + "a" * 4095),
        ("/" + "a" * 4096, None),
        ("a" * 39, "a" * 39),
        ("a" * 40, None),
        ("a b", None),
        ("/a b", "/a b"),
        ("~/a b", "~/a b"),
        ("./a b", "./a b"),
        ("../a b", "../a b"),
        ("/a\\ b", "/a b"),
        ("'a b", None),
        ("a\rb", None),
        ("file://machine/tmp/a", "/tmp/a"),
        ("FILE:///tmp/a", "/tmp/a"),
        ("\0", "\0"),
    ],
)
def test_a_path_looks_like_one(pasted: str, path: str | None) -> None:
    assert find_pasted_path(pasted) == path


def test_what_was_opened_is_offered_once_the_latest_first_up_to_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    opening = Opening()
    for name in ("a", "b", "a", "c"):
        opening.accept(f"/somewhere/{name}.txt")
    assert [choice.detail for choice in opening.prompt.list_choices("/somewhere/")] == [
        f"/somewhere/{name}.txt" for name in "cab"
    ]
    assert opening.titles("/somewhere/a.txt") == []
    monkeypatch.setattr(open_prompt, "_MAX_RECENT", 2)
    assert opening.titles("/somewhere/") == ["c.txt", "a.txt"]


def test_the_open_article_is_not_offered() -> None:
    opening = Opening()
    entry = opening.program.session.open_entry
    entry.is_read = True
    assert entry.source not in [choice.completion for choice in opening.prompt.list_choices("")]


def test_addresses_are_named_by_their_machine_and_folders_by_their_last_part(folder: Path) -> None:
    opening = Opening()
    opening.accept("https://a.example/long/way")
    (choice,) = opening.prompt.list_choices("https://a.example/")
    assert (choice.title, choice.detail) == ("a.example", "https://a.example/long/way")
    (choice,) = opening.prompt.list_choices(f"{folder}/de")
    assert (choice.title, choice.detail) == ("deep/", f"{folder}/deep/")
    opening.accept("one.txt")
    (choice,) = opening.prompt.list_choices("one.t")
    assert (choice.title, choice.detail) == ("one.txt", "")


def test_a_line_names_several_files_only_where_all_are_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opening = Opening()
    story, stock = folder / "story.txt", folder / "stock.txt"
    for text in (f"{story} {folder}", f"{story} 'x", str(story)):
        opening.prompt.accept(text, None)
    assert opening.navigation.added == []
    for spare, count in ((0, 1), (-1, 1)):
        text = f"{story} {stock}"
        monkeypatch.setattr(open_prompt, "_MAX_PATHS_LENGTH", len(text) + spare)
        opening.prompt.accept(text, None)
        assert len(opening.navigation.added) == count
    odd = folder / "a b.txt"
    odd.write_text("新聞", "utf-8")
    opening.prompt.accept(str(odd), None)
    assert opening.navigation.opened[-1] == str(odd)


def test_an_error_of_adding_files_is_shown(folder: Path) -> None:
    opening = Opening()

    def refuse(paths: list[str]) -> None:
        raise ReaderError("the list", "it is full")

    opening.navigation.add_files = refuse  # type: ignore[method-assign]
    opening.prompt.accept(f"{folder}/story.txt {folder}/stock.txt", None)
    opening.accept(f"{folder}/deep/", 0)
    assert ["it is full" in message for message in opening.program.shell.messages] == [True, True]


def test_a_quoted_name_of_one_file_is_opened_as_it_was_typed(folder: Path) -> None:
    opening = Opening()
    opening.prompt.accept(f"'{folder}/story.txt'", None)
    assert opening.navigation.added == []
    assert opening.navigation.opened == [f"'{folder}/story.txt'"]
