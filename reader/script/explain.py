"""Why an article is shown as it is: the plan, in data."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.script.plan import config_for, runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Article, Script
    from reader.script.detect import Region
    from reader.script.plan import ViewName

Reason = Literal["as_written", "converted", "same_script", "same_forms", "undecided"]
"""The view is the source; a config is applied; the text is in the script of the view, or in its regional forms too;
nothing tells its script."""


class Step(NamedTuple):
    """What is done to the text of one script in an article."""

    script: Script
    characters: int
    """Code points of such text."""
    config: str
    """OpenCC's or a derived one; "" where nothing is done."""
    reason: Reason


class Explained(NamedTuple):
    """The plan for an article and a view. It is about orthography: never a place of origin, never a currency."""

    script: Script
    """Of the body."""
    region: Region | None
    """Whose forms its traditional text has."""
    steps: tuple[Step, ...]
    """For every script that is in it, the commonest first; Mixed blocks are counted by their stretches."""


def explain(article: Article, view: ViewName) -> Explained:
    """Why the article is shown as it is in a view. No OpenCC is needed to say so."""
    counted: Counter[Script] = Counter()
    for block in article.blocks:
        for script, size in _parts(block.text, block.script):
            counted[script] += size
    steps = tuple(
        Step(script, size, config_for(script, article.region, view), _reason(script, article.region, view))
        for script, size in counted.most_common()
        if size
    )
    return Explained(article.script, article.region, steps)


def _parts(text: str, script: Script) -> Iterator[tuple[Script, int]]:
    if script != "Mixed":
        yield script, len(text)
        return
    for start, end, part in runs(text):
        yield part, end - start


def _reason(script: Script, region: Region | None, view: ViewName) -> Reason:
    if view == "source":
        return "as_written"
    if script not in ("Hans", "Hant"):
        return "undecided"
    if config_for(script, region, view):
        return "converted"
    return "same_forms" if script == "Hant" and view != "hant" else "same_script"
