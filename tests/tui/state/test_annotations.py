from __future__ import annotations

from dataclasses import replace

from reader.annotations.model import Annotation
from reader.tui.state.annotations import NO_BLOCK
from reader.tui.state.navigation import NavigationTarget
from tests.tui.open_articles import annotate, find_block, open_text


def test_an_annotation_is_found_on_every_character_of_it() -> None:
    article = open_text()
    index = article.annotation_index
    annotation = annotate(article, "先把舊碼頭", colour="blue")
    block = find_block(article, "先把舊碼頭")
    start = article.blocks[block].text.index("先把舊碼頭")
    assert index.get_ranges(annotation) == [(block, start, start + 5)]
    assert [index.find_at(block, offset) for offset in range(start - 1, start + 6)] == [[], *[[annotation]] * 5, []]
    (part,) = index.find_in_range(block, start + 2, start + 3)
    assert (part.colour_number, part.is_first, part.is_last) == (3, True, True)


def test_an_annotation_over_several_blocks_has_a_part_in_each() -> None:
    article = open_text()
    annotation = annotate(article, "挖到12米", end_words="挖深的")
    blocks = [part[0] for part in article.annotation_index.get_ranges(annotation)]
    parts = [part for block in blocks for part in article.annotation_index.find_in_range(block, 0, 1000)]
    assert len(blocks) == 3
    assert [(part.is_first, part.is_last) for part in parts] == [(True, False), (False, False), (False, True)]


def test_of_overlapping_annotations_the_shortest_comes_first() -> None:
    article = open_text()
    long = annotate(article, "先把舊碼頭挖到12米", number=1)
    short = annotate(article, "碼頭挖", number=2)
    block = find_block(article, "先把舊碼頭")
    start = article.blocks[block].text.index("碼頭挖")
    assert article.annotation_index.find_at(block, start) == [short, long]
    assert [part.annotation for part in article.annotation_index.find_in_range(block, start, start + 1)] == [
        long,
        short,
    ]


def test_annotations_are_found_by_exact_range_and_by_target() -> None:
    article = open_text()
    index = article.annotation_index
    annotation = annotate(article, "舊碼頭")
    assert annotation.target is not None
    assert index.find_exact(annotation.target.start, annotation.target.end) == annotation
    assert index.find_exact(annotation.target.start, annotation.target.end + 1) is None
    (target,) = index.navigation_targets
    assert index.find_starting_at(target) == annotation
    assert index.find_starting_at(target._replace(end=target.end + 1)) is None
    later = annotate(article, "舊碼頭", number=2, created="2025-07-19T08:00:00.000000Z")
    assert index.find_starting_at(target) == later


def test_annotations_without_a_place_come_first_and_have_no_target() -> None:
    article = open_text()
    index = article.annotation_index
    placed = annotate(article, "舊碼頭", number=1)
    lost = replace(placed, id="urn:uuid:2", state="orphan", score=0.0)
    note = Annotation("urn:uuid:3", placed.created, placed.created, note="整篇都好")
    index.set_annotations([placed, lost, note])
    assert index.annotations == [lost, note, placed]
    assert [target.block == NO_BLOCK for target in index.all_targets] == [True, True, False]
    assert index.navigation_targets == index.all_targets[2:]
    assert index.unplaced_annotations == [lost]
    assert index.article_note == note
    assert index.get_ranges(lost) == []
    assert index.find_starting_at(NavigationTarget(NO_BLOCK, 0, 0)) is None


def test_replacing_an_annotation_raises_the_version() -> None:
    article = open_text()
    index = article.annotation_index
    annotation = annotate(article, "舊碼頭")
    versions = [index.version]
    changed = replace(annotation, note="核實")
    index.replace_annotation(annotation, changed)
    versions.append(index.version)
    assert index.annotations == [changed]
    index.replace_annotation(changed, None)
    versions.append(index.version)
    assert not index.annotations
    assert not index.all_targets
    assert versions == sorted(set(versions))


def test_targets_are_the_same_list_all_the_time() -> None:
    article = open_text()
    annotate(article, "舊碼頭")
    assert article.all_targets["notes"] is article.annotation_index.all_targets
    assert len(article.all_targets["notes"]) == 1
