"""Names, roles, desks, outlets; and the tables that know them."""

from __future__ import annotations

from pathlib import Path

import pytest

import reader.structure
from reader.structure.lines import normalize_chars
from reader.structure.people import find_names, is_desk, is_outlet, is_person, remove_padding

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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("王红", True),
        ("邱\u3400欽", True),
        ("王\U00020000", True),
        ("澹台明", True),
        ("澹台", False),
        ("澹台明月", True),
        ("林王日报", False),
        ("拉·买买提", True),
        ("·买买提", False),
        ("买买提·", False),
        ("阿卜杜拉·3", False),
        ("阿卜·江岸日报", False),
        ("王", False),
        ("Jane Doe", False),
        ("A" + "b" * 23, False),
    ],
)
def test_a_name_has_a_known_surname_or_a_middle_dot(text: str, *, expected: bool) -> None:
    assert is_person(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("褶褶", True),
        ("褶褶报社", False),
        ("Jane", True),
        ("A" + "b" * 23, False),
        ("记者", False),
        ("Reuters", False),
    ],
)
def test_beside_a_role_a_name_needs_no_known_surname(text: str, *, expected: bool) -> None:
    assert is_person(text, has_role=True) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("江中心", True),
        ("地方新闻报道中心", True),
        ("地方新闻的报道中心", False),
        ("即时新闻", True),
        ("王红", False),
    ],
)
def test_a_desk_has_a_short_name(text: str, *, expected: bool) -> None:
    assert is_desk(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("渡口报", True),
        ("江" * 12 + "日报", True),
        ("江" * 13 + "日报", False),
        ("王红/江岸日报", False),
        ("渡口/江岸日报", True),
        ("王红", False),
    ],
)
def test_an_outlet_has_the_ending_of_one(text: str, *, expected: bool) -> None:
    assert is_outlet(text) is expected


@pytest.mark.parametrize(
    ("name", "shown"), [("方 敏", "方敏"), ("方\u3000敏 ", "方敏"), (" Jane Doe ", "Jane Doe"), ("方 a", "方 a")]
)
def test_the_space_inside_a_short_name_is_no_part_of_it(name: str, shown: str) -> None:
    assert remove_padding(name) == shown


@pytest.mark.parametrize(
    ("text", "names", "rest"),
    [
        ("文／方 敏", ["方 敏"], ""),
        ("林悦／台北報導", ["林悦"], ""),
        ("林悦 渡口的钟", ["林悦"], "渡口的钟"),
        ("渡口的钟 林悦", ["林悦"], "渡口的钟"),
        ("褶褶", [], "褶褶"),
        ("新闻中心", [], ""),
        ("江岸日报", [], ""),
        ("PX209", [], ""),
        ("新华社记者", [], ""),
        ("新华社记者林悦", ["林悦"], ""),
        ("Jane Doe Smith", [], "JaneDoeSmith"),
        ("方敏  李明", ["方敏", "李明"], ""),
        ("方 李明", ["李明"], "方"),
        ("", [], ""),
    ],
)
def test_what_is_no_name_without_a_role_is_left(text: str, names: list[str], rest: str) -> None:
    found, left = find_names(normalize_chars(text), 0, len(text), has_role=False)
    assert [text[a:b] for a, b in found] == names
    assert left == rest


@pytest.mark.parametrize(
    ("start", "end", "names"), [(0, 5, ["张三"]), (3, 5, ["张三"]), (3, 99, ["张三", "李明"]), (6, 8, ["李明"])]
)
def test_only_a_part_of_a_line_is_looked_through(start: int, end: int, names: list[str]) -> None:
    text = "记者 张三 李明"
    assert [text[a:b] for a, b in find_names(text, start, end, has_role=True)[0]] == names


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
