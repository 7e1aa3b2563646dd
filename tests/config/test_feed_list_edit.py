"""The list of feeds is changed without losing comments, order and keys that are not known."""

from __future__ import annotations

import time
import tomllib
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.config.feed_list import (
    FeedRule,
    FeedSettings,
    load_feed_list,
    parse_feed_list,
)
from reader.config.feed_list_edit import FeedListChanges, format_feed, write_feed_list
from reader.errors import ReaderError
from tests.config.feed_lists import TEXT, write


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "feeds.toml"


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
    write(path, '[[feed]]\nurl = "https://a/"\nscript = "x"\n')
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


def test_keys_that_are_not_known_stay_in_the_file(path: Path) -> None:
    text = 'version = 99\n\n[[feed]]\nurl = "https://a/"\ncolour = "red"\n\n[feed.new]\nx = 1\n\n[other]\ny = 2\n'
    write(path, text)
    after = write_feed_list(path, FeedListChanges(edit={"https://a/": {"title": "甲"}}))
    assert after.feeds == (FeedSettings("https://a/", "甲"),)
    assert len(after.warnings) == 4
    values = tomllib.loads(path.read_text("utf-8"))
    feed = {"url": "https://a/", "colour": "red", "title": "甲", "new": {"x": 1}}
    assert values == {"version": 99, "feed": [feed], "other": {"y": 2}}


def test_comments_before_the_next_feed_stay_when_one_is_removed(path: Path) -> None:
    write(path, TEXT)
    after = write_feed_list(path, FeedListChanges(remove=("https://paper.example/rss",)))
    assert [feed.url for feed in after.feeds] == ["http://127.0.0.1:1200/x"]
    assert path.read_text("utf-8").startswith("# 我的報紙\n# 鄰居\n[[feed]]\n")
    assert after == load_feed_list(path)


@pytest.mark.parametrize(
    "text",
    [
        "feed = []\n",
        'feed = [{url = "https://a/"}]\n',
        'rule = []\n[[feed]]\nurl = "https://a/"\n',
        '[[feed]]\nurl = "https://a/"\n[x]\n[[feed.rule]]\naction = "star"\nwords = ["x"]\n',
    ],
)
def test_a_file_of_another_form_is_not_changed(path: Path, text: str) -> None:
    write(path, text)
    changes = FeedListChanges(add=(FeedSettings("https://b/"),), remove=("https://a/",))
    with pytest.raises(ReaderError, match="its form is too unusual"):
        write_feed_list(path, changes)
    assert path.read_text("utf-8") == text


URLS = [f"https://paper{number}.example/" for number in range(4)]
ROOM = st.sampled_from(["", "# 甲\n", "\n", "\n# 乙\n\n"])
TABLE = st.tuples(ROOM, st.sampled_from(["", "  # 丙", '\ncolour = """\n[[feed]]\n"""']), st.booleans())
CHANGES: list[dict[str, object]] = [{"title": "新"}, {"keep_days": 7}, {"rules": ()}]


@example([("\n", "", False), *[("", "", False)] * 3], {}, set(URLS), "\r\n")
@given(
    st.lists(TABLE, min_size=4, max_size=4),
    st.dictionaries(st.sampled_from(URLS), st.sampled_from(CHANGES)),
    st.sets(st.sampled_from(URLS)),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_returned_is_what_is_in_the_file(
    tables: list[tuple[str, str, bool]], edit: dict[str, dict[str, object]], remove: set[str], line_end: str
) -> None:
    rule = '[[feed.rule]]\naction = "star"\nwords = ["x"]\n'
    rows = (
        f'{room}[[feed]]\nurl = "{url}"{behind}\n{rule * has_rule}'
        for url, (room, behind, has_rule) in zip(URLS, tables, strict=True)
    )
    with TemporaryDirectory() as folder:
        path = Path(folder, "feeds.toml")
        path.write_bytes("".join(rows).replace("\n", line_end).encode())
        before = load_feed_list(path)
        new = FeedSettings("https://new.example/")
        after = write_feed_list(path, FeedListChanges(edit=edit, remove=tuple(remove), add=(new,)))
        assert after == load_feed_list(path)
        kept = [feed for feed in before.feeds if feed.url not in remove]
        assert list(after.feeds) == [*(replace(feed, **edit.get(feed.url, {})) for feed in kept), new]  # type: ignore[arg-type]
        written = path.read_bytes()
        assert written.count(b"\r\n") == (written.count(b"\n") if line_end == "\r\n" else 0)


def test_one_of_ten_thousand_feeds_is_changed_in_the_time_of_reading_the_file(path: Path) -> None:
    feeds = tuple(FeedSettings(f"https://paper{n}.example/rss", f"報{n}", f"甲/乙{n % 40}") for n in range(10_000))
    write_feed_list(path, FeedListChanges(add=feeds))
    start = time.process_time()
    load_feed_list(path)
    middle = time.process_time()
    write_feed_list(path, FeedListChanges(edit={feeds[5_000].url: {"title": "新"}}))
    assert time.process_time() - middle < 4 * (middle - start)
