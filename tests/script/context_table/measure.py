"""Counts what comes back wrong when printed text is made simplified and shown in traditional characters again.

Only text that nothing was learned from is measured. Most of what differs is no error of the converter: a paper
prints one word in two ways, and simplified text does not say which. So differences are counted by kind.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import opencc

import reader.script
from reader.model import clean
from reader.script.context_model import load_model
from reader.script.converter import ArticleConverter
from reader.script.name_detection import load_surnames
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.model import ViewName

PARAGRAPHS_OF_AN_ARTICLE = 60
"""As many are converted together: names are found by their repetition."""

KINDS = ("spelling", "house style", "name", "word")

_CANTONESE = re.compile("[係唔佢哋喺嚟啲冇嗰乜嘅咁咗俾畀囉噃喎嘢]")
_HAN = re.compile("[\u4e00-\u9fff]")


class Difference(NamedTuple):
    """A character that is shown otherwise than it was printed."""

    kind: str
    """spelling: another spelling of the same character (户 for 戶), which simplified text does not tell; house style: a
    pair that papers of one region print in the same words (佈 and 布); name: in a character that names have; word: the
    rest."""
    printed: str
    shown: str
    context: str
    """The simplified characters before, the one in question in brackets, and those after it."""


class Measurement:
    """Differences between printed text and what is shown for it.

    Args:
        region: hk or tw.
    """

    def __init__(self, region: ViewName) -> None:
        self._region: ViewName = region
        self._simplify = opencc.OpenCC(f"{region}2s", False).convert
        self._model = load_model(region)
        self._variants = str.maketrans({other: one for one, other in read_rows(__file__, "variants")})
        self._styled = {row[0] for row in read_rows(__file__, "house_style")}
        cues = {kind: words.split(" ") for kind, words in read_rows(reader.script.__file__, "name_cues")}
        self._in_names = {*cues["given"], *load_surnames()}
        self.characters = 0
        """Han characters that were compared."""
        self.differences: list[Difference] = []

    def read(self, paragraphs: Iterable[str]) -> None:
        """Compare paragraphs as printed; those in Cantonese, and those that cannot be made simplified, are left out."""
        batch: list[tuple[str, str]] = []
        for paragraph in paragraphs:
            simplified = self._simplify(paragraph)
            if len(simplified) == len(paragraph) and not _CANTONESE.search(paragraph):
                batch.append((paragraph, simplified))
            if len(batch) == PARAGRAPHS_OF_AN_ARTICLE:
                self._compare(batch)
                batch = []
        self._compare(batch)

    def count_by_kind(self) -> dict[str, int]:
        """The number of differences of each kind of KINDS."""
        counts = Counter(each.kind for each in self.differences)
        return {kind: counts[kind] for kind in KINDS}

    def format_table(self) -> Iterator[str]:
        """The lines of a table: of each kind the number, the rate per 10,000 characters and the commonest pairs."""
        yield f"{self._region}: {self.characters:,} characters"
        for kind, count in self.count_by_kind().items():
            pairs = Counter(f"{each.printed}>{each.shown}" for each in self.differences if each.kind == kind)
            common = " ".join(f"{pair} {number}" for pair, number in pairs.most_common(12))
            yield f"  {kind:12}{count:6}{1e4 * count / max(1, self.characters):7.2f}  {common}"

    def _compare(self, batch: list[tuple[str, str]]) -> None:
        converter = ArticleConverter("Hans", None, blocks=[(simplified, "Hans") for _, simplified in batch])
        for printed, simplified in batch:
            shown = converter.convert_text(clean(simplified), self._region, "Hans")
            self.characters += len(_HAN.findall(printed))
            if len(shown) != len(printed):
                continue
            for at, (one, other) in enumerate(zip(printed, shown, strict=True)):
                if one != other and _HAN.match(one):
                    kind = self._find_kind(one, other, simplified[at])
                    context = f"{simplified[max(0, at - 6) : at]}[{simplified[at]}]{simplified[at + 1 : at + 6]}"
                    self.differences.append(Difference(kind, one, other, context))

    def _find_kind(self, printed: str, shown: str, simplified: str) -> str:
        printed, shown = printed.translate(self._variants), shown.translate(self._variants)
        forms = {form.translate(self._variants) for form in self._model.forms.get(simplified, ())}
        if printed == shown or printed not in forms:
            return "spelling"
        if simplified in self._styled:
            return "house style"
        return "name" if simplified in self._in_names else "word"
