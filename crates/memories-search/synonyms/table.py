"""Which words are related, and the bytes of the table.

`src/related/format.rs` describes the format.
"""

import struct
import zlib
from dataclasses import dataclass

import numpy as np

from vocabulary import stem

MAGIC = b"RELWORDS"
VERSION = 1
LANGUAGE = b"en"
STEPS = 255
THRESHOLD = 102 / STEPS
MOST_RELATED = 12
ROWS_PER_BLOCK = 1024


@dataclass(frozen=True)
class Related:
    word: str
    steps: int


def related_words(words: list[str], vectors: np.ndarray) -> dict[str, list[Related]]:
    """The nearest words at or above the threshold, nearest first, one a stem."""
    stems = [stem(word) for word in words]
    found = {}
    for first in range(0, len(words), ROWS_PER_BLOCK):
        block = vectors[first : first + ROWS_PER_BLOCK] @ vectors.T
        for number, similarities in enumerate(block, start=first):
            near = np.flatnonzero(similarities >= THRESHOLD)
            order = near[np.argsort(-similarities[near], kind="stable")]
            found[words[number]] = _one_a_stem(number, order, similarities, words, stems)
    return found


def _one_a_stem(
    number: int, order: np.ndarray, similarities: np.ndarray, words: list[str], stems: list[str]
) -> list[Related]:
    taken, chosen = {stems[number]}, []
    for other in order:
        if stems[other] not in taken:
            taken.add(stems[other])
            chosen.append(Related(words[other], round(min(similarities[other], 1.0) * STEPS)))
            if len(chosen) == MOST_RELATED:
                break
    # Equal to the reader once rounded, so their order is that of the alphabet.
    return sorted(chosen, key=lambda related: (-related.steps, related.word))


def serialised(found: dict[str, list[Related]], model_sha256: str) -> bytes:
    commonest = _commonest_forms(found)
    # A word without related words is related to none: similarity is mutual.
    words = sorted(word for word, related in found.items() if related)
    number = {word: n for n, word in enumerate(words)}
    # A stem that is itself the commonest form needs no entry.
    stems = sorted(s for s, word in commonest.items() if s != word)

    word_ends, word_bytes = _joined(words)
    stem_ends, stem_bytes = _joined(stems)
    related_ends, related = [], b""
    for word in words:
        related += b"".join(struct.pack("<HB", number[r.word], r.steps) for r in found[word])
        related_ends.append(len(related) // 3)

    header = MAGIC + struct.pack(
        "<H2sB3xIIIII32s",
        VERSION,
        LANGUAGE,
        round(THRESHOLD * STEPS),
        len(words),
        len(word_bytes),
        len(related) // 3,
        len(stems),
        len(stem_bytes),
        bytes.fromhex(model_sha256),
    )
    body = (
        _numbers(word_ends)
        + word_bytes
        + _numbers(related_ends)
        + related
        + _numbers(stem_ends)
        + stem_bytes
        + b"".join(struct.pack("<H", number[commonest[s]]) for s in stems)
    )
    content = header + body
    return content + struct.pack("<I", zlib.crc32(content))


def _commonest_forms(found: dict[str, list[Related]]) -> dict[str, str]:
    forms: dict[str, str] = {}
    for word, related in found.items():
        if related:
            forms.setdefault(stem(word), word)
    return forms


def _joined(words: list[str]) -> tuple[list[int], bytes]:
    ends, joined = [], b""
    for word in words:
        joined += word.encode()
        ends.append(len(joined))
    return ends, joined


def _numbers(values: list[int]) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)
