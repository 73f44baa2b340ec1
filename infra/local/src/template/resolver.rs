//! Evaluates CloudFormation intrinsic functions over the root template and its nested stacks.
//!
//! Evaluation is lazy: a resource that nobody refers to and no service of the stand-in serves (a subnet,
//! an alarm) is never looked at, so its functions need not be known here.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail, ensure};
use serde_json::{Map, Value, json};

use super::attributes;
use super::yaml;
use crate::config::{ACCOUNT, Config, REGION};
use crate::environment;
use crate::stand_in::StandIn;

/// Where the resources "are": what pseudo parameters and attributes evaluate to.
#[derive(Clone, Debug)]
pub struct Place {
    /// AWS region, as in ARNs.
    pub region: String,
    /// AWS account id, as in ARNs.
    pub account: String,
    /// Address of the AWS stand-in, without a trailing slash.
    pub stand_in_url: String,
    /// Address of the API, without a trailing slash.
    pub public_url: String,
    /// Host of the database.
    pub database_host: String,
    /// Port of the database.
    pub database_port: u16,
}

impl Place {
    /// This machine, with a database at the given address.
    pub fn on(config: &Config, database_host: &str, database_port: u16) -> Self {
        Self {
            region: REGION.to_owned(),
            account: ACCOUNT.to_owned(),
            stand_in_url: StandIn::url(config.ports.stand_in),
            public_url: environment::public_url(config),
            database_host: database_host.to_owned(),
            database_port,
        }
    }
}

/// The root template with its nested stacks.
pub struct Template {
    stacks: Vec<Stack>,
    overrides: BTreeMap<String, Value>,
    pub(super) place: Place,
}

struct Stack {
    name: String,
    document: Value,
    /// Index of the stack that nests this one, and the resource that does.
    parent: Option<(usize, String)>,
    /// Nested stacks by logical id of their resource.
    children: BTreeMap<String, usize>,
}

/// A resource with its properties evaluated.
#[derive(Clone, Debug)]
pub struct Resource {
    /// Logical id with the nested stack's, such as `Ingestion/FilesBucket`.
    pub path: String,
    /// Evaluated properties.
    pub properties: Value,
    /// What `Ref` gives.
    pub id: String,
}

impl Template {
    /// Loads the root template and every stack it nests. `overrides` are values of root parameters.
    pub fn load(path: &Path, overrides: BTreeMap<String, Value>, place: Place) -> Result<Self> {
        let mut template = Self { stacks: Vec::new(), overrides, place };
        template.load_stack(path, "plugzero".to_owned(), None)?;
        Ok(template)
    }

    fn load_stack(&mut self, path: &Path, name: String, parent: Option<(usize, String)>) -> Result<usize> {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let document = yaml::parse(&text).with_context(|| format!("in {}", path.display()))?;
        let nested: Vec<(String, String)> = resources_of(&document)
            .filter(|(_, body)| is_nested_stack(kind_of(body)))
            .filter_map(|(id, body)| {
                let properties = &body["Properties"];
                let location = properties["TemplateURL"].as_str().or(properties["Location"].as_str())?;
                Some((id.clone(), location.to_owned()))
            })
            .collect();
        let index = self.stacks.len();
        self.stacks.push(Stack { name: name.clone(), document, parent, children: BTreeMap::new() });
        for (id, location) in nested {
            let folder = path.parent().unwrap_or(Path::new("."));
            let child =
                self.load_stack(&folder.join(location), format!("{name}-{id}"), Some((index, id.clone())))?;
            self.stacks[index].children.insert(id, child);
        }
        Ok(index)
    }

    /// Every resource of the given type whose condition holds, in the order of the files.
    pub fn of_kind(&self, kind: &str) -> Result<Vec<Resource>> {
        let mut found = Vec::new();
        for stack in 0..self.stacks.len() {
            if !self.is_created(stack)? {
                continue;
            }
            for (id, body) in resources_of(&self.stacks[stack].document) {
                if kind_of(body) == kind && self.holds(stack, &body["Condition"])? {
                    found.push(self.resource(stack, id)?);
                }
            }
        }
        Ok(found)
    }

