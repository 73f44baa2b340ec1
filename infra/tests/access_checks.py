"""Who may do what: roles, policies, and the environment variables that mirror them."""

from cloudformation import Environment, Resource, as_list, statements

# What Lambda's service needs to attach network interfaces. EC2 knows no narrower resource than "*" for describing
# them, so this is AWS's own policy; NetworkPolicy takes the writing half away from the functions' code.
NETWORK_INTERFACES = "arn:aws:iam::aws:policy/service-role/AWSLambdaENIManagementAccess"

# Environment variable → the service whose actions its function must hold, and the text that its ARN holds.
GRANTS = {
    "DATABASE_USER": ("rds-db", "{value}"),
    "FILES_BUCKET": ("s3", ":::{value}"),
    "MEDIA_BUCKET": ("s3", ":::{value}"),
    "ARCHIVE_BUCKET": ("s3", ":::{value}"),
    "ANCHORS_BUCKET": ("s3", ":::{value}"),
    "EXPORTS_BUCKET": ("s3", ":::{value}"),
    "STATE_TABLE": ("dynamodb", "table/{value}"),
    "SIGNING_KEY_ARN": ("kms", "{value}"),
    "SECRETS_KEY_ARN": ("kms", "{value}"),
    "ANALYSIS_QUEUE_URL": ("sqs", "{name}"),
    "EXPORT_QUEUE_URL": ("sqs", "{name}"),
    "FILE_UPLOADED_QUEUE_URL": ("sqs", "{name}"),
    "WEBHOOK_DISPATCH_QUEUE_URL": ("sqs", "{name}"),
    "WEBHOOK_DELIVERY_QUEUE_URL": ("sqs", "{name}"),
    "WEBHOOK_RESULT_QUEUE_URL": ("sqs", "{name}"),
    "MEDIA_UPLOADED_QUEUE_URL": ("sqs", "{name}"),
    "MAIL_FROM": ("ses", ":identity/"),
    "BOOTSTRAP_DATABASE_USER": ("rds-db", "{value}"),
    "IDENTITY_DATABASE_USER": ("rds-db", "{value}"),
    "SYSTEM_DATABASE_USER": ("rds-db", "{value}"),
    "PERSONAL_DATA_QUEUE_URL": ("sqs", "{name}"),
    "PRIVACY_DATABASE_USER": ("rds-db", "{value}"),
}


def roles_are_narrow(environment: Environment):
    """No `*` as action or resource: allowed are patterns behind a service's own prefix, in the ARN's last part."""
    for role in [*environment.of("AWS::IAM::Role"), *environment.of("AWS::IAM::ManagedPolicy")]:
        for statement in statements(role):
            for action in statement["Action"]:
                if "*" in action:
                    yield f"{role}: action {action}"
            for resource in statement["Resource"]:
                yield from wide_resource(role, resource)
        trust = role.properties.get("AssumeRolePolicyDocument", {"Statement": []})
        for statement in trust["Statement"]:
            services = as_list(statement["Principal"].get("Service", "*")) if statement["Principal"] != "*" else ["*"]
            if any("*" in service or "." not in service for service in services):
                yield f"{role}: anyone may assume it"


def wide_resource(role: Resource, resource: str):
    parts = resource.split(":", 5)
    if "*" in ":".join(parts[:5]) or len(parts) < 6 or parts[5].startswith("*") and role.type == "AWS::IAM::Role":
        yield f"{role}: resource {resource}"


def managed_policies_are_known(environment: Environment):
    """Managed policies are the one of AWS for network interfaces and our own that narrows it; both or none."""
    for role in environment.of("AWS::IAM::Role"):
        attached = role.properties.get("ManagedPolicyArns", [])
        own = [arn for arn in attached if arn != NETWORK_INTERFACES]
        if NETWORK_INTERFACES in attached and own != ["<stacks/network.yaml/NetworkPolicy>"]:
            yield f"{role}: network interfaces without NetworkPolicy"
        if NETWORK_INTERFACES not in attached and own:
            yield f"{role}: managed policies {own}"


def every_function_has_its_own_role(environment: Environment):
    owners: dict[str, Resource] = {}
    for function in environment.functions:
        role = environment.role(function)
        if role is None:
            yield f"{function}: its role is not in its own stack"
        elif str(role) in owners:
            yield f"{function}: shares {role.name} with {owners[str(role)].name}"
        else:
            owners[str(role)] = function


def every_function_has_its_own_logs(environment: Environment):
    """A log group by the function's name, with retention, which it and only it may write."""
    groups = {group.properties["LogGroupName"]: group for group in environment.of("AWS::Logs::LogGroup")}
    for function in environment.functions:
        name = f"/aws/lambda/{function.properties['FunctionName']}"
        if function.properties.get("LoggingConfig", {}).get("LogGroup") != name or name not in groups:
            yield f"{function}: its log group is not {name}"
            continue
        if not groups[name].properties.get("RetentionInDays"):
            yield f"{groups[name]}: keeps its events for ever"
        written = {
            resource
            for statement in statements(environment.role(function))
            if any(action.startswith("logs:") for action in statement["Action"])
            for resource in statement["Resource"]
        }
        if written != {groups[name].stack.attribute(groups[name].name, "Arn")}:
            yield f"{function}: may write logs of {sorted(written)}"


