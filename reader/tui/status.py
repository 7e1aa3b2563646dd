"""What the rows above and below say of the article: where the reader is in it, and in which script."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.layout import Layout
    from reader.tui.opened import Opened, Walk
    from reader.tui.widgets.article import ArticleView
    from reader.tui.words import Words

_A_MINUTE = 400
"""Characters that are read in a minute."""
_MOST_NAMED = 80
"""Characters of a heading that the row below can use."""


def here(opened: Opened, article: ArticleView, walk: Walk) -> int:
    """The index of the stop of a kind at or before the reading place; -1 before the first.

    The reading place is the current item while it is in sight, else the row a third down the window.
    """
    stops = opened.stops[walk]
    current = article.current
    if current is not None:
        at = bisect_right(stops, current) - 1
        if at >= 0 and stops[at] == current and article.sees(current):
            return at
    if not article.page.items:
        return -1
    block, offset = article.page.source(article.page.move(article.top, article.size.height // 3))
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


def walked(opened: Opened, words: Words, walk: Walk, index: int) -> str:
    """`節 2/4  先修碼頭`: the kind that is walked, which of how many, and its words."""
    stops = opened.stops[walk]
    if not stops:
        return ""
    number, count = index + 1, len(stops)
    if walk == "sections" and opened.chapters:  # run-in heads are walked, but a section is counted by its heading
        number, count = bisect_right(opened.chapters, index), len(opened.chapters)
    if not number:
        return words("count." + walk, n=count)
    said = f"{words('walk.' + walk)} {number}/{count}"
    if walk != "hits":
        stop = stops[index]
        said += "  " + opened.stretch(stop.block, stop.start, min(stop.end, stop.start + _MOST_NAMED))
    return said


def hints(opened: Opened, words: Words, walk: Walk, *, in_list: bool, several: bool) -> tuple[str, ...]:
    """The keys worth showing, each with what it does, the more useful first; the help comes last.

    Args:
        opened: The article.
        words: Of the screen.
        walk: What is walked.
        in_list: Whether the list has the focus.
        several: Whether there are other articles to go to.
    """
    if in_list:
        return f"Enter {words('hint.go')}", f"Esc {words('hint.close')}", f"? {words('hint.help')}"
    target = opened.other if opened.view == "source" else "source"
    keys = {
        f"n {words('hint.next.' + walk)}": bool(opened.stops[walk]),
        f"t {words('hint.' + target)}": target != opened.view,
        f"J {words('hint.article.next')}": several,
        f"1 {words('pane.sections')}": True,
        f"/ {words('hint.search')}": True,
        f"? {words('hint.help')}": True,
    }
    return tuple(key for key, shown in keys.items() if shown)
