"""Deploys one environment: build, migrate, roll out, check. `make deploy STAGE=dev` runs it.

Migrations only expand what running code knows (migrations/README.md), so they go first: the `migrate` function gets its
new code and runs before any other function changes, and a failed migration leaves the environment as it was. Only a new
environment migrates last, because before there is no database.
"""

import argparse
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    from pip._vendor import tomli as tomllib

ROOT = Path(__file__).resolve().parents[1]
ZIPS = ROOT / "target" / "lambda"
# What nobody can default for whoever runs production.
REQUIRED_IN_PROD = ("PublicUrl", "MailFrom", "MailIdentity", "OperatorEmail")
READY_SECONDS = 120


def packages() -> list[Path]:
    """The folders of the function packages."""
    return sorted(path.parent for path in ROOT.glob("functions/*/*/Cargo.toml"))


def build_command() -> list[str]:
    """One build of all function packages; the linker and C compiler for arm64 come with zig."""
    selection = [argument for package in packages() for argument in ("--package", package.name)]
    return ["cargo", "lambda", "build", "--release", "--arm64", "--output-format", "zip",
            "--lambda-dir", str(ZIPS), *selection]


def merge(configured: list[str], given: list[str], deployed: dict[str, str]) -> dict[str, str]:
    """Parameters by rising rank: what the stack has, what samconfig.toml says, what the command line says.

    SAM replaces the configured list by the given one instead of merging them, hence this.
    """
    parameters = {}
    for pair in [*configured, *given]:
        name, separator, value = pair.partition("=")
        if not separator:
            raise SystemExit(f"{pair!r} is not Name=Value")
        parameters[name] = value
    return deployed | parameters


def missing(stage: str, parameters: dict[str, str]) -> list[str]:
    """Required parameters that production lacks."""
    return [name for name in REQUIRED_IN_PROD if stage == "prod" and not parameters.get(name)]


def deploy_command(stage: str, parameters: dict[str, str]) -> list[str]:
    overrides = [f'{name}="{value}"' for name, value in sorted(parameters.items())]
    return ["sam", "deploy", "--config-file", str(ROOT / "samconfig.toml"), "--config-env", stage,
            "--parameter-overrides", " ".join(overrides)]


def order(stack_exists: bool) -> list[str]:
    """The steps after the build."""
    return ["update migrate", "migrate", "deploy", "ready"] if stack_exists else ["deploy", "migrate", "ready"]


class Environment:
    """One environment in its account; every method is one step."""

    def __init__(self, stage: str, config: dict, given: list[str]):
        import boto3  # Comes with SAM; the tests of this file do without.

        self.stage, self.name = stage, config["stack_name"]
        session = boto3.Session(region_name=config["region"])
        self.cloudformation, self.functions = session.client("cloudformation"), session.client("lambda")
        self.stack = self.describe()
        deployed = {p["ParameterKey"]: p["ParameterValue"] for p in (self.stack or {}).get("Parameters", [])}
        self.parameters = merge(config["parameter_overrides"], given, deployed)

    def describe(self) -> dict | None:
        try:
            return self.cloudformation.describe_stacks(StackName=self.name)["Stacks"][0]
        except self.cloudformation.exceptions.ClientError as error:
            if "does not exist" in str(error):
                return None
            raise

    @property
    def migrate_function(self) -> str:
        return f"{self.stage}-plugzero-migrate"

    def update_migrate(self):
        code = (ZIPS / "migrate" / "bootstrap.zip").read_bytes()
        self.functions.update_function_code(FunctionName=self.migrate_function, ZipFile=code)
        self.functions.get_waiter("function_updated_v2").wait(FunctionName=self.migrate_function)

    def migrate(self):
        answer = self.functions.invoke(FunctionName=self.migrate_function, Payload=b"{}")
        body = answer["Payload"].read().decode()
        print(body)
        if "FunctionError" in answer:
            raise SystemExit(f"Migration failed; its log group is /aws/lambda/{self.migrate_function}.")

    def deploy(self):
        run(deploy_command(self.stage, self.parameters))

    def ready(self):
        outputs = {o["OutputKey"]: o["OutputValue"] for o in self.describe()["Outputs"]}
        address = outputs["ApiUrl"] + "/v1/health/ready"
        until = time.monotonic() + READY_SECONDS
        while True:
            try:
                with urllib.request.urlopen(address, timeout=30) as answer:
                    print(f"{address}: {json.load(answer)}")
                    return
            except (urllib.error.URLError, TimeoutError) as error:
                if time.monotonic() > until:
                    target = outputs.get("DomainTarget")
                    hint = f" Does its name point at {target}?" if target else ""
                    raise SystemExit(f"{address} is not ready: {error}.{hint}") from error
                time.sleep(3)


def run(command: list[str]):
    print("$", " ".join(command), flush=True)
    if subprocess.run(command, cwd=ROOT, env=os.environ | {"SAM_CLI_TELEMETRY": "0"}, check=False).returncode != 0:
        raise SystemExit(f"{command[0]} failed.")


def main():
    parser = argparse.ArgumentParser(description="Deploys one environment.")
    parser.add_argument("stage", choices=["dev", "staging", "prod"])
    parser.add_argument("parameters", nargs="*", metavar="Name=Value", help="parameters of infra/template.yaml")
    parser.add_argument("--skip-build", action="store_true", help="deploy the zips that are there")
    arguments = parser.parse_args()
    config = tomllib.loads((ROOT / "samconfig.toml").read_text())[arguments.stage]["deploy"]["parameters"]
    environment = Environment(arguments.stage, config, arguments.parameters)
    if lacking := missing(arguments.stage, environment.parameters):
        raise SystemExit(f"Production needs {', '.join(f'{name}=…' for name in lacking)}.")
    if not arguments.skip_build:
        run(build_command())
    for step in order(environment.stack is not None):
        print(f"— {step}", flush=True)
        getattr(environment, step.replace(" ", "_"))()


if __name__ == "__main__":
    sys.exit(main())
