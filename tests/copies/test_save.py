"""Saving copies: the name and the folder, complete or not at all, never over what somebody else wrote."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from reader.annotations.model import Annotation, merge_annotations
from reader.copies import save
from reader.copies.annotated_view import AnnotatedView, make_annotated_view
from reader.copies.checksum import make_article_key, read_checksum
from reader.copies.formats import COPY_FORMATS, READABLE_FORMATS, CopyFormat
from reader.copies.open import open_copy
from reader.copies.save import choose_folder, guess_format, render_copy, write_collection, write_copy
from reader.errors import ReaderError
from reader.model import Article, Block, Origin, clean
from tests.copies.articles import annotated

ROOT = Path(__file__).parents[2]
WHEN = "2026-01-01T00:00:00.000000Z"
KILLS = int(os.environ.get("DUBAO_KILLS", "20"))
"""How many times a program is killed while it saves; 200 before a release."""


def page(title: str = "小漁港", identity: str = "x", note: str = "好") -> AnnotatedView:
    article = Article(
        Origin(identity), (Block("headline", clean(title)), Block("paragraph", clean("水深。"))), clean(title)
    )
    return make_annotated_view(article, [Annotation("urn:1", WHEN, WHEN, note=note)])


@pytest.mark.parametrize("form", COPY_FORMATS)
def test_a_copy_is_saved_under_its_title(form: CopyFormat, tmp_path: Path) -> None:
    saved = write_copy(page(), form, tmp_path / "new")
    path = tmp_path / "new" / f"小漁港.{form}"
    assert saved == (path, "created", None)
    assert list((tmp_path / "new").iterdir()) == [path]
    assert path.read_bytes()


@pytest.mark.parametrize("form", ["md", "html", "json", "txt", "org"])
def test_an_unedited_copy_is_written_over(form: CopyFormat, tmp_path: Path) -> None:
    first = write_copy(page(note="一"), form, tmp_path)
    again = write_copy(page(note="二"), form, tmp_path)
    assert again == (first.path, "updated", None)
    assert "二" in first.path.read_text("utf-8")
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("form", COPY_FORMATS)
def test_an_edited_copy_is_not_written_over(form: CopyFormat, tmp_path: Path) -> None:
    first = write_copy(page(note="一"), form, tmp_path).path
    changed = first.read_bytes().replace("水深".encode(), "水淺".encode()) + b"mine\n"
    first.write_bytes(changed)
    how = "created" if form == "csv" else "numbered"  # nothing in CSV tells whose it is
    assert write_copy(page(note="二"), form, tmp_path) == (tmp_path / f"小漁港 2.{form}", how, first)
    assert first.read_bytes() == changed


def test_an_unedited_epub_copy_is_written_over_and_a_changed_one_is_not(tmp_path: Path) -> None:
    first = write_copy(page(note="一"), "epub", tmp_path)
    assert write_copy(page(note="二"), "epub", tmp_path) == (first.path, "updated", None)
    data = first.path.read_bytes()
    first.path.write_bytes(data[:50] + bytes([data[50] ^ 1]) + data[51:])
    assert write_copy(page(note="三"), "epub", tmp_path) == (tmp_path / "小漁港 2.epub", "numbered", first.path)


def test_a_collection_has_a_file_of_its_own_that_is_written_over_for_the_same_articles(tmp_path: Path) -> None:
    views = [page(identity="x"), page("大漁港", identity="y")]
    first = write_collection(views, tmp_path)
    assert (first.path, first.outcome) == (tmp_path / "小漁港 等2篇.epub", "created")
    held = first.path.read_bytes()
    assert write_collection(views, tmp_path) == (first.path, "updated", None)
    assert first.path.read_bytes() == held
    views[0] = page(identity="x", note="新")
    assert write_collection(views, tmp_path) == (first.path, "updated", None)
    assert first.path.read_bytes() != held
    other = write_collection([*views, page(identity="z")], tmp_path, path=first.path)
    assert other == (tmp_path / "小漁港 等2篇 2.epub", "created", first.path)
    with pytest.raises(ReaderError, match="no such folder"):
        write_collection(views, tmp_path, path=tmp_path / "no" / "x.epub")


def test_an_edited_copy_is_written_over_only_with_overwrite(tmp_path: Path) -> None:
    path = write_copy(page(note="一"), "md", tmp_path).path
    path.write_text(path.read_text("utf-8").replace("[^a1]: 一", "[^a1]: 他們的"), encoding="utf-8")
    theirs = open_copy(path.read_text("utf-8"), "x")
    assert theirs
    mine = [Annotation("urn:1", WHEN, WHEN, note="一"), Annotation("urn:2", WHEN, WHEN, note="二")]
    both = merge_annotations(mine, theirs.annotations)
    assert write_copy(make_annotated_view(theirs.article, both), "md", tmp_path, overwrite=True) == (
        path,
        "updated",
        None,
    )
    copy = open_copy(path.read_text("utf-8"), "x")
    assert copy
    assert {each.id: each.note for each in copy.annotations} == {"urn:1": "他們的", "urn:2": "二"}
    other = write_copy(page(identity="y"), "md", tmp_path, overwrite=True)
    assert other == (tmp_path / "小漁港 2.md", "created", path)


def test_overwriting_a_copy_preserves_added_front_matter(tmp_path: Path) -> None:
    path = write_copy(page(note="一"), "md", tmp_path).path
    mine = "tags:\n  - 港口\n  # 我的\naliases: [小漁港, title]\nmy key: x\n"
    path.write_text(path.read_text("utf-8").replace("\n---\n", f"\n{mine}---\n", 1), encoding="utf-8")
    assert write_copy(page(note="一"), "md", tmp_path, overwrite=True) == (path, "updated", None)
    assert write_copy(page(note="二"), "md", tmp_path) == (path, "updated", None)
    text = path.read_text("utf-8")
    assert text.split("---\n")[1].endswith(f'Z"\n{mine}')
    assert text.count("title:") == 1
    copy = open_copy(text, "x")
    assert copy
    assert copy.is_unchanged
    assert copy.annotations[0].note == "二"


@pytest.mark.parametrize("form", READABLE_FORMATS)
def test_any_changed_character_changes_the_checksum(form: CopyFormat) -> None:
    text = render_copy(page(), form)
    for at in range(0, len(text), 97):
        other = text[:at] + ("x" if text[at] != "x" else "y") + text[at + 1 :]
        seal = read_checksum(other)
        assert seal is None or not seal.is_unchanged
    assert read_checksum(text) == (make_article_key("x"), True)
    assert read_checksum("\ufeff" + text.replace("\n", "\r\n")) == (make_article_key("x"), True)


def test_another_article_of_the_same_title_has_its_own_copy(tmp_path: Path) -> None:
    first = write_copy(page(identity="x"), "md", tmp_path).path
    held = first.read_bytes()
    second = write_copy(page(identity="y"), "md", tmp_path)
    assert (second.path.name, second.outcome, second.skipped_path) == ("小漁港 2.md", "created", first)
    assert write_copy(page(identity="y", note="新"), "md", tmp_path).path == second.path
    assert first.read_bytes() == held


@pytest.mark.parametrize("form", COPY_FORMATS)
def test_a_copy_with_the_same_content_is_not_written_again(form: CopyFormat, tmp_path: Path) -> None:
    path = write_copy(page(), form, tmp_path).path
    os.utime(path, (0, 0))
    assert write_copy(page(), form, tmp_path).outcome == "updated"
    assert path.stat().st_mtime == 0


@pytest.mark.parametrize("make", ["folder", "link", "copy", "dangling", "pipe"])
def test_save_does_not_overwrite_what_is_no_plain_file(make: str, tmp_path: Path) -> None:
    path, target = tmp_path / "小漁港.md", tmp_path / "target"
    if make == "folder":
        path.mkdir()
    elif make == "pipe":
        os.mkfifo(path)
    else:
        if make != "dangling":
            target.write_text("mine" if make == "link" else render_copy(page(note="一"), "md"), "utf-8")
        path.symlink_to(target)
    held = target.read_bytes() if target.exists() else None
    assert write_copy(page(), "md", tmp_path) == (tmp_path / "小漁港 2.md", "created", path)
    assert (target.read_bytes() if target.exists() else None) == held


def test_a_copy_is_saved_to_the_named_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.markdown"
    assert write_copy(page(), "md", tmp_path / "else", path=path) == (path, "created", None)
    assert write_copy(page(note="二"), "md", tmp_path / "else", path=path).outcome == "updated"
    path.write_text("mine", "utf-8")
    assert write_copy(page(), "md", tmp_path, path=path) == (tmp_path / "mine 2.markdown", "created", path)
    with pytest.raises(ReaderError, match="no such folder"):
        write_copy(page(), "md", tmp_path, path=tmp_path / "no" / "mine.md")


def test_hostile_titles_stay_in_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    for number, title in enumerate(("../../x", "/etc/passwd", "a\0b", "CON", "..", "-rf", "字" * 500, "\u202e")):
        saved = write_copy(page(title, str(number)), "md", folder)
        assert saved.path.resolve().parent == folder
    assert list(tmp_path.iterdir()) == [folder]


def test_the_folder_is_that_of_the_source_if_writable_else_the_default(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    assert choose_folder(str(file), "~/x") == tmp_path
    assert choose_folder(None, str(tmp_path / "c")) == tmp_path / "c"
    assert choose_folder("-", "~/x") == Path.home() / "x"
    assert choose_folder(str(tmp_path / "no" / "a.txt"), "~/x") == Path.home() / "x"
    assert choose_folder("/proc/1/a.txt", "~/x") == Path.home() / "x"


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.md", "md"),
        ("a.HTML", "html"),
        ("a.htm", "html"),
        ("a.b.json", "json"),
        ("a.csv", "csv"),
        ("a.EPUB", "epub"),
        ("md", None),
    ],
)
def test_the_extension_of_a_name_gives_the_format(name: str, form: CopyFormat | None) -> None:
    assert guess_format(name) == form


def test_a_folder_without_write_permission_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(ReaderError, match="cannot be written"):
        write_copy(page(), "md", tmp_path / "file" / "sub")


SAVER = """
import sys
from pathlib import Path
from tests.copies.test_save import page
from reader.copies.save import write_copy
write_copy(page(note="long" * 20_000), "md", Path(sys.argv[1]))
"""
KILLER = """
import itertools, os, sys, time
from pathlib import Path
from tests.copies.test_save import page
from reader.copies.open import open_copy
from reader.copies.save import write_copy
folder, kills = Path(sys.argv[1]), int(sys.argv[2])
for kill in range(kills):
    child = os.fork()
    if not child:
        for number in itertools.count():
            write_copy(page(note=f"{kill} {number} " * 5_000), "md", folder)
    while not list(folder.glob("*.md")):  # the first child has saved once before it is killed
        time.sleep(0.002)
    time.sleep(0.02 + 0.002 * (kill % 20))
    os.kill(child, 9)
    os.waitpid(child, 0)
    for path in folder.glob("*.md"):
        assert open_copy(path.read_text("utf-8"), "x").is_unchanged
