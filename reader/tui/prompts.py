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


class FilterPrompt:
    """A prompt that filters a list while its words are typed.

    Args:
        set_filter: Filters by a text and returns what to say at the right of the prompt.
        on_done: Called when the filter is kept or put back.
        initial_text: The filter there is.
        placeholder: What stands in the empty prompt.
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
        """Offer nothing: the list itself shows what is left of it."""
        return ()

    def preview(self, text: str) -> str:
        """Filter by what is typed so far."""
        return self._set_filter(text)

    def accept(self, text: str, choice: Choice | None) -> None:
        """Keep the filter."""
        self._on_done()

    def cancel(self) -> None:
        """Put back the filter there was."""
        self._set_filter(self.initial_text)
        self._on_done()
