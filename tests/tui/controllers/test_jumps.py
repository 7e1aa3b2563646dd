"""Labels on links, figures and notes: where they are, and what a letter does."""

from __future__ import annotations

import pytest

from reader.tui.controllers.jumps import JumpController
from tests.tui.controllers.fakes import Program


class Jumps:
    def __init__(self) -> None:
        self.program = program = Program("02-feature")
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
