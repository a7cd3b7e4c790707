"""Tests of the story bench: python3 -m unittest discover -s bench/story_bench -t bench"""
