"""Articles that are put away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.removal import delete_articles, find_hidden, mute_articles, restore_articles
from tests.library.texts import STORY, opened

if TYPE_CHECKING:
    from reader.library.library import Library


def test_deleted_and_muted_articles_are_not_listed_and_can_be_restored(library: Library) -> None:
    one, other = opened(), opened(STORY, "/news/2.txt")
    for each in (one, other):
        library.store_article(each.article, each.source)
    note = one.note("首批葉片", "核對")
    library.store_annotation(note, one.id)
    assert delete_articles(library.connection, [one.id, "unknown"]) == 1
    assert mute_articles(library.connection, [other.id]) == 1
    assert delete_articles(library.connection, [one.id]) == 0
    assert find_hidden(library.connection, [one.id, other.id, "unknown"]) == {one.id, other.id}
    assert library.list_entries() == []
    assert restore_articles(library.connection, [one.id, other.id]) == 2
    assert {entry.id for entry in library.list_entries()} == {one.id, other.id}
    assert library.load_annotations(one.id) == [note]
