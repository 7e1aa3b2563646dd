"""`dubao save`, and annotated copies as sources of every command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.main import main
from reader.copies.annotated_view import make_annotated_view
from reader.copies.formats import READABLE_FORMATS, CopyFormat
from reader.copies.open import open_copy
from reader.copies.save import render_copy
from reader.services.opening import resolve_copy
from reader.sources import read_file
from tests.copies.articles import annotated
from tests.copies.test_epub import check_epub

FEATURE = Path(__file__).parents[2] / "articles" / "02-feature.txt"
TEXT = "小漁港變成風電小鎮\n\n2018-12-21\n來源:海角日報\n\n先修碼頭\n\n今年縣裏共投資6.02億美元，建成泊位8個。\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("form", READABLE_FORMATS)
@pytest.mark.parametrize("script", ["source", "hans", "twp"])
def test_a_copy_is_read_as_its_original(
    form: CopyFormat, script: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = str(tmp_path / f"copy.{form}")
    assert printed(capsys, "save", str(FEATURE), "-o", copy, "--script", script) == f"{copy}\n"
    for command in (["show", "--json"], ["show", "--script", "hk"], ["figures", "--format", "csv"], []):
        assert printed(capsys, *command, copy) == printed(capsys, *command, str(FEATURE))


def test_a_copy_is_saved_beside_its_file_under_its_title(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = article.with_name("小漁港變成風電小鎮.md")
    assert printed(capsys, "save", str(article)) == f"{path}\n"
    assert printed(capsys, "save", str(article)) == f"{path}\n"
    path.write_text(path.read_text("utf-8").replace("泊位", "==泊位=="), encoding="utf-8")
    assert main(["save", str(article)]) == 0
    out, err = capsys.readouterr()
    assert out == f"{path.with_name('小漁港變成風電小鎮 2.md')}\n"
    assert err == f"dubao: {path}: it was changed since it was saved, and stays as it is\n"
    assert main(["show", str(path)]) == 0
    assert capsys.readouterr().err == f"dubao: {path}: new marks or notes in it: 1\n"


def test_a_copy_of_standard_input_goes_to_the_folder_of_the_settings(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f'copies = "{tmp_path}/筆記"', encoding="utf-8")
    with article.open(encoding="utf-8") as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        out = printed(capsys, "save", "-", "--config-file", str(config), "--format", "html")
    assert out == f"{tmp_path}/筆記/小漁港變成風電小鎮.html\n"


def test_a_copy_goes_to_standard_output(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "save", str(article), "-o", "-", "--figures")
    copy = open_copy(text, "x")
    assert copy is not None
    assert copy.is_unchanged
    assert "| 6\\.02億美元 |" in text or "| 6.02億美元 |" in text
    rows = printed(capsys, "save", str(article), "-o", "-", "--format", "csv", "--figures", "--bom")
    assert rows.startswith("\ufeffid,section,")
    assert os.listdir(article.parent) == ["a.txt"]


def test_a_copy_of_a_copy_has_its_annotations(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole, annotations = annotated(3)
    assert annotations
    first = tmp_path / "first.json"
    first.write_text(render_copy(make_annotated_view(whole, annotations), "json"), encoding="utf-8")
    second = tmp_path / "second.md"
    printed(capsys, "save", str(first), "-o", str(second), "--script", "hans")
    copy = resolve_copy(read_file(second))[1]
    assert copy is not None
    assert (copy.article, set(copy.annotations)) == (whole, set(annotations))


def test_a_saved_copy_of_a_copy_has_newer_notes_of_the_library(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = ("--library", str(tmp_path / "library.db"))
    first, second = str(tmp_path / "first.md"), str(tmp_path / "second.md")
    old = printed(capsys, "annotate", str(article), "--quote", "建成泊位", "--note", "舊", *library).strip()
    printed(capsys, "save", str(article), "-o", first, *library)
    printed(capsys, "notes", "--edit", old, "--note", "新", *library)
    added = printed(capsys, "annotate", str(article), "--quote", "先修碼頭", "--note", "後加", *library).strip()
    printed(capsys, "save", first, "-o", second, *library)
    copy = resolve_copy(read_file(second))[1]
    assert copy
    assert {each.id: each.note for each in copy.annotations} == {old: "新", added: "後加"}


def test_a_damaged_copy_is_one_line_of_error(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = article.with_name("cut.md")
    path.write_text(render_copy(make_annotated_view(*annotated(3)), "md")[:-200], encoding="utf-8")
    for command in (["show"], ["show", "--json"], ["figures"], ["save"], []):
        assert main([*command, str(path)]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith(f"dubao: {path}: this annotated copy is cut short")
        assert err.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--format", "pdf"], ["--script", "x"], [], ["--format", "epub"]])
def test_wrong_options_are_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["save", *arguments]) == 2
    assert capsys.readouterr().err.startswith("dubao: ")


def test_another_file_under_the_name_is_not_written_over(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = article.with_name("mine.md")
    path.write_text("mine", encoding="utf-8")
    assert main(["save", str(article), "-o", str(path)]) == 0
    out, err = capsys.readouterr()
    assert out == f"{path.with_name('mine 2.md')}\n"
    assert err == f"dubao: {path}: it is another file, and stays as it is\n"
    assert path.read_text("utf-8") == "mine"


def test_a_missing_folder_is_an_error(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["save", str(article), "-o", str(article.parent / "no" / "a.md")]) == 1
    assert "there is no such folder" in capsys.readouterr().err


def test_the_json_copy_is_a_w3c_annotation_collection(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    value = json.loads(printed(capsys, "save", str(article), "-o", "-", "--format", "json", "--script", "hans"))
    assert (value["@context"], value["type"], value["total"]) == (
        "http://www.w3.org/ns/anno.jsonld",
        "AnnotationCollection",
        0,
    )
    assert value["dubao:article"] == json.loads(printed(capsys, "show", str(article), "--json"))
    assert value["dubao:converted"]["title"] == "小渔港变成风电小镇"


# -- EPUB


def test_an_epub_file_has_several_articles_and_the_files_of_folders(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "clippings"
    folder.mkdir()
    (folder / "b.txt").write_text(TEXT, encoding="utf-8")
    path = tmp_path / "x.epub"
    assert printed(capsys, "save", "-o", str(path), str(article), str(FEATURE), str(folder)) == f"{path}\n"
    assert len(check_epub(path.read_bytes()).articles) == 3


def test_a_source_of_several_that_cannot_be_opened_is_reported(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = article.with_name("x.epub")
    assert main(["save", "-o", str(path), str(article), str(article.with_name("no.txt")), str(FEATURE)]) == 0
    assert "no such file" in capsys.readouterr().err
    assert len(check_epub(path.read_bytes()).articles) == 2
    assert main(["save", "-o", str(path), "/no/a.txt", "/no/b.txt"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_other_formats_have_one_article(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["save", str(article), str(FEATURE), "--format", "org"]) == 1
    assert "one article" in capsys.readouterr().err


def test_articles_of_the_library_are_chosen_by_options(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = ("--library", str(tmp_path / "library.db"))
    printed(capsys, "add", str(article), str(FEATURE), *library)
    printed(capsys, "annotate", str(article), "--quote", "建成泊位", "--note", "多少個？", *library)
    path = tmp_path / "x.epub"
    printed(capsys, "save", "--annotated", "--script", "hans", "-o", str(path), *library)
    (root,) = check_epub(path.read_bytes()).articles
    assert "多少個？" in "".join(root.itertext())
    assert "今年县里共投资" in "".join(root.itertext())
    assert printed(capsys, "show", str(path), "--json", *library) == printed(
        capsys, "show", str(article), "--json", *library
    )
    printed(capsys, "save", "--unread", "-o", str(path.with_name("y.epub")), *library)
    assert len(check_epub(path.with_name("y.epub").read_bytes()).articles) == 2
    assert main(["save", "--starred", "--format", "epub", *library]) == 1
    assert "no such article" in capsys.readouterr().err


def test_an_epub_file_goes_to_standard_output_as_bytes(article: Path) -> None:
    command = [sys.executable, "-m", "reader", "save", str(article), "-o", "-", "--format", "epub"]
    done = subprocess.run(command, capture_output=True, check=True, cwd=FEATURE.parents[1])
    check_epub(done.stdout)


def test_an_org_copy_is_saved_by_its_ending(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = article.with_name("x.org")
    printed(capsys, "save", str(article), "-o", str(path))
    assert "\n* 小漁港變成風電小鎮\n:PROPERTIES:\n" in path.read_text("utf-8")


def test_ending_of_another_kind_of_file_is_refused(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = article.with_name("a.docx")
    assert main(["save", str(article), "-o", str(path)]) == 1
    assert "no copy has the ending .docx; use one of .md .html" in capsys.readouterr().err
    assert not path.exists()
    assert main(["save", str(article), "-o", str(article.with_name("第3.5期"))]) == 0
    assert main(["save", str(article), "-o", str(path), "--format", "md"]) == 0
