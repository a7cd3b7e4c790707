"""The stack, from the reviewed expansion of the template, as moto's CloudFormation can make it."""

import json
from collections.abc import Mapping
from pathlib import Path

EXPANSION = Path(__file__).parents[2] / "infra" / "expansion.json"

# What keeps data or runs code. API Gateway and the event source mapping are doubles of their own;
# alarms and the dashboard have nothing to watch.
MADE = {
    "AWS::DynamoDB::Table",
    "AWS::IAM::Role",
    "AWS::Lambda::Function",
    "AWS::Logs::LogGroup",
    "AWS::S3::Bucket",
    "AWS::SQS::Queue",
}

NOTHING = object()


class Template:
    """The expansion with its parameters given and its choices made."""

    def __init__(self, parameters: Mapping[str, str]):
        expansion = json.loads(EXPANSION.read_text())
        unknown = parameters.keys() - expansion["Parameters"].keys()
        assert not unknown, f"the template has no parameters {unknown}"
        self.parameters = {
            name: str(parameters[name] if name in parameters else declared["Default"])
            for name, declared in expansion["Parameters"].items()
        }
        self.conditions = {
            name: self._value(condition) for name, condition in expansion["Conditions"].items()
        }
        self.resources = {
            name: self._chosen(resource)
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
        """What moto is given: what it can make, and what CloudFormation invents or uploads."""
        invented = {
            "AWS::Lambda::Function": lambda _name: {"Code": {"ZipFile": "runs elsewhere"}},
            "AWS::SQS::Queue": lambda name: {"QueueName": f"{stack}-{name}.fifo"},
        }
        made = {}
        for name, resource in self.resources.items():
            if (kind := resource["Type"]) in MADE:
                more = invented.get(kind, lambda _name: {})(name)
                made[name] = {**resource, "Properties": resource["Properties"] | more}
        outputs = {name: output for name, output in self.outputs.items() if "HttpApi" not in str(output)}
        return json.dumps({"Parameters": self.declarations, "Resources": made, "Outputs": outputs})

    def _value(self, condition: object) -> object:
        match condition:
            case {"Ref": parameter}:
                return self.parameters[parameter]
            case {"Fn::Not": [inner]}:
                return not self._value(inner)
            case {"Fn::Equals": [one, other]}:
                return str(self._value(one)) == str(self._value(other))
            case dict():
                raise NotImplementedError(condition)
        return condition

    def _chosen(self, value: object) -> object:
        """The value without `Fn::If`: moto leaves a null where `AWS::NoValue` leaves nothing."""
        match value:
            case {"Fn::If": [condition, yes, no]}:
                return self._chosen(yes if self.conditions[condition] else no)
            case {"Ref": "AWS::NoValue"}:
                return NOTHING
            case dict():
                chosen = {name: self._chosen(part) for name, part in value.items()}
                return {name: part for name, part in chosen.items() if part is not NOTHING}
            case list():
                return [part for part in map(self._chosen, value) if part is not NOTHING]
        return value
