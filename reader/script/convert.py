"""The views of an article: its blocks in other scripts, each with its map. Derived, cached, and never written back."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import OrderedDict
from functools import cache
from itertools import accumulate
from threading import Lock
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.model import CleanText, Phrase, View
from reader.script.detect import fold, script_of
from reader.script.maps import convert, joined, load, masked, put_back
from reader.script.maps import view as mapped
from reader.script.package import facts
from reader.script.plan import CHARACTERS, HONG_KONG_VIEWS, config_for, press_forms, runs
from reader.script.recipes import has_words, without_words
from reader.script.rulebook import Pin, Rulebook
from reader.script.tsv import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import Script
    from reader.script.detect import Region
    from reader.script.overrides import OwnRules
    from reader.script.plan import ViewName

__all__ = ["Pin", "Views", "convert", "facts"]

MOST_KEPT = 1_000_000
"""Code points of the views an article keeps: many times an article, and 4 MB."""

MOST_WITH_WORDS = 100_000
"""Code points of a block that still gets vocabulary. A longer one keeps its length, so that any part of it can be
shown without converting the rest; only logs and broken pages have such paragraphs."""

_TITLE = re.compile("《[^《》\n]{1,80}》")


class _Key(NamedTuple):
    """What a view depends on, for one article."""

    text: str
    target: ViewName
    script: Script
    names: tuple[tuple[int, int], ...]
    pins: tuple[Pin, ...]


class Views:
    """The texts of one article in other scripts.

    Args:
        script: Of the article's body.
        region: Whose forms its traditional blocks have.
        hk_forms: Whether the hk views end in the forms of the press or stay as OpenCC has them.
        people: The persons it names as its makers, as written (names.people).
        own: The reader's own overrides; None for the curated ones alone.
    """

    def __init__(
        self,
        script: Script,
        region: Region | None,
        hk_forms: Literal["press", "opencc"] = "press",
        *,
        people: Iterable[str] = (),
        own: OwnRules | None = None,
    ) -> None:
        self.script = script
        self.region = region
        self.hk_forms = hk_forms
        self.rules = Rulebook(people, own)
        self._version = self.rules.version
        self._kept: OrderedDict[_Key, View] = OrderedDict()
        self._size = 0
        self._lock = Lock()  # a worker may prepare what the screen is about to ask for

    def text(
        self,
        text: CleanText,
        target: ViewName,
        script: Script | None = None,
        names: Iterable[tuple[int, int]] = (),
        pins: Iterable[Pin] = (),
    ) -> CleanText:
        """What view() shows, for who needs no offsets."""
        return self.view(text, target, script, names, pins).text

    def view(
        self,
        text: CleanText,
        target: ViewName,
        script: Script | None = None,
        names: Iterable[tuple[int, int]] = (),
        pins: Iterable[Pin] = (),
    ) -> View:
        """A block in a view, with the way between the offsets of both.

        A Mixed text is converted stretch by stretch; one that needs no conversion comes back itself. The result depends
        on nothing but the arguments, the article's region and the rules in force.

        Args:
            text: A block, or a part of one.
            target: The view. hansp, hkp and twp rewrite vocabulary too, in blocks of at most MOST_WITH_WORDS.
            script: Of the text; found out when None.
            names: Stretches whose characters are converted, but never their words: names, credits (names.naming).
                Titles in 《》 are found without help.
            pins: Stretches that the reader keeps as written, or has chosen something for.

        Raises:
            ReaderError: OpenCC cannot be used.
        """
        if target == "source":
            return View(text)
        script = script or script_of(text)
        if len(text) > MOST_WITH_WORDS:
            target = CHARACTERS.get(target, target)
        if script != "Mixed" and not config_for(script, self.region, target):
            return View(text)
        key = _Key(text, target, script, tuple(names), tuple(pins))
        with self._lock:
            if self._version != self.rules.version:
                self._version = self.rules.version
                self._kept.clear()
                self._size = 0
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        view = self._converted(key)
        self._keep(key, view)
        return view

    def preload(self, target: ViewName) -> None:
        """Loads what a view of this article needs, in up to 0.2 s: call it from a thread, after the first paint.

        The body's conversion first; then the other script's, for the furniture around it.

        Raises:
            ReaderError: OpenCC cannot be used.
        """
        scripts: tuple[Script, ...] = ("Hans", "Hant") if self.script == "Hans" else ("Hant", "Hans")
        for script in scripts:
            if config := config_for(script, self.region, target):
                load(config)

    def _converted(self, key: _Key) -> View:
        if key.script != "Mixed":
            return self._stretch(key)
        return joined(self._stretch(_cut(key, *run)) for run in runs(key.text))

    def _stretch(self, key: _Key) -> View:
        """A text of one script."""
        text, target, script, names, pins = key
        config = config_for(script, self.region, target)
        if not config:
            return View(CleanText(text))
        press = self.hk_forms == "press"
        fixed = self.rules.find(text, config, target, names, pins, press=press)
        if len(text) > MOST_WITH_WORDS:
            fixed = [each for each in fixed if len(each.shown) == each.end - each.start]
        view = mapped(masked(text, fixed), config)
        if view.phrases and has_words(config):
            view = _spared(text, view, config, names)
        if press and target in HONG_KONG_VIEWS:
            view = View(CleanText(view.text.translate(press_forms())), view.phrases)
        return put_back(view, fixed) if fixed else view

    def _keep(self, key: _Key, view: View) -> None:
        with self._lock:
            if key not in self._kept:
                self._kept[key] = view
                self._size += len(view.text)
            while self._size > MOST_KEPT and len(self._kept) > 1:  # a single huge block is worth keeping too
                self._size -= len(self._kept.popitem(last=False)[1].text)


def _cut(key: _Key, start: int, end: int, script: Script) -> _Key:
    """One stretch of a Mixed text, with its names and pins."""
    names = tuple((one - start, other - start) for one, other in key.names)
    pins = tuple(pin._replace(start=pin.start - start, end=pin.end - start) for pin in key.pins)
    return _Key(key.text[start:end], key.target, script, names, pins)


def _spared(text: str, view: View, config: str, names: Iterable[tuple[int, int]]) -> View:
    """The view without the phrases that touch a name, or that mean something else in the news (news_stops.tsv).

    Their characters are converted all the same. A phrase is an entry of the dictionaries that cut the text up before it
    is converted, so alone it becomes what it becomes in its place.
    """
    spans = sorted([*names, *(found.span() for found in _TITLE.finditer(text))])
    starts = [start for start, _ in spans]
    reach = list(accumulate((end for _, end in spans), max))
    stops = _stops()
    texts: list[str] = []
    phrases: list[Phrase] = []
    at = position = 0
    for start, end, view_start, view_end in view.phrases:
        words, shown = text[start:end], view.text[view_start:view_end]
        before = bisect_left(starts, end)
        spared = (before and reach[before - 1] > start) or fold(words) in stops or fold(shown) in stops
        if spared:
            shown = _characters(words, config)
        texts += [view.text[at:view_start], shown]
        position += view_start - at + len(shown)
        at = view_end
        if not spared:
            phrases.append(Phrase(start, end, position - len(shown), position))
    return View(CleanText("".join([*texts, view.text[at:]])), tuple(phrases))


@cache
def _stops() -> frozenset[str]:
    return frozenset(fold(word) for (word,) in rows("news_stops"))


@cache
def _characters(words: str, config: str) -> str:
    """A phrase of the vocabulary, of which there are some hundred, with its characters converted only."""
    return convert(words, without_words(config))
