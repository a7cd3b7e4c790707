"""Selects synonyms, and serializes the table.

`src/synonyms/format.rs` documents the format.
"""

import struct
import zlib
from dataclasses import dataclass

import numpy as np

from vocabulary import stem

MAGIC = b"SYNONYMS"
VERSION = 1
LANGUAGE = b"en"
STEPS = 255
THRESHOLD = 102 / STEPS
MAX_SYNONYMS = 12
ROWS_PER_BLOCK = 1024


@dataclass(frozen=True)
class Synonym:
    word: str
    # Similarity in steps of 1/255.
    steps: int


def find_synonyms(words: list[str], vectors: np.ndarray) -> dict[str, list[Synonym]]:
    """The nearest words at or above the threshold, nearest first, one per stem."""
    stems = [stem(word) for word in words]
    synonyms = {}
    for first in range(0, len(words), ROWS_PER_BLOCK):
        block = vectors[first : first + ROWS_PER_BLOCK] @ vectors.T
        for number, similarities in enumerate(block, start=first):
            near = np.flatnonzero(similarities >= THRESHOLD)
            order = near[np.argsort(-similarities[near], kind="stable")]
            synonyms[words[number]] = _one_per_stem(number, order, similarities, words, stems)
    return synonyms


def _one_per_stem(
    number: int, order: np.ndarray, similarities: np.ndarray, words: list[str], stems: list[str]
) -> list[Synonym]:
    seen_stems, selected = {stems[number]}, []
    for other in order:
        if stems[other] not in seen_stems:
            seen_stems.add(stems[other])
            steps = round(min(similarities[other], 1.0) * STEPS)
            selected.append(Synonym(words[other], steps))
            if len(selected) == MAX_SYNONYMS:
                break
    # Rounding makes similarities equal; these are in alphabetical order.
    return sorted(selected, key=lambda synonym: (-synonym.steps, synonym.word))


def serialize(synonyms: dict[str, list[Synonym]], model_sha256: str) -> bytes:
    # Similarity is symmetric: a word without synonyms is not one either.
    rows = {word: row for word, row in synonyms.items() if row}
    words = sorted(rows)
    word_ids = {word: number for number, word in enumerate(words)}
    # In order of frequency, so the first word of a stem is the most frequent.
    most_frequent: dict[str, str] = {}
    for word in rows:
        most_frequent.setdefault(stem(word), word)
    stems = sorted(most_frequent)
    stem_ids = {text: number for number, text in enumerate(stems)}

    word_ends, word_bytes = _join(words)
    stem_ends, stem_bytes = _join(stems)
    synonym_ends, synonym_bytes = [], b""
    for word in words:
        synonym_bytes += b"".join(struct.pack("<HB", word_ids[s.word], s.steps) for s in rows[word])
        synonym_ends.append(len(synonym_bytes) // 3)

    header = MAGIC + struct.pack(
        "<H2sB3xIIIII32s",
        VERSION,
        LANGUAGE,
        round(THRESHOLD * STEPS),
        len(words),
        len(word_bytes),
        len(synonym_bytes) // 3,
        len(stems),
        len(stem_bytes),
        bytes.fromhex(model_sha256),
    )
    body = (
        _u32s(word_ends)
        + word_bytes
        + _u32s(synonym_ends)
        + synonym_bytes
        + _u32s(stem_ends)
        + stem_bytes
        + _u16s(stem_ids[stem(word)] for word in words)
        + _u16s(word_ids[most_frequent[text]] for text in stems)
    )
    content = header + body
    return content + struct.pack("<I", zlib.crc32(content))


def _join(strings: list[str]) -> tuple[list[int], bytes]:
    ends, joined = [], b""
    for string in strings:
        joined += string.encode()
        ends.append(len(joined))
    return ends, joined


def _u32s(values) -> bytes:
    return b"".join(struct.pack("<I", value) for value in values)


def _u16s(values) -> bytes:
    return b"".join(struct.pack("<H", value) for value in values)
