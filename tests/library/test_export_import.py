"""Exporting a library to plain files and importing them, also where both libraries have an article."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from reader.annotations.model import Reanchoring
from reader.errors import ReaderError
from reader.library import export_import
from reader.library.export_import import export_library, import_into_library
from reader.library.library import Library
from reader.script.overrides import Override
from reader.script.rules import Pin
from tests.annotations.test_w3c import hypothesis_row
from tests.library.texts import STORY, new, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ONE = opened()
PAGE = opened(
    "<!doctype html><html><head><title>風停了</title></head><body><article><h1>風停了</h1>"
    + "<p>船都在港裡，沒有人出海，碼頭上的人都在等天亮。\r\n燈塔亮了一夜。</p>" * 5
    + "</article></body></html>",
    "/news/頁\udcff.html",
)


def nothing(said: str) -> None:
    raise AssertionError(said)


@pytest.fixture
def full(library: Library) -> Library:
    """One of everything."""
    for each in (ONE, PAGE):
        library.store_article(each.article, each.source)
    note = replace(ONE.note("風電小鎮", "記\x1b[2J下\r\n𨋢"), tags=("要聞", "a b"), colour="pink", figure="4e9 CNY")
    lost = replace(
        ONE.note("第二座塔筒廠開工"), state="orphan", score=0.0, history=(Reanchoring(1, 2, 3, 4, 0.8, note.created),)
    )
    for annotation in (note, lost, replace(note, id="urn:uuid:1", target=None)):
        library.store_annotation(annotation, ONE.id)
    library.update_entry(ONE.id, read=True, add_tags=["好"])
    library.update_entry(PAGE.id, starred=True)
    library.store_reading_position(ONE.id, (2, 5))
    library.choices.replace_pins(ONE.id, {0: (Pin(0, 2), Pin(2, 4, "里", "hans"))})
    library.choices.replace_rules(ONE.id, [Override("里", "裡", ("hant", "t2*"))])
    library.choices.store_draft(ONE.id, "", "一半")
    return library


def everything(library: Library) -> dict[str, Any]:
    """All that a library holds."""
    return {
        kept.id: (
            kept,
            library.load_text(kept.id) and library.load_canonical_text(kept.id).text,
            library.load_annotations(kept.id),
            library.choices.load_pin_records(kept.id),
            library.choices.load_rules(kept.id),
            library.choices.load_drafts(kept.id),
        )
        for kept in library.list_entries()
    }


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "other.db") as library:
        yield library


def test_an_exported_library_is_imported_without_loss(full: Library, other: Library, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert export_library(full, folder) == 2
    assert import_into_library(other, folder, nothing) == (2, 3)
    assert everything(other) == everything(full)
    texts = [library.load_text(each.id) for library in (full, other) for each in (ONE, PAGE)]
    assert [text and text.source for text in texts] == [ONE.source, PAGE.source] * 2
    assert import_into_library(other, folder, nothing) == (0, 0)
    assert everything(other) == everything(full)


def test_exported_files_have_no_control_characters(full: Library, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    export_library(full, folder)
    names = sorted(os.listdir(folder / "articles"))
    ends = ("json", "notes.json", "source.txt", "txt")
    assert names == sorted(f"{each.id}.{end}" for each in (ONE, PAGE) for end in ends)
    assert (folder / "articles" / f"{ONE.id}.txt").read_bytes().decode() == ONE.canonical.text
    assert (folder / "articles" / f"{PAGE.id}.source.txt").read_bytes().decode() == PAGE.source
    for name in names:
        assert b"\x1b" not in (folder / "articles" / name).read_bytes()
    value = json.loads((folder / "articles" / f"{ONE.id}.notes.json").read_bytes())
    assert (value["type"], value["total"]) == ("AnnotationCollection", 3)


def test_export_refuses_a_folder_with_files(full: Library, tmp_path: Path) -> None:
    (tmp_path / "mine").touch()
    with pytest.raises(ReaderError, match="there are files in it; name a new folder"):
        export_library(full, tmp_path)
    (tmp_path / "empty").mkdir()
    export_library(full, tmp_path / "empty")
    with pytest.raises(ReaderError, match="not a directory"):
        export_library(full, tmp_path / "mine" / "out")
    assert not [name for name in os.listdir(tmp_path) if name.startswith(".")]


def test_import_keeps_the_later_annotation_and_merges_tags(full: Library, other: Library, tmp_path: Path) -> None:
    export_library(full, tmp_path / "out")
    longer = opened(STORY.replace("　　首批", "　　導語換過了，說的是別的事。\n　　首批"))
    other.store_article(longer.article, longer.source)
    other.update_entry(longer.id, starred=True, add_tags=["別的"])
    mine = full.load_annotations(ONE.id)
    theirs = replace(new(longer.canonical, 0, 2), id=mine[1].id, note="後來", modified="9999-01-01T00:00:00.000000Z")
    extra = new(longer.canonical, 3, 5)
    for annotation in (theirs, extra):
        other.store_annotation(annotation, longer.id)
    assert import_into_library(other, tmp_path / "out", nothing) == (1, 2)
    found = {annotation.id: annotation for annotation in other.load_annotations(ONE.id)}
    assert (found[theirs.id], found[extra.id]) == (theirs, extra)
    assert len(found) == 4
    assert other.load_canonical_text(ONE.id).text == longer.canonical.text
    kept = other.find_entry(ONE.id)
    assert kept
    assert (kept.read, kept.starred, kept.tags, kept.reading_position) == (True, True, ("別的", "好"), (0, 0))
    placed = next(each for each in found.values() if each.target and each.id not in (theirs.id, extra.id))
    assert placed.target
    assert (placed.state, placed.target.exact) == ("moved", "第二座塔筒廠開工")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("library.json", "{}", "it is no exported library"),
        ("library.json", "[", "it is no JSON"),
        ("library.json", '{"schema": "dubao-library-1", "articles": 3}', "2 articles are there of 3"),
        ("{id}.json", "{}", "it is not as dubao export wrote it"),
        ("{id}.json", '{"origin": 3}', "it is not as dubao export wrote it .a value in it is of another kind."),
        ("library.json", None, "it is no exported library"),
        ("{id}.json", "\udcff", "it is no JSON"),
        ("{id}.notes.json", "{}", "it has no annotations in a shape of the W3C"),
        ("{id}.source.txt", None, "no such file"),
        ("{id}.txt", None, "no such file"),
    ],
)
def test_a_damaged_export_imports_nothing(
    name: str, text: str | None, said: str, full: Library, other: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    export_library(full, folder)
    last = max(ONE.id, PAGE.id)
    path = folder / name if "{" not in name else folder / "articles" / name.format(id=last)
    if text is None:
        path.unlink()
    else:
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ReaderError, match=said):
        import_into_library(other, folder, nothing)
    assert everything(other) == {}


def test_imported_annotations_are_stored_with_the_article_of_their_source(library: Library, tmp_path: Path) -> None:
    library.store_article(
        replace(ONE.article, origin=replace(ONE.article.origin, path=None, url="https://news.example/1")), ONE.source
    )
    text = ONE.canonical.text
    start = text.index("首批")
    row = hypothesis_row(start, start + 4, "首批葉片")
    stray = {**hypothesis_row(0, 1, "風"), "id": "x", "uri": "https://elsewhere.example/"}
    path = tmp_path / "h.json"
    path.write_text(json.dumps({"rows": [row, stray]}), encoding="utf-8")
    told: list[str] = []
    assert import_into_library(library, path, told.append) == (0, 1)
    assert told == [
        f"{path}: 1 annotations are about https://elsewhere.example/, which is not in the library; add it first"
    ]
    (note,) = library.load_annotations(ONE.id)
    assert note.target
    assert (note.target.start, note.target.exact, note.note, note.state) == (start, "首批葉片", "記下", "exact")
    assert import_into_library(library, path, told.append) == (0, 0)


def test_a_file_without_annotations_is_refused(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("風停了。", encoding="utf-8")
    for path, said in (
        (tmp_path / "a.txt", "it is no JSON"),
        (tmp_path / "b", "no such file"),
        (tmp_path, "it is no exported library"),
    ):
        with pytest.raises(ReaderError, match=said):
            import_into_library(library, path, nothing)


def test_exported_files_are_their_owners_alone(full: Library, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    before = os.umask(0)
    try:
        export_library(full, folder, b"[[feed]]\n")
    finally:
        os.umask(before)
    assert (folder / "feeds.toml").read_bytes() == b"[[feed]]\n"
    assert stat.S_IMODE((folder / "articles").stat().st_mode) == 0o700
    files = [each for each in folder.rglob("*") if each.is_file()]
    assert {stat.S_IMODE(each.stat().st_mode) for each in files} == {0o600}


def test_marks_that_an_import_does_not_have_stay(full: Library, other: Library, tmp_path: Path) -> None:
    export_library(full, tmp_path / "out")
    for each in (ONE, PAGE):
        other.store_article(each.article, each.source)
    other.update_entry(ONE.id, starred=True)
    other.update_entry(PAGE.id, read=True)
    other.choices.store_draft(ONE.id, "", "別的一半")
    other.choices.replace_rules(ONE.id, [])
    import_into_library(other, tmp_path / "out", nothing)
    for identity in (ONE.id, PAGE.id):
        entry = other.find_entry(identity)
        assert entry
        assert (entry.read, entry.starred) == (True, True)
    assert other.choices.load_drafts(ONE.id) == {"": "別的一半"}
    assert other.choices.load_rules(ONE.id) == []


@pytest.mark.parametrize("spare", [0, -1])
def test_a_file_may_have_a_number_of_bytes(
    spare: int, full: Library, other: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_library(full, tmp_path / "out")
    largest = max(each.stat().st_size for each in (tmp_path / "out").rglob("*.*"))
    monkeypatch.setattr(export_import, "_MAX_BYTES", largest + spare)
    if spare:
        with pytest.raises(ReaderError, match="it is larger than 0 MB; split it"):
            import_into_library(other, tmp_path / "out", nothing)
    else:
        assert import_into_library(other, tmp_path / "out", nothing) == (2, 3)


def test_annotations_on_nothing_known_are_counted_by_their_source(library: Library, tmp_path: Path) -> None:
    rows = [{**hypothesis_row(0, 1, "風"), "id": f"x{number}", "uri": uri} for number, uri in enumerate("aab")]
    path = tmp_path / "h.json"
    path.write_text(json.dumps({"rows": rows}), encoding="utf-8")
    told: list[str] = []
    assert import_into_library(library, path, told.append) == (0, 0)
    assert [each.partition(", which")[0] for each in told] == [
        f"{path}: 2 annotations are about a",
        f"{path}: 1 annotations are about b",
    ]


def test_the_notes_of_an_article_are_labelled_with_its_title(full: Library, tmp_path: Path) -> None:
    untitled = replace(ONE.article, origin=replace(ONE.article.origin, id="untitled"), title=None)
    full.store_article(untitled, ONE.source)
    export_library(full, tmp_path / "out")
    labels = [
        json.loads((tmp_path / "out" / "articles" / f"{identity}.notes.json").read_bytes()).get("label")
        for identity in (ONE.id, "untitled")
    ]
    assert labels == [ONE.article.title, None]
