from __future__ import annotations

import json
import subprocess
from pathlib import Path

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reader.script
from reader.model import CleanText, clean
from reader.script.ambiguity import Ambiguity, find_ambiguities
from reader.script.converter import ArticleConverter, Pin
from reader.script.opencc_package import get_data_folder, read_dictionary
from reader.script.options import ConversionOptions
from reader.text.tsv import read_rows
from tests.script.texts import HANS, HANT_TW, mixture


def native(text: str, config: str) -> list[tuple[int, int, str]]:
    """What OpenCC's own tool says is ambiguous: where, and the entry."""
    tool = Path(opencc.__file__).parent / "clib" / "bin" / "opencc"
    command = [
        str(tool),
        "--path",
        f"{get_data_folder()}/",
        "-c",
        str(get_data_folder() / f"{config}.json"),
        "--ambiguities",
    ]
    printed = subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout.decode()
    definitions: list[str] = []
    found = []
    at = 0
    for record in map(json.loads, filter(None, printed.split("\n"))):
        if "def" in record:
            definitions.append(record["def"])
        elif "lit" in record:
            at += len(record["lit"])
        elif "amb" in record:
            size = len(record["amb"]["t"])
            found.append((at, at + size, definitions[record["amb"]["s"]]))
            at += size
    return found


@pytest.mark.parametrize("leg", ["s2t", "t2s"])
def test_all_that_opencc_s_own_tool_finds(leg: str, articles: dict[str, str]) -> None:
    text = "\n".join((*HANS, *HANT_TW, *articles.values())).replace("\0", "")
    names = ("STPhrases", "STCharacters") if leg == "s2t" else ("TSPhrases", "TSCharacters")
    known = read_dictionary(names[1]) | read_dictionary(names[0])
    theirs = []
    for start, end, key in native(text, leg):
        candidates = [value for value in known[key] if max(value) <= "\uffff"]
        if len(candidates) > 1:
            theirs.append(Ambiguity(start, end, tuple(candidates)))
    assert len(theirs) > 20
    assert list(find_ambiguities(text, leg, include_rare=True)) == theirs
    to = "Hant" if leg == "s2t" else "Hans"
    common = {
        written: candidates.split()
        for written, script, candidates in read_rows(reader.script.__file__, "ambiguous")
        if script == to
    }
    few = [each for each in theirs if text[each.start : each.end] in common]
    found = list(find_ambiguities(text, leg))
    assert [each.start for each in found] == [each.start for each in few]
    assert all(set(each.candidates) <= set(other.candidates) for each, other in zip(found, few, strict=True))


def test_the_table_has_candidates_of_the_dictionaries() -> None:
    known = {"Hant": read_dictionary("STCharacters") | read_dictionary("STPhrases")}
    known["Hans"] = read_dictionary("TSCharacters") | read_dictionary("TSPhrases")
    for written, to, candidates in read_rows(reader.script.__file__, "ambiguous"):
        assert set(candidates.split()) <= set(known[to][written]), written
        assert candidates.split()[0] == known[to][written][0]
        assert len(candidates.split()) > 1


def test_a_real_article_has_three_kinds(acceptance_article: list[str]) -> None:
    views = ArticleConverter("Hant", "TW")
    found = [
        (line[a.start : a.end], a) for line in acceptance_article for a in views.find_ambiguities(clean(line), "hans")
    ]
    assert {written for written, _ in found} == {"乾", "徵", "於"}
    assert all(each.candidates[0] == {"乾": "干", "徵": "征", "於": "于"}[written] for written, each in found)


@pytest.mark.parametrize(
    ("text", "view", "expected"),
    [
        ("，台，钟", "tw", [Ambiguity(1, 2, ("臺", "檯", "颱", "台")), Ambiguity(3, 4, ("鍾", "鐘"))]),
        ("这里，里", "tw", [Ambiguity(3, 4, ("裡", "里"))]),
        ("这里，里", "hk", [Ambiguity(3, 4, ("裏", "里"))]),
        ("，面", "hant", [Ambiguity(1, 2, ("面", "麪"))]),
        ("他了解了出家", "tw", []),
        ("头发和发展", "tw", []),
    ],
)
def test_candidates_are_in_the_forms_of_the_view(text: str, view: str, expected: list[Ambiguity]) -> None:
    converter = ArticleConverter("Hans", None, ConversionOptions("opencc"))
    assert converter.find_ambiguities(CleanText(text), view, "Hans") == expected  # type: ignore[arg-type]


def test_candidates_of_the_press_are_ordered_by_the_model() -> None:
    converter = ArticleConverter("Hans", None)
    (found,) = converter.find_ambiguities(clean("，面"), "hk", "Hans")
    assert set(found.candidates) == {"面", "麵"}
    assert found.candidates[0] == converter.convert_text(clean("，面"), "hk", "Hans")[1]
    assert converter.find_ambiguities(clean("头发和发展"), "tw", "Hans") == []


def test_between_regions_nothing_is_ambiguous() -> None:
    assert list(find_ambiguities("裡面乾著", "tw2hk")) == []
    assert ArticleConverter("Hant", "TW").find_ambiguities(clean("裡面乾著"), "hk") == []
    assert ArticleConverter("Hant", "TW").find_ambiguities(clean("裡面乾著"), "source") == []


def test_rare_candidates_are_named_when_asked_for() -> None:
    views = ArticleConverter("Hans", None)
    assert Ambiguity(1, 2, ("了", "瞭")) in views.find_ambiguities(clean("，了"), "tw", "Hans", include_rare=True)
    every = find_ambiguities("開說線", "t2s", include_rare=True)
    assert [candidate for each in every for candidate in each.candidates if candidate > "\uffff"] == []


def test_pinned_and_curated_places_are_not_ambiguous() -> None:
    views, text = ArticleConverter("Hans", None), clean("，里，被发明，里")
    assert [each.start for each in views.find_ambiguities(text, "tw")] == [1, 7]
    assert [each.start for each in views.find_ambiguities(text, "tw", pins=[Pin(1, 2), Pin(7, 8, "里", "tw")])] == []


def test_a_person_s_name_is_not_ambiguous_even_when_it_comes_out_right() -> None:
    text = clean("，王克面，面")
    assert [each.start for each in ArticleConverter("Hans", None).find_ambiguities(text, "tw", "Hans")] == [3, 5]
    known = ArticleConverter("Hans", None, people=["王克面"])
    assert [each.start for each in known.find_ambiguities(text, "tw", "Hans")] == [5]


@given(mixture, st.sampled_from(["s2twp", "s2hk", "tw2sp", "t2s"]), st.booleans())
def test_stretches_are_in_order_and_candidates_as_long(text: str, config: str, rare: bool) -> None:
    behind = 0
    for start, end, candidates in find_ambiguities(text, config, include_rare=rare):
        assert behind <= start < end <= len(text)
        assert len(candidates) > 1
        assert {len(candidate) for candidate in candidates} == {end - start}
        behind = end


def test_long_and_hostile_texts() -> None:
    text = "里，" * 5000 + "\0里\ud800里\U000f0000里\U000f0001里"
    found = list(find_ambiguities(text, "s2t"))
    assert len(found) == 5004
    assert all(text[each.start : each.end] == "里" for each in found)
