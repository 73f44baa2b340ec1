//! Word documents: the body's paragraphs with headings as sections, lists with their numbers, rows of tables as lines,
//! then footnotes and endnotes. Nothing is held but the paragraph in hand.
//!
//! Source of the element names: ISO/IEC 29500-1, §17 (WordprocessingML).
mod body;
mod numbering;
mod package;
mod styles;
mod xml;

use crate::{
    Input,
    failure::{Error, Failure, Result},
    text::Text,
};
use package::Package;

/// See the module.
pub(crate) fn read(input: &mut dyn Input, size: u64, text: &mut Text<'_>) -> Result<()> {
    let mut package = Package::open(input, size)?;
    properties(&mut package, text)?;
    let main = package.main_part()?.unwrap_or_else(|| "word/document.xml".to_owned());
    let styles = styles::read(&mut package, &main)?;
    let numbering = numbering::read(&mut package, &main)?;
    let mut body = body::Body::new(&styles, numbering);
    let damaged = || Error::from(Failure::damaged("Word document"));
    package.part(&main, &mut |xml| body.event(xml, text))?.ok_or_else(damaged)?;
    body.finish(text)?;
    for notes in ["footnotes.xml", "endnotes.xml"] {
        let part = package::beside(&main, notes);
        package.part(&part, &mut |xml| body.event(xml, text))?;
        body.finish(text)?;
    }
    Ok(())
}

/// Whether an archive is a Word document.
pub(crate) fn is_word(input: &mut dyn Input, size: u64) -> Result<bool> {
    match Package::open(input, size) {
        Ok(mut package) => Ok(package.main_part()?.is_some_and(|part| part.starts_with("word/"))),
        Err(Error::Failure(failure)) if failure.code == "document_damaged" => Ok(false),
        Err(error) => Err(error),
    }
}

/// What the document says of itself: its title and, as the program that saved it counted them, its pages.
fn properties(package: &mut Package<'_>, text: &mut Text<'_>) -> Result<()> {
    for (part, element) in [("docProps/core.xml", "title"), ("docProps/app.xml", "Pages")] {
        let mut inside = false;
        let mut value = String::new();
        package.part(part, &mut |event| {
            match event {
                xml::Event::Start(tag) => inside = tag.name() == element,
                xml::Event::Text(words) if inside && value.len() < 4096 => value.push_str(words),
                xml::Event::End(_) => inside = false,
                xml::Event::Text(_) => {}
            }
            Ok(())
        })?;
        match element {
            "title" => text.title(&value),
            _ => {
                if let Ok(pages) = value.trim().parse() {
                    text.pages_told(pages);
                }
            }
        }
    }
    Ok(())
}
