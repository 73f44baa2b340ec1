"""What CloudFormation will see: every template translated as SAM does it, linted, and within the limits."""

import copy
import json
import logging
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import boto3
from cloudformation import INFRA, PSEUDO, load_templates
from samtranslator.parser.parser import Parser
from samtranslator.translator.managed_policy_translator import ManagedPolicyLoader
from samtranslator.translator.translator import Translator

# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
MOST_RESOURCES, MOST_PARAMETERS, MOST_BYTES = 500, 200, 1_000_000
TEMPLATES = load_templates()
# cfn-lint's own entry point, found without a bin folder on the path.
CFN_LINT = [sys.executable, "-c", "import sys; from cfnlint.runner import main; sys.exit(main())"]
REGIONS = ["us-east-1", "eu-central-1"]
# A value for a parameter whose default would not satisfy its own AWS type.
EXAMPLES = {
    "AWS::EC2::SecurityGroup::Id": "sg-12345678",
    "List<AWS::EC2::Subnet::Id>": "subnet-12345678,subnet-87654321",
}


class NoPolicies(ManagedPolicyLoader):
    """SAM asks IAM for the names of managed policies; ours are ARNs."""

    def __init__(self):
        super().__init__(iam_client=None)

    def load(self):
        return {}


def translate(template: dict) -> dict:
    """The template after the SAM transform, its code packaged as `sam deploy` would."""
    template = copy.deepcopy(template)
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = "s3://bucket/" + Path(resource["Properties"]["CodeUri"]).parent.name
    parameters = {
        name: EXAMPLES.get(declared["Type"], str(declared.get("Default", "1")))
        for name, declared in template.get("Parameters", {}).items()
    }
    session = boto3.session.Session(region_name=PSEUDO["AWS::Region"])
    translator = Translator(NoPolicies().load(), Parser(), boto_session=session)
    return translator.translate(template, parameters)


class TranslationTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        logging.getLogger("samtranslator").setLevel(logging.ERROR)
        cls.translated = {path: translate(template) for path, template in TEMPLATES.items()}

    def test_sources_are_lint_free(self):
        self.lint([str(INFRA / path) for path in TEMPLATES])

    def test_translations_are_lint_free(self):
        with tempfile.TemporaryDirectory() as folder:
            for path, template in self.translated.items():
                file = Path(folder) / path
                file.parent.mkdir(exist_ok=True)
                file.write_text(json.dumps(template))  # JSON is YAML too; the names keep nested stacks findable.
            # W3002: paths of nested stacks work after packaging only, which is how they are deployed.
            self.lint([str(Path(folder) / path) for path in self.translated], ignore=["W3002"])

    def test_the_linter_notices(self):
        broken = copy.deepcopy(self.translated["stacks/accounts.yaml"])
        broken["Resources"]["MeFunction"]["Properties"]["Timeout"] = "soon"
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "accounts.json"
            file.write_text(json.dumps(broken))
            with self.assertRaisesRegex(AssertionError, "E3012"):
                self.lint([str(file)])

    def test_stacks_stay_within_the_limits(self):
        for path, template in self.translated.items():
            with self.subTest(path):
                self.assertLess(len(template["Resources"]), MOST_RESOURCES)
                self.assertLess(len(template.get("Parameters", {})), MOST_PARAMETERS)
                self.assertLess(len(json.dumps(template)), MOST_BYTES)

    def test_sam_adds_no_role_and_no_permission_of_its_own(self):
        # Roles and permissions are written out, so that a reviewer reads all of them.
        for path, template in TEMPLATES.items():
            own, all_ = set(template["Resources"]), set(self.translated[path]["Resources"])
            with self.subTest(path):
                self.assertEqual(all_ - own, set())

    def test_a_broken_template_does_not_translate(self):
        broken = copy.deepcopy(TEMPLATES["stacks/accounts.yaml"])
        broken["Resources"]["MeFunction"]["Properties"]["Handlr"] = "bootstrap"
        with self.assertRaises(Exception):
            translate(broken)

    def lint(self, files, ignore=()):
        ignored = ["--ignore-checks", *ignore] if ignore else []
        command = [*CFN_LINT, "--regions", *REGIONS, *ignored, "--", *files]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)


if __name__ == "__main__":
    unittest.main()
