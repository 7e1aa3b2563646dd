"""Labels on links, figures and notes: where they are, and what a letter does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.annotations.model import Annotation
from reader.tui.controllers.jumps import JumpController
from reader.tui.state.figures import UNMARKED_KINDS
from reader.tui.state.navigation import NavigationTarget
from tests.tui.controllers.fakes import Program

if TYPE_CHECKING:
    from pathlib import Path


class Jumps:
    def __init__(self, article: str = "02-feature") -> None:
        self.program = program = Program(article)
        self.opened: list[object] = []
        program.read_all()
        program.open_article.figure_index.is_ready = True
        self.controller = JumpController(
            program.shell, program.session, program.article, program.pane, self.opened.append
        )

    @property
    def labels(self) -> dict[str, object]:
        return dict(self.program.article.labels)


@pytest.fixture
def jumps() -> Jumps:
    return Jumps()


def test_visible_targets_get_unique_labels(jumps: Jumps) -> None:
    jumps.controller.action_labels()
    assert jumps.controller.is_active
    assert jumps.labels
    assert len(set(jumps.labels.values())) == len(jumps.labels)
    first, last = jumps.program.article.position, jumps.program.article.last_position
    assert all(first <= target[:2] <= last for target in jumps.labels.values())  # type: ignore[index]


def test_a_label_makes_its_target_current_and_takes_the_labels_away(jumps: Jumps) -> None:
    jumps.controller.action_labels()
    label, target = list(jumps.labels.items())[-1]
    for letter in label:
        jumps.controller.press_key(letter)
    assert not jumps.controller.is_active
    assert jumps.labels == {}
    assert jumps.program.article.current_item == target
    assert jumps.program.session.category == "figures"


def test_any_other_key_takes_the_labels_away(jumps: Jumps) -> None:
    jumps.controller.action_labels()
    jumps.controller.press_key("escape")
    assert not jumps.controller.is_active
    assert jumps.labels == {}
    assert jumps.program.article.current_item is None


def test_a_click_on_a_figure_makes_it_current_and_one_on_text_does_nothing(jumps: Jumps) -> None:
    jumps.controller.action_labels()
    target = next(iter(jumps.program.article.labels.values()))
    jumps.controller.press_key("escape")
    assert jumps.controller.go_to_item_at(target.block, target.start)
    assert jumps.program.article.current_item == target
    headline = next(i for i, block in enumerate(jumps.program.open_article.blocks) if block.kind == "headline")
    assert not jumps.controller.go_to_item_at(headline, 0)


PAGE = (
    "<html><head><title>港口</title></head><body><article><h1>港口</h1>"
    f"<p>港口今天開放，{'居民可以參觀。' * 6}<a href='https://a.example/1'>另一篇</a>投資8億元，<a href='https://a.example/2'>又一篇</a></p>"
    f"<p>居民說新的碼頭很方便，{'也有人說票價太高。' * 6}工程投資9億元，<a href='https://a.example/3'>別處</a>也有報道。</p>"
    "</article></body></html>"
)


@pytest.fixture
def page(tmp_path: Path) -> Jumps:
    """A page with links and figures."""
    path = tmp_path / "page.html"
    path.write_text(PAGE, "utf-8")
    return Jumps(str(path))


def test_labels_are_of_the_category_that_is_gone_through_else_of_all(page: Jumps) -> None:
    opened = page.program.open_article
    links = [*opened.all_targets["links"]]
    assert len(links) == 3
    for category, kinds in (("links", {"links"}), ("sections", {"links", "figures"}), ("notes", {"links", "figures"})):
        page.program.session.category = category  # type: ignore[assignment]
        page.controller.action_labels()
        assert {name for name, _ in page.controller._targets.values()} == kinds
        assert [target for target in page.labels.values() if target in links] == links
        page.controller.press_key("escape")
        assert page.program.message == ""
    page.program.session.category = "figures"
    opened.figure_index.is_ready = False
    page.controller.action_labels()
    assert list(page.labels.values()) == links


def test_the_label_of_a_link_opens_it(page: Jumps) -> None:
    page.controller.action_labels()
    label = next(
        label for label, target in page.labels.items() if target in page.program.open_article.all_targets["links"]
    )
    for letter in label:
        page.controller.press_key(letter)
    assert page.opened == [page.program.open_article.all_targets["links"][0]]
    assert page.program.article.current_item is None


def test_only_the_labels_that_begin_with_the_letter_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    jumps = Jumps()
    monkeypatch.setattr("reader.tui.controllers.jumps.make_labels", lambda count: ["ab", "ac", "b"])
    jumps.controller.action_labels()
    assert set(jumps.labels) <= {"ab", "ac", "b"}
    count = len(jumps.labels)
    assert count == 3
    jumps.controller.press_key("a")
    assert set(jumps.labels) == {"ab", "ac"}
    jumps.controller.press_key("x")
    assert not jumps.controller.is_active


def test_without_anything_in_sight_the_message_says_so() -> None:
    jumps = Jumps("09-short")
    jumps.program.open_article.figure_index.is_ready = False
    jumps.controller.action_labels()
    assert jumps.program.message == jumps.program.session.messages("status.labels.none")
    assert not jumps.controller.is_active


def test_a_click_anywhere_on_a_link_opens_it_and_one_beside_it_does_not(page: Jumps) -> None:
    page.program.open_article.figure_index.is_ready = False
    links = page.program.open_article.all_targets["links"]
    for link in links:
        for offset, is_on_it in (
            (link.start - 1, False),
            (link.start, True),
            (link.end - 1, True),
            (link.end, False),
        ):
            page.opened.clear()
            assert page.controller.go_to_item_at(link.block, offset) is is_on_it
            assert page.opened == ([link] if is_on_it else [])
    assert not page.controller.go_to_item_at(links[1].block + 1, 0)
    assert not page.controller.go_to_item_at(0, 0)


def test_a_click_on_a_note_goes_to_it_in_the_list_of_notes(jumps: Jumps) -> None:
    index = jumps.program.open_article.annotation_index
    targets = [index.canonical_text.make_target(start, start + 2) for start in (0, 4)]
    index.set_annotations([Annotation(f"urn:{target.start}", "2026", "2026", target) for target in targets])
    assert jumps.controller.go_to_item_at(0, 5)
    assert jumps.program.article.current_item == index.all_targets[1]
    assert jumps.program.session.category == "notes"
    assert jumps.program.shell.bar_count


@pytest.mark.parametrize("lines", range(0, 40, 3))
def test_all_figures_in_sight_and_no_others_get_labels(lines: int) -> None:
    jumps = Jumps()
    program = jumps.program
    index = program.open_article.figure_index
    index.request_all()
    index.scan_until(float("inf"))
    program.article.move(lines)
    program.session.category = "figures"
    jumps.controller.action_labels()
    first, last = program.article.position, program.article.last_position
    assert list(jumps.labels.values()) == [
        target
        for block, each in enumerate(program.open_article.blocks)
        for figure in index.find_in_range(block, 0, len(each.text))
        if figure.kind not in UNMARKED_KINDS
        and first <= (block, figure.start) <= last
        and program.article.is_in_view(target := NavigationTarget(block, figure.start, figure.end))
    ]
