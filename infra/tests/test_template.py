"""The templates pass every check in every environment, and every check notices what it is for.

Run with `python -m unittest discover -s infra/tests -t infra`.
"""

import copy
import unittest

from cloudformation import Environment, load_environments, load_templates
from tests import access_checks, shape_checks

TEMPLATES = load_templates()
ENVIRONMENTS = load_environments()
CHECKS = {check.__name__: check for check in [*access_checks.CHECKS, *shape_checks.CHECKS]}

ROOT, NETWORK, DATABASE = "template.yaml", "stacks/network.yaml", "stacks/database.yaml"
ACCOUNTS, INGESTION = "stacks/accounts.yaml", "stacks/ingestion.yaml"
PLATFORM, JOBS, ALARMS = "stacks/platform.yaml", "stacks/platform-jobs.yaml", "stacks/alarms.yaml"
WEBHOOKS = "stacks/platform-webhooks.yaml"


def at(path, *keys):
    """A mutation that changes the value under `keys` of a template: `at(…)(change)`."""

    def mutation(change):
        def mutate(templates):
            node = templates[path]
            for key in keys[:-1]:
                node = node[key]
            node[keys[-1]] = change(node.get(keys[-1]) if isinstance(node, dict) else node[keys[-1]])

        return mutate

    return mutation


def put(path, *keys_and_value):
    *keys, value = keys_and_value
    return at(path, *keys)(lambda _: value)


def drop(path, *keys):
    def mutate(templates):
        node = templates[path]
        for key in keys[:-1]:
            node = node[key]
        del node[keys[-1]]

    return mutate


def props(name, *keys):
    return "Resources", name, "Properties", *keys


def statement(role, index, *keys):
    return props(role, "Policies", 0, "PolicyDocument", "Statement", index, *keys)


def again(path, name, new_name):
    """Declares a resource a second time under another name."""

    def mutate(templates):
        resources = templates[path]["Resources"]
        resources[new_name] = copy.deepcopy(resources[name])

    return mutate


def environment_variable(function, name):
    return props(function, "Environment", "Variables", name)


