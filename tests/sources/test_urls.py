"""How URLs of the web are shown and joined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.clean import UNSAFE_CHARACTER
from reader.sources.kinds import is_web_url
from reader.sources.urls import (
    format_url,
    format_url_host,
    format_url_without_login,
    is_same_server,
    join_url,
    make_url_key,
)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://news.example/1?a=b#c", "https://news.example/1?a=b#c"),
        ("https://例子.中国:8080/路", "https://例子.中国:8080/路"),
        ("https://xn--fsqu00a.xn--fiqs8s/", "https://例子.中国/"),
        ("https://аррle.example/", "https://xn--le-6kc8da.example/"),
        ("https://xn--80ak6aa92e.com/", "https://xn--80ak6aa92e.com/"),
        ("https://例a.example/", "https://xn--a-kb7a.example/"),
        ("https://xn--\ud800.example/", "https://?.example/"),
        ("http://[::1]:8/x", "http://[::1]:8/x"),
        ("HTTP://me:secret@аb.example/%E2%80%AE", "HTTP://me:secret@xn--b-7sb.example/%E2%80%AE"),
        ("https://news.example/\u202e\x1b[31m", "https://news.example/\ufffd␛[31m"),
        ("file:///etc", "file:///etc"),
    ],
)
def test_format_url_shows_a_host_in_chinese_or_in_punycode(url: str, shown: str) -> None:
    assert format_url(url) == shown


@given(st.text(max_size=60))
def test_formatted_urls_have_no_unsafe_and_no_confusable_characters(text: str) -> None:
    for url in (text, "https://" + text, f"https://{text}.example/{text}"):
        assert UNSAFE_CHARACTER.search(format_url(url)) is None
        assert UNSAFE_CHARACTER.search(format_url_host(url)) is None
        assert all(character.isascii() or "㐀" <= character <= "鿿" or character == "\ufffd" or character == "␛"
                   or 0x2400 <= ord(character) < 0x2440 for character in format_url_host(url))  # fmt: skip


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://me:secret@news.example/a@b", "http://news.example/a@b"),
        ("HTTPS://me@news.example", "HTTPS://news.example"),
        ("https://news.example/?next=http://me:secret@x/", "https://news.example/?next=http://me:secret@x/"),
        ("me:secret@news.example", "news.example"),
        ("http://me:12/secret@news.example", "http://news.example"),
        ("http://news.example:80/@me", "http://news.example:80/@me"),
    ],
)
def test_format_url_without_login_leaves_out_user_name_and_password(url: str, shown: str) -> None:
    assert format_url_without_login(url) == shown


# -- joining


@pytest.mark.parametrize(
    ("href", "base", "url"),
    [
        ("/b?c", "https://news.example/a/1", "https://news.example/b?c"),
        ("../b", "https://news.example/a/1/2", "https://news.example/a/b"),
        ("//other.example/", "https://news.example/", "https://other.example/"),
        (" https://other.example/x \n", None, "https://other.example/x"),
        ("/b", None, ""),
        ("javascript:alert(1)", "https://news.example/", ""),
        ("file:///etc/passwd", "https://news.example/", ""),
        ("http://[", "https://news.example/", ""),
        ("", None, ""),
    ],
)
def test_join_url_gives_a_web_url_or_nothing(href: str, base: str | None, url: str) -> None:
    assert join_url(href, base) == url
    assert not url or is_web_url(url)


@given(st.text(max_size=40), st.sampled_from([None, "https://news.example/a"]))
def test_join_url_of_any_text_gives_a_web_url_or_nothing(href: str, base: str | None) -> None:
    url = join_url(href, base)
    assert not url or is_web_url(url)


def test_same_server_means_same_scheme_host_and_port() -> None:
    assert is_same_server("http://a.example:8/x", "http://me@A.example:8/y")
    assert not is_same_server("http://a.example:8/", "http://a.example:9/")
    assert not is_same_server("http://a.example/", "https://a.example/")
    assert not is_same_server("http://a.example/", "/home/a.html")


def test_the_keys_of_urls_of_the_same_page_are_equal() -> None:
    urls = [f"{scheme}://a.example/1{end}" for scheme in ("http", "https") for end in ("", "/", "#top")]
    keys = set(map(make_url_key, urls))
    assert keys == {"a.example/1"}
    assert make_url_key("https://a.example/1?x=1") != make_url_key("https://a.example/1")
    assert make_url_key("https://me:word@a.example/1") == "a.example/1"
