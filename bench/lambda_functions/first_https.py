"""Prints the CPU time in milliseconds of the first HTTPS request of the SDK, which its constructor sends."""

import sys
import time

from mem0 import MemoryClient

start = time.process_time()
MemoryClient(api_key="m0-bench-key", host=sys.argv[1])
print((time.process_time() - start) * 1000)
