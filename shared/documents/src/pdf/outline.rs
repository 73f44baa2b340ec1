//! The outline of a PDF: what its author calls its sections. ISO 32000-2, §12.3.3; destinations: §12.3.2.
use std::collections::{HashMap, HashSet};

use hayro_syntax::{
    Pdf,
    object::{Array, Dict, MaybeRef, Object, ObjectIdentifier, String as PdfString},
};

use super::string;

/// Entries of an outline, and nodes of the tree of names, that are looked at.
const MAX_ENTRIES: usize = 20_000;

/// An entry.
pub(super) struct Entry {
    /// 1 for the highest.
    pub level: u8,
    /// What it is called.
    pub title: String,
}

/// The entries by the pages that they lead to, from 0, in the outline's order.
pub(super) fn read(pdf: &Pdf) -> HashMap<usize, Vec<Entry>> {
    let mut entries: HashMap<usize, Vec<Entry>> = HashMap::new();
    let Some(root) = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()) else { return entries };
    let Some(outline) = root.get::<Dict<'_>>("Outlines") else { return entries };
    let places = Places::of(pdf, &root);
    let mut visited = HashSet::new();
    // Siblings come after what is below their elder.
    let mut next: Vec<(ObjectIdentifier, u8)> =
        outline.get_ref("First").map(|id| (id.into(), 1)).into_iter().collect();
    while let Some((id, level)) = next.pop() {
        if visited.len() >= MAX_ENTRIES || !visited.insert(id) {
            continue;
        }
        let Some(item) = pdf.xref().get::<Dict<'_>>(id) else { continue };
        next.extend(item.get_ref("Next").map(|id| (id.into(), level)));
        next.extend(item.get_ref("First").map(|id| (id.into(), level.saturating_add(1))));
        let target =
            item.get::<Object<'_>>("Dest").or_else(|| item.get::<Dict<'_>>("A")?.get::<Object<'_>>("D"));
        let title = item.get::<PdfString<'_>>("Title").map(|title| string(title.as_bytes()));
        if let (Some(page), Some(title)) = (target.and_then(|target| places.page(target)), title)
            && !title.trim().is_empty()
        {
            entries.entry(page).or_default().push(Entry { level: level.min(9), title });
        }
    }
    entries
}

/// Where entries can lead.
struct Places {
    pages: HashMap<ObjectIdentifier, usize>,
    names: HashMap<Vec<u8>, usize>,
}

impl Places {
    fn of(pdf: &Pdf, root: &Dict<'_>) -> Self {
        let number =
            |(number, page): (usize, &hayro_syntax::page::Page<'_>)| Some((page.raw().obj_id()?, number));
        let mut places = Self {
            pages: pdf.pages().iter().enumerate().filter_map(number).collect(),
            names: HashMap::new(),
        };
        // Before PDF 1.2 a dictionary, since then a tree.
        if let Some(names) = root.get::<Dict<'_>>("Dests") {
            for (name, _) in names.entries().take(MAX_ENTRIES) {
                let page = names.get::<Object<'_>>(name.as_ref()).and_then(|target| places.page(target));
                places.names.extend(page.map(|page| (name.as_ref().to_vec(), page)));
            }
        }
        let tree = root.get::<Dict<'_>>("Names").and_then(|names| names.get::<Dict<'_>>("Dests"));
        let mut next: Vec<Dict<'_>> = tree.into_iter().collect();
        let mut visited = HashSet::new();
        while let Some(node) = next.pop() {
            if visited.len() >= MAX_ENTRIES || !node.obj_id().is_none_or(|id| visited.insert(id)) {
                continue;
            }
            let room = MAX_ENTRIES.saturating_sub(places.names.len());
            let pairs: Vec<Object<'_>> = node
                .get::<Array<'_>>("Names")
                .map(|names| names.iter::<Object<'_>>().take(2 * room).collect())
                .unwrap_or_default();
            for pair in pairs.chunks_exact(2) {
                if let [Object::String(name), target] = pair {
                    let page = places.page(target.clone());
                    places.names.extend(page.map(|page| (name.as_bytes().to_vec(), page)));
                }
            }
            if let Some(kids) = node.get::<Array<'_>>("Kids") {
                next.extend(kids.iter::<Dict<'_>>().take(MAX_ENTRIES));
                // A tree that is written out in itself cannot loop, but it may be wide.
                next.truncate(MAX_ENTRIES);
            }
        }
        places
    }

    /// The page of a destination: itself, by its name, or wrapped in a dictionary.
    fn page(&self, target: Object<'_>) -> Option<usize> {
        match target {
            Object::Array(target) => match target.raw_iter().next()? {
                MaybeRef::Ref(page) => self.pages.get(&page.into()).copied(),
                MaybeRef::NotRef(_) => None,
            },
            Object::Dict(target) => match target.get::<Object<'_>>("D")? {
                array @ Object::Array(_) => self.page(array),
                _ => None,
            },
            Object::String(name) => self.names.get(name.as_bytes()).copied(),
            Object::Name(name) => self.names.get(name.as_ref()).copied(),
            _ => None,
        }
    }
}

/// Before which paragraph of its page each entry's section begins: the one that begins with its title, numbers aside;
/// else where the entry before it does.
pub(super) fn place(entries: &[Entry], paragraphs: &[String]) -> Vec<usize> {
    let key = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
        letters.skip_while(char::is_ascii_digit).take(200).collect()
    };
    let paragraphs: Vec<String> = paragraphs.iter().map(|paragraph| key(paragraph)).collect();
    let mut at = 0;
    entries
        .iter()
        .map(|entry| {
            let title = key(&entry.title);
            let found = paragraphs[at.min(paragraphs.len())..].iter().position(|p| p.starts_with(&title));
            at += found.filter(|_| !title.is_empty()).unwrap_or(0);
            at
        })
        .collect()
}
