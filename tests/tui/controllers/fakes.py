"""A program without a screen: the shell, the scheduler and the parts that controllers take, as plain objects."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.config.settings import Settings
from reader.input.keymap import Keymap
from reader.model import Origin, clean, count_non_blank
from reader.sources import Document, read_file
from reader.sources.previews import Preview, read_preview
from reader.tui.cursor.page_cells import PageBlocks
from reader.tui.layout import make_page_style
from reader.tui.rows.list_window import ListWindow
from reader.tui.rows.side_list import make_side_list_rows
from reader.tui.selection import CurrentSelection
from reader.tui.shell import Session, SuspendNotSupportedError
from reader.tui.state.navigation import NavigationTarget
from reader.tui.state.reading_list import ReadingList
from reader.tui.widgets.viewport import Viewport
from reader.typeset.page_layout import PageLayout

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence

    from PIL.Image import Image

    from reader.i18n import Messages
    from reader.library.listing import ArticleListing
    from reader.model import Block
    from reader.tui.cursor.positions import Position
    from reader.tui.prompts import Choice, Prompt
    from reader.tui.rows.side_list import SideListRows
    from reader.tui.shell import Part
    from reader.tui.state.annotation_store import AnnotationStore
    from reader.tui.state.article import OpenArticle
    from reader.tui.state.navigation import NavigationCategory
    from reader.typeset.page_items import CutPart
    from reader.typeset.page_layout import LineLocation

ARTICLES = Path(__file__).parents[3] / "articles"
HEIGHT = 20
"""Rows of the page."""


class PlainArticle:
    """The page: a viewport with a current item and a selection."""

    def __init__(self, settings: Settings, height: int = HEIGHT) -> None:
        self.height = height
        self.viewport = Viewport(make_page_style(settings), lambda: self.height)
        self.current_item: NavigationTarget | None = None
        self.cursor: Position | None = None
        self.span: tuple[Position, Position] | None = None
        self.repaint_count = 0
        self.labels: dict[str, NavigationTarget] = {}
        self._open_article: OpenArticle | None = None

    def show_article(self, open_article: OpenArticle) -> None:
        self._open_article = open_article
        self.current_item = self.cursor = self.span = None
        page = PageLayout(self.viewport.page.style)
        page.extend(open_article.blocks)
        page.set_views(open_article.converted.get_block_view if open_article.converted.has_shifted_offsets else None)
        self.viewport.show_page(page)

    def refresh_for_view(self) -> None:
        assert self._open_article is not None
        has_shifted = self._open_article.converted.has_shifted_offsets
        self.page.set_views(self._open_article.converted.get_block_view if has_shifted else None)
        self.viewport.clear_visible_places()

    @property
    def page(self) -> PageLayout:
        return self.viewport.page

    @property
    def top(self) -> LineLocation:
        return self.viewport.top

    @property
    def position(self) -> Position:
        return self.viewport.position

    @property
    def reading_position(self) -> Position:
        return self.viewport.reading_position

    @property
    def last_position(self) -> Position:
        return self.viewport.last_position

    @property
    def is_at_end(self) -> bool:
        return self.viewport.is_at_end

    @property
    def rows_above_top(self) -> int:
        return self.viewport.rows_above_top

    @property
    def page_texts(self) -> PageBlocks:
        return PageBlocks(self.page)

    def page_height(self) -> int:
        return self.height

    def is_in_view(self, navigation_target: NavigationTarget) -> bool:
        return self.viewport.is_in_view(navigation_target)

    def restore_position(self, position: Position, rows_above: int = 0) -> None:
        self.viewport.restore_position(position, rows_above)

    def show_target(self, navigation_target: NavigationTarget, *, force: bool = False) -> None:
        self.current_item = navigation_target
        if force or not self.is_in_view(navigation_target):
            self.viewport.scroll_to_target(navigation_target.block, navigation_target.start)

    def set_labels(self, labels: Mapping[str, NavigationTarget]) -> None:
        self.labels = dict(labels)

    def clear_current_item(self) -> None:
        self.current_item = None

    def set_selection(self, point: Position | None, span: tuple[Position, Position] | None) -> None:
        self.cursor, self.span = point, span
        if point and not self.is_in_view(NavigationTarget(*point, point[1])):
            self.viewport.scroll_into_view(point)

    def scroll_above_rows(self, block: int, offset: int, rows: int) -> None:
        self.viewport.scroll_above_rows(block, offset, rows)

    def append_blocks(self, blocks: list[Block]) -> None:
        self.page.extend(blocks)

    def read_to_end(self) -> None:
        assert self._open_article is not None
        if not self._open_article.reading.is_done:
            self.append_blocks(self._open_article.read_blocks(1 << 30))

    def repaint(self) -> None:
        self.repaint_count += 1

    def move(self, lines: int) -> None:
        self.viewport.move(lines)

    def move_to(self, *, end: bool) -> None:
        self.viewport.move_to(end=end)

    def show_cut_parts(self, cut_parts: Sequence[CutPart]) -> None:
        position, rows_above = self.position, self.rows_above_top
        self.page.set_cut_parts(cut_parts)
        self.viewport.show_at(position, rows_above)

    def toggle_boilerplate(self) -> bool:
        from dataclasses import replace

        style = replace(self.page.style, show_boilerplate=not self.page.style.show_boilerplate)
        self.viewport.page = self.page.restyle(style)
        return style.show_boilerplate


class PlainSideList:
    """The list beside the page, 60 cells wide."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.has_focus = False
        self.list_rows: SideListRows = self._make_rows("sections")

    def _make_rows(self, category: NavigationCategory) -> SideListRows:
        session = self._session
        rows = make_side_list_rows(session.open_article, category, session.messages, 1, has_colours=True)
        rows.set_size(60, HEIGHT)
        return rows

    def show_category(self, category: NavigationCategory) -> None:
        self.list_rows = self._make_rows(category)

    @property
    def category(self) -> NavigationCategory:
        return self.list_rows.category

    @property
    def selected_target(self) -> NavigationTarget | None:
        targets, index = self.list_rows.all_targets, self.list_rows.selected_index
        return targets[index] if 0 <= index < len(targets) else None

    def filter_rows(self, query: str) -> int:
        return self.list_rows.set_filter(query)

    def move_to(self, *, end: bool) -> None:
        if order := self.list_rows.listed_indexes:
            self.list_rows.select_index(order[-1 if end else 0])

    def refresh(self) -> None:
        self.list_rows.refresh()


