"""Refreshing feeds from a real server: what is asked, what is stored, and what a failure costs."""

from __future__ import annotations

import socket
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from reader.config.feed_list import FeedRule
from reader.library.removal import delete_articles, find_hidden
from reader.services.feeds.schedule import format_moment, parse_moment
from tests.services.feeds.refreshing import answer, refresh, serve, titles
from tests.sources.feeds.documents import rss, rss_item

if TYPE_CHECKING:
    from reader.library.feed_store import FeedState
    from reader.library.library import Library
    from reader.services.feeds.progress import RefreshProgress
    from tests.web_server import Server

TWO = rss(rss_item(1), rss_item(2))


def state(library: Library, url: str) -> FeedState:
    return library.feeds.load_states([url])[url]


def test_new_articles_are_stored_with_what_the_feed_says(library: Library, server: Server) -> None:
    url = serve(server, "/rss", rss(rss_item(1, author="a@b.example (王小明)"), rss_item(2), head="<ttl>120</ttl>"))
    (outcome,) = refresh(library, [url])
    assert (outcome.status, outcome.name, outcome.result.new_count, outcome.error) == ("new", "海角日報", 2, "")
    assert titles(library) == ["渡口的鐘又響了（1）", "渡口的鐘又響了（2）"]
    entry = library.list_entries()[0]
    assert (entry.outlet, entry.date, entry.origin.url, entry.read) == (
        "海角日報",
        "2018-12-21T08:01",
        "https://paper.example/a/1",
        False,
    )
    text = library.load_text(entry.id)
    assert text
    assert "街坊說聲音同從前一樣" in text.canonical.text
    after = state(library, url)
    assert (after.title, after.language, after.ttl, after.failures) == ("海角日報", "zh-hk", 120, 0)
    due = parse_moment(after.due)
    assert due
    assert timedelta(minutes=119) < due - datetime.now(UTC) < timedelta(minutes=133)


def test_validators_are_sent_back_as_they_were_and_an_unchanged_feed_is_not_read(
    library: Library, server: Server
) -> None:
    url = serve(server, "/rss", TWO, ETag='W/"a;b, c"', Last_Modified="yesterday, as it were")
    refresh(library, [url])
    answer(server, "/rss", lambda each: each.answer(status=304, ETag='"new"'))
    (outcome,) = refresh(library, [url])
    assert outcome.status == "unchanged"
    headers = {name.lower(): value for name, value in server.asked[-1].headers.items()}
    assert headers["if-none-match"] == 'W/"a;b, c"'
    assert headers["if-modified-since"] == "yesterday, as it were"
    assert (state(library, url).etag, state(library, url).last_modified) == ('"new"', "yesterday, as it were")
    serve(server, "/rss", TWO)
    refresh(library, [url])
    assert (state(library, url).etag, state(library, url).last_modified) == ("", "")


@pytest.mark.parametrize(
    ("etag", "sent"),
    [
        ('"é中"', '"é中"'.encode().decode("latin-1")),
        ('"\x85\xa0"', '"\x85\xa0"'.encode().decode("latin-1")),
        ('"\x01"', None),
        ("", None),
    ],
)
def test_a_validator_goes_back_with_its_bytes_or_not_at_all(
    library: Library, server: Server, etag: str, sent: str | None
) -> None:
    url = serve(server, "/rss", TWO, ETag=etag)
    for _ in range(3):
        (outcome,) = refresh(library, [url])
        assert outcome.status in ("new", "unchanged"), outcome.error
    headers = {name.lower(): value for name, value in server.asked[-1].headers.items()}
    assert headers.get("if-none-match") == sent


def test_a_full_refresh_sends_no_validators(library: Library, server: Server) -> None:
    url = serve(server, "/rss", TWO, ETag='"a"')
    refresh(library, [url])
    (outcome,) = refresh(library, [url], urgency="full")
    assert not {"if-none-match", "if-modified-since"} & {name.lower() for name in server.asked[-1].headers}
    assert (outcome.status, len(library.list_entries())) == ("unchanged", 2)


