"""Recognises captions, and finds the credits at their ends."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reader.structure.lexicon import find_prefix, find_suffix, get_words, lazy_pattern
from reader.structure.people import find_names, is_outlet

if TYPE_CHECKING:
    from reader.structure.lines import Line
    from reader.structure.people import TextRange

CAPTION_MAX = 80
"""Characters of a caption without its credit; a marked one may have twice as many."""
BARE_CAPTION_MAX = 60
"""Characters of a caption above the story that has neither mark nor credit."""

_PERSON_SUFFIXES = ("摄影报道", "摄影", "绘图", "制图", "制作", "摄", "绘")
MAKER_SUFFIXES = (*_PERSON_SUFFIXES, "翻摄", "供图", "供片", "提供", "授权", "传真")
PICTURE_WORDS = ("图片", "资料图", "资料照", "照片", "相片", "截图", "示意图", "画面")
_PICTURE_STARTS = ("图", "照", "相片", "影片", "视频", "画面", "由")
"""What a credit with 由 begins with: 圖由消防局提供, 由消防局提供."""
_SOURCE_LABEL = (
    r"(?:图像来源|影像来源|图片版权|图片来源|照片来源|图源|图/文|文/图|供图|摄影师|摄影"
    "|图片|照片|来源|摄|图|photo|Photo)"
)
_SOURCE_WORDS = ("图", "摄", "照", "供", "来源", "photo", "Photo")
_BRACKETED_CREDIT = lazy_pattern(r"(?:[^ ,。()]{2,8}社发 ?)?[(\[【〔]([^()\[\]【】〔〕]{1,40})[)\]】〕] ?$")
_LABELLED_CREDIT = lazy_pattern(rf"(?:^|(?<=[ 。!?”)/◎▲]))/? ?{_SOURCE_LABEL} ?[:/|,] ?([^。!?:]{{2,60}})$")
_MAKER_CREDIT = lazy_pattern(
    r"(?<= )([^ ] {1,2}[^ ]|[^ ]{2,20}?(?: [^ ]{1,8}){0,2}?)"
    r" ?/? ?(摄影报道|摄影|绘图|制图|制作|翻摄|摄|绘|供图|供片|提供|授权|(?<= )图)$"
)
_NON_NAME_SIGNS, _CLAUSE_OPENING_SIGNS = "。!?,;:“”()", ";:“("
"""Characters that no photographer's name contains; and those of them after which a name begins only behind a space."""
_PUBLISHER = lazy_pattern(r" [^ ,。()]{1,6}[网社报台]发$")
"""The publisher of a picture, printed behind its source: 公安局供图 某某网发."""
_FROM_CREDIT = lazy_pattern(
    r"(?:(?:^|(?<=[ 。!?”)▲◎(/]))(?:(?:图片?|照片|截图|影像)(?:来自|取自|源自|截自|据)|图(?:自|源))"
    r"|(?<=[。!?”)])(?:取自|截自|撷取自|翻摄自)(?=.{0,16}(?:网|脸书|微博|微信|[A-Za-z]|视频|影片|节目|画面|社群)))"
    r"[: ]?([^。!?,:]{2,24})$"
)
_FROM_WORDS = ("自", "据", "图源")
"""One of these is in every credit that _FROM_CREDIT finds."""
_DRAWN_CREDIT = lazy_pattern(r"(?<=[。!?”)])(?:制图|绘图|漫画|拍摄) ?[:/|] ?([^。!?:,]{2,20})$")
"""制图：某某, behind the sentence that it belongs to: alone it is a line of the people who made the article."""
_ORGANIZATION_CREDIT = lazy_pattern(
    r"(?<=[。!?”)])([^ 。!?,;:“”()]{2,12}(?:院|馆|局|社|台|公司|中心|大学|公安|消防|交警|警方))图$"
)
_EXTRA_BEHIND_MAKER = lazy_pattern(
    r"(?<=[摄影图供])(?: ?\((?:资料图?片?|资料照片?|档案照片?|[^() ]{2,8}发)\)| ?\d{2,4}年\d{1,2}月\d{1,2}日)$"
)
"""What may follow the maker: 摄（资料图片）, 摄（某社发）, 摄 113年5月1日."""
_RIGHTS_NOTICE = lazy_pattern(
    r"(?: ?[,，]?[(]?(?:版权作品|版权图片|版权所有|(?:未经(?:授权|许可))?(?:请勿|禁止|不得)转载)[)]?)+$"
)
"""What may stand behind a credit: 版权作品 请勿转载."""
_SENDER = lazy_pattern(r" ?(?:[^ ,。()]{2,6}社)?记者[^ ,。()]{2,14}传真(?: ?\d{2,4}年\d{1,2}月\d{1,2}日)?$")
"""Who sent a picture, and when, printed behind its maker: （消防局提供） 中央社記者某某桃園傳真 105年3月19日."""
_ROLE_ENDS = ("记者", "通讯员", "者", "实习生", "网友", "市民", "读者", "发")
"""Ends of what may stand before a name and a space in a credit that need not be a person's."""
_GROUP_MAX = 12
"""Code points of a photographer's group or paper before the name."""
_PICTURE_CREDIT = lazy_pattern(
    r"(?<=[ 。!?”)])([^ 。!?,;:“”()]{0,14}(?:图片|资料图|资料照|照片|相片|截图|示意图|画面))$"
)
_AGENCY_CREDIT = lazy_pattern(
    r"(?<=[ 。!?”).])((?:[A-Z][A-Za-z]*|IC) ?(?:[A-Z][a-z]+ ?)?)((?:Photo)?(?: ?[-/|] ?[A-Za-z][A-Za-z.' -]{1,30})?)$"
)
"""An agency in Latin letters, and the photographer behind a dash or a bar: AFP - NAME, Reuters/Name."""
_AGENCY_END = lazy_pattern(r" ?[-/|,]")
_ARCHIVE_CREDIT = lazy_pattern(r"(?<=[ 。!?”)])([^ 。!?,;:“”()]{2,10}) 资料(?:图片?|照片?)?$")
"""视觉中国 资料."""
_LEADING_ROLE = lazy_pattern(
    rf"(?:{_SOURCE_LABEL} ?[:/|] ?)?"
    r"(?:(?:图片?|照片)?(?:翻摄|取|撷取|截取|截|来|源)自|图(?:源|据)|图片?由|由|本报|新华社|中新社|中央社)?"
    r"(?:(?:特约|特派|见习|实习|摄影)?(?:记者|通讯员|摄影师?)[ :/]*|[^ 。,:]{1,8}记者[ :/]+|发 ?\(?)?"
)
_TRAILING_SUFFIX = lazy_pattern(
    r"(?: ?(?:/?(?:摄影报道|摄影|翻摄|摄|供图|供片|提供(?:图片|照片|相片)?|授权|绘图|制图|绘|制作|传真))+| 图)$"
)
_ROLE_STARTS = tuple("图照供摄来文pP翻取撷截由本新中特见实记通发")
_TRAILING_SUFFIXES = (
    *("摄影报道", "摄影", "摄", "供图", "供片", "提供", "授权", "制图", "绘图", "绘", "制作", "传真", " 图"),
    *("提供图片", "提供照片", "提供相片"),
)
_PICTURE_NUMBER = lazy_pattern(
    r"[(\[]?(?:[上下左右大小主附组]?图(?:[一二三四五六七八九十\d]{1,2})?(?:[(/][^)]{1,6}\)?)?[:为]"
    r"|图[一二三四五六七八九十\d]{1,2}[ .、])"
)
_SCENE = lazy_pattern(
    r"(?:^|[^,。])在.{2,16}(?:办公|调研|工作|作业|视察|考察|参观|忙碌|施工|出席|参加|合影|讲话|发言|玩耍|游玩|拍照|采访|比赛"
    r"|展示|演示|操作|检查|采摘|排队)$"
)
_SCENE_ENDS = tuple("公研作业察观碌工席加影话言耍玩照访赛示查摘队")