"""


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def test_a_full_disk_leaves_the_previous_copy_unchanged(tmp_path: Path) -> None:
    """No more bytes than one copy may be written, as on a disk that is nearly full."""
    before = write_copy(page(), "md", tmp_path).path
    held = before.read_bytes()

    def little() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    command = [sys.executable, "-c", SAVER, str(tmp_path)]
    ended = subprocess.run(command, env=environment(), preexec_fn=little, capture_output=True, text=True, check=False)
    assert "cannot be written" in ended.stderr
    assert before.read_bytes() == held
    assert list(tmp_path.iterdir()) == [before]


def test_a_killed_program_leaves_a_complete_copy(tmp_path: Path) -> None:
    """Killed at any moment: the copy is one of those that were saved, never a part of one."""
    subprocess.run([sys.executable, "-c", KILLER, str(tmp_path), str(KILLS)], env=environment(), check=True)
    assert [path.name for path in tmp_path.glob("*.md")] == ["小漁港.md"]
    for left in tmp_path.glob(".*"):  # what the killed ones left is swept away once it is old
        os.utime(left, (0, 0))
    path = write_copy(page(note="終"), "md", tmp_path).path
    assert list(tmp_path.iterdir()) == [path]


def test_a_copy_of_a_copy_is_the_same_article(tmp_path: Path) -> None:
    article, annotations = annotated(8)
    first = open_copy(render_copy(make_annotated_view(article, annotations, "hans"), "md"), "x")
    assert first
    second = open_copy(render_copy(make_annotated_view(first.article, first.annotations, "tw"), "json"), "x")
    assert second
    assert (second.article, set(second.annotations)) == (article, set(annotations))
    assert replace(second, view_name="", format="md") == replace(first, view_name="", format="md")


def test_a_long_title_keeps_its_number(tmp_path: Path) -> None:
    paths = [write_copy(page("字" * 300, identity), "md", tmp_path).path for identity in ("x", "y", "z")]
    assert [path.name for path in paths] == [f"{'字' * 59}.md", f"{'字' * 58} 2.md", f"{'字' * 58} 3.md"]


@pytest.mark.parametrize(("names", "is_free"), [(3, True), (2, False)])
def test_all_names_may_be_taken(names: int, is_free: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(save, "_MAX_NAMES", names)
    for identity in ("x", "y"):
        write_copy(page(identity=identity), "md", tmp_path)
    if is_free:
        assert write_copy(page(identity="z"), "md", tmp_path).path.name == "小漁港 3.md"
    else:
        with pytest.raises(ReaderError, match="there are 2 files of this name"):
            write_copy(page(identity="z"), "md", tmp_path)


def test_an_edited_copy_is_named_also_where_another_file_is_in_front_of_it(tmp_path: Path) -> None:
    (tmp_path / "小漁港.md").write_text("mine", "utf-8")
    edited = write_copy(page(note="一"), "md", tmp_path).path
    edited.write_text(edited.read_text("utf-8") + "mine", "utf-8")
    assert write_copy(page(note="二"), "md", tmp_path) == (tmp_path / "小漁港 3.md", "numbered", edited)


def test_a_copy_without_a_title_is_named_by_its_first_text(tmp_path: Path) -> None:
    for blocks, name in (
        (
            (Block("paragraph", clean(" ")), Block("paragraph", clean("水深")), Block("paragraph", clean("足夠"))),
            "水深",
        ),
        ((), "article"),
    ):
        view = make_annotated_view(Article(Origin("x"), blocks), [])
        assert write_copy(view, "txt", tmp_path).path.name == f"{name}.txt"


def test_epub_is_no_text() -> None:
    with pytest.raises(ValueError, match="epub is no text"):
        render_copy(page(), "epub")


@pytest.mark.parametrize("size", [len(b"mine"), len(b"mine") - 1])
def test_a_file_that_is_too_large_to_be_compared_is_another_one(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(save, "_MAX_BYTES", size)
    (tmp_path / "小漁港.md").write_bytes(b"mine")
    assert write_copy(page(), "md", tmp_path).path.name == "小漁港 2.md"


def test_a_csv_file_keeps_or_loses_its_byte_order_mark_on_request(tmp_path: Path) -> None:
    path = write_copy(page(), "csv", tmp_path, bom=True).path
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert write_copy(page(), "csv", tmp_path, bom=True) == (path, "updated", None)
    other = write_copy(page(), "csv", tmp_path)
    assert (other.path.name, other.path.read_bytes()[:2]) == ("小漁港 2.csv", b"id")
