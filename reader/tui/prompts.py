"""What the prompt bar may ask for, and what a drawer may offer: values and small objects, no widgets."""

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
    """Behind the titles, in a column of its own."""
    key_hint: str = ""
    """At the right edge: the keys."""
    run: Callable[[], object] | None = None
    """What choosing it does; a row without it can only be read."""
    completion: str = ""
    """What choosing it puts into the prompt, to type on."""


class Prompt(Protocol):
    """What the prompt bar asks for, from its opening to Enter or Esc."""

    prefix: str
    """Before what is typed."""
    placeholder: str
    initial_text: str
    """What stands in it at first."""

    def list_choices(self, text: str) -> Sequence[Choice]:
        """What the drawer over the prompt bar offers for what is typed so far; without choices there is no drawer."""

    def preview(self, text: str) -> str:
        """Called whenever something else is typed; what to say at the right."""

    def accept(self, text: str, choice: Choice | None) -> None:
        """Called with Enter, on a choice if there are any."""

    def cancel(self) -> None:
        """Called with Esc."""


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