_VERB_SUFFIXES = ("提供", "授权")
"""Suffixes that any sentence may end with: 設備由工廠提供。"""
_FILMING_VERBS = ("拍", "录", "航")
"""With these before 摄 it is a verb (拍摄, 录摄), not a credit."""
_FILM_WORDS, _FILM_CREDIT_MIN = ("影片", "片段"), 5
"""Words for films in a credit in brackets, and the code points of the shortest such credit with its maker."""
_LABELLED_SIZE = 70
"""Code points at the end of a line in which a credit with a label is looked for."""
_NET_STARTS = (
    *("翻摄", "图翻摄", "取自", "图取自", "撷取自", "截自", "图自", "来自", "摄影", "网上", "网图", "互联网", "网络"),
    *("图片来自", "图来自", "照片来自", "图源", "图据"),
    *("FB", "fb", "IG", "ig", "Facebook", "facebook", "Instagram", "Threads", "YouTube", "微博", "小红书", "抖音"),
)
"""First words of a credit in brackets that names a web site as its source."""
_NET_ENDS = ("fb", "facebook", "ig", "instagram", "threads", "youtube", "微博")


class Credit:
    """A credit: its range in the line, and the ranges of the names in it.

    Args:
        start: Its start in the line, in code points.
        end: Its end.
        names: Ranges in the line; together they are its value.
    """

    __slots__ = ("end", "names", "start")

    def __init__(self, start: int, end: int, names: list[TextRange]) -> None:
        self.start = start
        self.end = end
        self.names = names
        """Ranges in the line; together they are the value of the credit."""


