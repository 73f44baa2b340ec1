"""What exists and how it hangs together: routes, queues, buckets, schedules, network, database, budgets."""

from collections import Counter

from cloudformation import Environment, statements

# API Gateway answers 503 by itself after 30 s.
GATEWAY_SECONDS = 30
# Connections of one environment, where it is not one.
CONNECTIONS = {
    "migrate": 2,  # as the master user for roles, and as the owner
    "organizations": 2,  # inside the tenant, and before one is there
    "deliver-notifications": 2,  # across tenants, and inside one
    "handle-personal-data": 2,  # to tell how far it is, and under the role that sees personal data
}
# What Lambda keeps unreserved in every account.
UNRESERVED = 100


def nested_parameters_fit(environment: Environment):
    """The root passes to each nested stack exactly the parameters that it declares and uses."""
    for name, resource in environment.root.template["Resources"].items():
        if resource["Type"] != "AWS::CloudFormation::Stack":
            continue
        properties = resource["Properties"]
        template = environment.templates[properties["TemplateURL"]]
        passed, declared = set(properties.get("Parameters", {})), set(template["Parameters"])
        for parameter in passed ^ declared:
            yield f"{name}: {parameter} is {'passed, not declared' if parameter in passed else 'declared, not passed'}"
    for parameter in set(environment.parameters) - set(environment.root.template["Parameters"]):
        yield f"samconfig.toml: the root stack has no parameter {parameter}"


def functions_are_uniform(environment: Environment):
    """arm64 on provided.al2023 from the zip that carries the function's name."""
    for function in environment.functions:
        properties = function.properties
        name = environment.short(function)
        if properties["CodeUri"] != f"../../target/lambda/{name}/bootstrap.zip":
            yield f"{function}: its code is not {name}'s zip"
        uniform = ("bootstrap", "provided.al2023", ["arm64"])
        if (properties["Handler"], properties["Runtime"], properties["Architectures"]) != uniform:
            yield f"{function}: is not bootstrap on provided.al2023, arm64"
        if "Events" in properties:
            yield f"{function}: SAM events cannot reach the API of another stack"
        if name == "auth" and properties["MemorySize"] < 1024:
            yield f"{function}: password hashing wants the CPU of 1 GB"
    for name, count in Counter(f.properties["FunctionName"] for f in environment.functions).items():
        if count > 1:
            yield f"{name}: {count} functions have this name"


def database_functions_live_in_the_network(environment: Environment):
    for function in environment.functions:
        network = function.properties.get("VpcConfig")
        variables = function.properties["Environment"]["Variables"]
        if "DATABASE_HOST" not in variables:
            if network:
                yield f"{function}: is in the network without need"
            continue
        if not network or not network.get("Ipv6AllowedForDualStack"):
            yield f"{function}: reaches the database from outside the dual-stack network"
        if variables.get("AWS_USE_DUALSTACK_ENDPOINT") != "true":
            yield f"{function}: would call AWS over IPv4, which has no way out"
        if variables.get("DATABASE_AUTH") != "iam" or variables.get("DATABASE_TLS") != "verify-full":
            yield f"{function}: reaches the database without IAM or TLS"


def routes_lead_to_functions(environment: Environment):
    """Routes are unique, each leads through an integration to a function that the API may invoke."""
    routes = environment.of("AWS::ApiGatewayV2::Route")
    for key, count in Counter(route.properties["RouteKey"] for route in routes).items():
        if count > 1:
            yield f"{key}: declared {count} times"
    if not any(r.stack is environment.root and r.properties["RouteKey"] == "$default" for r in routes):
        yield "template.yaml: has no $default route, so unknown routes would not answer problem+json"
    targets = {
        f"integrations/{i.stack.attribute(i.name, None)}": i for i in environment.of("AWS::ApiGatewayV2::Integration")
    }
    allowed = {
        permission.properties["FunctionName"]
        for permission in environment.of("AWS::Lambda::Permission")
        if permission.properties["Principal"] == "apigateway.amazonaws.com"
    }
    for route in routes:
        key = route.properties["RouteKey"]
        if key != "$default" and not key.startswith(("ANY /v1/", "ANY /docs")):
            yield f"{route}: {key} is no `ANY /v1/…` route"
        integration = targets.get(route.properties["Target"])
        function = integration and environment.function_by_arn(integration.properties["IntegrationUri"])
        if not function:
            yield f"{route}: leads nowhere"
        elif function.properties["FunctionName"] not in allowed:
            yield f"{route}: the API may not invoke {function.name}"
        elif function.properties["Timeout"] >= GATEWAY_SECONDS:
            yield f"{function}: outlives the gateway's {GATEWAY_SECONDS} s"
    for api in environment.of("AWS::ApiGatewayV2::Api"):
        if "CorsConfiguration" in api.properties or "Body" in api.properties:
            yield f"{api}: functions answer CORS, and a body would drop the areas' routes"


