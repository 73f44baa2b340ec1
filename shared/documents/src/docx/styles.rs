//! Which styles are headings. Their ids are translated (`berschrift1`), their names are not (`heading 1`).
use std::collections::HashMap;

use super::{
    package::{Package, beside},
    xml::Event,
};
use crate::failure::Result;

/// More styles than any document has.
const MAX_STYLES: usize = 10_000;

#[derive(Default)]
struct Style {
    level: Option<u8>,
    based_on: Option<String>,
    list: Option<(String, u8)>,
}

/// Styles by their ids.
#[derive(Default)]
pub(crate) struct Styles(HashMap<String, Style>);

impl Styles {
    /// Heading level of a style, its own or inherited; 1 for a title.
    pub fn level(&self, id: &str) -> Option<u8> {
        self.chain(id).find_map(|style| style.level)
    }

    /// List that paragraphs of this style belong to: its number and level.
    pub fn list(&self, id: &str) -> Option<(&str, u8)> {
        self.chain(id).find_map(|style| style.list.as_ref()).map(|(id, level)| (id.as_str(), *level))
    }

    /// The style and those it is based on; a few of them, as they may be based on each other.
    fn chain<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Style> {
        let first = self.0.get(id);
        std::iter::successors(first, |style| self.0.get(style.based_on.as_deref()?)).take(16)
    }
}

pub(crate) fn read(package: &mut Package<'_>, main: &str) -> Result<Styles> {
    let mut styles = Styles::default();
    let mut id = None;
    let mut style = Style::default();
    package.part(&beside(main, "styles.xml"), &mut |event| {
        match event {
            Event::Start(tag) => match (tag.name(), tag.attribute("val")) {
                ("style", _) => {
                    id = tag.attribute("styleId");
                    style = Style::default();
                }
                ("name", Some(name)) => style.level = style.level.or(level_of(&name)),
                ("basedOn", based_on) => style.based_on = based_on,
                ("outlineLvl", Some(level)) => style.level = outline(&level),
                ("numId", Some(number)) => {
                    let level = style.list.take().map_or(0, |(_, level)| level);
                    style.list = Some((number, level));
                }
                ("ilvl", Some(level)) => {
                    let number = style.list.take().map_or("0".to_owned(), |(number, _)| number);
                    style.list = Some((number, level.parse().unwrap_or(0)));
                }
                _ => {}
            },
            Event::End("style") => {
                if let Some(id) = id.take().filter(|_| styles.0.len() < MAX_STYLES) {
                    styles.0.insert(id, std::mem::take(&mut style));
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(styles)
}

fn level_of(name: &str) -> Option<u8> {
    let name = name.to_ascii_lowercase();
    if name == "title" {
        return Some(1);
    }
    name.strip_prefix("heading ")?.trim().parse().ok().filter(|level| (1..=9).contains(level))
}

/// Outline levels count from 0; 9 is body text.
pub(crate) fn outline(value: &str) -> Option<u8> {
    value.parse::<u8>().ok().filter(|level| *level < 9).map(|level| level + 1)
}