def test_a_feed_is_asked_once_an_hour_unless_it_has_to_be(library: Library, server: Server) -> None:
    url = serve(server, "/rss", TWO)
    assert [refresh(library, [url], urgency="due")[0].status for _ in range(3)] == ["new", "not_due", "not_due"]
    assert refresh(library, [url])[0].status == "unchanged"
    assert len(server.asked) == 2


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_no_earlier_than_it_wants(library: Library, server: Server, status: int) -> None:
    url = answer(server, "/rss", lambda each: each.answer(status=status, Retry_After="7200"))
    (outcome,) = refresh(library, [url])
    assert outcome.status == "failed"
    due = parse_moment(state(library, url).due)
    assert due
    assert due - datetime.now(UTC) > timedelta(minutes=119)
    assert refresh(library, [url])[0].status == "not_due"
    assert len(server.asked) == 1


def test_failures_double_the_interval_up_to_a_day(library: Library, server: Server) -> None:
    url = answer(server, "/rss", lambda each: each.answer(status=500))
    waits = []
    for _ in range(8):
        refresh(library, [url])
        due = parse_moment(state(library, url).due)
        assert due
        waits.append((due - datetime.now(UTC)) / timedelta(hours=1))
    assert all(wait > expected for wait, expected in zip(waits, (0.9, 1.9, 3.9, 7.9, 15.9, 23.9, 23.9), strict=False))
    assert waits[-1] < 27
    assert state(library, url).failures == 8


def test_a_feed_that_is_gone_is_asked_no_more(library: Library, server: Server) -> None:
    url = answer(server, "/rss", lambda each: each.answer(status=410))
    assert refresh(library, [url])[0].status == "failed"
    assert refresh(library, [url])[0].status == "gone"
    assert len(server.asked) == 1
    serve(server, "/rss", TWO)
    assert refresh(library, [url], urgency="full")[0].status == "new"
    assert not state(library, url).gone


def test_a_permanent_redirect_is_believed_after_two_days(library: Library, server: Server) -> None:
    url = answer(server, "/old", lambda each: each.answer(status=301, Location="/new"))
    new = serve(server, "/new", TWO)
    refresh(library, [url])
    assert (state(library, url).location, state(library, url).moved_to) == (url, new)
    refresh(library, [url])
    assert state(library, url).location == url
    then = format_moment(datetime.now(UTC) - timedelta(days=2, minutes=1))
    library.feeds.store_state(replace(state(library, url), moved_since=then))
    refresh(library, [url])
    assert (state(library, url).location, state(library, url).moved_to) == (new, "")
    asked = len(server.asked)
    refresh(library, [url])
    assert [each.path for each in server.asked[asked:]] == ["/new"]
    assert len(library.list_entries()) == 2


def test_a_temporary_redirect_is_followed_and_forgotten(library: Library, server: Server) -> None:
    url = answer(server, "/old", lambda each: each.answer(status=302, Location="/new"))
    serve(server, "/new", TWO)
    assert refresh(library, [url])[0].result.new_count == 2
    assert state(library, url).moved_to == ""


def test_the_failure_of_one_feed_is_its_own(library: Library, server: Server) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        dead = f"http://127.0.0.1:{unused.getsockname()[1]}/rss"
        urls = [
            serve(server, "/good", TWO),
            dead,
            answer(server, "/page", lambda each: each.answer(b"<html><body><p>x</p></body></html>")),
            answer(server, "/drip", lambda each: each.answer(Content_Length="99999").drip(b"x")),
            answer(server, "/picture", lambda each: each.answer(b"x", Content_Type="image/png")),
        ]
        start = time.perf_counter()
        outcomes = refresh(library, urls, deadline=1.0)
    assert time.perf_counter() - start < 6
    assert [each.status for each in outcomes] == ["new", "failed", "failed", "failed", "failed"]
    assert all(each.error for each in outcomes[1:])
    assert "this is a page, and no feed" in outcomes[2].error
    assert len(library.list_entries()) == 2


def test_a_dead_server_costs_its_deadline_once(library: Library, server: Server) -> None:
    urls = [answer(server, f"/drip/{number}", lambda each: each.drip(b"")) for number in range(12)]
    start = time.perf_counter()
    outcomes = refresh(library, urls, deadline=0.5)
    assert time.perf_counter() - start < 3
    assert {each.status for each in outcomes} == {"failed"}
    assert len(server.asked) <= 3


def test_no_server_has_more_than_two_connections(library: Library, server: Server) -> None:
    open_now, most = 0, 0

    def count(each: object) -> None:
        nonlocal open_now, most
        open_now += 1
        most = max(most, open_now)
        time.sleep(0.05)
        open_now -= 1
        each.answer(TWO)  # type: ignore[attr-defined]

    urls = [answer(server, f"/feed/{number}", count) for number in range(8)]
    assert {each.status for each in refresh(library, urls)} == {"new", "unchanged"}
    assert most <= 2


