"""Re-anchoring in a changed text: an annotation is placed on its words or has no place, never on other words."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.annotations import anchoring
from reader.annotations.anchoring import TextIndex, find_matches, reanchor
from reader.annotations.model import Annotation, Target
from tests.bench.texts import article
from tests.library.texts import bundled, canonical, edited, new

if TYPE_CHECKING:
    from reader.annotations.model import CanonicalText

SENTENCES = [
    "首批葉片下月運抵，學校和工廠都在等。",
    "海邊的路修好了，漁民上岸做了運維工。",
    "三年前第一台風機立在堤外，孩子們放學就去看船。",
    "今年一月第二座塔筒廠開工，訂單排到後年。",
    "碼頭上貼滿招工啟事，老戲院改成了飯堂。",
    "鎮長說，明年還要再修兩座橋，把島連起來。",
    "醫院添了四張病床，醫生從省城輪流過來。",
    "夜班公交開到十一點，司機都是本地人。",
]
STORY = "\n".join(SENTENCES)
WHEN = "2026-01-01T00:00:00.000000Z"
SLACK = 2
"""Code points by which an end may be off: what is put in or taken out beside it may belong to either side."""


def one(before: str, quote: str, after: str, *, known: bool = True, at: int | None = None) -> Annotation:
    """What becomes of an annotation on a quote when a text changes."""
    start = before.index(quote) if at is None else at
    annotation = new(canonical(before), start, start + len(quote))
    return reanchor(canonical(after), [annotation], before if known else "")[0]


def words_of(annotation: Annotation, text: str) -> str:
    assert annotation.target
    return text[annotation.target.start : annotation.target.end]


def random_notes(text: CanonicalText, count: int, chance: Random) -> list[Annotation]:
    """Quotes of 2 to 150 characters."""
    notes = []
    for _ in range(count):
        length = chance.randint(2, 150)
        start = chance.randrange(len(text.text) - length)
        notes.append(new(text, start, start + length))
    return notes


def outcome(old: list[Annotation], found: list[Annotation], where: list[int]) -> tuple[int, int]:
    """How many are at their words, and how many are at others."""
    right = wrong = 0
    for before, after in zip(old, found, strict=True):
        if after.is_placed:
            assert before.target
            assert after.target
            start, end = where[before.target.start], where[before.target.end - 1] + 1
            near = abs(after.target.start - start) <= SLACK and abs(after.target.end - end) <= SLACK
            right, wrong = right + near, wrong + (not near)
    return right, wrong


# -- the targets


@pytest.mark.parametrize("known", [True, False], ids=["the text before is known", "it is not"])
@pytest.mark.parametrize("seed", range(3))
def test_of_300_quotes_97_in_100_are_found_at_5_percent_edits_and_none_at_other_words(seed: int, known: bool) -> None:
    chance = Random(seed)
    text = bundled()
    notes = random_notes(canonical(text), 300, chance)
    after, where = edited(text, 0.05, chance)
    right, wrong = outcome(notes, reanchor(canonical(after), notes, text if known else ""), where)
    assert wrong == 0
    assert right >= 0.97 * 300


@pytest.mark.parametrize("share", [0.02, 0.1, 0.2])
def test_edits_never_place_an_annotation_on_other_words(share: float) -> None:
    for seed, text in enumerate([bundled(), article(8000)]):  # the other one says few things, again and again
        chance = Random(seed)
        notes = random_notes(canonical(text), 200, chance)
        after, where = edited(text, share, chance)
        at = chance.randrange(len(after))
        after = after[:at] + "，".join(chance.sample(text.replace("\n", "，"), 100)) + after[at:]
        where = [place + (199 if place >= at else 0) for place in where]
        right, wrong = outcome(notes, reanchor(canonical(after), notes, text), where)
        assert wrong == 0
        assert right


def test_quotes_of_a_deleted_paragraph_have_no_place() -> None:
    chance = Random(7)
    paragraphs = bundled().split("\n")
    for gone in range(0, len(paragraphs), 6):
        text = "\n".join(paragraphs)
        first = sum(len(each) + 1 for each in paragraphs[:gone])
        length = len(paragraphs[gone])
        if length < 4 or text.count(paragraphs[gone]) > 1:
            continue
        whole = canonical(text)
        starts = [first + chance.randrange(length - 2) for _ in range(20)]
        notes = [new(whole, start, min(first + length, start + chance.randint(2, 60))) for start in starts]
        after, _ = edited("\n".join(paragraphs[:gone] + paragraphs[gone + 1 :]), 0.03, chance)
        for known in (text, ""):
            assert not [note for note in reanchor(canonical(after), notes, known) if note.is_placed]


def test_annotations_move_with_paragraphs_in_another_order() -> None:
    """A sentence that was there once and is there once is the same one, whatever stands around it now."""
    text = bundled()
    paragraphs = [line for line in text.split("\n") if len(line) >= 16 and text.count(line[:16]) == 1]
    notes = [new(canonical(text), text.index(line), text.index(line) + 16) for line in paragraphs]
    shuffled = text.split("\n")
    Random(3).shuffle(shuffled)
    after = "\n".join(shuffled)
    for note in reanchor(canonical(after), notes, text):
        assert note.target
        assert note.state in ("moved", "exact")  # one of them may have come to stand where it stood
        assert words_of(note, after) == note.target.exact
    assert sum(note.is_placed for note in reanchor(canonical(after), notes)) < len(notes)


# -- what is the same stays, what moves is told


@given(st.data())
def test_reanchoring_in_the_same_text_changes_nothing(data: st.DataObject) -> None:
    whole = canonical(STORY)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(STORY))] * 2)))
    if start < end:
        note = new(whole, start, end)
        assert reanchor(whole, [note], STORY) == [note]
        assert reanchor(whole, [note]) == [note]


def test_reanchoring_leaves_a_note_on_the_article_unchanged() -> None:
    note = Annotation("urn:1", "", "", None, note="全文")
    assert reanchor(canonical("別的"), [note]) == [note]


@given(st.sampled_from(SENTENCES), st.integers(0, 7))
def test_an_insertion_in_front_of_a_quote_moves_it(sentence: str, length: int) -> None:
    after = "一段新的導語，說的是另一件事。" * (length + 1) + "\n" + STORY
    found = one(STORY, sentence, after)
    assert found.state == "moved"
    assert words_of(found, after) == sentence
    (moved,) = found.history
    assert (moved.from_start, moved.to_start) == (STORY.index(sentence), after.index(sentence))


def test_a_changed_quote_is_fuzzy_with_its_score() -> None:
    after = STORY.replace("第二座塔筒廠開工", "第三座塔筒廠動工")
    found = one(STORY, SENTENCES[3], after)
    assert (found.state, words_of(found, after)) == ("fuzzy", "今年一月第三座塔筒廠動工，訂單排到後年。")
    assert 0.75 <= found.score < 1
    again = reanchor(canonical(after), [found])
    assert again == [found]
    assert reanchor(canonical(STORY), [found])[0].state == "exact"


@given(st.data())
def test_reanchoring_never_changes_the_quote(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(STORY) - 30))
    note = new(canonical(STORY), start, start + data.draw(st.integers(1, 30)))
    assert note.target
    text = STORY
    for seed in data.draw(st.lists(st.integers(0, 99), max_size=3)):
        text, _ = edited(text, 0.05, Random(seed))
        (after,) = reanchor(canonical(text), [note])
        assert after.target
        assert note.target
        assert replace(after.target, start=0, end=0) == replace(note.target, start=0, end=0)
        assert len(after.history) - len(note.history) == (after.target != note.target)
        assert (after.id, after.created, after.modified) == (note.id, note.created, note.modified)
        note = after


# -- look-alikes


def test_a_look_alike_is_not_the_quote() -> None:
    """hypothesis/client#7571, hypothesis/h#2634, #4328: Linus was found in chines, and words in other sentences."""
    assert one("Linus 寫了第一版。別的都在後來。", "Linus", "那是 chines 的第一版，別的都在後來。").state in (
        "orphan",
        "ambiguous",
    )
    before = f"{STORY}\n記者問他為甚麼回來，訂單排到後年，他笑了笑。"
    after = before.replace(SENTENCES[3], "")
    for known in (True, False):
        assert not one(before, "訂單排到後年", after, known=known).is_placed


