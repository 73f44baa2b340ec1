"""The offline verifier computes what the platform computes, and notices every kind of tampering."""

import base64
import copy
import unittest

import verify_audit_log as v

ORGANIZATION = "00000000-0000-0000-0000-000000000001"


def chain(length):
    entries, previous = [], v.BEGINNING
    for sequence in range(1, length + 1):
        entry = {
            "organization_id": ORGANIZATION, "sequence": str(sequence), "id": f"00000000-0000-0000-0000-{sequence:012}",
            "xid": str(700 + sequence), "created_at": "2026-01-02T03:04:05.000006Z", "actor_id": None,
            "action": "created", "resource_type": "project", "resource_id": None, "old_values": None,
            "new_values": '{"name": "=Zoë"}', "request_id": None, "ip": "192.0.2.1", "user_agent": None,
            "origin_salt": "07" * 16, "previous_hash": previous,
        }
        entry["origin_digest"] = v.origin_digest(entry)
        previous = entry["hash"] = v.entry_hash(entry, previous)
        entries.append(entry)
    return entries


class VerifyAuditLogTest(unittest.TestCase):
    def bad(self, entries, **options):
        with self.assertRaises(v.Bad) as caught:
            v.verify(entries, **options)
        return caught.exception.sequence, caught.exception.reason

    def test_the_documented_example(self):
        """The same bytes as in shared/domain/src/platform/audit/chain.rs and docs/audit-log.md."""
        entry = {
            "organization_id": ORGANIZATION, "sequence": "1", "id": "00000000-0000-0000-0000-000000000002",
            "xid": "750", "created_at": "2026-01-02T03:04:05.000006Z", "actor_id": None, "action": "created",
            "resource_type": "project", "resource_id": "00000000-0000-0000-0000-000000000003", "old_values": None,
            "new_values": '{"name": "Zoë"}', "request_id": "r", "origin_digest": None,
        }
        first = v.entry_hash(entry, v.BEGINNING)
        self.assertEqual(first, "ba51e9bcdc2f46df438cd84b9bf9cdb8732a0bf6caa3ae751c3e5caceff7ab9c")
        second = v.entry_hash(entry | {"sequence": "2"}, first)
        self.assertEqual(second, "9389e774443c5f9ecbe9d29eba6e780346b5cd2ea47a7a3ff6d07156d8176083")

    def test_signatures_of_rfc_8032(self):
        """Section 7.1, tests 1 and 2."""
        for key, message, signature in [
            (
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd"
                "25bf5f0595bbe24655141438e7a100b",
            ),
            (
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c3"
                "87b2eaeb4302aeeb00d291612bb0c00",
            ),
        ]:
            key, message, signature = map(bytes.fromhex, (key, message, signature))
            self.assertTrue(v.signature_holds(key, message, signature))
            self.assertFalse(v.signature_holds(key, message + b"x", signature))
            self.assertFalse(v.signature_holds(key, message, bytes([signature[0] ^ 1]) + signature[1:]))

    def test_a_whole_chain_holds(self):
        entries = chain(5)
        anchor = {"sequence": 5, "hash": entries[4]["hash"]}
        self.assertEqual(v.verify(entries, anchor), (1, 5))
        checkpoint = {"sequence": 2, "hash": entries[1]["hash"]}
        self.assertEqual(v.verify(entries[2:], anchor, checkpoint), (3, 5))
        self.assertEqual(v.verify(entries[::2], anchor, filtered=True), (1, 5))

    def test_every_altered_value_is_found_at_its_place(self):
        for index in range(5):
            for name in chain(1)[0]:
                if name in ("sequence", "previous_hash", "hash", "xid", "id"):
                    continue
                entries = chain(5)
                entries[index][name] = "x"
                self.assertEqual(self.bad(entries), (index + 1, "altered"), name)

    def test_erasure_leaves_the_chain_whole(self):
        entries = chain(3)
        entries[1] |= {"ip": None, "user_agent": None, "origin_salt": None}
        self.assertEqual(v.verify(entries), (1, 3))

    def test_removed_reordered_truncated_and_rewritten_entries_are_found(self):
        entries = chain(6)
        anchor = {"sequence": 6, "hash": entries[5]["hash"]}
        checkpoint = {"sequence": 0, "hash": v.BEGINNING}
        self.assertEqual(self.bad(entries[:2] + entries[3:]), (3, "removed"))
        self.assertEqual(self.bad(entries[1:], checkpoint=checkpoint), (1, "removed"))
        self.assertEqual(self.bad([*entries[:2], entries[3], entries[2], *entries[4:]])[0], 3)
        self.assertEqual(self.bad([entries[0], entries[2], entries[1]], filtered=True), (2, "reordered"))
        self.assertEqual(self.bad(entries[:4], anchor=anchor), (5, "truncated"))
        self.assertEqual(self.bad([], anchor=anchor), (1, "truncated"))
        forged = copy.deepcopy(entries)
        forged[2]["action"], previous = "x", forged[1]["hash"]
        for entry in forged[2:]:
            entry["previous_hash"] = previous
            previous = entry["hash"] = v.entry_hash(entry, previous)
        self.assertEqual(v.verify(forged), (1, 6), "without an anchor nothing tells")
        self.assertEqual(self.bad(forged, anchor=anchor), (1, "rewritten"))

    def test_a_cell_gives_its_text_back(self):
        for cell, text in [("'=1", "=1"), ("''", "'"), ("a", "a"), ("", None)]:
            self.assertEqual(v.cell("old_values", cell), text)
        self.assertEqual(v.cell("action", ""), "")

    def test_a_statement_is_the_bytes_that_are_signed(self):
        signed = {"kind": "anchor", "organization_id": ORGANIZATION, "sequence": 7, "hash": "00", "time": "t"}
        expected = b"plugzero-audit-anchor-v1\n36:" + ORGANIZATION.encode() + b"\n1:7\n2:00\n1:t\n"
        self.assertEqual(v.statement(signed), expected)
        self.assertEqual(base64.b64encode(expected)[:4], b"cGx1")


if __name__ == "__main__":
    unittest.main()
