"""The interface of the screen for controllers: `Shell`, `Scheduler`, and the state of the session."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from reader.i18n import Messages, choose_language
from reader.translation import set_message_language
from reader.tui.state.page_history import PageHistory

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from contextlib import AbstractContextManager

    from PIL.Image import Image

    from reader.config.settings import Settings
    from reader.input.keymap import Keymap
    from reader.tui.prompts import Choice, Prompt
    from reader.tui.rows.bar_row import MessageKind
    from reader.tui.state.annotation_store import AnnotationStore
    from reader.tui.state.article import OpenArticle
    from reader.tui.state.figures import FigureOptions
    from reader.tui.state.list_entry import ListEntry
    from reader.tui.state.navigation import NavigationCategory
    from reader.tui.state.reading_list import ReadingList
    from reader.tui.state.undo import UndoHistory
    from reader.tui.terminal.picture_display import PictureProtocol

Part = Literal["article", "side_list", "article_list"]
"""The parts of the screen that can have the keyboard for long."""


class Shell(Protocol):
    """What a controller may ask the screen to do."""

    @property
    def is_busy(self) -> bool:
        """Whether something is open, typed or selected that opening another article would close."""

    def show_message(self, message: str, kind: MessageKind = "note") -> None:
        """Show a message in the bottom row until the next key.

        Args:
            message: The message; "" shows none.
            kind: Its weight.
        """

    def show_choices(self, title: str, choices: Sequence[Choice], *, numbered: bool = True, selected: int = 0) -> None:
        """Open a drawer to choose from.

        Args:
            title: The first row.
            choices: The rows.
            numbered: Whether digits choose the first nine of them.
            selected: The index of the row that is marked at first.
        """

    async def open_prompt(self, prompt: Prompt) -> None:
        """Ask for a line of text in the bottom row."""

    def focus_part(self, part: Part) -> None:
        """Give the keyboard to a part of the screen."""

    def refresh_bars(self) -> None:
        """Bring the top and the bottom row up to date."""

    def show_article(self, open_article: OpenArticle) -> None:
        """Show another article from its beginning."""

    def show_article_changes(self, number: int | None) -> None:
        """Open the page of what the paper has changed in an article of the list; None for the open article.

        Where nothing was changed, that is the message.
        """

    def show_picture(self, image: Image, protocol: PictureProtocol, caption: str) -> None:
        """Open the page of a picture.

        Args:
            image: The picture.
            protocol: How the terminal shows pictures.
            caption: The caption in the script of the view.
        """

    def refresh_for_view(self) -> None:
        """Show the article and the screen in the script of the view; the reading position stays."""

    def refresh_side_list(self) -> None:
        """Bring the list beside the page up to date: there are more entries, or others."""

    def refresh_article_list(self) -> None:
        """Bring the list of articles up to date: something was done to one, or there are more."""

    def copy_text(self, text: str) -> None:
        """Put a text on the clipboard."""

    def schedule_background_work(self) -> None:
        """Schedule work in the background."""


class FeedPaths(NamedTuple):
    """The files that were named on the command line; None for the reader's own."""

    library: str | None = None
    config: str | None = None


class SuspendNotSupportedError(Exception):
    """The terminal cannot be handed to another program."""


class Scheduler(Protocol):
    """Time, workers and threads. Each `Callable` that is returned cancels what was started."""

    def call_soon(self, callback: Callable[[], object]) -> None:
        """Call a function, or await what it returns, once the messages that wait already are handled."""

    def call_after_refresh(self, callback: Callable[[], object]) -> None:
        """Call a function once the next frame is drawn."""

    def call_after(self, seconds: float, callback: Callable[[], object]) -> Callable[[], None]:
        """Call a function once.

        Args:
            seconds: The time.
            callback: The function.
        """

    def call_every(self, seconds: float, callback: Callable[[], object]) -> Callable[[], None]:
        """Call a function again and again.

        Args:
            seconds: The time.
            callback: The function.
        """

    def start_worker(self, work: Callable[[], Coroutine[object, object, None]], group: str) -> Callable[[], None]:
        """Run a coroutine beside the keys; it takes the place of the one of its group that is running.

        Args:
            work: Makes the coroutine, which is not made where another one takes its place before it has begun.
            group: A name; a worker takes the place of the running one of its group.
        """

    def start_thread(self, work: Callable[[], None], name: str) -> None:
        """Run a function in a thread, which the end of the program does not wait for.

        Args:
            work: The function.
            name: The name of the thread.
        """

    def call_from_thread(self, callback: Callable[..., object], *arguments: object) -> None:
        """Call a function in the thread of the screen, and wait for it; nothing when the program is ending."""

    def suspend(self) -> AbstractContextManager[None]:
        """Hand the terminal to another program inside the context, and draw the screen anew behind it.

        Raises:
            SuspendNotSupportedError: The terminal cannot be handed over.
        """


@dataclass(slots=True)
class Session:
    """The open article, the reading list and the settings. Fields are replaced: do not store their values."""

    settings: Settings
    keymap: Keymap
    reading_list: ReadingList
    open_article: OpenArticle
    messages: Messages = field(init=False)
    """The messages of the screen; `update_messages` replaces them."""
    feed_paths: FeedPaths | None = None
    """Where the feeds and their library are; None where no feeds are fetched."""
    is_list_in_front: bool = False
    """Whether the list of articles is in front of the page."""
    is_article_outdated: bool = False
    """Whether another program has written to the library since the open article was opened."""
    category: NavigationCategory = "sections"
    """The category that `n` goes through."""
    listed_category: NavigationCategory = "sections"
    """The category that the list beside the page shows: that of `n`, during a search the one before."""
    page_history: PageHistory = field(default_factory=PageHistory)
    """The pages that were visited."""

    def __post_init__(self) -> None:
        self.update_messages()

    def update_messages(self) -> None:
        """Choose the language of the screen: that of the settings; a Chinese one follows the view the user has chosen.

        It does not follow the view that an article is opened in because its feed is shown in that script.
        """
        is_chosen = self.reading_list.view_name != "source"
        language = choose_language(self.settings.language, self.open_article.view_name if is_chosen else "source")
        self.messages = Messages(language, self.keymap)
        set_message_language(language)

    @property
    def annotation_store(self) -> AnnotationStore:
        """Where highlights and notes are kept."""
        return self.reading_list.annotation_store

    @property
    def undo(self) -> UndoHistory:
        """What can be undone."""
        return self.reading_list.history

    @property
    def figure_options(self) -> FigureOptions:
        """How figures are marked and listed, in all articles."""
        return self.reading_list.figure_options

    @property
    def open_entry(self) -> ListEntry:
        """The entry of the open article in the list of articles."""
        return self.reading_list.entries[self.reading_list.open_number]

    @property
    def has_several_articles(self) -> bool:
        """Whether there is a list of articles to go to."""
        return self.reading_list.has_several
