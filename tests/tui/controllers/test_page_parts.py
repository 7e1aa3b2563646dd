"""What was cut away from a page is shown and hidden, and the part that is its story is chosen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from reader.services.page_parts import list_candidates
from reader.services.story_choices import StoryChoices, get_page_address
from reader.tui.controllers import page_parts
from reader.tui.controllers.page_loader import PageLoader, PageRequest
from reader.tui.controllers.page_parts import PagePartsController
from tests.tui.controllers.fakes import Program

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

STORY = "停擺了二十年的渡口大鐘昨天重新敲響，修鐘的師傅在塔上守了整整三個月。"
OTHER = "讀者來信說，從前每逢整點都能聽見鐘聲，如今終於又聽見了，心裏很高興。"
PAGE = (
    "<html><head><title>渡口的鐘又響了</title></head><body><nav><a href=/>首頁導航欄目</a></nav><h1>渡口的鐘又響了</h1>"
    f"<div class=one>{f'<p>{STORY}</p>' * 12}<div class=share>分享到朋友圈</div>{f'<p>{STORY}</p>' * 12}</div>"
    f"<div class=two><p>{OTHER}</p></div><footer>版權所有 海灣日報社</footer></body></html>"
)


class RecordingLoader(PageLoader):
    """Takes down what is to be loaded."""

    requested: PageRequest | None = None

    def start(self, request: PageRequest) -> None:
        self.requested = request


class Parts:
    def __init__(self, *articles: str, choices: StoryChoices | None = None) -> None:
        self.program = program = Program(*articles)
        if choices is not None:
            program.reading_list.article_builder.story_choices = choices
        self.loader = RecordingLoader(program.shell, program.session, program.scheduler, lambda *_: None)
        self.controller = PagePartsController(
            program.shell, program.session, program.scheduler, program.article, self.loader
        )

    async def finish(self) -> None:
        await asyncio.wait_for(asyncio.gather(*self.program.scheduler.workers), 20)

    @property
    def cut_texts(self) -> list[str]:
        return [part.text for part in self.program.article.page.cut_parts]


def write_page(folder: Path, text: str = PAGE) -> str:
    path = folder / "page.html"
    path.write_text(text, "utf-8")
    return str(path)


async def test_removed_parts_are_shown_in_place_and_hidden_without_moving(tmp_path: Path) -> None:
    parts = Parts(write_page(tmp_path))
    program, words = parts.program, parts.program.session.messages
    program.article.move(8)
    position = program.article.position
    parts.controller.action_furniture()
    await parts.finish()
    assert parts.cut_texts == ["首頁導航欄目", "分享到朋友圈", "版權所有 海灣日報社"]
    assert [part.before_block for part in program.article.page.cut_parts] == [0, 13, 26]
    assert program.message == words("status.furniture.count", n=3)
    assert program.article.position == position
    parts.controller.action_furniture()
    assert parts.cut_texts == []
    assert program.message == words("status.furniture.hidden")
    assert program.article.position == position
    parts.controller.action_furniture()
    assert len(parts.cut_texts) == 3, "the page is not taken apart again"


async def test_boilerplate_of_a_text_is_shown_and_hidden() -> None:
    parts = Parts("02-feature")
    words, seen = parts.program.session.messages, set()
    for _ in range(2):
        parts.controller.action_furniture()
        seen.add(parts.program.message)
    assert seen == {words("status.furniture.shown"), words("status.furniture.hidden")}
    plain = Parts("09-short")
    plain.controller.action_furniture()
    assert plain.program.message == words("status.furniture.none")
    assert plain.program.scheduler.workers == []


async def test_a_page_that_is_gone_says_so(tmp_path: Path) -> None:
    path = write_page(tmp_path)
    parts = Parts(path)
    (tmp_path / "page.html").unlink()
    parts.controller.action_furniture()
    await parts.finish()
    assert any("no such file" in message for message in parts.program.shell.messages)
    assert parts.cut_texts == []


async def test_parts_found_for_an_article_that_was_left_are_not_shown_in_another(tmp_path: Path) -> None:
    parts = Parts(write_page(tmp_path), "02-feature")
    program = parts.program
    parts.controller.action_furniture()
    program.session.open_article = program.reading_list.open(1)
    program.article.show_article(program.session.open_article)
    await parts.finish()
    assert parts.cut_texts == []


async def test_page_parts_are_listed_and_the_chosen_one_is_stored(tmp_path: Path) -> None:
    path, choices = write_page(tmp_path), StoryChoices(tmp_path / "stories.tsv")
    parts = Parts(path, choices=choices)
    program, words = parts.program, parts.program.session.messages
    parts.controller.action_story()
    await parts.finish()
    assert program.shell.title == words("story.choose")
    assert program.shell.choices[0].title == words("story.found")
    other = next(choice for choice in program.shell.choices if choice.title == OTHER[:40])
    assert other.detail == words("story.size", n=len(OTHER))
    assert other.run is not None
    other.run()
    assert parts.loader.requested == PageRequest(path, 0, message=words("status.story.chosen"), is_other_story=True)
    selector = StoryChoices(tmp_path / "stories.tsv").find(path)
    assert selector is not None
    opened = program.reading_list.open(0)
    assert [block.text for block in opened.blocks if block.kind == "paragraph"] == [OTHER]
    parts.controller.action_story()
    await parts.finish()
    program.shell.choose(words("story.found"))
    assert choices.find(path) is None


async def test_a_choice_that_cannot_be_written_holds_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "stories.tsv").mkdir()
    choices = StoryChoices(tmp_path / "stories.tsv")
    parts = Parts(write_page(tmp_path), choices=choices)
    parts.controller.action_story()
    await parts.finish()
    choice = parts.program.shell.choices[-1]
    assert choice.run is not None
    choice.run()
    assert parts.loader.requested is not None
    assert "stories.tsv" in parts.loader.requested.message


async def test_a_text_has_no_parts_to_choose_from() -> None:
    parts = Parts("02-feature")
    parts.controller.action_story()
    await parts.finish()
    assert parts.program.message == parts.program.session.messages("story.none")


async def test_parts_are_not_offered_while_a_prompt_is_open(tmp_path: Path) -> None:
    parts = Parts(write_page(tmp_path))
    parts.controller.action_story()
    parts.program.shell.is_busy = True
    await parts.finish()
    assert not parts.program.shell.choices
    assert parts.program.shell.messages == []


async def test_the_part_that_is_the_story_is_selected_and_choosing_it_again_does_nothing(tmp_path: Path) -> None:
    choices = StoryChoices(tmp_path / "stories.tsv")
    parts = Parts(write_page(tmp_path), choices=choices)
    shell, words = parts.program.shell, parts.program.session.messages
    parts.controller.action_story()
    await parts.finish()
    assert shell.selected == 0
    assert [choice.detail for choice in shell.choices if words("story.chosen") in choice.detail] == [
        shell.choices[0].detail
    ]
    shell.choose(words("story.found"))
    assert parts.loader.requested is None
    parts.controller.action_story()
    await parts.finish()
    number = next(n for n, choice in enumerate(shell.choices) if choice.title == OTHER[:40])
    shell.choose(OTHER[:40])
    parts.controller.action_story()
    await parts.finish()
    assert shell.selected == number
    assert shell.choices[number].detail.endswith(words("story.chosen"))
    assert words("story.chosen") not in shell.choices[0].detail


async def test_no_more_parts_are_offered_than_digits_choose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_parts, "_CANDIDATES_MAX", 2)
    parts = Parts(write_page(tmp_path))
    parts.controller.action_story()
    await parts.finish()
    assert len(parts.program.shell.choices) == 2


async def test_the_part_that_was_chosen_on_other_pages_of_the_site_is_selected_and_says_so(tmp_path: Path) -> None:
    class SiteChoices(StoryChoices):
        chosen_for_site: str | None = None

        def find_for_site(self, address: str) -> str | None:
            return self.chosen_for_site

    choices = SiteChoices(tmp_path / "stories.tsv")
    parts = Parts(write_page(tmp_path), choices=choices)
    shell, words = parts.program.shell, parts.program.session.messages
    document = await parts.controller._load_document()
    assert document is not None
    candidates = list_candidates(document)
    number = next(n for n, each in enumerate(candidates) if each.first_words == OTHER[:40])
    choices.chosen_for_site = candidates[number].selector
    for chosen, selected in ((None, number + 1), (candidates[0].selector, 1)):
        choices.choose(get_page_address(document.origin), chosen)
        parts.controller.action_story()
        await parts.finish()
        assert shell.selected == selected
        assert shell.choices[number + 1].detail.endswith(words("story.site"))


async def test_a_page_of_one_part_has_nothing_to_choose_from(tmp_path: Path) -> None:
    story = f"<h1>渡口的鐘又響了</h1>{f'<p>{STORY}</p>' * 12}"
    text = f"<html><head><title>渡口的鐘又響了</title></head><body>{story}</body></html>"
    parts = Parts(write_page(tmp_path, text))
    document = await parts.controller._load_document()
    assert document is not None
    assert len(list_candidates(document)) < 2
    parts.controller.action_story()
    await parts.finish()
    assert parts.program.message == parts.program.session.messages("story.none")
    assert not parts.program.shell.choices