@pytest.mark.parametrize("quote", ["訂單", "排到後年", "訂單排到後年"])
def test_of_two_equal_quotes_the_context_decides(quote: str) -> None:
    before = f"{STORY}\n記者問他為甚麼回來，訂單排到後年，他笑了笑。"
    after = "導語換過了。\n" + before
    for at in (before.index(quote), before.rindex(quote)):
        found = one(before, quote, after, at=at, known=False)
        assert found.state == "moved"
        assert found.target
        assert found.target.start == at + 7


def test_a_look_alike_of_the_old_text_is_not_taken_for_the_quote() -> None:
    """Half of what stands around it is the same: good enough for words that moved, were it not known of old."""
    ahead = "鎮長在晚飯桌上對記者說了這樣一番話，說完他就走到碼頭上去看船了："
    said = "訂單排到後年了，他又說了一遍，誰都沒有再問。"
    before = f"{SENTENCES[0]}{ahead}{said}{SENTENCES[1]}\n{SENTENCES[2]}{ahead}{said}{SENTENCES[5]}"
    after = before[before.index("\n") + 1 :]
    assert one(before, "訂單排到後年了", after).state == "ambiguous"
    assert one(before, "訂單排到後年了", after, at=before.rindex("訂單")).state == "moved"


def test_equal_occurrences_are_distinguished_by_number_where_the_old_text_is_known() -> None:
    twin = f"{STORY}\n{STORY}\n{STORY}"
    at = twin.index(SENTENCES[3], len(STORY) + 1)
    after = "導語換過了。\n" + twin
    found = one(twin, SENTENCES[3], after, at=at)
    assert found.state == "moved"
    assert found.target
    assert found.target.start == at + 7
    assert one(twin, SENTENCES[3], f"{STORY}\n{STORY}", at=at).state == "ambiguous"
    assert one(twin, SENTENCES[3], after, at=at, known=False).state == "ambiguous"


