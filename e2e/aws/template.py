"""The stack from the reviewed expansion of the template, adapted to moto's CloudFormation."""

import json
from collections.abc import Mapping
from pathlib import Path

EXPANSION = Path(__file__).parents[2] / "infra" / "expansion.json"

# Resources with data or code. API Gateway and the event source mapping are simulated separately;
# alarms and the dashboard are not needed.
SUPPORTED_TYPES = {
    "AWS::DynamoDB::Table",
    "AWS::IAM::Role",
    "AWS::Lambda::Function",
    "AWS::Logs::LogGroup",
    "AWS::S3::Bucket",
    "AWS::SQS::Queue",
}

NO_VALUE = object()


class Template:
    """The expansion with its parameters and conditions resolved."""

    def __init__(self, parameters: Mapping[str, str]):
        expansion = json.loads(EXPANSION.read_text())
        unknown = parameters.keys() - expansion["Parameters"].keys()
        assert not unknown, f"the template has no parameters {unknown}"
        self.parameters = {
            name: str(parameters[name] if name in parameters else declared["Default"])
            for name, declared in expansion["Parameters"].items()
        }
        self.conditions = {
            name: self._evaluate(condition) for name, condition in expansion["Conditions"].items()
        }
        self.resources = {
            name: self._resolve(resource)
            for name, resource in expansion["Resources"].items()
            if self.conditions.get(resource.get("Condition"), True)
        }
        self.declarations = expansion["Parameters"]
        self.outputs = expansion["Outputs"]

    def of_type(self, kind: str) -> dict[str, dict]:
        """The properties of all resources of a type."""
        return {
            name: resource["Properties"]
            for name, resource in self.resources.items()
            if resource["Type"] == kind
        }

    def for_moto(self, stack: str) -> str:
        """The template for moto: the supported types, with generated names and code."""
        generated = {
            "AWS::Lambda::Function": lambda _name: {"Code": {"ZipFile": "runs elsewhere"}},
            "AWS::SQS::Queue": lambda name: {"QueueName": f"{stack}-{name}.fifo"},
        }
        resources = {}
        for name, resource in self.resources.items():
            if (kind := resource["Type"]) in SUPPORTED_TYPES:
                more = generated.get(kind, lambda _name: {})(name)
                resources[name] = {**resource, "Properties": resource["Properties"] | more}
        outputs = {name: output for name, output in self.outputs.items() if "HttpApi" not in str(output)}
        return json.dumps({"Parameters": self.declarations, "Resources": resources, "Outputs": outputs})

    def _evaluate(self, condition: object) -> object:
        match condition:
            case {"Ref": parameter}:
                return self.parameters[parameter]
            case {"Fn::Not": [inner]}:
                return not self._evaluate(inner)
            case {"Fn::Equals": [one, other]}:
                return str(self._evaluate(one)) == str(self._evaluate(other))
            case dict():
                raise NotImplementedError(condition)
        return condition

    def _resolve(self, value: object) -> object:
        """Resolves `Fn::If`, because moto replaces `AWS::NoValue` with null instead of removing it."""
        match value:
            case {"Fn::If": [condition, yes, no]}:
                return self._resolve(yes if self.conditions[condition] else no)
            case {"Ref": "AWS::NoValue"}:
                return NO_VALUE
            case dict():
                resolved = {name: self._resolve(part) for name, part in value.items()}
                return {name: part for name, part in resolved.items() if part is not NO_VALUE}
            case list():
                return [part for part in map(self._resolve, value) if part is not NO_VALUE]
        return value
