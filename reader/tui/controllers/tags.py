"""The prompt for the tags of an annotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.prompts import Choice
from reader.tui.state.article import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.tui.controllers.annotations import Noting
    from reader.tui.screens.reading import ReaderScreen


class Tagging:
    """Asks for tags with blanks between them, and offers those that were given before."""

    sign = "#"

    def __init__(self, noting: Noting, screen: ReaderScreen) -> None:
        self._noting = noting
        self._screen = screen
        self.start = ""
        self.placeholder = ""
        self._known: dict[str, None] = {}
        """Tags that were given, the latest last."""

    async def action_tag(self) -> None:
        """Ask for the tags of the mark that is chosen."""
        tags = self._noting.tags
        if tags is None:
            self._screen.tell(self._screen.words("status.no_mark"))
            return
        self.start = tags
        self.placeholder = self._screen.words("tag.placeholder")
        await self._screen.box.open(self, self._screen.words)

    def choices(self, typed: str) -> Sequence[Choice]:
        """Tags given before that begin as the last word does."""
        before, _, last = typed.rpartition(" ")
        given = {*self._known, *(tag for each in self._screen.opened.noted.annotations for tag in each.tags)}
        found = [tag for tag in sorted(given) if last and folded(tag).startswith(folded(last)) and tag != last]
        return [Choice(f"#{tag}", typed=f"{before} {tag}".strip() + " ") for tag in found]

    def changed(self, typed: str) -> str:
        """Nothing to say."""
        return ""

    def accept(self, typed: str, choice: Choice | None) -> None:
        """Give them."""
        self._known |= dict.fromkeys(typed.split())
        self._noting.tag(typed)

    def cancel(self) -> None:
        """They stay as they were."""
