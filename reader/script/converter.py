"""The views of an article: its blocks in other scripts, each with its map. Derived, cached, and never written back."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from reader.model import CleanText, View
from reader.script.ambiguity import Ambiguity, ambiguities
from reader.script.changes import changes
from reader.script.chunking import clause
from reader.script.detect import script_of
from reader.script.offset_maps import convert, joined, load, masked, part, put_back
from reader.script.offset_maps import view as mapped
from reader.script.opencc_configs import has_words
from reader.script.opencc_package import facts
from reader.script.options import DEFAULT
from reader.script.plan import CHARACTERS, HONG_KONG_VIEWS, config_for, in_press_forms, runs
from reader.script.quotation_marks import requoted, wanted
from reader.script.rules import Pin, Rulebook, in_forms_of
from reader.script.vocabulary_filter import spared, titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.model import Script, ViewName
    from reader.script.changes import Change
    from reader.script.detect import Region
    from reader.script.offset_maps import Fixed
    from reader.script.options import ConversionOptions

__all__ = ["Pin", "Views", "convert", "facts"]

MOST_KEPT = 1_000_000
"""Code points of the views an article keeps: many times an article, and 4 MB."""

MOST_WITH_WORDS = 100_000
"""Code points of a block that still gets vocabulary. A longer one keeps its length, so that any part of it can be
shown without converting the rest; only logs and broken pages have such paragraphs."""


_Key = tuple[str, "ViewName", "Script | None", tuple[tuple[int, int], ...], tuple[Pin, ...]]
"""The arguments of view()."""


class _Asked(NamedTuple):
    """A text and what is wanted of it: all that its view depends on, for one article and one set of rules."""

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
        options: The reader's choices.
        people: The persons it names as its makers, as written (person_names.people).
    """

    def __init__(
        self,
        script: Script,
        region: Region | None,
        options: ConversionOptions = DEFAULT,
        *,
        people: Iterable[str] = (),
    ) -> None:
        self.script = script
        self.region = region
        self.options = options
        self.rules = Rulebook(people, options.own, press=options.hk_forms == "press")
        """What is shown without asking OpenCC; rules for this article can be added."""
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
        key = (text, target, script, tuple(names), tuple(pins))
        with self._lock:
            if self._version != self.rules.version:
                self._version = self.rules.version
                self._kept.clear()
                self._size = 0
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
                return kept
        asked = self._asked(*key)
        marks = wanted(self.options.quotes, target)
        if asked is None and not marks:
            return View(text)
        if asked is None:
            view = View(text)
        elif asked.script == "Mixed":
            view = joined(map(self._stretch, self._stretches(asked)))
        else:
            view = self._stretch(asked)
        if marks:
            as_is = (view.span_to_view(pin.start, pin.end) for pin in key[-1] if pin.shown is None)
            view = View(CleanText(requoted(view.text, marks, as_is)), view.phrases)
        self._keep(key, view)
        return view

    def ambiguities(
        self,
        text: CleanText,
        target: ViewName,
        script: Script | None = None,
        names: Iterable[tuple[int, int]] = (),
        pins: Iterable[Pin] = (),
        *,
        rare: bool = False,
    ) -> list[Ambiguity]:
        """Where a block's view could be something else, of what changes() finds; for the same arguments."""
        found = self.changes(text, target, script, names, pins, rare=rare)
        return [Ambiguity(each.start, each.end, each.candidates) for each in found if each.kind == "ambiguous"]

    def changes(
        self,
        text: CleanText,
        target: ViewName,
        script: Script | None = None,
        names: Iterable[tuple[int, int]] = (),
        pins: Iterable[Pin] = (),
        *,
        rare: bool = False,
    ) -> list[Change]:
        """What a block's view changed and where it could be something else, in the source's offsets, in order.

        Candidates are in the forms of the view, the one that is shown first. What is fixed, or rewritten as a phrase,
        is not ambiguous any more. The arguments are those of view(); `rare` names candidates too that hardly ever are
        meant.

        Raises:
            ReaderError: OpenCC cannot be used.
        """
        asked = self._asked(text, target, script, names, pins)
        if asked is None:
            return []
        view = self.view(text, target, asked.script, asked.names, asked.pins)
        fixed: list[Fixed] = []
        ambiguous: list[Ambiguity] = []
        offset = 0
        for stretch in self._stretches(asked):
            if config := config_for(stretch.script, self.region, stretch.target):
                own = self._fixed(stretch, config)
                telling = _needed(own, self._plain(stretch, config)) if own else []
                fixed += (_moved(each, offset) for each in own if each in telling or each.why in ("kept", "chosen"))
                taken = {at for each in own for at in range(each.start, each.end)}
                for start, end, candidates in ambiguities(stretch.text, config, rare=rare):
                    if taken.isdisjoint(range(start, end)):
                        one, other = view.span_to_view(start + offset, end + offset)
                        forms = (in_forms_of(each, target, self.options.hk_forms) for each in candidates)
                        shown = tuple(dict.fromkeys((view.text[one:other], *forms)))
                        ambiguous.append(Ambiguity(start + offset, end + offset, shown))
            offset += len(stretch.text)
        return list(changes(text, view, fixed, [each for each in ambiguous if len(each.candidates) > 1]))

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

    def _asked(
        self,
        text: CleanText,
        target: ViewName,
        script: Script | None,
        names: Iterable[tuple[int, int]],
        pins: Iterable[Pin],
    ) -> _Asked | None:
        """What there is to do; None where the text stays as it is."""
        if target == "source":
            return None
        script = script or script_of(text)
        if len(text) > MOST_WITH_WORDS:
            target = CHARACTERS.get(target, target)
        if script != "Mixed" and not config_for(script, self.region, target):
            return None
        return _Asked(text, target, script, tuple(names), tuple(pins))

    def _stretches(self, asked: _Asked) -> Iterator[_Asked]:
        """The text in stretches of one script, each with its names and pins."""
        if asked.script != "Mixed":
            return iter([asked])
        return (_cut(asked, start, end, script) for start, end, script in runs(asked.text))

    def _stretch(self, asked: _Asked) -> View:
        """A text of one script."""
        config = config_for(asked.script, self.region, asked.target)
        if not config:
            return View(CleanText(asked.text))
        if has_words(config):
            asked = asked._replace(names=(*asked.names, *titles(asked.text)))
        view = self._plain(asked, config)
        fixed = _needed(self._fixed(asked, config), view)
        return self._mended(asked, config, view, fixed) if fixed else view

    def _plain(self, asked: _Asked, config: str) -> View:
        """A text of one script as OpenCC has it, without words that news does not want, in the forms of the press."""
        view = mapped(asked.text, config)
        if view.phrases and has_words(config):
            view = spared(asked.text, view, config, asked.names)
        if asked.target in HONG_KONG_VIEWS:
            view = View(CleanText(self._pressed(view.text, asked.target)), view.phrases)
        return view

    def _mended(self, asked: _Asked, config: str, view: View, fixed: list[Fixed]) -> View:
        """The view with what is fixed in its place; only the clauses it is in are converted again."""
        pieces = []
        at = number = 0
        while number < len(fixed):
            start, end = clause(asked.text, fixed[number].start, fixed[number].end, at)
            first = number
            while number < len(fixed) and fixed[number].start < end:
                end = clause(asked.text, end, max(end, fixed[number].end), end)[1]
                number += 1
            own = [_moved(each, -start) for each in fixed[first:number]]
            piece = _cut(asked, start, end, asked.script)
            again = self._plain(piece._replace(text=masked(piece.text, own)), config)
            pieces += [part(view, at, start), put_back(again, own)]
            at = end
        return joined([*pieces, part(view, at, len(asked.text))])

    def _pressed(self, text: str, target: ViewName) -> str:
        """The text in the forms of Hong Kong's press, where they are wanted."""
        return in_press_forms(text) if self.options.hk_forms == "press" and target in HONG_KONG_VIEWS else text

    def _fixed(self, asked: _Asked, config: str) -> list[Fixed]:
        """What of a text is not for OpenCC."""
        fixed = self.rules.find(asked.text, config, asked.target, asked.names, asked.pins)
        if len(asked.text) > MOST_WITH_WORDS:
            return [each for each in fixed if len(each.shown) == each.end - each.start]
        return fixed

    def _keep(self, key: _Key, view: View) -> None:
        with self._lock:
            if key not in self._kept:
                self._kept[key] = view
                self._size += len(view.text)
            while self._size > MOST_KEPT and len(self._kept) > 1:  # a single huge block is worth keeping too
                self._size -= len(self._kept.popitem(last=False)[1].text)


def _cut(asked: _Asked, start: int, end: int, script: Script) -> _Asked:
    """A stretch of a text, with its names and pins."""
    names = tuple((one - start, other - start) for one, other in asked.names)
    pins = tuple(pin._replace(start=pin.start - start, end=pin.end - start) for pin in asked.pins)
    return _Asked(asked.text[start:end], asked.target, script, names, pins)


def _needed(fixed: Iterable[Fixed], view: View) -> list[Fixed]:
    """What is fixed and not so without: nearly all words with rules come out right, and what is beside a word that is
    fixed is converted as beside a comma. A part of a phrase is shown on all of it, and so is never right.
    """
    if not view.phrases:
        return [each for each in fixed if view.text[each.start : each.end] != each.shown]
    needed = []
    for each in fixed:
        start, end = view.span_to_view(each.start, each.end)
        if view.text[start:end] != each.shown or view.span_to_source(start, end) != (each.start, each.end):
            needed.append(each)
    return needed


def _moved(fixed: Fixed, offset: int) -> Fixed:
    return fixed._replace(start=fixed.start + offset, end=fixed.end + offset)
