"""Configs of OpenCC as values, and the tagged twins of vocabulary entries."""

from __future__ import annotations

from typing import Any

import pytest

from reader.errors import ReaderError
from reader.script import opencc_configs
from reader.script.opencc_configs import (
    PHRASE_TAG,
    add_tagged_entries,
    build_tagged_config,
    decode_lengths,
    get_character_config,
    has_vocabulary,
    is_vocabulary_last,
    list_configs,
    load_config,
    require_config,
)


@pytest.mark.parametrize(
    ("name", "expected", "characters"),
    [("s2twp", True, "s2tw"), ("tw2sp", True, "tw2s"), ("s2tw", False, "s2tw"), ("t2jp", False, "t2jp")],
)
def test_configs_with_a_p_rewrite_vocabulary(name: str, *, expected: bool, characters: str) -> None:
    assert has_vocabulary(name) is expected
    assert get_character_config(name) == characters


def test_every_config_can_be_loaded_and_no_other() -> None:
    for name in list_configs():
        assert require_config(name) == name
        assert load_config(name)["conversion_chain"]
    with pytest.raises(ReaderError, match="no such config"):
        require_config("s2x")


@pytest.mark.parametrize(("name", "is_last"), [("tw2sp", False), ("s2twp", True)])
def test_the_stage_that_rewrites_vocabulary_is_found(name: str, *, is_last: bool) -> None:
    assert is_vocabulary_last(name) is is_last


def test_a_tagged_twin_tells_its_lengths(monkeypatch: pytest.MonkeyPatch) -> None:
    longest, too_long = "甲" * opencc_configs._MAX_LENGTH, "甲" * (opencc_configs._MAX_LENGTH + 1)
    entries = {
        "乙丙": ["丁", "戊"],
        longest: ["乙"],
        too_long: ["乙"],
        "己": [longest],
        "庚": [too_long],
        "辛": ["辛"],
    }
    monkeypatch.setattr(opencc_configs, "read_dictionary", lambda _: entries)
    twins = opencc_configs._build_tagged_entries("any.ocd2")
    assert {key: (twin[0], *decode_lengths(twin[1]), twin[2:]) for key, twin in twins.items()} == {
        "乙丙": (PHRASE_TAG, 2, 1, "丁"),
        longest: (PHRASE_TAG, len(longest), 1, "乙"),
        "己": (PHRASE_TAG, 1, len(longest), longest),
    }


def test_twins_stand_before_their_dictionary_in_every_group() -> None:
    def build_entries(file: str) -> dict[str, str]:
        return {"甲": "乙"} if file.startswith("a") else {}

    leaf: dict[str, Any] = {"type": "ocd2", "file": "/x/a.ocd2"}
    other: dict[str, Any] = {"type": "ocd2", "file": "/x/b.ocd2"}
    tofu: dict[str, Any] = {"type": "ocd2", "file": "/x/a2.ocd2", "may_output_tofu": True}
    group = {"type": "group", "match_policy": "short_circuit", "dicts": [leaf, other, tofu]}
    with_twin = {
        "type": "group",
        "match_policy": "union",
        "dicts": [{"type": "inline", "entries": {"甲": "乙"}}, leaf],
    }
    assert add_tagged_entries(group, build_entries) == {**group, "dicts": [with_twin, other, tofu]}
    assert add_tagged_entries(group, build_entries, {"/x/a.ocd2"}) == {**group, "dicts": [with_twin, other, tofu]}
    assert add_tagged_entries(leaf, build_entries, {"/x/b.ocd2"}) == leaf


def test_a_tagged_config_ends_with_its_vocabulary() -> None:
    whole, tagged = load_config("tw2sp"), build_tagged_config("tw2sp")
    assert len(tagged["conversion_chain"]) < len(whole["conversion_chain"])
    assert tagged["conversion_chain"][:-1] == whole["conversion_chain"][: len(tagged["conversion_chain"]) - 1]
    assert tagged["segmentation"] == whole["segmentation"]