def test_a_machine_of_the_local_network_has_to_be_allowed(library: Library, server: Server) -> None:
    url = serve(server, "/rss", TWO)
    (outcome,) = refresh(library, [url], settings={"private_host": False})
    assert (outcome.status, server.asked) == ("failed", [])
    assert "not a machine of the public web" in outcome.error


def test_an_item_that_was_deleted_does_not_come_back(library: Library, server: Server) -> None:
    url = serve(server, "/rss", TWO)
    refresh(library, [url])
    gone = library.list_entries()[0]
    delete_articles(library.connection, [gone.id])
    serve(server, "/rss", rss(rss_item(1, description="another text of the same item"), rss_item(2), rss_item(3)))
    (outcome,) = refresh(library, [url])
    assert outcome.result.new_count == 1
    assert titles(library) == ["渡口的鐘又響了（3）", "渡口的鐘又響了（2）"]


@pytest.mark.parametrize(
    "changes",
    [
        {"guid": "http://www.paper.example/a/1", "link": "http://www.paper.example/a/1"},
        {"guid": "urn:new:1"},
        {"guid": "https://moved.example/a/1", "link": "https://moved.example/a/1"},
        {"guid": "", "link": "https://paper.example/a/1?utm_source=rss#top"},
        {"title": "渡口的鐘又響了（改題）"},
    ],
)
def test_an_item_that_is_named_otherwise_is_the_same(library: Library, server: Server, changes: dict[str, str]) -> None:
    url = serve(server, "/rss", TWO)
    refresh(library, [url])
    entry = library.list_entries()[0]
    library.update_entry(entry.id, read=True, starred=True, add_tags=["電"])
    serve(server, "/rss", rss(rss_item(1, **changes), rss_item(2)))
    assert refresh(library, [url])[0].result.new_count == 0
    (same,) = [each for each in library.list_entries() if each.id == entry.id]
    assert (same.read, same.starred, same.tags) == (True, True, ("電",))
    assert len(library.list_entries()) == 2


def test_items_without_identifiers_are_distinguished_by_title_and_date(library: Library, server: Server) -> None:
    bare = {"guid": "", "link": ""}
    later = "Sat, 22 Dec 2018 08:01:00 +0800"
    url = serve(server, "/rss", rss(rss_item(1, **bare), rss_item(1, **bare, pubDate=later), rss_item(2, **bare)))
    assert refresh(library, [url])[0].result.new_count == 3
    serve(server, "/rss", rss(rss_item(1, **bare, description="changed"), rss_item(1, **bare, pubDate=later)))
    assert refresh(library, [url])[0].result.new_count == 0


def test_items_that_share_a_guid_or_a_link_are_all_stored(library: Library, server: Server) -> None:
    shared = [rss_item(number, guid="same") for number in range(3)]
    home = [rss_item(number, guid="", link="https://paper.example/") for number in range(3, 6)]
    bare = [rss_item(number, guid="one", link="") for number in range(6, 9)]
    url = serve(server, "/rss", rss(*shared, *home, *bare))
    assert refresh(library, [url])[0].result.new_count == 9
    assert refresh(library, [url], urgency="full")[0].result.new_count == 0


def test_a_changed_text_is_stored_and_keeps_its_state(library: Library, server: Server) -> None:
    url = serve(server, "/rss", TWO)
    refresh(library, [url])
    entry = library.list_entries()[0]
    library.update_entry(entry.id, starred=True)
    serve(server, "/rss", rss(rss_item(1, description="<p>改過的內文，比從前長。</p>"), rss_item(2)))
    (outcome,) = refresh(library, [url])
    assert (outcome.result.new_count, outcome.result.changed_count) == (0, 1)
    text = library.load_text(entry.id)
    assert text
    assert "改過的內文" in text.canonical.text
    assert library.list_entries()[0].starred


def test_one_article_of_two_feeds_is_stored_once(library: Library, server: Server) -> None:
    urls = [serve(server, "/one", TWO), serve(server, "/two", TWO)]
    assert sorted(each.result.new_count for each in refresh(library, urls)) == [0, 2]
    assert sorted(map(len, library.feeds.find_feeds_of_articles().values())) == [2, 2]


