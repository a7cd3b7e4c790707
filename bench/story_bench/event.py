"""A call of a story as the post-call event of ElevenLabs, made of the repository's own sample."""

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

from .story import Call, Story

ROOT = Path(__file__).resolve().parents[2]
FIXTURE = ROOT / "fixtures/elevenlabs/01_twilio_inbound_transcription.json"
AGENT_NUMBER = "+12025550199"
SECONDS_PER_TURN = 6


def post_call_event(story: Story, number: int, run: str) -> dict[str, Any]:
    """The event of the call with this number, from 1. `run` tells the runs against one store apart."""
    call = story.calls[number - 1]
    event = copy.deepcopy(sample())
    data = event["data"]
    started_at = int(call.started_at.timestamp())
    event["event_timestamp"] = started_at + call.duration + 3
    data |= {
        "agent_id": story.agent,
        "agent_name": story.agent,
        "conversation_id": f"conv_{story.name}_{number}_{run}",
        "transcript": transcript(story, call),
        "user_message_count": sum(role == "user" for role, _ in call.turns),
        "agent_message_count": sum(role == "agent" for role, _ in call.turns),
    }
    describe_call(data["metadata"], story, call, started_at)
    data["analysis"] |= analysis(call)
    data["conversation_initiation_client_data"] = what_was_told(
        data["conversation_initiation_client_data"], story, call, data["conversation_id"]
    )
    return event


@cache
def sample() -> dict[str, Any]:
    return json.loads(FIXTURE.read_text(encoding="utf-8"))


def transcript(story: Story, call: Call) -> list[dict[str, Any]]:
    template = sample()["data"]["transcript"][0]
    turns = []
    for index, (role, text) in enumerate(call.turns):
        turn = copy.deepcopy(template) | {"role": role, "message": text, "time_in_call_secs": index * SECONDS_PER_TURN}
        if role == "user":
            turn |= {"agent_metadata": None, "source_medium": "audio", "conversation_turn_metrics": None}
        else:
            turn["agent_metadata"]["agent_id"] = story.agent
        turns.append(turn)
    return turns


def describe_call(metadata: dict[str, Any], story: Story, call: Call, started_at: int) -> None:
    metadata |= {
        "start_time_unix_secs": started_at,
        "accepted_time_unix_secs": started_at,
        "call_duration_secs": call.duration,
        "main_language": story.language,
    }
    metadata["phone_call"] |= {
        "external_number": story.caller,
        "agent_number": AGENT_NUMBER,
        "direction": call.direction,
    }
    if call.termination is not None:
        metadata["termination_reason"] = call.termination
        if "voicemail" in call.termination.lower():
            metadata["features_usage"]["voicemail_detection"] = {"enabled": True, "used": True}


def analysis(call: Call) -> dict[str, Any]:
    collected = {name: collected_item(name, value) for name, value in call.collected.items()}
    result = "success" if call.successful else "failure"
    evaluation = {
        "criteria_id": "issue_resolved",
        "result": result,
        "rationale": "The agent handled the caller's request."
        if call.successful
        else "The call ended before the request could be handled.",
    }
    return {
        "data_collection_results": collected,
        "data_collection_results_list": list(collected.values()),
        "evaluation_criteria_results": {evaluation["criteria_id"]: evaluation},
        "evaluation_criteria_results_list": [evaluation],
        "transcript_summary": call.summary,
        "call_summary_title": call.title,
        "call_successful": result,
    }


def collected_item(name: str, value: Any) -> dict[str, Any]:
    schema = {
        "type": json_type(value),
        "description": "",
        "enum": None,
        "is_system_provided": False,
        "dynamic_variable": "",
        "constant_value": "",
    }
    found = value is not None
    return {
        "data_collection_id": name,
        "name": name,
        "value": value,
        "json_schema": schema,
        "rationale": "Extracted from the conversation." if found else "Not mentioned in the conversation.",
    }


def json_type(value: Any) -> str:
    # A boolean is an integer in Python.
    if isinstance(value, bool):
        return "boolean"
    return "integer" if isinstance(value, int) else "string"


def what_was_told(sent: dict[str, Any], story: Story, call: Call, conversation_id: str) -> dict[str, Any]:
    """What the agent received when this call began: as for a new caller, so that it does not look like repeated."""
    sent["conversation_config_override"]["agent"]["first_message"] = None
    sent["dynamic_variables"] |= {
        "system__agent_id": story.agent,
        "system__current_agent_id": story.agent,
        "system__conversation_id": conversation_id,
        "system__caller_id": story.caller,
        "system__call_duration_secs": call.duration,
        "caller_name": "",
        "memory_summary": "",
        "is_returning_caller": False,
        "known_memories": 0,
    }
    return sent
