"""What an operator sees and can turn."""

import json

import pytest

FUNCTIONS = ["ClientData", "Retrieve", "PostCall", "PostCallWorker"]
APIS = ["ClientData", "Retrieve", "PostCall"]


def metrics(alarm: dict) -> list[tuple[str, str]]:
    """The metrics that an alarm computes with, and what they are about."""
    found = [metric["MetricStat"]["Metric"] for metric in alarm["Metrics"] if "MetricStat" in metric]
    return [(metric["MetricName"], metric["Dimensions"][0]["Value"]) for metric in found]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_an_alarm_rings_above_five_percent_of_errors(stack, function):
    alarm = stack().properties(f"{function}ErrorRateAlarm")
    assert (alarm["ComparisonOperator"], alarm["Threshold"]) == ("GreaterThanThreshold", 5)
    assert alarm["Metrics"][0]["Expression"] == "100 * errors / invocations"
    name = f"<AgenticMemories{function}>"
    assert metrics(alarm) == [("Errors", name), ("Invocations", name)]


@pytest.mark.parametrize("api", APIS)
def test_an_alarm_rings_when_the_slowest_percent_takes_more_than_500_ms(stack, api):
    alarm = stack().properties(f"{api}LatencyAlarm")
    assert (alarm["Namespace"], alarm["MetricName"]) == ("AWS/ApiGateway", "Latency")
    assert alarm["Dimensions"] == [{"Name": "ApiId", "Value": f"<AgenticMemories{api}HttpApi>"}]
    assert (alarm["ExtendedStatistic"], alarm["Threshold"]) == ("p99", 500)


@pytest.mark.parametrize("api", APIS)
def test_an_alarm_rings_when_keys_do_not_match_and_not_because_of_one_stranger(stack, api):
    alarm = stack().properties(f"{api}RefusedAlarm")
    assert alarm["Threshold"] == 50
    assert alarm["Metrics"][0]["Expression"] == "IF(refused >= 3, 100 * refused / requests, 0)"
    name = f"<AgenticMemories{api}HttpApi>"
    assert metrics(alarm) == [("4xx", name), ("Count", name)]


def test_an_alarm_rings_above_eighty_executions_of_all_functions(stack):
    alarm = stack().properties("ConcurrencyAlarm")
    assert alarm["Threshold"] == 80
    assert metrics(alarm) == [("ConcurrentExecutions", f"<AgenticMemories{function}>") for function in FUNCTIONS]
    names = [metric["Id"] for metric in alarm["Metrics"][1:]]
    assert all(name.startswith("function") for name in names)
    assert alarm["Metrics"][0]["Expression"] == "SUM(METRICS('function'))"


def test_an_alarm_rings_when_calls_wait_long_or_are_dead(stack):
    oldest = stack().properties("OldestMessageAlarm")
    assert (oldest["MetricName"], oldest["Threshold"]) == ("ApproximateAgeOfOldestMessage", 900)
    assert oldest["Dimensions"][0]["Value"] == "<PostCallQueue.QueueName>"
    dead = stack().properties("DeadLettersAlarm")
    assert (dead["ComparisonOperator"], dead["Threshold"]) == ("GreaterThanThreshold", 0)
    assert dead["Dimensions"][0]["Value"] == "<PostCallDeadLetters.QueueName>"


def test_every_alarm_writes_to_the_address_that_is_given_and_to_nobody_otherwise(stack):
    alarms = stack().resources("AWS::CloudWatch::Alarm")
    assert len(alarms) == 14
    watched = stack(AlarmEmail="operator@example.com")
    for alarm in alarms:
        assert stack().properties(alarm)["AlarmActions"] == []
        assert watched.properties(alarm)["AlarmActions"] == ["<AlarmTopic>"]
        # Silence at night is no alarm.
        assert stack().properties(alarm)["TreatMissingData"] == "notBreaching"
    assert "AlarmTopic" not in stack().resources()
    (subscription,) = watched.properties("AlarmTopic")["Subscription"]
    assert subscription == {"Protocol": "email", "Endpoint": "operator@example.com"}


def test_the_dashboard_shows_the_metrics_of_the_specification(stack):
    dashboard = stack().properties("AgenticMemoriesDashboard")
    widgets = json.loads(dashboard["DashboardBody"])["widgets"]
    shown = {metric for widget in widgets for row in widget["properties"]["metrics"] for metric in row[1:2] if row[0] != "..."}
    assert {"Invocations", "Errors", "Duration", "4xx", "5xx", "Latency"} <= shown
    places = [(widget["x"], widget["y"]) for widget in widgets]
    assert len(set(places)) == len(places)
    assert all(widget["x"] + widget["width"] <= 24 for widget in widgets)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_functions_are_traced(stack, function):
    assert stack().properties(f"AgenticMemories{function}")["TracingConfig"] == {"Mode": "Active"}


@pytest.mark.parametrize("api", APIS)
def test_accesses_are_logged_as_json_without_the_query_which_may_name_a_caller(stack, api):
    settings = stack().properties(f"AgenticMemories{api}HttpApiApiGatewayDefaultStage")["AccessLogSettings"]
    assert settings["DestinationArn"] == "<AgenticMemoriesHttpApiLogGroup.Arn>"
    line = json.loads(settings["Format"])
    assert line["latency_ms"] == "$context.responseLatency"
    assert not [field for field in line.values() if "query" in field.lower() or field == "$context.requestUri"]
    assert stack().properties("AgenticMemoriesHttpApiLogGroup")["RetentionInDays"] == 7


def test_concurrency_is_neither_reserved_nor_provisioned_unless_asked_for(stack):
    assert not stack().resources("AWS::Lambda::Alias")
    assert not stack().resources("AWS::Lambda::Version")
    for function in FUNCTIONS:
        assert "ReservedConcurrentExecutions" not in stack().properties(f"AgenticMemories{function}")


@pytest.mark.parametrize("api", APIS)
def test_reserved_concurrency_is_one_parameter(stack, api):
    assert stack(ReservedConcurrency=0).properties(f"AgenticMemories{api}")["ReservedConcurrentExecutions"] == "0"


@pytest.mark.parametrize("api", ["ClientData", "Retrieve"])
def test_with_provisioned_concurrency_the_api_calls_the_version_of_this_revision(stack, api):
    warm = stack(ProvisionedConcurrency=2, Revision="7")
    alias = f"AgenticMemories{api}Alias"
    provision = warm.properties(alias)["ProvisionedConcurrencyConfig"]
    assert provision == {"ProvisionedConcurrentExecutions": "2"}
    assert warm.properties(f"AgenticMemories{api}Version")["Description"] == "7"
    assert warm.properties(f"AgenticMemories{api}Permission")["FunctionName"] == f"<{alias}>"
    for path in warm.properties(f"AgenticMemories{api}HttpApi")["Body"]["paths"].values():
        (method,) = path.values()
        assert f"functions/<{alias}>/invocations" in method["x-amazon-apigateway-integration"]["uri"]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_another_revision_changes_a_functions_configuration_and_so_restarts_it(stack, function):
    assert stack(Revision="2").variables(f"AgenticMemories{function}")["REVISION"] == "2"
