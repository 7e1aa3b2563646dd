"""What commands share: settings, overrides, opening, and what is reported while that is done."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

import pytest

from reader.cli.context import CommandContext
from reader.copies.annotated_view import make_annotated_view
from reader.copies.save import render_copy
from reader.errors import NoArticleError, ReaderError
from reader.library.library import Library
from tests.copies.articles import annotated

if TYPE_CHECKING:
    from pathlib import Path


def context(**options: Any) -> CommandContext:
    """A context with these options; the others are not given."""
    absent = {"config_file": None, "encoding": None, "library": None, "script": "source"}
    return CommandContext(Namespace(**absent | options))


def test_settings_are_those_of_the_named_file_read_once(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("measure = 30", encoding="utf-8")
    own = context(config_file=str(path))
    assert own.settings.measure == 30
    path.write_text("measure = 31", encoding="utf-8")
    assert own.settings.measure == 30


def test_key_bindings_of_the_settings_are_checked(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[keys]\n"no.such.command" = "x"', encoding="utf-8")
    with pytest.raises(ReaderError, match=r"no\.such\.command"):
        _ = context(config_file=str(path)).settings


def test_problems_of_the_overrides_are_reported_when_something_is_converted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "overrides.tsv").write_text("nonsense\n", encoding="utf-8")
    options = {"config_file": str(tmp_path / "config.toml")}
    (tmp_path / "config.toml").touch()
    assert context(**options).make_conversion_options() is None
    assert capsys.readouterr().err == ""
    assert context(**options, script="tw").make_conversion_options() is not None
    assert capsys.readouterr().err.startswith(f"dubao: {tmp_path}/overrides.tsv, line 1: ")


def test_an_encoding_is_used_for_files(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("東岸縣臨海。", encoding="big5")
    assert context(encoding="big5").load_document(str(path)).text == "東岸縣臨海。"


def test_notices_of_a_copy_are_reported_under_its_own_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article, annotations = annotated(3)
    path = tmp_path / "copy.html"
    text = render_copy(make_annotated_view(article, annotations), "html")
    path.write_text(text.replace("</body>", "<p>加</p></body>"), encoding="utf-8")
    loaded = context().load_source(str(path))
    assert (loaded.article, set(loaded.annotations)) == (article, set(annotations))
    assert capsys.readouterr().err.startswith(f"dubao: {path}: it was changed since it was saved")


def test_page_whose_parts_are_not_found_in_time_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.structure.html.sandbox.IN_PROCESS_SIZE_MAX", 0)
    monkeypatch.setattr("reader.bounded_process.TIMEOUT_SECONDS", 0.01)
    path = tmp_path / "page.html"
    path.write_text("<!doctype html><html><h1>渡口</h1><p>停擺了二十年的渡口大鐘昨天重新敲響。</p>", encoding="utf-8")
    own = context()
    assert own.read_article(own.open_source(str(path))).is_unstructured
    assert capsys.readouterr().err == f"dubao: {path}: its parts could not be told; this is its text without tags\n"


def test_the_whole_page_is_opened_where_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<!doctype html><html><body><ul>" + "<li><a href=/x>港聞</a>" * 9, encoding="utf-8")
    with pytest.raises(NoArticleError):
        context().open_source(str(path))
    assert len(context().open_source(str(path), whole_page=True).read_article().blocks) == 9


def test_notices_of_the_library_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "library.db"
    with Library.open(path):
        pass
    path.write_bytes(b"")
    with context(library=str(path)).open_library():
        assert str(path) in capsys.readouterr().err
