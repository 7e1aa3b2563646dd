"""The prompt for the tags of an annotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.prompts import Choice
from reader.tui.state.article import fold_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.tui.controllers.annotations import AnnotationController
    from reader.tui.screens.reading import ReadingScreen


class TagController:
    """Asks for tags with blanks between them, and offers those that were given before."""

    prefix = "#"

    def __init__(self, annotation_controller: AnnotationController, screen: ReadingScreen) -> None:
        self._annotation_controller = annotation_controller
        self._screen = screen
        self.initial_text = ""
        self.placeholder = ""
        self._recent_tags: dict[str, None] = {}
        """Tags that were given, the latest last."""

    async def action_tag(self) -> None:
        """Ask for the tags of the mark that is chosen."""
        tags = self._annotation_controller.selected_tags
        if tags is None:
            self._screen.show_message(self._screen.messages("status.no_mark"))
            return
        self.initial_text = tags
        self.placeholder = self._screen.messages("tag.placeholder")
        await self._screen.prompt_bar.open(self, self._screen.messages)

    def list_choices(self, text: str) -> Sequence[Choice]:
        """Tags given before that begin as the last word does."""
        before, _, last = text.rpartition(" ")
        given = {
            *self._recent_tags,
            *(tag for each in self._screen.open_article.annotation_index.annotations for tag in each.tags),
        }
        found = [tag for tag in sorted(given) if last and fold_text(tag).startswith(fold_text(last)) and tag != last]
        return [Choice(f"#{tag}", completion=f"{before} {tag}".strip() + " ") for tag in found]

    def preview(self, text: str) -> str:
        """Nothing to say."""
        return ""

    def accept(self, text: str, choice: Choice | None) -> None:
        """Give them."""
        self._recent_tags |= dict.fromkeys(text.split())
        self._annotation_controller.set_tags(text)

    def cancel(self) -> None:
        """They stay as they were."""
