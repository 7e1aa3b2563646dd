"""The parts of a page: showing what was cut away from the article, and choosing the part that is the story."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.services.opening import find_selector
from reader.services.page_parts import find_cut_parts, is_page, list_candidates
from reader.services.story_choices import get_page_address
from reader.sources.detached_thread import run_in_thread
from reader.structure import CompleteReader
from reader.tui.controllers.page_loader import PageRequest
from reader.tui.prompts import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.services.story_choices import StoryChoices
    from reader.sources import Document
    from reader.structure.html.story_candidates import StoryCandidate
    from reader.tui.controllers.page_loader import PageLoader
    from reader.tui.parts import ArticlePart
    from reader.tui.shell import Scheduler, Session, Shell
    from reader.typeset.page_items import CutPart

_CANDIDATES_MAX = 9
"""Parts of a page that are offered as its story: as many as digits choose."""


class PagePartsController:
    """Shows what of a page is no part of its article, and lets the user put a wrong choice right.

    Args:
        shell: The screen.
        session: What is open.
        scheduler: Workers, since the page has to be taken apart again.
        article: The page.
        page_loader: Loads the page anew, once another part of it is its story.
    """

    def __init__(
        self, shell: Shell, session: Session, scheduler: Scheduler, article: ArticlePart, page_loader: PageLoader
    ) -> None:
        self._shell = shell
        self._session = session
        self._scheduler = scheduler
        self._article = article
        self._page_loader = page_loader

    @property
    def _story_choices(self) -> StoryChoices:
        return self._session.reading_list.story_choices

    # -- what was cut away

    def action_furniture(self) -> None:
        """Show or hide what is printed around the article: menus, links, copyright; the text stays where it is."""
        words, opened = self._session.messages, self._session.open_article
        if self._article.page.cut_parts:
            self._article.show_cut_parts(())
            self._shell.show_message(words("status.furniture.hidden"))
        elif any(block.kind == "chrome" for block in opened.blocks):
            is_shown = self._article.toggle_boilerplate()
            self._shell.show_message(words("status.furniture.shown" if is_shown else "status.furniture.hidden"))
        elif opened.cut_parts is not None or not isinstance(opened.reading, CompleteReader):
            self._show_cut_parts(opened.cut_parts or ())  # of plain text every line is there
        else:
            self._scheduler.start_worker(self._find_cut_parts, "page parts")

    async def _find_cut_parts(self) -> None:
        """Take the page apart again, and show what is no part of the article, unless another one is open by then."""
        opened = self._session.open_article
        self._article.read_to_end()
        document = await self._load_document()
        parts: list[CutPart] = []
        if document is not None:
            selector = find_selector(document, self._story_choices)
            parts = await run_in_thread(partial(find_cut_parts, document, opened.article, selector))
        opened.cut_parts = parts
        if opened is self._session.open_article:
            self._show_cut_parts(parts)

    def _show_cut_parts(self, parts: Sequence[CutPart]) -> None:
        words = self._session.messages
        if not parts:
            self._shell.show_message(words("status.furniture.none"), "warning")
            return
        self._article.show_cut_parts(parts)
        self._shell.show_message(words("status.furniture.count", n=len(parts)))
        self._shell.refresh_bars()

    async def _load_document(self) -> Document | None:
        """The document of the open article; None where that is no page or is gone."""
        reading_list, number = self._session.reading_list, self._session.reading_list.open_number
        source = reading_list.entries[number].source
        try:
            document = await run_in_thread(lambda: reading_list.document_cache.load_document(source, number))
        except ReaderError as error:
            self._shell.show_message(str(error), "error")
            return None
        return document if is_page(document) else None

    # -- which part is the story

    def action_story(self) -> None:
        """Offer the parts of the page that may be its story."""
        if isinstance(self._session.open_article.reading, CompleteReader):
            self._scheduler.start_worker(self._offer_candidates, "page parts")
        else:
            self._shell.show_message(self._session.messages("story.none"), "warning")

    async def _offer_candidates(self) -> None:
        opened, words = self._session.open_article, self._session.messages
        document = await self._load_document()
        candidates: list[StoryCandidate] = []
        if document is not None:
            candidates = await run_in_thread(partial(list_candidates, document))
        if opened is not self._session.open_article or self._shell.is_busy:
            return
        if document is None or len(candidates) < 2:
            self._shell.show_message(words("story.none"), "warning")
            return
        address = get_page_address(document.origin)
        chosen, of_site = self._story_choices.find(address), self._story_choices.find_for_site(address)
        choices = [Choice(words("story.found"), self._mark(chosen is None), run=partial(self._choose, address, None))]
        selected = 0
        for candidate in candidates[: _CANDIDATES_MAX - 1]:
            is_offered = candidate.selector == of_site
            if candidate.selector == chosen or (chosen is None and is_offered):
                selected = len(choices)
            detail = words("story.size", n=candidate.size)
            note = self._mark(candidate.selector == chosen) or (words("story.site") if is_offered else "")
            choices.append(
                Choice(
                    opened.convert_text(candidate.first_words),
                    "  ".join(filter(None, (detail, note))),
                    run=partial(self._choose, address, candidate.selector),
                )
            )
        self._shell.show_choices(words("story.choose"), choices, selected=selected)

    def _mark(self, is_chosen: bool) -> str:
        return self._session.messages("story.chosen") if is_chosen else ""

    def _choose(self, address: str, selector: str | None) -> None:
        """Keep which part of the page is its story, and read the page again."""
        if selector == self._story_choices.find(address):
            return
        message = self._session.messages("status.story.chosen" if selector else "status.story.found")
        try:
            self._story_choices.choose(address, selector)
        except ReaderError as error:
            message = str(error)
        entry = self._session.open_entry
        self._page_loader.start(
            PageRequest(entry.source, entry.number, entry.named_by_user, message, is_other_story=True)
        )
