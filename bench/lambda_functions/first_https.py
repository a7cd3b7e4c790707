"""Prints the CPU milliseconds of the SDK's first HTTPS request, which its constructor sends."""

import sys
import time

from mem0 import MemoryClient

began = time.process_time()
MemoryClient(api_key="m0-bench-key", host=sys.argv[1])
print((time.process_time() - began) * 1000)