def get_credit(line: Line) -> Credit | None:
    """Return the credit at the end of a line, with brackets and 摄, without the final stop; None if there is none."""
    if line.facts.credit is False:
        line.facts.credit = _find_credit(line)
    return line.facts.credit


def _find_credit(line: Line) -> Credit | None:
    normalized = line.normalized_end.rstrip("。. ")
    if not normalized:
        return None
    base = line.size - len(line.normalized_end)
    whole = len(normalized)
    if "传真" in normalized and (sent := _SENDER().search(normalized)) is not None and sent.start() > 0:
        before = normalized[: sent.start()].rstrip()
        normalized = before if before[-1:] in ")]】〕" else normalized
    if normalized[-1] == "发" and (published := _PUBLISHER().search(normalized)) is not None and published.start() > 0:
        normalized = normalized[: published.start()]
    if (
        normalized[-1] in "载品有片)"
        and (rights := _RIGHTS_NOTICE().search(normalized)) is not None
        and rights.start() > 0
    ):
        normalized = normalized[: rights.start()]
    if normalized[-1] in ")日" and (extra := _EXTRA_BEHIND_MAKER().search(normalized)) is not None:
        normalized = normalized[: extra.start()]
    found = (
        _find_bracketed(normalized)
        if normalized[-1] in ")]】〕"
        else _find_labelled(normalized)
        or _find_maker(normalized, has_stop=line.normalized_end.rstrip(" ").endswith("。"))
        or _find_picture_agency(normalized)
    )
    if found is None:
        return None
    start, who = found
    names = [(a + base, b + base) for a, b in _find_names(normalized, *who)]
    return Credit(start + base, whole + base, names)


def _find_bracketed(normalized: str) -> tuple[int, TextRange] | None:
    """（張三攝）, （圖／路透）, （資料圖片）, 新华社发（李四 摄）."""
    match = _BRACKETED_CREDIT().search(normalized)
    if match is None:
        return None
    inner = match[1].strip()
    if inner.endswith(_VERB_SUFFIXES) and _is_clause(inner[:-2], "", has_stop=False):
        return None
    agency = inner in get_words("outlets", "photo") or inner in get_words("outlets", "agency")
    from_label = inner.startswith(_SOURCE_WORDS) and any(sign in inner[:6] for sign in ":/|")
    from_net = inner.startswith(_NET_STARTS) or "@" in inner or inner.lower().endswith(_NET_ENDS)
    agency = agency or _is_latin_agency(inner)
    return (
        (match.start(), match.span(1))
        if agency
        or from_label
        or from_net
        or inner.endswith((*MAKER_SUFFIXES, *PICTURE_WORDS))
        or (len(inner) >= _FILM_CREDIT_MIN and inner.endswith(_FILM_WORDS))
        or (inner.endswith(" 图") and _is_possible_maker(inner[:-2].strip(), "图"))
        or inner.startswith(("拍摄:", "绘图:", "制图:"))
        else None
    )


