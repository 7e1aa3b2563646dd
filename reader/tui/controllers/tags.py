"""The prompt for the tags of an annotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotations.tags import find_last_tag_start, split_tags
from reader.text.folding import fold_for_search
from reader.tui.prompts import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.tui.controllers.annotations import AnnotationController
    from reader.tui.shell import Session, Shell


class TagController:
    """The prompt: tags with blanks between them. It completes tags that were given before.

    Args:
        shell: The screen.
        session: The open article, the reading list and the settings.
        annotation_controller: Changes annotations so that they can be undone.
    """

    prefix = "#"

    def __init__(self, shell: Shell, session: Session, annotation_controller: AnnotationController) -> None:
        self._shell = shell
        self._session = session
        self._annotation_controller = annotation_controller
        self.initial_text = ""
        self.placeholder = ""
        self._recent_tags: dict[str, None] = {}
        """Tags that were given, the latest last."""

    async def action_tag(self) -> None:
        """Ask for the tags of the current annotation."""
        tags = self._annotation_controller.selected_tags
        if tags is None:
            self._shell.show_message(self._session.messages("status.no_mark"), "warning")
            return
        self.initial_text = tags
        self.placeholder = self._session.messages("tag.placeholder")
        await self._shell.open_prompt(self)

    def list_choices(self, text: str) -> Sequence[Choice]:
        """Offer tags given before that begin as the last word does."""
        start = find_last_tag_start(text)
        before, last = text[:start], text[start:]
        given = {
            *self._recent_tags,
            *(tag for each in self._session.open_article.annotation_index.annotations for tag in each.tags),
        }
        begun = fold_for_search(last)
        found = [tag for tag in sorted(given) if begun and fold_for_search(tag).startswith(begun) and tag != last]
        return [Choice(f"#{tag}", completion=f"{before}{tag} ") for tag in found]

    def preview(self, text: str) -> str:
        """Say nothing."""
        return ""

    def accept(self, text: str, choice: Choice | None) -> None:
        """Set the tags of the annotation.

        Args:
            text: The tags.
            choice: The selected choice; None without choices.
        """
        self._recent_tags |= dict.fromkeys(split_tags(text))
        self._annotation_controller.set_tags(text)

    def cancel(self) -> None:
        """Leave the tags as they were."""
