"""What the row below may ask for, and what a drawer may offer: values and small objects, no widgets."""

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
    """What choosing it puts into the box, for who wants to type on."""


class Prompt(Protocol):
    """What a box asks for, from its opening to Enter or Esc."""

    prefix: str
    """Before what is typed."""
    placeholder: str
    initial_text: str
    """What stands in the box at first."""

    def list_choices(self, text: str) -> Sequence[Choice]:
        """What the drawer over the box offers for what is typed so far; nothing: there is no drawer."""

    def preview(self, text: str) -> str:
        """Something else is typed: what to say at the right of the box."""

    def accept(self, text: str, choice: Choice | None) -> None:
        """Enter, on a choice if there are any."""

    def cancel(self) -> None:
        """Esc."""
