"""What the platform costs: its floor per month, a million requests, a gigabyte parsed. Prints docs/costs.md's tables.

Sizes, counts and shapes come from the templates and samconfig.toml; prices and what we assume of usage stand below.
No free tier is subtracted. Run `python infra/costs.py`, or with `--update` to write the tables into docs/costs.md.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from cloudformation import Environment, Resource, load_environments, load_templates

DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "costs.md"
HOURS = 730  # a month, as AWS counts
MINUTES = HOURS * 60
MILLION = 1_000_000

# List prices in USD without tax, written down in November 2026 without access to AWS's price pages: check them before
# you rely on a total. Confirmed by a second source: RDS t4g classes and gp3 storage in us-east-1.
# https://aws.amazon.com/{lambda,api-gateway,sqs,dynamodb,s3,cloudwatch,kms,ses,eventbridge,rds,rds/proxy}/pricing/
PRICES = {
    "us-east-1": {
        "lambda_gb_second_arm": 0.0000133334,
        "lambda_request": 0.20 / MILLION,
        "http_api_request": 1.00 / MILLION,
        "sqs_request": 0.40 / MILLION,
        "dynamodb_write": 0.625 / MILLION,
        "dynamodb_read": 0.125 / MILLION,
        "s3_put": 0.005 / 1000,
        "s3_get": 0.0004 / 1000,
        "s3_gb_month": 0.023,
        "logs_gb": 0.50,
        "alarm_metric_month": 0.10,
        "kms_key_month": 1.00,
        "ses_mail": 0.10 / 1000,
        "scheduler_invocation": 1.00 / MILLION,
        "rds_gb_month": 0.115,
        "rds_proxy_vcpu_hour": 0.015,
        "db.t4g.micro": 0.016,
        "db.t4g.medium": 0.065,
        "db.r7g.large": 0.239,
    },
    "eu-central-1": {
        "lambda_gb_second_arm": 0.0000133334,
        "lambda_request": 0.20 / MILLION,
        "http_api_request": 1.20 / MILLION,
        "sqs_request": 0.40 / MILLION,
        "dynamodb_write": 0.7625 / MILLION,
        "dynamodb_read": 0.1525 / MILLION,
        "s3_put": 0.0054 / 1000,
        "s3_get": 0.00043 / 1000,
        "s3_gb_month": 0.0245,
        "logs_gb": 0.63,
        "alarm_metric_month": 0.10,
        "kms_key_month": 1.00,
        "ses_mail": 0.10 / 1000,
        "scheduler_invocation": 1.00 / MILLION,
        "rds_gb_month": 0.137,
        "rds_proxy_vcpu_hour": 0.018,
        "db.t4g.micro": 0.019,
        "db.t4g.medium": 0.077,
        "db.r7g.large": 0.285,
    },
}
PROXY_LEAST_VCPUS = 2
VCPUS = {"db.t4g.micro": 2, "db.t4g.medium": 2, "db.r7g.large": 2}

# Assumptions about usage. Replace them by what a running environment shows.
REQUEST_SECONDS = 0.015  # a warm request with its database round trips
REQUEST_LOG_BYTES = 2_000  # Lambda's three platform lines, one of ours, one of the gateway
REQUESTS_PER_LIMIT_LEASE = 10  # rate-limit tokens are leased in blocks; one write each
POLLERS, POLL_SECONDS = 5, 20  # Lambda's long polls of an idle queue
RELAY_SECONDS = 0.1  # a run of relay-outbox that finds nothing
PARSE_SECONDS_PER_GB = 12.0  # S3 delivers about 90 MB/s into a VPC, slower than one core parses
TWIN_SHARE = 0.3  # the Parquet twin's size as a share of the original's
TWIN_PART_BYTES = 16 * 1024 * 1024
UPLOAD_PART_BYTES = 64 * 1024 * 1024
API_REQUESTS_PER_FILE = 6  # create, parts, complete, and a few looks at the progress
QUEUE_REQUESTS_PER_FILE = 4  # S3's send, Lambda's receive and delete, a retry's share


@dataclass
class Line:
    """One line of a bill: what, the arithmetic in words, and USD."""

    what: str
    arithmetic: str
    usd: float


def gb(function: Resource) -> float:
    """The function's memory in GB, as Lambda bills it."""
    return function.properties["MemorySize"] / 1024


