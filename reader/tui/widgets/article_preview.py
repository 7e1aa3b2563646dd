"""The preview of the selected article beside the list of articles: the beginning of its page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.containers import Container
from textual.message import Message

from reader.tui.layout import make_page_style
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.painted import PaintedWidget
from reader.typeset import to_display_text, wrap

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.strip import Strip

    from reader.config.settings import Settings
    from reader.tui.state.article import OpenArticle

TEXT_COLUMN = 4
"""The column of the text beside a list that is in front of the page; at least so many cells are at its right."""
_MIN_MEASURE = 16


class PreviewNotice(PaintedWidget):
    """A sentence in place of an article: why there is none."""

    DEFAULT_CSS = """
    PreviewNotice { width: 1fr; height: 1fr; color: $muted; }
    PreviewNotice:ansi { text-style: dim; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = ""

    def set_text(self, text: str) -> None:
        """Show a sentence."""
        self._text = text
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A row of the sentence, below an empty one."""
        text = to_display_text(self._text)
        room = max(_MIN_MEASURE, self.size.width - 2 * TEXT_COLUMN)
        spans = wrap(text, room, ambiguous_width=self.ambiguous) if text else []
        if not 0 < y <= len(spans):
            return self.fit_row([])
        return self.fit_row([Segment(" " * TEXT_COLUMN + text[slice(*spans[y - 1])], self.get_part_style())])


class ArticlePreview(Container):
    """The page of an article that is not open. It is scrolled by the mouse wheel, and never has the keyboard.

    Args:
        settings: The settings in force.
    """

    DEFAULT_CSS: ClassVar[str] = """
    ArticlePreview {
        display: none; width: 1fr; height: 1fr; background: $background;
        & ArticleView { width: 1fr; height: 1fr; }
    }
    """

    class Clicked(Message):
        """The article was clicked: it is to be opened."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._article_view = ArticleView(make_page_style(settings))
        self._article_view.can_focus = False
        self._notice = PreviewNotice()
        self._cells = 0
        self._text_column = TEXT_COLUMN
        self._awaited_article: OpenArticle | None = None
        """The article to show as soon as there is a screen to show it on."""

    def compose(self) -> ComposeResult:
        """The sentence in place of the page, which is mounted when it is first needed: its styles take a while."""
        yield self._notice

    def on_mount(self) -> None:
        """Show the article that was to be shown before there was a screen."""
        if self._awaited_article is not None:
            self.show_article(self._awaited_article)

    def set_layout(self, cells: int, text_column: int, *, is_shown: bool) -> None:
        """Place the preview.

        Args:
            cells: Its width.
            text_column: The column in which its text begins.
            is_shown: Whether it is seen.
        """
        if is_shown != self.display:
            self.display = is_shown  # at once: a class would be a frame late
        if (cells, text_column) != (self._cells, self._text_column):
            self._cells, self._text_column = cells, text_column
            self._fit()

    def _fit(self) -> None:
        room = self._cells - self._text_column - TEXT_COLUMN
        measure = max(_MIN_MEASURE, min(self._settings.measure * 2, room)) // 2 * 2
        self._article_view.set_page_style(replace(make_page_style(self._settings), measure=measure), self._text_column)

    def apply_settings(self, settings: Settings) -> None:
        """Set the page as changed settings say."""
        self._settings = settings
        self._fit()
        self._article_view.refresh_for_view()
        self._article_view.repaint()

    def show_article(self, open_article: OpenArticle) -> None:
        """Show an article from its beginning; before the screen is there, or after it has ended, show nothing."""
        self._awaited_article = None
        if not self.is_attached:
            self._awaited_article = open_article
            return
        if not self._article_view.is_attached:
            self._article_view.set_ambiguous_width(self._notice.ambiguous)
            self.mount(self._article_view)
        self._show_part(is_notice=False)
        self._article_view.show_article(open_article)
        self._fit()

    def show_notice(self, text: str) -> None:
        """Show a sentence in place of an article; "" for an empty page."""
        self._awaited_article = None
        self._show_part(is_notice=True)
        self._notice.set_text(text)

    def _show_part(self, *, is_notice: bool) -> None:
        if self._notice.display is not is_notice:
            self._notice.display = is_notice
            self._article_view.display = not is_notice

    def on_article_view_clicked(self, message: ArticleView.Clicked) -> None:
        """Open the article."""
        message.stop()
        self.post_message(self.Clicked())

    def on_article_view_dragged(self, message: ArticleView.Dragged) -> None:
        """Select nothing: the article is not open."""
        message.stop()

    def on_article_view_resized(self, message: ArticleView.Resized) -> None:
        """Update no bars: they are about the open article."""
        message.stop()
