"""`/post-call` according to the specification.

The specification replies before it processes the call, which is impossible on
Lambda: a function is frozen after its reply. So it processes the call first.
"""

import hashlib
import hmac
import json
import logging
import os
import time

from mem0 import MemoryClient

client = MemoryClient(api_key=os.environ["MEM0_API_KEY"], host=os.environ["MEM0_BASE_URL"])
TOLERANCE_SECONDS = 30 * 60


def handler(event: dict, context: object) -> dict:
    if not is_authentic(event["headers"].get("elevenlabs-signature", ""), event["body"]):
        return reply(401, {"error": "the signature is wrong"})
    try:
        add_memories(json.loads(event["body"]))
    except Exception:
        logging.exception("the call was not stored")
    return reply(200, {"status": "ok"})


def is_authentic(signature: str, body: str) -> bool:
    parts = dict(part.split("=", 1) for part in signature.split(",") if "=" in part)
    timestamp = parts.get("t", "")
    if not timestamp.isdigit() or abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    key = os.environ["ELEVENLABS_HMAC_KEY"].encode()
    expected = hmac.new(key, f"{timestamp}.{body}".encode(), hashlib.sha256).hexdigest()
    return hmac.compare_digest(parts.get("v0", ""), expected)


def add_memories(call: dict) -> None:
    caller = call["metadata"]["caller_id"]
    metadata = {
        "agent_id": call["agent_id"],
        "conversation_id": call["conversation_id"],
        "call_duration": call["call_duration"],
        "timestamp": call["metadata"].get("timestamp"),
    }
    evaluation = call["analysis"].get("evaluation", {})
    rationale = " ".join(
        result["rationale"] if isinstance(result, dict) else result
        for result in evaluation.values()
    )
    summary = f"{call['analysis']['summary']} {rationale}"
    facts = [{"role": "assistant", "content": summary}]
    client.add(facts, user_id=caller, metadata={"type": "factual", **metadata})
    client.add(call["transcript"], user_id=caller, metadata={"type": "semantic", **metadata})


def reply(status: int, body: dict) -> dict:
    headers = {"content-type": "application/json"}
    return {"statusCode": status, "headers": headers, "body": json.dumps(body)}
