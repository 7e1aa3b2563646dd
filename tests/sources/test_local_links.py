"""Relative links between files lead to files of the folder of the page, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.local_links import find_linked_file, find_missing_file, resolve_local_link

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("href", "path"),
    [
        ("b.html", "/news/b.html"),
        ("./c/%E9%90%98.html?x=1#top", "/news/c/鐘.html"),
        ("c/../b.html", "/news/b.html"),
        ("../b.html", None),
        ("c/../../b.html", None),
        ("/etc/passwd", None),
        ("//a.example/b", None),
        ("\\\\server\\share", None),
        ("file:///etc/passwd", None),
        ("javascript:alert(1)", None),
        ("#top", None),
        ("", None),
        (".", None),
        ("a%00b", None),
    ],
)
def test_a_link_leads_to_a_path_in_the_folder_of_the_page(href: str, path: str | None) -> None:
    assert resolve_local_link(href, "/news/a.html") == path


def test_source_that_is_no_file_has_no_local_links() -> None:
    assert resolve_local_link("b.html", None) is None
    assert resolve_local_link("b.html", "-") is None


@given(st.text())
def test_no_link_leads_out_of_the_folder(href: str) -> None:
    path = resolve_local_link(href, "/news/a.html")
    assert path is None or path.startswith("/news/")


def test_only_files_that_are_there_are_found(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    page, other, outside = folder / "a.html", folder / "b.html", tmp_path / "secret.txt"
    for file in (page, other, outside):
        file.write_text("鐘", "utf-8")
    (folder / "link.txt").symlink_to(outside)
    (folder / "sub").mkdir()
    assert find_linked_file("b.html", str(page)) == str(other)
    for href in ("gone.html", "link.txt", "sub", "../secret.txt"):
        assert find_linked_file(href, str(page)) is None


def test_missing_files_are_those_of_links_that_are_followed(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    page = folder / "a.html"
    page.write_text("鐘", "utf-8")
    (folder / "out").symlink_to(tmp_path)
    assert find_missing_file("sub/gone.png", str(page)) == str(folder / "sub" / "gone.png")
    for href in (
        "a.html",
        "../gone.png",
        "/gone.png",
        "out/gone.png",
        "https://news.example/a.png",
        "x" * 5000 + "/../..",
    ):
        assert find_missing_file(href, str(page)) is None
    assert find_missing_file("gone.png", None) is None
