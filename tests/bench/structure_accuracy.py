"""How well the structure of plain text is found: every labelled article of articles/ and tests/structure/data/.

    python -m tests.bench.structure_accuracy [--verbose] [NAME ...]

NAME.expected.json holds what a careful editor sees in NAME.txt: the fields of the article and its blocks, labelled by
hand. Where two readings are fair the gold says so: `fair` of a block lists other right kinds, `run_in_optional` a
phrase that may or may not be called a run-in head, `fair` of the article other right values of its fields.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.model import Origin, clean
from reader.structure import read_plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Article, Block, CleanText

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "articles"
DATA = ROOT / "tests" / "structure" / "data"
FIELDS = ("title", "deck", "breadcrumb", "date", "outlet", "authors", "editors", "script")
MEASURES = ("lines", "run-in", "credit", "dateline", "script", "fields")
LINE_END = re.compile("\r\n|\r|\n")
BLANK = " \t\u00a0\u3000\u200b\ufeff"
"""What a blank line may hold."""
EDGE = " \t\u00a0\u3000"
"""What is trimmed from a block's text."""

Gold = dict[str, Any]


@dataclass
class Score:
    """The counts of one article, and what was missed in words."""

    name: str
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(MEASURES, 0))
    all: dict[str, int] = field(default_factory=lambda: dict.fromkeys(MEASURES, 0))
    misses: list[str] = field(default_factory=list)

    def count(self, measure: str, right: bool, miss: str) -> None:
        """One more thing to get right."""
        self.all[measure] += 1
        self.right[measure] += right
        if not right:
            self.misses.append(f"{measure}: {miss}")

    def share(self, measure: str) -> float:
        """The share that is right; 1 when there was nothing to find."""
        return self.right[measure] / self.all[measure] if self.all[measure] else 1.0


def cases(folder: Path) -> list[Path]:
    """The texts of a folder that have a gold beside them."""
    return sorted(path for path in folder.glob("*.txt") if gold_path(path).exists())


def gold_path(path: Path) -> Path:
    """Where the gold of a text is."""
    return path.with_name(path.stem + ".expected.json")


def gold_of(path: Path) -> Gold:
    """The gold of a text."""
    gold: Gold = json.loads(gold_path(path).read_text("utf-8"))
    return gold


def text_of(path: Path) -> CleanText:
    """A text as the program gets it: decoded, its line ends untouched, cleaned."""
    return clean(path.read_bytes().decode("utf-8-sig"))


def article_of(path: Path) -> Article:
    """What the classifier makes of a text."""
    return read_plain_text(text_of(path), Origin(id="x"))


def span_text(block: Block, kind: str) -> str | None:
    """The words of a block's first span of a kind."""
    return next((block.text[span.start : span.end] for span in block.spans if span.kind == kind), None)


def run_in_of(block: Block) -> str | None:
    """The run-in head of a block without its stop."""
    found = span_text(block, "run_in")
    return None if found is None else found.rstrip("。.：: \u3000")


def unpadded(name: str | None) -> str | None:
    """A name without the space that makes two characters as wide as three."""
    return None if name is None else name.replace("\u3000", "")


def plain(value: object) -> object:
    """A field's value as JSON has it: lists for tuples."""
    return list(value) if isinstance(value, tuple) else value


def measure(path: Path) -> Score:
    """One article against its gold.

    A line is right when a block begins on it that has the kind, the extent and the text of the gold. Run-in heads and
    datelines count wherever either side sees one, so a false one is a miss too.
    """
    gold, got, score = gold_of(path), article_of(path), Score(path.stem)
    found = {block.line: block for block in got.blocks}
    for want in gold["blocks"]:
        block, head = found.pop(want["line"], None), f"line {want['line']}"
        kinds = {want["kind"], *want.get("fair", ())}
        right = (
            block is not None
            and block.kind in kinds
            and block.line_end == want["line_end"]
            and block.text == want["text"]
        )
        have = "nothing" if block is None else f"{block.kind} {block.line}-{block.line_end} {block.text[:30]!r}"
        score.count("lines", right, f"{head}: want {want['kind']} {want['text'][:30]!r}, got {have}")
        run_in, dateline = (None, None) if block is None else (run_in_of(block), span_text(block, "dateline"))
        if (want.get("run_in") or run_in) and not (run_in and run_in == want.get("run_in_optional")):
            score.count("run-in", run_in == want.get("run_in"), f"{head}: want {want.get('run_in')!r}, got {run_in!r}")
        if want.get("dateline") or dateline:
            miss = f"{head}: want {want.get('dateline')!r}, got {dateline!r}"
            score.count("dateline", dateline == want.get("dateline"), miss)
        if want["kind"] == "caption":
            credit = None if block is None else block.credit
            right = unpadded(credit) == unpadded(want["credit"])
            score.count("credit", right, f"{head}: want {want['credit']!r}, got {credit!r}")
        script = None if block is None else block.script
        score.count("script", script == want["script"], f"{head}: want {want['script']}, got {script}")
    for block in found.values():
        score.count("lines", False, f"line {block.line}: want nothing, got {block.kind} {block.text[:30]!r}")
    for name in FIELDS:
        value = plain(getattr(got, name))
        fair = [gold[name], *gold.get("fair", {}).get(name, ())]
        score.count("fields", value in fair, f"{name}: want {gold[name]!r}, got {value!r}")
    return score


def total(scores: list[Score]) -> Score:
    """All articles as one."""
    whole = Score("all")
    for score in scores:
        for name in MEASURES:
            whole.right[name] += score.right[name]
            whole.all[name] += score.all[name]
    return whole


def mean(scores: list[Score], name: str = "lines") -> float:
    """The mean share over the articles."""
    return sum(score.share(name) for score in scores) / len(scores)


def rows(scores: list[Score], *, verbose: bool) -> Iterator[str]:
    """The table, a row an article."""
    for score in [*scores, total(scores)]:
        counts = "  ".join(f"{name} {score.right[name]:4}/{score.all[name]:<4}" for name in MEASURES)
        yield f"{score.name:22} {counts}"
        if verbose:
            yield from (f"    {miss}" for miss in score.misses)
    worst = min(scores, key=lambda score: score.share("lines"))
    lowest = f"worst {worst.share('lines'):.3f} ({worst.name})"
    yield f"mean line accuracy {mean(scores):.3f} of {len(scores)} files, {lowest}"


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="only the files whose name holds one of these")
    parser.add_argument("--verbose", action="store_true", help="list every miss")
    options = parser.parse_args(arguments)
    for folder in (SAMPLES, DATA):
        paths = [path for path in cases(folder) if not options.names or any(n in path.stem for n in options.names)]
        if paths:
            print(folder.relative_to(ROOT))
            print("\n".join(rows([measure(path) for path in paths], verbose=options.verbose)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
