"""The commands. Each imports what it needs when it runs, so that `dubao --version` costs no more than it says."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

from reader import __version__
from reader.errors import ReaderError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Sequence

    from reader.config.settings import Settings
    from reader.model import Article, ViewName
    from reader.script.options import ConversionOptions
    from reader.script.overrides import OwnRules
    from reader.sources import Document

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
    from reader.cli.parser import HelpWanted, MisuseError, parse

    try:
        options = parse(arguments)
    except HelpWanted as wanted:
        _print(str(wanted).splitlines())
        return 0
    except MisuseError as error:
        _tell(str(error))
        return 2
    acts: dict[str, Callable[[Namespace], int]] = {
        "show": _show,
        "figures": _figures,
        "convert": _convert,
        "save": _save,
        "doctor": _doctor,
        "read": _read,
    }
    return acts.get(options.command, _library)(options)


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


def _settings(options: Namespace) -> Settings:
    from reader.config.settings import load
    from reader.input.keymap import check

    return load(options.config_file, check)


def _document(source: str, options: Namespace, settings: Settings) -> Document:
    from reader.sources import read_file, read_stdin
    from reader.sources.files import is_address

    if is_address(source):
        from reader.cli.progress import fetched

        return fetched(source, settings, options.encoding)
    if source == "-":
        return read_stdin(options.encoding)
    if not os.path.exists(source):
        from reader.cli.library import document_kept

        if (document := document_kept(source, options.library)) is not None:
            return document
    return read_file(source, options.encoding)


# -- show


def _show(options: Namespace) -> int:
    settings = _settings(options)
    document = _document(options.source, options, settings)
    article = _article(document, whole=options.all)
    if options.json:
        from reader.figures.context import context_of
        from reader.model.json import article_json, dumps
        from reader.services.figures import figures_shown

        conversion = _conversion(options, settings)
        figures = figures_shown(article, options.script, conversion, context_of(article, options.date, options.region))
        _print([dumps(article_json(_in_script(article, options.script, conversion), options.script, figures))])
    else:
        shown = _in_script(article, options.script, _conversion(options, settings))
        _print_page(shown, settings, width=options.width, plain=options.plain)
    return 0


def _article(document: Document, *, whole: bool = False) -> Article:
    """The article of a document, as written; of a page with `whole` all of it, of an annotated copy the original."""
    from reader.services.copies import copy_in
    from reader.structure import article_of

    if copy := copy_in(document, _tell):
        return copy.article
    article = article_of(document.text, document.origin, whole=whole)
    if article.stripped:
        _tell(f"{_name(document)}: its parts could not be told; this is its text without tags")
    return article


def _name(document: Document) -> str:
    return document.origin.url or document.origin.path or "the page"


def _conversion(options: Namespace, settings: Settings) -> ConversionOptions | None:
    """What the conversion depends on, made once for text and figures; None where nothing is converted."""
    if options.script == "source":
        return None
    from reader.services.conversion_options import conversion_options

    own = _own(options)
    for problem in own.problems:
        _tell(problem)
    return conversion_options(settings, own)


def _in_script(article: Article, script: ViewName, conversion: ConversionOptions | None) -> Article:
    """The article in the script asked for."""
    if conversion is None:
        return article
    from reader.script.article_conversion import article_in

    return article_in(article, script, conversion)


def _own(options: Namespace) -> OwnRules:
    """The reader's own overrides, beside the settings."""
    from reader.config.settings import overrides_path
    from reader.script.overrides import OwnRules

    return OwnRules(overrides_path(options.config_file))


def _print_page(article: Article, settings: Settings, *, width: int | None = None, plain: bool = False) -> None:
    """Print an article for whoever reads standard output."""
    import shutil

    from reader.services.ansi_page import TERMINAL, lines
    from reader.typeset.page_layout import PageStyle

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


def _figures(options: Namespace) -> int:
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


# -- save


def _save(options: Namespace) -> int:
    from reader.services.copies import saved

    settings = _settings(options)
    document = _document(options.source, options, settings)
    _write(saved(options, document, lambda: _article(document), settings, _own(options), _tell))
    return 0


# -- convert


def _convert(options: Namespace) -> int:
    """Bare: what OpenCC does to the text, and nothing of ours but the map."""
    from reader.script.offset_maps import map_json, view
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


# -- the library


def _library(options: Namespace) -> int:
    """A command that reads or writes the library."""
    from reader.library.lookup import Loaded
    from reader.services.copies import copy_in

    def load(source: str) -> Loaded:
        document = _document(source, options, settings)
        if copy := copy_in(document, _tell):
            return Loaded(copy.article, document.text, copy.annotations)
        return Loaded(_article(document), document.text)

    settings = _settings(options)
    _print(options.act(options, load, _tell))
    return 0


# -- the screen


def _read(options: Namespace) -> int:
    if options.version:
        _print([f"dubao {__version__}"])
        return 0
    from reader.tui.launch import given_sources, open_screen

    settings = _settings(options)
    given = given_sources(options.source, options.library)
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
        library=options.library,
    )


# -- doctor


def _doctor(options: Namespace) -> int:
    from reader.input.keymap import check
    from reader.services.diagnostics import findings

    # Found out before printing changes the encoding of standard output.
    lines = list(findings(options.config_file, check, library=options.library))
    if options.source:
        from reader.services.diagnostics import readings

        document = _document(options.source, options, _settings(options))
        lines += readings(document, _article(document, whole=True))
    _print(lines)
    return 0
