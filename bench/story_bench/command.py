"""The command line of the story bench."""

import argparse
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from .event import ROOT
from .minimum import InvalidMinimum, load_minimums, shortfalls
from .play import Played, play_all
from .report import as_json, everything, misses, table, total
from .service import ServiceError, running_service
from .story import load_set

STORIES = ROOT / "bench/stories"
BINARY = ROOT / "target/release/agentic-memories"


class UnknownStory(Exception):
    """No set has a story of this name."""


def main(arguments: list[str]) -> int:
    options = parse(arguments)
    try:
        minimums = load_minimums(options.minimum) if options.minimum else {}
        results = play_sets(options)
    except (ServiceError, InvalidMinimum, UnknownStory) as error:
        print(error, file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps({name: as_json(played) for name, played in results.items()}, ensure_ascii=False, indent=1))
    else:
        print("\n\n".join(text_report(name, played, options) for name, played in results.items()))
    broken = [
        f"{name}: {shortfall}"
        for name, played in results.items()
        for shortfall in shortfalls(minimums.get(name, {}), total(played).rules)
    ]
    for line in broken:
        print(line, file=sys.stderr)
    return 1 if broken else 0


def parse(arguments: list[str]) -> argparse.Namespace:
    sets = sorted(path.name for path in STORIES.iterdir() if path.is_dir())
    parser = argparse.ArgumentParser(
        prog="bench/story-bench",
        description="Plays phone-call stories against the service and counts how much of what an agent is told is "
        "true. bench/stories/README.md explains stories and columns.",
    )
    parser.add_argument("stories", nargs="*", metavar="STORY", help="name of a story [default: all]")
    parser.add_argument("--set", dest="sets", action="append", choices=sets, help="play this set [default: all sets]")
    parser.add_argument(
        "--binary", type=Path, default=BINARY, help="the program to start [default: target/release/agentic-memories]"
    )
    parser.add_argument("--minimum", type=Path, metavar="FILE", help="fail if a set is below the figures of this file")
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help="print JSON, for programs")
    output.add_argument("--show", action="store_true", help="also print what agents were told and searches found")
    output.add_argument("--quiet", action="store_true", help="print the tables without the misses")
    options = parser.parse_args(arguments)
    options.sets = options.sets or sets
    if not os.access(options.binary, os.X_OK):
        parser.error(f"there is no program {options.binary}; build it with: cargo build --release -p agentic-memories")
    if options.minimum and options.stories:
        parser.error("--minimum is about whole sets; leave the names of stories out")
    return options


def play_sets(options: argparse.Namespace) -> dict[str, list[Played]]:
    """Each set has an empty store of its own."""
    today = datetime.now(UTC).date()
    wanted = set(options.stories)
    stories = {name: load_set(STORIES / name, wanted, today) for name in options.sets}
    if unknown := wanted - {story.name for loaded in stories.values() for story in loaded}:
        raise UnknownStory(f"there is no story {', '.join(sorted(unknown))} in {', '.join(options.sets)}")
    results = {}
    for name, loaded in stories.items():
        if loaded:
            with running_service(options.binary.resolve()) as service:
                results[name] = play_all(service, loaded)
    return results


def text_report(name: str, played: list[Played], options: argparse.Namespace) -> str:
    lines = [table(name, played)]
    if not options.quiet and (missed := list(misses(played))):
        lines += ["", *missed]
    if options.show:
        lines += [line for result in played for line in everything(result)]
    return "\n".join(lines)
