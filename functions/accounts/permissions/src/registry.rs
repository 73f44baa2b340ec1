//! What can be allowed at all.

use axum::extract::State;
use domain::accounts::{levels::Level, permissions::Permission, team_memberships::TeamRole};
use runtime::http::{Query, Reply, Result, SignedIn};

use crate::{
    App,
    models::{LevelOut, PermissionOut, RegistryOut},
};

/// Lists everything that a role can allow, and what each level of a grant allows.
#[utoipa::path(get, path = "/v1/permissions", tag = "permissions", security(("bearer" = [])),
    responses((status = 200, body = RegistryOut)))]
pub async fn list(State(app): State<App>, SignedIn(caller): SignedIn, query: Query) -> Result {
    app.tenants.begin(&caller).await?;
    query.read_nothing()?;
    let permission = |permission: &Permission| PermissionOut {
        permission: permission.name(),
        description: permission.description(),
    };
    let level = |level: Level| LevelOut {
        permission_type: level.name(),
        team_roles: TeamRole::ALL
            .into_iter()
            .filter(|role| role.level() == level)
            .map(TeamRole::name)
            .collect(),
        permissions: level.permissions().map(Permission::name).collect(),
    };
    Ok(Reply::ok(&RegistryOut {
        data: Permission::ALL.iter().map(permission).collect(),
        levels: Level::ALL.into_iter().map(level).collect(),
    })?)
}