def test_a_short_quote_needs_both_contexts() -> None:
    before = "甲說要修橋，乙說要修路，丙甚麼都沒說。" + STORY
    assert one(before, "修路", "導語。" + before).state == "moved"
    assert not one(before, "修路", "他們說修路。" + "乙" * 40 + STORY).is_placed
    at = STORY.index("三年前")
    after = (
        "導語。" + STORY[: at + 30] + "風停了船都在港裡沒有人出海碼頭上的人都等著天亮燈塔亮了一夜" + STORY[at + 60 :]
    )
    for known in (True, False):
        assert one(STORY, "三年前", after, known=known).state == "ambiguous"
        assert one(STORY, "三年前第", after, known=known).state == "moved"


@pytest.mark.parametrize("part", [2, 4, -3])
def test_a_quote_split_by_an_insertion_has_no_place(part: int) -> None:
    middle = "這裡插進了一大段與此無關的說明文字，又說了許多別的事情，一件也沒有說完。" * 4
    quote = "\n".join(SENTENCES[2:5])
    torn = STORY.index(quote) + part % len(quote)
    after = STORY[:torn] + middle + STORY[torn:]
    for known in (True, False):
        assert not one(STORY, quote, after, known=known).is_placed
        assert not one(STORY, SENTENCES[2], after, known=known).is_placed or part < 0


def test_a_quote_with_errors_in_more_than_a_fifth_has_no_place() -> None:
    for changed, placed in (("三年前第一臺風機", True), ("三年前那一臺風車", False)):
        after = STORY.replace("三年前第一台風機", changed)
        for known in (True, False):
            assert one(STORY, "三年前第一台風機", after, known=known).is_placed is placed


def test_a_context_cut_short_by_the_end_of_the_text_does_not_match_everywhere() -> None:
    after = f"{SENTENCES[4]}{STORY[len(SENTENCES[0]) :]}\n又及：{SENTENCES[0]}"
    assert not one(STORY, SENTENCES[0], after, known=False).is_placed
    after = f"{SENTENCES[5]}「訂單排到後年了」，{SENTENCES[4]}"
    assert not one(f"「訂單排到後年了」，{STORY}", "訂單排到後年了", after, known=False).is_placed


def test_a_quote_without_context_is_placed_where_it_is_unique() -> None:
    for quote, placed in (("第二座塔筒廠開工", True), ("，", False)):
        note = Annotation("urn:1", "", "", Target(0, len(quote), quote))
        assert reanchor(canonical(STORY), [note])[0].is_placed is placed


