from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reader.script
from reader.errors import ReaderError
from reader.model import clean
from reader.script import context_model, press_conversion
from reader.script.context_model import (
    MAGIC,
    SHAPES,
    WINDOW,
    ContextTable,
    DamagedTableError,
    _encode_padded,
    _list_shapes,
    load_model,
    make_seed,
)
from reader.script.converter import ArticleConverter
from reader.script.offset_maps import convert
from tests.script.texts import mixture

TABLE = Path(reader.script.__file__).with_name("context_table.bin")


@pytest.mark.parametrize("region", ["hk", "tw"])
@given(text=st.one_of(mixture, st.text(max_size=30)))
def test_the_length_stays_and_uncertain_places_have_choices(region: str, text: str) -> None:
    model = load_model(region)
    shown, uncertain = model.convert(text)
    assert len(shown) == len(text)
    choices = {each.start: each for each in model.find_choices(text)}
    assert all(shown[at] == choice.forms[0] for at, choice in choices.items())
    assert dict(uncertain) == pytest.approx(
        {at: choice.margin for at, choice in choices.items() if choice.margin < context_model.UNCERTAIN_MARGIN}
    )


@pytest.mark.parametrize("region", ["hk", "tw"])
@given(text=mixture, start=st.integers(0, 60), length=st.integers(1, 20))
@settings(max_examples=60)
def test_a_part_with_its_surroundings_is_converted_as_in_the_whole(
    region: str, text: str, start: int, length: int
) -> None:
    model = load_model(region)
    whole = model.convert(text)[0]
    first = max(0, start - 8)
    part = model.convert(text[first : start + length + 8])[0]
    assert part[start - first : start - first + length] == whole[start : start + length]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("他被发掘，头发变白", "他被發掘，頭髮變白"),
        ("政府干预市场，干净利落，干部带头", "政府干預市場，乾淨利落，幹部帶頭"),
        ("三天后，皇后来信", "三天後，皇后來信"),
        ("只有一只船", "只有一隻船"),
        ("历史和日历", "歷史和日曆"),
        ("面粉和表面", "麵粉和表面"),
    ],
)
def test_context_decides_between_traditional_forms(text: str, shown: str) -> None:
    for view in ("hk", "tw"):
        assert ArticleConverter("Hans", None).convert_text(clean(text), view, "Hans") == shown


def damaged(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    with pytest.raises(DamagedTableError) as raised:
        ContextTable(str(path))
    return str(raised.value)


def test_a_damaged_table_is_named_with_what_to_do(tmp_path: Path) -> None:
    data = TABLE.read_bytes()
    path = tmp_path / "table.bin"
    assert "cut short" in damaged(path, MAGIC)
    assert "cannot be read" in damaged(path, b"")
    assert "of this version" in damaged(path, b"DBCTX\0\0\2" + data[8:])
    assert "checksum" in damaged(path, data[:-2])
    assert "checksum" in damaged(path, data[:1000] + bytes([data[1000] ^ 1]) + data[1001:])
    assert str(path) in damaged(path, data[:-1])
    with pytest.raises(ReaderError, match="install dubao again"):
        ContextTable(str(tmp_path / "missing.bin"))


def test_opencc_converts_where_the_table_is_damaged(damaged_table: Path) -> None:
    problem = str(press_conversion.get_table_problem())
    assert "checksum" in problem
    assert str(damaged_table) in problem
    text = clean("政府宣布，他了解情况")
    converter = ArticleConverter("Hans", None)
    converter.preload("tw")
    assert converter.convert_text(text, "tw", "Hans") == convert(text, "s2tw")
    assert converter.find_changes(text, "tw", "Hans")


def test_the_table_is_small() -> None:
    import zlib

    assert len(zlib.compress(TABLE.read_bytes(), 6)) <= 2_500_000


def test_contexts_are_runs_with_the_character_and_single_code_points_beside_it() -> None:
    text = "甲乙丙丁发戊己庚辛"
    data = _encode_padded(text)
    place = 4 * (WINDOW + text.index("发"))
    shapes = _list_shapes(0, "发")
    contexts = [data[place + first : place + last].decode("utf-32-le") for first, last, _ in shapes]
    runs = ["丁发", "发戊", "丁发戊", "丙丁发", "发戊己", "丙丁发戊", "丁发戊己"]
    runs += ["乙丙丁发", "发戊己庚", "丙丁发戊己", "甲乙丙丁发", "发戊己庚辛"]
    assert contexts == [*runs, "丙", "己"]
    assert len({seed for *_, seed in shapes}) == len(shapes)
    others = {seed for *_, seed in _list_shapes(0, "后")} & {seed for *_, seed in shapes}
    assert others == {make_seed(0, number) for number in range(len(SHAPES))}
    assert not {seed for *_, seed in _list_shapes(1, "发")} & {seed for *_, seed in shapes}
