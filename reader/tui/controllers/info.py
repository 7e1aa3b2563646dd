"""What there is to know about the article that is open, or about what the list marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.prompts import Choice
from reader.tui.rows.status import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.tui.screens.reading import ReaderScreen


class About:
    """The drawer of `i`."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen

    def action_inspect(self) -> None:
        """About the current item, if there is more to know of it; else about this article."""
        change = self._screen.changes.current()
        if change is not None:
            self._screen.changes.inspect(change)
            return
        figure = self._screen.figures.current()
        if figure is not None:
            self._screen.figures.inspect(*figure)
            return
        link = self._screen.links.current()
        if link is not None:
            self._screen.links.inspect(link)
            return
        rows = [Choice(label, value) for label, value in self._facts() if value]
        self._screen.offer(self._screen.words("about"), rows, numbered=False)

    def action_list_inspect(self) -> None:
        """About the article that the list marks."""
        screen, number = self._screen, self._screen.list.view.chosen
        if number is None:
            screen.tell(screen.words("shelf.nothing_chosen"))
            return
        rows = [Choice(label, value) for label, value in self._listed_facts(number) if value]
        screen.offer(screen.words("about"), rows, numbered=False)

    def _listed_facts(self, number: int) -> Iterator[tuple[str, str]]:
        """What is known of an article that need not have been opened."""
        shelf, words = self._screen.articles.shelf, self._screen.words
        entry = shelf.entries[number]
        title, outlet = shelf.say(number)
        yield words("about.headline"), title if entry.title else ""
        yield words("about.outlet"), outlet
        yield words("about.date"), entry.date
        yield words("about.file"), entry.source
        yield words("about.characters"), f"{entry.length:,}" if entry.exact else ""
        yield words("about.script"), words("script.name." + entry.script) if entry.known and not entry.error else ""
        yield words("about.forms"), words("about.forms." + entry.region) if entry.region else ""
        yield words("about.error"), str(entry.error or "")

    def _facts(self) -> Iterator[tuple[str, str]]:
        """Labels and values; an empty value is not known."""
        from reader.sources.urls import printed

        screen = self._screen
        opened, words = screen.opened, screen.words
        article, origin = opened.article, opened.origin
        yield words("about.headline"), opened.say(article.title or "")
        yield words("about.outlet"), opened.say(article.outlet or "")
        yield words("about.authors"), "  ".join(map(opened.say, article.authors))
        yield words("about.date"), article.date or ""
        yield words("about.file"), origin.path or ""
        yield words("about.address"), printed(origin.url or "")
        yield words("about.encoding"), f"{origin.encoding}  {words('about.why.' + opened.why)}"
        yield words("about.characters"), f"{opened.characters:,}"
        paragraphs = sum(block.kind == "paragraph" for block in opened.blocks)
        yield words("about.paragraphs"), f"{paragraphs:,}"
        yield words("about.script"), words("script.name." + article.script)
        yield words("about.forms"), words("about.forms." + article.region) if article.region else ""
        yield words("about.plan"), screen.scripts.plan(opened.view)
        yield words("about.read"), f"{percent(opened, screen.spread.article)}%"
