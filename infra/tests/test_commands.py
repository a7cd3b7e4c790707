"""The commands of docs/aws.md: syntax, options, and what they need."""

import json
import re
import subprocess

import botocore.session
import pytest
from botocore import xform_name

from conftest import ROOT

GUIDE = (ROOT / "docs" / "aws.md").read_text()
BLOCKS = re.findall(r"^ *```sh\n(.*?)^ *```", GUIDE, re.DOTALL | re.MULTILINE)
GLOBAL_OPTIONS = {"output", "query", "region"}
# Commands of the AWS CLI itself, which are not operations of a service.
CLI_COMMANDS = {("s3", "rb"), ("logs", "tail")}


def aws_commands() -> list[tuple[str, str, frozenset[str]]]:
    """Service, operation and options of each `aws` command, in blocks and in the text."""
    in_blocks = "\n".join(BLOCKS).replace("\\\n", " ")
    in_text = "\n".join(re.findall(r"(?<!`)`(aws [^`\n]+)`", GUIDE))
    # A command ends at the end of the line or at a pipe.
    found = re.findall(r"\baws ([a-z0-9]+) ([a-z-]+)(.*?)(?= \| |$)", f"{in_blocks}\n{in_text}", re.MULTILINE)
    return [(service, operation, frozenset(re.findall(r"(?<=\s)--([a-z-]+)", rest))) for service, operation, rest in found]


@pytest.fixture(scope="module")
def services() -> botocore.session.Session:
    return botocore.session.get_session()


@pytest.mark.parametrize("block", BLOCKS)
def test_the_syntax_of_a_block_is_valid(block):
    subprocess.run(["bash", "-n"], input=block, text=True, check=True)


@pytest.mark.parametrize(("service", "operation", "options"), sorted(set(aws_commands()), key=str))
def test_the_options_of_an_aws_command_exist(services, service, operation, options):
    if (service, operation) in CLI_COMMANDS:
        return
    if operation == "wait":
        assert "StackDeleteComplete" in services.get_waiter_model(service).waiter_names
        return
    model = services.get_service_model(service)
    names = {xform_name(name, "-"): name for name in model.operation_names}
    assert operation in names
    shape = model.operation_model(names[operation]).input_shape
    members = {xform_name(member, "-") for member in (shape.members if shape else {})}
    assert options <= members | GLOBAL_OPTIONS


def test_the_commands_are_found_with_their_options():
    found = aws_commands()
    assert ("sqs", "start-message-move-task", {"source-arn"}) in found
    assert ("cloudformation", "describe-stack-events", {"stack-name", "output", "query"}) in found
    assert len(found) > 20


@pytest.mark.parametrize("block", [block for block in BLOCKS if re.search(r"\baws |\bmake de|\bsam deploy", block)])
def test_commands_that_need_an_account_are_marked(block):
    before = GUIDE[: GUIDE.index(block)].removesuffix("```sh\n").rstrip().removesuffix("```sh").rstrip()
    paragraphs = before.split("\n\n")
    # The two ways to deploy are under one heading.
    announced = "".join(paragraphs[-4:]) if "sam deploy" in block else paragraphs[-1]
    assert "(account)" in announced + block


@pytest.mark.parametrize("block", [block for block in BLOCKS if re.search(r"^xi ", block, re.MULTILINE)])
def test_commands_that_need_elevenlabs_are_in_a_marked_chapter(block):
    chapter = GUIDE[: GUIDE.index(block)].rpartition("\n## ")[2]
    assert "(ElevenLabs)" in chapter


def test_the_make_targets_in_the_guide_exist():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)\b(?=[`\n]| [A-Z]+=)", GUIDE))
    assert named == {"build", "deploy", "delete"}
    assert named <= targets


def test_the_files_in_the_commands_exist():
    used = set(re.findall(r"(?<=[\s`])((?:infra|bench)/[\w./-]+|[\w]+\.example\.yaml)", GUIDE))
    assert used >= {"infra/cost.py", "infra/check", "parameters.example.yaml"}
    # `infra/install` creates infra/.venv.
    assert [path for path in used if not (ROOT / path).exists() and not path.startswith("infra/.venv")] == []


def test_the_tool_sends_the_models_query_and_the_platforms_caller_id():
    (tool,) = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", GUIDE, re.DOTALL) if "tool_config" in block]
    schema = tool["tool_config"]["api_schema"]
    assert (schema["method"], schema["url"].rpartition("/")[2]) == ("POST", "retrieve")
    properties = schema["request_body_schema"]["properties"]
    assert properties["caller_id"] == {"type": "string", "dynamic_variable": "system__caller_id"}
    filled_by_the_model = [name for name, value in properties.items() if "description" in value]
    assert filled_by_the_model == ["query"]
