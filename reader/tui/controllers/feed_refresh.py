"""Refreshing feeds: by key, and in the background when feeds are due. It happens in another process."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.model import to_single_line
from reader.services.feeds.progress import RefreshSummary
from reader.translation import translate
from reader.tui.prompts import Choice
from reader.tui.rows.columns import align_left

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.services.feeds.progress import RefreshProgress, Urgency
    from reader.tui.parts import ArticleListPart
    from reader.tui.shell import Scheduler, Session, Shell

_START_SECONDS = 2.0
"""Seconds behind the start, in which nothing but the first page matters."""
_BAR_CELLS = 8
_CHECK_SECONDS = 600.0
"""Seconds between two checks for feeds that are due; when they are is decided by `schedule.compute_due`."""


class FeedRefreshController:
    """Starts refreshes, shows how far they are, and has the list shown anew when articles have come.

    Args:
        shell: The screen.
        session: What is open; it knows where the feeds are.
        scheduler: Timers and workers.
        article_list: The list on the screen.
        reload_list: Reads the list anew from the library; called when articles have come.
        show_library: Lists the articles of the library.
    """

    def __init__(
        self,
        shell: Shell,
        session: Session,
        scheduler: Scheduler,
        article_list: ArticleListPart,
        reload_list: Callable[[], None],
        show_library: Callable[[], object],
    ) -> None:
        self._shell = shell
        self._session = session
        self._scheduler = scheduler
        self._article_list = article_list
        self._reload_list = reload_list
        self._show_library = show_library
        self._cancel_worker: Callable[[], None] | None = None
        """Cancels the refresh that is running; None while none is."""
        self._is_quiet = False
        """Whether the running refresh was not asked for."""
        self._stage = ""
        self._progress: RefreshProgress | None = None
        self._followed_title = ""
        """The title of a feed that is fetched for the first time."""
        self._failed = RefreshSummary().failed
        """The feeds that failed in the last refresh."""
        self._feed_list_warning = ""
        """The unknown keys of the list of feeds that were reported last."""
        self._quiet_error = ""
        """Why the last refresh that could not run at all could not; not shown again by one that nobody asked for."""

    def start_in_background(self) -> None:
        """Refresh what is due soon, and again and again, where the library is what is read."""
        if self._session.feed_paths is not None and self._session.reading_list.is_library:
            self._scheduler.call_after(_START_SECONDS, self.refresh_due)
            self._scheduler.call_every(_CHECK_SECONDS, self.refresh_due)

    def refresh_due(self) -> None:
        """Refresh what is due where the settings allow it; shows what is new, and once why nothing can be read."""
        if self._session.settings.refresh == "auto" and self._cancel_worker is None and self._has_feeds():
            self._start("due", is_quiet=True)

    def _has_feeds(self) -> bool:
        """Whether there is a list of feeds; what is in it is read by the other process."""
        from reader.config.settings import feed_list_path

        paths = self._session.feed_paths
        return paths is not None and os.path.exists(feed_list_path(paths.config))

    @property
    def status_text(self) -> str:
        """The progress for the bottom row while feeds are fetched; "" while none are, and before any was asked."""
        progress = self._progress
        if self._cancel_worker is None or progress is None or not progress.total:
            return ""
        values = {"n": f"{progress.done:,}", "m": f"{progress.total:,}", "k": f"{progress.new_count:,}"}
        message_id = "feeds.pages" if self._stage == "pages" else "feeds.refreshing"
        from decimal import Decimal  # late: nothing else needs these at start

        from reader.tui.rows.figure_groups import draw_bar

        ambiguous = self._session.settings.ambiguous_width
        bar = draw_bar(Decimal(progress.done) / progress.total, _BAR_CELLS, block_elements=ambiguous == 1)
        return f"{align_left(bar, _BAR_CELLS, ambiguous)}  {self._session.messages(message_id, **values)}"

    # -- commands

    def action_refresh(self) -> None:
        """Refresh the feeds of the selected article."""
        number = self._article_list.visible_selection
        if number is not None:
            self._refresh("now", self._session.reading_list.entries[number].source)

    def action_refresh_all(self) -> None:
        """Refresh all feeds, those too that were asked less than an hour ago."""
        self._refresh("now")

    def action_refresh_full(self) -> None:
        """Fetch all feeds whole, as if for the first time."""
        self._refresh("full")

    def fetch_followed(self, url: str, title: str) -> None:
        """Fetch a feed that is followed since now.

        Args:
            url: Its address.
            title: Its title, which the messages name.
        """
        self._followed_title = to_single_line(title)
        if self._cancel_worker is not None:
            self._cancel_worker()  # what is left of it comes with the next refresh
        self._start("now", urls=[url])

    def action_refresh_failures(self) -> None:
        """Show the feeds that failed, and why."""
        words = self._session.messages
        if not self._failed:
            self._shell.show_message(words("feeds.none_failed"))
            return
        choices = [Choice(to_single_line(each.name), to_single_line(translate(each.error))) for each in self._failed]
        self._shell.show_choices(words("refresh.failures"), choices, numbered=False)

    def _refresh(self, urgency: Urgency, article_id: str | None = None) -> None:
        words = self._session.messages
        if self._cancel_worker is not None and not self._is_quiet:
            self._shell.show_message(self.status_text or words("feeds.busy"))
        elif not self._has_feeds():
            self._shell.show_message(words("feeds.none"))
        else:
            if self._cancel_worker is not None:  # what is due is among what is asked for
                self._cancel_worker()
            self._start(urgency, article_id)

    def stop(self) -> bool:
        """Stop the refresh that was asked for; return whether there was one. What was stored stays."""
        if self._cancel_worker is None or self._is_quiet:
            return False
        self._cancel_worker()
        self._finish()
        self._shell.show_message(self._session.messages("load.stopped"))
        return True

    # -- the work

    def _start(
        self,
        urgency: Urgency,
        article_id: str | None = None,
        *,
        urls: Sequence[str] | None = None,
        is_quiet: bool = False,
    ) -> None:
        self._is_quiet, self._progress = is_quiet, None
        self._cancel_worker = self._scheduler.start_worker(partial(self._run, urgency, article_id, urls), "feeds")
        if not is_quiet:
            self._shell.show_message(self._session.messages("feeds.starting"))

    async def _run(self, urgency: Urgency, article_id: str | None, urls: Sequence[str] | None) -> None:
        from reader.services.feeds.refresh_process import run_refresh_process

        paths = self._session.feed_paths
        assert paths is not None
        try:
            summary = await run_refresh_process(
                paths.library,
                paths.config,
                urls=urls,
                article_id=article_id,
                urgency=urgency,
                on_progress=self._show_progress,
            )
        except ReaderError as error:
            self._finish()
            if not self._is_quiet or str(error) != self._quiet_error:  # of what nobody asked for it is told once
                self._shell.show_message(str(error), "error")
            self._quiet_error = str(error)
            return
        self._finish()
        self._report(summary)

    def _show_progress(self, stage: str, progress: RefreshProgress) -> None:
        self._stage, self._progress = stage, progress
        self._shell.refresh_bars()

    @property
    def _is_other_list_in_front(self) -> bool:
        """Whether a list that is not one of the library has the keyboard."""
        return self._article_list.has_focus and not self._session.reading_list.is_library

    def _finish(self) -> None:
        """Note that nothing is fetched any more."""
        self._cancel_worker = self._progress = None
        self._shell.refresh_bars()

    def _report(self, summary: RefreshSummary) -> None:
        """Show what has come; of a refresh that was not asked for only that, and no failures."""
        words = self._session.messages
        self._failed = summary.failed
        if summary.new_count or summary.page_count:
            self._reload_list()
        if self._followed_title and summary.new_count and self._is_other_list_in_front:
            self._show_library()  # what was followed is not among the files or the bundled articles
        parts = [words("feeds.new", n=f"{summary.new_count:,}")] if summary.new_count or not self._is_quiet else []
        if self._followed_title:
            parts.insert(0, words("feeds.now_followed", title=self._followed_title))
            self._followed_title = ""
        if summary.failed and not self._is_quiet:
            parts.append(words("feeds.failed", n=f"{len(summary.failed):,}"))
        parts += [to_single_line(title) for title in summary.notified_titles[:3]]
        if summary.feed_list_warning != self._feed_list_warning:
            self._feed_list_warning = summary.feed_list_warning
            parts += [to_single_line(translate(summary.feed_list_warning))] if summary.feed_list_warning else []
        if parts:
            self._shell.show_message("  ".join(parts))
