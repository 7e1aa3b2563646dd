"""How well the structure of pages is found: python -m tests.bench page_structure [FOLDER ...]

A folder holds NAME.html and NAME.gold.json, which says what a careful editor sees: headline, date, authors, editors,
source and the blocks of the body. Without folders the pages beside the repository. Scored with the tool beside the
repository; where that or the pages are absent, it says so.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from reader.errors import ReaderError
from reader.model.json import article_json
from reader.sources import read_file
from reader.structure import read_article

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
SCORER = SHARED / "tools" / "score_structure.py"
FOLDERS = (SHARED / "acceptance" / "pages",)
FIELDS = ("text", "headline", "date", "authors", "editors", "source")
PARTS = ("heading", "caption", "credit", "run_in")


def load_scorer() -> Any:
    """The module of the tool; None where it is absent."""
    if not SCORER.is_file():
        return None
    spec = importlib.util.spec_from_file_location("score_structure", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(path: Path) -> dict[str, Any]:
    """The article of a page as `dubao show --json` has it, without figures."""
    try:
        document = read_file(path)
        article = read_article(document.text, document.origin)
    except ReaderError as error:
        return {"blocks": [], "error": str(error)}
    values: dict[str, Any] = json.loads(json.dumps(article_json(article, "source", [])))
    return values


def measure_folder(scorer: Any, folder: Path) -> None:
    """Prints a row for each page, and the means."""
    rows: list[dict[str, float]] = []
    counts: Counter[tuple[str, str]] = Counter()
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        row, own = scorer.score_page(gold, read(path.with_name(path.name.replace(".gold.json", ".html"))), False)
        rows.append(row)
        counts += own
        print(f"  {path.name[:-10]:44} " + " ".join(f"{name} {row[name]:.3f}" for name in FIELDS))
    if not rows:
        print(f"{folder}: there are no labelled pages; nothing was measured")
        return
    print(
        f"{len(rows)} pages: " + " ".join(f"{name} {sum(row[name] for row in rows) / len(rows):.3f}" for name in FIELDS)
    )
    print("  " + ", ".join(f"{part} {counts[part, 'tp']} of {counts[part, 'want']}" for part in PARTS))


def main(arguments: list[str]) -> int:
    """The command."""
    scorer = load_scorer()
    if scorer is None:
        print(f"{SCORER}: the tool is not there; nothing was measured")
        return 0
    for folder in map(Path, arguments) if arguments else FOLDERS:
        measure_folder(scorer, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
