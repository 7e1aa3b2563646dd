"""Reads what a page hides, centres and sets as blocks, from style attributes and simple rules of its style sheets."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

HIDDEN, HIDDEN_BY_SCRIPT, CENTRED, BOLD = "h", "v", "c", "b"
"""Flags of a style: not displayed; hidden until a script shows it, or for assistive technology only; centred; bold."""
_CENTRED_STYLE = re.compile(r"text-align:\s*center", re.I)
_HIDDEN_STYLE = re.compile(r"display:\s*none|(?<![-\w])font-size:\s*0+(?:\.0+)?(?:px|pt|r?em|%)?\s*(?:[;!]|\Z)", re.I)
_INVISIBLE_STYLE = re.compile(r"visibility:\s*hidden|(?<![-\w])opacity:\s*0+(?:\.0+)?\s*(?:[;!]|\Z)", re.I)
_BOLD_STYLE = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.I)
_BLOCK_STYLE = re.compile(r"display:\s*(?:block|flex|grid|table|list-item)", re.I)
_HIDING_DECLARATION = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px)?\s*[;}!]", re.I)
_SIMPLE_SELECTOR = re.compile(r"(?:[a-z][a-z0-9]*)?([.#])([\w-]{2,60})", re.I)
_SHOWING_RULE = re.compile(
    r"\.([\w-]{2,60})\s{0,4}\{[^{}]{0,400}?display\s*:\s*(?:block|flex|inline|grid|table|list)", re.I
)
_SHOWING_RULES_MAX = 2_000
_STYLE_SHEETS_MAX, _STYLE_SHEET_SIZE_MAX, _RULES_MAX = 20, 200_000, 200
"""Style sheets of a page, code points of one, and hiding rules of one that are read at most."""


def parse_style(style: str | None, align: str | None) -> str:
    """Return the flags of a style attribute and of an align attribute.

    Args:
        style: The style attribute; None without one.
        align: The align attribute; None without one.
    """
    flags = CENTRED if align and align.lower() == "center" else ""
    if style:
        if _CENTRED_STYLE.search(style):
            flags += CENTRED
        if _HIDDEN_STYLE.search(style):
            flags += HIDDEN
        elif _INVISIBLE_STYLE.search(style):
            flags += HIDDEN_BY_SCRIPT
        if _BOLD_STYLE.search(style):
            flags += BOLD
    return flags


def is_bold_style(style: str | None) -> bool:
    """Whether a style attribute sets bold type."""
    return _BOLD_STYLE.search(style or "") is not None


def is_block_style(style: str | None) -> bool:
    """Whether a style attribute makes an inline element a block."""
    return _BLOCK_STYLE.search(style or "") is not None


class StyleSheet:
    """The classes and ids that the style elements of a page hide, by rules with a single class or id as selector.

    Args:
        root: The root of the page's tree.
    """

    def __init__(self, root: _Element) -> None:
        self.classes: set[str] = set()
        self.ids: set[str] = set()
        self._showing_classes: set[str] = set()
        for element in islice(root.iter("style"), _STYLE_SHEETS_MAX):
            text = (element.text or "")[:_STYLE_SHEET_SIZE_MAX]
            if "media" not in element.attrib:
                self._read(text)

    def _read(self, text: str) -> None:
        """Add the selectors of rules that hide; rules inside @media and the like are ignored."""
        if _HIDING_DECLARATION.search(text) is None:
            return
        self._showing_classes.update(match[1] for match in islice(_SHOWING_RULE.finditer(text), _SHOWING_RULES_MAX))
        depth = at = 0
        for match in islice(_HIDING_DECLARATION.finditer(text), _RULES_MAX):
            depth += text.count("{", at, match.start()) - text.count("}", at, match.start())
            at = match.start()
            opening = text.rfind("{", 0, at)
            if depth != 1 or opening < 0:
                continue
            comment = text.rfind("*/", 0, opening)
            selector = text[max(text.rfind("}", 0, opening) + 1, comment + 2 if comment >= 0 else 0) : opening]
            for part in selector[:500].split(","):
                if (found := _SIMPLE_SELECTOR.fullmatch(part.strip())) is not None:
                    (self.classes if found[1] == "." else self.ids).add(found[2])

    def hides(self, element: _Element) -> bool:
        """Whether a rule hides an element."""
        attributes = element.attrib
        if self.classes and (value := attributes.get("class")):
            names = value.split()
            # A class for wider windows, such as md:block or d-lg-flex, shows what another class hides.
            if not self.classes.isdisjoint(names) and ":" not in value and self._showing_classes.isdisjoint(names):
                return True
        return attributes.get("id") in self.ids


def is_hidden_inline(element: _Element, sheet: StyleSheet) -> bool:
    """Whether an inline element is not shown: noise against copying, or words for assistive technology only.

    Args:
        element: The element.
        sheet: The style sheet of the page.
    """
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style") or ""
    if (_HIDDEN_STYLE.search(style) or _INVISIBLE_STYLE.search(style)) is not None:
        return True
    return sheet.hides(element)


def find_block_flags(element: _Element, sheet: StyleSheet) -> str:
    """Return the flags of a block-level element.

    One that a style sheet or aria-hidden hides gets HIDDEN_BY_SCRIPT, because a script may show it.

    Args:
        element: The element.
        sheet: The style sheet of the page.
    """
    attributes = element.attrib
    flags = parse_style(attributes.get("style"), attributes.get("align"))
    if "hidden" in attributes:
        flags += HIDDEN
    elif attributes.get("aria-hidden") == "true" or sheet.hides(element):
        flags += HIDDEN_BY_SCRIPT
    return flags
