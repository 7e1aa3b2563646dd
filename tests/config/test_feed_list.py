"""The list of feeds: read, checked, and changed without losing comments."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.config.feed_list import (
    FeedList,
    FeedListChanges,
    FeedRule,
    FeedSettings,
    format_feed,
    load_feed_list,
    parse_feed_list,
    write_feed_list,
)
from reader.errors import ReaderError

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """# 我的報紙
[[feed]]
url = "https://paper.example/rss"   # 早上看
title = "海角日報"
folder = "香港/時事"
script = "hk"
full_text = "always"
keep_days = 30

[[feed.rule]]
action = "mute"
words = ["星座", "運程"]

# 鄰居
[[feed]]
url = "http://127.0.0.1:1200/x"
private_host = true

[[rule]]
action = "tag"
authors = ["王小明"]
tag = "小明"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "feeds.toml"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")


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
        ('[[feed]]\nurl = "https://a/"\ntitel = "x"\n', "there is no key titel .did you mean title"),
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
        ("x = " + "9" * 5_000, "it is no TOML"),
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


def test_changes_keep_comments_and_order(path: Path) -> None:
    write(path, TEXT)
    new = FeedSettings("https://new.example/feed", title='"新"\n報', tags=("a", "b"), rules=(FeedRule("star", ("x",)),))
    edit: dict[str, dict[str, object]] = {"https://paper.example/rss": {"title": "海角", "script": "source"}}
    found = write_feed_list(path, FeedListChanges(add=(new, new), edit=edit, remove=("http://127.0.0.1:1200/x",)))
    text = path.read_text("utf-8")
    assert "# 我的報紙" in text
    assert "# 早上看" in text
    assert "script" not in text
    assert [feed.url for feed in found.feeds] == ["https://paper.example/rss", "https://new.example/feed"]
    assert found == load_feed_list(path)
    assert found.feeds[0].title == "海角"
    assert found.feeds[0].rules == (FeedRule("mute", words=("星座", "運程")),)
    assert found.feeds[1] == new
    assert found.rules == (FeedRule("tag", authors=("王小明",), tag="小明"),)


def test_a_feed_that_is_followed_already_stays_as_it_is(path: Path) -> None:
    write(path, TEXT)
    write_feed_list(path, FeedListChanges(add=(FeedSettings("https://paper.example/rss", title="other"),)))
    assert path.read_text("utf-8") == TEXT


def test_a_file_that_is_wrong_is_not_changed(path: Path) -> None:
    write(path, '[[feed]]\nurl = "https://a/"\ntitel = "x"\n')
    before = path.read_bytes()
    with pytest.raises(ReaderError):
        write_feed_list(path, FeedListChanges(add=(FeedSettings("https://b/"),)))
    assert path.read_bytes() == before


def test_ten_thousand_feeds_are_added_and_read_in_seconds(path: Path) -> None:
    feeds = tuple(FeedSettings(f"https://paper{n}.example/rss", f"報{n}", f"甲/乙{n % 40}") for n in range(10_000))
    start = time.process_time()
    write_feed_list(path, FeedListChanges(add=feeds))
    assert load_feed_list(path).feeds == feeds
    assert time.process_time() - start < 10


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)


@given(TEXTS, TEXTS, st.lists(TEXTS.filter(str.strip), max_size=3))
def test_any_text_comes_back_from_the_file(title: str, folder: str, tags: list[str]) -> None:
    feed = FeedSettings("https://paper.example/", title, folder, tags=tuple(tags))
    from pathlib import Path

    assert parse_feed_list(format_feed(feed), Path("feeds.toml")).feeds == (feed,)


def test_rules_are_changed_and_everything_else_stays(path: Path) -> None:
    write(path, TEXT)
    mute, star = FeedRule("mute", ("星座", "運程")), FeedRule("star", sections=("港聞",))
    url, other = "https://paper.example/rss", "http://127.0.0.1:1200/x"
    after = write_feed_list(path, FeedListChanges(edit={url: {"rules": (mute, star), "title": "甲"}}))
    assert after.feeds[0].rules == (mute, star)
    text = path.read_text("utf-8")
    assert text.count("[[feed.rule]]") == 2
    assert f'\n\n# 鄰居\n[[feed]]\nurl = "{other}"' in text
    assert "# 早上看" in text
    assert '\n\n[[rule]]\naction = "tag"' in text
    after = write_feed_list(path, FeedListChanges(edit={url: {"rules": ()}, other: {"rules": (star,)}}))
    assert [feed.rules for feed in after.feeds] == [(), (star,)]
    assert after.feeds[0].title == "甲"
    assert "# 鄰居" in path.read_text("utf-8")
    assert after.rules == load_feed_list(path).rules != ()
    back: dict[str, dict[str, object]] = {url: {"rules": (mute,), "title": "海角日報"}, other: {"rules": ()}}
    write_feed_list(path, FeedListChanges(edit=back))
    assert path.read_text("utf-8") == TEXT


def test_rules_that_stay_keep_their_comments(path: Path) -> None:
    write(path, TEXT.replace("[[feed.rule]]", "[[feed.rule]]  # 不看"))
    rules = FeedRule("mute", ("星座", "運程")), FeedRule("star", ("漁港",))
    write_feed_list(path, FeedListChanges(edit={"https://paper.example/rss": {"rules": rules}}))
    assert "[[feed.rule]]  # 不看" in path.read_text("utf-8")
