from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.script import config_cache, opencc_package
from reader.script.config_cache import get_cache_folder, load_cached_converter
from reader.script.opencc_configs import build_tagged_config, load_config


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DUBAO_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def made() -> tuple[str, list[int]]:
    """What the converter says, and how often its config had to be made."""
    calls: list[int] = []

    def make() -> dict[str, object]:
        calls.append(1)
        return load_config("tw2hk")

    return load_cached_converter("tw2hk", make).convert("看著裡面"), calls


def test_derived_config_is_cached_for_the_version_of_opencc(cache: Path) -> None:
    assert made() == ("看着裏面", [1])
    assert made() == ("看着裏面", [])
    (file,) = cache.rglob("*.json")
    assert file.parent == cache / f"opencc-{opencc_package.get_version()}" == get_cache_folder()


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\xfe", b'{"name":"00000000",', None])
def test_a_damaged_file_is_made_again(cache: Path, damage: bytes | None) -> None:
    made()
    (file,) = cache.rglob("*.json")
    whole = file.read_bytes()
    file.write_bytes(whole[:-9] if damage is None else damage)
    assert made() == ("看着裏面", [1])
    assert file.read_bytes() == whole


def test_a_changed_entry_is_noticed(cache: Path) -> None:
    def words() -> str:
        return load_cached_converter("tw2hkp", lambda: build_tagged_config("tw2hkp")).convert("服務器")

    before = words()
    (file,) = cache.rglob("*.json")
    file.write_bytes(file.read_bytes().replace("伺服器".encode(), "服事器".encode()))
    assert words() == before


def test_a_file_that_is_sound_but_useless_is_made_again(cache: Path) -> None:
    made()
    (file,) = cache.rglob("*.json")
    file.write_text(
        config_cache._serialize({"conversion_chain": [{"dict": {"type": "ocd2", "file": "/nowhere/a.ocd2"}}]})
    )
    assert made() == ("看着裏面", [1])


def test_another_place_of_opencc_has_its_own_files(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made()
    monkeypatch.setattr(config_cache, "get_data_folder", lambda: Path("/elsewhere"))
    assert made()[1] == [1]
    assert len(list(cache.rglob("*.json"))) == 2


@pytest.mark.skipif(os.name != "posix", reason="permissions")
def test_conversion_works_without_a_writable_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.write_text("a file where the folder should be")
    assert made() == ("看着裏面", [1])
    assert made() == ("看着裏面", [1])
    monkeypatch.setenv("DUBAO_CACHE", "/proc/nothing")
    assert made() == ("看着裏面", [1])


def test_unwritable_cache_and_folder_raise_an_error(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> object:
        raise PermissionError(13, "Permission denied")

    cache.write_text("a file")
    monkeypatch.setattr(tempfile, "TemporaryDirectory", refuse)
    with pytest.raises(ReaderError, match="DUBAO_CACHE"):
        made()


def test_failed_write_leaves_no_partial_file(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert made() == ("看着裏面", [1])
    assert list(cache.rglob("*")) == [get_cache_folder()]


def test_the_user_s_own_cache_is_used_without_a_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DUBAO_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert "dubao" in get_cache_folder().parts
    assert get_cache_folder().name == f"opencc-{opencc_package.get_version()}"


def test_a_tagged_config_is_cut_behind_its_vocabulary() -> None:
    assert len(build_tagged_config("tw2sp")["conversion_chain"]) == 1
    assert len(build_tagged_config("s2twp")["conversion_chain"]) == 2
    assert "segmentation" in build_tagged_config("tw2sp")
    assert "segmentation" not in build_tagged_config("hk2twp")
