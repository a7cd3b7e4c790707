"""Synthetic post-call events."""

import json

ROBIN = "+12025550143"
SAM = "+12025550144"


def call(conversation: str, caller: str, statement: str) -> bytes:
    """The event of a call with one statement of the caller."""
    event = {
        "type": "post_call_transcription",
        "event_timestamp": 1_795_597_200,
        "data": {
            "agent_id": "agent_1",
            "conversation_id": conversation,
            "status": "done",
            "transcript": [
                {"role": "agent", "message": "What may I do for you?", "time_in_call_secs": 0},
                {"role": "user", "message": statement, "time_in_call_secs": 3},
            ],
            "metadata": {
                "start_time_unix_secs": 1_795_597_000,
                "call_duration_secs": 52,
                "phone_call": {
                    "direction": "inbound",
                    "external_number": caller,
                    "agent_number": "+12025550199",
                },
            },
            "analysis": {
                "call_successful": "success",
                "transcript_summary": f"The caller said: {statement}",
            },
        },
    }
    return json.dumps(event).encode()
