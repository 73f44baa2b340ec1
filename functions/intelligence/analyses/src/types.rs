//! The catalogue of calculations.

use axum::extract::State;
use runtime::http::{Reply, Result, SignedIn};
use statistics::Kind;

use crate::{
    App,
    models::{TypeOut, TypesOut},
};

/// Lists the types of analyses, each with the schemas of its parameters and of its result.
#[utoipa::path(get, path = "/v1/analyses/types", tag = "analyses", operation_id = "types",
    security(("bearer" = [])),
    responses((status = 200, body = TypesOut)))]
pub async fn list(State(app): State<App>, SignedIn(caller): SignedIn) -> Result {
    app.tenants.begin(&caller).await?;
    let data = Kind::ALL.into_iter().map(describe).collect();
    Ok(Reply::ok(&TypesOut { data })?)
}

fn describe(kind: Kind) -> TypeOut {
    let description = kind.describe();
    TypeOut {
        calculation_type: description.calculation_type.to_owned(),
        aliases: description.aliases.iter().map(|&alias| alias.to_owned()).collect(),
        description: description.description.to_owned(),
        parameters: description.parameters.to_value(),
        result: description.result.to_value(),
    }
}
