"""Rules on the syntax tree: no text is parsed as markup, and nothing but the named modules writes to the terminal."""

from __future__ import annotations

import ast
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MARKUP_WIDGETS = frozenset(
    {
        *("Button", "Checkbox", "Collapsible", "Label", "Link", "ListItem", "Markdown", "MarkdownViewer"),
        *("Placeholder", "RadioButton", "RichLog", "Static", "Switch", "Tab", "TabPane", "Toast", "ToggleButton"),
    }
)
"""Widgets that parse markup unless they are told not to; by the end of their qualified name."""
MARKUP_ITEMS = frozenset(
    {
        *("DataTable", "DirectoryTree", "Option", "OptionList", "RadioSet", "Select", "Selection", "SelectionList"),
        *("Tabs", "Tree", "TreeNode"),
    }
)
"""Widgets and their parts that parse each text they are given, which no argument prevents."""
MARKUP_FUNCTIONS = frozenset({"from_markup", "from_text", "from_rich_text", "notify", "to_content", "visualize"})
"""Functions and methods that parse their first argument; `markup=False` prevents it where they have it."""
NEVER_CALLED = frozenset({"from_markup", "from_rich_text", "to_content"})
"""Those of the functions that have no `markup` argument."""
MARKUP_PROPERTIES = frozenset({"border_title", "border_subtitle", "tooltip"})
"""Properties of widgets whose value is parsed."""
CONSOLE_METHODS = frozenset({"print", "log", "rule", "status", "input", "print_json", "out"})
STREAMS = frozenset({"stdout", "stderr", "__stdout__", "__stderr__"})
HARMLESS_ATTRIBUTES = frozenset({"isatty", "encoding", "fileno", "flush", "closed", "errors", "reconfigure"})
"""What may be done with a stream anywhere."""
WRITING_FUNCTIONS = frozenset(
    {
        "print",
        "input",
        "os.write",
        "os.writev",
        "os.pwrite",
        "os.sendfile",
        "getpass.getpass",
        "traceback.print_exc",
        "traceback.print_exception",
        "traceback.print_stack",
        "faulthandler.enable",
        "faulthandler.dump_traceback",
        "warnings.warn",
        "rich.print",
        "rich.print_json",
        "rich.inspect",
        "logging.basicConfig",
        "logging.StreamHandler",
        "pprint.pprint",
        "click.echo",
    }
)
"""Functions that write to the terminal, or to a descriptor that may be one."""
OPENING_FUNCTIONS = frozenset({"open", "io.open", "os.open", "os.fdopen", "io.FileIO"})


class Violation(NamedTuple):
    """A place that breaks a rule."""

    line: int
    rule: str
    """`markup` or `terminal`."""
    reason: str


def find_violations(source: str) -> list[Violation]:
    """The places of a module that parse a text as markup, or write to the terminal, by their lines.

    A literal text without a bracket may be parsed. Names are resolved through the imports and the plain assignments of
    the module, so that another name for a function or a stream changes nothing.
    """
    return sorted(_Rules(ast.parse(source)).find())


