"""The template, deployed to moto's CloudFormation, IAM and Lambda."""

import ast
import json
from dataclasses import dataclass

from cloud import REGION, Cloud
from template import Template

# moto checks the permissions for these services without the table or the secret.
WITHOUT_RESOURCES = {"dynamodb", "secretsmanager"}


@dataclass
class Configuration:
    """The configuration of a function in Lambda."""

    binary: str
    timeout: float
    environment: dict[str, str]


class Deployment:
    """The resources of a created stack."""

    def __init__(self, name: str, cloud: Cloud, template: Template):
        self.name = name
        self.cloud = cloud
        self.template = template
        self.outputs = self._create()
        for role in template.of_type("AWS::IAM::Role"):
            self._make_policies_readable(self._physical(role))

    def configuration(self, logical_id: str) -> Configuration:
        name = self._physical(logical_id)
        configuration = self.cloud.client("lambda").get_function_configuration(FunctionName=name)
        variables = configuration["Environment"]["Variables"]
        environment = {
            **{variable: str(value) for variable, value in variables.items()},
            **self._credentials(configuration["Role"]),
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(configuration["MemorySize"]),
            "AWS_LAMBDA_FUNCTION_NAME": configuration["FunctionName"],
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "TZ": ":UTC",
            "_HANDLER": configuration["Handler"],
        }
        binary = self.template.resources[logical_id]["Metadata"]["BuildProperties"]["Binary"]
        return Configuration(binary, configuration["Timeout"], environment)

    def _create(self) -> dict[str, str]:
        """Creates the stack and returns its outputs."""
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

    def _credentials(self, role: str) -> dict[str, str]:
        """The credentials of a function's role, and the endpoint of AWS."""
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
        """Converts a role's policies to JSON: moto's CloudFormation stores them as Python literals."""
        iam = self.cloud.client("iam")
        for policy in iam.list_role_policies(RoleName=role)["PolicyNames"]:
            literal = iam.get_role_policy(RoleName=role, PolicyName=policy)["PolicyDocument"]
            document = ast.literal_eval(literal)
            for statement in document["Statement"]:
                if services_of(statement) <= WITHOUT_RESOURCES:
                    statement["Resource"] = "*"
            iam.put_role_policy(RoleName=role, PolicyName=policy, PolicyDocument=json.dumps(document))


def services_of(statement: dict) -> set[str]:
    actions = statement["Action"]
    return {action.split(":")[0] for action in ([actions] if isinstance(actions, str) else actions)}
