"""A library in a folder of its own."""

from __future__ import annotations

from itertools import count
from random import Random
from typing import TYPE_CHECKING

import pytest

from reader.library.library import Library
from tests.library.texts import make_random_story, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library" / "library.db"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    with Library.open(path) as found:
        yield found


@pytest.fixture(scope="package", params=[(), (0, 20), (0, 20, 980)], ids=["never", "when small", "at last"])
def grown(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library that grew from empty to a thousand articles, analysed at no or at some sizes on the way."""
    path, chance, numbers = tmp_path_factory.mktemp("grown") / "library.db", Random(3), count()
    for articles in (0, 20, 980):
        with Library.open(path) as library:
            with library.transaction():
                for number in (next(numbers) for _ in range(articles)):
                    one = opened(make_random_story(chance), f"/news/{number}.txt")
                    library.store_article(one.article, one.source)
                    if number % 40 == 0:
                        library.update_entry(one.id, starred=True, add_tags=["要聞"])
                        library.store_annotation(one.note(one.canonical.text[:2], "記下"), one.id)
                    elif number % 3:
                        library.update_entry(one.id, read=True)
            if articles in request.param:
                library.connection.execute("ANALYZE")
    with Library.open(path) as library:
        yield library
