"""Which sources the arguments of the command line stand for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from reader.errors import ReaderError
from reader.services import inputs
from reader.services.inputs import InputSources, collect_inputs, expand_folders

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("2.txt", "10.txt", "picture.png"):
        (tmp_path / "報" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "報" / name).write_text("東岸縣臨海。", encoding="utf-8")
    return tmp_path / "報"


def test_a_folder_stands_for_its_texts_in_natural_order(folder: Path) -> None:
    texts = [str(folder / "2.txt"), str(folder / "10.txt")]
    assert list(expand_folders(["a", str(folder), "-", ""])) == ["a", *texts, "-", ""]
    assert collect_inputs([str(folder)]) == InputSources(texts, "報")
    assert collect_inputs([str(folder), "a"]).folder_name == ""


def test_the_home_folder_may_be_written_as_a_tilde(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder.parent))
    assert collect_inputs(["~/報"]).sources == [str(folder / "2.txt"), str(folder / "10.txt")]


def test_folders_are_listed_when_they_are_reached(tmp_path: Path) -> None:
    sources = expand_folders(["a", str(tmp_path)])
    assert next(sources) == "a"
    with pytest.raises(ReaderError, match="no files"):
        next(sources)


def test_standard_input_may_be_named_once() -> None:
    assert collect_inputs(["-", "a"]).sources == ["-", "a"]
    with pytest.raises(ReaderError, match="only once"):
        collect_inputs(["-", "a", "-"])


def test_without_arguments_a_pipe_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(inputs, "_is_piped", lambda: True)
    assert collect_inputs([], str(tmp_path / "none.db")) == InputSources(["-"])


def test_without_arguments_and_library_the_bundled_articles_are_read(tmp_path: Path) -> None:
    found = collect_inputs([], str(tmp_path / "none.db"))
    assert found.is_bundled
    assert all(os.path.isfile(source) for source in found.sources)
    assert not (tmp_path / "none.db").exists()
