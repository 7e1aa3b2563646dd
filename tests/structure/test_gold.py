"""The structure classifier against articles that were labelled by hand: exact on the samples, good on the others."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

MEAN_FLOOR = 0.93
"""Mean line accuracy over tests/structure/data/."""
WORST_FLOOR = 0.75
"""Line accuracy of the worst file there."""

# The benchmark measures; it is loaded by its path, for tests/ is no package.
_spec = importlib.util.spec_from_file_location(
    "structure_accuracy", Path(__file__).resolve().parents[1] / "bench" / "structure_accuracy.py"
)
assert _spec is not None
assert _spec.loader is not None
accuracy = importlib.util.module_from_spec(_spec)
sys.modules[_spec.name] = accuracy
_spec.loader.exec_module(accuracy)

SAMPLES: list[Path] = accuracy.cases(accuracy.SAMPLES)
DATA: list[Path] = accuracy.cases(accuracy.DATA)


def _name(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", [*SAMPLES, *DATA], ids=_name)
def test_the_gold_has_every_line_of_its_text_once(path: Path) -> None:
    lines = accuracy.LINE_END.split(accuracy.text_of(path))
    covered: list[int] = []
    for block in accuracy.gold_of(path)["blocks"]:
        covered += range(block["line"], block["line_end"])
        stripped = [line.strip(accuracy.EDGE) for line in lines[block["line"] : block["line_end"]]]
        assert block["text"].replace(" ", "") == "".join(stripped).replace(" ", "")
        for key in ("run_in", "run_in_optional", "dateline"):
            assert block["text"].startswith(block.get(key, ""))
        assert (block.get("credit") or "") in accuracy.unpadded(block["text"])
    assert covered == [number for number, line in enumerate(lines) if line.strip(accuracy.BLANK)]


@pytest.mark.parametrize("path", SAMPLES, ids=_name)
def test_a_sample_is_read_exactly(path: Path) -> None:
    gold, got = accuracy.gold_of(path), accuracy.article_of(path)
    blocks = []
    for block in got.blocks:
        seen = {"line": block.line, "line_end": block.line_end, "kind": block.kind, "text": block.text}
        seen["script"] = block.script
        for kind in ("run_in", "dateline"):
            if (words := accuracy.span_text(block, kind)) is not None:
                seen[kind] = words
        if block.kind == "caption":
            seen["credit"] = block.credit
            assert (block.credit is None) == (block.find_span("credit") is None)
            assert (block.credit or "") in (accuracy.span_text(block, "credit") or "")
        blocks.append(seen)
    assert blocks == gold["blocks"]
    assert {name: accuracy.plain(getattr(got, name)) for name in accuracy.FIELDS} == {
        name: gold[name] for name in accuracy.FIELDS
    }


@pytest.mark.parametrize("path", DATA, ids=_name)
def test_most_lines_of_an_article_are_right(path: Path) -> None:
    score = accuracy.measure(path)
    assert score.share("lines") >= WORST_FLOOR, "\n".join(score.misses)


def test_nearly_all_lines_are_right_on_average() -> None:
    scores = [accuracy.measure(path) for path in DATA]
    missed = "\n".join(f"{score.name}: {miss}" for score in scores for miss in score.misses)
    assert accuracy.mean(scores) >= MEAN_FLOOR, missed
