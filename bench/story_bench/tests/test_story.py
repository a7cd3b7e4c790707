import unittest

from story_bench.command import STORIES
from story_bench.story import load_set
from story_bench.tests.stories import TODAY, story


class Stories(unittest.TestCase):
    def test_every_story_of_every_set_can_be_read(self):
        for folder in filter(lambda path: path.is_dir(), STORIES.iterdir()):
            self.assertTrue(load_set(folder, set(), TODAY), folder)

    def test_no_two_stories_of_a_set_share_a_number(self):
        for folder in filter(lambda path: path.is_dir(), STORIES.iterdir()):
            callers = [loaded.caller for loaded in load_set(folder, set(), TODAY)]
            self.assertEqual(len(callers), len(set(callers)), folder)

    def test_a_long_call_without_an_evaluation_ended_well(self):
        call = {"at": "2026-11-23T09:00:00Z", "turns": [["user", "Hi."], ["agent", "Hi."]]}
        (parsed,) = story(calls=[call]).calls
        self.assertEqual((parsed.duration, parsed.successful), (16, True))

    def test_a_short_call_did_not(self):
        call = {"at": "2026-11-23T09:00:00Z", "turns": [["user", "Hi."]], "duration": 10}
        self.assertFalse(story(calls=[call]).calls[0].successful)
