"""Names, roles, desks, outlets; and the tables that know them."""

from __future__ import annotations

from pathlib import Path

import pytest

import reader.structure
from reader.structure.lines import normalize_chars
from reader.structure.people import find_names, is_outlet, is_person

DATA = Path(reader.structure.__file__).with_name("data")


@pytest.mark.parametrize("name", ["张伟", "唐勇平", "欧阳静怡", "林郑月娥", "阿卜杜拉·买买提", "单田芳"])
def test_is_person_accepts_names(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "word", ["编辑部", "新京报", "地方中心", "即时新闻", "综合报导", "高速公路", "中央社", "社会", "张", "张三李四王五"]
)
def test_is_person_rejects_desks_and_outlets(word: str) -> None:
    assert not is_person(word)
    assert not is_person(word, has_role=True) or word == "高速公路"


@pytest.mark.parametrize("name", ["新华社", "北京青年报", "第一财经日报", "香港商报网讯", "某某电视台"])
def test_is_outlet_accepts_outlets(name: str) -> None:
    assert is_outlet(name)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("方 敏 王乐文", ["方 敏", "王乐文"]),
        ("张三、李四光／王五", ["张三", "李四光", "王五"]),
        ("本报记者 张三 通讯员 李四光 报道", ["张三", "李四光"]),
        ("記者張三台北報導", ["張三"]),
        ("邱俊欽桃園", ["邱俊欽"]),
        ("记者 李晓明 深圳报道", ["李晓明"]),
        ("记者 李晓明 实习生 王红 深圳", ["李晓明", "王红"]),
        ("记者 李晓明 王红报道", ["李晓明", "王红"]),
        ("周褶褶（实习生）", ["周褶褶"]),
        ("杜智 PX209", ["杜智"]),
        ("Jenny Wang、Amber", ["Jenny Wang", "Amber"]),
    ],
)
def test_names_are_found_where_they_stand(text: str, names: list[str]) -> None:
    found, rest = find_names(normalize_chars(text), 0, len(text), has_role=True)
    assert [text[a:b] for a, b in found] == names
    assert rest == ""


@pytest.mark.parametrize("path", sorted(DATA.glob("*.tsv")), ids=lambda path: path.stem)
def test_tables_are_tidy(path: Path) -> None:
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    assert all(len(row) == len(rows[0]) == 2 for row in rows)
    words = [row[0] for row in rows[1:]]
    assert len(words) == len(set(words))
    assert [word for word in words if normalize_chars(word) != word] == [], "words of rules are written as shadows"


def test_a_shadow_has_the_length_of_its_text() -> None:
    text = "「全形，ＡＢＣ」：攝／圖　㎡½㈱…"
    assert len(normalize_chars(text)) == len(text)
    assert normalize_chars(text) == "“全形,ABC”:摄/图 ㎡½㈱…"
