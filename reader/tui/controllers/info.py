"""What there is to know about the article that is open, or about what the list marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.prompts import Choice
from reader.tui.rows.status import compute_percent_read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.tui.screens.reading import ReadingScreen


class InfoController:
    """The drawer of `i`."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen

    def action_inspect(self) -> None:
        """About the current item, if there is more to know of it; else about this article."""
        change = self._screen.conversion_review.get_current_change()
        if change is not None:
            self._screen.conversion_review.show_candidates(change)
            return
        figure = self._screen.figure_controller.get_current_figure()
        if figure is not None:
            self._screen.figure_controller.show_details(*figure)
            return
        link = self._screen.selection.link
        if link is not None:
            self._screen.link_controller.show_details(link)
            return
        rows = [Choice(label, value) for label, value in self._article_facts() if value]
        self._screen.show_choices(self._screen.messages("about"), rows, numbered=False)

    def action_list_inspect(self) -> None:
        """About the article that the list marks."""
        screen, number = self._screen, self._screen.article_list.view.visible_selection
        if number is None:
            screen.show_message(screen.messages("shelf.nothing_chosen"))
            return
        rows = [Choice(label, value) for label, value in self._list_entry_facts(number) if value]
        screen.show_choices(screen.messages("about"), rows, numbered=False)

    def _list_entry_facts(self, number: int) -> Iterator[tuple[str, str]]:
        """What is known of an article that need not have been opened."""
        shelf, words = self._screen.article_navigation.reading_list, self._screen.messages
        entry = shelf.entries[number]
        title, outlet = shelf.get_title_and_outlet(number)
        yield words("about.headline"), title if entry.title else ""
        yield words("about.outlet"), outlet
        yield words("about.date"), entry.date
        yield words("about.file"), entry.source
        yield words("about.characters"), f"{entry.length:,}" if entry.is_length_exact else ""
        yield (
            words("about.script"),
            words("script.name." + entry.script) if entry.is_head_read and not entry.error else "",
        )
        yield words("about.forms"), words("about.forms." + entry.region) if entry.region else ""
        yield words("about.error"), str(entry.error or "")

    def _article_facts(self) -> Iterator[tuple[str, str]]:
        """Labels and values; an empty value is not known."""
        from reader.sources.urls import format_url

        screen = self._screen
        opened, words = screen.open_article, screen.messages
        article, origin = opened.article, opened.origin
        yield words("about.headline"), opened.convert_text(article.title or "")
        yield words("about.outlet"), opened.convert_text(article.outlet or "")
        yield words("about.authors"), "  ".join(map(opened.convert_text, article.authors))
        yield words("about.date"), article.date or ""
        yield words("about.file"), origin.path or ""
        yield words("about.address"), format_url(origin.url or "")
        yield words("about.encoding"), f"{origin.encoding}  {words('about.why.' + opened.encoding_reason)}"
        yield words("about.characters"), f"{opened.character_count:,}"
        paragraphs = sum(block.kind == "paragraph" for block in opened.blocks)
        yield words("about.paragraphs"), f"{paragraphs:,}"
        yield words("about.script"), words("script.name." + article.script)
        yield words("about.forms"), words("about.forms." + article.region) if article.region else ""
        yield words("about.plan"), screen.script_controller.describe_conversion(opened.view_name)
        yield words("about.read"), f"{compute_percent_read(opened, screen.article_pane.article_view)}%"
