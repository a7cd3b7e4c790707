"""docs/aws.md and the example parameters speak of what is there."""

import re
import sys

import pytest
import yaml

from conftest import KEYS, ROOT
from cloudformation import Stack

sys.path.append(str(ROOT / "infra"))
from cost import TABLE, Call, table  # noqa: E402

GUIDE = (ROOT / "docs" / "aws.md").read_text()


def test_the_costs_are_those_of_this_template():
    (written,) = TABLE.findall(GUIDE)
    assert written == table(Call(), 10_000), "infra/cost.py --write brings docs/aws.md up to date"


def test_a_call_with_more_searches_costs_more():
    def cost(searches: int) -> float:
        return float(re.search(r"\*\*for 10,000 calls\*\* .*\$([\d.]+)", table(Call(searches=searches), 10_000))[1])

    assert cost(0) < cost(3) < cost(30)


def test_the_example_parameters_make_a_stack(expansion):
    example = yaml.safe_load((ROOT / "parameters.example.yaml").read_text())
    stack = Stack(expansion, **example)
    assert not stack.complaints()
    for name, value in example.items():
        declared = expansion["Parameters"][name]
        assert str(value) in map(str, declared.get("AllowedValues", [value]))
        assert re.search(declared.get("AllowedPattern", ""), str(value))


@pytest.mark.parametrize("name", sorted(set(re.findall(r'\$\{?([A-Z][A-Za-z]+)\}?"', GUIDE))))
def test_an_output_that_the_guide_uses_exists(stack, name):
    assert name in stack().outputs()


def test_every_parameter_in_the_guides_commands_exists(stack):
    used = set(re.findall(r"\b([A-Z][A-Za-z0-9]+)=\.\.\.", GUIDE)) | set(re.findall(r"`([A-Z][A-Za-z0-9]+): ", GUIDE))
    assert used >= KEYS.keys()
    assert used <= stack().template["Parameters"].keys()


def test_every_target_of_make_that_the_guide_names_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"\bmake (?:[A-Z]+=\S+ )?([a-z]+)\b(?=`|\n| STACK|\s+#)", GUIDE))
    assert named == targets == {"build", "deploy"}
