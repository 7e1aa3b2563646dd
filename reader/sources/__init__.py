"""Bytes from outside, decoded and made safe."""

from __future__ import annotations

from reader.sources.files import Document, read_file, read_stdin, samples

__all__ = ["Document", "read_file", "read_stdin", "samples"]
