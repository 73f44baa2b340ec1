"""docs/costs.md says what the templates cost, and the arithmetic is right where it can be done by hand."""

import unittest

import costs
from cloudformation import Environment, load_environments, load_templates

PRICE = costs.PRICES["eu-central-1"]
ENVIRONMENTS = load_environments()


def environment(stage, **changed):
    return Environment(load_templates(), ENVIRONMENTS[stage] | changed)


def line(lines, what):
    return next((line.usd for line in lines if line.what.startswith(what)), None)


class CostsTest(unittest.TestCase):
    def test_the_document_is_current(self):
        document = costs.DOCUMENT.read_text()
        self.assertEqual(document, costs.with_tables(document, costs.report()), "run: python infra/costs.py --update")

    def test_dev_pays_one_instance_and_no_proxy(self):
        floor = costs.floor(environment("dev"), PRICE)
        self.assertAlmostEqual(line(floor, "RDS db.t4g.micro"), 730 * PRICE["db.t4g.micro"])
        self.assertIsNone(line(floor, "RDS Proxy"))

    def test_production_pays_both_zones(self):
        floor = costs.floor(environment("prod"), PRICE)
        self.assertAlmostEqual(line(floor, "RDS db.r7g.large"), 2 * 730 * PRICE["db.r7g.large"])
        self.assertAlmostEqual(line(floor, "RDS storage"), 2 * 100 * PRICE["rds_gb_month"])

    def test_a_reader_is_seen(self):
        without, with_reader = (
            sum(line.usd for line in costs.floor(environment("prod", UseDatabaseReader=flag), PRICE))
            for flag in ("false", "true")
        )
        reader = 730 * PRICE["db.r7g.large"] + 100 * PRICE["rds_gb_month"]
        self.assertAlmostEqual(with_reader - without, reader)

    def test_a_request_is_gateway_function_lease_and_logs(self):
        total = sum(line.usd for line in costs.million_requests(environment("prod"), PRICE))
        by_hand = 1.20 + 0.20 + 1e6 * 0.015 * 0.5 * 0.0000133334 + 1e5 * 0.7625e-6 + 2 * 0.63
        self.assertAlmostEqual(total, by_hand)

    def test_every_instance_class_in_use_has_its_prices(self):
        for stage in ENVIRONMENTS:
            for price in costs.PRICES.values():
                self.assertGreater(sum(line.usd for line in costs.floor(environment(stage), price)), 0)


if __name__ == "__main__":
    unittest.main()
