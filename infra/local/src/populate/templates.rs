//! Sample upload templates: what the sample's files keep to, and one that they do not.

use anyhow::Result;
use serde_json::{Value, json};
use tokio_postgres::{Transaction, types::Type};

use super::{
    Sample,
    accounts::Person,
    table::{Row, Table, row},
};

const UPLOAD_TEMPLATES: Table = Table {
    name: "ingestion.upload_templates",
    columns: &[
        ("id", Type::UUID),
        ("organization_id", Type::UUID),
        ("name", Type::TEXT),
        ("description", Type::TEXT),
        ("file_format", Type::TEXT),
        ("max_file_size_mb", Type::INT4),
        ("transformation_rules", Type::JSONB),
        ("validation_rules", Type::JSONB),
        ("created_at", Type::TIMESTAMPTZ),
        ("updated_at", Type::TIMESTAMPTZ),
        ("created_by", Type::UUID),
    ],
};
const UPLOAD_TEMPLATE_VERSIONS: Table = Table {
    name: "ingestion.upload_template_versions",
    columns: &[
        ("organization_id", Type::UUID),
        ("template_id", Type::UUID),
        ("template_version", Type::INT8),
        ("name", Type::TEXT),
        ("description", Type::TEXT),
        ("file_format", Type::TEXT),
        ("max_file_size_mb", Type::INT4),
        ("transformation_rules", Type::JSONB),
        ("validation_rules", Type::JSONB),
        ("created_at", Type::TIMESTAMPTZ),
        ("created_by", Type::UUID),
    ],
};

/// Name, what it is for, and its rules.
fn templates() -> [(&'static str, &'static str, Value, Value); 2] {
    let column = |name: &str| json!({ "target": name });
    [
        (
            "Sales (sample)",
            "The monthly sales of the shops",
            json!({ "unmapped": "ignore", "columns": [
                column("order"),
                column("date"),
                { "target": "zip", "aliases": ["postal code"] },
                { "target": "city", "steps": [{ "step": "trim" }] },
                column("region"),
                column("product"),
                column("quantity"),
                column("price"),
                { "target": "discount", "steps": [{ "step": "replace", "find": "%", "with": "" }], "default": "0" },
                column("satisfaction"),
            ] }),
            json!({ "columns": [
                { "target": "order", "required": true, "unique": true, "pattern": "[0-9]{8}" },
                { "target": "date", "type": "date", "required": true },
                { "target": "quantity", "type": "integer", "required": true, "minimum": "1" },
                { "target": "price", "type": "decimal", "required": true, "minimum": "0" },
                { "target": "discount", "type": "integer", "minimum": "0", "maximum": "100" },
                { "target": "satisfaction", "type": "integer", "minimum": "1", "maximum": "5" },
            ], "rows": [], "tolerance": { "mode": "skip_bad", "max_rejected_percent": 5.0 } }),
        ),
        (
            "Contacts (sample)",
            "People as the fair's organizers send them",
            json!({ "unmapped": "ignore", "columns": [
                { "target": "name", "source": "Full name", "steps": [{ "step": "trim" }, { "step": "collapse_spaces" }] },
                { "target": "email", "aliases": ["mail", "e-mail address"], "steps": [{ "step": "trim" }, { "step": "lowercase" }] },
                { "target": "registered", "steps": [{ "step": "parse_date", "format": "%d/%m/%Y" }] },
            ] }),
            json!({ "columns": [
                { "target": "name", "required": true, "max_length": 200 },
                { "target": "email", "required": true, "unique": true, "pattern": "[^@\\s]+@[^@\\s]+" },
                { "target": "registered", "type": "date" },
            ], "rows": [], "tolerance": { "mode": "all_or_nothing" } }),
        ),
    ]
}

/// Writes the templates with their first versions.
pub async fn write(sample: &Sample, transaction: &Transaction<'_>, people: &[Person]) -> Result<()> {
    let (mut rows, mut versions): (Vec<Row>, Vec<Row>) = (Vec::new(), Vec::new());
    for (place, (name, description, mapping, rules)) in templates().into_iter().enumerate() {
        let created_at = sample.seed.dice("upload_templates", place).moment_after(people[0].joined_at);
        let id = sample.seed.id("upload_templates", place, created_at);
        let (organization, author) = (sample.organization, people[0].id);
        rows.push(row![
            id,
            organization,
            name,
            description,
            "csv",
            64_i32,
            mapping.clone(),
            rules.clone(),
            created_at,
            created_at,
            author,
        ]);
        versions.push(row![
            organization,
            id,
            1_i64,
            name,
            description,
            "csv",
            64_i32,
            mapping,
            rules,
            created_at,
            author,
        ]);
    }
    UPLOAD_TEMPLATES.write(transaction, rows.into_iter()).await?;
    UPLOAD_TEMPLATE_VERSIONS.write(transaction, versions.into_iter()).await?;
    Ok(())
}