def named(environment: Environment, name: str) -> Resource:
    return next(function for function in environment.functions if environment.short(function) == name)


def floor(environment: Environment, price: dict[str, float]) -> list[Line]:
    """What a month costs while nobody calls."""
    lines = []
    for instance in environment.of("AWS::RDS::DBInstance"):
        properties = instance.properties
        kind, copies = properties["DBInstanceClass"], 2 if properties.get("MultiAZ") else 1
        times = f"{copies} × " if copies > 1 else ""
        lines.append(Line(f"RDS {kind}", f"{times}{HOURS} h × {price[kind]}", copies * HOURS * price[kind]))
        size = int(properties.get("AllocatedStorage", environment.root.parameter("DatabaseStorageGib")))
        usd = copies * size * price["rds_gb_month"]
        lines.append(Line("RDS storage", f"{times}{size} GB × {price['rds_gb_month']}", usd))
    for _ in environment.of("AWS::RDS::DBProxy"):
        vcpus = max(PROXY_LEAST_VCPUS, VCPUS[str(environment.root.parameter("DatabaseInstanceClass"))])
        hourly = price["rds_proxy_vcpu_hour"]
        lines.append(Line("RDS Proxy", f"{vcpus} vCPU × {HOURS} h × {hourly}", vcpus * HOURS * hourly))
    keys = len(environment.of("AWS::KMS::Key"))
    lines.append(Line("KMS keys", f"{keys} × {price['kms_key_month']}", keys * price["kms_key_month"]))
    metrics = sum(
        max(1, sum("MetricStat" in metric for metric in alarm.properties.get("Metrics", [])))
        for alarm in environment.of("AWS::CloudWatch::Alarm")
    )
    usd = metrics * price["alarm_metric_month"]
    lines.append(Line("Alarms", f"{metrics} metrics × {price['alarm_metric_month']}", usd))
    queues = len(environment.of("AWS::Lambda::EventSourceMapping"))
    polls = queues * POLLERS * MINUTES * 60 // POLL_SECONDS
    arithmetic = f"{queues} × {POLLERS} pollers, every {POLL_SECONDS} s"
    lines.append(Line("Polls of idle queues", arithmetic, polls * price["sqs_request"]))
    for what, name in (("Outbox relay", "relay-outbox"), ("Mails that are due", "deliver-notifications")):
        run = RELAY_SECONDS * gb(named(environment, name)) * price["lambda_gb_second_arm"]
        usd = MINUTES * (run + price["lambda_request"] + price["scheduler_invocation"])
        lines.append(Line(what, f"{MINUTES} runs × {RELAY_SECONDS} s", usd))
    return lines


def million_requests(environment: Environment, price: dict[str, float]) -> list[Line]:
    memory = gb(named(environment, "projects"))
    compute = REQUEST_SECONDS * memory * price["lambda_gb_second_arm"]
    return [
        Line("HTTP API", "1 M", MILLION * price["http_api_request"]),
        Line("Lambda requests", "1 M", MILLION * price["lambda_request"]),
        Line("Lambda time", f"1 M × {REQUEST_SECONDS * 1000:.0f} ms × {memory} GB", MILLION * compute),
        Line("Rate-limit leases", f"1 M ÷ {REQUESTS_PER_LIMIT_LEASE} writes",
             MILLION / REQUESTS_PER_LIMIT_LEASE * price["dynamodb_write"]),
        Line("Logs", f"1 M × {REQUEST_LOG_BYTES} bytes", MILLION * REQUEST_LOG_BYTES / 1e9 * price["logs_gb"]),
    ]


