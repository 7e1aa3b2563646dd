"""Makes file names of titles: readable, and safe on all systems."""

from __future__ import annotations

import re
import unicodedata

from reader.model.clean import UNSAFE_CHARACTER

MAX_NAME_BYTES = 180
"""Bytes of UTF-8 of a whole name. Most file systems allow 255; some that encrypt allow 143 characters."""
_SEPARATORS = re.compile(r"""[\x00-\x20/\\:*?"<>|]+""")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff\ufffd\ufffe\uffff]")
_DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?=\.|$)")
"""Names that Windows takes for devices, whatever extension they have."""


def make_file_name(title: str, extension: str, *, fallback: str = "article") -> str:
    """Return a file name made of a title.

    Args:
        title: Any text.
        extension: The end of the name, such as `.md`.
        fallback: The name, without the extension, where the title has no character that may be in one.
    """
    text = unicodedata.normalize("NFC", title)
    text = _SEPARATORS.sub(" ", _INVISIBLE.sub("", UNSAFE_CHARACTER.sub("", text)))
    text = " ".join(text.split()).lstrip("-.~ ")
    text = _truncate(text, MAX_NAME_BYTES - len(extension.encode())).rstrip(". ") or fallback
    if _DEVICES.match(unicodedata.normalize("NFKC", text).replace(" ", "")):  # COM¹ and ＡＵＸ are devices too
        text = _truncate(f"{fallback} {text}", MAX_NAME_BYTES - len(extension.encode()))
    return text + extension


def _truncate(text: str, max_bytes: int) -> str:
    """The text cut to a number of bytes, between characters and not in front of a combining one."""
    if len(text.encode()) <= max_bytes:
        return text
    cut = text.encode()[:max_bytes].decode("utf-8", "ignore")
    while cut and unicodedata.combining(text[len(cut)]):
        cut = cut[:-1]
    return cut.rstrip("\u200d")
