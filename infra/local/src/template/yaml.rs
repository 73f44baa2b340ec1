//! CloudFormation YAML as JSON values, with short tags (`!Ref`, `!Sub`, …) in their long form.

use anyhow::{Context as _, Result, bail};
use saphyr::{LoadableYamlNode as _, Scalar, Yaml};
use serde_json::{Map, Value, json};

/// Parses one CloudFormation document.
pub fn parse(text: &str) -> Result<Value> {
    let documents = Yaml::load_from_str(text).context("not valid YAML")?;
    let [document] = documents.as_slice() else {
        bail!("expected one YAML document, found {}", documents.len());
    };
    convert(document)
}

fn convert(node: &Yaml<'_>) -> Result<Value> {
    Ok(match node {
        Yaml::Value(Scalar::Null) => Value::Null,
        Yaml::Value(Scalar::Boolean(value)) => json!(value),
        Yaml::Value(Scalar::Integer(value)) => json!(value),
        Yaml::Value(Scalar::FloatingPoint(value)) => json!(value.into_inner()),
        Yaml::Value(Scalar::String(value)) => json!(value),
        Yaml::Sequence(items) => Value::Array(items.iter().map(convert).collect::<Result<_>>()?),
        Yaml::Mapping(entries) => {
            let mut object = Map::new();
            for (key, value) in entries {
                object.insert(key_text(key)?, convert(value)?);
            }
            Value::Object(object)
        }
        Yaml::Tagged(tag, node) => intrinsic(&tag.suffix, convert(node)?),
        Yaml::Alias(_) | Yaml::Representation(..) | Yaml::BadValue => bail!("unsupported YAML: {node:?}"),
    })
}

/// Keys such as `2012` or `true` are strings to CloudFormation.
fn key_text(key: &Yaml<'_>) -> Result<String> {
    Ok(match convert(key)? {
        Value::String(text) => text,
        Value::Number(number) => number.to_string(),
        Value::Bool(flag) => flag.to_string(),
        other => bail!("a mapping key must be a scalar, not {other}"),
    })
}

fn intrinsic(name: &str, argument: Value) -> Value {
    match name {
        "Ref" | "Condition" => json!({ name: argument }),
        "GetAtt" => {
            let path = match argument.as_str().and_then(|text| text.split_once('.')) {
                Some((resource, attribute)) => json!([resource, attribute]),
                None => argument,
            };
            json!({ "Fn::GetAtt": path })
        }
        _ => json!({ format!("Fn::{name}"): argument }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_tags_become_long_functions() {
        let parsed =
            parse("A: !Ref B\nC: !Sub '${D}-x'\nE: !GetAtt F.Outputs.G\nH: !If [I, !Ref J, 5]\n").unwrap();
        assert_eq!(
            parsed,
            json!({
                "A": { "Ref": "B" },
                "C": { "Fn::Sub": "${D}-x" },
                "E": { "Fn::GetAtt": ["F", "Outputs.G"] },
                "H": { "Fn::If": ["I", { "Ref": "J" }, 5] },
            })
        );
    }
}
