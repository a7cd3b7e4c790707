"""Estimates the cost of the stack: cost.py [--calls N] [--searches N] [--provisioned N] [--write]

Prints the table of docs/aws.md, or writes it there. Sizes and counts of the stack come from its
expansion, prices from prices.toml, the properties of a call from the options.
"""

import argparse
import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
GUIDE = HERE.parent / "docs" / "aws.md"
TABLE = re.compile(r"(?<=<!-- cost -->\n).*?(?=<!-- /cost -->)", re.DOTALL)
SECONDS_PER_MONTH = 30 * 24 * 60 * 60


@dataclass(frozen=True)
class Call:
    """The billable parts of a call."""

    searches: int = 3
    # Execution times in seconds, most of which is waiting for Mem0.
    client_data_seconds: float = 0.3
    retrieve_seconds: float = 0.3
    post_call_seconds: float = 0.05
    worker_seconds: float = 0.6
    # Billed units of 64 KB of the message in the queue.
    message_units: int = 1
    # Parts of the call, each with an entry in the ledger that is written twice.
    parts: int = 3
    # In GB: one line for each execution and one for each API request.
    log_line: float = 1e-6
    # In GB: a hundred memories and their variables.
    client_data_reply: float = 5e-5

    @property
    def requests(self) -> int:
        return 1 + self.searches + 1

    @property
    def executions(self) -> int:
        return self.requests + 1

    @property
    def seconds(self) -> float:
        in_call = self.client_data_seconds + self.searches * self.retrieve_seconds
        return in_call + self.post_call_seconds + self.worker_seconds


def memory_gb(resources: dict) -> float:
    return resources["AgenticMemoriesRetrieve"]["Properties"]["MemorySize"] / 1024


def usage(call: Call, calls: int, resources: dict) -> dict[str, float]:
    return {
        "lambda_request": calls * call.executions,
        "lambda_gb_second": calls * call.seconds * memory_gb(resources),
        "http_api_request": calls * call.requests,
        # Sent, received and deleted.
        "sqs_fifo_request": calls * (2 * call.message_units + 1),
        "dynamodb_write": calls * call.parts * 2,
        "log_gb": calls * (call.executions + call.requests) * call.log_line,
        "transfer_gb": calls * call.client_data_reply,
        # An upper bound: AWS samples above one per second.
        "trace": calls * call.executions,
    }


def monthly_usage(resources: dict, provisioned: int) -> dict[str, float]:
    """Usage in a month that does not depend on the number of calls."""
    functions = sum(resource["Type"] == "AWS::Lambda::Function" for resource in resources.values())
    alarms = [r["Properties"] for r in resources.values() if r["Type"] == "AWS::CloudWatch::Alarm"]
    alarm_metrics = sum(sum("MetricStat" in metric for metric in alarm.get("Metrics", [{"MetricStat": ()}])) for alarm in alarms)
    provisioned_usage = {"provisioned_gb_second": 2 * provisioned * memory_gb(resources) * SECONDS_PER_MONTH} if provisioned else {}
    return {
        "alarm_metric": alarm_metrics,
        # Each function's `duration_ms`.
        "custom_metric": functions,
        "dashboard": 1,
        "secret": 1,
        # An idle event source has five pollers, each of which polls every 20 seconds.
        "sqs_fifo_request": 5 * SECONDS_PER_MONTH / 20,
    } | provisioned_usage


def rows(quantities: dict[str, float], prices: dict) -> tuple[list[str], float]:
    lines, total = [], 0.0
    for name, quantity in quantities.items():
        price = prices[name]
        cost = quantity * price["price"] / price["per"]
        total += cost
        unit = "" if price["per"] == 1 else f" for {price['per']:,}"
        amount = f"{price['price']:.10f}".rstrip("0").rstrip(".")
        seen = price.get("seen", "to be checked")
        lines.append(f"| [{price['what']}]({price['page']}) | {quantity:,.8g} | ${amount}{unit} | {seen} | ${cost:.2f} |")
    return lines, total


def table(call: Call, calls: int, provisioned: int = 0) -> str:
    prices = tomllib.loads((HERE / "prices.toml").read_text())
    resources = json.loads((HERE / "expansion.json").read_text())["Resources"]
    per_call_rows, per_calls = rows(usage(call, calls, resources), prices)
    monthly_rows, per_month = rows(monthly_usage(resources, provisioned), prices)
    return "\n".join(
        [
            f"| {calls:,} calls, {call.searches} searches each | quantity | price | seen | cost |",
            "|---|---:|---:|---|---:|",
            *per_call_rows,
            f"| **for {calls:,} calls** | | | | **${per_calls:.2f}** |",
            *monthly_rows,
            f"| **a month, besides the calls** | | | | **${per_month:.2f}** |",
            "",
        ]
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--calls", type=int, default=10_000)
    options.add_argument("--searches", type=int, default=Call.searches)
    options.add_argument("--provisioned", type=int, default=0, help="the parameter ProvisionedConcurrency")
    options.add_argument("--write", action="store_true", help="into docs/aws.md")
    chosen = options.parse_args()
    text = table(Call(searches=chosen.searches), chosen.calls, chosen.provisioned)
    if chosen.write:
        GUIDE.write_text(TABLE.sub(lambda _: text, GUIDE.read_text()))
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
