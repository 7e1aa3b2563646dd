"""The settings page: what it shows is in force, what it changes is written."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from reader.config.settings import load_settings
from reader.tui.screens.settings import _SETTING_NAMES, _list_values
from reader.typeset import cell_len

if TYPE_CHECKING:
    from pathlib import Path

Open = Any


async def page(reader: Any) -> None:
    await reader.app.action_settings()
    await reader.settle()


async def mark(reader: Any, name: str) -> None:
    """Go to a setting's row."""
    await reader.press("g", *["j"] * _SETTING_NAMES.index(name))
    assert reader.app.screen.rows.marked_line.value == name


@pytest.mark.parametrize("name", _SETTING_NAMES)
async def test_every_setting_changes_and_is_written(open_reader: Open, name: str, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    async with open_reader("02-feature", size=(90, 26), config=str(path)) as reader:
        await page(reader)
        await mark(reader, name)
        before = getattr(reader.app.settings, name)
        values = list(_list_values(name))
        seen = [before]
        for _ in range(min(3, len(values) - 1)):
            await reader.press("enter")
            seen.append(getattr(reader.app.settings, name))
            assert getattr(load_settings(str(path)), name) == seen[-1]
            assert str(path)[:24] in "".join(reader.rows()[-4:])
            if name != "measure":
                value = reader.app.screen.messages(f"setting.{name}.{seen[-1]}")
                assert value in reader.text
        assert len(set(seen)) == len(seen)
        for value in reversed(seen[:-1]):
            await reader.press("h")
            assert getattr(reader.app.settings, name) == value
        await reader.press("q")
        assert reader.screen.article_pane.article_view.has_focus


async def test_comments_and_everything_else_stay(open_reader: Open, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('# mine\ntheme = "dark"  # at night\n\n[keys]\n# vi\n"walk.next" = "n"\n', "utf-8")
    async with open_reader("02-feature", size=(90, 26), config=str(path)) as reader:
        await page(reader)
        await mark(reader, "theme")
        await reader.press("enter")
        text = path.read_text("utf-8")
        assert text == '# mine\ntheme = "light"  # at night\n\n[keys]\n# vi\n"walk.next" = "n"\n'


async def test_the_theme_is_in_force_at_once(open_reader: Open, tmp_path: Path) -> None:
    async with open_reader("02-feature", size=(90, 26), config=str(tmp_path / "c.toml")) as reader:
        before = reader.app.screen.styles.background
        await page(reader)
        await mark(reader, "theme")
        await reader.press("l")
        assert reader.app.theme == "dubao-light"
        await reader.press("q")
        assert reader.app.screen.styles.background != before
        assert reader.screen.article_pane.article_view.get_part_style().bgcolor is not None


@pytest.mark.parametrize(("before", "after"), [("ansi", "dark"), ("ansi", "light"), ("light", "ansi")])
async def test_any_theme_can_follow_any_other(
    open_reader: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str, after: str
) -> None:
    if before == "ansi":  # as prepare_terminal has it from the environment
        monkeypatch.setattr("textual.app.constants.DEFAULT_THEME", "ansi-dark")
    async with open_reader("02-feature", size=(90, 26), config=str(tmp_path / "c.toml"), theme=before) as reader:
        assert reader.app.native_ansi_color is (before == "ansi")
        reader.app.change_setting("theme", after)
        await reader.settle()
        assert reader.app.theme == ("ansi-dark" if after == "ansi" else f"dubao-{after}")
        style = reader.screen.article_pane.article_view.get_part_style()
        assert style.bgcolor is not None
        assert (style.bgcolor.triplet is None) is (after == "ansi")


async def test_measure_density_paragraphs_and_language_are_in_force_at_once(open_reader: Open, tmp_path: Path) -> None:
    async with open_reader("02-feature", size=(100, 30), config=str(tmp_path / "c.toml")) as reader:
        screen = reader.screen

        def widest() -> int:
            return max(cell_len(row.split("│")[0].strip()) for row in reader.rows()[5:20])

        assert widest() > 52
        rows = reader.rows()
        await page(reader)
        await mark(reader, "measure")
        await reader.press(*["h"] * 10)
        await reader.press("q")
        assert screen.settings.measure == 26
        assert widest() <= 52
        for name in ("density", "paragraphs", "kinsoku"):
            before = reader.rows()
            await page(reader)
            await mark(reader, name)
            await reader.press("l", "q")
            assert reader.rows() != before or name == "kinsoku", name
        await page(reader)
        await mark(reader, "language")
        await reader.press("l", "l")
        assert "設定" in reader.top or "语言" in reader.text or "語言" in reader.text
        await reader.press("q")
        assert "說明" in reader.bottom
        assert reader.rows() != rows


async def test_reading_position_stays_after_a_change_of_settings(open_reader: Open, tmp_path: Path) -> None:
    async with open_reader("02-feature", size=(100, 30), config=str(tmp_path / "c.toml")) as reader:
        await reader.press("space")
        block, _ = reader.screen.article_pane.article_view.position
        await page(reader)
        for name in ("measure", "density", "paragraphs"):
            await mark(reader, name)
            await reader.press("h")
        await reader.press("q")
        assert reader.screen.article_pane.article_view.position[0] == block


@pytest.mark.skipif(os.name == "nt", reason="folders are not made read-only so")
async def test_unwritable_settings_show_an_error_and_change_nothing(open_reader: Open, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder", "utf-8")
    async with open_reader("02-feature", size=(110, 26), config=str(blocked / "config.toml")) as reader:
        await page(reader)
        await mark(reader, "theme")
        await reader.press("enter")
        assert reader.app.settings.theme == "dark"
        assert "config.toml" in reader.text
        assert "saved" not in reader.bottom
        assert reader.app.screen._message


async def test_damaged_settings_file_shows_an_error_and_is_not_changed(open_reader: Open, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("theme = \n[[[", "utf-8")
    async with open_reader("02-feature", size=(110, 26), config=str(path)) as reader:
        await page(reader)
        await reader.press("enter")
        assert reader.app.screen._message
        assert path.read_text("utf-8") == "theme = \n[[["


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (200, 50)])
async def test_the_page_in_windows_of_any_size(open_reader: Open, size: tuple[int, int], tmp_path: Path) -> None:
    async with open_reader("02-feature", size=size, config=str(tmp_path / "c.toml")) as reader:
        await page(reader)
        for _ in _SETTING_NAMES:
            assert any(row.strip().startswith(">") for row in reader.rows())
            await reader.press("j")
        await reader.press("g", "space", "G", "b", "z", "w", "n", "slash", "漢", "t")
        assert reader.app._exception is None


async def mark_command(reader: Any, name: str) -> None:
    """Go to the row of a command."""
    rows = reader.app.screen.rows
    at = next(n for n, line in enumerate(rows._lines) if line.value == f"keys.{name}")
    rows._select(at)


async def test_a_new_key_is_pressed_written_and_in_force(open_reader: Open, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    async with open_reader("02-feature", size=(120, 40), config=str(path)) as reader:
        await page(reader)
        await mark_command(reader, "help")
        await reader.press("enter")
        assert "press the new key" in reader.text
        await reader.press("f6")
        assert dict(load_settings(str(path)).keys)["help"] == ("F6",)
        await reader.press("q", "f6")
        assert "Help" in reader.top
        await reader.press("q", "question_mark")
        assert "does nothing here" in reader.bottom


async def test_conflicting_key_shows_an_error_and_is_not_written(open_reader: Open, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    async with open_reader("02-feature", size=(120, 40), config=str(path)) as reader:
        await page(reader)
        await mark_command(reader, "help")
        await reader.press("enter", "t")
        assert "t is the key of Switch script (Everywhere); give that another one first" in reader.text
        assert not path.exists()
        await reader.press("enter", "escape")
        assert not path.exists()
        assert "press the new key" not in reader.text


async def test_why_a_key_is_refused_is_told_in_the_words_of_the_page(open_reader: Open, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    async with open_reader("02-feature", size=(120, 40), config=str(path)) as reader:
        await page(reader)
        for name, key, message in (
            ("walk.next", "x", "x is the key of Keep as written (Selecting)"),
            ("mark", "q", "q is the key of Back (Everywhere); give that another one first"),
            ("mark", "j", "j is the key of Scroll down (Everywhere); give that another one first"),
            ("place", "m", "m is the key of"),
            ("box.cancel", "x", "x cannot be the key of"),
            ("quit", "delete", "Quit must keep a key"),
        ):
            await mark_command(reader, name)
            await reader.press("enter", key)
            assert message in reader.text
            assert "walk.next" not in reader.text
        assert not path.exists()


async def test_a_key_is_taken_away_and_given_back(open_reader: Open, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    async with open_reader("02-feature", size=(120, 40), config=str(path)) as reader:
        await page(reader)
        await mark_command(reader, "changes")
        await reader.press("enter", "delete")
        assert dict(load_settings(str(path)).keys)["changes"] == ()
        await reader.press("h")
        assert "changes" not in dict(load_settings(str(path)).keys)


async def test_the_page_beside_the_settings_changes_with_them(open_reader: Open, tmp_path: Path) -> None:
    async with open_reader("02-feature", size=(140, 40), config=str(tmp_path / "c.toml")) as reader:
        await page(reader)
        await mark(reader, "paragraphs")
        before = [row[70:] for row in reader.rows()[1:-1]]
        assert any("雲陶縣地處" in row for row in before)
        await reader.press("l")
        assert [row[70:] for row in reader.rows()[1:-1]] != before


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (200, 50), (20, 5)])
async def test_the_settings_fit_into_any_window(open_reader: Open, size: tuple[int, int], tmp_path: Path) -> None:
    async with open_reader("02-feature", size=size, config=str(tmp_path / "c.toml")) as reader:
        await page(reader)
        await reader.press("j", "G")
        assert len(reader.rows()) == size[1]


async def test_the_settings_are_searched_and_letters_of_the_search_change_nothing(
    open_reader: Open, tmp_path: Path
) -> None:
    path = tmp_path / "config.toml"
    async with open_reader("02-feature", size=(120, 40), config=str(path)) as reader:
        await page(reader)
        await reader.press("slash", *"panel")
        assert not path.exists()
        rows = [row for row in reader.rows()[1:-1] if row.strip()]
        assert any("Side panel" in row for row in rows)
        assert not any("Next article" in row for row in rows)
        marked = reader.app.screen.rows.marked_line
        await reader.press("enter")
        assert reader.app.screen.rows.marked_line == marked
        assert "panel" in f"{marked.label} {marked.value} {marked.explanation}".lower()
        await reader.press("escape")
        assert reader.app.screen.rows.marked_line == marked
        await reader.press("slash", *"qqqq")
        assert "no match for qqqq" in reader.text
        await reader.press("enter", "enter")
        assert not path.exists()


@pytest.mark.parametrize("typed", ["keys", "按鍵", "按键"])
async def test_settings_and_help_are_found_by_what_is_in_them(open_reader: Open, typed: str) -> None:
    async with open_reader("02-feature", size=(120, 40)) as reader:
        await reader.press("colon", *typed)
        assert "Settings" in reader.text
        assert "Help" in reader.text
