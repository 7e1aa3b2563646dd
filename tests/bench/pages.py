"""What reading a page costs: CPU from the decoded text to the article, with trafilatura as the yardstick.

    python tests/bench/pages.py [FOLDER ...]

Without folders the pages beside the repository. Every page is read three times, the quickest counts; both readers take
turns, so that a busy machine is as hard on one as on the other. trafilatura is left out where it is not installed.
"""

from __future__ import annotations

import contextlib
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.errors import ReaderError
from reader.model import Origin, clean
from reader.structure.html import read_html_article

if TYPE_CHECKING:
    from collections.abc import Callable

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
FOLDERS = (SHARED / "acceptance" / "pages", SHARED / "corpus")
ROUNDS = 3
MOST_MS = 60.0
"""The median that a release must keep."""


def ours(text: str) -> None:
    """Reads a page."""
    with contextlib.suppress(ReaderError):  # a page without an article was read, too
        read_html_article(clean(text), Origin("bench"))


def yardstick() -> Callable[[str], Any] | None:
    """trafilatura with its metadata."""
    try:
        import trafilatura
    except ImportError:
        return None
    return lambda text: trafilatura.bare_extraction(text, with_metadata=True)


def cost(read: Callable[[str], Any], text: str) -> float:
    """Milliseconds of CPU."""
    start = time.process_time()
    read(text)
    return (time.process_time() - start) * 1000


def decoded(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def main() -> int:
    folders = [Path(name) for name in sys.argv[1:]] or [folder for folder in FOLDERS if folder.is_dir()]
    pages = [decoded(path) for folder in folders for path in sorted(folder.rglob("*.html"))]
    if not pages:
        print("no pages")
        return 1
    readers: dict[str, Callable[[str], Any]] = {"dubao": ours}
    if (other := yardstick()) is not None:
        readers["trafilatura"] = other
    for read in readers.values():
        read(pages[0])  # tables and patterns are made at the first page
    times: dict[str, list[float]] = {name: [] for name in readers}
    for text in pages:
        quickest = {name: min(cost(read, text) for _ in range(ROUNDS)) for name, read in readers.items()}
        for name, value in quickest.items():
            times[name].append(value)
    print(f"{len(pages)} pages, {statistics.median(map(len, pages)) / 1000:.0f} thousand characters median")
    for name, values in times.items():
        values.sort()
        print(
            f"{name:12} median {statistics.median(values):6.1f} ms   p90 {values[len(values) * 9 // 10]:6.1f} ms"
            f"   worst {values[-1]:6.1f} ms"
        )
    return int(statistics.median(times["dubao"]) > MOST_MS)


if __name__ == "__main__":
    sys.exit(main())
