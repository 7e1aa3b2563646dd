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
    from reader.script.overrides import OverrideFile
    from reader.sources import Document

_MAX_WINDOW_WIDTH = 72
_LINES_PER_WRITE = 500


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit code: 0 done, 1 it could not, 2 wrong usage."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        code = _run_command(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()  # a full disk must be told now, not in the interpreter's last breath
    except ReaderError as error:
        _notify(str(error))
        return 1
    except KeyboardInterrupt:
        _redirect_to_null(sys.stdout)
        return 130
    except BrokenPipeError:
        return _exit_on_broken_pipe()
    except OSError as error:
        _notify(f"output: {(error.strerror or str(error)).lower()}; nothing more was written")
        _redirect_to_null(sys.stdout)
        return 1
    return code


def _run_command(arguments: list[str]) -> int:
    from reader.cli.parser import HelpRequested, UsageError, parse_arguments

    try:
        options = parse_arguments(arguments)
    except HelpRequested as wanted:
        _print_lines(str(wanted).splitlines())
        return 0
    except UsageError as error:
        _notify(str(error))
        return 2
    acts: dict[str, Callable[[Namespace], int]] = {
        "show": _run_show,
        "figures": _run_figures,
        "convert": _run_convert,
        "save": _run_save,
        "doctor": _run_doctor,
        "read": _run_read,
    }
    return acts.get(options.command, _run_library_command)(options)


def _exit_on_broken_pipe() -> int:
    """The reader of our pipe has gone: end as quietly as if SIGPIPE had ended us."""
    _redirect_to_null(sys.stdout)
    return 141


def _redirect_to_null(stream: TextIO | None) -> None:
    """Let nothing more be written there, so that Python does not complain about it at exit."""
    if stream is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _notify(message: str) -> None:
    """One line on standard error, whatever a name in it holds."""
    from reader.model import clean

    if sys.stderr is not None:
        line = clean(message).replace("\n", " ").replace("\t", " ").replace("\r", " ")
        sys.stderr.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
        try:
            print(f"dubao: {line}", file=sys.stderr, flush=True)
        except OSError:  # nobody can be told
            _redirect_to_null(sys.stderr)


def _load_settings(options: Namespace) -> Settings:
    from reader.config.settings import load_settings
    from reader.input.keymap import find_problems

    return load_settings(options.config_file, find_problems)


def _open_document(source: str, options: Namespace, settings: Settings) -> Document:
    from reader.sources import read_file, read_stdin
    from reader.sources.files import is_web_url

    if is_web_url(source):
        from reader.cli.progress import fetch_with_progress

        return fetch_with_progress(source, settings, options.encoding)
    if source == "-":
        return read_stdin(options.encoding)
    if not os.path.exists(source):
        from reader.cli.library import load_library_document

        if (document := load_library_document(source, options.library)) is not None:
            return document
    return read_file(source, options.encoding)


# -- show


def _run_show(options: Namespace) -> int:
    settings = _load_settings(options)
    document = _open_document(options.source, options, settings)
    article = _read_article(document, whole_page=options.all)
    if options.json:
        from reader.figures.context import detect_context
        from reader.model.json import article_json, dumps
        from reader.services.figures import find_view_figures

        conversion = _conversion(options, settings)
        figures = find_view_figures(
            article, options.script, conversion, detect_context(article, options.date, options.region)
        )
        _print_lines(
            [dumps(article_json(_convert_article(article, options.script, conversion), options.script, figures))]
        )
    else:
        shown = _convert_article(article, options.script, _conversion(options, settings))
        _print_page(shown, settings, width=options.width, plain=options.plain)
    return 0


def _read_article(document: Document, *, whole_page: bool = False) -> Article:
    """The article of a document, as written; of a page with `whole_page` all of it, of an annotated copy the
    original.
    """
    from reader.services.copies import open_document_copy
    from reader.structure import read_article

    if copy := open_document_copy(document, _notify):
        return copy.article
    article = read_article(document.text, document.origin, include_boilerplate=whole_page)
    if article.is_unstructured:
        _notify(f"{_get_document_name(document)}: its parts could not be told; this is its text without tags")
    return article


def _get_document_name(document: Document) -> str:
    return document.origin.url or document.origin.path or "the page"


def _conversion(options: Namespace, settings: Settings) -> ConversionOptions | None:
    """What the conversion depends on, made once for text and figures; None where nothing is converted."""
    if options.script == "source":
        return None
    from reader.services.conversion_options import make_conversion_options

    own = _load_own_rules(options)
    for problem in own.problems:
        _notify(problem)
    return make_conversion_options(settings, own)


def _convert_article(article: Article, script: ViewName, conversion: ConversionOptions | None) -> Article:
    """The article in the script asked for."""
    if conversion is None:
        return article
    from reader.script.article_conversion import convert_article

    return convert_article(article, script, conversion)


def _load_own_rules(options: Namespace) -> OverrideFile:
    """The reader's own overrides, beside the settings."""
    from reader.config.settings import overrides_path
    from reader.script.overrides import OverrideFile

    return OverrideFile(overrides_path(options.config_file))


