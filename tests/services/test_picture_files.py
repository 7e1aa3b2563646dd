"""Pictures in the cache folder, for a viewer."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from reader.errors import ReaderError
from reader.services.picture_files import find_cache_folder, write_picture_file
from reader.sources.pictures import Picture

if TYPE_CHECKING:
    from pathlib import Path

PICTURE = Picture(b"x" * 9, "png", 3, 2)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DUBAO_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_a_picture_is_written_under_a_name_of_its_content(cache: Path) -> None:
    path = write_picture_file(PICTURE)
    assert path.parent == cache == find_cache_folder()
    assert path.suffix == ".png"
    assert path.read_bytes() == PICTURE.data
    assert write_picture_file(PICTURE) == path
    assert write_picture_file(PICTURE._replace(data=b"y")) != path


def test_old_pictures_are_deleted_and_other_files_stay(cache: Path) -> None:
    old = write_picture_file(PICTURE)
    other = cache / "print.html"
    other.write_text("x")
    for path in (old, other):
        os.utime(path, (0, 0))
    new = write_picture_file(PICTURE._replace(data=b"y"))
    assert sorted(cache.iterdir()) == sorted([new, other])


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("DUBAO_CACHE", str(tmp_path / "file" / "cache"))
    with pytest.raises(ReaderError, match="cannot be written"):
        write_picture_file(PICTURE)


def test_the_users_cache_folder_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DUBAO_CACHE")
    assert find_cache_folder().name == "dubao"
