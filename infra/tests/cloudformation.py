"""Evaluates a template with parameters, as far as these tests need CloudFormation."""

import re

REGION = "us-east-1"
PSEUDO = {
    "AWS::AccountId": "123456789012",
    "AWS::Partition": "aws",
    "AWS::Region": REGION,
    "AWS::StackName": "AgenticMemoriesStack",
    "AWS::URLSuffix": "amazonaws.com",
}
NO_VALUE = object()


class Stack:
    """A template with parameters. References to resources become `<LogicalId>` and `<LogicalId.Attribute>`."""

    def __init__(self, template: dict, **parameters: object):
        self.template = template
        declared = template["Parameters"]
        unknown = parameters.keys() - declared.keys()
        assert not unknown, f"the template has no parameters {unknown}"
        values = {name: declaration.get("Default") for name, declaration in declared.items()} | parameters
        self.values = PSEUDO | {name: str(value) for name, value in values.items()}

    def properties(self, logical_id: str) -> dict:
        return self.resolve(self.resources()[logical_id].get("Properties", {}))

    def resources(self, kind: str | None = None) -> dict:
        """The resources whose condition holds, by logical id."""
        return {
            name: resource
            for name, resource in self.template["Resources"].items()
            if self.condition(resource.get("Condition")) and kind in (None, resource["Type"])
        }

    def variables(self, function: str) -> dict:
        return self.properties(function)["Environment"]["Variables"]

    def outputs(self) -> dict:
        return {name: self.resolve(output["Value"]) for name, output in self.template["Outputs"].items()}

    def failed_assertions(self) -> list[str]:
        """The descriptions of the rules that these parameters break."""
        return [
            assertion["AssertDescription"]
            for rule in self.template["Rules"].values()
            if self.resolve(rule["RuleCondition"])
            for assertion in rule["Assertions"]
            if not self.resolve(assertion["Assert"])
        ]

    def condition(self, name: str | None) -> bool:
        return name is None or self.resolve(self.template["Conditions"][name])

    def resolve(self, value):
        match value:
            case {"Ref": "AWS::NoValue"}:
                return NO_VALUE
            case {"Ref": name}:
                return self.reference(name)
            case {"Fn::GetAtt": [name, attribute]}:
                return f"<{name}.{attribute}>"
            case {"Fn::Sub": [text, local]}:
                return self.substitute(text, self.resolve(local))
            case {"Fn::Sub": text}:
                return self.substitute(text, {})
            case {"Fn::If": [condition, then, otherwise]}:
                return self.resolve(then if self.condition(condition) else otherwise)
            case {"Fn::Equals": [left, right]}:
                return str(self.resolve(left)) == str(self.resolve(right))
            case {"Fn::Not": [operand]}:
                return not self.resolve(operand)
            case dict():
                resolved = {key: self.resolve(item) for key, item in value.items()}
                unknown = [key for key in resolved if key.startswith("Fn::")]
                assert not unknown, f"these tests do not evaluate {unknown}"
                return {key: item for key, item in resolved.items() if item is not NO_VALUE}
            case list():
                return [item for item in map(self.resolve, value) if item is not NO_VALUE]
            case _:
                return value

    def reference(self, name: str) -> str:
        if name in self.values:
            return self.values[name]
        assert name in self.resources(), f"{name} is neither a parameter nor a resource of this stack"
        return f"<{name}>"

    def substitute(self, text: str, local: dict) -> str:
        def replace(match: re.Match) -> str:
            name, _, attribute = match[1].partition(".")
            if name in local:
                return local[name]
            return f"<{name}.{attribute}>" if attribute else self.reference(name)

        return re.sub(r"\$\{([^!}][^}]*)\}", replace, text)