# Check → what must make it fail: a mutation of the templates, or parameters that samconfig.toml could hold.
MUTATIONS = {
    "roles_are_narrow": [
        put(ACCOUNTS, *statement("AuthRole", 0, "Action"), "logs:*"),
        put(ACCOUNTS, *statement("AuthRole", 0, "Action"), ["*"]),
        put(ACCOUNTS, *statement("AuthRole", 2, "Resource"), "*"),
        put(ACCOUNTS, *statement("AuthRole", 2, "Resource"), "arn:aws:dynamodb:*:*:table/x"),
        put(ACCOUNTS, *statement("AuthRole", 2, "Resource"), "arn:aws:s3:::*"),
        put(ACCOUNTS, *props("AuthRole", "AssumeRolePolicyDocument", "Statement", 0, "Principal"), "*"),
    ],
    "managed_policies_are_known": [
        put(ACCOUNTS, *props("MeRole", "ManagedPolicyArns"), ["arn:aws:iam::aws:policy/AdministratorAccess"]),
        at(ACCOUNTS, *props("MeRole", "ManagedPolicyArns"))(lambda arns: arns[:1]),
    ],
    "every_function_has_its_own_role": [
        put(ACCOUNTS, *props("MeFunction", "Role"), {"Fn::GetAtt": ["AuthRole", "Arn"]}),
        put(ACCOUNTS, *props("MeFunction", "Role"), "arn:aws:iam::123456789012:role/admin"),
    ],
    "every_function_has_its_own_logs": [
        drop(ACCOUNTS, *props("MeLogGroup", "RetentionInDays")),
        drop(ACCOUNTS, *props("MeFunction", "LoggingConfig")),
        put(ACCOUNTS, *props("MeFunction", "LoggingConfig", "LogGroup"), {"Ref": "AuthLogGroup"}),
        put(ACCOUNTS, *statement("MeRole", 0, "Resource"), {"Fn::GetAtt": ["AuthLogGroup", "Arn"]}),
    ],
    "environment_mirrors_grants": [
        put(ACCOUNTS, *environment_variable("AuthFunction", "DATABASE_USER"), "plugzero_owner"),
        drop(ACCOUNTS, *environment_variable("AuthFunction", "SIGNING_KEY_ARN")),
        put(INGESTION, *environment_variable("ProjectsFunction", "FILES_BUCKET"), {"Ref": "FilesBucket"}),
        put(INGESTION, *environment_variable("ProjectsFunction", "MAIL_FROM"), "me@plugzero.test"),
        put(INGESTION, *environment_variable("FilesFunction", "FILES_BUCKET"), "another-bucket"),
        put(JOBS, *environment_variable("DeliverNotificationsFunction", "SYSTEM_DATABASE_USER"), "plugzero_owner"),
    ],
    "state_table_is_divided": [
        drop(INGESTION, *statement("FilesRole", 2, "Condition")),
        put(INGESTION, *statement("FilesRole", 3, "Action"), ["dynamodb:Query", "dynamodb:PutItem"]),
    ],
    "only_auth_unwraps_signing_keys": [
        drop(ACCOUNTS, *statement("AuthRole", 4, "Condition")),
        put(ACCOUNTS, *statement("MeRole", 2, "Action"), ["dynamodb:UpdateItem", "kms:Decrypt"]),
        put(ACCOUNTS, *statement("MeRole", 4, "Condition"), {"Null": {"kms:EncryptionContext:place": "false"}}),
    ],
    "fetchers_reach_nothing_of_ours": [
        put(WEBHOOKS, *props("DeliverWebhookFunction", "VpcConfig"), {"SubnetIds": {"Ref": "SubnetIds"}}),
        put(WEBHOOKS, *environment_variable("DeliverWebhookFunction", "DATABASE_HOST"), {"Ref": "DatabaseHost"}),
        put(WEBHOOKS, *environment_variable("DeliverWebhookFunction", "WEBHOOK_LOOPBACK_ONLY"), "true"),
        put(WEBHOOKS, *statement("DeliverWebhookRole", 2, "Action"), ["sqs:SendMessage", "rds-db:connect"]),
        put(WEBHOOKS, *props("DeliverWebhookRole", "ManagedPolicyArns"), ["arn:aws:iam::aws:policy/x"]),
        put(WEBHOOKS, *props("DeliverWebhookFunction", "FunctionName"), "prod-plugzero-fetch-anything"),
    ],
    "nested_parameters_fit": [
        drop(ROOT, *props("Accounts", "Parameters", "MailFrom")),
        put(ROOT, *props("Accounts", "Parameters", "Colour"), "blue"),
        {"ApiConcurency": "9"},
    ],
    "functions_are_uniform": [
        put(ACCOUNTS, "Globals", "Function", "Architectures", ["x86_64"]),
        put(ACCOUNTS, *props("MeFunction", "CodeUri"), "../../target/lambda/auth/bootstrap.zip"),
        put(ACCOUNTS, *props("AuthFunction", "MemorySize"), 256),
        put(ACCOUNTS, *props("MeFunction", "Events"), {"Api": {"Type": "HttpApi"}}),
        again(ACCOUNTS, "MeFunction", "MeAgainFunction"),
    ],
    "database_functions_live_in_the_network": [
        drop(ACCOUNTS, *props("MeFunction", "VpcConfig")),
        put(ACCOUNTS, *props("MeFunction", "VpcConfig", "Ipv6AllowedForDualStack"), False),
        drop(ACCOUNTS, *environment_variable("MeFunction", "AWS_USE_DUALSTACK_ENDPOINT")),
        put(ACCOUNTS, *environment_variable("MeFunction", "DATABASE_TLS"), "disable"),
        put(PLATFORM, *props("UnmatchedFunction", "VpcConfig"), {"SubnetIds": {"Ref": "SubnetIds"}}),
    ],
    "routes_lead_to_functions": [
        put(ACCOUNTS, *props("MeRoute", "RouteKey"), "ANY /v1/projects"),
        put(ACCOUNTS, *props("MeRoute", "RouteKey"), "GET /v1/me"),
        put(ACCOUNTS, *props("MeRoute", "Target"), "integrations/gone"),
        drop(ACCOUNTS, "Resources", "MePermission"),
        drop(ROOT, "Resources", "UnmatchedRoute"),
        put(ACCOUNTS, *props("MeFunction", "Timeout"), 60),
        put(ROOT, *props("Api", "CorsConfiguration"), {"AllowOrigins": ["*"]}),
    ],
    "queues_cannot_lose_messages": [
        drop(INGESTION, *props("FileUploadedQueue", "RedrivePolicy")),
        put(INGESTION, *props("FileUploadedQueue", "RedrivePolicy", "maxReceiveCount"), 1),
        drop(INGESTION, *props("FileUploadedQueue", "SqsManagedSseEnabled")),
        put(INGESTION, *props("FileUploadedQueue", "VisibilityTimeout"), 900),
        put(INGESTION, *props("OnFileUploadedEventSource", "BatchSize"), 10),
        drop(INGESTION, *props("OnFileUploadedEventSource", "ScalingConfig")),
        drop(INGESTION, *props("OnFileUploadedEventSource", "FunctionResponseTypes")),
        drop(INGESTION, "Resources", "OnFileUploadedEventSource"),
        again(INGESTION, "OnFileUploadedEventSource", "Second"),
    ],
    "buckets_are_private_and_kept": [
        put(INGESTION, *props("FilesBucket", "PublicAccessBlockConfiguration", "BlockPublicAcls"), False),
        drop(INGESTION, *props("FilesBucket", "BucketEncryption")),
        drop(INGESTION, *props("FilesBucket", "VersioningConfiguration")),
        drop(INGESTION, "Resources", "FilesBucketPolicy"),
        drop(INGESTION, "Resources", "FilesBucket", "DeletionPolicy"),
        drop(JOBS, *props("ArchiveBucket", "LifecycleConfiguration")),
    ],
    "schedules_fire_and_fail_visibly": [
        drop(JOBS, *props("SweepSchedule", "Target", "DeadLetterConfig")),
        put(JOBS, *statement("ScheduleRole", 0, "Resource"), [{"Fn::GetAtt": ["RelayOutboxFunction", "Arn"]}]),
        put(JOBS, *props("SweepSchedule", "Target", "Arn"), "arn:aws:lambda:eu-central-1:123456789012:function:gone"),
    ],
    "alarms_cover_everything": [
        drop(ALARMS, "Resources", "FileUploadedDead"),
        drop(ALARMS, "Resources", "AnalysisJobsLate"),
        drop(ALARMS, "Resources", "ServerErrors"),
        drop(DATABASE, "Resources", "StorageAlarm"),
        drop(ALARMS, *props("AccountsErrors", "AlarmActions")),
        drop(ALARMS, *props("PlatformThrottles", "Metrics", -1)),
    ],
    "connections_fit": [
        {"ApiConcurrency": "500"},
        {"WorkerConcurrency": "1000"},
        {"ConnectionBudget": "5000"},
        {"AccountConcurrency": "10"},
        {"ReserveConcurrency": "false"},
        drop(ACCOUNTS, *props("MeFunction", "ReservedConcurrentExecutions")),
        put(ACCOUNTS, *environment_variable("MeFunction", "DATABASE_POOL_SIZE"), "2"),
    ],
    "network_costs_nothing_by_the_hour": [
        put(NETWORK, "Resources", "Nat", {"Type": "AWS::EC2::NatGateway", "Properties": {}}),
        put(NETWORK, *props("S3Endpoint", "VpcEndpointType"), "Interface"),
        drop(NETWORK, "Resources", "DynamoDbEndpoint"),
    ],
    "database_is_safe": [
        put(DATABASE, *props("Database", "PubliclyAccessible"), True),
        put(DATABASE, *props("Database", "StorageEncrypted"), False),
        put(DATABASE, "Resources", "Database", "DeletionPolicy", "Delete"),
        put(DATABASE, *props("Database", "MultiAZ"), False),
        put(DATABASE, *props("ParameterGroup", "Parameters", "rds.force_ssl"), "0"),
        put(DATABASE, *props("Proxy", "RequireTLS"), False),
    ],
    "table_expires_items": [
        drop(ROOT, *props("StateTable", "TimeToLiveSpecification")),
        drop(ROOT, *props("StateTable", "PointInTimeRecoverySpecification")),
    ],
}


