"""The floor: an app of one Static, and nothing else."""

import sys

from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield Static(sys.argv[1], markup=False)


Bare().run()
