"""Row 3: no text is parsed as markup, and only modules that filter what they write, write to the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trust.syntax_rules import find_violations

READER = Path(__file__).parents[2] / "reader"
WRITERS = {
    "cli/main.py": "a constant sentence, before anything can be imported; closes streams",
    "cli/output.py": "cleans what it prints",
    "cli/progress.py": "cleans its line",
    "copies/sandbox.py": "sends a result to the process that started it",
    "services/diagnostics.py": "asks whether standard output is a terminal",
    "word_process.py": "sends words to the process that started it",
    "services/feeds/refresh_process.py": "sends JSON in ASCII to the process that started it",
    "sources/feeds/fallback.py": "sends JSON in ASCII to the process that started it",
    "structure/html/sandbox.py": "sends JSON in ASCII to the process that started it",
    "terminal/setup.py": "lets Textual draw where there is a terminal",
    "terminal/width_probe.py": "constant sequences",
    "tui/screens/doctor.py": "lets the diagnosis ask about the terminal",
    "tui/terminal/driver.py": "what Textual has drawn through the output filter, and constant sequences",
    "tui/terminal/first_paint.py": "rows of clean text, and constant sequences",
    "tui/terminal/picture_display.py": "hides the terminal from a package while it is imported",
    "tui/terminal/text_pipe.py": "writes to the pipe of another program",
}
"""The modules that may write to the terminal, or to a descriptor that could be one, and why that is safe."""


def list_modules() -> list[str]:
    return sorted(path.relative_to(READER).as_posix() for path in READER.rglob("*.py"))


def rules(source: str) -> set[str]:
    return {violation.rule for violation in find_violations(source)}


def test_no_module_parses_markup_or_writes_to_the_terminal_unless_it_is_named() -> None:
    found = {module: find_violations((READER / module).read_text("utf-8")) for module in list_modules()}
    assert len(found) > 200
    assert [
        f"reader/{module}:{violation.line}: {violation.reason}"
        for module, violations in found.items()
        for violation in violations
        if violation.rule == "markup" or module not in WRITERS
    ] == []
    assert WRITERS.keys() <= {module for module, violations in found.items() if violations}, "take the others off"


@pytest.mark.parametrize(
    "source",
    [
        "from textual.widgets import Static\nStatic(title)",
        "from textual.widgets import Static as Shown\nShown(title)",
        "from textual import widgets\nwidgets.Static(title)",
        "import textual.widgets as w\nw.Label(f'{title}')",
        "Static(title, markup=True)",
        "Static('[b]')",
        "Static(content=title)",
        "Button(title)",
        "OptionList(title)",
        "tree.add(1)\nTree(title)",
        "from textual.widgets.option_list import Option\nOption(title)",
        "self.notify(title)",
        "self.app.notify('a', title=title)",
        "self.notify('[/]')",
        "from rich.text import Text\nText.from_markup(title)",
        "from textual.content import Content\nContent.from_markup('%s' % title)",
        "Content.from_text(title)",
        "from textual.visual import visualize\nvisualize(self, title)",
        "from rich import markup\nmarkup.render(title)",
        "self.app.console.print(title)",
        "console.log(title)",
        "self.border_title = title",
        "pane.border_subtitle: str = title",
        "pane.tooltip = 'a' if x else title",
        "a = pane.border_title = title",
        "from textual.widgets import Static\nclass Page(Static):\n    pass",
        "class Page(Static):\n    def __init__(self, text):\n        super().__init__(text)",
        "class Page(Widget):\n    def render(self) -> str:\n        return self.title",
        "class Page(Widget):\n    def render(self) -> 'Text | str':\n        return self.title",
        "class Page(Widget):\n    def render(self):\n        return self.title",
    ],
)
def test_text_that_would_be_parsed_as_markup_is_found(source: str) -> None:
    assert "markup" in rules(source)


@pytest.mark.parametrize(
    "source",
    [
        "from textual.widgets import Static\nStatic(title, markup=False)",
        "from textual.content import Content\nStatic(Content(title))",
        "Static(Text(title), id=name)",
        "Static()\nStatic('plain')\nStatic(id='bar', classes=shown)",
        "self.notify(title, markup=False)",
        "self.notify('saved')",
        "Content(title)",
        "pane.border_title = ''",
        "pane.border_title = Content(title)",
        "from reader.tui.cursor.motions import Selection\nSelection(title)",
        "class Option(NamedTuple):\n    text: str\nOption(title)",
        "class Page(Static):\n    def __init__(self, text):\n        super().__init__(text, markup=False)",
        "class Page(Widget):\n    def render(self) -> Text:\n        return Text(self.title)",
        "class Painter:\n    def render(self) -> str:\n        return self.title",
        "class Page(Widget):\n    def __init__(self, text):\n        super().__init__(text)",
        "notify(title)",
        "title = other.title",
    ],
)
def test_text_that_is_shown_as_it_is_breaks_no_rule(source: str) -> None:
    assert rules(source) == set()


@pytest.mark.parametrize(
    "source",
    [
        "print(title)",
        "import builtins\nbuiltins.print(title)",
        "write = print\nwrite(title)",
        "import sys\nsys.stdout.write(title)",
        "import sys as system\nsystem.stderr.write(title)",
        "from sys import stdout\nstdout.write(title)",
        "from sys import stdout as out\nout.buffer.write(title)",
        "import sys\nout = sys.stdout\nout.write(title)",
        "import sys\nshow(sys.__stdout__)",
        "import sys\nsys.stdout.buffer.write(title)",
        "import sys\nsys.stdout.writelines(titles)",
        "import sys\nout = sys.stdout or sys.stderr",
        "import os\nos.write(1, title)",
        "from os import write\nwrite(1, title)",
        "import os as system\nput = system.write\nput(1, title)",
        "open('/dev/tty', 'w').write(title)",
        "open(1, 'w').write(title)",
        "import os\nos.fdopen(2, 'w')",
        "import traceback\ntraceback.print_exc()",
        "import warnings\nwarnings.warn(title)",
        "from rich.console import Console\nConsole()",
        "from rich import print\nprint(title)",
        "self.app._driver.write(title)",
        "class Driver(LinuxDriver):\n    def write(self, data):\n        super().write(data)",
        "input(title)",
    ],
)
def test_a_write_to_the_terminal_is_found(source: str) -> None:
    assert "terminal" in rules(source)


@pytest.mark.parametrize(
    "source",
    [
        "import sys\nif sys.stdout is not None and sys.stdout.isatty():\n    pass",
        "import sys\nname = sys.stdout.encoding if sys.stdout else ''",
        "import sys\nsys.stdout.flush()",
        "import sys\nsys.argv",
        "open(path, 'w').write(title)",
        "path.write_text(title)",
        "file.write(title)",
        "import os\nos.open(path, os.O_RDONLY)",
        "self.print(title)",
    ],
)
def test_other_writes_break_no_rule(source: str) -> None:
    assert rules(source) == set()


def test_violations_say_where_they_are() -> None:
    assert [(found.line, found.rule) for found in find_violations("a = 1\nprint(a)\nStatic(a)")] == [
        (2, "terminal"),
        (3, "markup"),
    ]
