"""Bytes from outside, decoded and made safe."""

from __future__ import annotations

from reader.sources.files import Document, list_samples, read_file, read_stdin

__all__ = ["Document", "list_samples", "read_file", "read_stdin"]
