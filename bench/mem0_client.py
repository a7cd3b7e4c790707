"""The official Python SDK at work, for a comparison with our Mem0 client.

Takes work from its input, a line each, such as `search 300`, and says `done`
after each; the binary `mem0-client` does the same with our client.
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


def check(answer: dict, expected: int) -> None:
    if (memories := len(answer["results"])) != expected:
        sys.exit(f"{memories} memories, not {expected}")


operations = {"list": list_page, "search": search}
for line in sys.stdin:
    operation, times = line.split()
    for _ in range(int(times)):
        operations[operation]()
    print("done", flush=True)
