"""Rejects parameters that the template does not declare: parameters.py TEMPLATE PARAMETERS

`sam deploy` ignores them silently, so a misspelled parameter would have no effect.
"""

import sys
from difflib import get_close_matches
from pathlib import Path

from samcli.yamlhelper import yaml_parse


def errors(declared: set[str], given: set[str]) -> list[str]:
    """A message for each name that is not declared."""
    return [message(name, get_close_matches(name, declared, n=1)) for name in sorted(given - declared)]


def message(name: str, similar: list[str]) -> str:
    return f"there is no parameter {name}" + (f"; did you mean {similar[0]}?" if similar else "")


def main(template: Path, parameters: Path) -> int:
    if not parameters.is_file():
        sys.exit(f"there is no {parameters}: copy parameters.example.yaml to it, and set SecretArn")
    declared = yaml_parse(template.read_text())["Parameters"].keys()
    given = (yaml_parse(parameters.read_text()) or {}).keys()
    found = errors(set(declared), set(given))
    for error in found:
        print(f"{parameters}: {error}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
