"""What looks like one part and is another: the false friends of the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.model import Article

LEAD = "昨日上午，镇上的新图书馆正式开门迎客，第一批读者早早排起了队，孩子们抱着绘本不肯松手，馆员忙得连水也顾不上喝。"
MORE = "馆长说，新馆的藏书比老馆多了一倍，开放时间也延长到晚上九点，读者可以在手机上预约座位，还书不必再跑一趟。"


def body(*lines: str) -> str:
    """A story around some lines."""
    return "\n".join(["新图书馆开门迎客", "2021-05-06", LEAD, *lines, MORE])


@pytest.mark.parametrize(
    "line",
    [
        "来源于山泉的水在石槽里沉淀一夜，第二天清晨才用来泡茶，老茶客都说滋味不同。",
        "文火慢炖的骨汤要熬足十二个小时，厨师说急不得，一急就浑了。",
        "编辑部的灯亮到凌晨两点，校对、排版、付印，一个环节也不能少。",
        "相关新闻发布会昨日举行，有关负责人回答了记者提问，介绍了下一步安排。",
        "记者了解到，新馆还设有盲文阅览区，由志愿者轮流值守。",
        "预计明天最高气温将达到攝氏三十五度，市民外出请注意防晒。",
        "2021年5月6日，新馆迎来了第一位读者，他是一名退休的中学教师。",
        "他在评论区留言说，希望图书馆多办几场讲座，自己一定带孩子来听。",
        "《人民日报》5月4日的报道也提到了这座小镇，说它把书放进了生活。",
        "版权登记量去年增长了两成，其中一半来自民间作者，这是过去没有的事。",
        "为什么选在今天开馆？因为今天是老馆长的生日，他盼了整整十年，终于等到了。",
    ],
)
def test_words_of_boilerplate_in_a_sentence_are_story(line: str, article: Callable[[str], Article]) -> None:
    block = article(body(line)).blocks[3]
    assert (block.kind, block.spans) == ("paragraph", ())


@pytest.mark.parametrize(
    "line",
    [
        "（图书馆供图）",
        "图书馆新馆外景。李小禾 摄",
        "▲ 读者在新馆看书。",
        "图为读者在新馆看书",
        "新馆一楼大厅。资料图片",
    ],
)
def test_captions_are_recognised_by_mark_or_credit(line: str, article: Callable[[str], Article]) -> None:
    assert article(body(line)).blocks[3].kind == "caption"
    assert article("\n".join(["标题在这里", LEAD, MORE, line])).blocks[-1].kind == "caption"


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("新馆外景。李小禾 摄", "李小禾"),
        ("新馆外景。李小禾攝", "李小禾"),
        ("新馆外景（李小禾攝）", "李小禾"),
        ("▲新館外景。（圖／記者李小禾攝）", "李小禾"),
        ("▲新館外景。（圖／翻攝自臉書）", "臉書"),
        ("▲新館外景。（圖／路透）", "路透"),
        ("新館外景。（資料圖片）", "資料圖片"),
        ("新馆外景。镇政府供图", "镇政府"),
        ("新馆外景。新华社记者 李小禾 摄", "李小禾"),
        ("新馆外景。新华社发（李小禾 摄）", "李小禾"),
        ("新馆外景。摄影：李小禾", "李小禾"),
        ("新馆外景。图源：视觉中国", "视觉中国"),
        ("新馆外景。方　敏 摄", "方敏"),
        ("▲新館外景。", None),
    ],
)
def test_a_credit_is_the_name_without_its_role(
    line: str, credit: str | None, article: Callable[[str], Article]
) -> None:
    block = article(body(line)).blocks[3]
    assert (block.kind, block.credit) == ("caption", credit)
    span = block.find_span("credit")
    assert (span is None) == (credit is None)
    if span and credit:
        assert credit in block.text[span.start : span.end].replace("\u3000", "")


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("文／张三 李四光", ("张三", "李四光")),
        ("文 | 张三、李四光", ("张三", "李四光")),
        ("本报记者 方　敏 王乐文", ("方敏", "王乐文")),
        ("記者王小明／台北報導", ("王小明",)),
        ("即時新聞／綜合報導", ()),
        ("地方中心／嘉義報導", ()),
        ("撰文：欧阳娜娜", ("欧阳娜娜",)),
        ("作者：阿卜杜拉·买买提", ("阿卜杜拉·买买提",)),
        ("（中央社記者邱俊欽桃園19日電）", ("邱俊欽",)),
    ],
)
def test_bylines_name_people_and_no_desks(
    line: str, authors: tuple[str, ...], article: Callable[[str], Article]
) -> None:
    got = article(f"新图书馆开门迎客\n{line}\n{LEAD}\n{MORE}")
    assert (got.blocks[1].kind, got.authors) == ("byline", authors)


@pytest.mark.parametrize(
    ("line", "editors"),
    [
        ("[责任编辑:张伟 ]", ("张伟",)),
        ("(责编：胡永秋、杨光宇)", ("胡永秋", "杨光宇")),
        ("编辑/倪家宁", ("倪家宁",)),
        ("责任编辑：李曦_NN2587", ("李曦",)),
        ("责任编辑：王芳  校对：李明", ("王芳", "李明")),
        ("編輯 周褶褶 ｜ 排版 魏蔚", ("周褶褶",)),
        ("责 任 编 辑：方 敏", ("方敏",)),
    ],
)
def test_line_of_editors_ends_the_story_and_names_them(
    line: str, editors: tuple[str, ...], article: Callable[[str], Article]
) -> None:
    got = article(f"新图书馆开门迎客\n{LEAD}\n{MORE}\n{line}\n分享到")
    assert ([block.kind for block in got.blocks[-2:]], got.editors) == (["editor", "chrome"], editors)


def test_a_label_and_its_name_on_two_lines_are_one_block(article: Callable[[str], Article]) -> None:
    got = article(f"新图书馆开门迎客\n作者：\n\n张三\n{LEAD}\n{MORE}\n责任编辑：\n李四光\n相关新闻")
    assert [
        (block.kind, block.text, block.line, block.line_end)
        for block in got.blocks
        if block.kind in ("byline", "editor")
    ] == [
        ("byline", "作者：张三", 1, 4),
        ("editor", "责任编辑：李四光", 6, 8),
    ]


def test_a_maxim_alone_is_no_run_in(article: Callable[[str], Article]) -> None:
    lines = [f"  {opening}。{MORE}" for opening in ("产业兴则县域强", "各位读者都有同感而且说了很多", "书比人长寿")]
    assert not any(
        block.find_span("run_in") for block in article("\n".join(["标题在这里", f"  {LEAD}", *lines])).blocks
    )


@pytest.mark.parametrize("stop", ["。", "："])
def test_parallel_openings_are_run_ins(stop: str, article: Callable[[str], Article]) -> None:
    lines = [f"{opening}{stop}{MORE}" for opening in ("选书更精", "借书更快", "还书更近")]
    found = [block.find_span("run_in") for block in article("\n".join(["标题在这里", LEAD, *lines])).blocks[2:]]
    assert [(span.start, span.end) for span in found if span] == [(0, 4)] * 3


def test_a_box_in_mid_story_does_not_end_it(article: Callable[[str], Article]) -> None:
    got = article(
        "\n".join(["标题在这里", LEAD, MORE, "延伸阅读", "另一条新闻的标题", "又一条新闻的标题", LEAD, MORE, LEAD])
    )
    assert [block.kind for block in got.blocks] == ["headline", *["paragraph"] * 2, *["chrome"] * 3, *["paragraph"] * 3]


def test_the_tail_ends_the_story_but_not_the_editors(article: Callable[[str], Article]) -> None:
    got = article(
        "\n".join(
            [
                "标题在这里",
                LEAD,
                MORE,
                "相关新闻",
                "另一条新闻的标题",
                "一条长一些的新闻，标题里有逗号，也没有句号",
                "责任编辑：何静",
                "版权所有",
            ]
        )
    )
    assert [block.kind for block in got.blocks[3:]] == ["chrome", "chrome", "chrome", "editor", "chrome"]
    assert got.editors == ("何静",)


def test_the_first_of_two_short_lines_is_the_caption(article: Callable[[str], Article]) -> None:
    got = article(
        "\n".join(
            ["标题在这里", LEAD, "车主们将车停在外面小树林中", "停车乱象普遍外溢", MORE, "能否兼顾各方诉求", LEAD]
        )
    )
    assert [block.kind for block in got.blocks[2:4]] == ["caption", "heading"]


@pytest.mark.parametrize(
    "text", ["只有一段话，没有标题，也没有别的东西，但它仍然是一篇文章。", "短句", "只有一行没有句号"]
)
def test_one_paragraph_has_no_title(text: str, article: Callable[[str], Article]) -> None:
    got = article(text)
    assert ([block.kind for block in got.blocks], got.title) == (["paragraph"], None)


def test_a_story_without_a_headline_has_no_title(article: Callable[[str], Article]) -> None:
    got = article(f"{LEAD}\n{MORE}")
    assert ([block.kind for block in got.blocks], got.title) == (["paragraph", "paragraph"], None)


def test_links_and_strong_words_are_spans(article: Callable[[str], Article]) -> None:
    text = f"{LEAD}详见 https://example.org/a?b=1，以及[说明](https://example.org/c)，**重要**。"
    spans = [(span.kind, text[span.start : span.end], span.href) for span in article(text).blocks[0].spans]
    assert spans == [
        ("link", "https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("link", "[说明](https://example.org/c)", "https://example.org/c"),
        ("strong", "重要", None),
    ]


@pytest.mark.parametrize(
    "opening",
    ["新华社北京5月9日电", "中新网合肥4月8日电 （记者 吴兰）", "【本報訊】", "【明報專訊】", "（中央社記者邱俊欽桃園19日電）", "〔記者盧賢秀／基隆報導〕", "本报讯（记者 叶婉）", "记者林悦／南市报道"],
)  # fmt: skip
def test_datelines_are_spans(opening: str, article: Callable[[str], Article]) -> None:
    block = article(f"新图书馆开门迎客\n{opening}{LEAD}\n{MORE}").blocks[1]
    span = block.find_span("dateline")
    assert block.kind == "paragraph"
    assert span is not None
    assert block.text[span.start : span.end] == opening