class _Rules:
    def __init__(self, tree: ast.Module) -> None:
        self._nodes = list(ast.walk(tree))
        self._names = _find_names(self._nodes)
        self._own = {node.name for node in self._nodes if isinstance(node, ast.ClassDef | ast.FunctionDef)}
        self._stream_names = STREAMS | self._names.keys()

    @cached_property
    def _parents(self) -> dict[ast.AST, ast.AST]:
        return {child: node for node in self._nodes for child in ast.iter_child_nodes(node)}

    def find(self) -> Iterator[Violation]:
        for node in self._nodes:
            if isinstance(node, ast.Call):
                yield from self._check_markup_call(node)
                yield from self._check_writing_call(node)
            elif isinstance(node, ast.ClassDef):
                yield from self._check_class(node)
            elif isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
                yield from self._check_assignment(node)
            elif (isinstance(node, ast.Attribute) and node.attr in STREAMS) or (
                isinstance(node, ast.Name) and node.id in self._stream_names
            ):
                yield from self._check_stream(node)

    def _qualify(self, node: ast.expr) -> str:
        """The full name of what an expression names, as far as the module says it; calls and indexes are `()`."""
        if isinstance(node, ast.Name):
            return self._names.get(node.id, node.id)
        if isinstance(node, ast.Attribute):
            return f"{self._qualify(node.value)}.{node.attr}"
        return "()"

    def _check_markup_call(self, call: ast.Call) -> Iterator[Violation]:
        name = self._qualify(call.func)
        last = name.rpartition(".")[2]
        if name.startswith("reader.") or name in self._own or name == "notify":  # checked where they are defined
            return
        if last == "__init__" and not self._is_markup_class(call):
            return
        if last == "__init__" or last in MARKUP_WIDGETS:
            if not _forbids_markup(call) and not _is_harmless(call):
                yield Violation(call.lineno, "markup", f"{name}() without markup=False")
        elif (last in MARKUP_ITEMS and not _is_harmless(call)) or (last in NEVER_CALLED and not _is_harmless(call)):
            yield Violation(call.lineno, "markup", f"{name}() parses its texts")
        elif last in MARKUP_FUNCTIONS and not _forbids_markup(call) and not _is_harmless(call):
            yield Violation(call.lineno, "markup", f"{name}() without markup=False")
        elif last in CONSOLE_METHODS and "console" in name.rpartition(".")[0].lower().rpartition(".")[2]:
            if not _forbids_markup(call):
                yield Violation(call.lineno, "markup", f"{name}() without markup=False")
            yield Violation(call.lineno, "terminal", f"{name}() writes past the output filter")
        elif name.endswith("markup.render"):
            yield Violation(call.lineno, "markup", f"{name}() parses its text")

    def _is_markup_class(self, call: ast.Call) -> bool:
        """Whether a call stands in a class that is made from a widget that parses markup."""
        node: ast.AST | None = call
        while node is not None and not isinstance(node, ast.ClassDef):
            node = self._parents.get(node)
        return node is not None and any(
            self._qualify(base).rpartition(".")[2] in MARKUP_WIDGETS | MARKUP_ITEMS for base in node.bases
        )

    def _check_class(self, node: ast.ClassDef) -> Iterator[Violation]:
        bases = [self._qualify(base) for base in node.bases]
        parsing = [base for base in bases if base.rpartition(".")[2] in MARKUP_WIDGETS | MARKUP_ITEMS]
        if parsing and not any(
            isinstance(part, ast.Call)
            and isinstance(part.func, ast.Attribute)
            and part.func.attr == "__init__"
            and _forbids_markup(part)
            for part in ast.walk(node)
        ):
            yield Violation(node.lineno, "markup", f"a class made from {parsing[0]} without markup=False")
        for part in node.body:
            if isinstance(part, ast.FunctionDef) and part.name == "render" and bases:
                shown = "" if part.returns is None else ast.unparse(part.returns)
                if part.returns is None or "str" in shown.replace("'", "").replace('"', "").split(" | "):
                    yield Violation(part.lineno, "markup", "render() of a widget may give a text, which is parsed")

    def _check_assignment(self, node: ast.Assign | ast.AnnAssign | ast.AugAssign) -> Iterator[Violation]:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            for part in ast.walk(target):
                is_parsed = isinstance(part, ast.Attribute) and part.attr in MARKUP_PROPERTIES
                if is_parsed and node.value is not None and not _is_plain(node.value):
                    yield Violation(node.lineno, "markup", f"{ast.unparse(target)} is parsed")

    def _check_writing_call(self, call: ast.Call) -> Iterator[Violation]:
        name = self._qualify(call.func)
        if name.removeprefix("builtins.") in WRITING_FUNCTIONS:
            yield Violation(call.lineno, "terminal", f"{name}() may write to the terminal")
        elif name in OPENING_FUNCTIONS and call.args:
            first = call.args[0]
            if isinstance(first, ast.Constant) and (first.value in (1, 2) or str(first.value).startswith("/dev/")):
                yield Violation(call.lineno, "terminal", f"{name}({first.value!r}) opens a terminal")
        elif name.endswith(("driver.write", "_driver.write")) or name in ("().write", "textual.driver.Driver.write"):
            is_super = isinstance(call.func, ast.Attribute) and _is_super(call.func.value)
            if not name.startswith("()") or is_super:
                yield Violation(call.lineno, "terminal", f"{ast.unparse(call.func)}() writes past the output filter")
        elif name in ("rich.console.Console", "rich.get_console"):
            yield Violation(call.lineno, "terminal", f"{name}() writes to the terminal")

    def _check_stream(self, node: ast.Attribute | ast.Name) -> Iterator[Violation]:
        """A standard stream that is written to, passed on or given another name."""
        name = self._qualify(node)
        if not isinstance(node.ctx, ast.Load) or name not in {f"sys.{stream}" for stream in STREAMS}:
            return
        parent = self._parents[node]
        if isinstance(parent, ast.Attribute) and parent.attr in HARMLESS_ATTRIBUTES:
            return
        if isinstance(parent, ast.Compare) or (isinstance(parent, ast.IfExp | ast.If) and parent.test is node):
            return
        yield Violation(node.lineno, "terminal", f"{name} is written to, or handed on")


def _find_names(nodes: Sequence[ast.AST]) -> dict[str, str]:
    """The names that imports and plain assignments give to something else, and the full names of those."""
    known: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, ast.Import):
            known |= {alias.asname: alias.name for alias in node.names if alias.asname}
        elif isinstance(node, ast.ImportFrom):
            known |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    for node in nodes:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            value = node.value
            if isinstance(value, ast.Attribute) and isinstance(value.value, ast.Name):
                full = f"{known.get(value.value.id, value.value.id)}.{value.attr}"
                if full in WRITING_FUNCTIONS:
                    known[node.targets[0].id] = full
            elif isinstance(value, ast.Name) and value.id in WRITING_FUNCTIONS:
                known[node.targets[0].id] = value.id
    return known


def _is_plain(node: ast.expr) -> bool:
    """Whether an expression is a literal without markup, or a content that is made from a text as it is."""
    if isinstance(node, ast.Constant):
        return not isinstance(node.value, str) or "[" not in node.value
    if isinstance(node, ast.IfExp):
        return _is_plain(node.body) and _is_plain(node.orelse)
    return isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in ("Content", "Text")


def _is_harmless(call: ast.Call) -> bool:
    """Whether no argument of a call is anything but a plain literal; options of widgets are no texts."""
    named = (word.value for word in call.keywords if word.arg not in ("id", "classes", "name", "disabled", "severity"))
    return all(map(_is_plain, [*call.args, *named]))


def _forbids_markup(call: ast.Call) -> bool:
    return any(
        word.arg == "markup" and isinstance(word.value, ast.Constant) and word.value.value is False
        for word in call.keywords
    )


def _is_super(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super"
