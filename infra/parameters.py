"""Refuses parameters that the template does not have: parameters.py TEMPLATE PARAMETERS

`sam deploy` drops them without a word, so that a setting with a slip in its name would never be in force.
"""

import sys
from difflib import get_close_matches
from pathlib import Path

from samcli.yamlhelper import yaml_parse


def complaints(declared: set[str], given: set[str]) -> list[str]:
    """A sentence for each name that is not declared."""
    return [sentence(name, get_close_matches(name, declared, n=1)) for name in sorted(given - declared)]


def sentence(name: str, near: list[str]) -> str:
    return f"there is no parameter {name}" + (f"; did you mean {near[0]}?" if near else "")


def main(template: Path, parameters: Path) -> int:
    if not parameters.is_file():
        sys.exit(f"there is no {parameters}: copy parameters.example.yaml to it, and set SecretArn")
    declared = yaml_parse(template.read_text())["Parameters"].keys()
    given = (yaml_parse(parameters.read_text()) or {}).keys()
    found = complaints(set(declared), set(given))
    for complaint in found:
        print(f"{parameters}: {complaint}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
