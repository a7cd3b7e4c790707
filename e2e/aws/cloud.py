"""AWS on loopback: moto, which checks signatures and permissions."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
import requests

from processes import free_port, server

REGION = "eu-central-1"

SERVICES = ["cloudformation", "dynamodb", "iam", "lambda", "s3", "secretsmanager", "sqs", "sts"]

# The number of requests after which moto starts to check permissions.
NEVER = "inf"
ALWAYS = "0"

EVERYTHING = {"Effect": "Allow", "Action": "*", "Resource": "*"}


class Cloud:
    """An account with an administrator who has all permissions."""

    def __init__(self, url: str):
        self.url = url
        iam = self.connect("iam", "unchecked", "unchecked")
        iam.create_user(UserName="administrator")
        policy = json.dumps({"Version": "2012-10-17", "Statement": [EVERYTHING]})
        iam.put_user_policy(UserName="administrator", PolicyName="Everything", PolicyDocument=policy)
        key = iam.create_access_key(UserName="administrator")["AccessKey"]
        self._clients = {
            service: self.connect(service, key["AccessKeyId"], key["SecretAccessKey"])
            for service in SERVICES
        }

    def client(self, service: str) -> Any:
        """A boto3 client for the administrator."""
        return self._clients[service]

    def connect(self, service: str, key_id: str, secret_key: str, token: str | None = None) -> Any:
        """A boto3 client with the given credentials."""
        session = boto3.Session(key_id, secret_key, token, region_name=REGION)
        return session.client(service, endpoint_url=self.url)

    @contextmanager
    def enforcing_permissions(self) -> Iterator[None]:
        """Rejects requests with invalid signatures or without permission, for the duration of a block."""
        self._check_after(ALWAYS)
        try:
            yield
        finally:
            self._check_after(NEVER)

    def _check_after(self, requests_before_check: str) -> None:
        requests.post(f"{self.url}/moto-api/reset-auth", data=requests_before_check, timeout=10).raise_for_status()


@contextmanager
def cloud(folder: Path) -> Iterator[Cloud]:
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "--host", "127.0.0.1", "--port", str(port)]
    with server(command, port, folder / "moto.log", folder, os.environ) as url:
        yield Cloud(url)
