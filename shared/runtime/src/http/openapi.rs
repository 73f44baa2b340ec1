//! What every operation shares in the OpenAPI document, added once instead of on every handler.

use serde::Serialize;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        Components, Content, HttpMethod, OpenApi, PathItem, Ref, RefOr, Required, Response, Schema,
        path::{Operation, Parameter, ParameterBuilder, ParameterIn},
        schema::{ObjectBuilder, OneOfBuilder, Type},
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

use super::problem::{FieldProblem, Problem, QuotaProblem};

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct List<T: ToSchema> {
    /// The rows.
    pub data: Vec<T>,
    /// Where the next page begins; null on the last.
    pub next_cursor: Option<String>,
}

/// Why work that somebody waited for came to nothing.
#[derive(Debug, Serialize, ToSchema)]
pub struct FailureOut {
    /// A stable word for programs.
    pub code: String,
    /// What is wrong and what to do about it.
    pub message: String,
}

/// What a dry run answers.
#[derive(Debug, Serialize, ToSchema)]
pub struct DryRun {
    /// `true`.
    pub dry_run: bool,
    /// The status that the real run would answer.
    pub status: u16,
    /// The body that it would answer.
    pub body: serde_json::Value,
    /// The kinds of messages that would leave the database.
    pub effects: Vec<String>,
}

/// The answer of a route that names things elsewhere than in its path, where one of them is not to be found. Routes with
/// an id in their path have it anyway.
#[derive(utoipa::IntoResponses)]
#[response(
    status = 404,
    description = "What is named is absent, or not yours",
    content_type = "application/problem+json"
)]
pub struct NamedNotFound(#[to_schema] pub Problem);

/// Names the JSON merge patch (RFC 7396) of a body: any of its fields, null to reset one.
#[macro_export]
macro_rules! merge_patch {
    ($patch:ident of $body:ty) => {
        #[doc = concat!("A merge patch of `", stringify!($body), "`: any of its fields, null to reset one.")]
        pub struct $patch;

        impl utoipa::PartialSchema for $patch {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                $crate::http::openapi::merge_patch_schema(<$body as utoipa::PartialSchema>::schema())
            }
        }

        impl utoipa::ToSchema for $patch {}
    };
}

/// The schema with every field optional.
pub fn merge_patch_schema(mut schema: RefOr<Schema>) -> RefOr<Schema> {
    if let RefOr::T(Schema::Object(object)) = &mut schema {
        object.required.clear();
    }
    schema
}

/// Adds to each operation what the gate and the conventions add to each route. What an operation takes it declares
/// itself: `security()` where it is public, `security(("bearer" = []))` for whoever is signed in,
/// `security(("bearer" = ["things.read"]))` for who holds the permission for what it is about. The isolation tests
/// refuse one that declares nothing, and see that the handler keeps what it declares.
pub fn complete(document: &mut OpenApi) {
    let components = document.components.get_or_insert_with(Components::default);
    components.schemas.insert("Problem".to_owned(), Problem::schema());
    components.schemas.insert("DryRun".to_owned(), DryRun::schema());
    components.schemas.insert("FieldProblem".to_owned(), FieldProblem::schema());
    components.schemas.insert("QuotaProblem".to_owned(), QuotaProblem::schema());
    components.security_schemes.insert(
        "bearer".to_owned(),
        RefOr::T(SecurityScheme::Http(
            HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build(),
        )),
    );
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in operations(item) {
            describe(path, &method, operation);
        }
    }
}

fn operations(item: &mut PathItem) -> Vec<(HttpMethod, &mut Operation)> {
    let methods = [
        (HttpMethod::Get, &mut item.get),
        (HttpMethod::Put, &mut item.put),
        (HttpMethod::Post, &mut item.post),
        (HttpMethod::Delete, &mut item.delete),
        (HttpMethod::Patch, &mut item.patch),
    ];
    methods
        .into_iter()
        .filter_map(|(method, operation)| operation.as_mut().map(|operation| (method, operation)))
        .collect()
}

