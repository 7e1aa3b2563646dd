"""Jumps by labels: one key puts letters on the links, figures and notes in sight, and a letter goes to one."""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING

from reader.tui.rows.jump_labels import make_labels
from reader.tui.state.figures import UNMARKED_KINDS
from reader.tui.state.navigation import NavigationTarget

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.tui.parts import ArticlePart, PanePart
    from reader.tui.shell import Session, Shell
    from reader.tui.state.navigation import NavigationCategory

_LABELLED: tuple[NavigationCategory, ...] = ("links", "figures", "notes")


class JumpController:
    """Puts labels on what is in sight, and takes the keys that choose one.

    Args:
        shell: The screen.
        session: What is open.
        article: The page.
        pane: The page with the list beside it.
        open_link: Opens the page that a link leads to.
    """

    def __init__(
        self,
        shell: Shell,
        session: Session,
        article: ArticlePart,
        pane: PanePart,
        open_link: Callable[[NavigationTarget], None],
    ) -> None:
        self._shell = shell
        self._session = session
        self._article = article
        self._pane = pane
        self._open_link = open_link
        self._targets: dict[str, tuple[NavigationCategory, NavigationTarget]] = {}
        """What the labels that are shown stand for."""
        self._typed = ""

    @property
    def is_active(self) -> bool:
        """Whether labels are shown."""
        return bool(self._targets)

    def action_labels(self) -> None:
        """Show labels on the links, figures and notes in sight; of the category that is gone through, if it is one."""
        chosen = self._session.category
        categories = (chosen,) if chosen in _LABELLED else _LABELLED
        found = sorted({(target, name) for name in categories for target in self._find_in_sight(name)})
        if not found and len(categories) == 1:
            found = sorted({(target, name) for name in _LABELLED for target in self._find_in_sight(name)})
        if not found:
            self._shell.show_message(self._session.messages("status.labels.none"), "warning")
            return
        labels = make_labels(len(found))
        self._targets = {label: (name, target) for label, (target, name) in zip(labels, found, strict=False)}
        self._typed = ""
        self._article.set_labels({label: target for label, (_, target) in self._targets.items()})
        self._shell.show_message(self._session.messages("status.labels"))

    def press_key(self, key: str) -> None:
        """Take a key while labels are shown: a letter of a label, or any other to take them away."""
        typed = self._typed + key
        if typed in self._targets:
            name, target = self._targets[typed]
            self._hide()
            self._go_to(name, target)
            return
        rest = {label: target for label, (_, target) in self._targets.items() if label.startswith(typed)}
        if not rest:
            self._hide()
            return
        self._typed = typed
        self._article.set_labels(rest)

    def _hide(self) -> None:
        self._targets, self._typed = {}, ""
        self._article.set_labels({})
        self._shell.show_message("")

    def _go_to(self, category: NavigationCategory, target: NavigationTarget) -> None:
        if category == "links":
            self._open_link(target)
            return
        self._pane.show_category(category)
        self._article.show_target(target)
        self._shell.refresh_bars()

    def go_to_item_at(self, block: int, offset: int) -> bool:
        """Make what is at a position current, as `n` would, or follow its link; return whether there is anything.

        Args:
            block: The index of the block.
            offset: Offset as written.
        """
        opened = self._session.open_article
        links = opened.all_targets["links"]
        at = bisect_right(links, (block, offset), key=lambda link: (link.block, link.start)) - 1
        if at >= 0 and links[at].block == block and offset < links[at].end:
            self._open_link(links[at])
            return True
        if annotations := opened.annotation_index.find_at(block, offset):
            index = opened.annotation_index.annotations.index(annotations[0])
            self._go_to("notes", opened.annotation_index.all_targets[index])
            return True
        if not opened.has_figure_marks:
            return False
        for figure in opened.figure_index.find_in_range(block, offset, offset + 1):
            if figure.kind not in UNMARKED_KINDS:
                self._go_to("figures", NavigationTarget(block, figure.start, figure.end))
                return True
        return False

    def _find_in_sight(self, category: NavigationCategory) -> list[NavigationTarget]:
        """The targets of a category that begin in sight."""
        first, last = self._article.position, self._article.last_position
        opened = self._session.open_article
        if category != "figures":
            targets = opened.get_navigation_targets(category)
        elif not opened.figure_index.is_ready:
            targets = []
        else:
            targets = [
                NavigationTarget(block, figure.start, figure.end)
                for block, each in islice(enumerate(opened.blocks), first[0], last[0] + 1)
                for figure in opened.figure_index.find_in_range(
                    block, max(first, (block, 0))[1], min(last, (block, len(each.text)))[1]
                )
                if figure.kind not in UNMARKED_KINDS
            ]
        return [target for target in targets if first <= target[:2] <= last and self._article.is_in_view(target)]
