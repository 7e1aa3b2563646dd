"""The options that choose articles of the library."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import TYPE_CHECKING

import pytest

from reader.cli.article_filter import add_filter_arguments, find_entries, has_filter
from reader.library.library import Library
from reader.model import Article, Block, Origin, clean

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as library:
        for number in range(3):
            text = clean(f"第{number}篇")
            article = Article(Origin(f"{number:016x}", path=f"/a/{number}.txt"), (Block("paragraph", text),), text)
            library.store_article(article, text)
        library.update_entry(f"{0:016x}", starred=True, add_tags=["港口"])
        library.update_entry(f"{1:016x}", read=True)
        yield library


def parse(*arguments: str) -> Namespace:
    parser = ArgumentParser()
    add_filter_arguments(parser)
    return parser.parse_args(arguments)


@pytest.mark.parametrize(
    ("arguments", "numbers"),
    [
        ([], {0, 1, 2}),
        (["--starred"], {0}),
        (["--unread"], {0, 2}),
        (["--unread", "--starred"], {0}),
        (["--tag", "港口"], {0}),
        (["--tag", "財經"], set()),
        (["--annotated"], set()),
        (["--feed", "x"], set()),
    ],
)
def test_the_options_choose_articles(library: Library, arguments: list[str], numbers: set[int]) -> None:
    options = parse(*arguments)
    assert {int(entry.id, 16) for entry in find_entries(library, options)} == numbers
    assert has_filter(options) == bool(arguments)


@pytest.mark.parametrize("option", ["--tag", "--feed"])
@pytest.mark.parametrize("value", ["", " "])
def test_an_empty_name_is_an_error(option: str, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(option, value)
    assert f"argument {option}: it is empty" in capsys.readouterr().err
