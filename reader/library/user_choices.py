"""What the user decided about the words of an article, and notes that are not finished yet."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, get_args

from reader.annotations.anchoring import reanchor
from reader.annotations.model import Annotation, Target
from reader.annotations.w3c import make_timestamp
from reader.library.records import load_canonical_text, parse_json_list
from reader.model.clean import clean_lines
from reader.model.view import ViewName

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.library.connection import Connection
    from reader.script.overrides import Override
    from reader.script.rules import Pin

_PIN_COLUMNS = "start, behind, exact, prefix, suffix, shown, view, placed"


class PinRecord(NamedTuple):
    """A pin as the table `pins` has it: tied to its words, like an annotation.

    The fields go to SQL and to the exported JSON by their order.
    """

    target: Target
    shown: str | None
    """The words chosen; None keeps those of the source."""
    view: ViewName
    is_placed: bool = True
    """Whether its words are where the target says. Else the pin has no effect until a text has them again."""


class UserChoices:
    """The pins, word rules and drafts of the articles in a library, which are named by their ids.

    All methods raise ReaderError where the library cannot be read or written.

    Args:
        connection: To the library; the articles must be in it.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def load_pins(self, article_id: str) -> dict[int, tuple[Pin, ...]]:
        """The pins that are in force, by the indexes of their blocks."""
        from reader.script.rules import Pin

        records = [record for record in self.load_pin_records(article_id) if record.is_placed]
        if not records:
            return {}
        canonical = load_canonical_text(self._connection, article_id)
        pins: defaultdict[int, list[Pin]] = defaultdict(list)
        for target, shown, view, _ in records:
            block, start = canonical.locate(target.start)
            pins[block].append(Pin(start, start + target.end - target.start, shown, view))
        return {block: tuple(found) for block, found in pins.items()}

    def replace_pins(self, article_id: str, pins: Mapping[int, Sequence[Pin]]) -> None:
        """Store the pins of an article in place of those in force; pins whose words are missing stay stored.

        Args:
            article_id: The article's id.
            pins: All that are in force, by the indexes of their blocks.
        """
        canonical = load_canonical_text(self._connection, article_id)
        records = []
        for block, pin in ((block, pin) for block, found in pins.items() for pin in found):
            target = canonical.make_target(canonical.to_offset(block, pin.start), canonical.to_offset(block, pin.end))
            records.append(PinRecord(target, pin.replacement, pin.view_name))
        missing = [record for record in self.load_pin_records(article_id) if not record.is_placed]
        self._replace_pin_records(article_id, [*records, *missing])

    def load_pin_records(self, article_id: str) -> list[PinRecord]:
        """All pins in the order of their positions, with those whose words are missing."""
        sql = f"SELECT {_PIN_COLUMNS} FROM pins WHERE article = ? ORDER BY start"
        rows = self._connection.select(sql, article_id)
        return [
            PinRecord(Target(*row[:5]), row[5], row[6], bool(row[7]))
            for row in rows
            if 0 <= row[0] <= row[1] and row[6] in get_args(ViewName)  # damaged rows have no effect
        ]

    def reanchor_pins(self, article_id: str, records: Sequence[PinRecord], old_text: str) -> None:
        """Store pins, re-anchored in the article's present text, in place of all that are stored.

        A pin whose words have changed or are missing is stored, but has no effect.

        Args:
            article_id: The article's id.
            records: Pins with positions in the old text.
            old_text: The canonical text that they were made in.
        """
        canonical = load_canonical_text(self._connection, article_id)
        if canonical.text != old_text:
            old = [Annotation("", "", "", record.target) for record in records]
            found = reanchor(canonical, old, old_text)
            records = [
                record._replace(target=new.target or record.target, is_placed=new.state in ("exact", "moved"))
                for record, new in zip(records, found, strict=True)
            ]
        self._replace_pin_records(article_id, records)

    def _replace_pin_records(self, article_id: str, records: Sequence[PinRecord]) -> None:
        with self._connection.transaction():
            self._connection.execute("DELETE FROM pins WHERE article = ?", article_id)
            for target, shown, view, is_placed in records:
                self._connection.execute(
                    f"INSERT INTO pins (article, {_PIN_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    article_id,
                    *(target.start, target.end, target.exact, target.prefix, target.suffix),
                    shown,
                    view,
                    is_placed,
                )

    def load_rules(self, article_id: str) -> list[Override]:
        """The word rules of an article, in the order in which they were made."""
        from reader.script.overrides import Override

        sql = "SELECT written, shown, views FROM rules WHERE article = ? ORDER BY number"
        rows = self._connection.select(sql, article_id)
        return [Override(written, shown, _parse_scopes(views)) for written, shown, views in rows]

    def replace_rules(self, article_id: str, rules: Sequence[Override]) -> None:
        """Store the word rules of an article in place of those that are stored.

        Args:
            article_id: The article's id.
            rules: All of them, in the order in which they were made.
        """
        with self._connection.transaction():
            self._connection.execute("DELETE FROM rules WHERE article = ?", article_id)
            for number, rule in enumerate(rules):
                values = article_id, number, rule.word, rule.replacement, json.dumps(rule.scopes)
                self._connection.execute("INSERT INTO rules VALUES (?, ?, ?, ?, ?)", *values)

    def load_drafts(self, article_id: str) -> dict[str, str]:
        """The unfinished notes of an article, by the subjects they were stored with; the oldest first."""
        sql = "SELECT about, note FROM drafts WHERE article = ? ORDER BY modified"
        return {about: clean_lines(note) for about, note in self._connection.select(sql, article_id)}

    def store_draft(self, article_id: str, subject_id: str, note: str) -> None:
        """Store an unfinished note in place of the one with the same subject.

        Args:
            article_id: The article's id.
            subject_id: The id of an annotation, or any name for a note on something else.
            note: The text so far; an empty one deletes the draft.
        """
        if note:
            values = article_id, subject_id, clean_lines(note), make_timestamp()
            self._connection.execute("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?)", *values)
        else:
            self._connection.execute("DELETE FROM drafts WHERE article = ? AND about = ?", article_id, subject_id)


def _parse_scopes(text: str) -> tuple[str, ...]:
    """The views of a rule in a column; none, so that it has no effect, where it is damaged."""
    return tuple(each for each in parse_json_list(text) if isinstance(each, str))
