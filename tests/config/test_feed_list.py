"""The list of feeds: read and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.config.feed_list import (
    FeedList,
    FeedRule,
    FeedSettings,
    load_feed_list,
    parse_keep_days,
)
from reader.errors import ReaderError
from tests.config.feed_lists import TEXT, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "feeds.toml"


def test_feeds_and_rules_are_read(path: Path) -> None:
    write(path, TEXT)
    found = load_feed_list(path)
    paper, neighbour = found.feeds
    assert (paper.title, paper.folder, paper.script, paper.full_text, paper.keep_days) == (
        "海角日報",
        "香港/時事",
        "hk",
        "always",
        30,
    )
    assert paper.rules == (FeedRule("mute", words=("星座", "運程")),)
    assert neighbour == FeedSettings("http://127.0.0.1:1200/x", private_host=True)
    assert found.rules == (FeedRule("tag", authors=("王小明",), tag="小明"),)


def test_a_missing_file_is_an_empty_list(path: Path) -> None:
    assert load_feed_list(path) == FeedList()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[[feed]]\nurl = 3\n", "feed 1: url is no address"),
        ('[[feed]]\nurl = "file:///etc/passwd"\n', "feed 1: url is no address"),
        ('[[feed]]\nurl = "https://a/"\nscript = "jp"\n', "script is one of source, hans"),
        ('[[feed]]\nurl = "https://a/"\nkeep_days = "7"\n', "keep_days is a number"),
        ('[[feed]]\nurl = "https://a/"\nkeep_days = -7\n', "keep_days is less than 0"),
        ('[[feed]]\nurl = "https://a/"\nprivate_host = 1\n', "private_host is true or false"),
        ('[[feed]]\nurl = "https://a/"\ntags = "x"\n', "tags is a list of texts"),
        ('[feed]\nurl = "https://a/"\n', r"feed is written \[\[feed\]\]"),
        ('[[rule]]\nwords = ["x"]\n', "rule 1: action is missing"),
        ('[[rule]]\naction = "star"\n', "rule 1: there are no words, authors or sections"),
        ('[[rule]]\naction = "tag"\nwords = ["x"]\n', "rule 1: tag is missing"),
        ("[[feed]\n", "it is no TOML"),
        ("x = " + "[" * 20_000, "it is no TOML"),
        ("x = " + "9" * 5_000, "it is no TOML: brackets without end"),
        ('[[feed]]\nurl = "https://a/"\nkeep_days = ' + "9" * 5_000, "it is no TOML"),
    ],
)
def test_a_wrong_file_is_refused_with_the_place(path: Path, text: str, problem: str) -> None:
    write(path, text)
    with pytest.raises(ReaderError, match=problem):
        load_feed_list(path)


def test_bytes_that_are_not_utf8_are_refused(path: Path) -> None:
    write(path, "")
    path.write_bytes(TEXT.encode("gbk", "ignore"))
    with pytest.raises(ReaderError, match="it is not UTF-8"):
        load_feed_list(path)


def test_an_unknown_key_is_a_warning_with_the_nearest_key(path: Path) -> None:
    write(path, 'version = 99\n[[feed]]\nurl = "https://a/"\ntitel = "x"\nkeep_days = 3\n[new.section]\nx = 1\n')
    found = load_feed_list(path)
    assert found.feeds == (FeedSettings("https://a/", keep_days=3),)
    assert found.warnings == (
        "there is no key version",
        "there is no key new",
        "feed https://a/: there is no key titel (did you mean title?)",
    )


@pytest.mark.parametrize(
    ("text", "days"), [("0", 0), ("30", 30), ("36500", 36_500), ("36501", None), ("-1", None), ("9" * 5_000, None)]
)
def test_days_that_are_typed_are_a_number_of_at_most_a_hundred_years(text: str, days: int | None) -> None:
    assert parse_keep_days(text) == days
