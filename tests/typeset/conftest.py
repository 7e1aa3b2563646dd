from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

SHARED = Path(__file__).parents[2].parent / "shared"


@pytest.fixture(scope="session")
def news() -> list[str]:
    """Paragraphs of our own writing, with what breaks lines badly: numbers, units, quotes, codes, addresses."""
    return Path(__file__).with_name("news.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="session")
def gold() -> list[str]:
    """The paragraphs that people found in real pages."""
    pages = sorted((SHARED / "acceptance" / "pages").glob("*.gold.json"))
    if not pages:
        pytest.skip("the acceptance pages are not beside this repository")
    return [block["text"] for page in pages for block in json.loads(page.read_text(encoding="utf-8"))["body"]]


@pytest.fixture(scope="session")
def audit() -> ModuleType:
    """The independent judge of line breaks."""
    path = SHARED / "tools" / "kinsoku_audit.py"
    if not path.exists():
        pytest.skip("the kinsoku audit is not beside this repository")
    spec = importlib.util.spec_from_file_location("kinsoku_audit", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def grapheme_cases() -> list[tuple[str, list[int]]]:
    """The cases of Unicode's GraphemeBreakTest: a text and its boundaries, in code points."""
    path = SHARED / "acceptance" / "unicode" / "GraphemeBreakTest-17.0.0.txt"
    if not path.exists():
        pytest.skip("Unicode's test file is not beside this repository")
    cases = []
    for line in path.read_text(encoding="utf-8").splitlines():
        text, boundaries = "", []
        for token in line.partition("#")[0].split():
            if token == "÷":
                boundaries.append(len(text))
            elif token != "×":
                text += chr(int(token, 16))
        if text:
            cases.append((text, boundaries))
    return cases
