"""What the rows above and below say of the article: where the reader is in it, and in which script."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.i18n import Messages
    from reader.input.commands import CommandContext
    from reader.tui.layout import Layout
    from reader.tui.state.article import OpenArticle
    from reader.tui.state.navigation import NavigationCategory, NavigationTarget
    from reader.tui.widgets.article_view import ArticleView

_CHARACTERS_PER_MINUTE = 400
"""Characters that are read in a minute."""
_MAX_NAME_LENGTH = 80
"""Characters of a heading that the row below can use."""


def find_current_index(navigation_targets: list[NavigationTarget], article_view: ArticleView) -> int:
    """The index of the stop at or before the reading place; -1 before the first.

    The reading place is the current item while it is in sight; else the row that a jump brings its target to; at the
    end of an article, which can scroll no further, its last row.
    """
    current = article_view.current_item
    if current is not None:
        at = bisect_right(navigation_targets, current) - 1
        if at >= 0 and navigation_targets[at].block == current.block and article_view.is_in_view(current):
            return at
    if not article_view.page.items:
        return -1
    block, offset = (
        article_view.last_position
        if article_view.is_at_end and article_view.top > (0, 0)
        else article_view.reading_position
    )
    return bisect_right(navigation_targets, (block, offset, 1 << 60)) - 1


def format_title_bar(
    open_article: OpenArticle, article_view: ArticleView, messages: Messages, layout: Layout
) -> tuple[str, str]:
    """For the row above: the path, or the headline once it is out of sight; script and per cent."""
    source = open_article.article
    scrolled = article_view.top.item > 0
    path = " > ".join(source.breadcrumb) or source.outlet or ""
    left = open_article.convert_text(source.title if scrolled and source.title else path) if layout.has_path else ""
    whole = layout.has_path or open_article.view_name == "source"
    view = messages(f"view.{open_article.view_name}") if whole else messages(f"short.{open_article.view_name}")
    if open_article.view_name == "source" and layout.is_wide:
        view += messages("script." + source.script)
    return left, f"{view}{compute_percent_read(open_article, article_view):>4}%"


def compute_percent_read(open_article: OpenArticle, article_view: ArticleView) -> int:
    """How much of the article has been in sight, by its characters."""
    if article_view.is_at_end and open_article.reading.is_done:
        return 100
    return min(99, 100 * open_article.to_article_offset(*article_view.last_position) // max(1, open_article.length))


def format_time_left(open_article: OpenArticle, article_view: ArticleView, messages: Messages) -> str:
    """Minutes to the end."""
    left = open_article.length - open_article.to_article_offset(*article_view.last_position)
    if article_view.is_at_end or left <= 0:
        return messages("status.end")
    return messages("status.minutes", n=-(-left // _CHARACTERS_PER_MINUTE))


def format_navigation_position(
    open_article: OpenArticle,
    article_view: ArticleView,
    messages: Messages,
    category: NavigationCategory,
    selected: NavigationTarget | None = None,
) -> tuple[str, str]:
    """`節 2/4` and `先修碼頭`: the kind that is walked, which of how many, and its words.

    Args:
        open_article: The article.
        article_view: Its page.
        messages: Of the screen.
        category: What is walked.
        selected: The marked entry of the list, while that has the keyboard; else it is the reading place that is told.
    """
    stops = open_article.get_navigation_targets(category)
    if not stops:
        return "", ""
    index = find_current_index(stops, article_view) if selected is None else bisect_right(stops, selected) - 1
    if index < 0:
        count = len(open_article.annotation_index.annotations) if category == "notes" else len(stops)
        return messages("count." + category, n=count), ""
    stop = stops[index]
    if category == "hits":
        text = ""
    elif category == "notes":
        text = " ".join(
            open_article.annotation_index.annotations[
                len(open_article.annotation_index.annotations) - len(stops) + index
            ].note.split()
        )
    elif category == "figures":
        text = format_figure(open_article, stop, messages)
    else:
        stop = selected or stop
        text = open_article.convert_range(stop.block, stop.start, min(stop.end, stop.start + _MAX_NAME_LENGTH))
    return f"{messages('walk.' + category)} {index + 1}/{len(stops)}", text


def format_figure(open_article: OpenArticle, navigation_target: NavigationTarget, messages: Messages) -> str:
    """The value of a figure and what it measures; of one that does not add up what the text says and what it should."""
    from reader.figures.formatting import format_for_row

    figure = open_article.figure_index.find_at(navigation_target.block, navigation_target.start)
    if figure is None:
        return ""
    if check := open_article.figure_index.find_failed_check(navigation_target.block, figure):
        return messages("check.doubt", a=f"{check.printed_percent}%", b=f"{check.computed_percent}%")
    subject = open_article.figure_index.convert_figure(navigation_target.block, figure).subject
    return f"{format_for_row(figure, messages.language)}  {subject}".rstrip()


_HINTS_BY_CONTEXT: dict[CommandContext, tuple[tuple[str, str], ...]] = {
    "cursor": (("mark", "hint.mark"), ("note", "hint.note"), ("copy", "hint.copy"), ("anchor", "hint.anchor"),
               ("widen", "hint.widen"), ("cancel", "hint.cancel"), ("help", "hint.help")),
    "editor": (("note.keep", "hint.keep"), ("note.close", "hint.draft")),
    "list": (("list.open", "hint.open"), ("list.filter", "hint.filter"), ("sort", "hint.sort"),
             ("list.next", "hint.unread"), ("read", "hint.read"), ("help", "hint.help")),
    "dialog": (("dialog.accept", "hint.accept"), ("dialog.cancel", "hint.close")),
}  # fmt: skip
"""Keys worth showing where there is no choice to make: command and words, the more useful first; help comes last."""


def list_key_hints(
    context: CommandContext,
    open_article: OpenArticle,
    messages: Messages,
    category: NavigationCategory,
    *,
    is_list_in_drawer: bool,
    is_at_end: bool,
    has_other_articles: bool,
) -> tuple[str, ...]:
    """The keys worth showing, each with what it does, the more useful first; the help comes last.

    Args:
        context: Where the keyboard is.
        open_article: The article.
        messages: Of the screen.
        category: What is walked.
        is_list_in_drawer: Whether the list beside the page is a drawer.
        is_at_end: Whether the end of the article is in sight.
        has_other_articles: Whether there are other articles to go to.
    """
    if context in _HINTS_BY_CONTEXT:
        return _format_hints(_HINTS_BY_CONTEXT[context], messages)
    if context == "pane":
        close = "hint.close" if is_list_in_drawer else "hint.page"
        figures = (("pane.sort", "hint.sort"), ("pane.hidden", "hint.periods"), ("inspect", "inspect"))
        notes = (("note", "hint.note"), ("mark", "hint.colour"), ("remove", "hint.remove"), ("place", "hint.place"))
        of_kind = {"figures": figures, "notes": notes if open_article.all_targets["notes"] else ()}.get(category, ())
        go = "hint.open" if category == "links" else "hint.go"
        chosen = (("jump", go), *of_kind, ("filter", "hint.filter"), ("copy", "hint.copy"), ("cancel", close))
        return _format_hints((*chosen, ("help", "hint.help")), messages)
    target = open_article.converted.other_view_name if open_article.view_name == "source" else "source"
    another = ("article.next", "hint.article.next")
    rows = (
        (another, has_other_articles and is_at_end),
        (("inspect", "hint.candidates"), category == "changes" and bool(open_article.all_targets[category])),
        (("inspect", "inspect"), category == "figures"),
        (("mark", "hint.colour"), category == "notes" and bool(open_article.all_targets[category])),
        (("note", "hint.note"), category == "notes" and bool(open_article.all_targets[category])),
        (("remove", "hint.remove"), category == "notes" and bool(open_article.all_targets[category])),
        (("act", "hint.open"), category == "links" and bool(open_article.all_targets[category])),
        (("walk.next", "hint.next." + category), bool(open_article.all_targets[category])),
        (("script.other", "hint." + target), target != open_article.view_name),
        (another, has_other_articles and not is_at_end),
        (("pane.sections", "pane.sections"), True),
        (("search", "hint.search"), True),
        (("cursor", "cursor"), True),
        (("help", "hint.help"), True),
    )
    return _format_hints(tuple(row for row, wanted in rows if wanted), messages)


def _format_hints(rows: Iterable[tuple[str, str]], messages: Messages) -> tuple[str, ...]:
    """Keys and words; a command whose key the reader took away is not shown."""
    return tuple(hint for name, said in rows if (hint := messages.format_hint(said, name)))
