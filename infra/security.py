"""Runs checkov; every finding must be a justified exception: security.py CHECKOV EXPANSION EXCEPTIONS"""

import json
import subprocess
import sys
import tomllib
from pathlib import Path


def findings(checkov: str, expansion: str) -> tuple[set[tuple[str, str]], int]:
    """The failed checks, as pairs of check and resource, and the number of passed checks."""
    run = subprocess.run(
        [checkov, "--file", expansion, "--framework", "cloudformation", "--output", "json", "--skip-download"],
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        report = json.loads(run.stdout)
        summary, failed = report["summary"], report["results"]["failed_checks"]
    except (ValueError, KeyError, TypeError):
        sys.exit(f"checkov printed no report:\n{run.stdout}\n{run.stderr}")
    if summary["parsing_errors"]:
        sys.exit("checkov cannot read the expansion")
    return {(check["check_id"], check["resource"].rpartition(".")[2]) for check in failed}, summary["passed"]


def justified(exceptions: Path) -> set[tuple[str, str]]:
    entries = tomllib.loads(exceptions.read_text())
    unexplained = [check for check, entry in entries.items() if not entry["reason"].strip()]
    if unexplained:
        sys.exit(f"{exceptions} has no reason for {', '.join(unexplained)}")
    return {(check, resource) for check, entry in entries.items() for resource in entry["resources"]}


def main(checkov: str, expansion: str, exceptions: str) -> None:
    found, passed = findings(checkov, expansion)
    accepted = justified(Path(exceptions))
    for check, resource in sorted(found - accepted):
        print(f"{check} fails for {resource}: fix it, or justify it in {exceptions}", file=sys.stderr)
    for check, resource in sorted(accepted - found):
        print(f"{check} does not fail for {resource}: remove it from {exceptions}", file=sys.stderr)
    if found != accepted or not passed:
        sys.exit(1)
    print(f"{passed} security checks pass, {len(found)} findings are justified")


if __name__ == "__main__":
    main(*sys.argv[1:])
