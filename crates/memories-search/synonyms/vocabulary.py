"""The words of the table: the model's vocabulary and everyday words that it
splits into pieces, without names and excluded words."""

from pathlib import Path

import numpy as np
from snowballstemmer import stemmer

LISTS = Path(__file__).parent / "words"
MIN_LENGTH = 3

# A linear least-squares classifier, fitted to the listed names, scores the other
# words; 1 is a name. The threshold was chosen by looking at samples: below it
# names are mixed with titles and kin ("sheikh", "granny"), above it other words
# are rare.
NAME_THRESHOLD = 0.45
RIDGE = 30.0
# Total weight of the listed names relative to all other words: below 1, because
# these contain the names to be found.
NAMES_WEIGHT = 0.25

_stem = stemmer("english").stemWord


def stem(word: str) -> str:
    return _stem(word)


def listed(name: str) -> list[str]:
    lines = (LISTS / name).read_text(encoding="utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split()]
    invalid = [word for word in words if not _is_plain(word)]
    if invalid:
        raise ValueError(f"{name}: not lower-case letters only: {invalid}")
    return words


def candidates(model_words: list[str]) -> list[str]:
    """The most frequent first: the model's vocabulary is in order of frequency."""
    own = [word for word in model_words if _is_plain(word) and len(word) >= MIN_LENGTH]
    excluded = set(listed("excluded.txt"))
    return [word for word in dict.fromkeys(own + listed("everyday.txt")) if word not in excluded]


def remove_names(words: list[str], vectors: np.ndarray) -> tuple[list[str], np.ndarray]:
    names, everyday = set(listed("names.txt")), set(listed("everyday.txt"))
    is_name = np.array([word in names for word in words], dtype=np.float64)
    weights = np.where(is_name == 1, NAMES_WEIGHT * (1 - is_name).sum() / is_name.sum(), 1)
    inputs = np.hstack([vectors, np.ones((len(words), 1))])
    weighted = inputs * weights[:, None]
    penalty = RIDGE * np.eye(inputs.shape[1])
    scores = inputs @ np.linalg.solve(weighted.T @ inputs + penalty, weighted.T @ is_name)
    kept = [
        number
        for number, word in enumerate(words)
        if word in everyday or (word not in names and scores[number] < NAME_THRESHOLD)
    ]
    return [words[number] for number in kept], vectors[kept]


def _is_plain(word: str) -> bool:
    return word.isascii() and word.isalpha() and word.islower()
