"""The messages of the screen: every message that the code uses exists, none is unused, and all follow the style."""

from __future__ import annotations

import ast
import re
import unicodedata
from functools import cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, get_args, get_type_hints

import pytest

import reader
from reader.annotations.model import COLOURS, UNPLACED_STATES
from reader.config.feed_list import FullText, RuleAction
from reader.config.settings import Settings
from reader.copies import COPY_FORMATS as COPY_FORMATS
from reader.i18n import Language, Messages, choose_language
from reader.input.commands import COMMANDS, CONTEXTS
from reader.library.listing import SMART_LISTS
from reader.model import FigureKind, Script, ViewName
from reader.script.changes import ChangeKind
from reader.script.detect import HANS_MARK, HANT_MARK, OrthographyRegion, mark_scripts
from reader.script.vocabulary_detection import VocabularyRegion
from reader.sources.charsets import EncodingReason
from reader.sources.web import FetchStage
from reader.translation import write_taiwan_forms
from reader.tui.controllers.page_loader import ENCODING_LABELS
from reader.tui.screens.help import PURPOSES_IN_ORDER
from reader.tui.state.annotations import NOTE_ORDERS as NOTE_ORDERS
from reader.tui.state.figures import BARE_YUAN_CURRENCIES
from reader.tui.state.figures import FIGURE_ORDERS as FIGURE_ORDERS
from reader.tui.state.list_entry import ARTICLE_ORDERS, LIBRARY_ORDERS
from reader.tui.state.navigation import NavigationCategory
from reader.typeset import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOM = Path(reader.__file__).parent
HEADER, *ROWS = [line.split("\t") for line in (ROOM / "messages.tsv").read_text("utf-8").splitlines()]
COLUMNS = ("en", "hant", "hk", "tw", "hans")
IDS = [row[0] for row in ROWS]
ROOTS = {name.split(".")[0] for name in IDS if "." in name}
CELLS = [(row[0], column, text) for row in ROWS for column, text in zip(COLUMNS, row[1:], strict=False) if text]
CHINESE = [(name, column, text) for name, column, text in CELLS if column != "en"]
EMPTY = {"script.Und"}
"""Nothing is said of an article whose script nothing tells."""
OWN_SCRIPT = re.compile(r"setting\.(?:language\.\w+|forms\.\w+\.help)|view\.about\..*")
"""Languages are named in themselves, and forms are shown as they are."""


# -- what the code asks for


@cache
def sources() -> tuple[ast.Module, ...]:
    paths = [*(ROOM / "tui").rglob("*.py"), *(ROOM / "input").glob("*.py"), ROOM / "i18n.py"]
    return tuple(ast.parse(path.read_text("utf-8")) for path in sorted(paths))


def template(node: ast.AST) -> str | None:
    """A string made of parts, with {} for those that are not constants: "view.{}"; None if it is no such string."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else "{}"
    if isinstance(node, ast.JoinedStr):
        return "".join(template(part) or "{}" for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return (template(node.left) or "{}") + (template(node.right) or "{}")
    return None


def parts(node: ast.AST) -> Iterator[ast.AST]:
    """The strings that a string is made of, but for what stands in the arguments of a call."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        below = [node.left, node.right]
    else:
        below = node.values if isinstance(node, ast.JoinedStr) else []
    for part in below:
        yield part
        yield from parts(part)


