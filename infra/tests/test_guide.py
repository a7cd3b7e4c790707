"""docs/aws.md and the example parameters agree with the template."""

import re
import sys

import pytest
import yaml

from conftest import KEYS, ROOT, SECRET
from cloudformation import Stack

sys.path.append(str(ROOT / "infra"))
from cost import TABLE, Call, table  # noqa: E402
from parameters import errors  # noqa: E402

GUIDE = (ROOT / "docs" / "aws.md").read_text()
DAY = 24 * 60 * 60


def test_the_costs_are_those_of_this_template():
    (written,) = TABLE.findall(GUIDE)
    assert written == table(Call(), 10_000), "infra/cost.py --write brings docs/aws.md up to date"


def test_a_call_with_more_searches_costs_more():
    def cost(searches: int) -> float:
        return total("for 10,000 calls", table(Call(searches=searches), 10_000))

    assert cost(0) < cost(3) < cost(30)


def test_environments_that_are_kept_started_cost_by_the_month_and_nothing_by_the_call():
    without, with_two = table(Call(), 10_000), table(Call(), 10_000, provisioned=2)
    assert total("a month, besides the calls", without) < total("a month, besides the calls", with_two)
    assert total("for 10,000 calls", without) == total("for 10,000 calls", with_two)


def total(row: str, costs: str) -> float:
    return float(re.search(rf"\*\*{row}\*\* .*\$([\d.]+)", costs)[1])


def test_the_example_parameters_make_a_stack_once_the_secret_is_set(expansion):
    example = yaml.safe_load((ROOT / "parameters.example.yaml").read_text())
    assert Stack(expansion, **example).failed_assertions()
    filled = example | SECRET
    assert not Stack(expansion, **filled).failed_assertions()
    for name, value in filled.items():
        declared = expansion["Parameters"][name]
        assert str(value) in map(str, declared.get("AllowedValues", [value]))
        assert re.search(declared.get("AllowedPattern", ""), str(value))


def test_a_misspelled_parameter_is_reported_before_the_build(stack):
    declared = stack().template["Parameters"].keys()
    assert errors(set(declared), {"AlarmEmail", "SecretArn"}) == []
    assert errors(set(declared), {"AlarmMail"}) == ["there is no parameter AlarmMail; did you mean AlarmEmail?"]


def test_what_the_guide_names_like_a_part_of_the_stack_is_one(stack):
    template = stack().template
    functions = {name.removeprefix("AgenticMemories") for name in stack().resources("AWS::Lambda::Function")}
    known = template["Parameters"].keys() | template["Outputs"].keys() | template["Resources"].keys() | functions
    # Of the specification, which the stack does without; and the namespace of its metrics.
    known |= {"AgenticMemoriesLambdaLayer", "AgenticMemories"}
    named = set(re.findall(r"`([A-Z][a-z]+[A-Z0-9][A-Za-z0-9]*)(?:: [^`]*)?`", GUIDE))
    assert named <= known, named - known
    assert named >= KEYS.keys()


def test_every_output_is_explained(stack):
    assert all(name in GUIDE for name in stack().outputs())


@pytest.mark.parametrize("name", sorted(set(re.findall(r'\$\{?([A-Z][a-z][A-Za-z]+)\}?"', GUIDE))))
def test_an_output_that_a_command_uses_exists(stack, name):
    assert name in stack().outputs()


def test_every_parameter_in_a_command_exists(stack):
    used = set(re.findall(r"\b([A-Z][a-z][A-Za-z0-9]+)=\.\.\.", GUIDE))
    assert used >= KEYS.keys()
    assert used <= stack().template["Parameters"].keys()


def test_the_limits_are_those_of_the_template(stack):
    resources = stack()
    limits = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|", GUIDE[GUIDE.index("## Limits") :], re.MULTILINE))
    queue = resources.properties("PostCallQueue")
    (expiry,) = resources.properties("AgenticMemoriesPayloadBucket")["LifecycleConfiguration"]["Rules"]
    retention = {group["Properties"]["RetentionInDays"] for group in resources.resources("AWS::Logs::LogGroup").values()}
    parameters = resources.template["Parameters"]
    assert limits["finished call in the queue"] == f"{queue['MessageRetentionPeriod'] // DAY} days"
    dead_letters = resources.properties("PostCallDeadLetters")
    assert limits["dead letter"] == f"{dead_letters['MessageRetentionPeriod'] // DAY} days"
    assert limits["event in the bucket, entry in the ledger"] == f"{expiry['ExpirationInDays']} days"
    assert [limits["logs"]] == [f"{days} days" for days in retention]
    assert limits["concurrent workers"] == f"`WorkerConcurrency`: {parameters['WorkerConcurrency']['Default']}"
    assert f"`Mem0Timeout` ({parameters['Mem0Timeout']['MaxValue']} s at most)" in GUIDE
    assert f"{queue['RedrivePolicy']['maxReceiveCount']} attempts, six minutes apart" in GUIDE
    assert queue["VisibilityTimeout"] == 6 * 60


def test_every_variable_that_the_guide_names_is_one(stack):
    documented = set(re.findall(r"^#([A-Z][A-Z0-9_]*)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    of_functions = {
        variable
        for function in stack().resources("AWS::Lambda::Function")
        for variable in stack().variables(function)
    }
    # Set by Lambda, for the AWS CLI, and for `make`.
    others = {"AWS_LAMBDA_LOG_LEVEL", "AWS_DEFAULT_REGION", "PARAMETERS", "STACK", "REGION"}
    named = set(re.findall(r"`([A-Z][A-Z0-9]*_[A-Z0-9_]+|PARAMETERS|STACK|REGION)`", GUIDE))
    assert named <= documented | of_functions | others, named - documented - of_functions - others
