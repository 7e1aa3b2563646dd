"""The path of the library."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.library.paths import expand_user_path, library_path


def test_the_path_is_the_one_named_else_that_of_the_environment_else_the_default(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DUBAO_LIBRARY", "/elsewhere/a.db")
    assert library_path("b.db") == Path.cwd() / "b.db"
    assert library_path() == Path("/elsewhere/a.db")
    monkeypatch.delenv("DUBAO_LIBRARY")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert library_path() == tmp_path / "dubao" / "library.db"


def test_a_typed_path_is_absolute_and_its_tilde_expanded() -> None:
    assert expand_user_path("~/a.db") == Path.home() / "a.db"
    assert expand_user_path("a.db") == Path.cwd() / "a.db"
    with pytest.raises(ReaderError, match="a path cannot hold NUL"):
        expand_user_path("a\0b")


@pytest.mark.parametrize(
    ("typed", "why"), [("https://a.example/b.db", "it is an address"), ("a\ud800b", "no file can have this name")]
)
def test_what_no_file_can_be_is_refused(typed: str, why: str) -> None:
    with pytest.raises(ReaderError, match=why):
        expand_user_path(typed)


def test_a_byte_that_is_no_text_may_be_in_a_path() -> None:
    assert expand_user_path("/a\udcff.db") == Path("/a\udcff.db")


def test_an_empty_variable_names_no_library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DUBAO_LIBRARY", "")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert library_path("") == tmp_path / "dubao" / "library.db"