def _print_page(article: Article, settings: Settings, *, width: int | None = None, plain: bool = False) -> None:
    """Print an article for whoever reads standard output."""
    import shutil

    from reader.services.ansi_page import TERMINAL_STYLES, render_lines
    from reader.typeset.page_layout import PageStyle

    dumb = os.environ.get("NO_COLOR") or os.environ.get("TERM", "") in ("", "dumb")
    styled = not plain and not dumb and sys.stdout is not None and sys.stdout.isatty()
    style = PageStyle(
        measure=width or max(1, min(shutil.get_terminal_size().columns, _MAX_WINDOW_WIDTH)),
        kinsoku=settings.kinsoku,
        ambiguous_width=settings.ambiguous_width,
        paragraphs=settings.paragraphs,
        plain=not styled,
        show_furniture=True,
    )
    _print_lines(render_lines(article.blocks, style, TERMINAL_STYLES if styled else None))


def _print_lines(lines: Iterable[str]) -> None:
    """Write lines to standard output, as UTF-8 whatever the locale: what is Chinese has no other common encoding."""
    if sys.stdout is None:
        raise ReaderError("standard output", "it is closed", "send it to a file or a terminal")
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    batch: list[str] = []
    for line in lines:
        batch.append(line)
        if len(batch) == _LINES_PER_WRITE:
            sys.stdout.write("\n".join(batch) + "\n")
            batch.clear()
    if batch:
        sys.stdout.write("\n".join(batch) + "\n")


# -- figures


def _run_figures(options: Namespace) -> int:
    settings = _load_settings(options)
    from reader.figures.export import figures_to_json, iter_csv_lines, iter_table_lines, list_article_figures

    article = _read_article(_open_document(options.source, options, settings))
    found = list_article_figures(article, options.date, options.region)
    if options.format == "json":
        from reader.model.json import dumps

        _print_lines([dumps(figures_to_json(found))])
    elif options.format == "csv":
        _print_lines(iter_csv_lines(article, found))
    else:
        from reader.typeset.widths import cell_len

        _print_lines(iter_table_lines(found, lambda text: cell_len(text, settings.ambiguous_width)))
    return 0


# -- save


def _run_save(options: Namespace) -> int:
    from reader.services.copies import run_save

    settings = _load_settings(options)
    document = _open_document(options.source, options, settings)
    _write_text(
        run_save(options, document, lambda: _read_article(document), settings, _load_own_rules(options), _notify)
    )
    return 0


# -- convert


def _run_convert(options: Namespace) -> int:
    """Bare: what OpenCC does to the text, and nothing of ours but the map."""
    from reader.script.offset_maps import build_map_json, convert_with_map
    from reader.sources.files import is_web_url, read_raw_text

    if is_web_url(options.source):
        text: str = _open_document(options.source, options, _load_settings(options)).text
    else:
        text = read_raw_text(options.source, options.encoding)
    if options.map:
        from reader.model.json import dumps

        _print_lines([dumps(build_map_json(text, options.config))])
    else:
        _write_text(convert_with_map(text, options.config, separators_only=True).text)
    return 0


def _write_text(text: str) -> None:
    """Write a text as it is, with no line end of ours; a terminal gets no control character."""
    from reader.model import clean

    if sys.stdout is None:
        raise ReaderError("standard output", "it is closed", "send it to a file or a terminal")
    sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="")  # type: ignore[union-attr]
    sys.stdout.write(clean(text) if sys.stdout.isatty() else text)


# -- the library


def _run_library_command(options: Namespace) -> int:
    """A command that reads or writes the library."""
    from reader.library.lookup import LoadedSource
    from reader.services.copies import open_document_copy

    def load(source: str) -> LoadedSource:
        document = _open_document(source, options, settings)
        if copy := open_document_copy(document, _notify):
            return LoadedSource(copy.article, document.text, copy.annotations)
        return LoadedSource(_read_article(document), document.text)

    settings = _load_settings(options)
    _print_lines(options.act(options, load, _notify))
    return 0


# -- the screen


def _run_read(options: Namespace) -> int:
    if options.version:
        _print_lines([f"dubao {__version__}"])
        return 0
    from reader.tui.launch import collect_inputs, open_screen

    settings = _load_settings(options)
    given = collect_inputs(options.source, options.library)
    if sys.stdout is None or not sys.stdout.isatty():
        for number, source in enumerate(given.sources):
            if number:
                _print_lines(["", ""])
            _print_page(_read_article(_open_document(source, options, settings)), settings)
        return 0
    return open_screen(
        settings,
        given,
        lambda source: _open_document(source, options, settings),
        lambda: _load_own_rules(options),
        encoding=options.encoding,
        config_path=options.config_file,
        library_path=options.library,
    )


# -- doctor


def _run_doctor(options: Namespace) -> int:
    from reader.input.keymap import find_problems
    from reader.services.diagnostics import report_diagnostics

    # Found out before printing changes the encoding of standard output.
    lines = list(report_diagnostics(options.config_file, find_problems, library_path_option=options.library))
    if options.source:
        from reader.services.diagnostics import report_source

        document = _open_document(options.source, options, _load_settings(options))
        lines += report_source(document, _read_article(document, whole_page=True))
    _print_lines(lines)
    return 0
