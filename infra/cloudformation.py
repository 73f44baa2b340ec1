"""Reads the templates as CloudFormation would: parameters, conditions and references resolved, stack by stack."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    from pip._vendor import tomli as tomllib

INFRA = Path(__file__).resolve().parent
PSEUDO = {
    "AWS::AccountId": "123456789012",
    "AWS::Partition": "aws",
    "AWS::Region": "eu-central-1",
    "AWS::URLSuffix": "amazonaws.com",
}
NO_VALUE = object()


class Loader(yaml.SafeLoader):
    """YAML with CloudFormation's short tags, as their long forms."""


def _tag(loader, suffix, node):
    name = suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}"
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
        return {name: value.split(".", 1) if suffix == "GetAtt" else value}
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    return {name: loader.construct_mapping(node, deep=True)}


Loader.add_multi_constructor("!", _tag)


def load_templates() -> dict[str, dict]:
    """Every template by its path below infra/."""
    paths = [INFRA / "template.yaml", *sorted((INFRA / "stacks").glob("*.yaml"))]
    return {str(path.relative_to(INFRA)): yaml.load(path.read_text(), Loader) for path in paths}


def load_environments() -> dict[str, dict[str, str]]:
    """The parameters that samconfig.toml gives each environment."""
    config = tomllib.loads((INFRA.parent / "samconfig.toml").read_text())
    return {
        name: dict(pair.split("=", 1) for pair in section["deploy"]["parameters"]["parameter_overrides"])
        for name, section in config.items()
        if isinstance(section, dict) and "deploy" in section
    }


@dataclass
class Resource:
    """One resource that the environment creates, with its properties resolved."""

    stack: "Stack"
    name: str
    type: str
    properties: dict
    raw: dict

    def __str__(self):
        return f"{self.stack.path}: {self.name}"


class Stack:
    """One stack of the environment: a template and the values of its parameters."""

    def __init__(self, templates, path, parameters):
        self.templates, self.path, self.given = templates, path, parameters
        self.template = templates[path]
        self.nested: dict[str, Stack] = {}

    def parameter(self, name):
        declared = self.template["Parameters"][name]
        value = self.given.get(name, declared.get("Default"))
        if value is None:
            raise KeyError(f"{self.path}: parameter {name} has no value")
        is_list = declared["Type"].startswith(("List<", "CommaDelimitedList"))
        return str(value).split(",") if is_list and not isinstance(value, list) else value

    def child(self, name) -> "Stack":
        if name not in self.nested:
            properties = self.template["Resources"][name]["Properties"]
            given = {key: self.value(value) for key, value in properties.get("Parameters", {}).items()}
            self.nested[name] = Stack(self.templates, properties["TemplateURL"], given)
        return self.nested[name]

    def condition(self, expression) -> bool:
        if isinstance(expression, str):
            return self.condition(self.template["Conditions"][expression])
        ((name, argument),) = expression.items()
        match name:
            case "Condition":
                return self.condition(argument)
            case "Fn::Equals":
                left, right = (str(self.value(side)) for side in argument)
                return left == right
            case "Fn::Not":
                return not self.condition(argument[0])
            case "Fn::And":
                return all(self.condition(part) for part in argument)
            case "Fn::Or":
                return any(self.condition(part) for part in argument)
        raise ValueError(f"{self.path}: unknown condition {name}")

    def value(self, node):
        """Resolves a value; what only AWS knows becomes `<path/name.attribute>`."""
        if isinstance(node, list):
            return [item for item in map(self.value, node) if item is not NO_VALUE]
        if not isinstance(node, dict):
            return node
        if len(node) == 1:
            ((name, argument),) = node.items()
            if name == "Ref":
                return self.reference(argument)
            if name.startswith("Fn::"):
                return self.function(name[4:], argument)
        resolved = {key: self.value(item) for key, item in node.items()}
        return {key: item for key, item in resolved.items() if item is not NO_VALUE}

    def reference(self, name):
        if name == "AWS::NoValue":
            return NO_VALUE
        if name in PSEUDO:
            return PSEUDO[name]
        if name in self.template.get("Parameters", {}):
            return self.parameter(name)
        return self.attribute(name, None)

    def function(self, name, argument):
        match name:
            case "GetAtt":
                return self.attribute(*argument)
            case "Sub":
                text, extra = argument if isinstance(argument, list) else (argument, {})
                return self.substitute(text, {key: self.value(item) for key, item in extra.items()})
            case "Join":
                return argument[0].join(map(str, self.value(argument[1])))
            case "If":
                return self.value(argument[1 if self.condition(argument[0]) else 2])
            case "Select":
                index, items = int(argument[0]), self.value(argument[1])
                # The parts of what only AWS knows, such as the proxy's ARN, are not known either.
                return items[index] if isinstance(items, list) and index < len(items) else f"<{items}[{index}]>"
            case "Split":
                return str(self.value(argument[1])).split(argument[0])
            case "GetAZs" | "Cidr":
                return f"<{name}>"
        raise ValueError(f"{self.path}: the checks do not know Fn::{name}")

    def substitute(self, text, extra):
        out, rest = "", text
        while "${" in rest:
            before, _, after = rest.partition("${")
            name, _, rest = after.partition("}")
            if name in extra:
                inserted = extra[name]
            elif "." in name:
                inserted = self.attribute(*name.split(".", 1))
            else:
                inserted = self.reference(name)
            out += before + str(inserted)
        return out + rest

    def attribute(self, name, attribute):
        resource = self.template["Resources"].get(name)
        if resource is None:
            raise KeyError(f"{self.path}: nothing is called {name}")
        kind, properties = resource["Type"], resource.get("Properties", {})
        if kind == "AWS::CloudFormation::Stack" and attribute:
            child = self.child(name)
            return child.value(child.template["Outputs"][attribute.removeprefix("Outputs.")]["Value"])
        account = f"{PSEUDO['AWS::Region']}:{PSEUDO['AWS::AccountId']}"
        naming = {
            "AWS::Serverless::Function": ("FunctionName", f"arn:aws:lambda:{account}:function:"),
            "AWS::SQS::Queue": ("QueueName", f"arn:aws:sqs:{account}:"),
            "AWS::S3::Bucket": ("BucketName", "arn:aws:s3:::"),
            "AWS::DynamoDB::Table": ("TableName", f"arn:aws:dynamodb:{account}:table/"),
            "AWS::Logs::LogGroup": ("LogGroupName", f"arn:aws:logs:{account}:log-group:"),
        }.get(kind)
        if naming is None:
            if attribute == "Arn":
                return f"arn:aws:{kind.split('::')[1].lower()}:{account}:{self.path}/{name}"
            return f"<{self.path}/{name}{'.' + attribute if attribute else ''}>"
        physical = self.value(properties[naming[0]])
        if attribute == "Arn":
            return naming[1] + physical + (":*" if kind == "AWS::Logs::LogGroup" else "")
        if kind == "AWS::SQS::Queue" and attribute is None:
            return f"https://sqs.{PSEUDO['AWS::Region']}.amazonaws.com/{PSEUDO['AWS::AccountId']}/{physical}"
        return physical if attribute in (None, "QueueName") else f"<{self.path}/{name}.{attribute}>"

    @cached_property
    def resources(self) -> list[Resource]:
        """What this stack creates under its conditions, without its nested stacks' resources."""
        found = []
        shared = self.template.get("Globals", {}).get("Function", {})
        for name, raw in self.template["Resources"].items():
            if "Condition" in raw and not self.condition(raw["Condition"]):
                continue
            properties = raw.get("Properties", {})
            if raw["Type"] == "AWS::Serverless::Function":
                properties = {**shared, **properties}
            found.append(Resource(self, name, raw["Type"], self.value(properties), raw))
        return found


