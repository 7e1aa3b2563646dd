"""What the prompt bar asks for, and the choices that a drawer offers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Choice:
    """A row of a drawer."""

    title: str
    detail: str = ""
    """Text in a column behind the titles."""
    key_hint: str = ""
    """Keys, shown at the right edge."""
    run: Callable[[], object] | None = None
    """Called when it is chosen; a row without it can only be read."""
    completion: str = ""
    """What completing by Tab puts into the input."""


class Prompt(Protocol):
    """A question that the prompt bar asks, from its opening to Enter or Esc."""

    prefix: str
    """Text before the input."""
    placeholder: str
    """Text in an empty input."""
    initial_text: str
    """Text in the input at first."""

    def list_choices(self, text: str) -> Sequence[Choice]:
        """The choices that the drawer offers for a text; without any there is no drawer."""

    def preview(self, text: str) -> str:
        """The text at the right of the input; called whenever the input changes."""

    def accept(self, text: str, choice: Choice | None) -> None:
        """Called on Enter.

        Args:
            text: The text of the input.
            choice: The selected choice; None where there is none.
        """

    def cancel(self) -> None:
        """Called on Esc."""
