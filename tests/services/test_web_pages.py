"""Pages of the web for both front ends: one client for one state of the settings, and progress in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.config.settings import Settings
from reader.errors import ReaderError
from reader.model import clean
from reader.services.web_pages import FetchStatus, WebPageLoader
from reader.sources.web import FetchProgress
from tests.web_server import TITLE, Server, serving

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


async def test_the_client_is_made_again_only_when_the_settings_change(server: Server) -> None:
    loader, settings = WebPageLoader(), Settings()
    assert TITLE in (await loader.load(server.url + "/good", settings)).text
    first = loader._fetcher
    await loader.load(server.url + "/good", Settings())
    assert loader._fetcher is first
    with pytest.raises(ReaderError):  # the proxy takes no connections
        await loader.load(server.url + "/good", replace(settings, proxy="http://127.0.0.1:9"))
    assert loader._fetcher is not first


async def test_a_private_host_needs_a_permission_or_a_setting(server: Server) -> None:
    loader = WebPageLoader()
    with pytest.raises(ReaderError, match="not a machine of the public web"):
        await loader.load(server.url + "/good", Settings(), allow_private_host=False)
    allowed = Settings(hosts=(f"127.0.0.1:{server.port}",))
    assert TITLE in (await loader.load(server.url + "/good", allowed, allow_private_host=False)).text


async def test_progress_and_encoding_are_handed_on(server: Server) -> None:
    reported: list[FetchProgress] = []
    with pytest.raises(ReaderError, match="not UTF-8"):
        await WebPageLoader().load(server.url + "/charset", Settings(), "utf-8", on_progress=reported.append)
    assert [progress.stage for progress in reported][:2] == ["asking", "reading"]


def test_a_status_has_the_parts_of_a_line() -> None:
    status = FetchStatus(clean("news.example"))
    assert (status.host, status.stage, status.size_text, status.is_due) == ("news.example", "asking", "", True)
    status.update(FetchProgress("xn--fsqu00a.xn--fiqs8s", "reading", 10))
    assert (status.host, status.stage, status.size_text) == ("例子.中国", "reading", "1 KB")
    status.update(FetchProgress("news.\x1b[31mexample", "reading", 3 << 20))
    assert (status.host, status.size_text) == ("news.␛[31mexample", "3,072 KB")


def test_nothing_is_due_in_the_quiet_seconds() -> None:
    assert not FetchStatus(quiet_seconds=600).is_due
