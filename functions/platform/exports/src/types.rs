//! The catalogue of what can be exported.

use axum::extract::State;
use domain::platform::exports::registry::{EXPORTABLES, Exportable};
use runtime::http::{Query, Reply, Result, SignedIn};

use crate::{
    App,
    models::{ExportTypeOut, ExportTypesOut},
};

/// Lists what can be exported, each with its columns and filters.
#[utoipa::path(get, path = "/v1/exports/types", security(("bearer" = [])), tag = "exports", operation_id = "export_types",
    responses((status = 200, body = ExportTypesOut)))]
pub async fn list(State(app): State<App>, SignedIn(caller): SignedIn, query: Query) -> Result {
    app.tenants.begin(&caller).await?;
    query.read_nothing()?;
    let data = EXPORTABLES.iter().map(describe).collect();
    Ok(Reply::ok(&ExportTypesOut { data })?)
}

fn describe(exportable: &Exportable) -> ExportTypeOut {
    ExportTypeOut {
        resource_type: exportable.name.to_owned(),
        description: exportable.description.to_owned(),
        permission: exportable.permission.map(|permission| permission.name().to_owned()),
        columns: exportable.columns.iter().map(|column| column.name.to_owned()).collect(),
        filters: exportable.filters.iter().map(|filter| filter.name.to_owned()).collect(),
        takes_project: exportable.project.is_some(),
    }
}
