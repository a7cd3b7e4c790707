"""Expands the SAM template to a CloudFormation template: expand.py TEMPLATE EXPANSION

CloudFormation runs the same translator, so its mistakes are visible here: for example, it silently
drops some CORS settings.
"""

import json
import sys
from pathlib import Path

from samcli.yamlhelper import yaml_parse
from samtranslator.translator.transform import transform


class NoManagedPolicies:
    """The translator looks up managed policies by name; the template attaches none."""

    def load(self):
        return {}


def expand(template: str) -> dict:
    document = yaml_parse(template)
    # `sam deploy` replaces this by the address of the uploaded archive.
    document["Globals"]["Function"]["CodeUri"] = "s3://bucket/functions.zip"
    parameters = {name: parameter.get("Default") for name, parameter in document["Parameters"].items()}
    return transform(document, parameters, NoManagedPolicies())


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    target.write_text(json.dumps(expand(source.read_text()), indent=1) + "\n")