def gigabyte_parsed(environment: Environment, price: dict[str, float]) -> list[Line]:
    """One file of 1 GB: upload, profile, Parquet twin; and a month of keeping it."""
    memory = gb(named(environment, "on-file-uploaded"))
    puts = 1e9 // UPLOAD_PART_BYTES + 1 + TWIN_SHARE * 1e9 // TWIN_PART_BYTES + 1
    compute = REQUEST_SECONDS * gb(named(environment, "files")) * price["lambda_gb_second_arm"]
    request = price["http_api_request"] + price["lambda_request"] + compute
    return [
        Line("Lambda time", f"{PARSE_SECONDS_PER_GB:.0f} s × {memory:.2f} GB",
             PARSE_SECONDS_PER_GB * memory * price["lambda_gb_second_arm"] + price["lambda_request"]),
        Line("S3 requests", f"{puts:.0f} PUT, 2 GET", puts * price["s3_put"] + 2 * price["s3_get"]),
        Line("API", f"{API_REQUESTS_PER_FILE} requests", API_REQUESTS_PER_FILE * request),
        Line("SQS", f"{QUEUE_REQUESTS_PER_FILE} requests", QUEUE_REQUESTS_PER_FILE * price["sqs_request"]),
        Line("Storage, per month kept", f"{1 + TWIN_SHARE} GB × {price['s3_gb_month']}",
             (1 + TWIN_SHARE) * price["s3_gb_month"]),
    ]


def table(title: str, bills: dict[str, list[Line]], digits: int) -> str:
    """One Markdown table per bill with its total."""
    parts = []
    for name, lines in bills.items():
        rows = "\n".join(f"| {line.what} | {line.arithmetic} | {line.usd:.{digits}f} |" for line in lines)
        total = sum(line.usd for line in lines)
        heading = f"**{title}, {name}: ${total:.{digits}f}**\n"
        parts.append(f"{heading}\n| what | arithmetic | USD |\n|---|---|---:|\n{rows}\n")
    return "\n".join(parts)


def report() -> str:
    """All tables, as docs/costs.md holds them between its markers."""
    templates = load_templates()
    environments = {stage: Environment(templates, given) for stage, given in load_environments().items()}
    prod = environments["prod"]
    summary = "\n".join(
        f"| {region} | " + " | ".join(f"{sum(line.usd for line in floor(e, price)):.0f}" for e in environments.values())
        + f" | {sum(line.usd for line in million_requests(prod, price)):.2f}"
        + f" | {sum(line.usd for line in gigabyte_parsed(prod, price)[:-1]):.4f} |"
        for region, price in PRICES.items()
    )
    sections = [
        "| USD | floor of dev / month | of staging | of prod | million requests | GB parsed, without storage |\n"
        f"|---|---:|---:|---:|---:|---:|\n{summary}\n"
    ]
    region = "eu-central-1"
    price = PRICES[region]
    sections.append(f"## Floor per month, {region}\n")
    sections.append(table("Floor", {stage: floor(e, price) for stage, e in environments.items()}, 2))
    sections.append(f"## Usage, {region}\n")
    sections.append(table("Requests", {"a million": million_requests(prod, price)}, 2))
    sections.append(table("Files", {"one of 1 GB": gigabyte_parsed(prod, price)}, 5))
    return "\n".join(sections)


def with_tables(document: str, tables: str) -> str:
    """The document with what stands between its markers replaced."""
    before, start, rest = document.partition("<!-- costs.py -->\n")
    _, end, after = rest.partition("<!-- end -->")
    if not start or not end:
        raise SystemExit(f"{DOCUMENT} has lost its markers")
    return before + start + tables + end + after


if __name__ == "__main__":
    if "--update" in sys.argv[1:]:
        DOCUMENT.write_text(with_tables(DOCUMENT.read_text(), report()))
    else:
        print(report())
