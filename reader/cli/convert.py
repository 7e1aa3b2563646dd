"""The command `dubao convert`: a text converted by OpenCC alone, with the offset map on request."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from reader.cli.output import print_lines, print_text
from reader.cli.parser import add_source_argument

if TYPE_CHECKING:
    from reader.cli.context import CommandContext


def add_arguments(parser: argparse.ArgumentParser, command: str) -> None:
    """Declare the options of the command, and what runs it.

    Args:
        parser: Of the command.
        command: Its name; this module has no other.
    """
    add_source_argument(parser, "a file, or - for standard input")
    parser.add_argument(
        "--config", type=_parse_config, metavar="C", required=True, help="one of OpenCC's, or of those made of them"
    )
    parser.add_argument("--map", action="store_true", help="print JSON with the offset map")
    parser.set_defaults(run=run)


def run(context: CommandContext) -> int:
    """Print a text in another script; the exit code.

    Raises:
        ReaderError: It cannot be read or converted.
    """
    from reader.script.offset_maps import build_map_json, convert_with_map
    from reader.sources.files import read_raw_text
    from reader.sources.kinds import classify_source

    options = context.options
    if classify_source(options.source) == "web":
        text: str = context.load_document(options.source).text
    else:
        text = read_raw_text(options.source, options.encoding)
    if options.map:
        from reader.model.json import dumps

        print_lines([dumps(build_map_json(text, options.config))])
    else:
        print_text(convert_with_map(text, options.config, separators_only=True).text)
    return 0


def _parse_config(name: str) -> str:
    from reader.script.opencc_configs import list_configs

    if name not in list_configs():
        import difflib

        near = difflib.get_close_matches(name, list_configs(), 3)
        hint = "did you mean " + ", ".join(near) + "?" if near else "use one of " + " ".join(list_configs())
        raise argparse.ArgumentTypeError(f"there is no config {name!r}; {hint}")
    return name
