"""Makes the table of related words: make.py [--check] [--show WORD...]"""

import argparse
import hashlib
import sys
from pathlib import Path

from encoder import MODEL_SHA256, Encoder
from table import STEPS, related_words, serialised
from vocabulary import candidates, without_names

TABLE = Path(__file__).parent.parent / "data" / "synonyms.en.bin"


def main() -> int:
    arguments = argparse.ArgumentParser(description="Makes the table of related words.")
    arguments.add_argument(
        "--check", action="store_true", help="write nothing; fail if the table would change"
    )
    arguments.add_argument("--show", nargs="*", default=[], metavar="WORD", help="print its row")
    chosen = arguments.parse_args()

    encoder = Encoder.packaged()
    words = candidates(encoder.whole_words())
    words, vectors = without_names(words, encoder.word_vectors(words))
    found = related_words(words, vectors)
    content = serialised(found, MODEL_SHA256)
    digest = hashlib.sha256(content).hexdigest()
    print(f"{len(content)} bytes, SHA-256 {digest}, {sum(map(bool, found.values()))} words")

    for word in chosen.show:
        row = ", ".join(f"{r.word} {r.steps / STEPS:.2f}" for r in found.get(word, []))
        print(f"{word}: {row}")
    if not chosen.check:
        TABLE.write_bytes(content)
        return 0
    if hashlib.sha256(TABLE.read_bytes()).hexdigest() != digest:
        print(f"{TABLE.name} is not what this script makes", file=sys.stderr)
        return 1
    print(f"{TABLE.name} is what this script makes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
