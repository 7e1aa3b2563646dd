"""The command `dubao completion`: the completion scripts of bash, zsh and fish, made from the commands' parsers."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from reader.cli.commands import DEFAULT_COMMAND
from reader.cli.output import print_lines

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from reader.cli.context import CommandContext
    from reader.cli.options import Argument, CommandArguments

SHELLS = ("bash", "zsh", "fish")


def add_arguments(parser: argparse.ArgumentParser, command: str) -> None:
    """Declare the options of the command, and what runs it.

    Args:
        parser: Of the command.
        command: Its name; this module has no other.
    """
    parser.add_argument("shell", choices=SHELLS, help="the shell")
    parser.set_defaults(run=run)


def run(context: CommandContext) -> int:
    """Print the completion script of a shell; the exit code."""
    print_lines(iter_completion_lines(context.options.shell))
    return 0


def iter_completion_lines(shell: str) -> Iterator[str]:
    """The lines of a completion script.

    Args:
        shell: One of SHELLS.
    """
    from reader.cli.options import list_command_arguments

    commands = list_command_arguments()
    return {"bash": _iter_bash_lines, "zsh": _iter_zsh_lines, "fish": _iter_fish_lines}[shell](commands)


def _format_pattern(command: CommandArguments) -> str:
    """What `case` of a shell compares with the name of a command, which is empty for the default command."""
    return '""' if command.name == DEFAULT_COMMAND else command.name


# -- bash


def _iter_bash_lines(commands: list[CommandArguments]) -> Iterator[str]:
    names = [command.name for command in commands if command.name != DEFAULT_COMMAND]
    yield "# Completion of dubao for bash."
    yield "_dubao() {"
    yield '    local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command="" each'
    yield '    for each in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do'
    yield f"        case $each in {'|'.join(names)}) command=$each; break ;; esac"
    yield "    done"
    yield '    case "$command:$previous" in'
    for command in commands:
        prefix = "" if command.name == DEFAULT_COMMAND else command.name
        for argument in command.arguments:
            if argument.flags and argument.metavar:
                patterns = "|".join(f"{prefix}:{flag}" for flag in argument.flags)
                yield f"        {patterns}) {_format_bash_reply(argument)}; return ;;"
    yield "    esac"
    yield '    local flags="" words=""'
    yield "    case $command in"
    for command in commands:
        is_default = command.name == DEFAULT_COMMAND
        flags = " ".join(flag for argument in command.arguments for flag in argument.flags)
        choices = [choice for argument in command.arguments if not argument.flags for choice in argument.choices]
        words = " ".join(names if is_default else choices)
        pattern = _format_pattern(command)
        yield f"        {pattern}) flags={shlex.quote(flags)} words={shlex.quote(words)} ;;"
    yield "    esac"
    yield '    if [[ $word == -* ]]; then COMPREPLY=($(compgen -W "$flags" -- "$word")); return; fi'
    yield "    compopt -o filenames 2>/dev/null"
    yield '    COMPREPLY=($(compgen -W "$words" -- "$word") $(compgen -f -- "$word"))'
    yield "}"
    yield "complete -F _dubao dubao"


def _format_bash_reply(argument: Argument) -> str:
    """The commands of bash that offer the values of an option."""
    if argument.choices:
        return f'COMPREPLY=($(compgen -W {shlex.quote(" ".join(argument.choices))} -- "$word"))'
    if argument.is_file:
        return 'compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word"))'
    return "COMPREPLY=()"


# -- zsh


def _iter_zsh_lines(commands: list[CommandArguments]) -> Iterator[str]:
    yield "#compdef dubao"
    yield "# Completion of dubao for zsh."
    yield "_dubao() {"
    yield "    local -a commands"
    yield "    commands=("
    for command in commands:
        if command.name != DEFAULT_COMMAND:
            yield f"        {shlex.quote(f'{command.name}:{command.description}')}"
    yield "    )"
    yield '    local command="" each'
    yield '    for each in "${(@)words[2,CURRENT-1]}"; do'
    yield "        if (( ${+commands[(r)$each:*]} )); then command=$each; break; fi"
    yield "    done"
    yield "    case $command in"
    for command in commands:
        is_default = command.name == DEFAULT_COMMAND
        yield f"        {_format_pattern(command)})"
        if is_default:
            yield "            (( CURRENT == 2 )) && _describe command commands"
        else:
            yield '            words=(dubao "${(@)words[2,-1]:#$command}"); (( CURRENT-- ))'
        specifications = " ".join(_format_zsh_argument(argument) for argument in command.arguments)
        yield f"            _arguments -s {specifications} ;;"
    yield "    esac"
    yield "}"
    yield '_dubao "$@"'


def _format_zsh_argument(argument: Argument) -> str:
    """An argument as a specification of zsh's `_arguments`."""
    action = f"({' '.join(argument.choices)})" if argument.choices else "_files" if argument.is_file else " "
    if not argument.flags:
        return shlex.quote(f"*:{_escape_zsh(argument.metavar)}:{action}")
    described = f"[{_escape_zsh(argument.help)}]"
    value = f":{_escape_zsh(argument.metavar)}:{action}" if argument.metavar else ""
    return " ".join(shlex.quote(f"{flag}{described}{value}") for flag in argument.flags)


def _escape_zsh(text: str) -> str:
    return "".join(f"\\{character}" if character in r"[]:\\" else character for character in text)


# -- fish


def _iter_fish_lines(commands: list[CommandArguments]) -> Iterator[str]:
    names = " ".join(command.name for command in commands if command.name != DEFAULT_COMMAND)
    yield "# Completion of dubao for fish."
    yield f"set -l dubao_commands {names}"
    for command in commands:
        is_default = command.name == DEFAULT_COMMAND
        if not is_default:
            yield (
                'complete -c dubao -n "not __fish_seen_subcommand_from $dubao_commands"'
                f" -a {command.name} -d {_quote_fish(command.description)}"
            )
        condition = (
            '"not __fish_seen_subcommand_from $dubao_commands"'
            if is_default
            else f'"__fish_seen_subcommand_from {command.name}"'
        )
        for argument in command.arguments:
            if line := _format_fish_argument(argument):
                yield f"complete -c dubao -n {condition} {line}"


def _format_fish_argument(argument: Argument) -> str:
    """The options of fish's `complete` for an argument; empty where fish offers files anyway."""
    if not argument.flags:
        return f"-f -a {_quote_fish(' '.join(argument.choices))}" if argument.choices else ""
    parts = [f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in argument.flags]
    if argument.metavar:
        parts.append("-r" if argument.is_file else "-x")
    if argument.choices:
        parts.append(f"-a {_quote_fish(' '.join(argument.choices))}")
    return " ".join([*parts, f"-d {_quote_fish(argument.help)}"])


def _quote_fish(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
