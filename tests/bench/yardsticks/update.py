"""The yardstick of a page-down: a key that replaces the text of one full-screen Static."""

import sys

from textual.app import App, ComposeResult
from textual.widgets import Static


class Update(App[None]):
    BINDINGS = [("space", "turn", "turn")]  # noqa: RUF012
    number = 0

    def compose(self) -> ComposeResult:
        yield Static(self.page(), markup=False)

    def page(self) -> str:
        rows = self.app.size.height if self.number else 40
        return "\n".join(f"甲{self.number:03}頁{row:03}" + "江城新聞" * 12 for row in range(rows))

    def action_turn(self) -> None:
        self.number += 1
        self.query_one(Static).update(self.page())


del sys
Update().run()
