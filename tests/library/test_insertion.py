"""Many new articles at once are stored as one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.errors import ReaderError
from reader.library.library import Library
from reader.library.records import make_article_rows
from tests.library.test_schema import check_index
from tests.library.texts import STORY, opened

if TYPE_CHECKING:
    from pathlib import Path


def test_articles_that_are_inserted_together_are_stored_as_those_that_are_stored_one_by_one(
    library: Library, tmp_path: Path
) -> None:
    dates = "2025-03-02", "2025-03-01", "2025-03-02", "2099-01-01", "2025-03-01", "2025-03-02", "2025-03-02"
    stories = [opened(STORY.replace("2025-03-01", day), f"/news/{number}.txt") for number, day in enumerate(dates)]
    moment = "2025-03-05T08:00:00Z"

    def dump(of: Library) -> list[tuple[object, ...]]:
        check_index(of)
        of.connection.execute("UPDATE articles SET added = ?", moment)
        return of.connection.select("SELECT * FROM articles JOIN texts ON article = id ORDER BY sequence")

    with Library.open(tmp_path / "other.db") as other:
        for one in stories:
            other.store_article(one.article, one.source)
        several = [make_article_rows(one.article, one.source) for one in stories]
        library.insert_articles(several[:2])
        library.insert_articles(several[2:])
        assert dump(library) == dump(other)
        assert [
            days for (days,) in library.connection.select("SELECT count(DISTINCT sequence >> 20) FROM articles")
        ] == [3]
    with pytest.raises(ReaderError):
        library.insert_articles(several)
    assert len(dump(library)) == len(stories)
