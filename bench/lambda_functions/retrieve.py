"""`/retrieve` according to the specification: the search during a call."""

import json
import logging
import os

from mem0 import MemoryClient

client = MemoryClient(api_key=os.environ["MEM0_API_KEY"], host=os.environ["MEM0_BASE_URL"])
LIMIT = int(os.environ.get("MEM0_SEARCH_LIMIT", "3"))


def handler(event: dict, context: object) -> dict:
    request = json.loads(event["body"])
    try:
        response = client.search(request["query"], filters={"user_id": request["user_id"]}, top_k=LIMIT)
    except Exception as error:
        logging.exception("search failed")
        return reply(500, {"error": str(error)})
    memories = [
        {"id": memory["id"], "memory": memory["memory"], "score": memory.get("score")}
        for memory in response["results"]
    ]
    return reply(200, {"memories": memories})


def reply(status: int, body: dict) -> dict:
    headers = {"content-type": "application/json"}
    return {"statusCode": status, "headers": headers, "body": json.dumps(body)}
