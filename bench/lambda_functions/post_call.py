"""The hang-up, as the specification has it.

It wants the reply first and the work after it, which Lambda does not do: a
function is frozen once it has replied. So the work comes first.
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
    if not genuine(event["headers"].get("elevenlabs-signature", ""), event["body"]):
        return reply(401, {"error": "the signature is wrong"})
    try:
        learn(json.loads(event["body"]))
    except Exception:
        logging.exception("the call was not stored")
    return reply(200, {"status": "ok"})


def genuine(signature: str, body: str) -> bool:
    parts = dict(part.split("=", 1) for part in signature.split(",") if "=" in part)
    when = parts.get("t", "")
    if not when.isdigit() or abs(time.time() - int(when)) > TOLERANCE_SECONDS:
        return False
    key = os.environ["ELEVENLABS_HMAC_KEY"].encode()
    expected = hmac.new(key, f"{when}.{body}".encode(), hashlib.sha256).hexdigest()
    return hmac.compare_digest(parts.get("v0", ""), expected)


def learn(call: dict) -> None:
    caller = call["metadata"]["caller_id"]
    about = {
        "agent_id": call["agent_id"],
        "conversation_id": call["conversation_id"],
        "call_duration": call["call_duration"],
        "timestamp": call["metadata"].get("timestamp"),
    }
    evaluation = call["analysis"].get("evaluation", {})
    rationale = " ".join(
        verdict["rationale"] if isinstance(verdict, dict) else verdict
        for verdict in evaluation.values()
    )
    summary = f"{call['analysis']['summary']} {rationale}"
    facts = [{"role": "assistant", "content": summary}]
    client.add(facts, user_id=caller, metadata={"type": "factual", **about})
    client.add(call["transcript"], user_id=caller, metadata={"type": "semantic", **about})


def reply(status: int, body: dict) -> dict:
    headers = {"content-type": "application/json"}
    return {"statusCode": status, "headers": headers, "body": json.dumps(body)}
