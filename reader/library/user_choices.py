"""What the reader decided about the words of an article, and notes that were begun: kept like annotations."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from reader.annotations.anchoring import anchored
from reader.annotations.model import Annotation, Canonical, Target
from reader.annotations.w3c import moment
from reader.library.connection import Base
from reader.library.records import canonical_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.model import ViewName
    from reader.script.overrides import Rule
    from reader.script.rules import Pin

_PIN = "start, behind, exact, prefix, suffix, shown, view, placed"


class PinRow(NamedTuple):
    """A pin as it is kept: by its words, like an annotation."""

    target: Target
    shown: str | None
    """What was chosen; None keeps the words as written."""
    view: ViewName
    placed: bool = True
    """Whether its words are where the target says; else it waits for a text that has them again."""


class Decisions(Base):
    """Pins, rules and drafts; articles are named by their ids and must have been kept before."""

    def canonical(self, article: str) -> Canonical:
        """The canonical text that annotations and pins of an article are tied to; empty for one that is not kept."""
        rows = self.select("SELECT canonical, lengths FROM texts WHERE article = ?", article)
        return canonical_of(*rows[0]) if rows else Canonical(())

    def pins(self, article: str) -> dict[int, tuple[Pin, ...]]:
        """The stretches that were decided upon, by the indexes of their blocks; those whose words are gone wait."""
        from reader.script.rules import Pin

        rows = [row for row in self.pin_rows(article) if row.placed]
        if not rows:
            return {}
        canonical = self.canonical(article)
        pins: defaultdict[int, list[Pin]] = defaultdict(list)
        for target, shown, view, _ in rows:
            block, at = canonical.place(target.start)
            pins[block].append(Pin(at, at + target.end - target.start, shown, view))
        return {block: tuple(found) for block, found in pins.items()}

    def put_pins(self, article: str, pins: Mapping[int, Sequence[Pin]]) -> None:
        """All stretches that are decided upon, in place of those before; those that wait go on waiting."""
        canonical = self.canonical(article)
        rows = []
        for block, pin in ((block, pin) for block, found in pins.items() for pin in found):
            target = canonical.target(canonical.offset(block, pin.start), canonical.offset(block, pin.end))
            rows.append(PinRow(target, pin.shown, pin.view))
        waiting = [row for row in self.pin_rows(article) if not row.placed]
        self._put_pin_rows(article, [*rows, *waiting])

    def pin_rows(self, article: str) -> list[PinRow]:
        """All pins, also those whose words are nowhere for certain, in the order of their places."""
        question = f"SELECT {_PIN} FROM pins WHERE article = ? ORDER BY start"
        return [PinRow(Target(*row[:5]), row[5], row[6], bool(row[7])) for row in self.select(question, article)]

    def anchor_pins(self, article: str, rows: Sequence[PinRow], before: str) -> None:
        """Pins of another state of the text, in place of all: one whose words changed, or are gone, waits.

        Args:
            article: Its id.
            rows: With their places in that state.
            before: That canonical text.
        """
        canonical = self.canonical(article)
        if canonical.text != before:
            old = [Annotation("", "", "", row.target) for row in rows]
            found = anchored(canonical, old, before)
            rows = [
                row._replace(target=new.target or row.target, placed=new.state in ("exact", "moved"))
                for row, new in zip(rows, found, strict=True)
            ]
        self._put_pin_rows(article, rows)

    def _put_pin_rows(self, article: str, rows: Sequence[PinRow]) -> None:
        with self.writing():
            self.change("DELETE FROM pins WHERE article = ?", article)
            for target, shown, view, placed in rows:
                words = target.start, target.end, target.exact, target.prefix, target.suffix
                self.change(
                    f"INSERT INTO pins (article, {_PIN}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    article,
                    *words,
                    shown,
                    view,
                    placed,
                )

    def rules(self, article: str) -> list[Rule]:
        """The words that were decided upon for the whole article, in the order of deciding."""
        from reader.script.overrides import Rule

        rows = self.select("SELECT written, shown, views FROM rules WHERE article = ? ORDER BY number", article)
        return [Rule(written, shown, tuple(json.loads(views))) for written, shown, views in rows]

    def put_rules(self, article: str, rules: Sequence[Rule]) -> None:
        """All such words, in place of those before."""
        with self.writing():
            self.change("DELETE FROM rules WHERE article = ?", article)
            for number, rule in enumerate(rules):
                values = article, number, rule.written, rule.shown, json.dumps(rule.where)
                self.change("INSERT INTO rules VALUES (?, ?, ?, ?, ?)", *values)

    def drafts(self, article: str) -> dict[str, str]:
        """The notes that were begun, by what they are about."""
        return dict(self.select("SELECT about, note FROM drafts WHERE article = ? ORDER BY modified", article))

    def put_draft(self, article: str, about: str, note: str) -> None:
        """A note that was begun, in place of the one before; an empty one takes it away.

        Args:
            article: Its id.
            about: The id of an annotation, or any name for a new one.
            note: As far as it was typed.
        """
        if note:
            values = article, about, note, moment()
            self.change("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?)", *values)
        else:
            self.change("DELETE FROM drafts WHERE article = ? AND about = ?", article, about)
