"""Saving annotated copies from the screen, and opening them there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.tui.notes.test_notes_screen import TEXT, settled

Open = Any


@pytest.fixture
def source(tmp_path: Path) -> str:
    path = tmp_path / "海灣.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def told_path(reader: Any) -> Path:
    said = " ".join(reader.screen._message.split())
    return Path(said.rpartition("saved to ")[2])


async def test_s_saves_beside_the_file_and_the_copy_opens_with_its_marks(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(120, 30)) as reader:
        await settled(reader)
        await reader.press("V", "3", "V", "a", *"核實", "ctrl+o", "s")
        await reader.wait_until(lambda: "saved to" in " ".join(reader.screen._message.split()))
        path = told_path(reader)
        assert path.parent == Path(source).parent
        assert path.suffix == ".md"
        original = reader.screen.open_article.article
    async with open_reader(str(path), size=(120, 30)) as reader:
        await settled(reader)
        assert reader.screen.open_article.article.blocks == original.blocks
        assert reader.screen.open_article.origin == original.origin
        (mark,) = reader.screen.open_article.annotation_index.annotations
        assert (mark.colour, mark.note) == ("blue", "核實")
        assert "海灣縣三年變了樣" in reader.text
        assert "---" not in reader.text


async def test_a_copy_is_in_the_script_of_the_view_and_holds_the_text_as_written(
    open_reader: Open, source: str
) -> None:
    async with open_reader(source, size=(120, 30)) as reader:
        await settled(reader)
        await reader.press("t", "V", "m", "s")
        await reader.wait_until(lambda: "saved to" in " ".join(reader.screen._message.split()))
        path = told_path(reader)
        text = path.read_text("utf-8")
        assert "海湾县三年变了样" in text
        blocks = reader.screen.open_article.article.blocks
    async with open_reader(str(path), size=(120, 30)) as reader:
        await settled(reader)
        assert reader.screen.open_article.article.blocks == blocks


async def test_edited_copy_is_not_overwritten_and_reported(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(120, 30)) as reader:
        await settled(reader)
        await reader.press("V", "m", "s")
        await reader.wait_until(lambda: "saved to" in " ".join(reader.screen._message.split()))
        path = told_path(reader)
        edited = path.read_text("utf-8").replace("漁民轉行", "漁民都轉行了", 1)
        path.write_text(edited, "utf-8")
        await reader.press("s")
        await reader.wait_until(lambda: "was changed" in reader.screen._message)
        assert "was changed since it was saved; wrote" in " ".join(reader.screen._message.split())
        assert path.read_text("utf-8") == edited
        assert len(list(path.parent.glob("*.md"))) == 2


async def test_unwritable_folder_of_copies_shows_an_error(open_reader: Open, source: str, tmp_path: Path) -> None:
    (tmp_path / "no").write_text("a file", "utf-8")
    async with open_reader("02-feature", size=(120, 30), copies=str(tmp_path / "no" / "way")) as reader:
        await settled(reader)
        reader.screen.session.reading_list.is_samples = True
        await reader.press("V", "m", "s")
        await reader.wait_until(lambda: "cannot" in reader.screen._message)
        assert "cannot be written" in " ".join(reader.screen._message.split())
        assert len(reader.screen.open_article.annotation_index.annotations) == 1


async def test_damaged_copy_shows_its_error(open_reader: Open, source: str, tmp_path: Path) -> None:
    async with open_reader(source, size=(120, 30)) as reader:
        await settled(reader)
        await reader.press("V", "m", "s")
        await reader.wait_until(lambda: "saved to" in " ".join(reader.screen._message.split()))
        path = told_path(reader)
    whole = path.read_text("utf-8")
    path.write_text(whole[: len(whole) - 400], "utf-8")
    async with open_reader(source, str(path), size=(120, 30)) as reader:
        await settled(reader)
        await reader.press("J")
        assert "cut short" in " ".join(reader.screen._message.split()) or "damaged" in reader.screen._message
        assert reader.screen.open_article.origin.path == source


@pytest.mark.parametrize("digit", ["1", "2", "3"])
async def test_a_copy_has_the_title_of_its_article_in_the_list(open_reader: Open, source: str, digit: str) -> None:
    async with open_reader(source, size=(120, 30)) as reader:
        await settled(reader)
        await reader.press("V", "m", "S", digit)
        await reader.wait_until(lambda: "saved to" in " ".join(reader.screen._message.split()))
        path = told_path(reader)
    async with open_reader(source, str(path), size=(120, 30), in_list=True) as reader:
        await reader.wait_until(lambda: reader.screen.session.reading_list.is_complete)
        assert reader.screen.session.reading_list.get_title_and_outlet(1)[0] == "海灣縣三年變了樣"
