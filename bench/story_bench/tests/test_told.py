import unittest

from story_bench.story import Claim
from story_bench.told import Told


def told(summary: str = "", **variables: object) -> Told:
    return Told.of({"dynamic_variables": {"memory_summary": summary, "caller_id": "+12025550143", **variables}})


def claim(*patterns: str, unless: tuple[str, ...] = ()) -> Claim:
    return Claim.parse({"fact": "a fact", "any": list(patterns), "unless": list(unless)})


class Mentions(unittest.TestCase):
    def test_a_fact_may_be_in_the_summary_or_in_any_variable(self):
        self.assertTrue(told("City: Lisbon.").mentions(claim("lisbon")))
        self.assertTrue(told(city="Lisbon").mentions(claim("lisbon")))

    def test_the_callers_number_tells_nothing(self):
        self.assertFalse(told().mentions(claim("0143")))


class StatedAsCurrent(unittest.TestCase):
    def test_a_plain_sentence_states_something_as_current(self):
        self.assertEqual(told("Plan: Basic 10.").states_as_current(claim("basic 10")), "Plan: Basic 10.")

    def test_a_word_for_the_past_in_the_sentence_or_its_label_makes_it_history(self):
        for summary in [
            "Formerly Basic 10.",
            "Plan: Basic 10 until 20 November 2026.",
            "Agent promised (fulfilled): “Basic 10.”",
            "“Visit on Tuesday” (Tuesday 1 December 2026, date passed).",
            "Der Termin am Dienstag wurde abgesagt.",
        ]:
            self.assertIsNone(told(summary).states_as_current(claim("basic 10", "visit", "termin")), summary)

    def test_a_word_for_the_past_in_another_sentence_changes_nothing(self):
        self.assertIsNotNone(told("Formerly. Plan: Basic 10.").states_as_current(claim("basic 10")))

    def test_speakers_may_take_back_what_they_said_in_the_next_sentences(self):
        said = "Caller said: “Wednesday. No wait. Tuesday.”"
        self.assertIsNone(told(said).states_as_current(claim("wednesday", unless=("no wait",))))
        self.assertIsNotNone(told(said).states_as_current(claim("wednesday")))

    def test_the_summary_of_a_call_is_history(self):
        said = "Summary of the call on 8 November 2026: “The plan is Basic 10.”"
        self.assertIsNone(told(said).states_as_current(claim("basic 10")))
        self.assertIsNone(told(last_call_summary="Basic 10").states_as_current(claim("basic 10")))

    def test_a_variable_is_read_with_its_name(self):
        self.assertEqual(told(pet_name="Rex").states_as_current(claim("pet name: Rex")), "pet name: Rex")
