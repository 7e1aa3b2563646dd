"""The interface of a prompt for the prompt bar, and the choices of a drawer."""

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


class FilterPrompt:
    """A prompt that filters a list while its words are typed.

    Args:
        set_filter: Filters by a text, and returns the feedback at the right of the prompt.
        on_done: Called when the filter was accepted or restored.
        initial_text: The current filter.
        placeholder: The text of the empty prompt.
    """

    prefix = "/"

    def __init__(
        self,
        set_filter: Callable[[str], str],
        on_done: Callable[[], None],
        *,
        initial_text: str = "",
        placeholder: str = "",
    ) -> None:
        self.placeholder = placeholder
        self.initial_text = initial_text
        self._set_filter = set_filter
        self._on_done = on_done

    def list_choices(self, text: str) -> Sequence[Choice]:
        """Offer nothing: the list itself shows the result."""
        return ()

    def preview(self, text: str) -> str:
        """Filter by the text typed so far, and return the feedback."""
        return self._set_filter(text)

    def accept(self, text: str, choice: Choice | None) -> None:
        """Keep the filter.

        Args:
            text: The filter.
            choice: The selected choice; None without choices.
        """
        self._on_done()

    def cancel(self) -> None:
        """Restore the previous filter."""
        self._set_filter(self.initial_text)
        self._on_done()