    fn is_created(&self, stack: usize) -> Result<bool> {
        let Some((parent, id)) = &self.stacks[stack].parent else { return Ok(true) };
        let body = &self.stacks[*parent].document["Resources"][id];
        Ok(self.holds(*parent, &body["Condition"])? && self.is_created(*parent)?)
    }

    fn resource(&self, stack: usize, id: &str) -> Result<Resource> {
        let body = &self.stacks[stack].document["Resources"][id];
        let path = match &self.stacks[stack].parent {
            Some((_, parent)) => format!("{parent}/{id}"),
            None => id.to_owned(),
        };
        let declared =
            match globals_for(kind_of(body)).map(|key| &self.stacks[stack].document["Globals"][key]) {
                Some(globals) => merge(globals, &body["Properties"]),
                None => body["Properties"].clone(),
            };
        let properties = self
            .evaluate(stack, &declared)
            .with_context(|| format!("in resource {path}"))?
            .unwrap_or(json!({}));
        Ok(Resource { path, id: self.physical_id(stack, id)?, properties })
    }

    /// What `Ref` gives. Looks at the property that names the resource and at no other.
    fn physical_id(&self, stack: usize, id: &str) -> Result<String> {
        let body = &self.stacks[stack].document["Resources"][id];
        let kind = kind_of(body);
        let name = match attributes::name_property(kind).map(|property| &body["Properties"][property]) {
            None | Some(Value::Null) => None,
            Some(declared) => self.evaluate(stack, declared)?,
        };
        let name = match name {
            Some(name) => scalar_text(&name)?,
            None => format!("{}-{id}", self.stacks[stack].name),
        };
        Ok(attributes::reference(&self.place, kind, &name))
    }

    /// Evaluates a value; `None` is `AWS::NoValue`.
    fn evaluate(&self, stack: usize, value: &Value) -> Result<Option<Value>> {
        match value {
            Value::Array(items) => {
                let mut evaluated = Vec::with_capacity(items.len());
                for item in items {
                    evaluated.extend(self.evaluate(stack, item)?);
                }
                Ok(Some(Value::Array(evaluated)))
            }
            Value::Object(object) => {
                if let Some((name, argument)) = as_intrinsic(object) {
                    return self.call(stack, name, argument).with_context(|| format!("in {name} {argument}"));
                }
                let mut evaluated = Map::new();
                for (key, item) in object {
                    if let Some(item) = self.evaluate(stack, item)? {
                        evaluated.insert(key.clone(), item);
                    }
                }
                Ok(Some(Value::Object(evaluated)))
            }
            scalar => Ok(Some(scalar.clone())),
        }
    }

    fn call(&self, stack: usize, name: &str, argument: &Value) -> Result<Option<Value>> {
        let value = match name {
            "Ref" => return self.reference(stack, text(argument)?),
            "Fn::GetAtt" => {
                let path = argument.as_array().context("expected a resource and an attribute")?;
                let [resource, attribute] = path.as_slice() else {
                    bail!("expected a resource and an attribute")
                };
                self.attribute(stack, text(resource)?, text(attribute)?)?
            }
            "Fn::Sub" => json!(self.substitute(stack, argument)?),
            "Fn::Join" => {
                let (separator, items) = self.pair(stack, argument)?;
                let items = items.as_array().context("expected a list")?;
                let items: Vec<String> = items.iter().map(scalar_text).collect::<Result<_>>()?;
                json!(items.join(text(&separator)?))
            }
            "Fn::Split" => {
                let (separator, whole) = self.pair(stack, argument)?;
                json!(text(&whole)?.split(text(&separator)?).collect::<Vec<_>>())
            }
            "Fn::Select" => {
                let (index, items) = self.pair(stack, argument)?;
                let index: usize = scalar_text(&index)?.parse()?;
                items.get(index).context("no such element")?.clone()
            }
            "Fn::If" => {
                let branches = argument.as_array().context("expected three values")?;
                let [condition, then, otherwise] = branches.as_slice() else {
                    bail!("expected three values")
                };
                let holds = self.holds(stack, condition)?;
                return self.evaluate(stack, if holds { then } else { otherwise });
            }
            "Fn::FindInMap" => {
                let keys = self.evaluate(stack, argument)?.context("no keys")?;
                let mut found = &self.stacks[stack].document["Mappings"];
                for key in keys.as_array().context("expected keys")? {
                    found =
                        found.get(scalar_text(key)?).with_context(|| format!("no {key} in the mapping"))?;
                }
                found.clone()
            }
            "Fn::GetAZs" => json!(["a", "b", "c"].map(|zone| format!("{}{zone}", self.place.region))),
            "Fn::Base64" => return self.evaluate(stack, argument),
            _ => json!(self.condition(stack, name, argument)?),
        };
        Ok(Some(value))
    }