fn describe(path: &str, method: &HttpMethod, operation: &mut Operation) {
    // A handler's name says enough beside its resource's: `files_get`.
    if let (Some(tag), Some(id)) = (operation.tags.iter().flatten().next(), &operation.operation_id) {
        operation.operation_id = Some(format!("{tag}_{id}"));
    }
    let is_public = operation.security.as_ref().is_some_and(Vec::is_empty);
    let mut statuses = vec![("429", "Too many requests"), ("500", "Our mistake"), ("503", "Try again")];
    if !is_public {
        statuses.push(("401", "Not signed in"));
        statuses.push(("403", "Not allowed"));
        if *method != HttpMethod::Get {
            operation.parameters.get_or_insert_default().push(dry_run());
            document_dry_run(operation);
        }
        // Sign-in and the person's own routes keep no answers: those hold secrets, and none does its work twice.
        if *method == HttpMethod::Post && !path.starts_with("/v1/auth/") && !path.starts_with("/v1/me/") {
            operation.parameters.get_or_insert_default().push(header(
                "Idempotency-Key",
                "Makes the request happen once: a repetition gets the first answer",
            ));
            statuses.push(("409", "Not in this state"));
        }
    }
    if path.contains('{') {
        statuses.push(("404", "Absent, or not yours"));
    }
    if *method == HttpMethod::Get {
        if operation.parameters.iter().flatten().any(is_query) {
            statuses.push(("422", "Some of the input is not acceptable"));
        }
    } else {
        statuses.push(("422", "Some of the input is not acceptable"));
    }
    if operation.request_body.is_some() {
        statuses.extend([
            ("400", "No JSON"),
            ("413", "The body is too large"),
            ("415", "The body is of another type"),
        ]);
    }
    if matches!(method, HttpMethod::Patch | HttpMethod::Put | HttpMethod::Delete) && !is_public {
        operation
            .parameters
            .get_or_insert_default()
            .push(header("If-Match", "Go on only where this is still the `ETag`"));
        statuses.push(("412", "It has changed since"));
    }
    for (status, description) in statuses {
        operation.responses.responses.entry(status.to_owned()).or_insert_with(|| problem(description));
    }
}

/// A dry run answers 200, whatever the real run would.
fn document_dry_run(operation: &mut Operation) {
    let description = "What would have been written and sent, for `dry_run=true`";
    let answer = operation.responses.responses.entry("200".to_owned());
    let RefOr::T(answer) = answer.or_insert_with(|| RefOr::T(Response::new(description))) else { return };
    let dry_run = RefOr::Ref(Ref::from_schema_name("DryRun"));
    let real = answer.content.get("application/json").and_then(|content| match content {
        RefOr::T(content) => content.schema.clone(),
        RefOr::Ref(_) => None,
    });
    let schema = match real {
        Some(real) => RefOr::T(Schema::OneOf(OneOfBuilder::new().item(real).item(dry_run).build())),
        None => dry_run,
    };
    answer.content.insert("application/json".to_owned(), RefOr::T(Content::new(Some(schema))));
}

fn is_query(parameter: &RefOr<Parameter>) -> bool {
    matches!(parameter, RefOr::T(parameter) if parameter.parameter_in == ParameterIn::Query)
}

fn problem(description: &str) -> RefOr<Response> {
    let mut response = Response::new(description);
    let content = Content::new(Some(Ref::from_schema_name("Problem")));
    response.content.insert("application/problem+json".to_owned(), RefOr::T(content));
    RefOr::T(response)
}

fn header(name: &str, description: &str) -> RefOr<Parameter> {
    parameter(name, description, ParameterIn::Header, Type::String)
}

fn dry_run() -> RefOr<Parameter> {
    parameter(
        "dry_run",
        "Validate fully and tell what would be written and sent, but write and send nothing",
        ParameterIn::Query,
        Type::Boolean,
    )
}

fn parameter(name: &str, description: &str, place: ParameterIn, kind: Type) -> RefOr<Parameter> {
    let parameter = ParameterBuilder::new()
        .name(name)
        .parameter_in(place)
        .required(Required::False)
        .description(Some(description))
        .schema(Some(ObjectBuilder::new().schema_type(kind).build()))
        .build();
    RefOr::T(parameter)
}
