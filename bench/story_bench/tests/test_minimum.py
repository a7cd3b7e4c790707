import tempfile
import unittest
from pathlib import Path

from story_bench.command import STORIES
from story_bench.counts import Counts
from story_bench.minimum import InvalidMinimum, load_minimums, shortfalls

COUNTS = Counts(facts=100, facts_found=95, questions=10, in_3=9, first=8, outdated_above=2)


class Minimums(unittest.TestCase):
    def test_what_is_met_exactly_is_met(self):
        limits = {"facts": 95, "in_3": 90, "first": 80, "outdated_above": 2, "leaks": 0}
        self.assertEqual(list(shortfalls(limits, COUNTS)), [])

    def test_each_broken_limit_is_named(self):
        self.assertEqual(
            list(shortfalls({"facts": 96, "outdated_above": 1}, COUNTS)),
            ["facts is 95.0 %, below 96 %", "outdated_above is 2, above 1"],
        )

    def test_a_set_without_questions_lacks_none(self):
        self.assertEqual(list(shortfalls({"first": 100}, Counts())), [])

    def test_an_unknown_limit_is_an_error(self):
        with tempfile.TemporaryDirectory() as directory:
            path = Path(directory) / "minimum.toml"
            path.write_text("[development]\nfound = 1\n", encoding="utf-8")
            with self.assertRaisesRegex(InvalidMinimum, "found"):
                load_minimums(path)

    def test_every_set_has_limits(self):
        sets = {path.name for path in STORIES.iterdir() if path.is_dir()}
        self.assertEqual(set(load_minimums(STORIES / "minimum.toml")), sets)
