"""Copies in every format, as recorded without what is packed in them; a change is deliberate, or a fault."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from reader.copies.annotated_view import make_annotated_view
from reader.copies.epub import render_epub
from reader.copies.formats import CopyFormat
from reader.copies.save import render_copy
from reader.model import ViewName
from reader.services.figures import find_view_figures
from tests.copies.articles import annotated
from tests.recorded import check_recorded

if TYPE_CHECKING:
    import pytest

FILE = Path(__file__).parent / "recorded.tsv"
SEEDS = range(3_000, 3_005)
PACKED = re.compile(r"dubao-copy-1[: ][0-9A-Za-z+/=:]{30,}|[0-9a-f]{64}|<style>.*?</style>", re.DOTALL)


def render(key: str) -> str:
    name, view_name, seed = key.split()
    article, annotations = annotated(int(seed))
    figures = find_view_figures(article, view_name) if int(seed) % 2 else ()  # type: ignore[arg-type]
    view = make_annotated_view(article, annotations, view_name, figures=figures)  # type: ignore[arg-type]
    text = read_members(render_epub([view])) if name == "epub" else render_copy(view, name)  # type: ignore[arg-type]
    return PACKED.sub("…", text)


def read_members(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xhtml", ".opf"))]
        return "\n".join(archive.read(name).decode() for name in names)


def test_copies_are_the_recorded_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.copies.annotated_view.make_timestamp", lambda: "2026-01-01T00:00:00.000000Z")
    for module in ("epub", "html", "markdown_writer", "org"):
        monkeypatch.setattr(f"reader.copies.{module}.__version__", "0", raising=False)
    views = get_args(ViewName)
    formats = [name for name in get_args(CopyFormat) if name != "json"]
    keys = [f"{name} {views[seed % len(views)]} {seed}" for seed in SEEDS for name in formats]
    check_recorded(FILE, render, keys)
