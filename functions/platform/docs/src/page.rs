//! The OpenAPI document as one page of HTML, without a script.

use std::fmt::Write as _;

use serde_json::Value;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
code,pre{font:14px/1.4 ui-monospace,monospace;background:#f3f4f6;border-radius:4px;padding:.1rem .3rem}\
pre{padding:.8rem;overflow:auto}details{border:1px solid #d1d5db;border-radius:6px;margin:.5rem 0;padding:.4rem .8rem}\
summary{cursor:pointer}table{border-collapse:collapse}td,th{text-align:left;padding:.2rem .8rem .2rem 0;vertical-align:top}";

/// Renders the document.
pub fn render(document: &Value) -> String {
    let mut html = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>PlugZero API</title>\
         <style>{STYLE}</style><h1>PlugZero API <small>{}</small></h1>\
         <p>For programs: <a href=\"/v1/openapi.json\">OpenAPI 3.1</a>. Every error is \
         <code>application/problem+json</code> with <code>code</code> and <code>request_id</code>; 422 names each \
         field in <code>errors</code>.</p>",
        escape(text(&document["info"]["version"]))
    );
    for tag in tags(document) {
        let _ = write!(html, "<h2 id=\"{0}\">{0}</h2>", escape(&tag));
        for (path, method, operation) in operations(document) {
            if text(&operation["tags"][0]) == tag {
                render_operation(&mut html, path, method, operation);
            }
        }
    }
    html.push_str("<h2 id=\"schemas\">schemas</h2>");
    for (name, schema) in fields(&document["components"]["schemas"]) {
        let json = serde_json::to_string_pretty(schema).unwrap_or_default();
        let _ = write!(
            html,
            "<details id=\"schema-{0}\"><summary>{0}</summary><pre>{1}</pre></details>",
            escape(name),
            escape(&json)
        );
    }
    html.push_str("</html>");
    html
}

fn render_operation(html: &mut String, path: &str, method: &str, operation: &Value) {
    let _ = write!(
        html,
        "<details><summary><code>{} {}</code> {}</summary><p>{}</p>",
        method.to_uppercase(),
        escape(path),
        escape(text(&operation["summary"])),
        escape(text(&operation["description"]))
    );
    if let Some(parameters) = operation["parameters"].as_array().filter(|list| !list.is_empty()) {
        html.push_str("<table><tr><th>parameter<th>in<th>meaning</tr>");
        for parameter in parameters {
            let _ = write!(
                html,
                "<tr><td><code>{}</code><td>{}<td>{}</tr>",
                escape(text(&parameter["name"])),
                escape(text(&parameter["in"])),
                escape(text(&parameter["description"]))
            );
        }
        html.push_str("</table>");
    }
    if let Some(name) = schema_of(&operation["requestBody"]["content"]) {
        let _ = write!(html, "<p>Body: <a href=\"#schema-{0}\">{0}</a></p>", escape(name));
    }
    html.push_str("<table><tr><th>status<th>meaning<th>body</tr>");
    for (status, answer) in fields(&operation["responses"]) {
        let _ = write!(html, "<tr><td>{status}<td>{}<td>", escape(text(&answer["description"])));
        if let Some(name) = schema_of(&answer["content"]) {
            let _ = write!(html, "<a href=\"#schema-{0}\">{0}</a>", escape(name));
        }
        html.push_str("</tr>");
    }
    html.push_str("</table></details>");
}

fn tags(document: &Value) -> Vec<String> {
    let mut tags: Vec<String> =
        operations(document).map(|(_, _, operation)| text(&operation["tags"][0]).to_owned()).collect();
    tags.sort();
    tags.dedup();
    tags
}

fn operations(document: &Value) -> impl Iterator<Item = (&str, &str, &Value)> {
    fields(&document["paths"])
        .flat_map(|(path, item)| fields(item).map(move |(method, operation)| (path, method, operation)))
        .filter(|(_, _, operation)| operation.get("responses").is_some())
}

/// The name of the schema that a content refers to.
fn schema_of(content: &Value) -> Option<&str> {
    let (_, media) = fields(content).next()?;
    let schema = &media["schema"];
    let reference = schema["$ref"]
        .as_str()
        .or_else(|| schema["oneOf"].as_array()?.iter().find_map(|schema| schema["$ref"].as_str()))?;
    reference.rsplit('/').next()
}

fn fields(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