def _is_latin_agency(text: str) -> bool:
    """Whether a text is an agency in Latin letters, with a photographer behind it or alone: AP Photo/Name."""
    name = _AGENCY_END().split(text, maxsplit=1)[0].strip().lower()
    return text.isascii() and (name in _latin_agencies() or name.removesuffix(" photo") in _latin_agencies())


def _find_labelled(normalized: str) -> tuple[int, TextRange] | None:
    """摄影：张三, 图源：视觉中国."""
    if (
        any(word in normalized[-30:] for word in _FROM_WORDS)
        and (match := _FROM_CREDIT().search(normalized)) is not None
    ):
        return match.start(), match.span(1)
    end = normalized[-_LABELLED_SIZE:]
    if not any(sign in end for sign in ":/|,") or not any(
        word in normalized[-_LABELLED_SIZE:] for word in _SOURCE_WORDS
    ):
        return None
    match = _LABELLED_CREDIT().search(normalized) or _DRAWN_CREDIT().search(normalized)
    return None if match is None else (match.start(), match.span(1))


def _find_maker(normalized: str, *, has_stop: bool) -> tuple[int, TextRange] | None:
    """。张三 摄, 市政府供图, 资料图.

    Args:
        normalized: The end of the line without its final stop.
        has_stop: Whether it had one.
    """
    if normalized.endswith((*MAKER_SUFFIXES, " 图")):
        # A pattern with the signs in it takes a millisecond to compile, so the clause before them is cut off here.
        first = max(map(normalized.rfind, _NON_NAME_SIGNS)) + 1
        before = "-" if first and normalized[first - 1] in _CLAUSE_OPENING_SIGNS else " "
        clause, at = before + normalized[first:], 1
        while (
            match := _MAKER_CREDIT().search(clause, at)
        ) is not None:  # of 视频 李四 摄 the shortest that can be a maker
            start = match.start() + first - 1
            is_clause = match[2] in _VERB_SUFFIXES and _is_clause(
                normalized[first : match.end(1) + first - 1], normalized[:first], has_stop=has_stop
            )
            if not is_clause and _is_possible_maker(match[1], match[2]):
                # The group that the maker belongs to, alone before the name: 。城市摄影队 周斌 摄
                group = normalized[first:start].strip() if match[2] in _PERSON_SUFFIXES else ""
                if first and 2 < len(group) <= _GROUP_MAX and find_suffix(group, "captions", "group"):
                    start = first
                return start, (match.start(1) + first - 1, match.end(1) + first - 1)
            at = match.start() + 1
    if normalized[-1] == "图" and (match := _ORGANIZATION_CREDIT().search(normalized)) is not None:
        return match.start(), match.span(1)
    if normalized[-1].isascii() and (match := _AGENCY_CREDIT().search(normalized)) is not None:
        agency = match[1].strip()
        if agency.lower() in _latin_agencies():
            return match.start(), match.span()
    if "资料" in normalized[-5:] and (match := _ARCHIVE_CREDIT().search(normalized)) is not None:
        return match.start(), match.span(1)
    if normalized.endswith(PICTURE_WORDS) and (match := _PICTURE_CREDIT().search(normalized)) is not None:
        return match.start(), match.span(1)
    return None


def _find_picture_agency(normalized: str) -> tuple[int, TextRange] | None:
    """某某视觉, IC photo: an agency of pictures alone behind a stop, a solidus or a space."""
    name = find_suffix(normalized, "outlets", "photo")
    at = len(normalized) - len(name)
    if not name or at < 2 or normalized[at - 1] not in " 。!?”)/|" or (name.isascii() and normalized[at - 2].isascii()):
        return None
    start = len(normalized[:at].rstrip(" /|"))
    if start > 1 and normalized[start - 1] == "图" and normalized[start - 2] in " 。!?”)":
        return start - 1, (at, len(normalized))
    return (start, (at, len(normalized))) if start else None


@cache
def _latin_agencies() -> frozenset[str]:
    """The agencies whose names are in Latin letters, in lower case."""
    words = get_words("outlets", "photo") | get_words("outlets", "agency")
    return frozenset([word.lower() for word in words if word.isascii()])


