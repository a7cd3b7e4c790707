"""What the stack costs: cost.py [--calls N] [--searches N] [--provisioned N] [--write]

Prints the table of docs/aws.md, or writes it there. Sizes and counts that the template decides come
from its expansion, prices from prices.toml; what a call is like is said by the options.
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
    """A call, as the bill sees it."""

    searches: int = 3
    # Seconds a function runs, most of which it waits for Mem0.
    ring: float = 0.3
    search: float = 0.3
    hang_up: float = 0.05
    learning: float = 0.6
    # Chunks of 64 KB of the finished call in the queue.
    chunks: int = 1
    # Entries in the ledger, each reserved and then settled.
    memories: int = 3
    # Lines of about 1 KB: one for each execution and one for each API request.
    log_line: float = 1e-6
    # In GB, what goes out at the ring: a hundred memories and their variables.
    ring_reply: float = 5e-5

    @property
    def requests(self) -> int:
        return 1 + self.searches + 1

    @property
    def executions(self) -> int:
        return self.requests + 1

    @property
    def seconds(self) -> float:
        return self.ring + self.searches * self.search + self.hang_up + self.learning


def memory_gb(resources: dict) -> float:
    return resources["AgenticMemoriesRetrieve"]["Properties"]["MemorySize"] / 1024


def usage(call: Call, calls: int, resources: dict) -> dict[str, float]:
    return {
        "lambda_request": calls * call.executions,
        "lambda_gb_second": calls * call.seconds * memory_gb(resources),
        "http_api_request": calls * call.requests,
        # Sent, received and deleted.
        "sqs_fifo_request": calls * (2 * call.chunks + 1),
        "dynamodb_write": calls * call.memories * 2,
        "log_gb": calls * (call.executions + call.requests) * call.log_line,
        "transfer_gb": calls * call.ring_reply,
        # All of them; AWS samples when there are more than one in a second.
        "trace": calls * call.executions,
    }


def standing(resources: dict, provisioned: int) -> dict[str, float]:
    """What a month costs whatever the number of calls."""
    functions = sum(resource["Type"] == "AWS::Lambda::Function" for resource in resources.values())
    alarms = [r["Properties"] for r in resources.values() if r["Type"] == "AWS::CloudWatch::Alarm"]
    watched = sum(sum("MetricStat" in metric for metric in alarm.get("Metrics", [{"MetricStat": ()}])) for alarm in alarms)
    kept_started = {"provisioned_gb_second": 2 * provisioned * memory_gb(resources) * SECONDS_PER_MONTH} if provisioned else {}
    return {
        "alarm_metric": watched,
        # Each function's `duration_ms`.
        "custom_metric": functions,
        "dashboard": 1,
        "secret": 1,
        # An idle event source asks with five pollers that wait 20 seconds each.
        "sqs_fifo_request": 5 * SECONDS_PER_MONTH / 20,
    } | kept_started


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
    moving, per_calls = rows(usage(call, calls, resources), prices)
    fixed, per_month = rows(standing(resources, provisioned), prices)
    return "\n".join(
        [
            f"| {calls:,} calls, {call.searches} searches each | quantity | price | seen | cost |",
            "|---|---:|---:|---|---:|",
            *moving,
            f"| **for {calls:,} calls** | | | | **${per_calls:.2f}** |",
            *fixed,
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
