import unittest

from story_bench.sentences import Statement, split_sentences, statements


class Sentences(unittest.TestCase):
    def test_a_sentence_ends_at_its_mark_and_at_a_line_break(self):
        self.assertEqual(split_sentences("One. Two!\nthree\nfour"), ["One.", "Two!", "three", "four"])

    def test_an_abbreviation_ends_no_sentence(self):
        sentences = split_sentences("With Dr. Okafor at 9 a.m. sharp. Next.")
        self.assertEqual(sentences, ["With Dr. Okafor at 9 a.m. sharp.", "Next."])

    def test_a_german_ordinal_ends_no_sentence_before_a_month(self):
        self.assertEqual(split_sentences("Am 2. Dezember. Am 3. Haus."), ["Am 2. Dezember.", "Am 3.", "Haus."])


class Statements(unittest.TestCase):
    def test_quoted_sentences_carry_the_words_before_and_know_what_follows(self):
        self.assertEqual(
            statements("City: Lisbon. Caller said: “On Tuesday. No wait. Wednesday. Bye.”"),
            [
                Statement("", "City: Lisbon.", ""),
                Statement("Caller said:", "On Tuesday.", "No wait. Wednesday."),
                Statement("Caller said:", "No wait.", "Wednesday. Bye."),
                Statement("Caller said:", "Wednesday.", "Bye."),
                Statement("Caller said:", "Bye.", ""),
            ],
        )

    def test_a_remark_behind_a_quotation_belongs_to_its_label(self):
        self.assertEqual(
            statements("Agent promised: “I will call.” (fulfilled) Plan: Basic."),
            [Statement("Agent promised: (fulfilled)", "I will call.", ""), Statement("", "Plan: Basic.", "")],
        )
