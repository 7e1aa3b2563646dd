"""dubao add, feeds, refresh and import with feeds, as their users meet them."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from reader.cli.main import main
from reader.config.feed_list import load_feed_list
from reader.library.library import Library
from tests.cli.process import DUBAO, environment, run_on_terminal
from tests.services.feeds.refreshing import serve
from tests.sources.feeds.documents import rss, rss_item
from tests.web_server import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.web_server import Server

TWO = rss(rss_item(1), rss_item(2))
PAGE = '<html><head>{}</head><body><ul><li><a href="/x">港聞</a></ul></body></html>'
LINK = '<link rel="alternate" type="application/rss+xml" title="{}" href="{}">'


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the settings, the feeds and the library."""
    (tmp_path / "config.toml").write_text("")
    monkeypatch.setenv("DUBAO_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("DUBAO_LIBRARY", str(tmp_path / "library.db"))
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: str, code: int = 0) -> tuple[str, str]:
        """What a command prints, and what it says on standard error."""
        assert main(arguments) == code
        out, err = capsys.readouterr()
        return out, err

    return run


def feeds(home: Path) -> list[str]:
    return [feed.url for feed in load_feed_list(home / "feeds.toml").feeds]


def test_a_feed_is_followed_and_fetched(run: Any, home: Path, server: Server) -> None:
    url = serve(server, "/rss", TWO)
    assert run("add", url) == ("海角日報  2 articles\n", "")
    assert feeds(home) == [url]
    assert load_feed_list(home / "feeds.toml").feeds[0].private_host
    assert run("add", url)[1] == f"dubao: {url}: it is followed already\n"
    articles = json.loads(run("list", "--json")[0])["articles"]
    assert [(each["feed"], each["title"]) for each in articles] == [
        ("海角日報", "渡口的鐘又響了（1）"),
        ("海角日報", "渡口的鐘又響了（2）"),
    ]
    assert len(run("list", "--feed", "海角日报")[0].splitlines()) == 2
    shown = run("show", articles[0]["id"])[0]
    assert "街坊說聲音同從前一樣" in shown


def test_the_one_feed_of_a_page_is_followed(run: Any, home: Path, server: Server) -> None:
    url = serve(server, "/rss", TWO)
    page = serve(server, "/", PAGE.format(LINK.format("要聞", "/rss")).encode())
    assert run("add", page)[0] == "海角日報  2 articles\n"
    assert feeds(home) == [url]


def test_several_feeds_of_a_page_are_named(run: Any, home: Path, server: Server) -> None:
    links = LINK.format("要聞", "/a") + LINK.format("財經", "/b")
    page = serve(server, "/", PAGE.format(links).encode())
    out, err = run("add", page, code=1)
    assert out == ""
    assert f"it names 2 feeds; name the address of one: 1  要聞  {server.url}/a; 2  財經  {server.url}/b" in err
    assert feeds(home) == []


def test_an_article_of_a_paper_with_feeds_is_added_as_an_article(run: Any, home: Path, server: Server) -> None:
    assert "渡口的鐘又響了" in run("add", f"{server.url}/good")[0]
    assert feeds(home) == []


def test_a_page_with_neither_is_an_error(run: Any, server: Server) -> None:
    page = serve(server, "/", PAGE.format("").encode())
    assert "there is neither an article nor a feed" in run("add", page, code=1)[1]


def test_a_refresh_says_what_is_new_and_what_failed(run: Any, server: Server) -> None:
    good = serve(server, "/rss", TWO)
    bad = serve(server, "/bad", TWO.replace("海角日報".encode(), "東灣財訊".encode()))
    run("add", good, bad)
    serve(server, "/rss", rss(*map(rss_item, range(5))))
    server.table["/bad"] = lambda each: each.answer(status=500)
    assert run("refresh")[0] == "0 new articles, 0 feeds asked, 2 not due\n"
    out, err = run("refresh", "--now")
    assert out == "     3  海角日報\n3 new articles, 2 feeds asked, 1 failed\n"
    assert err.startswith("dubao: 東灣財訊: the server has a fault of its own (status 500)")
    assert run("refresh", "東灣", code=1)[0] == "0 new articles, 1 feed asked, 1 failed\n"
    assert "no feed of this name is followed" in run("refresh", "西灣", code=1)[1]


def test_a_refresh_without_feeds_says_what_to_do(run: Any) -> None:
    assert "no feed is followed; follow one with dubao add" in run("refresh", code=1)[1]
    assert "no feed is followed; dubao add https://" in run("feeds")[1]


def test_feeds_are_listed_edited_and_left(run: Any, home: Path, server: Server) -> None:
    url = serve(server, "/rss", TWO)
    run("add", url)
    run("feeds", "edit", "海角", "--title", "角", "--folder", "港/時事", "--script", "hk", "--full-text", "never")
    (feed,) = json.loads(run("feeds", "--json")[0])["feeds"]
    assert (feed["url"], feed["title"], feed["folder"], feed["script"]) == (url, "角", "港/時事", "hk")
    assert (feed["full_text"], feed["articles"], feed["unread"], feed["error"]) == ("never", 2, 2, None)
    assert "    2/2      港/時事/角" in run("feeds")[0]
    assert "script is one of source, hans" in run("feeds", "edit", "角", "--script", "jp", code=1)[1]
    assert "nothing would change" in run("feeds", "edit", "角", code=1)[1]
    assert run("feeds", "remove", "角")[0] == "left 角; its articles stay\n"
    assert feeds(home) == []
    assert len(run("list")[0].splitlines()) == 2