class TemplateTest(unittest.TestCase):
    def test_every_environment_passes_every_check(self):
        for stage, parameters in ENVIRONMENTS.items():
            for name, check in CHECKS.items():
                with self.subTest(stage=stage, check=name):
                    self.assertEqual(list(check(Environment(TEMPLATES, parameters))), [])

    def test_every_check_notices_what_it_is_for(self):
        self.assertEqual(set(MUTATIONS), set(CHECKS))
        for name, mutations in MUTATIONS.items():
            for number, mutation in enumerate(mutations):
                with self.subTest(check=name, mutation=number):
                    templates, parameters = copy.deepcopy(TEMPLATES), dict(ENVIRONMENTS["prod"])
                    if isinstance(mutation, dict):
                        parameters |= mutation
                    else:
                        mutation(templates)
                    self.assertNotEqual(list(CHECKS[name](Environment(templates, parameters))), [])

    def test_an_unmodified_copy_passes(self):
        # Otherwise the test above could pass for the wrong reason.
        environment = Environment(copy.deepcopy(TEMPLATES), dict(ENVIRONMENTS["prod"]))
        self.assertEqual([problem for check in CHECKS.values() for problem in check(environment)], [])

    def test_the_smaller_numbers_of_a_new_account_are_refused_or_fit(self):
        # A new account's quota is 10: nothing can be reserved, and the quota itself bounds the connections.
        parameters = ENVIRONMENTS["dev"] | {"AccountConcurrency": "10", "ReserveConcurrency": "false"}
        self.assertEqual(list(shape_checks.connections_fit(Environment(TEMPLATES, parameters))), [])


if __name__ == "__main__":
    unittest.main()
