"""What the reader decided about the words of an article, and notes that were begun: kept like annotations."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from reader.annotations.anchoring import reanchor
from reader.annotations.model import Annotation, CanonicalText, Target
from reader.annotations.w3c import make_timestamp
from reader.library.connection import Connection
from reader.library.records import parse_canonical_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.model import ViewName
    from reader.script.overrides import Override
    from reader.script.rules import Pin

_PIN_COLUMNS = "start, behind, exact, prefix, suffix, shown, view, placed"


class PinRecord(NamedTuple):
    """A pin as it is kept: by its words, like an annotation."""

    target: Target
    shown: str | None
    """What was chosen; None keeps the words as written."""
    view: ViewName
    is_placed: bool = True
    """Whether its words are where the target says; else it waits for a text that has them again."""


class UserChoices(Connection):
    """Pins, rules and drafts; articles are named by their ids and must have been kept before."""

    def load_canonical_text(self, article_id: str) -> CanonicalText:
        """The canonical text that annotations and pins of an article are tied to; empty for one that is not kept."""
        rows = self.select("SELECT canonical, lengths FROM texts WHERE article = ?", article_id)
        return parse_canonical_text(*rows[0]) if rows else CanonicalText(())

    def load_pins(self, article_id: str) -> dict[int, tuple[Pin, ...]]:
        """The stretches that were decided upon, by the indexes of their blocks; those whose words are gone wait."""
        from reader.script.rules import Pin

        rows = [row for row in self.load_pin_records(article_id) if row.is_placed]
        if not rows:
            return {}
        canonical = self.load_canonical_text(article_id)
        pins: defaultdict[int, list[Pin]] = defaultdict(list)
        for target, shown, view, _ in rows:
            block, at = canonical.locate(target.start)
            pins[block].append(Pin(at, at + target.end - target.start, shown, view))
        return {block: tuple(found) for block, found in pins.items()}

    def replace_pins(self, article_id: str, pins: Mapping[int, Sequence[Pin]]) -> None:
        """All stretches that are decided upon, in place of those before; those that wait go on waiting."""
        canonical = self.load_canonical_text(article_id)
        rows = []
        for block, pin in ((block, pin) for block, found in pins.items() for pin in found):
            target = canonical.make_target(canonical.to_offset(block, pin.start), canonical.to_offset(block, pin.end))
            rows.append(PinRecord(target, pin.replacement, pin.view_name))
        waiting = [row for row in self.load_pin_records(article_id) if not row.is_placed]
        self._replace_pin_records(article_id, [*rows, *waiting])

    def load_pin_records(self, article_id: str) -> list[PinRecord]:
        """All pins, also those whose words are nowhere for certain, in the order of their places."""
        question = f"SELECT {_PIN_COLUMNS} FROM pins WHERE article = ? ORDER BY start"
        return [PinRecord(Target(*row[:5]), row[5], row[6], bool(row[7])) for row in self.select(question, article_id)]

    def reanchor_pins(self, article_id: str, records: Sequence[PinRecord], old_text: str) -> None:
        """Pins of another state of the text, in place of all: one whose words changed, or are gone, waits.

        Args:
            article_id: Its id.
            records: With their places in that state.
            old_text: That canonical text.
        """
        canonical = self.load_canonical_text(article_id)
        if canonical.text != old_text:
            old = [Annotation("", "", "", row.target) for row in records]
            found = reanchor(canonical, old, old_text)
            records = [
                row._replace(target=new.target or row.target, is_placed=new.state in ("exact", "moved"))
                for row, new in zip(records, found, strict=True)
            ]
        self._replace_pin_records(article_id, records)

    def _replace_pin_records(self, article_id: str, records: Sequence[PinRecord]) -> None:
        with self.transaction():
            self.execute("DELETE FROM pins WHERE article = ?", article_id)
            for target, shown, view, placed in records:
                words = target.start, target.end, target.exact, target.prefix, target.suffix
                self.execute(
                    f"INSERT INTO pins (article, {_PIN_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    article_id,
                    *words,
                    shown,
                    view,
                    placed,
                )

    def load_rules(self, article_id: str) -> list[Override]:
        """The words that were decided upon for the whole article, in the order of deciding."""
        from reader.script.overrides import Override

        rows = self.select("SELECT written, shown, views FROM rules WHERE article = ? ORDER BY number", article_id)
        return [Override(written, shown, tuple(json.loads(views))) for written, shown, views in rows]

    def replace_rules(self, article_id: str, rules: Sequence[Override]) -> None:
        """All such words, in place of those before."""
        with self.transaction():
            self.execute("DELETE FROM rules WHERE article = ?", article_id)
            for number, rule in enumerate(rules):
                values = article_id, number, rule.word, rule.replacement, json.dumps(rule.scopes)
                self.execute("INSERT INTO rules VALUES (?, ?, ?, ?, ?)", *values)

    def load_drafts(self, article_id: str) -> dict[str, str]:
        """The notes that were begun, by what they are about."""
        return dict(self.select("SELECT about, note FROM drafts WHERE article = ? ORDER BY modified", article_id))

    def store_draft(self, article_id: str, subject_id: str, note: str) -> None:
        """A note that was begun, in place of the one before; an empty one takes it away.

        Args:
            article_id: Its id.
            subject_id: The id of an annotation, or any name for a new one.
            note: As far as it was typed.
        """
        if note:
            values = article_id, subject_id, note, make_timestamp()
            self.execute("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?)", *values)
        else:
            self.execute("DELETE FROM drafts WHERE article = ? AND about = ?", article_id, subject_id)
