"""`/client-data` according to the specification: returns all memories of the caller."""

import hmac
import json
import logging
import os

from mem0 import MemoryClient

# Outside the handler, so that later events reuse it.
client = MemoryClient(api_key=os.environ["MEM0_API_KEY"], host=os.environ["MEM0_BASE_URL"])


def handler(event: dict, context: object) -> dict:
    key = event["headers"].get("x-workspace-key", "")
    if not hmac.compare_digest(key, os.environ["ELEVENLABS_WORKSPACE_KEY"]):
        return reply(401, {"error": "the workspace key is wrong"})
    caller = json.loads(event["body"])["caller_id"]
    try:
        response = client.get_all(filters={"user_id": caller}, page_size=100)
    except Exception as error:
        logging.exception("get_all failed")
        return reply(500, {"error": str(error)})
    memories = [
        {"id": memory["id"], "memory": memory["memory"], "metadata": memory.get("metadata")}
        for memory in response["results"]
    ]
    return reply(200, {"user_id": caller, "memories": memories})


def reply(status: int, body: dict) -> dict:
    headers = {"content-type": "application/json"}
    return {"statusCode": status, "headers": headers, "body": json.dumps(body)}
