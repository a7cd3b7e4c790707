"""The sentences of what an agent is told, and the words that stand before a quotation."""

import re
from dataclasses import dataclass

SENTENCE_END = re.compile(r"[.!?…]+[”\"')\]]*\s+|\s*[\n•]\s*")
ABBREVIATIONS = {
    "titles": ["Dr", "Mr", "Mrs", "Ms", "Prof", "Sr", "Sra", "Dra", "D", "Dña", "Hr", "Fr", "Mme", "M"],
    "places": ["St", "Ave", "Str", "apt"],
    "months": ["Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept?", "Oct", "Okt", "Nov", "Dec", "Dez"],
    "others": ["No", "Nr", "tel", "ca", "approx", "bzw", r"z\.B", r"[ap]\.m"],
}
ENDS_WITH_ABBREVIATION = re.compile(
    rf"\b(?:{'|'.join(word for words in ABBREVIATIONS.values() for word in words)})\.$", re.IGNORECASE
)
ENDS_WITH_ORDINAL = re.compile(r"(?:^|\s)\d{1,2}\.$")
GERMAN_MONTH = re.compile(r"Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez")
QUOTATION = re.compile(r"“([^”]*)”")
# Words behind a quotation that belong to it: “…” (done), “…” – date passed.
REMARK = re.compile(r"\s*(\([^)]*\)|[,–—-][^.“]*)")
SENTENCES_AFTER = 2


@dataclass(frozen=True)
class Statement:
    """A sentence. That of a quotation carries the words before and behind the quotation as its label, and knows
    the sentences that follow in it, where speakers take back what they said."""

    label: str
    sentence: str
    follows: str

    @property
    def text(self) -> str:
        return f"{self.label} {self.sentence}"


def split_sentences(text: str) -> list[str]:
    """Sentences end at their marks and at line breaks, not at "Dr." or "am 2. Dezember"."""
    found = []
    begin = 0
    for end in SENTENCE_END.finditer(text):
        sentence = text[begin : end.end()].rstrip()
        is_line_end = "\n" in end[0] or end.end() == len(text)
        if is_line_end or not continues(sentence, text[end.end() :]):
            found.append(sentence)
            begin = end.end()
    found.append(text[begin:])
    return [sentence.strip() for sentence in found if sentence.strip()]


def continues(sentence: str, rest: str) -> bool:
    """Whether the full stop at the end of a piece ends no sentence."""
    if ENDS_WITH_ABBREVIATION.search(sentence):
        return True
    return bool(ENDS_WITH_ORDINAL.search(sentence) and GERMAN_MONTH.match(rest))


def statements(summary: str) -> list[Statement]:
    found = []
    position = 0
    for quotation in QUOTATION.finditer(summary):
        before = split_sentences(summary[position : quotation.start()])
        label = before.pop() if before else ""
        found += [Statement("", sentence, "") for sentence in before]
        position = quotation.end()
        if remark := REMARK.match(summary, position):
            label += f" {remark[1]}"
            position = remark.end()
        quoted = split_sentences(quotation[1])
        for index, sentence in enumerate(quoted):
            follows = " ".join(quoted[index + 1 : index + 1 + SENTENCES_AFTER])
            found.append(Statement(label, sentence, follows))
    rest = split_sentences(summary[position:])
    return found + [Statement("", sentence, "") for sentence in rest if re.search(r"\w", sentence)]