def environment_mirrors_grants(environment: Environment):
    """A function may touch what its variables name, and nothing that they do not."""
    for function in environment.functions:
        variables = function.properties["Environment"]["Variables"]
        granted = {
            (action.split(":")[0], resource)
            for statement in statements(environment.role(function))
            if statement["Effect"] == "Allow"
            for action in statement["Action"]
            for resource in statement["Resource"]
        }
        expected = set()
        for variable, (service, pattern) in GRANTS.items():
            if variable not in variables:
                continue
            value = str(variables[variable])
            text = pattern.format(value=value, name=value.rsplit("/", 1)[-1])
            matching = {grant for grant in granted if grant[0] == service and text in grant[1]}
            if not matching:
                yield f"{function}: has {variable} but no {service} permission for it"
            expected |= matching
        own_queues = {
            mapping.properties["EventSourceArn"]
            for mapping in environment.of("AWS::Lambda::EventSourceMapping")
            if mapping.properties["FunctionName"] == function.properties["FunctionName"]
        } | {
            config.properties["DestinationConfig"]["OnFailure"]["Destination"]
            for config in environment.of("AWS::Lambda::EventInvokeConfig")
            if config.properties["FunctionName"] == function.properties["FunctionName"]
            and "DestinationConfig" in config.properties
        }
        for service, resource in sorted(granted - expected):
            if service != "logs" and not (service == "sqs" and resource in own_queues):
                yield f"{function}: {service} permission for {resource} that no variable names"


def state_table_is_divided(environment: Environment):
    """Only who issues keys may publish them; without leading keys any function could forge tokens."""
    for function in environment.functions:
        for statement in statements(environment.role(function)):
            if not any(action.startswith("dynamodb:") for action in statement["Action"]):
                continue
            condition = statement.get("Condition", {})
            keys = [
                key
                for operator in ("ForAllValues:StringLike", "ForAllValues:StringEquals")
                for key in condition.get(operator, {}).get("dynamodb:LeadingKeys", [])
            ]
            reads = {"dynamodb:Query", "dynamodb:GetItem"}
            writes = set(statement["Action"]) - reads
            if not keys or "dynamodb:Scan" in statement["Action"]:
                yield f"{function}: reaches every item of the state table"
            elif writes and any(not key.startswith("rate#") for key in keys):
                if environment.short(function) != "auth":
                    yield f"{function}: may publish signing keys"


def only_auth_unwraps_signing_keys(environment: Environment):
    """And every key only with an encryption context, so that what is wrapped is worth nothing in another row."""
    for function in environment.functions:
        for statement in statements(environment.role(function)):
            if any(action.startswith("kms:") for action in statement["Action"]):
                signs = any("SigningKey" in resource for resource in statement["Resource"])
                if signs and environment.short(function) != "auth":
                    yield f"{function}: uses the signing key"
                required = statement.get("Condition", {}).get("Null", {})
                if "false" not in [v for k, v in required.items() if k.startswith("kms:EncryptionContext:")]:
                    yield f"{function}: uses a key without an encryption context"
                places = as_list(statement.get("Condition", {}).get("StringLike", {}).get("kms:EncryptionContext:place", []))
                if not signs and (not places or any(place.startswith("*") and place.count("|") < 3 for place in places)):
                    yield f"{function}: opens the secrets of every place"


# Functions that talk to addresses which strangers gave us.
FETCHERS = {"deliver-webhook"}


def fetchers_reach_nothing_of_ours(environment: Environment):
    """Outside the network, without database, keys, buckets or tables: their queues and their log are all they have."""
    found = set()
    for function in environment.functions:
        if environment.short(function) not in FETCHERS:
            continue
        found.add(environment.short(function))
        if "VpcConfig" in function.properties or environment.role(function).properties.get("ManagedPolicyArns"):
            yield f"{function}: is inside the network"
        variables = function.properties["Environment"]["Variables"]
        for variable in variables:
            if not variable.endswith("_QUEUE_URL") and variable not in ("STAGE", "RUST_LOG"):
                yield f"{function}: has {variable}"
        for statement in statements(environment.role(function)):
            for action in statement["Action"]:
                if action.split(":")[0] not in ("sqs", "logs"):
                    yield f"{function}: may {action}"
    for name in FETCHERS - found:
        yield f"{name}: there is no such function"


CHECKS = [
    roles_are_narrow,
    managed_policies_are_known,
    every_function_has_its_own_role,
    every_function_has_its_own_logs,
    environment_mirrors_grants,
    state_table_is_divided,
    only_auth_unwraps_signing_keys,
    fetchers_reach_nothing_of_ours,
]
