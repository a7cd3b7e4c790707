"""The template, deployed to moto: what CloudFormation, IAM and Lambda make of it."""

import ast
import json
from dataclasses import dataclass

from cloud import REGION, Cloud
from template import Template

# moto does not say which table or secret it is about when it asks whether a role may do something.
WITHOUT_RESOURCES = {"dynamodb", "secretsmanager"}


@dataclass
class Configuration:
    """What Lambda knows of a function."""

    binary: str
    timeout: float
    environment: dict[str, str]


class Deployment:
    """Everything there is once CloudFormation is done."""

    def __init__(self, name: str, cloud: Cloud, template: Template):
        self.name = name
        self.cloud = cloud
        self.template = template
        self.outputs = self._created()
        for role in template.of_type("AWS::IAM::Role"):
            self._make_policies_readable(self._physical(role))

    def configuration(self, logical_id: str) -> Configuration:
        name = self._physical(logical_id)
        found = self.cloud.client("lambda").get_function_configuration(FunctionName=name)
        variables = found["Environment"]["Variables"]
        environment = {
            **{variable: str(value) for variable, value in variables.items()},
            **self._identity(found["Role"]),
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(found["MemorySize"]),
            "AWS_LAMBDA_FUNCTION_NAME": found["FunctionName"],
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "TZ": ":UTC",
            "_HANDLER": found["Handler"],
        }
        binary = self.template.resources[logical_id]["Metadata"]["BuildProperties"]["Binary"]
        return Configuration(binary, found["Timeout"], environment)

    def _created(self) -> dict[str, str]:
        """The stack's outputs."""
        cloudformation = self.cloud.client("cloudformation")
        parameters = [
            {"ParameterKey": key, "ParameterValue": value} for key, value in self.template.parameters.items()
        ]
        cloudformation.create_stack(
            StackName=self.name,
            TemplateBody=self.template.for_moto(self.name),
            Parameters=parameters,
            Capabilities=["CAPABILITY_IAM"],
        )
        (stack,) = cloudformation.describe_stacks(StackName=self.name)["Stacks"]
        assert stack["StackStatus"] == "CREATE_COMPLETE", stack
        return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}

    def _physical(self, logical_id: str) -> str:
        resource = self.cloud.client("cloudformation").describe_stack_resource(
            StackName=self.name, LogicalResourceId=logical_id
        )
        return resource["StackResourceDetail"]["PhysicalResourceId"]

    def _identity(self, role: str) -> dict[str, str]:
        """As whom a function speaks to AWS, and here also where that is."""
        assumed = self.cloud.client("sts").assume_role(RoleArn=role, RoleSessionName="function")
        credentials = assumed["Credentials"]
        return {
            "AWS_ACCESS_KEY_ID": credentials["AccessKeyId"],
            "AWS_ENDPOINT_URL": self.cloud.url,
            "AWS_REGION": REGION,
            "AWS_SECRET_ACCESS_KEY": credentials["SecretAccessKey"],
            "AWS_SESSION_TOKEN": credentials["SessionToken"],
        }

    def _make_policies_readable(self, role: str) -> None:
        """Puts a role's policies as JSON: moto's CloudFormation writes them as Python would."""
        iam = self.cloud.client("iam")
        for policy in iam.list_role_policies(RoleName=role)["PolicyNames"]:
            written = iam.get_role_policy(RoleName=role, PolicyName=policy)["PolicyDocument"]
            document = ast.literal_eval(written)
            for statement in document["Statement"]:
                if services_of(statement) <= WITHOUT_RESOURCES:
                    statement["Resource"] = "*"
            iam.put_role_policy(RoleName=role, PolicyName=policy, PolicyDocument=json.dumps(document))


def services_of(statement: dict) -> set[str]:
    actions = statement["Action"]
    return {action.split(":")[0] for action in ([actions] if isinstance(actions, str) else actions)}
