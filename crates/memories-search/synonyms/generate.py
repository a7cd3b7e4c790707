"""Generates the synonym table: generate.py [--check] [--show WORD...]"""

import argparse
import hashlib
import sys
from pathlib import Path

from encoder import MODEL_SHA256, Encoder
from table import STEPS, find_synonyms, serialize
from vocabulary import candidates, remove_names

TABLE = Path(__file__).parent.parent / "data" / "synonyms.en.bin"


def main() -> int:
    parser = argparse.ArgumentParser(description="Generates the synonym table.")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail if the table would change"
    )
    parser.add_argument("--show", nargs="*", default=[], metavar="WORD", help="print its synonyms")
    arguments = parser.parse_args()

    encoder = Encoder.from_package()
    words = candidates(encoder.whole_words())
    words, vectors = remove_names(words, encoder.word_vectors(words))
    synonyms = find_synonyms(words, vectors)
    content = serialize(synonyms, MODEL_SHA256)
    digest = hashlib.sha256(content).hexdigest()
    print(f"{len(content)} bytes, SHA-256 {digest}, {sum(map(bool, synonyms.values()))} words")

    for word in arguments.show:
        row = ", ".join(f"{s.word} {s.steps / STEPS:.2f}" for s in synonyms.get(word, []))
        print(f"{word}: {row}")
    if not arguments.check:
        TABLE.write_bytes(content)
        return 0
    if hashlib.sha256(TABLE.read_bytes()).hexdigest() != digest:
        print(f"{TABLE.name} differs from what this script generates", file=sys.stderr)
        return 1
    print(f"{TABLE.name} is up to date")
    return 0


if __name__ == "__main__":
    sys.exit(main())
