"""Alarms, dashboard, logs, traces, concurrency."""

import json

import pytest

FUNCTIONS = ["ClientData", "Retrieve", "PostCall", "PostCallWorker"]
APIS = ["ClientData", "Retrieve", "PostCall"]


def metrics(alarm: dict) -> list[tuple[str, str]]:
    """The metrics in the expression of an alarm, with their dimensions."""
    found = [metric["MetricStat"]["Metric"] for metric in alarm["Metrics"] if "MetricStat" in metric]
    return [(metric["MetricName"], metric["Dimensions"][0]["Value"]) for metric in found]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_an_alarm_fires_above_five_percent_of_errors(stack, function):
    alarm = stack().properties(f"{function}ErrorRateAlarm")
    assert (alarm["ComparisonOperator"], alarm["Threshold"]) == ("GreaterThanThreshold", 5)
    assert alarm["Metrics"][0]["Expression"] == "100 * errors / invocations"
    name = f"<AgenticMemories{function}>"
    assert metrics(alarm) == [("Errors", name), ("Invocations", name)]


@pytest.mark.parametrize("api", APIS)
def test_an_alarm_fires_when_the_99th_percentile_is_above_500_ms(stack, api):
    alarm = stack().properties(f"{api}LatencyAlarm")
    assert (alarm["Namespace"], alarm["MetricName"]) == ("AWS/ApiGateway", "Latency")
    assert alarm["Dimensions"] == [{"Name": "ApiId", "Value": f"<AgenticMemories{api}HttpApi>"}]
    assert (alarm["ExtendedStatistic"], alarm["Threshold"]) == ("p99", 500)


@pytest.mark.parametrize("api", APIS)
def test_an_alarm_fires_when_most_requests_are_rejected_and_not_for_a_single_one(stack, api):
    alarm = stack().properties(f"{api}RefusedAlarm")
    assert alarm["Threshold"] == 50
    assert alarm["Metrics"][0]["Expression"] == "IF(refused >= 3, 100 * refused / requests, 0)"
    name = f"<AgenticMemories{api}HttpApi>"
    assert metrics(alarm) == [("4xx", name), ("Count", name)]


def test_an_alarm_fires_above_eighty_concurrent_executions_of_all_functions(stack):
    alarm = stack().properties("ConcurrencyAlarm")
    assert alarm["Threshold"] == 80
    assert metrics(alarm) == [("ConcurrentExecutions", f"<AgenticMemories{function}>") for function in FUNCTIONS]
    names = [metric["Id"] for metric in alarm["Metrics"][1:]]
    assert all(name.startswith("function") for name in names)
    assert alarm["Metrics"][0]["Expression"] == "SUM(METRICS('function'))"


def test_an_alarm_fires_when_calls_wait_long_or_are_dead_letters(stack):
    oldest = stack().properties("OldestMessageAlarm")
    assert (oldest["MetricName"], oldest["Threshold"]) == ("ApproximateAgeOfOldestMessage", 900)
    assert oldest["Dimensions"][0]["Value"] == "<PostCallQueue.QueueName>"
    dead = stack().properties("DeadLettersAlarm")
    assert (dead["ComparisonOperator"], dead["Threshold"]) == ("GreaterThanThreshold", 0)
    assert dead["Dimensions"][0]["Value"] == "<PostCallDeadLetters.QueueName>"


def test_alarms_notify_the_given_address_only(stack):
    alarms = stack().resources("AWS::CloudWatch::Alarm")
    assert len(alarms) == 14
    with_email = stack(AlarmEmail="operator@example.com")
    for alarm in alarms:
        assert stack().properties(alarm)["AlarmActions"] == []
        assert with_email.properties(alarm)["AlarmActions"] == ["<AlarmTopic>"]
        # No requests at night are no alarm.
        assert stack().properties(alarm)["TreatMissingData"] == "notBreaching"
    assert "AlarmTopic" not in stack().resources()
    (subscription,) = with_email.properties("AlarmTopic")["Subscription"]
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
def test_requests_are_logged_as_json_without_their_query(stack, api):
    settings = stack().properties(f"AgenticMemories{api}HttpApiApiGatewayDefaultStage")["AccessLogSettings"]
    assert settings["DestinationArn"] == "<AgenticMemoriesHttpApiLogGroup.Arn>"
    line = json.loads(settings["Format"])
    assert line["latency_ms"] == "$context.responseLatency"
    assert not [field for field in line.values() if "query" in field.lower() or field == "$context.requestUri"]
    assert stack().properties("AgenticMemoriesHttpApiLogGroup")["RetentionInDays"] == 7


def test_concurrency_is_neither_reserved_nor_provisioned_by_default(stack):
    assert not stack().resources("AWS::Lambda::Alias")
    assert not stack().resources("AWS::Lambda::Version")
    for function in FUNCTIONS:
        assert "ReservedConcurrentExecutions" not in stack().properties(f"AgenticMemories{function}")


@pytest.mark.parametrize("api", APIS)
def test_a_parameter_reserves_concurrency(stack, api):
    assert stack(ReservedConcurrency=0).properties(f"AgenticMemories{api}")["ReservedConcurrentExecutions"] == "0"


@pytest.mark.parametrize("api", ["ClientData", "Retrieve"])
def test_with_provisioned_concurrency_the_api_invokes_the_version_of_this_revision(stack, api):
    provisioned = stack(ProvisionedConcurrency=2, Revision="7")
    alias = f"AgenticMemories{api}Alias"
    concurrency = provisioned.properties(alias)["ProvisionedConcurrencyConfig"]
    assert concurrency == {"ProvisionedConcurrentExecutions": "2"}
    assert provisioned.properties(f"AgenticMemories{api}Version")["Description"] == "7"
    assert provisioned.properties(f"AgenticMemories{api}Permission")["FunctionName"] == f"<{alias}>"
    for path in provisioned.properties(f"AgenticMemories{api}HttpApi")["Body"]["paths"].values():
        (method,) = path.values()
        assert f"functions/<{alias}>/invocations" in method["x-amazon-apigateway-integration"]["uri"]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_another_revision_changes_the_configuration_of_a_function(stack, function):
    assert stack(Revision="2").variables(f"AgenticMemories{function}")["REVISION"] == "2"
