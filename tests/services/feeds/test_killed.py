"""A refresh that is killed at any moment: nothing is lost, nothing is there twice, nothing deleted comes back."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.library import Library
from reader.library.removal import delete_articles
from tests.services.feeds.refreshing import serve
from tests.sources.feeds.documents import rss, rss_item

if TYPE_CHECKING:
    from tests.web_server import Server

ROOT = Path(__file__).parents[3]
KILLS = int(os.environ.get("DUBAO_KILLS", "6"))
FEEDS, ITEMS = 40, 12


def refresh(folder: Path) -> subprocess.Popen[bytes]:
    shared = ["--library", str(folder / "library.db"), "--config-file", str(folder / "config.toml")]
    command = [sys.executable, "-m", "reader", "refresh", "--now", "--no-pages", *shared]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True, **quiet)  # type: ignore[call-overload, no-any-return]


def prepare(server: Server, folder: Path, count: int = ITEMS) -> None:
    """Feeds with so many items, which the folder's list names."""
    rows = []
    for feed in range(FEEDS):
        items = [
            rss_item(
                number, guid=f"{feed}-{number}", link=f"https://p{feed}.example/{number}", title=f"{feed}-{number}"
            )
            for number in range(count)
        ]
        rows.append(f'[[feed]]\nurl = "{serve(server, f"/{feed}", rss(*items))}"\nprivate_host = true\n')
    (folder / "feeds.toml").write_text("\n".join(rows))
    (folder / "config.toml").write_text("")


def list_titles(folder: Path) -> list[str]:
    with Library.open(folder / "library.db") as library:
        return sorted(str(entry.title) for entry in library.list_entries())


def test_a_killed_refresh_is_made_up_for(server: Server, tmp_path: Path) -> None:
    prepare(server, tmp_path, 2)
    assert refresh(tmp_path).wait(60) == 0
    with Library.open(tmp_path / "library.db") as library:
        deleted = {str(entry.title): entry.id for entry in library.list_entries()[:7]}
        starred = library.list_entries()[-1].id
        delete_articles(library.connection, deleted.values())
        library.update_entry(starred, starred=True)
    prepare(server, tmp_path)
    chance = random.Random(1)
    before = list_titles(tmp_path)
    for _ in range(KILLS):
        process = refresh(tmp_path)
        time.sleep(chance.uniform(0.3, 2.5))
        os.killpg(process.pid, 9)
        process.wait()
        found = list_titles(tmp_path)
        assert set(before) <= set(found)
        assert len(found) == len(set(found))
        assert not set(deleted) & set(found)
        before = found
    assert refresh(tmp_path).wait(60) == 0
    wanted = {f"{feed}-{number}" for feed in range(FEEDS) for number in range(ITEMS)} - set(deleted)
    assert list_titles(tmp_path) == sorted(wanted)
    with Library.open(tmp_path / "library.db") as library:
        assert library.find_entry(starred).starred  # type: ignore[union-attr]
        assert library.connection.select("PRAGMA integrity_check") == [("ok",)]


def test_two_refreshes_at_once_store_each_item_once(server: Server, tmp_path: Path) -> None:
    prepare(server, tmp_path)
    processes = [refresh(tmp_path) for _ in range(2)]
    assert [process.wait(60) for process in processes] == [0, 0]
    assert list_titles(tmp_path) == sorted(f"{feed}-{number}" for feed in range(FEEDS) for number in range(ITEMS))
    with Library.open(tmp_path / "library.db") as library:
        ((items,),) = library.connection.select("SELECT count(*) FROM feed_items")
    assert items == FEEDS * ITEMS
