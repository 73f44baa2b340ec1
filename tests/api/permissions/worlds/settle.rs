//! Puts a random world into the database.

use domain::accounts::{
    access::{Resource, ResourceType},
    team_memberships::TeamRole,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use tokio_postgres::Client;
use uuid::Uuid;

use super::{PROJECTS, Principal, ROLES, SYSTEM, TEAMS, Thing, World};
use crate::harness::app::User;

/// Where the numbers of a world stand in the database.
pub struct Ids {
    organization: Uuid,
    people: Vec<Uuid>,
    teams: Vec<Uuid>,
    roles: Vec<Uuid>,
    pub projects: Vec<Uuid>,
    files: Vec<Uuid>,
}

impl Ids {
    /// A thing.
    pub fn of(&self, thing: Thing) -> Resource {
        let (kind, id) = match thing {
            Thing::Organization => (ResourceType::Organization, self.organization),
            Thing::Team(n) => (ResourceType::Team, self.teams[n]),
            Thing::Project(n) => (ResourceType::Project, self.projects[n]),
            Thing::File(n) => (ResourceType::File, self.files[n]),
        };
        Resource { kind, id }
    }
}

/// Puts a world in place of the one before. JSON carries the rows, so that each kind takes one round trip.
pub async fn settle(admin: &Client, world: &World, people: &[User], now: Timestamp) -> Ids {
    let organization = people[0].organization;
    admin
        .batch_execute(
            "delete from accounts.resource_permissions; delete from ingestion.files; delete from ingestion.projects; \
             delete from accounts.teams; delete from accounts.membership_custom_roles; delete from accounts.custom_roles",
        )
        .await
        .unwrap();
    let ids = async |count: usize| -> Vec<Uuid> {
        let sql = "select uuidv7() from generate_series(1, $1::integer)";
        admin.query(sql, &[&(count as i32)]).await.unwrap().iter().map(|row| row.get(0)).collect()
    };
    let system = "select id from accounts.roles where name = any($1) order by array_position($1, name)";
    let mut roles = ids(ROLES).await;
    roles.extend(admin.query(system, &[&SYSTEM]).await.unwrap().iter().map(|row| row.get::<_, Uuid>(0)));
    let ids = Ids {
        organization,
        people: people.iter().map(|user| user.id).collect(),
        teams: ids(TEAMS).await,
        roles,
        projects: ids(PROJECTS).await,
        files: ids(PROJECTS).await,
    };
    let rows = async |table: &str, columns: &str, rows: serde_json::Value| {
        let sql = format!(
            "insert into {table} ({columns}) select {columns} from jsonb_populate_recordset(null::{table}, $1)"
        );
        admin.execute(&sql, &[&rows]).await.unwrap_or_else(|error| panic!("{table}: {error:?}"));
    };
    let (organization, by) = (ids.organization, ids.people[0]);
    let common =
        json!({ "organization_id": organization, "created_at": now, "updated_at": now, "created_by": by });
    let with = |mut row: serde_json::Value| {
        row.as_object_mut().unwrap().extend(common.as_object().unwrap().clone());
        row
    };
    let custom = world.roles.iter().zip(&ids.roles).map(|((permissions, is_active), id)| {
        let names: Vec<_> = permissions.iter().map(|permission| permission.name()).collect();
        with(json!({ "id": id, "name": id, "description": "", "permissions": names, "is_active": is_active }))
    });
    rows(
        "accounts.custom_roles",
        "id, organization_id, name, description, permissions, is_active, created_at, updated_at, created_by",
        custom.collect(),
    )
    .await;
    admin.execute("delete from accounts.membership_roles where organization_id = $1 and membership_id in (select id from accounts.memberships where user_id = any($2))", &[&organization, &ids.people]).await.unwrap();
    for (person, roles) in world.holds.iter().enumerate() {
        for role in roles {
            let (table, column) = if *role < ROLES {
                ("accounts.membership_custom_roles", "custom_role_id")
            } else {
                ("accounts.membership_roles", "role_id")
            };
            let sql = format!(
                "insert into {table} (organization_id, membership_id, {column}, created_at) \
                 select organization_id, id, $2, now() from accounts.memberships where organization_id = $1 \
                 and user_id = $3 on conflict do nothing"
            );
            admin.execute(&sql, &[&organization, &ids.roles[*role], &ids.people[person]]).await.unwrap();
        }
    }
    let teams = world.teams.iter().zip(&ids.teams).map(|((stands, _), id)| {
        with(json!({ "id": id, "name": id, "description": "", "deleted_at": (!stands).then_some(now) }))
    });
    rows(
        "accounts.teams",
        "id, organization_id, name, description, created_at, updated_at, created_by, deleted_at",
        teams.collect(),
    )
    .await;
    let members = world.teams.iter().zip(&ids.teams).flat_map(|((_, members), team)| {
        let of = |(person, role): (usize, &Option<TeamRole>)| {
            role.map(|role| {
                with(json!({ "team_id": team, "user_id": ids.people[person], "role": role.name() }))
            })
        };
        members.iter().enumerate().filter_map(of).collect::<Vec<_>>()
    });
    rows(
        "accounts.team_memberships",
        "organization_id, team_id, user_id, role, created_at, updated_at",
        members.collect(),
    )
    .await;
    let projects = world.projects.iter().zip(&ids.projects).map(|(project, id)| {
        with(json!({
            "id": id, "name": id, "description": "", "status": "planning",
            "team_id": project.team.map(|team| ids.teams[team]),
            "manager_id": project.manager.map(|person| ids.people[person]),
            "deleted_at": project.is_deleted.then_some(now),
        }))
    });
    rows(
        "ingestion.projects",
        "id, organization_id, team_id, name, description, status, manager_id, created_at, updated_at, created_by, \
         deleted_at",
        projects.collect(),
    )
    .await;
    let members = world.projects.iter().zip(&ids.projects).flat_map(|(project, id)| {
        let of = |(person, is_member): (usize, &bool)| {
            is_member.then(|| with(json!({ "project_id": id, "user_id": ids.people[person] })))
        };
        project.members.iter().enumerate().filter_map(of).collect::<Vec<_>>()
    });
    rows("ingestion.project_members", "organization_id, project_id, user_id, created_at", members.collect())
        .await;
    let files = ids.projects.iter().zip(&ids.files).map(|(project, id)| {
        with(json!({
            "id": id, "project_id": project, "file_name": "a", "file_path": id, "content_type": "text/csv",
            "size_bytes": 1,
        }))
    });
    rows(
        "ingestion.files",
        "id, organization_id, project_id, file_name, file_path, content_type, size_bytes, created_at, updated_at, \
         created_by",
        files.collect(),
    )
    .await;
    let day = SignedDuration::from_hours(24);
    let grants = world.grants.iter().map(|grant| {
        let Resource { kind, id } = ids.of(grant.on);
        let (principal_type, column, principal) = match grant.to {
            Principal::Person(n) => ("user", "user_id", ids.people[n]),
            Principal::Role(n) => ("role", if n < ROLES { "custom_role_id" } else { "role_id" }, ids.roles[n]),
            Principal::Team(n) => ("team", "team_id", ids.teams[n]),
        };
        let ends = grant.ends.map(|is_over| if is_over { now - day } else { now + day });
        let mut row = with(json!({
            "id": Uuid::from_u128(id.as_u128() ^ principal.as_u128().rotate_left(64)), "resource_type": kind.name(),
            "resource_id": id, "principal_type": principal_type, "principal_id": principal,
            "permission_type": grant.level.name(), "granted_by": by, "expires_at": ends,
        }));
        row[column] = json!(principal);
        row
    });
    rows(
        "accounts.resource_permissions",
        "id, organization_id, resource_type, resource_id, principal_type, principal_id, user_id, role_id, \
         custom_role_id, team_id, permission_type, granted_by, expires_at, created_at, updated_at",
        grants.collect(),
    )
    .await;
    ids
}
