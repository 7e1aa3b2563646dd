"""A refresh in a process of its own, for the screen: it takes no time from the keys, and may be ended at any moment.

The process writes a line of JSON for each step. What it has stored when it is ended stays stored.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from reader.errors import ReaderError
from reader.services.feeds.progress import FailedFeed, RefreshProgress, RefreshSummary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.services.feeds.progress import Urgency
    from reader.services.feeds.refresh_run import RefreshReport

_NICENESS = 10
_LINE_SIZE_MAX = 16 << 20
"""Bytes of the line about all feeds: ten thousand failures have two million."""


async def run_refresh_process(
    library_path: str | None,
    config_path: str | None,
    *,
    urls: Sequence[str] | None = None,
    article_id: str | None = None,
    urgency: Urgency = "due",
    on_progress: Callable[[str, RefreshProgress], None] = lambda _stage, _progress: None,
) -> RefreshSummary:
    """Fetch feeds and the pages that their items need; cancelling it ends the process.

    Args:
        library_path: The library named on the command line; None for the reader's own.
        config_path: The settings file named on the command line; None for the reader's own.
        urls: The addresses of the feeds that are fetched; None for all.
        article_id: An article, whose feeds are fetched; None for those of the addresses.
        urgency: Which of them are asked.
        on_progress: Is called with `feeds` or `pages`, and how far that is.

    Raises:
        ReaderError: The library or the list of feeds cannot be used.
    """
    request = {"library": library_path, "config": config_path, "article": article_id, "urgency": urgency}
    request["urls"] = list(urls) if urls is not None else None  # type: ignore[assignment]
    paths = os.pathsep.join(filter(None, sys.path))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", __name__),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        limit=_LINE_SIZE_MAX,
        env={**os.environ, "PYTHONPATH": paths, "PYTHONSAFEPATH": "1"},
        start_new_session=True,
    )
    assert process.stdin
    assert process.stdout
    try:
        process.stdin.write(json.dumps(request).encode("ascii"))
        process.stdin.close()
        summary: RefreshSummary | None = None
        async for line in process.stdout:
            summary = _read_line(json.loads(line), on_progress) or summary
        await process.wait()
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
    if summary is None:
        raise ReaderError("the refresh", "it was ended before its time", "try again")
    return summary


def _read_line(value: dict[str, Any], on_progress: Callable[[str, RefreshProgress], None]) -> RefreshSummary | None:
    """Parse a line that the process wrote: its result; None for a line of progress.

    Raises:
        ReaderError: It says why nothing could be fetched.
    """
    if "stage" in value:
        on_progress(value["stage"], RefreshProgress(*value["progress"]))
        return None
    if "error" in value:
        raise ReaderError(*value["error"])
    return RefreshSummary(
        value["new"],
        value["pages"],
        tuple(FailedFeed(*each) for each in value["failed"]),
        tuple(value["notified"]),
        value["warning"],
    )


# -- the other process


def _main() -> None:
    request = json.loads(sys.stdin.buffer.read())
    with suppress(OSError, AttributeError):
        os.nice(_NICENESS)
    try:
        report, warning = _refresh(request)
    except ReaderError as error:
        _write_line({"error": [error.what, error.why, error.hint]})
        return
    asked = [each for each in report.outcomes if each.status not in ("not_due", "gone")]
    _write_line(
        {
            "new": sum(each.result.new_count for each in asked),
            "pages": report.page_count,
            "failed": [[each.name, each.error] for each in asked if each.status == "failed"],
            "notified": [title for each in asked for title in each.result.notified_titles],
            "warning": warning,
        }
    )


def _refresh(request: dict[str, Any]) -> tuple[RefreshReport, str]:
    """The result of a refresh, and what is unknown in the list of feeds."""
    from reader.config.feed_list import join_sentences, load_feed_list
    from reader.config.settings import feed_list_path, load_settings
    from reader.library.lookup import open_library
    from reader.services.feeds.refresh_run import run_refresh

    settings = load_settings(request["config"], lambda _: [])
    path = feed_list_path(request["config"])
    feed_list = load_feed_list(path)
    warning = f"{path}: {join_sentences(feed_list.warnings)}" if feed_list.warnings else ""
    with open_library(request["library"], lambda _: None) as library:
        urls = request["urls"]
        if request["article"] is not None:
            known = library.feeds.load_ids_with_titles()
            feeds = library.feeds.find_feeds_of_articles().get(request["article"], [])
            urls = [known[feed_id][0] for feed_id in feeds]
        report = run_refresh(
            library,
            feed_list,
            settings,
            urls=urls,
            urgency=request["urgency"],
            on_progress=lambda stage, progress: _write_line({"stage": stage, "progress": list(progress)}),
        )
    return report, warning


def _write_line(value: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(value).encode("ascii") + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    _main()
