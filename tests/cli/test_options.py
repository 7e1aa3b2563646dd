"""What the commands accept, as completion and manual read it."""

from __future__ import annotations

from reader.cli.commands import COMMANDS, DEFAULT_COMMAND
from reader.cli.options import list_command_arguments


def test_every_command_is_listed_the_default_one_first() -> None:
    names = [command.name for command in list_command_arguments()]
    assert names[0] == DEFAULT_COMMAND
    assert sorted(names) == sorted(COMMANDS)


def test_arguments_say_what_values_they_take() -> None:
    show = next(command for command in list_command_arguments() if command.name == "show")
    by_flag = {argument.flags: argument for argument in show.arguments}
    assert by_flag["--color",].choices == ("auto", "always", "never")
    assert by_flag["--json",].metavar == ""
    assert by_flag["--library",].is_file
    assert by_flag[()].metavar == "SOURCE"
    assert by_flag[()].is_file
    assert by_flag["-h", "--help"].help
    assert show.usage.startswith("dubao show [-h]")
