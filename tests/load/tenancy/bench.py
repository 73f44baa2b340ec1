"""What row-level security and permissions cost a list: `make bench-tenancy`.

A million projects of a thousand organizations. pgbench sends what a request sends, in one message: begin, the tenant,
the list of 50 as `projects::list` composes it, commit; for an organization drawn each time. The same statements run as
a role that row-level security does not hold, as the app's role for somebody who reads every project, and as the app's
role for somebody who reaches 50 projects as a member and 50 by their team. Rounds take turns, so that what else the
machine does meets all of them.

PostgreSQL is its own; loopback only; it ends by itself after about two minutes.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from postgres import DATABASE, migrate, pgbench, psql, server

ORGANIZATIONS, PROJECTS = 1_000, 1_000
ROUNDS, SECONDS = 4, 4
COLUMNS = (
    "p.id, p.team_id, p.name, p.description, p.status, p.start_date, p.end_date, p.manager_id, p.version, "
    "p.created_at, p.updated_at, p.created_by"
)
ORDER = "order by p.created_at desc, p.id desc limit 51"

SEED = f"""
create function pg_temp.id(kind integer, n bigint) returns uuid language sql immutable return
  ('0000000' || kind || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid;
insert into accounts.organizations (id, name, created_at, updated_at)
  select pg_temp.id(1, o), 'Organization ' || o, now(), now() from generate_series(1, {ORGANIZATIONS}) o;
insert into accounts.users (id, email, password_hash, first_name, last_name, created_at, updated_at)
  select pg_temp.id(2, o), o || '@bench.example', '', 'B', 'B', now(), now() from generate_series(1, {ORGANIZATIONS}) o;
insert into accounts.memberships (id, organization_id, user_id, created_at, updated_at)
  select pg_temp.id(3, o), pg_temp.id(1, o), pg_temp.id(2, o), now(), now() from generate_series(1, {ORGANIZATIONS}) o;
insert into accounts.teams (id, organization_id, name, owner_id, created_at, updated_at, created_by)
  select pg_temp.id(4, o), pg_temp.id(1, o), 'Team', pg_temp.id(2, o), now(), now(), pg_temp.id(2, o)
  from generate_series(1, {ORGANIZATIONS}) o;
insert into accounts.team_memberships (organization_id, team_id, user_id, role, created_at, updated_at)
  select pg_temp.id(1, o), pg_temp.id(4, o), pg_temp.id(2, o), 'MEMBER', now(), now()
  from generate_series(1, {ORGANIZATIONS}) o;
insert into ingestion.projects (id, organization_id, name, team_id, created_at, updated_at, created_by)
  select pg_temp.id(5, o * {PROJECTS} + p), pg_temp.id(1, o), 'Project ' || p,
    case when p % 20 = 0 then pg_temp.id(4, o) end, now() - p * interval '1 hour', now(), pg_temp.id(2, o)
  from generate_series(1, {PROJECTS}) p, generate_series(1, {ORGANIZATIONS}) o;
insert into ingestion.project_members (organization_id, project_id, user_id, created_at)
  select pg_temp.id(1, o), pg_temp.id(5, o * {PROJECTS} + p), pg_temp.id(2, o), now()
  from generate_series(1, {PROJECTS}) p, generate_series(1, {ORGANIZATIONS}) o where p % 20 = 1;
create role bench_bare login bypassrls;
grant usage on schema ingestion, platform to bench_bare;
grant select on ingestion.projects to bench_bare;
analyze;
"""


def drawn(kind):
    return f"('0000000{kind}-0000-7000-8000-' || lpad(to_hex(:n), 12, '0'))"


def script(statement):
    tenant = f"select set_config('app.organization_id', {drawn(1)}, true)"
    return f"\\set n random(1, {ORGANIZATIONS})\nbegin\\; {tenant}\\; {statement}\\; commit;\n"


EVERY = (
    f"select {COLUMNS} from ingestion.projects p where p.organization_id = {drawn(1)}::uuid and p.deleted_at is null "
    f"{ORDER}"
)
# `projects::REACHED`, with its parameters.
REACHED = (
    f"select {COLUMNS} from (select distinct t.project_id from ingestion.project_paths({drawn(1)}::uuid, "
    f"{drawn(2)}::uuid, now()) t where t.level > 0 or t.by_role) reached cross join lateral (select p.organization_id, "
    f"p.deleted_at, {COLUMNS} from ingestion.projects p where p.organization_id = {drawn(1)}::uuid "
    f"and p.id = reached.project_id offset 0) p where p.organization_id = {drawn(1)}::uuid and p.deleted_at is null "
    f"{ORDER}"
)
WAYS = [
    ("no row-level security", "bench_bare", EVERY),
    ("with it, who reads every project", "plugzero_app", EVERY),
    ("with it, who reaches 100 of 1,000", "plugzero_app", REACHED),
]


def latencies(port, role, statement):
    """Milliseconds of each transaction."""
    with tempfile.TemporaryDirectory() as folder:
        pgbench(port, role, script(statement), "-c", "1", "-T", str(SECONDS), "-l", f"--log-prefix={folder}/log")
        lines = [line for log in Path(folder).iterdir() for line in log.read_text().splitlines()]
    return [int(line.split()[2]) / 1000 for line in lines]


def main():
    with server() as port:
        migrate(port)
        psql(port, "postgres", DATABASE, "-c", SEED)
        psql(port, "postgres", DATABASE, "-c", "vacuum analyze")
        found = {name: [] for name, _, _ in WAYS}
        for _ in range(ROUNDS):
            for name, role, statement in WAYS:
                found[name] += latencies(port, role, statement)
        print(f"A list of 50 among {ORGANIZATIONS * PROJECTS:,} projects of {ORGANIZATIONS:,} organizations")
        print(f"{'':<38}{'lists':>8}{'p50 ms':>9}{'p95 ms':>9}{'p95, ratio':>12}")
        base = None
        for name, times in found.items():
            times.sort()
            p50, p95 = (times[int(len(times) * share)] for share in (0.5, 0.95))
            base = base or p95
            print(f"{name:<38}{len(times):>8}{p50:>9.3f}{p95:>9.3f}{p95 / base:>12.2f}")
        for name, role, statement in WAYS[1:]:
            plan = f"begin; select set_config('app.organization_id', {drawn(1)}, true); explain (costs off) {statement}"
            print(f"\n{name}:\n" + psql(port, role, DATABASE, "-c", plan.replace(":n", "7")))


if __name__ == "__main__":
    main()
