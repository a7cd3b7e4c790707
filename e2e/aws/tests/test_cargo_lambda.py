"""The built functions with `cargo lambda invoke` and events from files."""

import json
import subprocess
import time
from pathlib import Path

from calls import ROBIN, call
from emulator import CARGO_LAMBDA
from function import Function
from stack import HMAC_KEY, Stack
from wire import signature


def test_events_of_an_http_api_and_of_a_queue_from_files(stack: Stack, tmp_path: Path) -> None:
    body = call("conv_1", ROBIN, "My dog is called Biscuit.")
    reply = invoke(stack.post_call, http_api_event("/post-call", body), tmp_path)
    assert reply["statusCode"] == 200
    assert json.loads(reply["body"]) == {"status": "ok"}

    messages = stack.mapping.event(stack.queue.receive())
    assert invoke(stack.worker, messages, tmp_path) == {"batchItemFailures": []}
    assert "Biscuit" in str(stack.memories(ROBIN))


def invoke(function: Function, event: dict, folder: Path) -> dict:
    file = folder / "event.json"
    file.write_text(json.dumps(event))
    function.ready()
    port = str(function.emulator.port)
    command = [CARGO_LAMBDA, "lambda", "invoke", "--invoke-address", "127.0.0.1", "--invoke-port", port]
    completed = subprocess.run(
        [*command, function.binary, "--data-file", file, "--output-format", "json"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert completed.returncode == 0, completed.stderr
    return json.loads(completed.stdout)


def http_api_event(path: str, body: bytes) -> dict:
    """The event of an HTTP API for a signed request (payload 2.0)."""
    now = time.time()
    host = "abcdef1234.execute-api.eu-central-1.amazonaws.com"
    return {
        "version": "2.0",
        "routeKey": f"POST {path}",
        "rawPath": path,
        "rawQueryString": "",
        "headers": {
            "accept-encoding": "gzip, deflate",
            "content-length": str(len(body)),
            "content-type": "application/json",
            "elevenlabs-signature": signature(body, HMAC_KEY),
            "host": host,
            "x-amzn-trace-id": "Root=1-6b06b39b-ac14f830918e0415fcacf90b",
            "x-forwarded-for": "192.0.2.1",
            "x-forwarded-port": "443",
            "x-forwarded-proto": "https",
        },
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "abcdef1234",
            "domainName": host,
            "domainPrefix": "abcdef1234",
            "http": {
                "method": "POST",
                "path": path,
                "protocol": "HTTP/1.1",
                "sourceIp": "192.0.2.1",
                "userAgent": "ElevenLabs/1.0",
            },
            "requestId": "JKJaXmPLvHcESHA=",
            "routeKey": f"POST {path}",
            "stage": "$default",
            "time": time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime(now)),
            "timeEpoch": int(now * 1000),
        },
        "body": body.decode(),
        "isBase64Encoded": False,
    }
