"""What the rows above and below say of the article: where the reader is in it, and in which script."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.layout import Layout
    from reader.tui.opened import Opened, Stop, Walk
    from reader.tui.widgets.article import ArticleView
    from reader.tui.words import Words

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
    view = words("view." + opened.view)
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


def walked(opened: Opened, article: ArticleView, words: Words, walk: Walk) -> tuple[str, str]:
    """`節 2/4` and `先修碼頭`: the kind that is walked, which of how many, and its words."""
    stops = opened.walkable(walk)
    if not stops:
        return "", ""
    index = here(stops, article)
    if index < 0:
        return words("count." + walk, n=len(stops)), ""
    stop = stops[index]
    text = opened.stretch(stop.block, stop.start, min(stop.end, stop.start + _MOST_NAMED)) if walk != "hits" else ""
    return f"{words('walk.' + walk)} {index + 1}/{len(stops)}", text


def hints(
    opened: Opened, words: Words, walk: Walk, *, in_list: bool, drawer: bool, at_end: bool, several: bool
) -> tuple[str, ...]:
    """The keys worth showing, each with what it does, the more useful first; the help comes last.

    Args:
        opened: The article.
        words: Of the screen.
        walk: What is walked.
        in_list: Whether the list has the focus.
        drawer: Whether that list is a drawer.
        at_end: Whether the end of the article is in sight.
        several: Whether there are other articles to go to.
    """
    if in_list:
        close = words("hint.close" if drawer else "hint.page")
        return f"Enter {words('hint.go')}", f"Esc {close}", f"? {words('hint.help')}"
    target = opened.other if opened.view == "source" else "source"
    other = f"J {words('hint.article.next')}"
    keys = {
        other: several and at_end,
        f"n {words('hint.next.' + walk)}": bool(opened.stops[walk]),
        f"t {words('hint.' + target)}": target != opened.view,
        other + " ": several and not at_end,
        f"1 {words('pane.sections')}": True,
        f"/ {words('hint.search')}": True,
        f"? {words('hint.help')}": True,
    }
    return tuple(key.rstrip() for key, shown in keys.items() if shown)
