"""What the palette offers, and what a typed text finds first."""

from __future__ import annotations

import pytest

from reader.i18n import Messages
from reader.input.commands import COMMANDS
from reader.text.folding import fold_for_search
from reader.tui.controllers import palette_entries
from reader.tui.controllers.palette_entries import PaletteEntry, list_other_entries, make_command_entry, rank_entry

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


@pytest.mark.parametrize(
    ("name", "query", "rank"),
    [
        ("page down", "page down", 0),
        ("page down", "page", 2),
        ("page down", "down", 4),
        ("page.down", "down", 4),
        ("page down", "age", 6),
        ("page down", "pgdn", 10),
        ("page down", "e", 6),
        ("page down", "x", None),
        ("page down", "ndp", None),
        ("全部已讀", "全讀", None),
        ("abc", "b", 6),
        ("a b", "z", None),
    ],
)
def test_a_name_matches_the_better_the_more_of_it_is_typed(name: str, query: str, rank: int | None) -> None:
    assert palette_entries._rank_name(name, query) == rank


def test_one_letter_is_no_abbreviation() -> None:
    assert palette_entries._rank_name("page", "a") == 6
    assert palette_entries._rank_name("page", "ae") == 10


@pytest.mark.parametrize(
    ("entry_id", "text", "rank"),
    [
        ("quit", "q", -1),
        ("setting.theme.light", "theme: light", 1),
        ("setting.theme.light", "theme: l", 3),
        ("setting.theme.light", "light", 5),
        ("setting.theme.light", "setting.theme.light", 1),
        ("setting.theme.light", "淺色", 5),
        ("setting.theme.light", "淺", 7),
        ("view.tw", "traditional, taiwan", 0),
        ("view.tw", "traditional, t", 2),
    ],
)
def test_settings_come_behind_what_matches_as_well(entry_id: str, text: str, rank: int) -> None:
    (entry,) = (entry for entry in ENTRIES if entry.id == entry_id)
    assert rank_entry(entry, fold_for_search(text)) == rank


def test_words_of_the_help_find_an_entry_last() -> None:
    command, setting = (
        PaletteEntry("settings", ("settings",), "settings.help"),
        PaletteEntry("x", ("settings", "settings"), "settings.help", setting=("a", "b")),
    )
    text = fold_for_search(Messages("en")("settings.help"))[-9:]
    assert rank_entry(command, text) == 8
    assert rank_entry(setting, text) == 9


def test_titles_have_the_colon_of_the_language() -> None:
    (entry,) = (entry for entry in ENTRIES if entry.id == "setting.theme.light")
    assert entry.make_title(Messages("en")) == "Theme: Light"
    assert "：" in entry.make_title(Messages("hans"))
