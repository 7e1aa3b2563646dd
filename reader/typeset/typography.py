"""Spaces between Han and Latin, and full-width punctuation beside Han, as a further step of a view.

The text as written stays what it is: every offset of it can be found in the result, and back (CLREQ, 3.2 Mixed Text
Composition; GB/T 15834-2011 for the forms of punctuation).
"""

from __future__ import annotations

import re

from reader.model import CleanText, View
from reader.model.view import Phrase
from reader.text.patterns import lazy_pattern

_HAN = r"\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_NARROW = r"A-Za-z0-9\u00c0-\u024f\u0370-\u04ff"
_BORDER = lazy_pattern(rf"(?P<han>[{_HAN}])(?=[{_NARROW}@#$€£])|(?<=[{_NARROW}%‰])(?P<after>[{_HAN}])")
"""A Han character before a narrow one, or behind one."""
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}
_WIDE = rf"[{_HAN}\u3001-\u3020\uff01-\uff60「」『』《》]"
_MARK_BESIDE_HAN = lazy_pattern(rf"(?<={_WIDE})[,;:!?()](?! )|[,;:!?()](?={_WIDE})|(?<=[{_HAN}])\.(?=$|[{_HAN}」』”])")


def adapt_view(view: View, *, has_spacing: bool, has_full_width: bool) -> View:
    """A view with spaces and punctuation as the settings of the page have them.

    Args:
        view: The view of a block.
        has_spacing: Whether a space stands where Han and narrow characters meet.
        has_full_width: Whether ASCII punctuation beside Han is full-width.
    """
    text = str(view.text)
    if has_full_width and not text.isascii():
        text = _MARK_BESIDE_HAN().sub(lambda found: _FULL_WIDTH.get(found[0], "。"), text)
    if not has_spacing:
        return view if text == view.text else View(CleanText(text), view.phrases)
    return _add_spaces(View(CleanText(text), view.phrases))


def _add_spaces(view: View) -> View:
    """The view with a space at every border; it belongs to the Han character, so that no figure begins with one."""
    text = str(view.text)
    places: dict[int, bool] = {}
    """The offsets of Han characters, and whether the space stands behind them."""
    for found in _BORDER().finditer(text):
        places[found.start()] = found["han"] is not None
    both = {found.start() for found in re.finditer(rf"(?<=[{_NARROW}%‰])[{_HAN}](?=[{_NARROW}@#$€£])", text)}
    if not places:
        return view
    parts: list[str] = []
    phrases: list[Phrase] = []
    last = grown = 0
    waiting = list(view.phrases)

    def add_old_phrases(limit: int) -> None:
        """Add the phrases that end at or before an offset of the view."""
        while waiting and waiting[0].view_end <= limit:
            old = waiting.pop(0)
            phrases.append(Phrase(old.start, old.end, old.view_start + grown, old.view_end + grown))

    for at in sorted(places):
        add_old_phrases(at)
        spaced = f" {text[at]} " if at in both else f"{text[at]} " if places[at] else f" {text[at]}"
        more = len(spaced) - 1
        parts += [text[last:at], spaced]
        if waiting and waiting[0].view_start <= at:  # within a phrase: it grows
            old = waiting[0]
            waiting[0] = Phrase(old.start, old.end, old.view_start - more, old.view_end)
            # Its end moves with `grown`, its start stays where it is.
        else:
            start = view.to_source(at)
            phrases.append(Phrase(start, start + 1, at + grown, at + grown + len(spaced)))
        grown += more
        last = at + 1
    add_old_phrases(len(text))
    return View(CleanText("".join([*parts, text[last:]])), tuple(phrases))
