import unittest

from story_bench.event import post_call_event, sample
from story_bench.tests.stories import story


class Events(unittest.TestCase):
    def test_an_event_tells_the_call_of_the_story(self):
        event = post_call_event(story(), 1, "run")
        data = event["data"]
        self.assertEqual(data["conversation_id"], "conv_test_1_run")
        self.assertEqual([turn["role"] for turn in data["transcript"]], ["agent", "user"])
        self.assertEqual(data["metadata"]["start_time_unix_secs"], 1795424400)
        self.assertEqual(data["metadata"]["phone_call"]["external_number"], "+12025550143")
        self.assertEqual(data["analysis"]["transcript_summary"], "The caller gave the gate code.")

    def test_collected_items_have_the_type_of_their_value(self):
        collected = post_call_event(story(), 1, "run")["data"]["analysis"]["data_collection_results"]
        types = {name: item["json_schema"]["type"] for name, item in collected.items()}
        self.assertEqual(types, {"gate_code": "string", "has_dog": "boolean", "floor": "integer", "email": "string"})
        self.assertIsNone(collected["email"]["value"])

    def test_a_voicemail_is_marked_as_one(self):
        call = {"at": "2026-11-23T09:00:00Z", "turns": [], "termination": "Voicemail detected"}
        metadata = post_call_event(story(calls=[call]), 1, "run")["data"]["metadata"]
        self.assertTrue(metadata["features_usage"]["voicemail_detection"]["used"])

    def test_the_sample_stays_as_it_is(self):
        before = repr(sample())
        post_call_event(story(), 1, "run")
        self.assertEqual(repr(sample()), before)
