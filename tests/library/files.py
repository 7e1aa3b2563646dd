"""Libraries in files, for the tests of opening, backing up and recovering them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.backups import list_backups
from reader.library.library import Library
from tests.library.texts import opened

if TYPE_CHECKING:
    from reader.annotations.model import Annotation

ROOT = Path(__file__).parents[2]

ONE = opened()
DAY = 25 * 3600
"""Seconds; a little more than a day."""


def fill(path: Path, count: int = 3) -> list[str]:
    """A library with one article and notes on it; their ids."""
    notes = [ONE.note("風電小鎮", f"記{number}") for number in range(count)]
    with Library.open(path) as library:
        library.store_article(ONE.article, ONE.source)
        for note in notes:
            library.store_annotation(note, ONE.id)
    return [note.id for note in notes]


def load_all_annotations(library: Library) -> list[tuple[str, Annotation]]:
    """The annotations of all articles, each with the id of its article."""
    article_ids = [
        article_id for (article_id,) in library.connection.select("SELECT DISTINCT article FROM annotations")
    ]
    return [(article_id, each) for article_id in article_ids for each in library.load_annotations(article_id)]


def load_ids(path: Path) -> set[str]:
    with Library.open(path) as library:
        return {annotation.id for _, annotation in load_all_annotations(library)}


def list_names(path: Path, part: str) -> list[str]:
    return sorted(name for name in os.listdir(path.parent) if part in name)


def age_backups(path: Path) -> None:
    """All backups were made a day ago."""
    for backup in list_backups(path):
        then = os.stat(backup).st_mtime - DAY
        os.utime(backup, (then, then))


def open_notices(path: Path) -> list[str]:
    with Library.open(path) as library:
        return library.take_notices()
