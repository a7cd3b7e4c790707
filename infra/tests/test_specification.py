"""The names and values of the specification."""

import pytest

FUNCTIONS = {
    "AgenticMemoriesClientData": 30,
    "AgenticMemoriesRetrieve": 30,
    "AgenticMemoriesPostCall": 60,
    "AgenticMemoriesPostCallWorker": 60,
}
APIS = {"ClientData": "/client-data", "Retrieve": "/retrieve", "PostCall": "/post-call"}


@pytest.mark.parametrize(("name", "timeout"), FUNCTIONS.items())
def test_a_function_has_its_name_memory_and_timeout(stack, name, timeout):
    function = stack().properties(name)
    assert function["FunctionName"] == name
    assert function["Timeout"] == timeout
    assert function["MemorySize"] == 256
    assert function["Architectures"] == ["x86_64"]
    assert function["Runtime"] == "provided.al2023"


def test_the_functions_are_these_four_and_need_no_layer(stack):
    assert stack().resources("AWS::Lambda::Function").keys() == FUNCTIONS.keys()
    assert not stack().resources("AWS::Lambda::LayerVersion")
    for name in FUNCTIONS:
        assert "Layers" not in stack().properties(name)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_parameter_selects_arm64(stack, name):
    assert stack(Architecture="arm64").properties(name)["Architectures"] == ["arm64"]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_has_the_environment_of_the_specification(stack, name):
    variables = stack(Mem0OrgId="org", Mem0ProjectId="project").variables(name)
    expected = {
        "MEM0_API_KEY": "m0-key",
        "MEM0_ORG_ID": "org",
        "MEM0_PROJECT_ID": "project",
        "MEM0_DIR": "/tmp/.mem0",
        "MEM0_SEARCH_LIMIT": "3",
        "MEM0_TIMEOUT": "5",
        "ELEVENLABS_WORKSPACE_KEY": "workspace-key",
        "ELEVENLABS_HMAC_KEY": "wsec_key",
    }
    assert {variable: variables[variable] for variable in expected} == expected


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_logs_to_its_group_with_a_retention_of_seven_days(stack, name):
    logging = stack().properties(name)["LoggingConfig"]
    assert logging["LogFormat"] == "JSON"
    group = stack().properties(logging["LogGroup"].strip("<>"))
    assert group == {"LogGroupName": f"/aws/lambda/{name}", "RetentionInDays": 7}


@pytest.mark.parametrize(("name", "path"), APIS.items())
def test_an_api_serves_its_route_with_its_function(stack, name, path):
    body = stack().properties(f"AgenticMemories{name}HttpApi")["Body"]
    assert body["info"]["title"] == f"AgenticMemories{name}HttpApi"
    assert body["paths"].keys() == {path, "/$default"}
    route = body["paths"][path]["post"]["x-amazon-apigateway-integration"]
    rest = body["paths"]["/$default"]["x-amazon-apigateway-any-method"]
    assert rest["isDefaultRoute"] is True
    assert rest["x-amazon-apigateway-integration"] == route
    assert route["type"] == "aws_proxy"
    assert route["payloadFormatVersion"] == "2.0"
    assert f"<AgenticMemories{name}.Arn>" in route["uri"]
    # The maximum of an HTTP API.
    assert route["timeoutInMillis"] == 30_000


@pytest.mark.parametrize("name", APIS)
def test_only_its_own_api_may_invoke_a_function(stack, name):
    permission = stack().properties(f"AgenticMemories{name}Permission")
    assert permission["FunctionName"] == f"<AgenticMemories{name}>"
    assert permission["Principal"] == "apigateway.amazonaws.com"
    assert permission["SourceArn"].endswith(f":<AgenticMemories{name}HttpApi>/*")


@pytest.mark.parametrize("name", APIS)
def test_cors_survives_the_translator(stack, name):
    cors = stack().properties(f"AgenticMemories{name}HttpApi")["Body"]["x-amazon-apigateway-cors"]
    assert cors["allowOrigins"] == ["*"]
    assert {"POST", "OPTIONS"} <= set(cors["allowMethods"])
    assert {"content-type", "x-workspace-key", "x-api-key"} <= set(cors["allowHeaders"])
    assert cors["maxAge"] == 600
    assert "allowCredentials" not in cors


@pytest.mark.parametrize("name", APIS)
def test_a_stage_adds_no_prefix_and_throttles_as_aws_does_by_default(stack, name):
    stage = stack().properties(f"AgenticMemories{name}HttpApiApiGatewayDefaultStage")
    assert stage["StageName"] == "$default"
    assert stage["DefaultRouteSettings"]["ThrottlingRateLimit"] == "10000"
    assert stage["DefaultRouteSettings"]["ThrottlingBurstLimit"] == "5000"
    lowered = stack(ThrottleRate=50).properties(f"AgenticMemories{name}HttpApiApiGatewayDefaultStage")
    assert lowered["DefaultRouteSettings"]["ThrottlingRateLimit"] == "50"


def test_the_outputs_are_the_urls_for_elevenlabs(stack):
    outputs = stack().outputs()
    for name, path in APIS.items():
        url = f"https://<AgenticMemories{name}HttpApi>.execute-api.us-east-1.amazonaws.com{path}"
        assert outputs[f"{name}ApiUrl"] == url


def test_a_second_stack_needs_only_another_prefix(stack):
    staging = stack(NamePrefix="Staging")
    assert staging.properties("AgenticMemoriesRetrieve")["FunctionName"] == "StagingRetrieve"
    named = [
        properties
        for name in staging.resources()
        for properties in [str(staging.properties(name))]
        if "'AgenticMemories" in properties
    ]
    assert not named