    fn pair(&self, stack: usize, argument: &Value) -> Result<(Value, Value)> {
        let argument = self.evaluate(stack, argument)?.context("expected two values")?;
        match argument.as_array().map(Vec::as_slice) {
            Some([first, second]) => Ok((first.clone(), second.clone())),
            _ => bail!("expected two values"),
        }
    }

    fn reference(&self, stack: usize, name: &str) -> Result<Option<Value>> {
        if name == "AWS::NoValue" {
            return Ok(None);
        }
        if let Some(value) = attributes::pseudo_parameter(&self.place, &self.stacks[stack].name, name) {
            return Ok(Some(json!(value)));
        }
        if let Some(parameter) = self.stacks[stack].document["Parameters"].get(name) {
            return self.parameter(stack, name, parameter).map(Some);
        }
        let body = self.stacks[stack].document["Resources"].get(name);
        ensure!(body.is_some(), "{name} is neither a parameter nor a resource");
        Ok(Some(json!(self.physical_id(stack, name)?)))
    }

    fn parameter(&self, stack: usize, name: &str, declared: &Value) -> Result<Value> {
        let given = match &self.stacks[stack].parent {
            None => self.overrides.get(name).cloned(),
            Some((parent, id)) => {
                let passed =
                    &self.stacks[*parent].document["Resources"][id]["Properties"]["Parameters"][name];
                if passed.is_null() { None } else { self.evaluate(*parent, passed)? }
            }
        };
        let value = given.or_else(|| declared.get("Default").cloned());
        let value =
            value.with_context(|| format!("parameter {name} of {} has no value", self.stacks[stack].name))?;
        let is_list = declared["Type"].as_str().is_some_and(|kind| kind.contains("List"));
        Ok(match value.as_str() {
            Some(list) if is_list => json!(list.split(',').map(str::trim).collect::<Vec<_>>()),
            _ => value,
        })
    }

    fn attribute(&self, stack: usize, id: &str, attribute: &str) -> Result<Value> {
        if let Some(child) = self.stacks[stack].children.get(id) {
            let output = attribute.strip_prefix("Outputs.").context("a nested stack has only Outputs")?;
            let declared = &self.stacks[*child].document["Outputs"][output]["Value"];
            ensure!(!declared.is_null(), "stack {id} has no output {output}");
            return self.evaluate(*child, declared)?.context("the output has no value");
        }
        let body = &self.stacks[stack].document["Resources"][id];
        ensure!(!body.is_null(), "{id} is no resource");
        Ok(json!(attributes::attribute(&self.place, kind_of(body), &self.physical_id(stack, id)?, attribute)))
    }