def is_words(node: ast.AST) -> bool:
    """Whether what is called are messages: messages, self._messages, self._screen.messages, Messages("en")."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "Messages"
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name.lstrip("_") in ("messages", "words")


def nodes() -> Iterator[tuple[ast.AST, bool]]:
    """Every expression of the room that may name an id, and whether a catalogue is asked for just that."""
    for module in sources():
        asked = {
            id(node.args[0])
            for node in ast.walk(module)
            if isinstance(node, ast.Call) and is_words(node.func) and node.args
        }
        within: set[int] = set()
        for node in ast.walk(module):  # a string comes before its parts
            if isinstance(node, ast.BinOp | ast.JoinedStr | ast.Constant) and id(node) not in within:
                yield node, id(node) in asked
                within |= set(map(id, parts(node)))


def made() -> set[str]:
    """The templates of ids that are made of parts."""
    found = set()
    for node, asked in nodes():
        text = template(node) or ""
        if isinstance(node, ast.Constant) or "{}" not in text:
            continue
        start = text.partition("{}")[0]
        if asked or ("." in start and start.split(".")[0] in ROOTS and re.fullmatch(r"[\w.]+", start)):
            found.add(text)
    return found


def named() -> dict[str, bool]:
    """The strings that stand in the code as a whole, and whether a catalogue is asked for them."""
    found: dict[str, bool] = {}
    for node, asked in nodes():
        text = template(node) or ""
        if "{}" not in text:
            found[text] = found.get(text, False) or asked
    return found


VIEWS = get_args(ViewName)
WALKS = get_args(NavigationCategory)
LISTED = tuple(walk for walk in WALKS if walk != "hits")
"""What has a list of its own."""
REGIONS = get_args(OrthographyRegion)
SCRIPTS = get_args(Script)
SETTINGS = {
    name: get_args(hint)
    for name, hint in get_type_hints(Settings).items()
    if name not in ("keys", "proxy", "hosts", "copies", "pipes", "viewer")
}
"""The settings of the settings page, with the values of those that have some to choose from."""
VALUES = [(name, str(value)) for name, values in SETTINGS.items() for value in values]
COMMAND_IDS = tuple(command.id for command in COMMANDS)
UNDO, UNDONE = ("undo", "redo"), ("undone", "redone")
FORMATS = ("text", "csv", "markdown")
BOUNDS = ("about", "more", "least", "less", "most", "up", "down", "to", "added", "total")
SIGNS = (
    "bold", "reverse", "dim", "underline", "caption", "number", "star", "plus", "question", "tilde", "unread", "here",
)  # fmt: skip
TURNS = ("again", "wrapped")
STEPS = ("next", "previous")
FEED_FIELDS = ("title", "folder", "script", "full_text", "keep_days", "tags", "private_host")
FEED_TEXT_FIELDS = ("title", "folder", "keep_days", "tags")
FAMILIES: dict[str, Sequence[str] | Sequence[tuple[str, str]]] = {
    "{}": [*COMMAND_IDS],
    "{}.help": [*COMMAND_IDS],
    "about.forms.{}": [*REGIONS],
    "feed.field.{}": [*FEED_FIELDS],
    "feed.field.{}.placeholder": [*FEED_TEXT_FIELDS, "rule"],
    "feed.rule.{}": [*get_args(RuleAction)],
    "feed.{}.{}": [
        *(("full_text", value) for value in get_args(FullText)),
        *(("private_host", value) for value in ("true", "false")),
    ],
    "diff.{}": ["added", "removed", "moved"],
    "list.{}": [*SMART_LISTS],
    "about.why.{}": [*get_args(EncodingReason)],
    "change.{}": [*get_args(ChangeKind)],
    "colour.{}": [*COLOURS],
    "copy.as.{}": [*FORMATS],
    "copy.figures.{}": ["row", "group", "all"],
    "count.{}": [*WALKS],
    "currency.{}": [*BARE_YUAN_CURRENCIES, "JPY", "EUR", "GBP", "AUD"],
    "empty.{}": [*LISTED],
    "figure.kind.{}": [*get_args(FigureKind)],
    "figure.sign.{}": [*BOUNDS],
    "encoding.{}": [*ENCODING_LABELS],
    "help.topic.{}": [*CONTEXTS, "signs"],
    "help.purpose.{}": list(PURPOSES_IN_ORDER),
    "hint.next.{}": [*WALKS],
    "hint.{}": [view for view in VIEWS if not view.endswith("p")],
    "note.state.{}": sorted(UNPLACED_STATES),
    "load.{}": [*get_args(FetchStage), "parting", "ready"],
    "pane.{}": [*LISTED],
    "tab.{}": [*LISTED],
    "save.{}": [*COPY_FORMATS],
    "save.{}.help": [*COPY_FORMATS],
    "script.name.{}": [*SCRIPTS],
    "script.{}": [*SCRIPTS],
    "setting.{}": [*SETTINGS],
    "setting.{}.help": [*SETTINGS],
    "setting.{}.{}": [*VALUES],
    "setting.{}.{}.help": [*VALUES],
    "shelf.order.{}": [*ARTICLE_ORDERS, *LIBRARY_ORDERS, "best"],
    "short.{}": [view for view in VIEWS if view != "source"],
    "sign.{}": [*SIGNS],
    "sign.{}.help": [*SIGNS],
    "status.again.{}": [*STEPS],
    "status.figures.order.{}": [*FIGURE_ORDERS],
    "status.notes.order.{}": [*NOTE_ORDERS],
    "status.nothing_to_{}": [*UNDO],
    "status.periods.{}": ["shown", "hidden"],
    "status.plan{}": ["", *("." + region for region in REGIONS)],
    "status.wrapped.{}": [*STEPS],
    "status.{}": [*UNDONE],
    "status.{}.{}": [(kind, step) for kind in TURNS for step in STEPS],
    "view.about.{}": [*VIEWS],
    "written_in.{}": ["detected", *get_args(VocabularyRegion)],
    "written_in.{}.about": ["detected", *get_args(VocabularyRegion)],
    "view.{}": [*VIEWS],
    "walk.{}": [*WALKS],
}
"""What the ids are made of that the code makes of parts."""


def expanded(family: str) -> set[str]:
    return {family.format(*((values,) if isinstance(values, str) else values)) for values in FAMILIES[family]}


# -- how the words are written

ID = re.compile(r"[a-z]\w*(?:\.\w+)*")
SIGNS_OF_TWO_WIDTHS = set("“”‘’…—·×→★")
HAN = r"[\u2e80-\u2fdf\u3400-\u9fff\U00020000-\U0003ffff]"
LATIN = r"[A-Za-z]|\{(?:q|path|key|keys\[[\w.]+\])\}"
SPACED = re.compile(rf"({HAN}) ?({LATIN})|({LATIN}) ?({HAN})")
PRESSED = re.compile(r"按( ?)(?:\{keys\[[\w.]+\]\}|[!-~](?![A-Za-z]))( ?)(?=\S)")
"""A key, and whether blanks set it off."""
COUNTED = re.compile(rf"{HAN} (?:\d|\{{[nm]\}}(?!/))|(?:\d|\{{[nm]\}}) {HAN}")
"""A figure with a blank beside it; but a share is set off: 命中 3/12."""
HINT_CELLS = 14
"""A hint is one of six in a row of 80 cells."""


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_row_has_an_id_of_its_own_and_six_cells() -> None:
    assert ["id", *COLUMNS] == HEADER
    assert [row for row in ROWS if len(row) != 6 or not ID.fullmatch(row[0])] == []
    assert sorted(IDS) == sorted(set(IDS))


def test_every_message_is_there_in_three_languages() -> None:
    assert {row[0] for row in ROWS if not (row[1] and row[2] and row[5])} == EMPTY


def test_hong_kong_and_taiwan_have_only_messages_that_differ() -> None:
    assert [row[0] for row in ROWS if row[2] and (row[2] == row[3] or write_taiwan_forms(row[2]) == row[4])] == []


def test_no_text_begins_or_ends_with_a_blank() -> None:
    assert [(name, column) for name, column, text in CELLS if text != text.strip() or "  " in text] == []


MEASURED = {"figure.sign.least", "figure.sign.most"}
"""Signs before a value, whose column is measured with the width that the terminal gives them."""


def test_messages_have_no_characters_of_ambiguous_width() -> None:
    assert [
        (name, column, sign)
        for name, column, text in CELLS
        if name not in MEASURED
        for sign in text
        if unicodedata.east_asian_width(sign) == "A" or sign in SIGNS_OF_TWO_WIDTHS
    ] == []


def test_messages_have_no_exclamation_marks_and_no_ellipses() -> None:
    assert [
        name
        for name, _, text in CELLS
        if any(sign in text for sign in ("您", "!", "！", "...", "成功", "失敗", "失败"))
    ] == []


def test_chinese_has_full_width_marks() -> None:
    """But for keys, which are shown as they are typed, and what is of another language: fg, GB/T, { and }."""
    half = re.compile(rf"{HAN}[,.;:?()]|[,.;:?()]{HAN}")
    assert [(name, column) for name, column, text in CHINESE if half.search(text)] == []


@pytest.mark.parametrize(("columns", "foreign"), [(("hans",), HANT_MARK), (("hant", "hk", "tw"), HANS_MARK)])
def test_messages_have_no_characters_of_the_other_script(columns: tuple[str, ...], foreign: str) -> None:
    assert [
        (name, column, sign)
        for name, column, text in CHINESE
        if column in columns and not OWN_SCRIPT.fullmatch(name)
        for sign, mark in zip(text, mark_scripts(text), strict=True)
        if mark == foreign
    ] == []


def test_a_row_has_the_same_placeholders_in_every_language() -> None:
    assert [row[0] for row in ROWS if len({frozenset(placeholders(text)) for text in row[1:] if text}) > 1] == []


def test_latin_words_have_spaces_beside_han_and_digits_have_none() -> None:
    for name, column, text in CHINESE:
        for match in SPACED.finditer(text):
            assert " " in match[0], (name, column, match[0])
        assert not COUNTED.search(re.sub(r"按 \d ", "", text)), (name, column)


def test_keys_have_spaces_around_them() -> None:
    for name, column, text in CHINESE:
        for match in PRESSED.finditer(text):
            assert match[1], (name, column, match[0])
            assert match[2], (name, column, match[0])


def test_hints_are_short() -> None:
    assert [
        (name, column) for name, column, text in CELLS if name.startswith("hint.") and cell_len(text) > HINT_CELLS
    ] == []


# -- how they are looked up


def test_hong_kong_and_taiwan_fall_back_to_the_common_message() -> None:
    assert Messages("hk")("script.other") != Messages("hant")("script.other") == Messages("tw")("script.other")
    assert Messages("tw")("setting.theme") != Messages("hant")("setting.theme") == Messages("hk")("setting.theme")
    for name in IDS:
        common = Messages("hant")._texts[name]
        for language, fallback in (("hk", common), ("tw", write_taiwan_forms(common))):
            own = ROWS[IDS.index(name)][1 + COLUMNS.index(language)]
            assert Messages(language)._texts[name] == (own or fallback)  # type: ignore[arg-type]


def test_values_are_inserted_unchanged() -> None:
    """Also those that look like markup or like another placeholder: paths and queries are anybody's."""
    assert Messages("en")("status.no_match", q="[bold]{n}") == "no match for [bold]{n}"


