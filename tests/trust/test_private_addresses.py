"""Row 7: only public machines are dialled, and no password of an address is shown, sent or logged."""

from __future__ import annotations

import json
import ssl
from functools import partial
from pathlib import Path

import pytest

from reader.cli.main import main
from reader.errors import ReaderError
from reader.sources import web_transport
from reader.sources.address_guard import AddressGuard, HostPort, is_public_ip
from reader.sources.kinds import is_web_url
from reader.sources.web_transport import create_ssl_context
from tests.web_server import Exchange, serving

CLOSED_NETWORKS = [
    "3fff::", "3fff:fff:ffff::1", "5f00::1", "100::1", "100:0:0:1::1", "4000::1", "8000::", "e000::1", "200::1",
    "2001:1::1", "2001:20::1", "2001:1ff::1", "fd00::1", "0:1::1", "1::", "ff0e::1", "192.0.2.1", "198.51.100.9",
    "203.0.113.9", "0.1.2.3", "64:ff9b::a00:1", "64:ff9b:1:2::1", "::ffff:0:127.0.0.1",
]  # fmt: skip
"""Addresses of networks that IANA has not given to the public internet, or not given at all."""
SPELLINGS = [
    "127.0.0.1", "127.1", "0x7f.1", "0x7f000001", "2130706433", "017700000001", "0177.0.0.1", "127.0.0.1.", "0",
    "0.0.0.0", "localhost", "LOCALHOST.", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[0:0:0:0:0:ffff:7f00:1]",
    "[64:ff9b::7f00:1]",
    "１２７.０.０.１", "①②⑦.1", "127。0。0。1", "%31%32%37.0.0.1", "u:p@127.0.0.1", "127.0.0.2",
]  # fmt: skip
"""This machine, as it may be written."""
ADDRESSES = Path(__file__).parents[3] / "shared" / "hostile" / "addresses.json"
"""More of these and of other private machines, where they are beside this repository."""
MALFORMED = [
    "http://u:S3CRET@news.invalid/",
    " http://u:S3CRET@news.invalid/",
    "\thttp://u:S3CRET@news.invalid/",
    "\u3000https://u:S3CRET@news.invalid/",
    "http://u:S3CRET/x@news.invalid/",
    "http://u:S3CRET?x@news.invalid/",
    "http://u:S3CRET#x@news.invalid/",
    "http://u:1/S3CRET@news.invalid/",
    "http://u:S3CRET@@news.invalid/",
    "http://u:a@S3CRET@news.invalid/",
    "http://u:S3 S3CRET@news.invalid/",
    "http://S3CRET@news.invalid:x/",
    "http://u:S3CRET@[::1/",
    "http:/u:S3CRET@news.invalid/",
    "http:u:S3CRET@news.invalid/",
    "http:\\\\u:S3CRET@news.invalid/",
    "htp://u:S3CRET@news.invalid/",
    "ftp://u:S3CRET@news.invalid/",
    "u:S3CRET@news.invalid/",
    "https://u:S3CRET@news.invalid" + "/x" * 3000,
]


@pytest.mark.parametrize("address", CLOSED_NETWORKS)
def test_networks_that_nobody_was_given_are_not_public(address: str) -> None:
    assert not is_public_ip(address)


@pytest.mark.parametrize("address", ["2400:cb00::1", "2001:200::1", "2620:fe::fe", "2a00:1450::1", "2c0f::1"])
def test_networks_of_all_registries_are_public(address: str) -> None:
    assert is_public_ip(address)


@pytest.mark.parametrize(
    ("found", "dialled"),
    [
        (["127.0.0.1", "93.184.216.34", "10.0.0.1"], ["93.184.216.34"]),
        (["fd00::1", "2606:4700::1111"], ["2606:4700::1111"]),
        (["10.0.0.1", "192.168.1.1"], ["10.0.0.1", "192.168.1.1"]),
    ],
)
async def test_a_typed_name_with_a_public_address_is_dialled_at_that_alone(
    found: list[str], dialled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def resolve(_host: str, _port: int) -> list[str]:
        return found

    monkeypatch.setattr("reader.sources.address_guard.resolve_host", resolve)
    typed = HostPort("news.example", 80)
    assert await AddressGuard({typed}).resolve(typed) == dialled


@pytest.mark.parametrize("address", MALFORMED, ids=lambda text: text[:40])
@pytest.mark.parametrize("command", ["show", "add", "save", "notes", "figures", "doctor", "import", "export", "search"])
@pytest.mark.usefixtures("library")
def test_no_message_repeats_a_password(
    command: str,
    address: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if command in ("import", "export") and "://" not in address:
        pytest.skip("a path like any other")
    monkeypatch.chdir(tmp_path)
    main([command, address])
    out, err = capsys.readouterr()
    assert "S3CRET" not in out + err
    assert len(err) < 1000
    assert not list(tmp_path.glob("*:*"))


def test_a_sentence_keeps_addresses_without_a_password() -> None:
    for text in ("https://a.example/@user/1", "https://a.example:8080/@user?x=a:b@c", "/home/甲/a@b:c.txt", "a@b.cn"):
        assert str(ReaderError(text, "it is not there")).startswith(f"{text}: ")


def test_an_address_with_blanks_around_it_is_one_of_the_web() -> None:
    assert is_web_url(" \t\u3000https://a.example/")


def test_the_keys_of_connections_are_written_to_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
    create_ssl_context.cache_clear()
    try:
        context = create_ssl_context()
        assert getattr(context, "keylog_filename", None) is None
        assert context.verify_mode == ssl.CERT_REQUIRED
        assert context.check_hostname
        assert context.get_ca_certs()
        assert not (tmp_path / "keys").exists()
    finally:
        web_transport.create_ssl_context.cache_clear()


@pytest.mark.usefixtures("library")
def test_no_spelling_of_a_private_address_is_dialled_for_a_page_that_leads_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    hosts = json.loads(ADDRESSES.read_text("utf-8"))["private"] if ADDRESSES.is_file() else []
    with serving() as server, serving() as other:
        for number, host in enumerate([*SPELLINGS, *hosts]):
            address = f"http://{host}:{other.port}/good"
            server.table[f"/{number}"] = partial(Exchange.answer, status=302, Location=address)
            assert main(["show", f"{server.url}/{number}"]) == 1, host
            assert "internal error" not in capsys.readouterr().err
        assert len(server.asked) == len(hosts) + len(SPELLINGS)
        assert other.asked == []
