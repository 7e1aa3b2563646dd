from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import opencc
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The configs that are made for a test are not kept for the user."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DUBAO_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def articles() -> dict[str, str]:
    """The texts of the bundled articles, by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "articles").glob("*.txt"))}


@pytest.fixture(scope="session")
def acceptance_article() -> list[str]:
    """The lines of a real article, trimmed, which cannot be in the repository."""
    path = SHARED / "acceptance" / "jianghua.txt"
    if not path.is_file():
        pytest.skip(f"needs {path}, which is not part of the repository")
    return [line.strip() for line in path.read_text(encoding="utf-8").split("\n")]


class Oracle:
    """OpenCC itself, without anything of ours in between."""

    def __init__(self) -> None:
        self._converters: dict[str, opencc.OpenCC] = {}

    def __call__(self, text: str, *configs: str) -> str:
        for config in configs:
            if config not in self._converters:
                self._converters[config] = opencc.OpenCC(config, False)
            text = self._converters[config].convert(text)
        return text

    def distances(self, text: str) -> tuple[int, int]:
        """How many characters change on the way to Hong Kong's forms, and how many on the way to Taiwan's."""
        to_hk, to_tw = self(text, "tw2t", "t2hk"), self(text, "hk2t", "t2tw")
        return tuple(sum(map(str.__ne__, text, other)) for other in (to_hk, to_tw))  # type: ignore[return-value]


@pytest.fixture(scope="session")
def oracle() -> Oracle:
    return Oracle()
