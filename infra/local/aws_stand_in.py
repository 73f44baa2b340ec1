"""Starts moto's server as the local stack needs it: with KMS keys that outlive it, and quiet.

moto keeps everything in memory and makes up key material, so what a key sealed in PostgreSQL could not be opened
after a restart. The keys therefore come from a file (argument 2): [{"id": uuid, "material": base64 of 32 bytes}].
"""

import base64
import json
import logging
import os
import sys

from moto.core import DEFAULT_ACCOUNT_ID
from moto.core.serialize import S3Serializer
from moto.kms.models import kms_backends
from moto.server import main


def restore_keys(path: str, region: str) -> None:
    backend = kms_backends[DEFAULT_ACCOUNT_ID][region]
    with open(path, encoding="utf-8") as file:
        entries = json.load(file)
    for entry in entries:
        key = backend.create_key(
            policy=None, key_usage="ENCRYPT_DECRYPT", key_spec="SYMMETRIC_DEFAULT", description="", tags=None
        )
        del backend.keys[key.id]
        key.arn = key.arn.replace(key.id, entry["id"])
        key.id = entry["id"]
        key.key_material = base64.b64decode(entry["material"])
        backend.keys[key.id] = key


def answer_like_s3() -> None:
    """moto 5.2.5 calls the root of a list of parts `ListPartsResponse`; S3, and the SDK, `ListPartsResult`."""
    serialize = S3Serializer._serialize_body

    def renamed(self, body):
        return serialize(self, {name.replace("ListPartsResponse", "ListPartsResult"): value for name, value in body.items()})

    S3Serializer._serialize_body = renamed


if __name__ == "__main__":
    answer_like_s3()
    port, keys = sys.argv[1:]
    restore_keys(keys, os.environ["AWS_DEFAULT_REGION"])
    # One line per request and a warning not to use it in production say nothing here.
    logging.getLogger("werkzeug").setLevel(os.environ.get("STAND_IN_LOG", "ERROR"))
    main(["--host", "127.0.0.1", "--port", port])
