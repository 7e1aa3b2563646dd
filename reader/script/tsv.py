"""The data of this room: tables of text beside the code, one header line, columns separated by TABs."""

from __future__ import annotations

import os.path  # not pathlib: importing that takes longer than reading a table


def rows(name: str) -> list[list[str]]:
    """The rows of NAME.tsv without its header line; an empty last column is an empty string."""
    path = os.path.join(os.path.dirname(__file__), f"{name}.tsv")
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    return [line.split("\t") for line in lines[1:] if line]
