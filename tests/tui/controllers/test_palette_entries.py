"""What the palette offers, and what a typed text finds first."""

from __future__ import annotations

import pytest

from reader.i18n import Messages
from reader.input.commands import COMMANDS
from reader.text.folding import fold_for_search
from reader.tui.controllers.palette_entries import list_other_entries, make_command_entry, rank_entry

ENTRIES = [*map(make_command_entry, COMMANDS), *list_other_entries()]


def find_best(text: str) -> set[str]:
    """The ids of the entries that match a text best."""
    ranks = {entry.id: rank for entry in ENTRIES if (rank := rank_entry(entry, fold_for_search(text))) is not None}
    return {entry_id for entry_id, rank in ranks.items() if rank == min(ranks.values())}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("taiwan", "view.tw"),
        ("light", "setting.theme.light"),
        ("the", "setting.theme.dark"),
        ("print", "print"),
        ("設定", "settings"),
        ("设置", "settings"),
        ("q", "quit"),
        ("pane.notes", "pane.notes"),
    ],
)
def test_words_of_any_language_find_their_entry_first(text: str, found: str) -> None:
    assert found in find_best(text)


def test_every_entry_is_found_by_its_own_title_in_every_language() -> None:
    for entry in ENTRIES:
        for language in ("en", "hk", "tw", "hans"):
            title = fold_for_search(entry.make_title(Messages(language)))
            assert rank_entry(entry, title) == (1 if entry.setting else 0), (entry.id, language)


def test_an_entry_without_the_text_does_not_match() -> None:
    assert all(rank_entry(entry, "§§§") is None for entry in ENTRIES)
    assert all(rank_entry(entry, "") == 0 for entry in ENTRIES)


def test_settings_and_views_are_offered_once() -> None:
    ids = [entry.id for entry in ENTRIES]
    assert len(ids) == len(set(ids))
    assert {"view.source", "setting.theme.dark", "setting.language.hk"} <= set(ids)