class Environment:
    """All stacks of one environment."""

    def __init__(self, templates, parameters):
        self.templates, self.parameters = templates, parameters
        self.root = Stack(templates, "template.yaml", parameters)

    @cached_property
    def stacks(self) -> list[Stack]:
        children = [
            self.root.child(name)
            for name, resource in self.root.template["Resources"].items()
            if resource["Type"] == "AWS::CloudFormation::Stack"
        ]
        return [self.root, *children]

    def of(self, kind) -> list[Resource]:
        """Resources of a type, in all stacks."""
        return [resource for stack in self.stacks for resource in stack.resources if resource.type == kind]

    @cached_property
    def functions(self) -> list[Resource]:
        return self.of("AWS::Serverless::Function")

    def short(self, function) -> str:
        """`dev-plugzero-on-file-uploaded` → `on-file-uploaded`."""
        return function.properties["FunctionName"].removeprefix(f"{self.parameters['Stage']}-plugzero-")

    def role(self, function) -> Resource | None:
        arn = function.properties.get("Role")
        roles = [role for role in function.stack.resources if role.type == "AWS::IAM::Role"]
        return next((role for role in roles if function.stack.attribute(role.name, "Arn") == arn), None)

    def function_by_arn(self, arn) -> Resource | None:
        return next((f for f in self.functions if f.stack.attribute(f.name, "Arn") == arn), None)


def as_list(value) -> list:
    """Policies take a string where they take a list."""
    return value if isinstance(value, list) else [value]


def statements(role) -> list[dict]:
    """The statements of a role's own policies or of a managed policy, with lists where IAM takes a scalar too."""
    documents = [policy["PolicyDocument"] for policy in role.properties.get("Policies", [])]
    if "PolicyDocument" in role.properties:
        documents.append(role.properties["PolicyDocument"])
    return [
        {**statement, "Action": as_list(statement["Action"]), "Resource": as_list(statement["Resource"])}
        for document in documents
        for statement in document["Statement"]
    ]
