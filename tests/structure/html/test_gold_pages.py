"""Real pages with gold structure, beside the repository: skipped where they are absent.

The floors are those that a release must keep (knowledge of the tool: tools/score_structure.py).
"""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from reader.model import Origin, clean
from reader.model.json import article_json
from reader.structure.html import read_html_article

SHARED = Path(__file__).parents[3].parent / "shared"
PAGES = SHARED / "acceptance" / "pages"
FLOORS = {
    "text": 0.97,
    "worst": 0.90,
    "headline": 1.0,
    "date": 1.0,
    "authors": 0.88,
    "editors": 0.94,
    "source": 0.88,
    "clean": 0.94,
    "heading": 0.92,
    "caption": 0.90,
    "credit": 0.90,
    "run_in": 0.90,
}


def decoded(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def figures() -> dict[str, float]:
    """The scores of all pages, by the names the tool prints."""
    spec = importlib.util.spec_from_file_location("score_structure", SHARED / "tools" / "score_structure.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    rows: list[dict[str, float]] = []
    counts: Counter[Any] = Counter()
    for path in sorted(PAGES.glob("*.gold.json")):
        page = path.with_name(path.name.replace(".gold.json", ".html"))
        article = read_html_article(clean(decoded(page)), Origin("test", path=str(page)))
        row, found = tool.score_page(json.loads(path.read_text("utf-8")), article_json(article, "source"), False)
        rows.append(row)
        counts += found
    result = {
        key: sum(row[key] for row in rows) / len(rows)
        for key in ("text", "headline", "date", "authors", "editors", "source")
    }
    result["worst"] = min(row["text"] for row in rows)
    result["clean"] = sum(row["junk"] == 0 and row["text"] > 0 for row in rows) / len(rows)
    for kind in ("heading", "caption"):
        result[kind] = tool.prf(counts[kind, "tp"], counts[kind, "have"], counts[kind, "want"])
    for kind in ("credit", "run_in"):
        result[kind] = counts[kind, "tp"] / counts[kind, "want"]
    return result


def test_real_pages_are_read_as_a_person_reads_them() -> None:
    if not PAGES.is_dir():
        pytest.skip("no pages beside the repository")
    found = figures()
    assert {name: value for name, value in found.items() if value < FLOORS[name]} == {}
