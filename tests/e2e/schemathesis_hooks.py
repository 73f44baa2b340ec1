"""What the local gateway cannot carry, the API's functions never see: cargo-lambda answers bodies that are no UTF-8, and
multipart types without a boundary, with a 500 of its own, where API Gateway passes them on. They are tested in-process."""

import schemathesis


def _is_text(value) -> bool:
    if isinstance(value, bytes):
        try:
            value.decode("utf-8")
        except UnicodeDecodeError:
            return False
    return True


@schemathesis.hook
def filter_body(ctx, body):
    return _is_text(body)


@schemathesis.hook
def filter_case(ctx, case):
    content_type = str((case.headers or {}).get("Content-Type", ""))
    return not content_type.startswith("multipart/") or "boundary=" in content_type
