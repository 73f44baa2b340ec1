//! Sample people: they belong to the demo organization and sign in with the demo owner's password.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};
use tokio_postgres::{Transaction, types::Type};
use uuid::Uuid;

use anyhow::Result;

use super::{
    Sample,
    table::{Row, Table, row},
    words::{DEPARTMENTS, FAMILY, GIVEN, ZONES},
};

/// Addresses of sample people end so; nobody else's do.
const DOMAIN: &str = "sample.plugzero.example";

/// Somebody of the sample.
pub struct Person {
    /// Their id.
    pub id: Uuid,
    /// Since when they belong to the organization.
    pub joined_at: Timestamp,
    given: &'static str,
    family: &'static str,
    department: &'static str,
    position: &'static str,
    role: &'static str,
    zone: &'static str,
    segment: &'static str,
    last_login_at: Option<Timestamp>,
    membership: Uuid,
    email: String,
}

const USERS: Table = Table {
    name: "accounts.users",
    columns: &[
        ("id", Type::UUID),
        ("email", Type::TEXT),
        ("password_hash", Type::TEXT),
        ("first_name", Type::TEXT),
        ("last_name", Type::TEXT),
        ("department", Type::TEXT),
        ("position", Type::TEXT),
        ("timezone", Type::TEXT),
        ("segment", Type::TEXT),
        ("email_verified", Type::BOOL),
        ("last_login_at", Type::TIMESTAMPTZ),
        ("created_at", Type::TIMESTAMPTZ),
        ("updated_at", Type::TIMESTAMPTZ),
    ],
};
const MEMBERSHIPS: Table = Table {
    name: "accounts.memberships",
    columns: &[
        ("id", Type::UUID),
        ("organization_id", Type::UUID),
        ("user_id", Type::UUID),
        ("created_at", Type::TIMESTAMPTZ),
        ("updated_at", Type::TIMESTAMPTZ),
    ],
};
const MEMBERSHIP_ROLES: Table = Table {
    name: "accounts.membership_roles",
    columns: &[
        ("organization_id", Type::UUID),
        ("membership_id", Type::UUID),
        ("role_id", Type::UUID),
        ("created_at", Type::TIMESTAMPTZ),
    ],
};

/// Thinks up `count` people.
pub fn people(sample: &Sample, count: usize) -> Vec<Person> {
    let mut taken = HashSet::new();
    (0..count)
        .map(|row| {
            let mut dice = sample.seed.dice("users", row);
            let (given, family) = (dice.pick(GIVEN), dice.pick(FAMILY));
            let (department, positions) = dice.pick(DEPARTMENTS);
            // People are there before the things that they create.
            let joined_at = dice.moment() - SignedDuration::from_hours(24 * 730);
            let mut name = format!("{}.{}", ascii(given), ascii(family));
            if !taken.insert(name.clone()) {
                name = format!("{name}.{row}");
            }
            let last_login_at = dice.chance(0.92).then(|| dice.moment());
            Person {
                id: sample.seed.id("users", row, joined_at),
                joined_at,
                given,
                family,
                department,
                position: dice.pick(positions),
                role: dice.weighted(&[
                    ("user", 30),
                    ("staff", 25),
                    ("editor", 15),
                    ("analyst", 12),
                    ("viewer", 12),
                    ("uploader", 4),
                    ("admin", 2),
                ]),
                zone: dice.pick(ZONES),
                segment: dice.weighted(&[("SMB", 70), ("ENTERPRISE", 20), ("STUDENT", 10)]),
                last_login_at,
                membership: sample.seed.id("memberships", row, joined_at),
                email: format!("{name}@{DOMAIN}"),
            }
        })
        .collect()
}

/// A team of the sample.
pub struct Team {
    /// Its id.
    pub id: Uuid,
    name: String,
    created_at: Timestamp,
    /// Who belongs to it, by place in the list of people; the first owns it.
    members: Vec<usize>,
}

const TEAMS: Table = Table {
    name: "accounts.teams",
    columns: &[
        ("id", Type::UUID),
        ("organization_id", Type::UUID),
        ("name", Type::TEXT),
        ("owner_id", Type::UUID),
        ("created_at", Type::TIMESTAMPTZ),
        ("updated_at", Type::TIMESTAMPTZ),
        ("created_by", Type::UUID),
    ],
};
const TEAM_MEMBERSHIPS: Table = Table {
    name: "accounts.team_memberships",
    columns: &[
        ("organization_id", Type::UUID),
        ("team_id", Type::UUID),
        ("user_id", Type::UUID),
        ("role", Type::TEXT),
        ("created_at", Type::TIMESTAMPTZ),
        ("updated_at", Type::TIMESTAMPTZ),
    ],
};

