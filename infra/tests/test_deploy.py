"""The decisions of infra/deploy.py that need no account."""

import unittest

import deploy
from cloudformation import load_environments, load_templates


class DeployTest(unittest.TestCase):
    def test_command_line_beats_configuration_beats_the_running_stack(self):
        merged = deploy.merge(["A=configured", "B=configured"], ["A=given=with=signs"], {"B": "old", "C": "kept"})
        self.assertEqual(merged, {"A": "given=with=signs", "B": "configured", "C": "kept"})

    def test_what_is_no_assignment_is_refused(self):
        with self.assertRaises(SystemExit):
            deploy.merge([], ["PublicUrl"], {})

    def test_production_needs_its_names_and_other_stages_do_not(self):
        self.assertEqual(deploy.missing("dev", {}), [])
        self.assertEqual(deploy.missing("prod", {"PublicUrl": "https://api.example.com", "MailFrom": ""}),
                         ["MailFrom", "MailIdentity", "OperatorEmail"])

    def test_required_parameters_exist(self):
        self.assertLessEqual(set(deploy.REQUIRED_IN_PROD), set(load_templates()["template.yaml"]["Parameters"]))

    def test_migrations_run_before_the_code_that_needs_them(self):
        steps = deploy.order(stack_exists=True)
        self.assertLess(steps.index("update migrate"), steps.index("migrate"))
        self.assertLess(steps.index("migrate"), steps.index("deploy"))

    def test_a_new_environment_migrates_once_it_has_a_database(self):
        self.assertEqual(deploy.order(stack_exists=False), ["deploy", "migrate", "ready"])

    def test_every_step_is_a_method(self):
        for exists in (True, False):
            for step in deploy.order(exists):
                self.assertTrue(callable(getattr(deploy.Environment, step.replace(" ", "_"))))

    def test_every_function_that_is_built_is_deployed_by_its_area(self):
        deployed = {
            resource["Properties"]["CodeUri"].split("/")[-2]: path.removeprefix("stacks/").split(".")[0].split("-")[0]
            for path, template in load_templates().items()
            for resource in template["Resources"].values()
            if resource["Type"] == "AWS::Serverless::Function"
        }
        for package in deploy.packages():
            self.assertEqual(deployed.get(package.name), package.parent.name, package.name)

    def test_lists_and_spaces_survive_the_command_line(self):
        command = deploy.deploy_command("dev", {"AllowedOrigins": "https://a.example,https://b.example"})
        self.assertEqual(command[-1], 'AllowedOrigins="https://a.example,https://b.example"')

    def test_every_environment_is_deployable(self):
        self.assertEqual(set(load_environments()), {"dev", "staging", "prod"})


if __name__ == "__main__":
    unittest.main()