def queues_cannot_lose_messages(environment: Environment):
    """Encrypted queues with dead-letter queues; visibility, batches and concurrency that fit the consumer."""
    queues = {queue.stack.attribute(queue.name, "Arn"): queue for queue in environment.of("AWS::SQS::Queue")}
    redrives = [queue.properties["RedrivePolicy"] for queue in queues.values() if "RedrivePolicy" in queue.properties]
    schedules = [schedule.properties["Target"] for schedule in environment.of("AWS::Scheduler::Schedule")]
    dead = {redrive["deadLetterTargetArn"] for redrive in redrives}
    dead |= {target.get("DeadLetterConfig", {}).get("Arn") for target in schedules}
    mappings = environment.of("AWS::Lambda::EventSourceMapping")
    for arn, queue in queues.items():
        if not queue.properties.get("SqsManagedSseEnabled"):
            yield f"{queue}: is not encrypted with keys that S3 may use"
        if arn in dead:
            continue
        if "RedrivePolicy" not in queue.properties:
            yield f"{queue}: has no dead-letter queue"
        elif queue.properties["RedrivePolicy"]["deadLetterTargetArn"] not in queues:
            yield f"{queue}: its dead-letter queue does not exist"
        elif int(queue.properties["RedrivePolicy"]["maxReceiveCount"]) < 5:
            yield f"{queue}: gives up before the fifth try"
        if sum(mapping.properties["EventSourceArn"] == arn for mapping in mappings) != 1:
            yield f"{queue}: has no consumer, or several"
    for mapping in mappings:
        properties = mapping.properties
        function = next(f for f in environment.functions if f.properties["FunctionName"] == properties["FunctionName"])
        if properties.get("FunctionResponseTypes") != ["ReportBatchItemFailures"]:
            yield f"{mapping}: one failure would repeat the whole batch"
        if int(properties.get("ScalingConfig", {}).get("MaximumConcurrency", 0)) < 2:
            yield f"{mapping}: has no maximum concurrency"
        timeout = function.properties["Timeout"]
        visibility = queues[properties["EventSourceArn"]].properties["VisibilityTimeout"]
        needed = timeout + 60 if properties["BatchSize"] == 1 else 6 * timeout
        if visibility < needed:
            yield f"{mapping}: visibility {visibility} s, needs {needed} s"


