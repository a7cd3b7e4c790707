"""A worker that sends requests with the official Python SDK, for the comparison with our client.

Reads commands such as `search 300` from standard input, one per line, and prints `done` after
each; the binary `mem0-client` does the same with our client.
"""

import sys

from mem0 import MemoryClient

url, user, query, listed, found = sys.argv[1:]
listed, found = int(listed), int(found)
filters = {"user_id": user}
client = MemoryClient(api_key="m0-bench-key", host=url)


def list_page() -> None:
    check(client.get_all(filters=filters, page=1, page_size=listed), listed)


def search() -> None:
    check(client.search(query, filters=filters, top_k=found), found)


def check(response: dict, expected: int) -> None:
    if (memories := len(response["results"])) != expected:
        sys.exit(f"expected {expected} memories, got {memories}")


operations = {"list": list_page, "search": search}
for line in sys.stdin:
    operation, count = line.split()
    for _ in range(int(count)):
        operations[operation]()
    print("done", flush=True)