class PlainPane:
    """The page and its list: the list stands beside the page, or is a drawer."""

    def __init__(self, session: Session, side_list: PlainSideList) -> None:
        self._session = session
        self._side_list = side_list
        self.is_list_shown = True
        self.is_drawer = False

    @property
    def is_list_in_drawer(self) -> bool:
        return self.is_list_shown and self.is_drawer

    def show_category(self, category: NavigationCategory) -> None:
        self._session.category = self._session.listed_category = category
        if category == "figures":
            self._session.open_article.figure_index.request_all()
            self._session.open_article.figure_index.scan_until(float("inf"))
        self._side_list.show_category(category)

    def close_drawer(self) -> None:
        self.is_list_shown = False


class PlainArticleList:
    """The list of articles."""

    def __init__(self, reading_list: ReadingList) -> None:
        self._reading_list = reading_list
        self._window = ListWindow(reading_list)
        self._window.set_capacity(10)
        self.has_focus = False
        self.is_column = False

    @property
    def selected_number(self) -> int:
        return self._window.selected_number

    @property
    def visible_selection(self) -> int | None:
        return self.selected_number if self._reading_list.find_position(self.selected_number) is not None else None

    @property
    def selected_numbers(self) -> Sequence[int]:
        return [self._reading_list.visible_numbers[position] for position in self._window.selected_positions]

    def toggle_range(self) -> bool:
        return self._window.toggle_range()

    def clear_range(self) -> bool:
        return self._window.clear_range()

    def show_first(self) -> None:
        if self._reading_list.visible_numbers:
            self._window.select(self._reading_list.visible_numbers[0])

    def select_article(self, number: int) -> None:
        self._window.select(number)

    def refresh_list(self, messages: Messages) -> None:
        self._window.sync_with_list()

    def load_titles(self, until: float) -> bool:
        self._reading_list.read_heads(until)
        return not self._reading_list.is_complete