# -- whatever comes


@given(
    st.text("江華\n縣，a𨋢", max_size=60),
    st.integers(0, 10**9),
    st.integers(0, 90),
    st.tuples(*[st.text("江華\n縣，a𨋢", max_size=40)] * 3),
    st.text("江華\n縣，a𨋢", max_size=60),
)
@example("", 0, 0, ("", "", ""), "")
@example("江江江", 0, 1, ("江", "江", ""), "江江江")
def test_any_placed_annotation_is_on_a_span_of_the_text(
    text: str, start: int, length: int, words: tuple[str, str, str], before: str
) -> None:
    note = Annotation("urn:1", "", "", Target(start, start + length, *words))
    (found,) = reanchor(canonical(text), [note], before)
    if found.is_placed:
        assert found.target
        assert found.target.exact
        assert 0 <= found.target.start < found.target.end <= len(text)
        if found.state != "fuzzy":
            assert words_of(found, text) == found.target.exact


@pytest.mark.parametrize("text", ["的" * 50_000, "的是" * 25_000, STORY * 300])
def test_matches_in_a_text_of_repetitions_are_limited(text: str) -> None:
    for length in (1, 3, 30):
        note = new(canonical(text), 20_000, 20_000 + length)
        assert note.target
        assert len(find_matches(TextIndex(text), note.target)) <= 80
        assert reanchor(canonical(text[500:]), [note], text)[0].state == "ambiguous"


def test_a_very_long_quote_is_found_by_its_ends() -> None:
    text = bundled()
    start, end = 700, 7000
    note = new(canonical(text), start, end)
    after = "導語。\n" + text[:3000] + "改" + text[3000:6000] + text[6001:]
    (found,) = reanchor(canonical(after), [note], text)
    assert found.state == "fuzzy"
    assert found.target
    assert (found.target.start, found.target.end) == (start + 4, end + 4)


def test_matches_are_sorted_by_score() -> None:
    note = one(STORY, SENTENCES[3], f"{SENTENCES[3]}\n{STORY}\n{SENTENCES[3]}")
    assert note.target
    text = f"{SENTENCES[3]}\n{STORY}\n{SENTENCES[3]}"
    found = find_matches(TextIndex(text), note.target)
    assert [text[place.start : place.end] for place in found[:3]] == [SENTENCES[3]] * 3
    assert found[0].start == text.index(SENTENCES[3], 5)
    assert found[0].score > found[1].score


def test_relocating_adds_the_old_position_to_the_history() -> None:
    before = canonical("甲乙丙丁")
    note = Annotation("urn:1", WHEN, WHEN, before.make_target(1, 3))
    there = anchoring.relocate_annotation(note, 3, 5, 0.8)
    assert (there.state, there.score) == ("fuzzy", 0.8)
    assert [(each.from_start, each.from_end, each.to_start, each.to_end) for each in there.history] == [(1, 3, 3, 5)]
    assert anchoring.relocate_annotation(note, 1, 3) == note
    about_all = Annotation("urn:1", WHEN, WHEN, note="好")
    assert anchoring.relocate_annotation(about_all, 0, 1) == about_all


def test_attaching_by_hand_takes_the_chosen_words_as_the_quote_and_keeps_the_old_place() -> None:
    before, after = canonical("甲乙丙丁"), canonical("新丙新丁戊")
    note = replace(new(before, 1, 3), state="orphan", score=0.0)
    found = anchoring.attach_annotation(note, after.make_target(2, 4))
    assert found.target == after.make_target(2, 4)
    assert (found.state, found.score) == ("exact", 1.0)
    assert [(each.from_start, each.from_end, each.to_start, each.to_end) for each in found.history] == [(1, 3, 2, 4)]
    assert found.modified > note.modified
    assert reanchor(after, [found], after.text) == [found]


def test_attaching_a_note_on_the_whole_article_adds_no_history() -> None:
    whole = replace(new(canonical("甲乙"), 0, 1), target=None)
    found = anchoring.attach_annotation(whole, canonical("甲乙").make_target(1, 2))
    assert (found.target and found.target.exact, found.history) == ("乙", ())
