"""Shows facts about the current item, the open article, or the selected article of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.controllers.article_list import require_selected_article
from reader.tui.prompts import Choice
from reader.tui.rows.status import compute_percent_read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reader.model import ViewName
    from reader.tui.parts import ArticleListPart, ArticlePart
    from reader.tui.shell import Session, Shell


class InfoController:
    """Shows facts in a drawer.

    Args:
        shell: The screen.
        session: What is open.
        article: The page.
        article_list: The list of articles.
        inspectors: Each shows the details of the current item if it is of its kind, and returns whether it did.
        describe_conversion: Says how the article is converted for a view.
    """

    def __init__(
        self,
        shell: Shell,
        session: Session,
        article: ArticlePart,
        article_list: ArticleListPart,
        inspectors: Sequence[Callable[[], bool]],
        describe_conversion: Callable[[ViewName], str],
    ) -> None:
        self._shell = shell
        self._session = session
        self._article = article
        self._article_list = article_list
        self._inspectors = inspectors
        self._describe_conversion = describe_conversion

    def action_inspect(self) -> None:
        """Show the facts about the current item; about the article where the current item has none."""
        if not any(show_details() for show_details in self._inspectors):
            self._show(self._list_article_facts())

    def action_list_inspect(self) -> None:
        """Show the facts about the selected article of the list."""
        number = require_selected_article(self._shell, self._session, self._article_list)
        if number is not None:
            self._show(self._list_entry_facts(number))

    def _show(self, facts: Iterable[tuple[str, str]]) -> None:
        rows = [Choice(label, value) for label, value in facts if value]
        self._shell.show_choices(self._session.messages("about"), rows, numbered=False)

    def _list_entry_facts(self, number: int) -> Iterator[tuple[str, str]]:
        """Labels and values of an article that need not have been opened; an empty value is not known."""
        from reader.sources.urls import format_url_without_login

        reading_list, words = self._session.reading_list, self._session.messages
        entry = reading_list.entries[number]
        title, outlet = reading_list.get_title_and_outlet(number)
        is_script_known = entry.is_head_read and not entry.error
        yield words("about.headline"), title if entry.title else ""
        yield words("about.outlet"), outlet
        yield words("about.date"), entry.date.replace("T", " ")
        yield words("about.file"), entry.source if entry.kind == "file" and entry.source != entry.article_id else ""
        yield (
            words("about.address"),
            format_url_without_login(entry.url or (entry.source if entry.kind == "web" else "")),
        )
        yield words("about.characters"), f"{entry.length:,}" if entry.is_length_exact else ""
        yield words("about.script"), words("script.name." + entry.script) if is_script_known else ""
        yield words("about.forms"), words("about.forms." + entry.region) if entry.region else ""
        yield words("about.error"), str(entry.error or "")

    def _describe_written_in(self) -> str:
        """Where the article was written: as the user says, else by its words where its characters show several."""
        opened, words = self._session.open_article, self._session.messages
        if chosen := opened.converted.written_in:
            return words("about.written_in.chosen", region=words(f"written_in.{chosen}"))
        found = opened.converted.converter.vocabulary_region if opened.article.script in ("Hant", "Mixed") else None
        return words(f"written_in.{found}") if found else ""

    def _list_article_facts(self) -> Iterator[tuple[str, str]]:
        """Labels and values of the open article; an empty value is not known."""
        from reader.sources.urls import format_url_without_login

        opened, words = self._session.open_article, self._session.messages
        article, origin = opened.article, opened.origin
        yield words("about.headline"), opened.convert_text(article.title or "")
        yield words("about.outlet"), opened.convert_text(article.outlet or "")
        yield words("about.authors"), "  ".join(map(opened.convert_text, article.authors))
        yield words("about.date"), (article.date or "").replace("T", " ")
        yield words("about.file"), origin.path or ""
        yield words("about.address"), format_url_without_login(origin.url or "")
        yield words("about.encoding"), f"{origin.encoding}  {words('about.why.' + opened.encoding_reason)}"
        yield words("about.characters"), f"{opened.character_count:,}"
        paragraphs = sum(block.kind == "paragraph" for block in opened.blocks)
        yield words("about.paragraphs"), f"{paragraphs:,}"
        yield words("about.script"), words("script.name." + article.script)
        yield words("about.forms"), words("about.forms." + article.region) if article.region else ""
        yield words("about.written_in"), self._describe_written_in()
        yield words("about.plan"), self._describe_conversion(opened.view_name)
        yield words("about.read"), f"{compute_percent_read(opened, self._article)}%"
