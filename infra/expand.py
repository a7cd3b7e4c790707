"""Writes what CloudFormation makes of the SAM template: expand.py TEMPLATE EXPANSION

The SAM translator is what CloudFormation runs, so that its mistakes show here too: it destroys
some CORS settings without a word, for example.
"""

import json
import sys
from pathlib import Path

from samcli.yamlhelper import yaml_parse
from samtranslator.translator.transform import transform


class NoManagedPolicies:
    """The translator asks for AWS' managed policies by name; the template attaches none."""

    def load(self):
        return {}


def expand(template: str) -> dict:
    document = yaml_parse(template)
    # `sam deploy` puts the address of the uploaded archive here.
    document["Globals"]["Function"]["CodeUri"] = "s3://bucket/functions.zip"
    parameters = {name: parameter.get("Default") for name, parameter in document["Parameters"].items()}
    return transform(document, parameters, NoManagedPolicies())


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    target.write_text(json.dumps(expand(source.read_text()), indent=1) + "\n")
