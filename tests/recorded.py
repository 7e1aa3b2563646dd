"""What a program makes of texts, recorded in files: any change of a result shows in the difference of the file.

`UPDATE_RECORDED=1 pytest` writes the files anew; read the difference before it is committed. A row is a text and its
result, with a tab between them; line ends, tabs and backslashes are escaped.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


def check_recorded(path: Path, make_result: Callable[[str], str], texts: Iterable[str] | None = None) -> None:
    """Fail where the result of a text is not the recorded one.

    Args:
        path: The file with the rows.
        make_result: Makes the result of a text.
        texts: Those to be in the file when it is written; None for those that are there.
    """
    rows = dict(_read_rows(path)) if path.exists() else {}
    if os.environ.get("UPDATE_RECORDED"):
        chosen = rows if texts is None else dict.fromkeys(texts)
        lines = [f"{_escape(text)}\t{_escape(make_result(text))}\n" for text in chosen]
        path.write_text("".join(lines), encoding="utf-8")
        return
    assert rows
    results = ((text, expected, _escape(make_result(text))) for text, expected in rows.items())
    changed = [(text, expected, found) for text, expected, found in results if found != expected]
    assert not changed, "\n".join(f"{text!r}\n- {expected}\n+ {found}" for text, expected, found in changed[:5])


def _read_rows(path: Path) -> Iterable[tuple[str, str]]:
    """The texts, and their results as they are escaped."""
    for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
        text, _, result = line.partition("\t")
        yield _unescape(text), result


def _escape(text: str) -> str:
    """A text in one line of visible characters."""
    return "".join(
        f"\\u{{{ord(char):x}}}" if not char.isprintable() and char not in "\u3000\xa0" else char
        for char in text.replace("\\", "\\u{5c}")
    )


def _unescape(text: str) -> str:
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), text)
