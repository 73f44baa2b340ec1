//! A JSON object per line, with every name, in the order of the columns. A number keeps all its digits.

use domain::{
    Error, Result,
    platform::exports::{
        registry::{Exportable, Kind},
        rows::Cell,
    },
};

/// Writes batches of rows.
pub struct Writer {
    columns: Vec<(&'static str, Kind)>,
}

impl Writer {
    /// For the columns of an exportable.
    pub fn new(exportable: &Exportable) -> Self {
        Self { columns: exportable.columns.iter().map(|column| (column.name, column.kind)).collect() }
    }

    /// The rows as lines.
    pub fn write(&mut self, rows: &[Vec<Cell>]) -> Result<Vec<u8>> {
        let mut lines = Vec::new();
        for row in rows {
            for (index, ((name, kind), cell)) in self.columns.iter().zip(row).enumerate() {
                lines.push(if index == 0 { b'{' } else { b',' });
                serde_json::to_writer(&mut lines, name).map_err(Error::internal)?;
                lines.push(b':');
                match (cell, kind) {
                    (None, _) => lines.extend(b"null"),
                    // PostgreSQL writes numbers, truths and JSON as JSON does; what is none of JSON's numbers is text.
                    (Some(text), Kind::Number)
                        if !matches!(text.as_str(), "NaN" | "Infinity" | "-Infinity") =>
                    {
                        lines.extend(text.as_bytes());
                    }
                    (Some(text), Kind::Boolean | Kind::Json) => lines.extend(text.as_bytes()),
                    (Some(text), _) => serde_json::to_writer(&mut lines, text).map_err(Error::internal)?,
                }
            }
            lines.extend(b"}\n");
        }
        Ok(lines)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn every_line_is_an_object_with_values_of_their_kinds() {
        let mut writer = Writer::new(Exportable::parse("analyses").unwrap());
        let cell = |text: &str| Some(text.to_owned());
        let row = vec![
            cell("a\"\n"),
            None,
            None,
            cell("=1"),
            cell("{\"x\": 1.50}"),
            None,
            None,
            None,
            None,
            None,
            None,
            None,
        ];
        let lines = String::from_utf8(writer.write(&[row.clone(), row]).unwrap()).unwrap();
        assert_eq!(lines.lines().count(), 2);
        let value: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
        assert_eq!(value["id"], json!("a\"\n"));
        assert_eq!(value["calculation_type"], json!("=1"));
        assert_eq!(value["parameters"], json!({ "x": 1.5 }));
        assert!(lines.contains("1.50"), "digits are lost: {lines}");
        assert_eq!(value.as_object().unwrap().len(), 12);
    }
}
