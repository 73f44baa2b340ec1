//! Upload templates as clients see them.

use domain::{
    Error, FieldError,
    ids::UserId,
    ingestion::upload_templates::{FORMATS, MAX_FILE_SIZE_MB, UploadTemplate, UploadTemplateFields, Version},
};
use garde::Validate;
use imports::{Compiled, Template, TransformationRules, ValidationRules};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A template to be.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UploadTemplateIn {
    /// Unique in the organization, whatever the case of its letters.
    #[garde(custom(runtime::http::input::not_blank), length(chars, max = 255))]
    #[schema(min_length = 1, max_length = 255)]
    pub name: String,
    /// What it is for.
    #[garde(length(chars, max = 2000))]
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub description: String,
    /// csv, tsv, json or ndjson: the format of the files that it is for. Without one it is for any.
    #[garde(inner(custom(is_format)))]
    #[schema(pattern = "^(csv|tsv|json|ndjson)$")]
    pub file_format: Option<String>,
    /// The largest file, in megabytes of 2^20 bytes.
    #[garde(inner(range(min = 1, max = MAX_FILE_SIZE_MB)))]
    #[schema(minimum = 1, maximum = 16384)]
    pub max_file_size_mb: Option<i32>,
    /// Which column of a file becomes which target, and by which steps.
    #[garde(skip)]
    pub transformation_rules: TransformationRules,
    /// What must hold of the targets.
    #[garde(skip)]
    #[serde(default)]
    pub validation_rules: ValidationRules,
}

runtime::merge_patch!(UploadTemplatePatch of UploadTemplateIn);

fn is_format(format: &str, (): &()) -> garde::Result {
    if FORMATS.contains(&format) {
        return Ok(());
    }
    Err(garde::Error::new(format!("one of {}", FORMATS.join(", "))))
}

impl UploadTemplateIn {
    /// The rules alone.
    pub fn template(&self) -> Template {
        Template {
            transformation_rules: self.transformation_rules.clone(),
            validation_rules: self.validation_rules.clone(),
        }
    }

    /// What is stored.
    ///
    /// # Errors
    /// `Invalid` with all that does not hold together in the rules.
    pub fn into_fields(self) -> domain::Result<UploadTemplateFields> {
        Compiled::check(&self.template()).map_err(invalid)?;
        Ok(UploadTemplateFields {
            name: self.name.trim().to_owned(),
            description: self.description,
            file_format: self.file_format,
            max_file_size_mb: self.max_file_size_mb,
            transformation_rules: serde_json::to_value(self.transformation_rules).map_err(Error::internal)?,
            validation_rules: serde_json::to_value(self.validation_rules).map_err(Error::internal)?,
        })
    }

    /// What is stored, as it would be written anew.
    ///
    /// # Errors
    /// `Internal` where it is none of ours.
    pub fn from_fields(fields: UploadTemplateFields) -> domain::Result<Self> {
        let UploadTemplateFields {
            name,
            description,
            file_format,
            max_file_size_mb,
            transformation_rules,
            validation_rules,
        } = fields;
        Ok(Self {
            name,
            description,
            file_format,
            max_file_size_mb,
            transformation_rules: serde_json::from_value(transformation_rules).map_err(Error::internal)?,
            validation_rules: serde_json::from_value(validation_rules).map_err(Error::internal)?,
        })
    }
}

/// What does not hold together, field by field.
pub fn invalid(problems: Vec<imports::Problem>) -> Error {
    let field = |problem: imports::Problem| FieldError {
        pointer: problem.pointer,
        code: problem.code,
        message: problem.message,
    };
    Error::Invalid(problems.into_iter().map(field).collect())
}

/// A template.
#[derive(Debug, Serialize, ToSchema)]
pub struct UploadTemplateOut {
    /// Its id.
    pub id: Uuid,
    /// Unique in the organization, whatever the case of its letters.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// The format of the files that it is for; null: any.
    pub file_format: Option<String>,
    /// The largest file, in megabytes of 2^20 bytes.
    pub max_file_size_mb: Option<i32>,
    /// Which column of a file becomes which target, and by which steps.
    pub transformation_rules: TransformationRules,
    /// What must hold of the targets.
    pub validation_rules: ValidationRules,
    /// Raised by every change; what it said before is among its versions.
    pub version: i64,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Who created it.
    pub created_by: Uuid,
}

impl UploadTemplateOut {
    /// As clients see it.
    ///
    /// # Errors
    /// `Internal` where what is stored is none of ours.
    pub fn new(template: UploadTemplate) -> domain::Result<Self> {
        let UploadTemplate { id, fields, version, created_at, updated_at, created_by } = template;
        let input = UploadTemplateIn::from_fields(fields)?;
        Ok(Self {
            id: id.0,
            name: input.name,
            description: input.description,
            file_format: input.file_format,
            max_file_size_mb: input.max_file_size_mb,
            transformation_rules: input.transformation_rules,
            validation_rules: input.validation_rules,
            version,
            created_at,
            updated_at,
            created_by: created_by.0,
        })
    }
}

/// What a template said at a version.
#[derive(Debug, Serialize, ToSchema)]
pub struct UploadTemplateVersionOut {
    /// The version.
    pub version: i64,
    /// Its name then.
    pub name: String,
    /// What it was for.
    pub description: String,
    /// The format of the files that it was for; null: any.
    pub file_format: Option<String>,
    /// The largest file, in megabytes of 2^20 bytes.
    pub max_file_size_mb: Option<i32>,
    /// Which column of a file became which target, and by which steps.
    pub transformation_rules: TransformationRules,
    /// What had to hold of the targets.
    pub validation_rules: ValidationRules,
    /// Since when it said so.
    pub created_at: Timestamp,
    /// Who wrote it.
    pub created_by: Uuid,
}

impl UploadTemplateVersionOut {
    /// As clients see it.
    ///
    /// # Errors
    /// `Internal` where what is stored is none of ours.
    pub fn new(version: Version) -> domain::Result<Self> {
        let Version { version, fields, created_at, created_by: UserId(created_by) } = version;
        let input = UploadTemplateIn::from_fields(fields)?;
        Ok(Self {
            version,
            name: input.name,
            description: input.description,
            file_format: input.file_format,
            max_file_size_mb: input.max_file_size_mb,
            transformation_rules: input.transformation_rules,
            validation_rules: input.validation_rules,
            created_at,
            created_by,
        })
    }
}

/// Which file.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InferIn {
    /// A processed file that one may read.
    #[garde(skip)]
    pub file_id: Uuid,
}

/// Which file, and how much of it is shown.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ValidateIn {
    /// A processed file that one may read.
    #[garde(skip)]
    pub file_id: Uuid,
    /// Rows that are shown before and after, 0 to 50.
    #[garde(range(max = 50))]
    #[serde(default = "ten")]
    #[schema(maximum = 50, default = 10)]
    pub sample_rows: u32,
}

fn ten() -> u32 {
    10
}
