"""What keeping to quotas costs, in creations per second of one organization: `make bench-quotas`.

Everybody writes into one organization, which is the worst case. pgbench sends the statements of a request as the
functions send them, one round trip each, in three ways: without quotas; as we do it, the counter last and in one message
with the commit; and with the counter first, as one would write it down at once. Once more with a millisecond before each
round trip, about what lies between a function and a database in another zone: that is how long the naive way holds the
row that everybody wants. For bytes there is a fourth way, the counter last but without blocks.

PostgreSQL is its own, with the settings that it has by itself: a commit waits for the disk. Loopback only; it ends by
itself after about two minutes.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from postgres import DATABASE, migrate, pgbench, psql, server

CLIENTS, SECONDS = 16, 6
ORGANIZATION, USER, SESSION, PROJECT = (f"00000000-0000-7000-8000-00000000000{n}" for n in range(1, 5))

SEED = f"""
insert into accounts.organizations (id, name, created_at, updated_at) values ('{ORGANIZATION}', 'Bench', now(), now());
insert into accounts.users (id, email, password_hash, first_name, last_name, created_at, updated_at)
  values ('{USER}', 'bench@bench.example', '', 'B', 'B', now(), now());
insert into accounts.memberships (id, organization_id, user_id, created_at, updated_at)
  values ('{USER}', '{ORGANIZATION}', '{USER}', now(), now());
insert into accounts.sessions (id, organization_id, user_id, created_at, expires_at)
  values ('{SESSION}', '{ORGANIZATION}', '{USER}', now(), now() + interval '1 day');
insert into accounts.subscriptions (id, organization_id, plan, status, period_start, created_at, updated_at)
  values ('{ORGANIZATION}', '{ORGANIZATION}', 'enterprise', 'active', now(), now(), now());
insert into accounts.usage_counters (organization_id, quota, period_start, taken, limited_to)
  values ('{ORGANIZATION}', 'projects', 'epoch', 0, 0), ('{ORGANIZATION}', 'stored_bytes', 'epoch', 0, 0);
insert into ingestion.projects (id, organization_id, name, created_at, updated_at, created_by)
  values ('{PROJECT}', '{ORGANIZATION}', 'Bench', now(), now(), '{USER}');
"""

BEGIN = [
    f"begin\\; select set_config('app.organization_id', '{ORGANIZATION}', true)\\; "
    f"select s.id from accounts.sessions s join accounts.memberships m on m.organization_id = s.organization_id "
    f"and m.user_id = s.user_id where s.organization_id = '{ORGANIZATION}' and s.id = '{SESSION}' "
    f"and s.revoked_at is null"
]
LOG = (
    "insert into platform.audit_logs (id, organization_id, actor_id, action, resource_type, created_at) "
    f"values (uuidv7(), '{ORGANIZATION}', '{USER}', 'created', 'bench', now())"
)
WORK = {
    "projects": [
        "insert into ingestion.projects (id, organization_id, name, created_at, updated_at, created_by) "
        f"values (uuidv7(), '{ORGANIZATION}', uuidv7()::text, now(), now(), '{USER}')",
        f"select count(*) from ingestion.project_members where project_id = '{PROJECT}'",
        LOG,
    ],
    "stored_bytes": [
        f"select name from ingestion.projects where id = '{PROJECT}'",
        "insert into ingestion.files (id, organization_id, project_id, file_name, file_path, content_type, size_bytes, "
        f"created_at, updated_at, created_by) values (uuidv7(), '{ORGANIZATION}', '{PROJECT}', 'a.csv', 'a', 'text/csv', "
        f"1000000, now(), now(), '{USER}')",
        LOG,
    ],
}


def first(quota, amount):
    return (
        f"update accounts.usage_counters set taken = taken + {amount} where organization_id = '{ORGANIZATION}' "
        f"and quota = '{quota}' and period_start = 'epoch' and taken + {amount} <= 4000000000000000000"
    )


def last(quota, amount, in_blocks):
    return (
        f"select accounts.take_quota('{ORGANIZATION}', '{quota}', 'epoch', {amount}, {in_blocks}, true, "
        "array['free','starter','business','enterprise'], array[5,50,1000,null]::bigint[], now())\\; commit"
    )


def ways(quota, amount):
    work = WORK[quota]
    yield "without quotas", BEGIN + work + ["commit"]
    if quota == "stored_bytes":
        yield "ours, in blocks", BEGIN + work + [last(quota, amount, "true")]
        yield "the counter last, without blocks", BEGIN + work + [last(quota, amount, "false")]
    else:
        yield "ours, the counter last", BEGIN + work + [last(quota, amount, "false")]
    yield "the counter first", BEGIN + [first(quota, amount)] + work + ["commit"]


def per_second(port, round_trips, pause):
    wait = f"\\sleep {pause} us\n" if pause else ""
    script = "".join(f"{wait}{statements};\n" for statements in round_trips)
    output = pgbench(port, "plugzero_app", script, "-c", str(CLIENTS), "-j", "2", "-T", str(SECONDS))
    return next(float(line.split()[2]) for line in output.splitlines() if line.startswith("tps"))


def main():
    with server() as port:
        migrate(port)
        psql(port, "postgres", DATABASE, "-c", SEED)
        measure(port)


def measure(port):
    for quota, amount, what in [("projects", 1, "Projects"), ("stored_bytes", 1_000_000, "Announced files")]:
        for pause, where in [(0, "on loopback"), (1000, "with a millisecond before each round trip")]:
            print(f"\n{what} created per second in one organization, {CLIENTS} clients, {where}")
            base = None
            for name, round_trips in ways(quota, amount):
                found = per_second(port, round_trips, pause)
                base = base or found
                print(f"{name:<34}{found:>9.0f}{found / base:>7.2f}", flush=True)


if __name__ == "__main__":
    main()