/// Thinks up teams: one for about a dozen people, who belong to one or two of them.
pub fn teams(sample: &Sample, people: &[Person]) -> Vec<Team> {
    let count = (people.len() / 12).max(2);
    (0..count)
        .map(|row| {
            let mut dice = sample.seed.dice("teams", row);
            let created_at = dice.moment() - SignedDuration::from_hours(24 * 365);
            let (department, _) = DEPARTMENTS[row % DEPARTMENTS.len()];
            // Everybody is in the team at their place, and a few visit others.
            let members = (0..people.len())
                .filter(|place| place % count == row || dice.chance(0.5 / count as f64))
                .collect();
            Team {
                id: sample.seed.id("teams", row, created_at),
                name: format!("{department} {}", row + 1),
                created_at,
                members,
            }
        })
        .collect()
}

/// Writes teams with their members.
pub async fn write_teams(
    sample: &Sample,
    transaction: &Transaction<'_>,
    people: &[Person],
    teams: &[Team],
) -> Result<()> {
    let organization = sample.organization;
    let rows = teams.iter().map(|team| {
        let owner = people[team.members[0]].id;
        row![team.id, organization, team.name.clone(), owner, team.created_at, team.created_at, owner]
    });
    TEAMS.write(transaction, rows).await?;
    let rows = teams.iter().enumerate().flat_map(|(row, team)| {
        let mut dice = sample.seed.dice("team_memberships", row);
        team.members.iter().enumerate().map(move |(place, member)| {
            let role = match place {
                0 => "OWNER",
                _ => dice.weighted(&[("MEMBER", 70), ("VIEWER", 20), ("ADMIN", 10)]),
            };
            row![organization, team.id, people[*member].id, role, team.created_at, team.created_at]
        })
    });
    TEAM_MEMBERSHIPS.write(transaction, rows).await?;
    Ok(())
}

/// Makes the counters of quotas say what is there.
pub async fn settle(transaction: &Transaction<'_>, organization: Uuid) -> Result<()> {
    for statement in [
        "update accounts.usage_counters c set limited_to = 0, taken = case c.quota \
           when 'seats' then (select count(*) from accounts.memberships where organization_id = $1) \
           when 'projects' then (select count(*) from ingestion.projects where organization_id = $1 and deleted_at is null) \
           else (select coalesce(sum(coalesce(stored_bytes, size_bytes)), 0)::bigint from ingestion.files where organization_id = $1) \
             + (select coalesce(sum(size_bytes), 0)::bigint from network.media where organization_id = $1 and status <> 'FAILED') end \
         where c.organization_id = $1 and c.period_start = 'epoch' and c.quota in ('seats', 'projects', 'stored_bytes')",
        "delete from accounts.usage_blocks where organization_id = $1 and period_start = 'epoch' and quota = 'stored_bytes'",
        "insert into accounts.usage_blocks (organization_id, quota, period_start, block, granted, used, limited_to) \
         select organization_id, quota, period_start, 0, taken, taken, 0 from accounts.usage_counters \
         where organization_id = $1 and period_start = 'epoch' and quota = 'stored_bytes'",
    ] {
        transaction.execute(statement, &[&organization]).await?;
    }
    Ok(())
}

/// A plan under which a sample of any size leaves room to try things.
pub async fn choose_plan(transaction: &Transaction<'_>, organization: Uuid) -> Result<()> {
    let sql = "update accounts.subscriptions set plan = 'enterprise', status = 'active', period_end = null \
               where organization_id = $1";
    transaction.execute(sql, &[&organization]).await?;
    Ok(())
}

/// Letters, digits and dots only, for the local part of an address.
fn ascii(name: &str) -> String {
    name.chars()
        .filter_map(|letter| match letter {
            'a'..='z' | '0'..='9' => Some(letter),
            'A'..='Z' => Some(letter.to_ascii_lowercase()),
            'á' | 'ã' => Some('a'),
            'é' => Some('e'),
            'í' | 'ı' => Some('i'),
            'ö' => Some('o'),
            'ü' => Some('u'),
            'Ł' => Some('l'),
            _ => None,
        })
        .collect()
}

/// The rows of people.
pub fn user_rows(sample: &Sample, people: &[Person]) -> impl Iterator<Item = Row> {
    people.iter().map(|person| {
        row![
            person.id,
            person.email.clone(),
            sample.password_hash.clone(),
            person.given,
            person.family,
            person.department,
            person.position,
            person.zone,
            person.segment,
            true,
            person.last_login_at,
            person.joined_at,
            person.joined_at,
        ]
    })
}

/// Writes people with their memberships and roles.
pub async fn write(sample: &Sample, transaction: &Transaction<'_>, people: &[Person]) -> Result<()> {
    USERS.write(transaction, user_rows(sample, people)).await?;
    let organization = sample.organization;
    MEMBERSHIPS
        .write(
            transaction,
            people.iter().map(|p| row![p.membership, organization, p.id, p.joined_at, p.joined_at]),
        )
        .await?;
    let roles = transaction.query("select name, id from accounts.roles", &[]).await?;
    let role_id =
        |name: &str| roles.iter().find(|row| row.get::<_, &str>(0) == name).map(|row| row.get::<_, Uuid>(1));
    MEMBERSHIP_ROLES
        .write(
            transaction,
            people
                .iter()
                .filter_map(|p| Some(row![organization, p.membership, role_id(p.role)?, p.joined_at])),
        )
        .await?;
    Ok(())
}