class PlainNoteEditor:
    """What was asked to be typed."""

    def __init__(self) -> None:
        self.title = ""
        self.text = ""
        self.is_open = False

    async def open(self, title: str, text: str, messages: Messages) -> None:
        self.title, self.text, self.is_open = title, text, True

    def set_text(self, text: str) -> None:
        self.text = text


@dataclass
class FakeScheduler:
    """Keeps what is to be called later until `run` calls it; threads and workers run at once."""

    pending: list[Callable[[], object]] = field(default_factory=list)
    periodic: list[Callable[[], object]] = field(default_factory=list)
    workers: list[asyncio.Task[None]] = field(default_factory=list)
    threads: list[Callable[[], None]] = field(default_factory=list)
    can_suspend: bool = True

    def call_soon(self, callback: Callable[[], object]) -> None:
        self.pending.append(callback)

    def call_after_refresh(self, callback: Callable[[], object]) -> None:
        self.pending.append(callback)

    def call_after(self, seconds: float, callback: Callable[[], object]) -> Callable[[], None]:
        self.pending.append(callback)
        return lambda: self.pending.remove(callback)

    def call_every(self, seconds: float, callback: Callable[[], object]) -> Callable[[], None]:
        self.periodic.append(callback)
        return lambda: self.periodic.remove(callback)

    def start_worker(self, work: Callable[[], Coroutine[object, object, None]], group: str) -> Callable[[], None]:
        task = asyncio.ensure_future(work())
        self.workers.append(task)
        return lambda: None if task.done() else _ignore(task.cancel())

    def start_thread(self, work: Callable[[], None], name: str) -> None:
        self.threads.append(work)

    def call_from_thread(self, callback: Callable[..., object], *arguments: object) -> None:
        callback(*arguments)

    @contextmanager
    def suspend(self) -> Iterator[None]:
        if not self.can_suspend:
            raise SuspendNotSupportedError
        yield

    def run(self) -> None:
        """Call what is to be called, and what that asks for, until nothing is left."""
        while self.pending:
            self.pending.pop(0)()


def _ignore(_value: object) -> None:
    """Nothing."""


