"""What the paper has changed in an article, on a full page: figures first, then sentence by sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.model import clean
from reader.tui.screens.full_page import FullPageScreen
from reader.tui.widgets.full_page_rows import FullPageLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reader.i18n import Messages
    from reader.input.keymap import Keymap
    from reader.library.records import LibraryEntry
    from reader.model import Figure
    from reader.services.article_changes import SentenceChange
    from reader.services.article_versions import VersionChanges
    from reader.tui.shell import Session
    from reader.typeset import AmbiguousWidth


class ArticleChangesScreen(FullPageScreen):
    """The page of what has changed between the versions of an article.

    Args:
        keymap: The keys in force.
        messages: Those of the screen below.
        ambiguous: Cells of characters of ambiguous width.
        entry: The article.
        changes: What compare_versions found.
        convert: Gives a text in the script of the view.
    """

    def __init__(
        self,
        keymap: Keymap,
        messages: Messages,
        ambiguous: AmbiguousWidth,
        entry: LibraryEntry,
        changes: Sequence[VersionChanges],
        convert: Callable[[str], str],
    ) -> None:
        super().__init__(keymap, messages, ambiguous)
        self._entry = entry
        self._changes = changes
        self._convert_text = convert

    @property
    def page_title(self) -> str:
        """The title of the page."""
        return f"{self.messages('diff')}  {self._convert(self._entry.display_name)}"

    def make_lines(self) -> Sequence[FullPageLine]:
        """The changes, the latest first."""
        words, lines = self.messages, []
        if self._entry.gone:
            lines.append(FullPageLine("", words("diff.gone", date=self._entry.gone[:10])))
        for step in self._changes:
            lines.append(FullPageLine(words("diff.version", date=step.replaced[:16].replace("T", " "))))
            lines += self._make_figure_lines(step)
            for change in step.changes.sentences:
                lines += self._make_sentence_lines(change)
            if not step.changes.sentences:
                lines.append(FullPageLine("", words("diff.blanks")))
        return lines

    def _make_figure_lines(self, step: VersionChanges) -> Iterator[FullPageLine]:
        def text(figure: Figure | None) -> str:
            return self._convert(figure.text) if figure else self.messages("diff.none")

        for figure in step.changes.figures:
            label = self._convert(figure.subject) or self.messages("pane.figures")
            yield FullPageLine(label, f"{text(figure.old)} > {text(figure.new)}")

    def _make_sentence_lines(self, change: SentenceChange) -> Iterator[FullPageLine]:
        words = self.messages
        if change.kind == "changed" and change.old and change.new:
            yield FullPageLine(words("diff.old"), self._convert(change.old.text))
            yield FullPageLine(words("diff.new"), self._convert(change.new.text))
        elif sentence := change.new or change.old:
            yield FullPageLine(words("diff." + change.kind), self._convert(sentence.text))

    def _convert(self, text: str) -> str:
        try:
            return self._convert_text(clean(text)).replace("\n", " ")
        except ReaderError:
            return text


def make_changes_screen(session: Session, number: int | None, ambiguous: AmbiguousWidth) -> ArticleChangesScreen:
    """The page of what the paper has changed in an article.

    Args:
        session: What is open.
        number: Of an article in the reading list; None for the open one.
        ambiguous: Cells of characters of ambiguous width.

    Raises:
        ReaderError: The article is not in the library, or no other text of it is stored; the reason is a sentence for
            the user.
    """
    from reader.library.library import Library
    from reader.script.converter import ArticleConverter
    from reader.services.article_versions import compare_versions
    from reader.services.conversion_options import make_conversion_options

    words, view_name = session.messages, session.open_article.view_name
    article_id = session.open_article.article.origin.id
    if number is not None:
        article_id = session.reading_list.entries[number].article_id
    listing = session.annotation_store.open_listing()
    library = Library(listing.connection) if listing else None
    entry = library.find_entry(article_id) if library else None
    if library is None or entry is None:
        raise ReaderError(article_id, words("diff.unknown"))
    changes = compare_versions(library, entry)
    if not changes and not entry.gone:
        raise ReaderError(article_id, words("diff.one"))
    converter = ArticleConverter(entry.script, None, make_conversion_options(session.settings))
    return ArticleChangesScreen(
        session.keymap,
        words,
        ambiguous,
        entry,
        changes,
        lambda text: converter.convert_text(clean(text), view_name),
    )