def test_rules_match_in_either_script_and_are_undone(library: Library, server: Server) -> None:
    url = serve(server, "/rss", rss(rss_item(1, title="颱風來了"), rss_item(2, title="星座運程"), rss_item(3)))
    rules = [
        FeedRule("star", words=("台风",), title_only=True),
        FeedRule("mute", words=("星座运程",)),
        FeedRule("tag", words=("渡口大钟",), tag="鐘"),
        FeedRule("notify", words=("台风", "颱風")),
    ]
    (outcome,) = refresh(library, [url], rules=rules)
    result = outcome.result
    assert (result.new_count, result.muted_count, result.notified_titles) == (2, 1, ("颱風來了",))
    by_title = {entry.title: entry for entry in library.list_entries()}
    assert set(by_title) == {"颱風來了", "渡口的鐘又響了（3）"}
    assert by_title["颱風來了"].starred  # type: ignore[index]
    assert by_title["渡口的鐘又響了（3）"].tags == ("鐘",)  # type: ignore[index]
    library.feeds.undo_effects([state(library, url).id])
    assert [(entry.starred, entry.tags) for entry in library.list_entries()] == [(False, ())] * 3


def test_rule_that_mutes_everything_is_reported(library: Library, server: Server) -> None:
    url = serve(server, "/rss", rss(*map(rss_item, range(12))))
    (outcome,) = refresh(library, [url], rules=[FeedRule("mute", words=("的",))])
    assert outcome.result.has_broad_rule
    assert (library.list_entries(), outcome.result.muted_count) == ([], 12)
    assert library.feeds.undo_effects([state(library, url).id]) == {"mute": 12}
    assert len(library.list_entries()) == 12


def test_read_articles_are_dropped_after_their_days_and_stay_away(library: Library, server: Server) -> None:
    url = serve(server, "/rss", TWO)
    refresh(library, [url])
    read, unread = library.list_entries()
    library.update_entry(read.id, read=True)
    serve(server, "/rss", rss(rss_item(1), rss_item(2), head="<ttl>5</ttl>"))
    refresh(library, [url], settings={"keep_days": 30})
    assert [entry.id for entry in library.list_entries()] == [unread.id]
    assert find_hidden(library.connection, [read.id]) == {read.id}
    refresh(library, [url], settings={"keep_days": 30}, urgency="full")
    assert [entry.id for entry in library.list_entries()] == [unread.id]


def test_future_dates_are_no_later_than_now(library: Library, server: Server) -> None:
    url = serve(server, "/rss", rss(rss_item(1, pubDate="Fri, 21 Dec 2096 08:01:00 +0800")))
    refresh(library, [url])
    (item,) = library.feeds.load_items(state(library, url).id)
    assert item.published <= format_moment(datetime.now(UTC))


def test_progress_is_reported_up_to_the_end(library: Library, server: Server) -> None:
    urls = [serve(server, f"/{number}", TWO) for number in range(5)]
    told: list[RefreshProgress] = []
    refresh(library, urls, on_progress=told.append)
    assert (told[0].done, told[0].total) == (0, 5)
    assert (told[-1].done, told[-1].total, told[-1].new_count) == (5, 5, 2)


def test_the_same_story_of_two_papers_in_two_scripts_is_one(library: Library, server: Server) -> None:
    sentence = (
        "停擺了二十年的渡口大鐘昨天重新敲響，修鐘的師傅守了三個月，街坊說聲音同從前一樣，孩子們跑到碼頭去看熱鬧。"
    )
    rest = (
        "鎮長說，大鐘由鐵匠鋪的後人出錢修理，零件從三個省找來，下月起每天正午敲一次，遊客可以登上鐘樓看齒輪怎樣轉動。"
    )
    simplified = "停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅守了三个月，街坊说声音同从前一样，孩子们跑到码头去看热闹。镇长说，大钟由铁匠铺的后人出钱修理，零件从三个省找来，下月起每天正午敲一次，游客可以登上钟楼看齿轮怎样转动。"
    one = serve(server, "/one", rss(rss_item(1, description=f"&lt;p&gt;{sentence}{rest}&lt;/p&gt;")))
    changes = {"link": "https://other.example/b", "guid": "b", "title": "古钟重鸣"}
    two = serve(server, "/two", rss(rss_item(2, description=f"&lt;p&gt;{simplified}&lt;/p&gt;", **changes)))
    refresh(library, [one, two])
    (group,) = library.stories.load_groups().values()
    assert len(group) == 2
    library.stories.set_separate(group[1], is_separate=True)
    assert library.stories.load_groups() == {}