def _is_clause(words: str, before: str, *, has_stop: bool) -> bool:
    """Whether 提供 is the verb of a clause of the story, and no credit: 設備由工廠提供。 晚餐免費提供。

    A credit follows a sentence; the maker is a noun, and has 由 before it only where the picture is named.

    Args:
        words: What stands before the verb.
        before: All before that: up to the last sign that no name has.
        has_stop: Whether a full stop follows.
    """
    if "由" in words and not words.startswith(_PICTURE_STARTS):
        return True
    if find_suffix(words, "captions", "adverb"):
        return True
    return has_stop and (not before or before[-1] in ",;:")


def _is_possible_maker(name: str, suffix: str) -> bool:
    """Whether a name can be the maker of a picture: a person before 摄, anybody before 供图 and 提供."""
    if suffix == "摄" and name.endswith(_FILMING_VERBS):
        return False
    if suffix == "图" and (name.startswith("@") or is_outlet(name)):
        return True
    if suffix not in _PERSON_SUFFIXES and suffix != "图":
        first, space, _ = name.partition(" ")
        return len(name) <= 16 and (not space or is_outlet(first) or first.endswith(_ROLE_ENDS))
    names, rest = find_names(name, 0, len(name), has_role=len(name) <= 4)
    return bool(names) and not rest


def _find_names(normalized: str, start: int, end: int) -> list[TextRange]:
    """The ranges of the names in a credit: people if there are any, else what is left without roles and 摄."""
    text = normalized[start:end]
    role = _LEADING_ROLE().match(text) if text.startswith(_ROLE_STARTS) or "记者" in text[:10] else None
    first = role.end() if role else 0
    made = _TRAILING_SUFFIX().search(text) if text.endswith(_TRAILING_SUFFIXES) else None
    last = made.start() if made and made.start() > 0 else len(text)
    if first >= last:  # nobody but a role (本报记者摄)
        first = 0
    names: list[TextRange]
    if text[first:last].isascii():  # Getty Images, AP Photo/Name: agencies in Latin letters are not taken apart
        names = []
        rest = ""
    else:
        names, rest = find_names(text, first, last, has_role=True)
    if not names or rest:
        while first < last and text[first] in " /:,(":
            first += 1
        while first < last and text[last - 1] in " /:)":
            last -= 1
        names = [(first, last)] if first < last else []
    return [(start + a, start + b) for a, b in names]


def is_credit_alone(line: Line) -> bool:
    """Whether a line is nothing but a credit, which several pictures may have."""
    credit = get_credit(line)
    return credit is not None and credit.start == 0


def has_caption_mark(line: Line) -> bool:
    """Whether a line begins with the mark of a caption: ▲, 图为, 图:, 资料图."""
    normalized = line.normalized
    return find_prefix(normalized, "captions", "start") != "" or (
        "图" in normalized[:4] and _PICTURE_NUMBER().match(normalized) is not None
    )


def has_caption_ending(line: Line) -> bool:
    """Whether a line ends with a phrase that is typical of captions: …一角, …现场, …在现场办公."""
    normalized = line.normalized_end.rstrip("。")
    return find_suffix(normalized, "captions", "end") != "" or (
        "在" in normalized[-20:] and normalized.endswith(_SCENE_ENDS) and _SCENE().search(normalized) is not None
    )


def count_inner_stops(line: Line) -> int:
    """Return the number of full stops in a line; its last character does not count."""
    inside = line.normalized[:-1]
    return inside.count("。") + inside.count("!") + inside.count("?")


def is_caption(line: Line) -> bool:
    """Whether a line has a mark or a credit and is short enough for a caption."""
    if line.facts.is_caption is None:
        line.facts.is_caption = _is_caption(line)
    return line.facts.is_caption


def _is_caption(line: Line) -> bool:
    found = get_credit(line)
    size = line.size - (found.end - found.start if found else 0)
    if found is not None and size <= CAPTION_MAX and count_inner_stops(line) <= 2:
        return True
    return size <= 2 * CAPTION_MAX and has_caption_mark(line) and count_inner_stops(line) <= 3
