"""The one reader of the product's tables: TSV files in UTF-8 beside the module that uses them.

A file has one header line, then one row a line, cells separated by TABs, without quoting. This module imports
neither pathlib nor csv: importing them takes longer than reading a table, and tables are read at the start.
"""

from __future__ import annotations

import os.path


def read_table(module_file: str, name: str) -> tuple[list[str], list[list[str]]]:
    """The header's cells and the rows of NAME.tsv; empty lines are left out, an empty last cell is an empty string.

    Args:
        module_file: `__file__` of a module in the table's folder.
        name: Of the file, without its ending; may begin with a sub-folder, as `data/roles`.

    Raises:
        OSError: The file is missing or cannot be read: the installation is incomplete.
    """
    with open(os.path.join(os.path.dirname(module_file), f"{name}.tsv"), encoding="utf-8") as file:
        header, *lines = file.read().split("\n")
    return header.split("\t"), [line.split("\t") for line in lines if line]


def read_rows(module_file: str, name: str) -> list[list[str]]:
    """The rows of NAME.tsv without its header line; arguments and errors are those of read_table.

    Args:
        module_file: `__file__` of a module in the table's folder.
        name: The name of the file without its ending.
    """
    return read_table(module_file, name)[1]
