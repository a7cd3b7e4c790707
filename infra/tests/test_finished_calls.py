"""The way of a finished call from the hang-up to the worker."""

QUEUE = "PostCallQueue"
DEAD_LETTERS = "PostCallDeadLetters"
WORKER = "AgenticMemoriesPostCallWorker"
DAY = 24 * 60 * 60


def test_one_callers_calls_stay_in_order_without_slowing_others(stack):
    for name in [QUEUE, DEAD_LETTERS]:
        queue = stack().properties(name)
        assert queue["FifoQueue"] is True
        assert queue["DeduplicationScope"] == "messageGroup"
        assert queue["FifoThroughputLimit"] == "perMessageGroupId"


def test_the_names_that_cloudformation_makes_for_the_queues_fit(stack):
    for queue in stack().resources("AWS::SQS::Queue"):
        assert "QueueName" not in stack().properties(queue)
        longest = "-".join(["s" * 40, queue, "r" * 13]) + ".fifo"
        assert len(longest) <= 80


def test_a_message_may_be_as_large_as_the_function_makes_it(stack):
    for name in [QUEUE, DEAD_LETTERS]:
        assert stack().properties(name)["MaximumMessageSize"] == 1024 * 1024


def test_a_message_stays_hidden_while_a_worker_may_still_have_it(stack):
    timeout = stack().properties(WORKER)["Timeout"]
    assert stack().properties(QUEUE)["VisibilityTimeout"] == 6 * timeout


def test_an_outage_of_three_hours_makes_no_dead_letters_and_a_longer_one_keeps_them(stack):
    queue = stack().properties(QUEUE)
    assert queue["RedrivePolicy"]["deadLetterTargetArn"] == f"<{DEAD_LETTERS}.Arn>"
    attempts = queue["RedrivePolicy"]["maxReceiveCount"]
    assert attempts * queue["VisibilityTimeout"] == 3 * 60 * 60
    assert stack().properties(DEAD_LETTERS)["MessageRetentionPeriod"] == 14 * DAY


def test_the_worker_reports_each_message_that_failed(stack):
    (source,) = stack().resources("AWS::Lambda::EventSourceMapping")
    mapping = stack().properties(source)
    assert mapping["EventSourceArn"] == f"<{QUEUE}.Arn>"
    assert mapping["FunctionName"] == f"<{WORKER}>"
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    # A queue that keeps order gives batches of ten at the most.
    assert mapping["BatchSize"] <= 10
    assert stack(WorkerConcurrency=9).properties(source)["ScalingConfig"] == {"MaximumConcurrency": "9"}


def test_a_payload_outlives_the_message_that_names_it(stack):
    (rule,) = stack().properties("AgenticMemoriesPayloadBucket")["LifecycleConfiguration"]["Rules"]
    waits = sum(stack().properties(queue)["MessageRetentionPeriod"] for queue in [QUEUE, DEAD_LETTERS])
    assert rule["Status"] == "Enabled"
    assert rule["ExpirationInDays"] * DAY > waits


def test_ledger_entries_have_a_key_and_expire(stack):
    table = stack().properties("AgenticMemoriesLedgerTable")
    assert table["KeySchema"] == [{"AttributeName": "entry", "KeyType": "HASH"}]
    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
    assert table["BillingMode"] == "PAY_PER_REQUEST"


def test_acknowledged_calls_outlive_the_stack(stack):
    for name in [QUEUE, DEAD_LETTERS, "AgenticMemoriesPayloadBucket"]:
        resource = stack().resources()[name]
        assert resource["DeletionPolicy"] == "RetainExceptOnCreate"
        assert resource["UpdateReplacePolicy"] == "Retain"


def test_the_functions_know_where_to_put_and_find_a_call(stack):
    post_call = stack().variables("AgenticMemoriesPostCall")
    worker = stack().variables(WORKER)
    assert post_call["POST_CALL_QUEUE_URL"] == f"<{QUEUE}>"
    assert post_call["PAYLOAD_BUCKET"] == worker["PAYLOAD_BUCKET"] == "<AgenticMemoriesPayloadBucket>"
    assert worker["LEDGER_TABLE"] == "<AgenticMemoriesLedgerTable>"
