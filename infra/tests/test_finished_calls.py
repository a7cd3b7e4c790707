"""The path of a finished call from the webhook to the worker."""

QUEUE = "PostCallQueue"
DEAD_LETTERS = "PostCallDeadLetters"
WORKER = "AgenticMemoriesPostCallWorker"
DAY = 24 * 60 * 60


def test_the_calls_of_one_caller_are_in_order_without_delaying_others(stack):
    for name in [QUEUE, DEAD_LETTERS]:
        queue = stack().properties(name)
        assert queue["FifoQueue"] is True
        assert queue["DeduplicationScope"] == "messageGroup"
        assert queue["FifoThroughputLimit"] == "perMessageGroupId"


def test_the_generated_names_of_the_queues_are_short_enough(stack):
    for queue in stack().resources("AWS::SQS::Queue"):
        assert "QueueName" not in stack().properties(queue)
        longest = "-".join(["s" * 40, queue, "r" * 13]) + ".fifo"
        assert len(longest) <= 80


def test_the_queue_accepts_messages_of_the_size_that_the_function_sends(stack):
    for name in [QUEUE, DEAD_LETTERS]:
        assert stack().properties(name)["MaximumMessageSize"] == 1024 * 1024


def test_a_message_is_invisible_while_a_worker_may_process_it(stack):
    timeout = stack().properties(WORKER)["Timeout"]
    assert stack().properties(QUEUE)["VisibilityTimeout"] == 6 * timeout


def test_only_an_outage_of_more_than_three_hours_makes_dead_letters(stack):
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
    # FIFO queues deliver batches of up to ten.
    assert mapping["BatchSize"] <= 10
    assert stack(WorkerConcurrency=9).properties(source)["ScalingConfig"] == {"MaximumConcurrency": "9"}


def test_a_payload_outlives_its_message(stack):
    (rule,) = stack().properties("AgenticMemoriesPayloadBucket")["LifecycleConfiguration"]["Rules"]
    retention = sum(stack().properties(queue)["MessageRetentionPeriod"] for queue in [QUEUE, DEAD_LETTERS])
    assert rule["Status"] == "Enabled"
    assert rule["ExpirationInDays"] * DAY > retention


def test_ledger_entries_have_a_key_and_expire(stack):
    table = stack().properties("AgenticMemoriesLedgerTable")
    assert table["KeySchema"] == [{"AttributeName": "entry", "KeyType": "HASH"}]
    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
    assert table["BillingMode"] == "PAY_PER_REQUEST"


def test_acknowledged_calls_survive_the_deletion_of_the_stack(stack):
    for name in [QUEUE, DEAD_LETTERS, "AgenticMemoriesPayloadBucket"]:
        resource = stack().resources()[name]
        assert resource["DeletionPolicy"] == "RetainExceptOnCreate"
        assert resource["UpdateReplacePolicy"] == "Retain"


def test_the_functions_use_the_same_queue_bucket_and_table(stack):
    post_call = stack().variables("AgenticMemoriesPostCall")
    worker = stack().variables(WORKER)
    assert post_call["POST_CALL_QUEUE_URL"] == f"<{QUEUE}>"
    assert post_call["PAYLOAD_BUCKET"] == worker["PAYLOAD_BUCKET"] == "<AgenticMemoriesPayloadBucket>"
    assert worker["LEDGER_TABLE"] == "<AgenticMemoriesLedgerTable>"