def test_rules_are_undone_on_the_command_line(run: Any, home: Path, server: Server) -> None:
    url = serve(server, "/rss", rss(*map(rss_item, range(12))))
    rule = '\n[[feed.rule]]\naction = "mute"\nwords = ["渡口"]\n'
    (home / "feeds.toml").write_text(f'[[feed]]\nurl = "{url}"\nprivate_host = true\n{rule}', "utf-8")
    out, err = run("refresh")
    assert out == "0 new articles, 1 feed asked\n"
    assert "a rule has muted nearly all of it" in err
    assert run("feeds", "edit", "海角", "--undo-rules")[0] == "12 mute undone\n"
    assert len(run("list")[0].splitlines()) == 12


def test_feeds_go_out_as_opml_and_come_in_again(run: Any, home: Path, server: Server) -> None:
    url = serve(server, "/rss", TWO)
    run("add", url)
    run("feeds", "edit", "海角", "--folder", "港/時事")
    opml = run("feeds", "--opml")[0]
    (home / "feeds.toml").unlink()
    (home / "out.opml").write_text(opml, "utf-8")
    assert run("import", str(home / "out.opml"))[0] == "1 feed is new, 0 were followed already\n"
    (feed,) = load_feed_list(home / "feeds.toml").feeds
    assert (feed.url, feed.title, feed.folder) == (url, "海角日報", "港/時事")
    assert run("add", str(home / "out.opml"))[0].startswith("0 feeds are new, 1 was followed already\n")


def test_opml_of_ten_thousand_feeds_is_imported_in_seconds(run: Any, home: Path) -> None:
    lines = "".join(f'<outline text="報{n}" xmlUrl="https://p{n}.example/rss"/>' for n in range(10_000))
    (home / "many.opml").write_text(f'<opml version="2.0"><body>{lines}</body></opml>', "utf-8")
    start = time.process_time()
    assert run("import", str(home / "many.opml"))[0] == "10000 feeds are new, 0 were followed already\n"
    assert len(run("feeds")[0].splitlines()) == 10_000
    assert time.process_time() - start < 15


def make_cache(path: Path, url: str) -> None:
    """A cache as newsboat makes it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TABLE rss_feed (rssurl VARCHAR(1024) PRIMARY KEY NOT NULL, url VARCHAR(1024) NOT NULL, title"
            " VARCHAR(1024) NOT NULL);"
            "CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL, title"
            " VARCHAR(1024) NOT NULL, author VARCHAR(1024) NOT NULL, url VARCHAR(1024) NOT NULL, feedurl VARCHAR(1024)"
            " NOT NULL, pubDate INTEGER NOT NULL, content VARCHAR(65535) NOT NULL, unread INTEGER(1) NOT NULL,"
            " enclosure_url VARCHAR(1024), flags VARCHAR(52), deleted INTEGER(1) NOT NULL DEFAULT 0);"
        )
        connection.execute("INSERT INTO rss_feed VALUES (?, ?, ?)", (url, "https://paper.example/", "海角日報"))
        insert = (
            "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, flags, deleted)"
            " VALUES (?, ?, '', ?, ?, 1545350460, ?, ?, ?, ?)"
        )
        for number, (unread, flags, deleted) in enumerate([(1, "", 0), (0, "", 0), (0, "sk", 0), (0, "", 1)], 1):
            link = f"https://paper.example/a/{number}"
            row = (
                link,
                f"渡口的鐘又響了（{number}）",
                link,
                url,
                "<p>停擺了二十年的渡口大鐘。</p>",
                unread,
                flags,
                deleted,
            )
            connection.execute(insert, row)
        connection.execute(insert, ("x", "t", "https://other.example/", "https://other.example/rss", "c", 1, "", 0))
        connection.commit()


def test_newsboat_moves_in_with_what_was_read_flagged_and_deleted(run: Any, home: Path, server: Server) -> None:
    url = serve(server, "/rss", rss(*map(rss_item, range(1, 6))))
    (home / "urls").write_text(f'{url} 港聞 "~海角"\nexec:~/x.sh\n"query:未讀:unread = \\"yes\\""\n', "utf-8")
    make_cache(home / "cache.db", url)
    out, err = run("import", str(home / "urls"), "--cache", str(home / "cache.db"))
    assert out == "1 feed is new, 0 were followed already\n4 articles, 3 read, 1 flagged, 1 deleted\n"
    assert "line 2: a program" in err
    assert "line 3: a query" in err
    assert "https://other.example/rss: it is in the cache, but not in the list" in err
    articles = {each["title"][-2]: each for each in json.loads(run("list", "--json")[0])["articles"]}
    assert {number: (each["unread"], each["starred"]) for number, each in articles.items()} == {
        "1": (True, False),
        "2": (False, False),
        "3": (False, True),
    }
    assert articles["3"]["tags"] == ["k", "s", "港聞"]
    run("feeds", "edit", "海角", "--private-host", "yes")
    assert run("refresh")[0].splitlines()[-1] == "1 new article, 1 feed asked"
    assert len(json.loads(run("list", "--json")[0])["articles"]) == 4


FEEDS_TOML = """# mine
[[feed]]
url = "https://paper.example/rss"
folder = "香港"

