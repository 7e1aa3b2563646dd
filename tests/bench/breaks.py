"""Audits the line breaks of `dubao show --plain --width N`: python -m tests.bench.breaks [FILE ...]

Every width from 20 to 120, for the bundled articles, the articles of the tests, and whatever is named. Needs the
audit tool, which lives beside the project; without it this says so.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from reader.model import Origin, clean
from reader.services.ansi_page import render_lines
from reader.structure import read_plain_text
from reader.typeset.page_layout import PageStyle

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]
TOOL = ROOT.parent / "shared" / "tools" / "kinsoku_audit.py"
SAMPLE = ROOT.parent / "shared" / "acceptance" / "jianghua.txt"


def tool() -> ModuleType | None:
    """The audit, if it is there."""
    if not TOOL.is_file():
        return None
    spec = importlib.util.spec_from_file_location("kinsoku_audit", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["kinsoku_audit"] = module
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Print the counts, and where they are not 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--step", type=int, default=1, help="audit every so many widths")
    options = parser.parse_args()
    audit = tool()
    if audit is None:
        print(f"the audit tool is not at {TOOL}; nothing measured")
        return
    files = options.files or [*ROOT.glob("articles/*.txt"), *ROOT.glob("tests/structure/data/*.txt"), SAMPLE]
    counts: Counter[str] = Counter()
    slack: dict[int, list[float]] = {}
    for path in files:
        article = read_plain_text(clean(path.read_bytes().decode("utf-8-sig")), Origin("x"))
        for width in range(20, 121, options.step):
            text = (
                "\n".join(render_lines(article.blocks, PageStyle(measure=width, plain=True, show_boilerplate=True)))
                + "\n"
            )
            report = audit.audit(text, width)
            counts["breaks"] += report.breaks
            counts["forced"] += report.forced
            if width % 2 == 0 and width >= 40:
                slack.setdefault(width, []).append(report.slack / max(1, report.breaks - report.early))
            for kind, places in report.found.items():
                counts[kind] += len(places)
                for place in places:
                    print(f"{path.name} at {width}: {kind}: {place}")
    print(f"{len(files)} articles, widths 20 to 120: {counts['breaks']} breaks, {counts['forced']} forced")
    for kind in ("line-start", "line-end", "numbers", "over width"):
        print(f"  {kind:<12} {counts[kind]}  (target 0)")
    means = {width: sum(values) / len(values) for width, values in slack.items()}
    worst = max(means, key=means.__getitem__)
    mean = sum(means.values()) / len(means)
    print(f"  mean slack at even widths from 40: {mean:.2f} cells, worst {means[worst]:.2f} at {worst}  (target 1.0)")


if __name__ == "__main__":
    main()