    fn substitute(&self, stack: usize, argument: &Value) -> Result<String> {
        let (pattern, variables) = match argument {
            Value::Array(items) => (items.first(), items.get(1)),
            pattern => (Some(pattern), None),
        };
        let mut rest = text(pattern.context("expected a pattern")?)?;
        let mut result = String::new();
        while let Some(start) = rest.find("${") {
            let end = rest[start..].find('}').context("a `${` without `}`")? + start;
            let name = &rest[start + 2..end];
            result.push_str(&rest[..start]);
            let value = match (name.strip_prefix('!'), variables.and_then(|given| given.get(name))) {
                (Some(literal), _) => Some(json!(format!("${{{literal}}}"))),
                (None, Some(given)) => self.evaluate(stack, given)?,
                (None, None) => match name.split_once('.') {
                    Some((resource, attribute)) => Some(self.attribute(stack, resource, attribute)?),
                    None => self.reference(stack, name)?,
                },
            };
            result.push_str(&scalar_text(&value.ok_or_else(|| anyhow!("{name} has no value"))?)?);
            rest = &rest[end + 1..];
        }
        result.push_str(rest);
        Ok(result)
    }

    /// Whether a condition holds: a name, a condition function, or nothing at all.
    fn holds(&self, stack: usize, condition: &Value) -> Result<bool> {
        match condition {
            Value::Null => Ok(true),
            Value::String(name) => {
                let declared = self.stacks[stack].document["Conditions"].get(name);
                self.holds(stack, declared.with_context(|| format!("no condition {name}"))?)
            }
            Value::Object(object) => {
                let (name, argument) = as_intrinsic(object).context("expected a condition")?;
                self.condition(stack, name, argument)
            }
            other => bail!("{other} is no condition"),
        }
    }

    fn condition(&self, stack: usize, name: &str, argument: &Value) -> Result<bool> {
        let mut parts = argument.as_array().into_iter().flatten();
        match name {
            "Condition" => self.holds(stack, argument),
            "Fn::Equals" => {
                let (left, right) = self.pair(stack, argument)?;
                Ok(scalar_text(&left)? == scalar_text(&right)?)
            }
            "Fn::Not" => Ok(!self.holds(stack, parts.next().context("expected a condition")?)?),
            "Fn::And" => parts.try_fold(true, |all, part| Ok(all && self.holds(stack, part)?)),
            "Fn::Or" => parts.try_fold(false, |any, part| Ok(any || self.holds(stack, part)?)),
            _ => bail!("the local stack does not know this function"),
        }
    }
}

fn resources_of(document: &Value) -> impl Iterator<Item = (&String, &Value)> {
    document["Resources"].as_object().into_iter().flatten()
}

fn kind_of(body: &Value) -> &str {
    body["Type"].as_str().unwrap_or_default()
}

fn is_nested_stack(kind: &str) -> bool {
    matches!(kind, "AWS::CloudFormation::Stack" | "AWS::Serverless::Application")
}

/// Section of SAM's `Globals` that a type inherits from.
fn globals_for(kind: &str) -> Option<&'static str> {
    match kind {
        "AWS::Serverless::Function" => Some("Function"),
        "AWS::Serverless::HttpApi" => Some("HttpApi"),
        _ => None,
    }
}

/// SAM's rule: maps merge, anything else of the resource replaces the global.
fn merge(global: &Value, own: &Value) -> Value {
    match (global, own) {
        (Value::Object(global), Value::Object(own)) if as_intrinsic(own).is_none() => {
            let mut merged = global.clone();
            for (key, value) in own {
                let value = merge(global.get(key).unwrap_or(&Value::Null), value);
                merged.insert(key.clone(), value);
            }
            Value::Object(merged)
        }
        (global, Value::Null) => global.clone(),
        (_, own) => own.clone(),
    }
}

fn as_intrinsic(object: &Map<String, Value>) -> Option<(&str, &Value)> {
    let (name, argument) = object.iter().next().filter(|_| object.len() == 1)?;
    (name == "Ref" || name == "Condition" && argument.is_string() || name.starts_with("Fn::"))
        .then_some((name.as_str(), argument))
}

fn text(value: &Value) -> Result<&str> {
    value.as_str().with_context(|| format!("expected text, not {value}"))
}

fn scalar_text(value: &Value) -> Result<String> {
    Ok(match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(flag) => flag.to_string(),
        other => bail!("expected a scalar, not {other}"),
    })
}

#[cfg(test)]
#[path = "resolver_tests.rs"]
mod tests;