[[feed.rule]]
action = "mute"
words = ["星座"]

[[feed]]
url = "http://127.0.0.1:9/rss"
private_host = true

[[rule]]
action = "star"
authors = ["王小明"]
"""


def test_feeds_are_exported_with_the_library_and_imported_again(run: Any, home: Path, tmp_path: Path) -> None:
    (home / "feeds.toml").write_text(FEEDS_TOML, "utf-8")
    assert run("export", str(tmp_path / "out"))[0] == "0 articles\n2 feeds\n"
    (home / "feeds.toml").unlink()
    out = run("import", str(tmp_path / "out"))[0]
    assert out.splitlines()[1:] == ["2 feeds are new", "http://127.0.0.1:9/rss: it may be in the local network"]
    assert (home / "feeds.toml").read_text("utf-8") == FEEDS_TOML
    own = '[[feed]]\nurl = "https://paper.example/rss"\ntitle = "海角"\n\n[[feed]]\nurl = "https://own.example/rss"\n'
    (home / "feeds.toml").write_text(own, "utf-8")
    assert "1 feed is new" in run("import", str(tmp_path / "out"))[0]
    assert "0 feeds are new" in run("import", str(tmp_path / "out"))[0]
    found = load_feed_list(home / "feeds.toml")
    urls = ["https://paper.example/rss", "https://own.example/rss", "http://127.0.0.1:9/rss"]
    assert [feed.url for feed in found.feeds] == urls
    assert (found.feeds[0].title, found.feeds[0].rules) == ("海角", ())
    assert [rule.authors for rule in found.rules] == [("王小明",)]


def test_a_wrong_list_of_feeds_is_refused_before_anything_is_imported(run: Any, home: Path, tmp_path: Path) -> None:
    (home / "a.txt").write_text("渡口的鐘又響了\n\n　　停擺了二十年的渡口大鐘昨天重新敲響。\n", "utf-8")
    run("add", str(home / "a.txt"))
    run("export", str(tmp_path / "out"))
    (tmp_path / "out" / "feeds.toml").write_text("[[feed]]\n")
    (home / "library.db").unlink()
    assert "url is no address" in run("import", str(tmp_path / "out"), code=1)[1]
    assert run("list")[0] == ""


def test_importing_a_file_that_is_no_cache_prints_an_error(run: Any, home: Path) -> None:
    (home / "urls").write_text("https://paper.example/rss\n", "utf-8")
    (home / "cache.db").write_bytes(b"no database")
    assert run("import", str(home / "urls"), "--cache", str(home / "cache.db"), code=1)[1].startswith("dubao: ")
    assert feeds(home) == []


def test_a_terminal_shows_a_bar_while_feeds_are_fetched(home: Path, server: Server) -> None:
    url = serve(server, "/rss", TWO)
    (home / "feeds.toml").write_text(f'[[feed]]\nurl = "{url}"\nprivate_host = true\n', "utf-8")
    names = "DUBAO_CONFIG", "DUBAO_LIBRARY"
    code, written = run_on_terminal("refresh", env=environment(**{name: os.environ[name] for name in names}))
    assert code == 0
    assert "[####################] 1/1 feeds  2 new  Esc stops  海角日報".encode() in written
    assert written.endswith(b"2 new articles, 1 feed asked\n")
    assert DUBAO
    with Library.open(home / "library.db") as library:
        assert len(library.list_entries()) == 2


def test_keys_of_a_newer_version_are_reported_and_the_feeds_used(run: Any, home: Path, server: Server) -> None:
    url = serve(server, "/rss", TWO)
    text = f'version = 99\n[[feed]]\nurl = "{url}"\nprivate_host = true\ncolour = "red"\n'
    (home / "feeds.toml").write_text(text)
    warning = f"dubao: {home / 'feeds.toml'}: there is no key version; feed {url}: there is no key colour\n"
    assert run("feeds")[1] == warning
    out, err = run("refresh")
    assert "2 new articles" in out
    assert err.count(warning) == 1
    run("feeds", "edit", url, "--title", "甲")
    assert 'colour = "red"' in (home / "feeds.toml").read_text()


@pytest.mark.parametrize("days", ["9" * 5_000, "-1", "x", "1.5"])
def test_a_wrong_number_of_days_is_wrong_usage(run: Any, days: str) -> None:
    assert (
        "is no number of days; 0 keeps all for good; see dubao feeds"
        in run("feeds", "edit", "x", "--keep-days", days, code=2)[1]
    )
