"""The commands. Each imports what it needs when it runs, so that `dubao --version` costs no more than it says."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, NoReturn, TextIO

from reader import __version__
from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reader.model import Article
    from reader.script.overrides import OwnRules
    from reader.settings import Settings
    from reader.sources import Document

VIEWS = ("source", "hans", "hansp", "hant", "hk", "hkp", "tw", "twp")
_WINDOW_MOST = 72
_LINES_A_WRITE = 500


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit code: 0 done, 1 it could not, 2 wrong usage."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        code = _run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()  # a full disk must be told now, not in the interpreter's last breath
    except ReaderError as error:
        _tell(str(error))
        return 1
    except KeyboardInterrupt:
        _silence(sys.stdout)
        return 130
    except BrokenPipeError:
        return _hang_up()
    except OSError as error:
        _tell(f"output: {(error.strerror or str(error)).lower()}; nothing more was written")
        _silence(sys.stdout)
        return 1
    return code


def _run(arguments: list[str]) -> int:
    try:
        options = _parse(arguments)
    except SystemExit as end:  # argparse has printed the help, or said what is wrong
        return int(end.code or 0)
    command: Callable[[argparse.Namespace], int] = options.run
    return command(options)


def _hang_up() -> int:
    """The reader of our pipe has gone: end as quietly as if SIGPIPE had ended us."""
    _silence(sys.stdout)
    return 141


def _silence(stream: TextIO | None) -> None:
    """Let nothing more be written there, so that Python does not complain about it at exit."""
    if stream is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _tell(message: str) -> None:
    """One line on standard error, whatever a name in it holds."""
    from reader.model import clean

    if sys.stderr is not None:
        line = clean(message).replace("\n", " ").replace("\t", " ").replace("\r", " ")
        sys.stderr.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
        try:
            print(f"dubao: {line}", file=sys.stderr, flush=True)
        except OSError:  # nobody can be told
            _silence(sys.stderr)


class _Parser(argparse.ArgumentParser):
    """argparse that repeats foreign words only when they are tamed, and prints its help as all else is printed."""

    def print_help(self, file: object = None) -> None:
        _print(self.format_help().splitlines())

    def error(self, message: str) -> NoReturn:
        _tell(f"{message}; see {self.prog} --help")
        raise SystemExit(2)


_EPILOG = """SOURCE is a file, a folder, an http(s) address, or - for standard input; without one, the bundled articles.
commands: dubao show SOURCE | dubao figures SOURCE | dubao convert SOURCE --config C | dubao doctor
(dubao COMMAND --help says more)"""


_FOR_ALL = frozenset({"--encoding", "--config-file", "--library", "--date", "--region"})


def _parse(arguments: list[str]) -> argparse.Namespace:
    """The options, with `run` set to the function of the command."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--encoding", metavar="NAME", help="read the file in this encoding (any WHATWG label)")
    common.add_argument("--config-file", metavar="PATH", help="use this settings file")
    common.add_argument("--date", type=_date, metavar="D", help="the day relative dates are read with (YYYY-MM-DD)")
    common.add_argument("--region", choices=("CN", "HK", "TW", "MO"), help="the place bare currencies are read with")
    # Scripts written for the whole interface name a library; nothing is kept yet, so it has nothing to say.
    common.add_argument("--library", metavar="PATH", help=argparse.SUPPRESS)
    name, arguments = _command(arguments)
    if name == "show":
        parser = _Parser("dubao show", description="Print an article as the reader lays it out.", parents=[common])
        parser.add_argument("source", metavar="SOURCE", help="a file, an address, or - for standard input")
        parser.add_argument("--script", choices=VIEWS, default="source", help="the script to print it in")
        parser.add_argument("--width", type=_width, metavar="N", help="cells of a row (else the window, at most 72)")
        parser.add_argument("--plain", action="store_true", help="no escape sequences, even on a terminal")
        parser.add_argument("--json", action="store_true", help="print the article as JSON")
        parser.add_argument("--all", action="store_true", help="with what was cut away from a page")
        parser.set_defaults(run=_show)
    elif name == "figures":
        parser = _Parser("dubao figures", description="Print the figures of an article.", parents=[common])
        parser.add_argument("source", metavar="SOURCE", help="a file, an address, or - for standard input")
        parser.add_argument("--format", choices=("table", "json", "csv"), default="table", help="how to print them")
        parser.set_defaults(run=_figures)
    elif name == "convert":
        parser = _Parser("dubao convert", description="Convert plain text as OpenCC does.", parents=[common])
        parser.add_argument("source", metavar="SOURCE", help="a file, or - for standard input")
        parser.add_argument(
            "--config", type=_config, metavar="C", required=True, help="one of OpenCC's, or of those made of them"
        )
        parser.add_argument("--map", action="store_true", help="print JSON with the offset map")
        parser.set_defaults(run=_convert)
    elif name == "doctor":
        parser = _Parser("dubao doctor", description="Say what dubao found on this machine.", parents=[common])
        parser.set_defaults(run=_doctor)
    else:
        parser = _Parser(
            "dubao",
            description="讀報: read Chinese news in the terminal.",
            epilog=_EPILOG,
            parents=[common],
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        parser.add_argument("source", metavar="SOURCE", nargs="*", help="files, folders and addresses to read")
        parser.add_argument("--version", action="store_true", help="print the version")
        parser.set_defaults(run=_read)
    return parser.parse_args(arguments)


def _command(arguments: list[str]) -> tuple[str | None, list[str]]:
    """The command, and the other arguments; the options for all commands may stand before it too."""
    at = 0
    while at < len(arguments) and arguments[at].startswith("--") and arguments[at] != "--":
        at += 2 if arguments[at] in _FOR_ALL else 1
    if at < len(arguments) and arguments[at] in ("show", "figures", "convert", "doctor"):
        return arguments[at], arguments[:at] + arguments[at + 1 :]
    return None, arguments


def _width(text: str) -> int:
    if not text.isdecimal() or len(text) > 6 or not 1 <= int(text) <= 100_000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of cells from 1 to 100000")
    return int(text)


def _config(name: str) -> str:
    from reader.script.recipes import known

    if name not in known():
        import difflib

        near = difflib.get_close_matches(name, known(), 3)
        hint = "did you mean " + ", ".join(near) + "?" if near else "use one of " + " ".join(known())
        raise argparse.ArgumentTypeError(f"there is no config {name!r}; {hint}")
    return name


def _date(text: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2018-12-21") from None


def _settings(options: argparse.Namespace) -> Settings:
    from reader.settings import load
    from reader.tui.keymap import check

    return load(options.config_file, check)


def _document(source: str, options: argparse.Namespace, settings: Settings) -> Document:
    from reader.sources import read_file, read_stdin
    from reader.sources.files import is_address

    if is_address(source):
        from reader.fetched import fetched

        return fetched(source, settings, options.encoding)
    return read_stdin(options.encoding) if source == "-" else read_file(source, options.encoding)


# -- show


def _show(options: argparse.Namespace) -> int:
    settings = _settings(options)
    document = _document(options.source, options, settings)
    article = _article(document, whole=options.all)
    if options.json:
        from reader.figured import figures_shown
        from reader.figures.context import context_of
        from reader.model.json import article_json, dumps

        context = context_of(article, options.date, options.region)
        figures = figures_shown(article, options.script, settings.hk_forms, context)
        _print([dumps(article_json(_in_script(article, options, settings), options.script, figures))])
    else:
        _print_page(_in_script(article, options, settings), settings, width=options.width, plain=options.plain)
    return 0


def _article(document: Document, *, whole: bool = False) -> Article:
    """The article of a document, as written; of a page with `whole` all of it."""
    from reader.structure import article_of

    article = article_of(document.text, document.origin, whole=whole)
    if article.stripped:
        _tell(f"{_name(document)}: its parts could not be told; this is its text without tags")
    return article


def _name(document: Document) -> str:
    return document.origin.url or document.origin.path or "the page"


def _in_script(article: Article, options: argparse.Namespace, settings: Settings) -> Article:
    """The article in the script asked for."""
    if options.script == "source":
        return article
    from reader.script.view import article_in

    own = _own(options)
    for problem in own.problems:
        _tell(problem)
    return article_in(article, options.script, settings.hk_forms, own, settings.quotes)


def _own(options: argparse.Namespace) -> OwnRules:
    """The reader's own overrides, beside the settings."""
    from reader.script.overrides import OwnRules
    from reader.settings import overrides_path

    return OwnRules(overrides_path(options.config_file))


def _print_page(article: Article, settings: Settings, *, width: int | None = None, plain: bool = False) -> None:
    """Print an article for whoever reads standard output."""
    import shutil

    from reader.show import TERMINAL, lines
    from reader.typeset.page import PageStyle

    dumb = os.environ.get("NO_COLOR") or os.environ.get("TERM", "") in ("", "dumb")
    styled = not plain and not dumb and sys.stdout is not None and sys.stdout.isatty()
    style = PageStyle(
        measure=width or max(1, min(shutil.get_terminal_size().columns, _WINDOW_MOST)),
        level=settings.kinsoku,
        ambiguous=settings.cells,
        paragraphs=settings.paragraphs,
        plain=not styled,
        furniture=True,
    )
    _print(lines(article.blocks, style, TERMINAL if styled else None))


def _print(lines: Iterable[str]) -> None:
    """Write lines to standard output, as UTF-8 whatever the locale: what is Chinese has no other common encoding."""
    if sys.stdout is None:
        raise ReaderError("standard output", "it is closed", "send it to a file or a terminal")
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    batch: list[str] = []
    for line in lines:
        batch.append(line)
        if len(batch) == _LINES_A_WRITE:
            sys.stdout.write("\n".join(batch) + "\n")
            batch.clear()
    if batch:
        sys.stdout.write("\n".join(batch) + "\n")


# -- figures


def _figures(options: argparse.Namespace) -> int:
    settings = _settings(options)
    from reader.figures.export import article_figures, csv_lines, figures_json, table_lines

    article = _article(_document(options.source, options, settings))
    found = article_figures(article, options.date, options.region)
    if options.format == "json":
        from reader.model.json import dumps

        _print([dumps(figures_json(found))])
    elif options.format == "csv":
        _print(csv_lines(article, found))
    else:
        from reader.typeset.widths import cell_len

        _print(table_lines(found, lambda text: cell_len(text, settings.cells)))
    return 0


# -- convert


def _convert(options: argparse.Namespace) -> int:
    """Bare: what OpenCC does to the text, and nothing of ours but the map."""
    from reader.script.maps import map_json, view
    from reader.sources.files import is_address
    from reader.sources.raw import raw_text

    if is_address(options.source):
        text: str = _document(options.source, options, _settings(options)).text
    else:
        text = raw_text(options.source, options.encoding)
    if options.map:
        from reader.model.json import dumps

        _print([dumps(map_json(text, options.config))])
    else:
        _write(view(text, options.config, whole=True).text)
    return 0


def _write(text: str) -> None:
    """Write a text as it is, with no line end of ours; a terminal gets no control character."""
    from reader.model import clean

    if sys.stdout is None:
        raise ReaderError("standard output", "it is closed", "send it to a file or a terminal")
    sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="")  # type: ignore[union-attr]
    sys.stdout.write(clean(text) if sys.stdout.isatty() else text)


# -- the screen


def _read(options: argparse.Namespace) -> int:
    if options.version:
        _print([f"dubao {__version__}"])
        return 0
    from reader.start import given_sources, open_screen

    settings = _settings(options)
    given = given_sources(options.source)
    if sys.stdout is None or not sys.stdout.isatty():
        for number, source in enumerate(given.sources):
            if number:
                _print(["", ""])
            _print_page(_article(_document(source, options, settings)), settings)
        return 0
    return open_screen(
        settings,
        given,
        lambda source: _document(source, options, settings),
        lambda: _own(options),
        encoding=options.encoding,
        config=options.config_file,
    )


# -- doctor


def _doctor(options: argparse.Namespace) -> int:
    from reader.doctor import findings
    from reader.tui.keymap import check

    # Found out before printing changes the encoding of standard output.
    _print(list(findings(options.config_file, check)))
    return 0
