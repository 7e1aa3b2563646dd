"""What is done to articles of the list: read, starred, tagged, removed. Each change can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.state.library_articles import FIRST_LIBRARY_NUMBER
from reader.tui.state.undo import UndoableAction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reader.tui.state.list_entry import ListEntry
    from reader.tui.state.reading_list import ReadingList


class ListChanges:
    """Changes articles by their numbers; those of the library are changed there, too.

    All methods raise ReaderError where the library cannot be written; nothing has changed then.

    Args:
        reading_list: The list.
    """

    def __init__(self, reading_list: ReadingList) -> None:
        self._reading_list = reading_list

    def mark_read(self, numbers: Iterable[int], *, read: bool) -> int:
        """Mark articles as read or unread; return how many that changed.

        They stay in the list, also where read articles are hidden, until it is sorted or filtered again.

        Args:
            numbers: The numbers of the articles.
            read: Whether they are read.
        """
        library, session = self._split(numbers)
        if self._reading_list.library is not None:
            library = self._reading_list.library.listing.filter_read(library, read=not read)
        changed = [*library, *(n for n in session if self._reading_list.entries[n].is_read != read)]

        def put(value: bool) -> None:
            if library:
                self._reading_list.annotation_store.update_articles(library, read=value)
            self._update_entries(changed, lambda entry: setattr(entry, "is_read", value))

        return self._do(changed, "action.read" if read else "action.unread", lambda: put(read), lambda: put(not read))

    def set_starred(self, numbers: Iterable[int], *, starred: bool) -> int:
        """Give articles a star, or take it away; return how many that changed.

        Args:
            numbers: The numbers of the articles.
            starred: Whether they have one.
        """
        changed = [n for n in numbers if self._reading_list.entries[n].is_starred != starred]
        library, _ = self._split(changed)

        def put(value: bool) -> None:
            if library:
                self._reading_list.annotation_store.update_articles(library, starred=value)
            self._update_entries(changed, lambda entry: setattr(entry, "is_starred", value))

        action = "action.star" if starred else "action.unstar"
        return self._do(changed, action, lambda: put(starred), lambda: put(not starred))

    def set_tags(self, numbers: Iterable[int], tags: Sequence[str], shown_tags: Sequence[str]) -> int:
        """Give articles of the library tags, and take others away; return how many that changed.

        Args:
            numbers: The numbers of the articles.
            tags: The tags they are to have.
            shown_tags: Those that were shown as theirs: of these the ones not among `tags` are taken away.
        """
        wanted, unwanted = set(tags), set(shown_tags) - set(tags)
        library, _ = self._split(numbers)
        before = {number: frozenset(self._reading_list.entries[number].tags) for number in library}
        changes = {
            number: (wanted - old, unwanted & old) for number, old in before.items() if wanted - old or unwanted & old
        }

        def put(*, undo: bool) -> None:
            for number, (added, removed) in changes.items():
                add, remove = (removed, added) if undo else (added, removed)
                self._reading_list.annotation_store.update_articles([number], add_tags=add, remove_tags=remove)
                old = before[number] if undo else (before[number] - removed) | added
                self._reading_list.entries[number].tags = tuple(sorted(old))

        return self._do(list(changes), "action.tag", lambda: put(undo=False), lambda: put(undo=True))

    def separate_story(self, number: int) -> int:
        """Give the other articles that tell the story of one rows of their own; return how many there are.

        Args:
            number: The number of the article.
        """
        store, library = self._reading_list.annotation_store, self._reading_list.library
        if library is None:
            return 0
        others = library.listing.find_duplicates(self._reading_list.entries[number].article_id)

        def put(value: bool) -> None:
            store.set_separate(others, is_separate=value)
            library.reload()
            self._reading_list.arrange()

        if others:
            action = UndoableAction("action.separate", lambda: put(True), lambda: put(False), {"n": len(others)})
            self._reading_list.history.do(action)
        return len(others)

    def remove(self, numbers: Iterable[int]) -> int:
        """Remove articles from the list, and from the library if it is one of its lists; their files stay.

        Returns:
            How many were removed.
        """
        library, session = self._split(numbers)
        changed = [*library, *(n for n in session if not self._reading_list.entries[n].is_removed)]

        def put(value: bool) -> None:
            if library:
                self._reading_list.annotation_store.hide_articles(library, is_hidden=value)
            self._update_entries(changed, lambda entry: setattr(entry, "is_removed", value))
            self._reading_list.arrange()

        return self._do(changed, "action.remove", lambda: put(True), lambda: put(False))

    def _do(self, changed: Sequence[int], message_id: str, do: Callable[[], None], undo: Callable[[], None]) -> int:
        if changed:
            self._reading_list.history.do(UndoableAction(message_id, do, undo, {"n": len(changed)}))
        return len(changed)

    def _update_entries(self, numbers: Iterable[int], change: Callable[[ListEntry], None]) -> None:
        """Change the entries of some articles, of those of the library the ones that are loaded."""
        library, session = self._split(numbers)
        for number in session:
            change(self._reading_list.entries[number])
        if self._reading_list.library is not None:
            for entry in self._reading_list.library.get_loaded_entries(library):
                change(entry)

    @staticmethod
    def _split(numbers: Iterable[int]) -> tuple[list[int], list[int]]:
        """The numbers of articles of the library, and those of the session."""
        ordered = list(numbers)
        return [n for n in ordered if n >= FIRST_LIBRARY_NUMBER], [n for n in ordered if n < FIRST_LIBRARY_NUMBER]
