"""What the rows above and below say of the article: where the reader is in it, and in which script."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.i18n import Words
    from reader.input.commands import Context
    from reader.tui.layout import Layout
    from reader.tui.state.article import Opened
    from reader.tui.state.navigation import Stop, Walk
    from reader.tui.widgets.article_view import ArticleView

_A_MINUTE = 400
"""Characters that are read in a minute."""
_MOST_NAMED = 80
"""Characters of a heading that the row below can use."""


def here(stops: list[Stop], article: ArticleView) -> int:
    """The index of the stop at or before the reading place; -1 before the first.

    The reading place is the current item while it is in sight; else the row that a jump brings its target to; at the
    end of an article, which can scroll no further, its last row.
    """
    current = article.current
    if current is not None:
        at = bisect_right(stops, current) - 1
        if at >= 0 and stops[at].block == current.block and article.sees(current):
            return at
    if not article.page.items:
        return -1
    block, offset = article.last_position if article.at_end and article.top > (0, 0) else article.reading_position
    return bisect_right(stops, (block, offset, 1 << 60)) - 1


def path_and_place(opened: Opened, article: ArticleView, words: Words, layout: Layout) -> tuple[str, str]:
    """For the row above: the path, or the headline once it is out of sight; script and per cent."""
    source = opened.article
    scrolled = article.top.item > 0
    path = " > ".join(source.breadcrumb) or source.outlet or ""
    left = opened.say(source.title if scrolled and source.title else path) if layout.path else ""
    whole = layout.path or opened.view == "source"
    view = words(f"view.{opened.view}") if whole else words(f"short.{opened.view}")
    if opened.view == "source" and layout.wide:
        view += words("script." + source.script)
    return left, f"{view}{percent(opened, article):>4}%"


def percent(opened: Opened, article: ArticleView) -> int:
    """How much of the article has been in sight, by its characters."""
    if article.at_end and opened.reading.done:
        return 100
    return min(99, 100 * opened.position(*article.last_position) // max(1, opened.length))


def time_left(opened: Opened, article: ArticleView, words: Words) -> str:
    """Minutes to the end."""
    left = opened.length - opened.position(*article.last_position)
    if article.at_end or left <= 0:
        return words("status.end")
    return words("status.minutes", n=-(-left // _A_MINUTE))


def walked(
    opened: Opened, article: ArticleView, words: Words, walk: Walk, chosen: Stop | None = None
) -> tuple[str, str]:
    """`節 2/4` and `先修碼頭`: the kind that is walked, which of how many, and its words.

    Args:
        opened: The article.
        article: Its page.
        words: Of the screen.
        walk: What is walked.
        chosen: The marked entry of the list, while that has the keyboard; else it is the reading place that is told.
    """
    stops = opened.walkable(walk)
    if not stops:
        return "", ""
    index = here(stops, article) if chosen is None else bisect_right(stops, chosen) - 1
    if index < 0:
        count = len(opened.noted.annotations) if walk == "notes" else len(stops)
        return words("count." + walk, n=count), ""
    stop = stops[index]
    if walk == "hits":
        text = ""
    elif walk == "notes":
        text = " ".join(opened.noted.annotations[len(opened.noted.annotations) - len(stops) + index].note.split())
    elif walk == "figures":
        text = figure_said(opened, stop, words)
    else:
        stop = chosen or stop
        text = opened.stretch(stop.block, stop.start, min(stop.end, stop.start + _MOST_NAMED))
    return f"{words('walk.' + walk)} {index + 1}/{len(stops)}", text


def figure_said(opened: Opened, stop: Stop, words: Words) -> str:
    """The value of a figure and what it measures; of one that does not add up what the text says and what it should."""
    from reader.figures.formatting import told

    figure = opened.figures.at(stop.block, stop.start)
    if figure is None:
        return ""
    if check := opened.figures.doubted(stop.block, figure):
        return words("check.doubt", a=f"{check.told}%", b=f"{check.computed}%")
    return f"{told(figure, words.language)}  {opened.figures.seen(stop.block, figure).measures}".rstrip()


_HINTS: dict[Context, tuple[tuple[str, str], ...]] = {
    "cursor": (("mark", "hint.mark"), ("note", "hint.note"), ("copy", "hint.copy"), ("anchor", "hint.anchor"),
               ("widen", "hint.widen"), ("cancel", "hint.cancel"), ("help", "hint.help")),
    "editor": (("note.keep", "hint.keep"), ("note.close", "hint.draft")),
    "list": (("list.open", "hint.open"), ("list.filter", "hint.filter"), ("sort", "hint.sort"),
             ("list.next", "hint.unread"), ("read", "hint.read"), ("help", "hint.help")),
    "dialog": (("dialog.accept", "hint.accept"), ("dialog.cancel", "hint.close")),
}  # fmt: skip
"""Keys worth showing where there is no choice to make: command and words, the more useful first; help comes last."""


def hints(
    context: Context, opened: Opened, words: Words, walk: Walk, *, drawer: bool, at_end: bool, several: bool
) -> tuple[str, ...]:  # fmt: skip
    """The keys worth showing, each with what it does, the more useful first; the help comes last.

    Args:
        context: Where the keyboard is.
        opened: The article.
        words: Of the screen.
        walk: What is walked.
        drawer: Whether the list beside the page is a drawer.
        at_end: Whether the end of the article is in sight.
        several: Whether there are other articles to go to.
    """
    if context in _HINTS:
        return _printed(_HINTS[context], words)
    if context == "pane":
        close = "hint.close" if drawer else "hint.page"
        figures = (("pane.sort", "hint.sort"), ("pane.hidden", "hint.periods"), ("inspect", "inspect"))
        notes = (("note", "hint.note"), ("mark", "hint.colour"), ("remove", "hint.remove"), ("place", "hint.place"))
        of_kind = {"figures": figures, "notes": notes if opened.stops["notes"] else ()}.get(walk, ())
        go = "hint.open" if walk == "links" else "hint.go"
        chosen = (("jump", go), *of_kind, ("filter", "hint.filter"), ("copy", "hint.copy"), ("cancel", close))
        return _printed((*chosen, ("help", "hint.help")), words)
    target = opened.other if opened.view == "source" else "source"
    another = ("article.next", "hint.article.next")
    rows = (
        (another, several and at_end),
        (("inspect", "hint.candidates"), walk == "changes" and bool(opened.stops[walk])),
        (("inspect", "inspect"), walk == "figures"),
        (("mark", "hint.colour"), walk == "notes" and bool(opened.stops[walk])),
        (("note", "hint.note"), walk == "notes" and bool(opened.stops[walk])),
        (("remove", "hint.remove"), walk == "notes" and bool(opened.stops[walk])),
        (("act", "hint.open"), walk == "links" and bool(opened.stops[walk])),
        (("walk.next", "hint.next." + walk), bool(opened.stops[walk])),
        (("script.other", "hint." + target), target != opened.view),
        (another, several and not at_end),
        (("pane.sections", "pane.sections"), True),
        (("search", "hint.search"), True),
        (("cursor", "cursor"), True),
        (("help", "hint.help"), True),
    )
    return _printed(tuple(row for row, wanted in rows if wanted), words)


def _printed(rows: Iterable[tuple[str, str]], words: Words) -> tuple[str, ...]:
    """Keys and words; a command whose key the reader took away is not shown."""
    return tuple(hint for name, said in rows if (hint := words.hint(said, name)))
