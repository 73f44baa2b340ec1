//! The numbers of lists.
use std::collections::HashMap;

use super::{
    package::{Package, beside},
    xml::Event,
};
use crate::failure::Result;

const MAX_LISTS: usize = 10_000;
const LEVELS: usize = 9;

#[derive(Clone, Copy)]
struct Level {
    is_numbered: bool,
    start: u32,
}

impl Default for Level {
    fn default() -> Self {
        Self { is_numbered: false, start: 1 }
    }
}

/// Lists by their numbers, and how far each has counted.
#[derive(Default)]
pub(crate) struct Numbering {
    abstracts: HashMap<String, [Level; LEVELS]>,
    lists: HashMap<String, String>,
    counters: HashMap<String, [u32; LEVELS]>,
}

impl Numbering {
    /// What stands before the next item of a list at a level; empty where it is no list.
    pub fn mark(&mut self, list: &str, level: u8) -> String {
        // Number 0 takes a paragraph out of its style's list.
        if list == "0" {
            return String::new();
        }
        let level = usize::from(level).min(LEVELS - 1);
        let definition = self.lists.get(list).and_then(|id| self.abstracts.get(id));
        let levels = definition.copied().unwrap_or_default();
        let indent = "  ".repeat(level);
        if !levels[level].is_numbered {
            return format!("{indent}- ");
        }
        if !self.counters.contains_key(list) && self.counters.len() >= MAX_LISTS {
            return format!("{indent}- ");
        }
        let counters = self.counters.entry(list.to_owned()).or_default();
        counters[level] = match counters[level] {
            0 => levels[level].start.max(1),
            n => n.saturating_add(1),
        };
        counters[level + 1..].fill(0);
        format!("{indent}{}. ", counters[level])
    }
}

pub(crate) fn read(package: &mut Package<'_>, main: &str) -> Result<Numbering> {
    let mut numbering = Numbering::default();
    let (mut definition, mut list) = (None, None);
    let mut level = 0;
    package.part(&beside(main, "numbering.xml"), &mut |event| {
        let Event::Start(tag) = event else { return Ok(()) };
        let value = tag.attribute("val");
        match tag.name() {
            "abstractNum" => {
                definition = tag.attribute("abstractNumId");
                if let Some(id) = definition.clone().filter(|_| numbering.abstracts.len() < MAX_LISTS) {
                    numbering.abstracts.insert(id, Default::default());
                }
            }
            "num" => {
                definition = None;
                list = tag.attribute("numId");
            }
            "abstractNumId" => {
                if let (Some(list), Some(id)) = (list.take(), value)
                    && numbering.lists.len() < MAX_LISTS
                {
                    numbering.lists.insert(list, id);
                }
            }
            "lvl" => level = tag.attribute("ilvl").and_then(|l| l.parse().ok()).unwrap_or(0),
            name @ ("numFmt" | "start") => {
                let levels = definition.as_ref().and_then(|id| numbering.abstracts.get_mut(id));
                if let (Some(level), Some(value)) = (levels.and_then(|levels| levels.get_mut(level)), value) {
                    match name {
                        "numFmt" => level.is_numbered = !matches!(value.as_str(), "bullet" | "none"),
                        _ => level.start = value.parse().unwrap_or(1),
                    }
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(numbering)
}
