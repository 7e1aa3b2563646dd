"""Texts from files, standard input and the web: read within bounds, decoded, and made safe to show."""

from __future__ import annotations

from reader.sources.files import Document, list_samples, read_file, read_stdin

__all__ = ["Document", "list_samples", "read_file", "read_stdin"]