def test_an_unknown_id_is_an_error() -> None:
    with pytest.raises(KeyError):
        Messages("en")("no.such.id")


@pytest.mark.parametrize(
    ("setting", "locale", "view", "language"),
    [
        ("auto", "zh_HK.UTF-8", "source", "hk"),
        ("auto", "zh_MO", "source", "hk"),
        ("auto", "zh_TW.UTF-8", "source", "tw"),
        ("auto", "zh_CN.GB18030", "source", "hans"),
        ("auto", "zh_SG", "source", "hans"),
        ("auto", "zh_MY", "source", "hans"),
        ("auto", "de_DE.UTF-8", "source", "en"),
        ("auto", "", "source", "en"),
        ("auto", "zh_CN", "twp", "tw"),
        ("en", "zh_CN", "hk", "en"),
        ("tw", "en_US", "source", "tw"),
        ("tw", "en_US", "hans", "hans"),
        ("hans", "zh_TW", "hkp", "hk"),
        ("hk", "zh_CN", "hant", "hant"),
    ],
)
def test_a_chinese_screen_follows_the_script_of_the_view(
    setting: str, locale: str, view: ViewName, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    assert choose_language(setting, view) == language


# -- that they are what the program asks for


def test_every_message_that_the_code_uses_exists() -> None:
    asked = {text for text, direct in named().items() if direct}
    passed = {text for text in named() if "." in text and ID.fullmatch(text) and text.split(".")[0] in ROOTS}
    assert (asked | passed) - set(IDS) - set(COMMAND_IDS) == set()


def test_ids_that_the_code_composes_are_listed_and_exist() -> None:
    assert made() - {"{}"} == set(FAMILIES) - {"{}"}
    for family in FAMILIES:
        assert expanded(family) - set(IDS) == set(), family


def test_listed_parts_of_ids_occur_in_the_code() -> None:
    assert {*UNDO, *UNDONE, *FORMATS, *SIGNS, *TURNS, *STEPS} <= set(named())


def test_every_message_is_used() -> None:
    families = set().union(*map(expanded, FAMILIES))
    assert set(IDS) - families - set(named()) == set()
