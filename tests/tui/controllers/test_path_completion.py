"""Completion of paths: what a folder has, and folders that are slow."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from reader.tui.controllers import path_completion
from reader.tui.controllers.path_completion import Completions, PathCompletion, expand_user, find_completions
from tests.tui.controllers.fakes import FakeScheduler

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def make_folder(folder: Path) -> Path:
    for name in ("story.txt", "stock.txt", ".hidden.txt"):
        (folder / name).write_text("新聞", "utf-8")
    (folder / "deep").mkdir()
    return folder


def test_paths_that_begin_with_the_text_are_found_hidden_ones_only_when_asked_for(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)

    def names(text: str) -> list[str]:
        return [path.removeprefix(f"{folder}/") for path in find_completions(f"{folder}/{text}").paths]

    assert names("") == ["deep/", "stock.txt", "story.txt"]
    assert names("sto") == ["stock.txt", "story.txt"]
    assert names(".h") == [".hidden.txt"]
    assert names("x") == []


def test_a_folder_is_known_by_the_solidus_behind_it(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    assert find_completions(f"{folder}/").is_folder
    assert find_completions(f"{folder}/deep/").is_folder
    for text in ("", str(folder), f"{folder}/gone/", f"{folder}/story.txt/", "a\0b/", "~\0"):
        assert not find_completions(text).is_folder, text
    assert expand_user("a\0b") == "a\0b"


def test_a_folder_that_answers_at_once_is_listed_at_once() -> None:
    completion = PathCompletion(FakeScheduler(), lambda: None, lambda text: Completions([text + "x"]))
    assert completion.complete("a").paths == ["ax"]
    assert completion.complete("a").paths == ["ax"]


def test_a_slow_folder_does_not_stop_the_screen_and_is_listed_later() -> None:
    answers, done = threading.Event(), threading.Event()

    def find(text: str) -> Completions:
        answers.wait(10)
        return Completions([text + "x"])

    completion = PathCompletion(FakeScheduler(), done.set, find)
    assert completion.complete("a").paths == ()
    assert completion.complete("a").paths == (), "still asked for, and not a second time"
    answers.set()
    assert done.wait(10)
    assert completion.complete("a").paths == ["ax"]


def test_an_answer_that_is_no_longer_wanted_is_not_reported() -> None:
    answers = {"a": threading.Event(), "b": threading.Event()}
    reported: list[str] = []
    done = threading.Event()

    def find(text: str) -> Completions:
        answers[text].wait(10)
        return Completions([text + "x"])

    def report() -> None:
        reported.append("report")
        done.set()

    completion = PathCompletion(FakeScheduler(), report, find)
    completion.complete("a")
    completion.complete("b")
    answers["a"].set()
    answers["b"].set()
    assert done.wait(10)
    assert completion.complete("b").paths == ["bx"]
    assert reported == ["report"]


def test_folders_are_listed_by_threads_that_do_not_keep_the_program_from_ending() -> None:
    answers, begun, done = threading.Event(), threading.Event(), threading.Event()
    threads: list[threading.Thread] = []

    def find(text: str) -> Completions:
        threads.append(threading.current_thread())
        begun.set()
        answers.wait(10)
        return Completions()

    completion = PathCompletion(FakeScheduler(), done.set, find)
    completion.complete("a")
    assert begun.wait(10)
    threads += [each for each in threading.enumerate() if each.name == "dubao-completion-wait"]
    assert len(threads) >= 2
    assert all(each.daemon for each in threads)
    answers.set()
    assert done.wait(10)


def test_only_files_that_may_be_text_and_can_be_read_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_folder(tmp_path)
    (folder / "story.jpg").write_text("x")
    os.mkfifo(folder / "story.pipe.txt")
    (folder / "deep.jpg").mkdir()
    assert find_completions(f"{folder}/story").paths == [f"{folder}/story.txt"]
    assert find_completions(f"{folder}/story.txt").paths == []
    assert find_completions(f"{folder}/deep").paths == [f"{folder}/deep.jpg/", f"{folder}/deep/"]
    monkeypatch.chdir(folder)
    assert find_completions("st").paths == ["stock.txt", "story.txt"]
    for count in (1, 2, 3, 9):
        monkeypatch.setattr(path_completion, "_MAX_COMPLETIONS", count)
        assert len(find_completions("st").paths) == min(count, 2)
