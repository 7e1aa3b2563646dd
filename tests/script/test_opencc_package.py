from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from reader.errors import ReaderError
from reader.model import clean
from reader.script import offset_maps, opencc_package
from reader.script.converter import ArticleConverter
from reader.script.offset_maps import convert
from reader.script.opencc_package import collect_diagnostics

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def _forgotten() -> Iterator[None]:
    """Lets a test have its own opencc."""
    opencc_package.import_opencc.cache_clear()
    offset_maps.get_converter.cache_clear()
    offset_maps._get_chunk_converter.cache_clear()
    yield
    opencc_package.import_opencc.cache_clear()
    offset_maps.get_converter.cache_clear()
    offset_maps._get_chunk_converter.cache_clear()


@pytest.mark.usefixtures("_forgotten")
class TestTheWrongPackage:
    @pytest.fixture
    def impostor(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
        module = ModuleType("opencc")
        module.__file__ = str(tmp_path / "opencc" / "__init__.py")
        monkeypatch.setitem(sys.modules, "opencc", module)
        return module

    def test_conversion_raises_an_error_with_its_path_and_a_hint(self, impostor: ModuleType) -> None:
        with pytest.raises(ReaderError, match="another package") as error:
            ArticleConverter("Hant", None).convert_text(clean("說話"), "hans")
        assert error.value.what == "OpenCC"
        assert "pip" in error.value.hint
        assert str(impostor.__file__).removesuffix("/__init__.py") in error.value.why

    def test_package_without_its_library_is_recognised(self, impostor: ModuleType) -> None:
        impostor.CONFIGS = ["t2s.json"]  # type: ignore[attr-defined]
        with pytest.raises(ReaderError, match="another package"):
            convert("說", "t2s")

    def test_source_views_do_not_need_the_package(self, impostor: ModuleType) -> None:
        assert ArticleConverter("Hant", None).convert_text(clean("说话"), "hans") == "说话"
        assert ArticleConverter("Hant", None).convert_text(clean("說話"), "source") == "說話"

    @pytest.mark.usefixtures("impostor")
    def test_diagnostics_name_the_other_package(self) -> None:
        assert "another package" in collect_diagnostics()["package"]
        assert collect_diagnostics()["version"] == "unknown"

    def test_missing_package_raises_an_error(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "opencc", None)
        with pytest.raises(ReaderError, match="cannot be imported"):
            convert("說", "t2s")
        assert "cannot be imported" in collect_diagnostics()["package"]


def test_an_unknown_config_is_an_error_that_says_so() -> None:
    with pytest.raises(ReaderError, match="nope"):
        convert("說", "nope")


def test_facts_of_the_real_package() -> None:
    found = collect_diagnostics()
    assert list(found) == ["package", "version", "place", "configs"]
    assert found["configs"].startswith("16: ")
    assert "s2twp" in found["configs"]


def test_the_version_of_the_package_is_known() -> None:
    version = opencc_package.get_version()
    assert version
    assert version == collect_diagnostics()["version"]
    assert collect_diagnostics()["configs"].startswith(f"{len(opencc_package.list_shipped_configs())}: ")
