"""The title bar and the status bar: path or headline, view, progress, position, and key hints."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Protocol

from reader.tui.rows.bar_row import BarPart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.i18n import Messages
    from reader.tui.cursor.positions import Position
    from reader.tui.layout import Layout
    from reader.tui.state.article import OpenArticle
    from reader.tui.state.navigation import NavigationCategory, NavigationTarget
    from reader.typeset.page_layout import LineLocation, PageLayout

_CHARACTERS_PER_MINUTE = 400
"""Characters that are read in a minute."""
_PATH_SEPARATOR = " / "
_MAX_NAME_LENGTH = 80
"""Code points of a heading that the row below can use."""
_AFTER_ALL = 1 << 60
"""An offset behind every other, so that a search for a position also finds the targets that begin there."""


class PagePosition(Protocol):
    """Where the page is scrolled to; the widget of the page has all of this."""

    @property
    def page(self) -> PageLayout:
        """The page."""

    @property
    def top(self) -> LineLocation:
        """The line in the first row."""

    @property
    def current_item(self) -> NavigationTarget | None:
        """What the next and previous keys went to last."""

    @property
    def is_at_end(self) -> bool:
        """Whether the last row of all that has been read is visible."""

    @property
    def reading_position(self) -> Position:
        """The position in the row that a jump brings its target to."""

    @property
    def last_position(self) -> Position:
        """The position behind the last visible character."""

    def is_in_view(self, navigation_target: NavigationTarget) -> bool:
        """Whether the beginning of a target is visible."""


def find_current_index(navigation_targets: Sequence[NavigationTarget], position: PagePosition) -> int:
    """The index of the target at or before the place where the user reads; -1 before the first.

    That place is the current item while it is visible; else the row that a jump brings its target to; at the end of an
    article, which can scroll no further, its last row.

    Args:
        navigation_targets: Targets in order.
        position: Where the page is scrolled to.
    """
    current = position.current_item
    if current is not None:
        index = bisect_right(navigation_targets, current) - 1
        if index >= 0 and navigation_targets[index].block == current.block and position.is_in_view(current):
            return index
    if not position.page.items:
        return -1
    is_at_last_row = position.is_at_end and position.top > (0, 0)
    return find_index_at(navigation_targets, position.last_position if is_at_last_row else position.reading_position)


def find_index_at(navigation_targets: Sequence[NavigationTarget], position: Position) -> int:
    """The index of the target at or before a position of the article; -1 before the first.

    Args:
        navigation_targets: Targets in order.
        position: As (block, offset).
    """
    return bisect_right(navigation_targets, (*position, _AFTER_ALL)) - 1


def find_nearest_index(
    open_article: OpenArticle, navigation_targets: Sequence[NavigationTarget], position: PagePosition
) -> int:
    """The index of the target nearest to the current item, or where that is out of sight to the place of reading.

    Args:
        open_article: The article.
        navigation_targets: Targets in order; those without a place first.
        position: Where the page is scrolled to.

    Returns:
        The index; -1 where there are no targets with a place.
    """
    first = bisect_right(navigation_targets, (0, -1, 0)) if navigation_targets else 0
    if first == len(navigation_targets) or not position.page.items:
        return -1
    current = position.current_item
    is_at_last_row = position.is_at_end and position.top > (0, 0)
    here = position.last_position if is_at_last_row else position.reading_position
    if position.top == (0, 0):
        here = position.page.find_line_start(position.top)
    if current is not None and current.block >= 0 and position.is_in_view(current):
        here = current.block, current.start
    after = bisect_left(navigation_targets, (*here, 0), first)
    at = open_article.to_article_offset(*here)
    near = [index for index in (after, after - 1) if first <= index < len(navigation_targets)]
    return min(near, key=lambda index: abs(open_article.to_article_offset(*navigation_targets[index][:2]) - at))


def format_title_bar(
    open_article: OpenArticle, position: PagePosition, messages: Messages, layout: Layout
) -> tuple[tuple[BarPart, ...], tuple[BarPart, ...]]:
    """The parts at the left and the right of the row above the page.

    Left the path of the article, or its headline once that is scrolled away; right the view, which a click switches,
    the per cent read and the time left.

    Args:
        open_article: The article.
        position: Where the page is scrolled to.
        messages: The messages of the screen.
        layout: The layout of the window.
    """
    article = open_article.article
    first_item = next((index for index, item in enumerate(position.page.items) if not item.cut_text), 0)
    is_headline_hidden = position.top.item > first_item and bool(article.title)
    title = article.title if is_headline_hidden else _PATH_SEPARATOR.join(article.breadcrumb) or article.outlet
    left = BarPart(open_article.convert_text(title or ""), "title" if is_headline_hidden else "label")
    has_long_name = layout.has_path or open_article.view_name == "source"
    view = messages(f"view.{open_article.view_name}" if has_long_name else f"short.{open_article.view_name}")
    if open_article.view_name == "source" and layout.is_wide:
        view += messages("script." + article.script)
    percent = f"{compute_percent_read(open_article, position):>3}%"
    right = [
        BarPart(view, "script", "script.other"),
        BarPart(f"  {percent}"),
        BarPart(f"  {format_time_left(open_article, position, messages)}", "label"),
    ]
    return ((left,) if layout.has_path and left.text else ()), tuple(right if layout.has_path else right[:2])


def compute_percent_read(open_article: OpenArticle, position: PagePosition) -> int:
    """Where the first row of the window is, in per cent of the code points of the article: 0 at its beginning.

    It is 100 where the end is visible, since there is nothing more to scroll to.

    Args:
        open_article: The article.
        position: Where the page is scrolled to.
    """
    if position.is_at_end and open_article.reading.is_done:
        return 100
    if position.top == (0, 0) or not position.page.items:
        return 0
    block, offset = position.page.find_line_start(position.top)
    return min(99, 100 * open_article.to_article_offset(block, offset) // max(1, open_article.length))


def format_time_left(open_article: OpenArticle, position: PagePosition, messages: Messages) -> str:
    """The minutes of reading that are left, or the message for the end.

    Args:
        open_article: The article.
        position: Where the page is scrolled to.
        messages: The messages of the screen.
    """
    if open_article.article.is_front_page:
        return messages("count.links", n=len(open_article.all_targets["links"]))
    left = open_article.length - open_article.to_article_offset(*position.last_position)
    if position.is_at_end or left <= 0:
        return messages("status.end")
    return messages("status.minutes", n=-(-left // _CHARACTERS_PER_MINUTE))


def format_navigation_position(
    open_article: OpenArticle,
    position: PagePosition,
    messages: Messages,
    category: NavigationCategory,
    selected: NavigationTarget | None = None,
    selected_position: int = -1,
) -> tuple[str, str]:
    """Which target of the category the user is at, and its text: `節 2/4` and `先修碼頭`.

    Args:
        open_article: The article.
        position: Where the page is scrolled to.
        messages: The messages of the screen.
        category: What the next and previous keys go through.
        selected: The selected entry of the list while that has the focus; it counts instead of the place on the page.
        selected_position: The position of that entry in a list of another order than the text; -1 in that of the text.
    """
    targets = open_article.get_navigation_targets(category)
    if not targets:
        return "", ""
    index = find_current_index(targets, position) if selected is None else bisect_right(targets, selected) - 1
    if index < 0:
        annotations = open_article.annotation_index.annotations
        return messages("count." + category, n=len(annotations) if category == "notes" else len(targets)), ""
    text = _format_target(open_article, messages, category, index, selected or targets[index])
    number = 1 + (selected_position if selected is not None and selected_position >= 0 else index)
    return f"{messages('walk.' + category)} {number}/{len(targets)}", text


def _format_target(
    open_article: OpenArticle, messages: Messages, category: NavigationCategory, index: int, target: NavigationTarget
) -> str:
    """The text of a target, whose index is that among the targets of its category: a note, a value, a heading."""
    if category == "hits":
        return ""
    if category == "notes":
        placed = open_article.annotation_index.annotations[-len(open_article.annotation_index.navigation_targets) :]
        return " ".join(placed[index].note.split())
    if category == "figures":
        return format_figure(open_article, open_article.get_navigation_targets(category)[index], messages)
    return open_article.convert_range(target.block, target.start, min(target.end, target.start + _MAX_NAME_LENGTH))


def format_figure(open_article: OpenArticle, navigation_target: NavigationTarget, messages: Messages) -> str:
    """The value of a figure and its subject; of one that does not add up the printed and the computed per cent.

    Args:
        open_article: The article.
        navigation_target: The target of the figure.
        messages: The messages of the screen.
    """
    from reader.figures.formatting import format_for_row

    figure = open_article.figure_index.find_at(navigation_target.block, navigation_target.start)
    if figure is None:
        return ""
    if check := open_article.figure_index.find_failed_check(navigation_target.block, figure):
        return messages("check.doubt", a=f"{check.printed}{check.unit}", b=f"{check.computed}{check.unit}")
    subject = open_article.figure_index.convert_figure(navigation_target.block, figure).subject
    return f"{format_for_row(figure, messages.language)}  {subject}".rstrip()
