"""Blocks of text for the tests of the cursor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from reader.model import clean
from reader.tui.cursor import motions
from reader.typeset.graphemes import iter_graphemes

if TYPE_CHECKING:
    from reader.tui.cursor.positions import Position


@dataclass(frozen=True)
class Paper:
    """Blocks, of which some are not on the page."""

    blocks: tuple[str, ...]
    hidden: frozenset[int] = frozenset()

    @property
    def block_count(self) -> int:
        return len(self.blocks)

    def get_text(self, block: int) -> str:
        return self.blocks[block]

    def is_shown(self, block: int) -> bool:
        return block not in self.hidden

    def positions(self) -> list[Position]:
        """All positions that the cursor may have."""
        return [
            (block, start)
            for block, text in enumerate(self.blocks)
            if self.is_shown(block)
            for start, _ in iter_graphemes(text)
        ]


NEWS = Paper(("共生經濟", "電頭", "他說：「發展，要快。」大家笑了！", "完"), frozenset({1}))
SIGNS = '發展的了𨋢。。！？；……「」『』（）”"，、：《》.!?; \n\u3000\u00a01９aZ-@é’\u0301\u200d👨🇭🇰葛\U000e0100'
TEXTS = st.text(st.sampled_from(SIGNS), max_size=30).map(clean) | st.text(max_size=12).map(clean)
PAPERS = st.builds(
    lambda blocks, hidden: Paper(tuple(blocks), frozenset(hidden)),
    st.lists(TEXTS, max_size=5),
    st.sets(st.integers(0, 4), max_size=3),
)
ON = ["move_right", "move_to_next_phrase", "move_to_phrase_end", "move_to_next_sentence", "move_to_next_paragraph"]
BACK = ["move_left", "move_to_previous_phrase", "move_to_previous_sentence", "move_to_previous_paragraph"]
MOTIONS = {name: getattr(motions, name) for name in ON + BACK}
"""The motions by name."""
