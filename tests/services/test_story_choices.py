"""Boxes that were chosen as the story are kept for their page, and offered for others of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.errors import ReaderError
from reader.services.story_choices import StoryChoices

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "https://news.example.com/a/1.html"


def test_choice_is_stored_for_its_page_and_suggested_for_the_site(tmp_path: Path) -> None:
    path = tmp_path / "new" / "stories.tsv"
    StoryChoices(path).choose(PAGE, "div.text < div.main")
    choices = StoryChoices(path)
    assert choices.find(PAGE) == "div.text < div.main"
    assert choices.find("https://news.example.com/b") is None
    assert choices.find_for_site("https://news.example.com/b") == "div.text < div.main"
    assert choices.find_for_site("https://other.example.com/b") is None


def test_the_last_choice_of_a_site_is_offered_and_a_choice_can_be_taken_back(tmp_path: Path) -> None:
    choices = StoryChoices(tmp_path / "stories.tsv")
    choices.choose(PAGE, "div.old")
    choices.choose("https://news.example.com/2", "div.new")
    assert choices.find_for_site(PAGE) == "div.new"
    choices.choose("https://news.example.com/2", None)
    assert StoryChoices(tmp_path / "stories.tsv").find_for_site(PAGE) == "div.old"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\0", b"address\tselector\nno tab\n\n\t\n", b"x" * (2 << 20)])
def test_a_damaged_file_holds_no_choices(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "stories.tsv"
    path.write_bytes(content)
    assert StoryChoices(path).find(PAGE) is None


def test_an_address_with_a_line_end_cannot_forge_a_line(tmp_path: Path) -> None:
    choices = StoryChoices(tmp_path / "stories.tsv")
    choices.choose("a\nhttps://news.example.com/\tdiv.x", "div.y\nz")
    assert StoryChoices(tmp_path / "stories.tsv").find("https://news.example.com/") is None


def test_a_file_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "stories.tsv").mkdir()
    with pytest.raises(ReaderError, match="cannot be written"):
        StoryChoices(tmp_path / "stories.tsv").choose(PAGE, "div")