def buckets_are_private_and_kept(environment: Environment):
    """Private, encrypted, versioned, TLS only, kept when the stack goes, free of abandoned uploads."""
    tls_only = {
        policy.properties["Bucket"]
        for policy in environment.of("AWS::S3::BucketPolicy")
        for statement in policy.properties["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Deny" and statement.get("Condition") == {"Bool": {"aws:SecureTransport": "false"}}
    }
    for bucket in environment.of("AWS::S3::Bucket"):
        properties = bucket.properties
        block = properties.get("PublicAccessBlockConfiguration", {})
        if len(block) != 4 or not all(block.values()):
            yield f"{bucket}: is not closed to the public"
        if "BucketEncryption" not in properties:
            yield f"{bucket}: is not encrypted"
        if properties.get("VersioningConfiguration", {}).get("Status") != "Enabled":
            yield f"{bucket}: is not versioned"
        if properties["BucketName"] not in tls_only:
            yield f"{bucket}: answers without TLS"
        if not str(bucket.raw.get("DeletionPolicy")).startswith("Retain"):
            yield f"{bucket}: goes with the stack"
        rules = properties.get("LifecycleConfiguration", {}).get("Rules", [])
        if not any("AbortIncompleteMultipartUpload" in rule for rule in rules):
            yield f"{bucket}: keeps abandoned uploads"


def schedules_fire_and_fail_visibly(environment: Environment):
    for schedule in environment.of("AWS::Scheduler::Schedule"):
        target = schedule.properties["Target"]
        function = environment.function_by_arn(target["Arn"])
        roles = [r for r in schedule.stack.resources if r.type == "AWS::IAM::Role"]
        role = next((r for r in roles if schedule.stack.attribute(r.name, "Arn") == target["RoleArn"]), None)
        if function is None or role is None:
            yield f"{schedule}: has no function or no role"
            continue
        granted = {resource for statement in statements(role) for resource in statement["Resource"]}
        if not {target["Arn"], target.get("DeadLetterConfig", {}).get("Arn")} <= granted:
            yield f"{schedule}: its role may not invoke {function.name} or has nowhere to leave failures"


def alarms_cover_everything(environment: Environment):
    """Each function's errors and throttles, each dead-letter queue's depth, the API and the database."""
    watched = set()
    for alarm in environment.of("AWS::CloudWatch::Alarm"):
        if not alarm.properties.get("AlarmActions"):
            yield f"{alarm}: tells nobody"
        metrics = [m["MetricStat"]["Metric"] for m in alarm.properties.get("Metrics", []) if "MetricStat" in m]
        for metric in metrics or [alarm.properties]:
            watched |= {(metric["MetricName"], dimension["Value"]) for dimension in metric.get("Dimensions", [])}
    for function in environment.functions:
        for metric in ("Errors", "Throttles"):
            if (metric, function.properties["FunctionName"]) not in watched:
                yield f"{function}: nobody watches its {metric.lower()}"
    for queue in environment.of("AWS::SQS::Queue"):
        dead = queue.properties["QueueName"].endswith("-dead")
        metric = "ApproximateNumberOfMessagesVisible" if dead else "ApproximateAgeOfOldestMessage"
        if (metric, queue.properties["QueueName"]) not in watched:
            yield f"{queue}: nobody watches {metric}"
    for metric in ("5xx", "DatabaseConnections", "CPUUtilization", "FreeStorageSpace"):
        if metric not in {name for name, _ in watched}:
            yield f"nobody watches {metric}"


def connections_fit(environment: Environment):
    """Σ environments × connections ≤ the budget ≤ 80 % of max_connections; reserved ones fit the account."""

    def number(name):
        return int(environment.root.parameter(name))

    workers = {m.properties["FunctionName"]: int(m.properties.get("ScalingConfig", {}).get("MaximumConcurrency", 0))
               for m in environment.of("AWS::Lambda::EventSourceMapping")}
    connections = reserved = 0
    for function in environment.functions:
        own = int(function.properties.get("ReservedConcurrentExecutions", 0))
        reserved += own
        if "DATABASE_HOST" in function.properties["Environment"]["Variables"]:
            pool = int(function.properties["Environment"]["Variables"].get("DATABASE_POOL_SIZE", 1))
            pool *= CONNECTIONS.get(environment.short(function), 1)
            most = pool * (own or workers.get(function.properties["FunctionName"], 0))
            if not most and environment.root.parameter("ReserveConcurrency") == "true":
                yield f"{function}: nothing bounds its connections"
            connections += most
    budget, account = number("ConnectionBudget"), number("AccountConcurrency")
    if budget > 0.8 * number("MaxConnections"):
        yield f"ConnectionBudget {budget} exceeds 80 % of max_connections"
    if environment.root.parameter("ReserveConcurrency") == "false":
        if account > budget:
            yield f"without reserved concurrency the account's {account} environments exceed {budget} connections"
    elif connections > budget:
        yield f"functions may hold {connections} connections, the budget is {budget}"
    elif reserved + sum(workers.values()) + UNRESERVED > account:
        yield f"{reserved} reserved and {sum(workers.values())} workers leave less than {UNRESERVED} of {account}"


def network_costs_nothing_by_the_hour(environment: Environment):
    """No NAT, no interface endpoint, no way in from the internet."""
    for kind in ("AWS::EC2::NatGateway", "AWS::EC2::EIP", "AWS::EC2::InternetGateway"):
        for resource in environment.of(kind):
            yield f"{resource}: {kind}"
    endpoints = environment.of("AWS::EC2::VPCEndpoint")
    for endpoint in endpoints:
        if endpoint.properties["VpcEndpointType"] != "Gateway":
            yield f"{endpoint}: charges by the hour"
    if {e.properties["ServiceName"].rsplit(".", 1)[-1] for e in endpoints} != {"s3", "dynamodb"}:
        yield "stacks/network.yaml: S3 and DynamoDB need gateway endpoints"


def database_is_safe(environment: Environment):
    for instance in environment.of("AWS::RDS::DBInstance"):
        properties = instance.properties
        if properties.get("PubliclyAccessible") is not False or not properties.get("EnableIAMDatabaseAuthentication"):
            yield f"{instance}: is public, or takes passwords"
        if "SourceDBInstanceIdentifier" in properties:
            continue
        if not properties.get("StorageEncrypted") or instance.raw.get("DeletionPolicy") != "Snapshot":
            yield f"{instance}: is not encrypted, or goes without a snapshot"
        if environment.parameters["Stage"] == "prod":
            kept = properties["MultiAZ"], properties["DeletionProtection"], properties["BackupRetentionPeriod"] >= 7
            if not all(kept):
                yield f"{instance}: production needs Multi-AZ, deletion protection and a week of backups"
    for group in environment.of("AWS::RDS::DBParameterGroup"):
        if group.properties["Parameters"].get("rds.force_ssl") != "1":
            yield f"{group}: does not insist on TLS"
    for proxy in environment.of("AWS::RDS::DBProxy"):
        if not proxy.properties.get("RequireTLS") or proxy.properties.get("DefaultAuthScheme") != "IAM_AUTH":
            yield f"{proxy}: does not insist on TLS and IAM"


def table_expires_items(environment: Environment):
    for table in environment.of("AWS::DynamoDB::Table"):
        ttl = table.properties.get("TimeToLiveSpecification", {})
        if ttl != {"AttributeName": "expires_at", "Enabled": True}:
            yield f"{table}: never expires anything"
        recovery = table.properties.get("PointInTimeRecoverySpecification", {}).get("PointInTimeRecoveryEnabled")
        if environment.parameters["Stage"] == "prod" and not recovery:
            yield f"{table}: production needs point-in-time recovery"


CHECKS = [
    nested_parameters_fit,
    functions_are_uniform,
    database_functions_live_in_the_network,
    routes_lead_to_functions,
    queues_cannot_lose_messages,
    buckets_are_private_and_kept,
    schedules_fire_and_fail_visibly,
    alarms_cover_everything,
    connections_fit,
    network_costs_nothing_by_the_hour,
    database_is_safe,
    table_expires_items,
]
