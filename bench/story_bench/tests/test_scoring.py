import unittest

from story_bench.counts import Tally
from story_bench.scoring import rank, score_ring, score_secrets
from story_bench.tests.stories import expectations, question
from story_bench.told import Told


def reply(summary: str = "", greeting: str | None = None, **variables: object) -> Told:
    return Told.of(
        {
            "dynamic_variables": {"memory_summary": summary, **variables},
            "conversation_config_override": {"agent": {"first_message": greeting}},
        }
    )


def result(memory: str, in_reply_to: str | None = None) -> dict[str, object]:
    return {"memory": memory, "in_reply_to": in_reply_to, "score": 0.5}


class Rings(unittest.TestCase):
    def test_facts_and_variables_are_counted_and_what_is_missing_is_named(self):
        expect = expectations(
            current=[{"fact": "lives in Lisbon", "any": ["lisbon"]}, {"fact": "has a dog", "any": ["dog"]}],
            variables={"city": "lisbon", "pin": "^$"},
        )
        tally = Tally()
        score_ring(expect, reply("City: Lisbon.", city="Lisbon"), tally)
        self.assertEqual((tally.rules.facts_found, tally.rules.facts), (3, 4))
        self.assertEqual([(miss.kind, miss.text) for miss in tally.misses], [("missing", "has a dog")])

    def test_levels_are_counted_apart(self):
        tally = Tally()
        expect = expectations(not_current=[{"fact": "f", "any": ["basic"], "level": "model"}])
        score_ring(expect, reply("Basic."), tally)
        self.assertEqual((tally.rules.wrong_as_current, tally.model.wrong_as_current), (0, 1))

    def test_an_expectation_that_the_calendar_overtook_is_not_counted(self):
        tally = Tally()
        current = [{"fact": "f", "any": ["x"], "valid_until": day} for day in ("2026-11-30", "2026-12-01")]
        score_ring(expectations(current=current), reply(), tally)
        self.assertEqual(tally.rules.facts, 1)

    def test_all_variables_of_a_mix_up_have_to_match(self):
        expect = expectations(mixed_up=[{"fact": "f", "variables": {"name": "helen", "born": "1955"}}])
        for born, mixed_up in [("1955", 1), ("1958", 0)]:
            tally = Tally()
            score_ring(expect, reply(name="Helen", born=born), tally)
            self.assertEqual(tally.rules.mixed_up, mixed_up, born)

    def test_a_greeting_by_name_can_be_a_mix_up(self):
        tally = Tally()
        score_ring(expectations(mixed_up=[{"fact": "f", "greeting": "walt"}]), reply(greeting="Hi, Walt!"), tally)
        self.assertEqual(tally.rules.mixed_up, 1)

    def test_a_secret_is_a_leak_once(self):
        tally = Tally()
        score_secrets(expectations(absent_everywhere=["4111"]), "4111\n4111", tally)
        self.assertEqual(tally.rules.leaks, 1)


class Questions(unittest.TestCase):
    def test_the_first_right_result_counts(self):
        answer = rank(question(), [result("The side gate."), result("There is no gate.")])
        self.assertEqual((answer.right_at, answer.outdated_at), (2, None))

    def test_an_outdated_result_counts_only_before_the_answer(self):
        old, new = result("The code is 4419."), result("There is no gate.")
        self.assertEqual(rank(question(), [old, new]).outdated_at, 1)
        self.assertIsNone(rank(question(), [new, old]).outdated_at)
        self.assertEqual(rank(question(), [old]).outdated_at, 1)

    def test_an_answer_may_need_its_question(self):
        asked = question(right=["diabetic.*yes"])
        self.assertEqual(rank(asked, [result("Yes.", "Are you diabetic?")]).right_at, 1)
        self.assertIsNone(rank(asked, [result("Yes.")]).right_at)

    def test_a_match_in_the_question_alone_is_no_answer(self):
        self.assertIsNone(rank(question(right=["gate"]), [result("Hello.", "Is there a gate?")]).right_at)

    def test_half_a_list_is_no_answer(self):
        asked = question(right=["penicillin"], together=["penicillin", "latex"])
        self.assertIsNone(rank(asked, [result("penicillin")]).right_at)
        self.assertEqual(rank(asked, [result("penicillin"), result("latex")]).right_at, 1)
