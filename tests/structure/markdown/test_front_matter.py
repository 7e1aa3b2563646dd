"""Front matter as note takers, blogs and web clippers write it; broken and hostile front matter too."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reader.structure.markdown.front_matter import has_front_matter, read_front_matter, split_front_matter

CLIPPER = """---
title: "渡口的钟：又响了"
source: "https://news.example.com/a"
author:
  - "[[罗素英]]"
  - "[[people/lin|林悦]]"
published: 2024-05-10
created: 2024-05-12
description: "停摆二十年"
tags:
  - "clippings"
---
正文
"""
HUGO = """+++
title = "渡口的钟又响了"
date = 2024-05-10T08:09:00+08:00
authors = ["罗素英", "林悦"]
categories = ["本地"]
+++
正文
"""
JEKYLL = """---
layout: post
title:  渡口的钟又响了
date:   2024-05-10 08:09:00 +0800
categories: 本地 文化
---
正文
"""
HEXO = """---
title: 渡口的钟又响了
date: 2024/5/10 08:09
updated: 2024/6/1
author: 罗素英
tags: [钟, 渡口]
url: https://blog.example.com/bell
---
正文
"""


def test_a_clipping_has_title_address_authors_and_date() -> None:
    body, rest = split_front_matter(CLIPPER)
    fields = read_front_matter(body)
    assert rest == "正文\n"
    assert (fields.title, fields.url, fields.outlet) == ("渡口的钟：又响了", "https://news.example.com/a", None)
    assert (fields.authors, fields.date, fields.tags) == (("罗素英", "林悦"), "2024-05-10", ("clippings",))


@pytest.mark.parametrize(
    ("text", "authors", "categories"),
    [(HUGO, ("罗素英", "林悦"), ("本地",)), (JEKYLL, (), ("本地 文化",)), (HEXO, ("罗素英",), ())],
    ids=["hugo", "jekyll", "hexo"],
)
def test_front_matter_of_blogs_gives_the_date_as_written(
    text: str, authors: tuple[str, ...], categories: tuple[str, ...]
) -> None:
    body, rest = split_front_matter(text)
    fields = read_front_matter(body)
    assert rest == "正文\n"
    assert (fields.title, fields.date) == ("渡口的钟又响了", "2024-05-10T08:09")
    assert (fields.authors, fields.categories) == (authors, categories)


def test_json_front_matter_is_read() -> None:
    body, rest = split_front_matter('{\n"title": "渡口",\n"date": "2024-05-10"\n}\n正文')
    assert (read_front_matter(body).title, read_front_matter(body).date, rest) == ("渡口", "2024-05-10", "\n正文")


@pytest.mark.parametrize(
    "text",
    [
        "---\n他说完就走了。\n---\n后来",
        "正文\n---\ntitle: 甲\n---\n",
        "---\ntitle: 甲\n没有收尾",
        "--- 甲 ---\n",
        "{甲}\n",
    ],
)
def test_a_text_that_only_looks_alike_has_no_front_matter(text: str) -> None:
    assert split_front_matter(text) == ("", text)
    assert not has_front_matter(text)


def test_a_field_that_is_named_and_empty_is_known_to_be_so() -> None:
    fields = read_front_matter('title: 甲\ndate: ""\nauthor:\n')
    assert fields.keys == {"title", "date", "author"}
    assert (fields.date, fields.authors) == (None, ())


@pytest.mark.parametrize(
    "body",
    [
        "title: 渡口的钟\nbad: [1, 2\n\t- x: y: z",
        "title: 渡口的钟\na: &x [1]\nb: *x",
        "title: 渡口的钟\n" + "key: value\n" * 40_000,
        "title: '渡口的钟'\n- : : :\n{{ template }}",
    ],
    ids=["broken", "aliases", "long", "templates"],
)
def test_broken_and_long_front_matter_still_gives_the_title(body: str) -> None:
    assert read_front_matter(body).title == "渡口的钟"


def test_tags_of_yaml_are_never_executed() -> None:
    body = 'title: !!python/object/apply:os.getcwd []\nauthor: !!python/name:os.system ""\n'
    fields = read_front_matter(body)
    assert fields.title is None
    assert fields.authors == ()


@given(
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=20),
    st.lists(st.text("林悦王一罗素英：#'\"-", min_size=1, max_size=6).map(str.strip).filter(bool), max_size=4),
)
def test_front_matter_of_a_yaml_writer_is_read(title: str, authors: list[str]) -> None:
    body = yaml.safe_dump({"title": title, "author": authors}, allow_unicode=True)
    fields = read_front_matter(body)
    assert fields.title == title
    assert set(fields.authors) <= set(authors)
    assert bool(fields.authors) == bool(authors)


@pytest.mark.parametrize("dash", ["- ", "  - ", "-  "])
def test_the_items_of_a_list_are_whole(dash: str) -> None:
    text = f"---\ntitle: [钟\nauthor:\n{dash}罗素英\n{dash}林悦\n---\n正文\n"
    fields = read_front_matter(text)
    assert fields is not None
    assert list(fields.authors) == ["罗素英", "林悦"]