class Program:
    """Everything that a controller may take, around one reading list.

    Args:
        sources: Names of bundled articles, or paths.
        texts: Texts in place of sources.
    """

    def __init__(
        self,
        *sources: str,
        texts: Sequence[str] = (),
        height: int = HEIGHT,
        annotation_store: AnnotationStore | None = None,
        load_document: Callable[[str], Document] | None = None,
        override_file: Any = None,
        listing: ArticleListing | None = None,
        **settings: Any,
    ) -> None:
        def load_text(source: str) -> Document:
            text = clean(texts[int(source.removesuffix(".txt"))])
            return Document(text, Origin(source, path=source, sha256=f"{hash(text):x}"))

        def peek_text(source: str) -> Preview:
            text = load_text(source).text
            return Preview(text, count_non_blank(text), is_complete=True)

        chosen = Settings(**({"language": "en"} | settings))
        names = [f"{n}.txt" for n in range(len(texts))] or [
            name if "/" in name else str(ARTICLES / f"{name}.txt") for name in sources
        ]
        reading_list = ReadingList(
            names,
            load_document or (load_text if texts else read_file),
            chosen,
            "",
            peek_head=peek_text if texts else read_preview,
            annotation_store=annotation_store,
            listing=listing,
            load_override_file=(lambda: override_file) if override_file else None,
        )
        self.session = Session(chosen, Keymap(), reading_list, reading_list.open_first())
        self.scheduler = FakeScheduler()
        self.article = PlainArticle(chosen, height)
        self.article.show_article(self.session.open_article)
        self.side_list = PlainSideList(self.session)
        self.pane = PlainPane(self.session, self.side_list)
        self.article_list = PlainArticleList(reading_list)
        self.note_editor = PlainNoteEditor()
        self.shell = FakeShell(self)
        self.selection = CurrentSelection(self.shell, self.session, self.article, self.side_list)

    @property
    def open_article(self) -> OpenArticle:
        return self.session.open_article

    @property
    def reading_list(self) -> ReadingList:
        return self.session.reading_list

    def read_all(self) -> None:
        """Read the open article to its end, and place its annotations."""
        self.article.read_to_end()
        self.open_article.annotation_index.set_annotations(())

    def select(self, block: int, start: int, end: int) -> None:
        """Select characters of a block with the cursor."""
        from reader.tui.cursor.motions import Selection

        self.selection.cursor = Selection((block, start), (block, end - 1))

    def find(self, text: str) -> NavigationTarget:
        """The first place of a text, as written."""
        for number, block in enumerate(self.open_article.blocks):
            if text in block.text:
                start = block.text.index(text)
                return NavigationTarget(number, start, start + len(text))
        raise AssertionError(text)

    @property
    def message(self) -> str:
        """The message that was shown last."""
        return self.shell.messages[-1] if self.shell.messages else ""


class FakeShell:
    """Takes down what is asked of the screen, and does of it what a test looks at."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self.is_busy = False
        self.messages: list[str] = []
        self.title = ""
        self.choices: Sequence[Choice] = ()
        self.is_numbered = True
        self.selected = 0
        self.prompt: Prompt | None = None
        self.copied: list[str] = []
        self.focused: Part = "article"
        self.bar_count = 0
        self.work_count = 0
        self.shown_changes: list[int | None] = []
        self.shown_pictures: list[tuple[tuple[int, int], str, str]] = []
        """The size, the protocol and the caption of each."""

    def show_message(self, message: str, kind: str = "note") -> None:
        self.messages.append(message)

    def show_choices(self, title: str, choices: Sequence[Choice], *, numbered: bool = True, selected: int = 0) -> None:
        self.title, self.choices, self.is_numbered, self.selected = title, choices, numbered, selected

    def choose(self, title: str) -> object:
        """Choose the row of this title, or of the one that begins so."""
        choice = next(choice for choice in self.choices if choice.title.startswith(title))
        assert choice.run is not None
        self.choices = ()
        return choice.run()

    async def open_prompt(self, prompt: Prompt) -> None:
        self.prompt = prompt

    def focus_part(self, part: Part) -> None:
        program = self._program
        self.focused = part
        program.side_list.has_focus = part == "side_list"
        program.article_list.has_focus = program.session.is_list_in_front = part == "article_list"

    def refresh_bars(self) -> None:
        self.bar_count += 1

    def show_article(self, open_article: OpenArticle) -> None:
        program = self._program
        program.session.open_article = open_article
        program.session.update_messages()
        program.article.show_article(open_article)
        program.pane.show_category("sections")

    def show_article_changes(self, number: int | None) -> None:
        self.shown_changes.append(number)

    def show_picture(self, image: Image, protocol: str, caption: str) -> None:
        self.shown_pictures.append((image.size, protocol, caption))

    def refresh_for_view(self) -> None:
        self._program.session.update_messages()
        self._program.article.refresh_for_view()

    def refresh_side_list(self) -> None:
        self._program.side_list.list_rows.refresh()

    def refresh_article_list(self) -> None:
        self._program.article_list.refresh_list(self._program.session.messages)

    def copy_text(self, text: str) -> None:
        self.copied.append(text)

    def schedule_background_work(self) -> None:
        self.work_count += 1
