"""The pages of a session in the order in which they were visited, to go back and forward over."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.tui.state.navigation import NavigationCategory, NavigationTarget


class PageVisit(NamedTuple):
    """A visit of a page, with what was in sight when the page was left."""

    number: int
    """The number of its article in the reading list."""
    position: tuple[int, int] = (0, 0)
    """The (block, offset) at the top."""
    category: NavigationCategory | None = None
    """What `n` went through; None before the page was left for the first time."""
    current_item: NavigationTarget | None = None
    """What `n` had gone to."""


class PageHistory:
    """The visits of a session, as a web browser keeps them: a new one replaces those that were gone back over.

    It refers to articles by number, so that it keeps nothing of them: their annotations and the undo history stay where
    they are.
    """

    def __init__(self) -> None:
        self._visits: list[PageVisit] = []
        self._index = -1

    @property
    def current(self) -> PageVisit | None:
        """The visit of the page that is open; None before the first."""
        return self._visits[self._index] if self._visits else None

    def add(self, number: int) -> None:
        """Add a visit behind the current one, unless that is of the same article.

        Args:
            number: The number of the article.
        """
        if self.current is not None and self.current.number == number:
            return
        del self._visits[self._index + 1 :]
        self._visits.append(PageVisit(number))
        self._index += 1

    def leave(self, visit: PageVisit) -> None:
        """Replace the current visit, because its page is left, by what was in sight of it.

        Args:
            visit: Of the same article as the current one; where it is not, it is added.
        """
        self.add(visit.number)
        self._visits[self._index] = visit

    def find(self, step: int) -> int | None:
        """The index of a visit before or behind the current one; None where there is none.

        Args:
            step: How many visits behind it; negative for those before it.
        """
        index = self._index + step
        return index if self._visits and 0 <= index < len(self._visits) else None

    def get(self, index: int) -> PageVisit:
        """The visit of an index that `find` gave."""
        return self._visits[index]

    def go_to(self, index: int) -> None:
        """Make the visit of an index the current one: its page is shown again."""
        self._index = index
