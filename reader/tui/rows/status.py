"""The title bar and the status bar: path or headline, view, progress, position, and key hints."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.i18n import Messages
    from reader.input.commands import CommandContext
    from reader.model import ViewName
    from reader.tui.cursor.positions import Position
    from reader.tui.layout import Layout
    from reader.tui.state.article import OpenArticle
    from reader.tui.state.navigation import NavigationCategory, NavigationTarget
    from reader.typeset.page_layout import LineLocation, PageLayout

_CHARACTERS_PER_MINUTE = 400
"""Characters that are read in a minute."""
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
    block, offset = position.last_position if is_at_last_row else position.reading_position
    return bisect_right(navigation_targets, (block, offset, _AFTER_ALL)) - 1


def format_title_bar(
    open_article: OpenArticle, position: PagePosition, messages: Messages, layout: Layout
) -> tuple[str, str]:
    """The texts at the left and the right of the row above the page.

    Left the path of the article, or its headline once that is scrolled away; right the view and the per cent read.

    Args:
        open_article: The article.
        position: Where the page is scrolled to.
        messages: The messages of the screen.
        layout: The layout of the window.
    """
    article = open_article.article
    is_headline_hidden = position.top.item > 0
    path = " > ".join(article.breadcrumb) or article.outlet or ""
    title = article.title if is_headline_hidden and article.title else path
    left = open_article.convert_text(title) if layout.has_path else ""
    has_long_name = layout.has_path or open_article.view_name == "source"
    view = messages(f"view.{open_article.view_name}" if has_long_name else f"short.{open_article.view_name}")
    if open_article.view_name == "source" and layout.is_wide:
        view += messages("script." + article.script)
    return left, f"{view}{compute_percent_read(open_article, position):>4}%"


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
) -> tuple[str, str]:
    """Which target of the category the user is at, and its text: `節 2/4` and `先修碼頭`.

    Args:
        open_article: The article.
        position: Where the page is scrolled to.
        messages: The messages of the screen.
        category: What the next and previous keys go through.
        selected: The selected entry of the list while that has the focus; it counts instead of the place on the page.
    """
    targets = open_article.get_navigation_targets(category)
    if not targets:
        return "", ""
    index = find_current_index(targets, position) if selected is None else bisect_right(targets, selected) - 1
    if index < 0:
        annotations = open_article.annotation_index.annotations
        return messages("count." + category, n=len(annotations) if category == "notes" else len(targets)), ""
    text = _format_target(open_article, messages, category, index, selected or targets[index])
    return f"{messages('walk.' + category)} {index + 1}/{len(targets)}", text


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


# -- key hints


class _HintState(NamedTuple):
    """The state that key hints depend on."""

    category: NavigationCategory
    has_targets: bool
    """Whether there is anything of the category."""
    view_name: ViewName
    other_view_name: ViewName
    """The view that the key for the script switches to."""
    is_list_in_drawer: bool
    is_at_end: bool
    has_other_articles: bool
    was_link_followed: bool


class _Hint(NamedTuple):
    """A key hint."""

    command_id: str
    message_id: str | Callable[[_HintState], str]
    """The message of what the key does."""
    is_shown: Callable[[_HintState], bool] = lambda state: True


def _in(category: NavigationCategory) -> Callable[[_HintState], bool]:
    """A condition: a category is listed or gone through."""
    return lambda state: state.category == category


def _on(category: NavigationCategory) -> Callable[[_HintState], bool]:
    """A condition: a category is listed or gone through, and there is something of it."""
    return lambda state: state.category == category and state.has_targets


_HELP = _Hint("help", "hint.help")
_HINTS: dict[CommandContext, tuple[_Hint, ...]] = {
    "cursor": (
        _Hint("mark", "hint.mark"),
        _Hint("note", "hint.note"),
        _Hint("copy", "hint.copy"),
        _Hint("anchor", "hint.anchor"),
        _Hint("widen", "hint.widen"),
        _Hint("cancel", "hint.cancel"),
        _HELP,
    ),
    "editor": (_Hint("note.keep", "hint.keep"), _Hint("note.close", "hint.draft")),
    "list": (
        _Hint("list.open", "hint.open"),
        _Hint("list.filter", "hint.filter"),
        _Hint("sort", "hint.sort"),
        _Hint("list.next", "hint.unread"),
        _Hint("read", "hint.read"),
        _HELP,
    ),
    "dialog": (_Hint("dialog.accept", "hint.accept"), _Hint("dialog.cancel", "hint.close")),
    "pane": (
        _Hint("jump", "hint.open", _in("links")),
        _Hint("jump", "hint.go", lambda state: state.category != "links"),
        _Hint("pane.sort", "hint.sort", _in("figures")),
        _Hint("pane.hidden", "hint.periods", _in("figures")),
        _Hint("inspect", "inspect", _in("figures")),
        _Hint("note", "hint.note", _on("notes")),
        _Hint("mark", "hint.colour", _on("notes")),
        _Hint("remove", "hint.remove", _on("notes")),
        _Hint("place", "hint.place", _on("notes")),
        _Hint("filter", "hint.filter"),
        _Hint("copy", "hint.copy"),
        _Hint("cancel", "hint.close", lambda state: state.is_list_in_drawer),
        _Hint("cancel", "hint.page", lambda state: not state.is_list_in_drawer),
        _HELP,
    ),
    "article": (
        _Hint("article.next", "hint.article.next", lambda state: state.has_other_articles and state.is_at_end),
        _Hint("inspect", "hint.candidates", _on("changes")),
        _Hint("inspect", "inspect", _in("figures")),
        _Hint("mark", "hint.colour", _on("notes")),
        _Hint("note", "hint.note", _on("notes")),
        _Hint("remove", "hint.remove", _on("notes")),
        _Hint("act", "hint.open", _on("links")),
        _Hint("page.back", "hint.back", lambda state: state.was_link_followed),
        _Hint("walk.next", lambda state: "hint.next." + state.category, lambda state: state.has_targets),
        _Hint(
            "script.other",
            lambda state: "hint." + state.other_view_name,
            lambda state: state.other_view_name != state.view_name,
        ),
        _Hint("article.next", "hint.article.next", lambda state: state.has_other_articles and not state.is_at_end),
        _Hint("pane.sections", "pane.sections"),
        _Hint("search", "hint.search"),
        _Hint("cursor", "cursor"),
        _HELP,
    ),
}
"""The hints of each context, the more useful first; the help comes last. Other contexts have those of the article."""


def list_key_hints(
    context: CommandContext,
    open_article: OpenArticle,
    messages: Messages,
    category: NavigationCategory,
    *,
    is_list_in_drawer: bool,
    is_at_end: bool,
    has_other_articles: bool,
    was_link_followed: bool = False,
) -> tuple[str, ...]:
    """The keys worth showing, each with what it does, the more useful first; the help comes last.

    A command whose keys the user took away is left out.

    Args:
        context: Where keys go.
        open_article: The article.
        messages: The messages of the screen.
        category: What the next and previous keys go through.
        is_list_in_drawer: Whether the list beside the page is a drawer.
        is_at_end: Whether the end of the article is visible.
        has_other_articles: Whether there are other articles to go to.
        was_link_followed: Whether the page was opened from a link of the page before.
    """
    state = _HintState(
        category=category,
        has_targets=bool(open_article.all_targets[category]),
        view_name=open_article.view_name,
        other_view_name=open_article.converted.other_view_name if open_article.view_name == "source" else "source",
        is_list_in_drawer=is_list_in_drawer,
        is_at_end=is_at_end and not open_article.article.is_front_page,
        has_other_articles=has_other_articles,
        was_link_followed=was_link_followed,
    )
    hints = (hint for hint in _HINTS.get(context, _HINTS["article"]) if hint.is_shown(state))
    texts = (messages.format_hint(_resolve(hint.message_id, state), hint.command_id) for hint in hints)
    return tuple(filter(None, texts))


def _resolve(message_id: str | Callable[[_HintState], str], state: _HintState) -> str:
    return message_id if isinstance(message_id, str) else message_id(state)
