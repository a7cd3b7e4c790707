"""Plays phone-call stories against the service and counts how much of what an agent is told is true.

bench/stories/README.md explains the stories and the columns; bench/story-bench runs it.
"""
