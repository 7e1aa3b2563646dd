"""The entry of the command line: what a command raises becomes an exit code and one line on standard error.

A command imports what it needs when it runs, so that `dubao --version` loads no more than it prints.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIGPIPE_EXIT_CODE = 141
"""That of a program which SIGPIPE has ended: 128 and its number."""


_FREE_DESCRIPTORS_MIN = 8
"""Files that a command may have open at once, besides standard input and output."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit code: 0 done, 1 it could not be done, 2 wrong usage.

    Args:
        argv: The arguments without the name of the program; None for those of this process.
    """
    if not _has_free_descriptors():  # before anything is imported, which takes descriptors too
        with suppress(OSError, AttributeError):  # standard error may be closed
            sys.stderr.write("dubao: files: the system lets too few be open at once; allow more with ulimit -n\n")
        return 1
    from reader.cli.output import flush_stdout, print_message, redirect_to_null
    from reader.i18n import choose_language
    from reader.translation import set_message_language

    set_message_language(choose_language("auto"))
    try:
        code = _run_command(list(sys.argv[1:] if argv is None else argv))
        flush_stdout()
    except ReaderError as error:
        print_message(str(error))
        return 1
    except KeyboardInterrupt:
        redirect_to_null(sys.stdout)
        return 130
    except BrokenPipeError:  # whoever read our pipe has gone
        redirect_to_null(sys.stdout)
        return _SIGPIPE_EXIT_CODE
    except OSError as error:
        print_message(f"output: {(error.strerror or str(error)).lower()}; nothing more was written")
        redirect_to_null(sys.stdout)
        return 1
    except MemoryError:
        print_message("memory: there is not enough of it; end other programs, or open a smaller text")
        return 1
    except Exception as error:  # a fault of ours: still one line, and an exit code
        if os.environ.get("DUBAO_TRACEBACK"):
            raise
        print_message(_describe_fault(error))
        return 1
    return code


def _describe_fault(error: Exception) -> str:
    """The message for an unexpected exception, with the place where it was raised."""
    import traceback

    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{os.path.basename(place.filename)}:{place.lineno}"
    hint = "please report it with what DUBAO_TRACEBACK=1 prints"
    return f"internal error: {type(error).__name__} in {where}; {hint}"


def _has_free_descriptors() -> bool:
    """Whether enough files can be opened: a library with its log, and a connection of the web, need some at once."""
    opened: list[int] = []
    try:
        while len(opened) < _FREE_DESCRIPTORS_MIN:
            opened.append(os.open(os.devnull, os.O_RDONLY))
    except OSError:
        return False
    finally:
        for descriptor in opened:
            os.close(descriptor)
    return True


def _run_command(arguments: list[str]) -> int:
    from reader.cli.commands import COMMANDS
    from reader.cli.context import CommandContext
    from reader.cli.output import print_lines, print_message
    from reader.cli.parser import HelpRequested, UsageError, parse_arguments

    try:
        options = parse_arguments(arguments)
    except HelpRequested as request:
        print_lines(str(request).splitlines())
        return 0
    except UsageError as error:
        print_message(str(error))
        return 2
    context = CommandContext(options)
    if COMMANDS[options.command].requires_settings:
        _ = context.settings
    try:
        code: int = options.run(context)
    except UsageError as error:  # of several options together
        print_message(str(error))
        return 2
    return code
