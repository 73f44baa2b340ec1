"""Verifies exported files of the activity log without the platform: no database, no AWS, nothing to install.

    python3 verify_audit_log.py FILE… [--anchor anchor.json] [--checkpoint checkpoint.json] [--key BASE64] [--filtered]

FILEs are what /v1/audit-logs/export gave, CSV or NDJSON, in order where there are several. --anchor is the `anchor` of
the export's or of /v1/audit-logs/verify's answer: with it a chain that was cut off or rewritten is found as well. --key
pins the public key that anchor and checkpoint must be signed with; without it their own is used, which proves only that
they were not damaged. --filtered is for files from which entries were left out. docs/audit-log.md has the format.

Prints what was verified and exits with 0; or prints the first bad place with its reason and exits with 1.
"""

import argparse
import base64
import csv
import hashlib
import json
import sys

BEGINNING = "0" * 64
SEALED = (
    "organization_id", "sequence", "id", "xid", "created_at", "actor_id", "action", "resource_type", "resource_id",
    "old_values", "new_values", "request_id", "origin_digest",
)
REQUIRED = {"organization_id", "sequence", "id", "xid", "created_at", "action", "resource_type", "previous_hash", "hash"}


class Bad(Exception):
    """What is wrong, and at which place."""

    def __init__(self, sequence, reason, detail=""):
        super().__init__(f"{reason} at {sequence}" + (f": {detail}" if detail else ""))
        self.sequence, self.reason = sequence, reason


def fields(form, values):
    """The bytes of a list of fields: docs/audit-log.md, "Bytes"."""
    parts = [form.encode() + b"\n"]
    for value in values:
        if value is None:
            parts.append(b"-\n")
        else:
            data = value.encode()
            parts.append(str(len(data)).encode() + b":" + data + b"\n")
    return b"".join(parts)


def entry_hash(entry, previous):
    return hashlib.sha256(fields("plugzero-audit-v1", [previous, *(entry[name] for name in SEALED)])).hexdigest()


def origin_digest(entry):
    values = [entry["origin_salt"], entry["ip"], entry["user_agent"]]
    return hashlib.sha256(fields("plugzero-audit-origin-v1", values)).hexdigest()


def statement(signed):
    values = [signed["organization_id"], str(signed["sequence"]), signed["hash"], signed["time"]]
    return fields(f"plugzero-audit-{signed['kind']}-v1", values)


# --- Ed25519, RFC 8032, section 5.1.7: verification only, so that nothing has to be installed ---
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
I = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * I % P
    if (x * x - x2) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(scalar, point):
    total = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = add(total, point)
        point, scalar = add(point, point), scalar >> 1
    return total


def decompress(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (recover_x(BASE_Y, 0), BASE_Y, 1, recover_x(BASE_Y, 0) * BASE_Y % P)


def signature_holds(public_key, message, signature):
    if len(public_key) != 32 or len(signature) != 64:
        return False
    key, r = decompress(public_key), decompress(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if key is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), "little") % L
    left, right = multiply(s, BASE), add(r, multiply(h, key))
    return not ((left[0] * right[2] - right[0] * left[2]) % P or (left[1] * right[2] - right[1] * left[2]) % P)


def read(path):
    """The entries of a file, every value a text or None."""
    with open(path, encoding="utf-8", newline="") as file:
        if path.endswith(".csv"):
            csv.field_size_limit(sys.maxsize)
            for row in csv.DictReader(file):
                yield {name: cell(name, value) for name, value in row.items()}
        else:
            for line in file:
                entry = json.loads(line)
                yield {name: value if value is None else str(value) for name, value in entry.items()}


def cell(name, value):
    """What was in a cell: an apostrophe in front keeps spreadsheets from computing, and empty is absent."""
    if value == "" and name not in REQUIRED:
        return None
    return value[1:] if value.startswith("'") else value


def load(path, kind, key):
    """A signed statement that holds."""
    with open(path, encoding="utf-8") as file:
        signed = json.load(file)
    # The answer that carries it will do as well.
    signed = signed.get(kind) or signed
    public_key = base64.b64decode(key or signed["public_key"])
    if signed.get("kind") != kind or not signature_holds(
        public_key, statement(signed), base64.b64decode(signed["signature"])
    ):
        raise Bad(signed.get("sequence"), f"forged_{kind}", "its signature does not hold")
    return signed


def place(entry):
    return int(entry["xid"]), entry["id"]


def verify(entries, anchor=None, checkpoint=None, filtered=False):
    """Walks along the entries. Returns the first and the last place."""
    first = last = None
    for entry in entries:
        sequence, previous = int(entry["sequence"]), entry["previous_hash"]
        if last is None:
            if checkpoint and not filtered:
                if (sequence, previous) != (checkpoint["sequence"] + 1, checkpoint["hash"]):
                    raise Bad(checkpoint["sequence"] + 1, "removed", "the file does not begin behind the checkpoint")
            elif sequence == 1 and previous != BEGINNING:
                raise Bad(1, "altered", "the first entry follows nothing")
            first = sequence
        else:
            expected = int(last["sequence"]) + 1
            if sequence < expected or place(entry) <= place(last):
                raise Bad(min(sequence, expected), "reordered")
            if sequence > expected and not filtered:
                raise Bad(expected, "removed")
            if sequence == expected and previous != last["hash"]:
                raise Bad(sequence, "altered", "it does not follow the one before")
        if entry_hash(entry, previous) != entry["hash"]:
            raise Bad(sequence, "altered")
        erased = entry["origin_salt"] is None and entry["ip"] is None and entry["user_agent"] is None
        if entry["origin_digest"] is not None and not erased and origin_digest(entry) != entry["origin_digest"]:
            raise Bad(sequence, "altered", "address or agent")
        if anchor and sequence == anchor["sequence"] and entry["hash"] != anchor["hash"]:
            raise Bad(first, "rewritten", f"the anchor at {sequence} says otherwise")
        last = entry
    through = int(last["sequence"]) if last else (checkpoint or {}).get("sequence", 0)
    if anchor and not filtered and through < anchor["sequence"]:
        raise Bad(through + 1, "truncated", f"the chain was anchored at {anchor['sequence']}")
    return first, through


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--anchor")
    parser.add_argument("--checkpoint")
    parser.add_argument("--key")
    parser.add_argument("--filtered", action="store_true")
    options = parser.parse_args()
    try:
        anchor = options.anchor and load(options.anchor, "anchor", options.key)
        checkpoint = options.checkpoint and load(options.checkpoint, "checkpoint", options.key)
        entries = (entry for path in options.files for entry in read(path))
        first, through = verify(entries, anchor, checkpoint, options.filtered)
    except Bad as bad:
        print(f"BAD: {bad}")
        return 1
    except (KeyError, ValueError, TypeError) as error:
        print(f"BAD: unreadable: {error!r}")
        return 1
    anchored = f", anchored at {anchor['sequence']} on {anchor['time']}" if anchor else ", without an anchor"
    beginning = "" if checkpoint or first in (None, 1) else f"; what precedes {first} was not looked at"
    print(f"OK: {first or 0} to {through}{anchored}{beginning}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
