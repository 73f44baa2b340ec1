//! PDF: the text of each page, as the glyphs that it draws lie on it. Pages that cannot be read are left out and told.
//!
//! What a PDF asks for, of memory, time or stack, is bounded by the process that reads it (`crate::process`).
mod layout;
mod outline;

use std::{
    collections::HashMap,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask,
    font::{Glyph, GlyphRun, PositionedGlyph},
    interpret_page,
    kurbo::{Affine, BezPath, Rect},
};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf, page::Page};
use layout::{Layout, Mark};

use crate::{
    Input,
    failure::{Failure, Result},
    text::Text,
};

const MAX_BYTES: u64 = 64 << 20;
/// What one reading of the file keeps of decoded pages; then it is opened anew.
const KEPT_BYTES: usize = 24 << 20;
const KEPT_PAGES: usize = 1000;

/// See the module.
pub(crate) fn read(input: &mut dyn Input, size: u64, text: &mut Text<'_>) -> Result<()> {
    if size > MAX_BYTES {
        return Err(Failure::too_large("A PDF", MAX_BYTES).into());
    }
    let bytes = Arc::new(crate::head(input, size)?);
    let mut tally = Tally::default();
    while let Some(pdf) = tally.open(&bytes, text)? {
        tally.read(&pdf, text)?;
    }
    tally.tell(text);
    Ok(())
}

/// How far the reading is, and what it met.
#[derive(Default)]
struct Tally {
    /// Pages read.
    next: usize,
    total: Option<usize>,
    /// The author's sections, by page.
    outline: HashMap<usize, Vec<outline::Entry>>,
    unreadable: usize,
    wordless: usize,
    unknown: usize,
}

impl Tally {
    /// Opens the file; `None` once all its pages are read.
    fn open(&mut self, bytes: &Arc<Vec<u8>>, text: &mut Text<'_>) -> Result<Option<Pdf>> {
        if self.total.is_some_and(|total| self.next >= total) {
            return Ok(None);
        }
        let opened = catch_unwind(|| Pdf::new(bytes.clone())).unwrap_or(Err(LoadPdfError::Invalid));
        let pdf = opened.map_err(|error| match error {
            LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Failure::new(
                "document_encrypted",
                "The PDF is protected with a password. Save it without one.",
            ),
            LoadPdfError::Decryption(_) => Failure::new(
                "document_encrypted",
                "The PDF is encrypted in a way that cannot be read. Print it to a new PDF.",
            ),
            LoadPdfError::Invalid => Failure::damaged("PDF"),
        })?;
        let total = pdf.pages().len();
        if self.total.is_none() {
            text.expect_pages(total)?;
            if let Some(title) = &pdf.metadata().title {
                text.title(&string(title));
            }
            // An outline is a help: one that cannot be read is none.
            self.outline = catch_unwind(AssertUnwindSafe(|| outline::read(&pdf))).unwrap_or_default();
        }
        self.total = Some(total);
        if total == 0 {
            return Err(Failure::damaged("PDF").into());
        }
        Ok(Some(pdf))
    }

    /// Reads pages until the file has to be opened anew.
    fn read(&mut self, pdf: &Pdf, text: &mut Text<'_>) -> Result<()> {
        let cache = InterpreterCache::new();
        let mut kept = 0;
        let first = self.next;
        for page in pdf.pages().iter().skip(first) {
            self.next += 1;
            let mut glyphs = Glyphs { layout: Layout::new(text.room()), unknown: 0, shown: Vec::new() };
            let interpreted = catch_unwind(AssertUnwindSafe(|| {
                let device = &mut glyphs;
                interpret(page, pdf, &cache, device);
                page.page_stream().map_or(0, <[u8]>::len)
            }));
            text.page()?;
            let before = text.bytes();
            let paragraphs = glyphs.layout.finish();
            let sections = self.outline.remove(&(self.next - 1)).unwrap_or_default();
            let mut begins = outline::place(&sections, &paragraphs).into_iter().zip(&sections).peekable();
            for (at, paragraph) in paragraphs.iter().enumerate() {
                while let Some((_, section)) = begins.next_if(|(place, _)| *place <= at) {
                    text.section(section.level, &section.title);
                }
                text.paragraph(paragraph)?;
            }
            begins.for_each(|(_, section)| text.section(section.level, &section.title));
            self.unknown += glyphs.unknown;
            self.wordless += usize::from(text.bytes() == before);
            // What a panic left behind is not looked at again.
            let Ok(bytes) = interpreted else {
                self.unreadable += 1;
                return Ok(());
            };
            kept += bytes;
            if kept > KEPT_BYTES || self.next - first >= KEPT_PAGES {
                return Ok(());
            }
        }
        self.next = self.next.max(self.total.unwrap_or(0));
        Ok(())
    }

    fn tell(&self, text: &mut Text<'_>) {
        if self.wordless > 0 && text.bytes() > 0 {
            let message =
                format!("{} pages have no text: they are empty or pictures, such as scans.", self.wordless);
            text.note("pages_without_text", message);
        }
        if self.unreadable > 0 {
            let message =
                format!("{} pages are damaged and could not be read to their end.", self.unreadable);
            text.note("pages_unreadable", message);
        }
        if self.unknown > 0 {
            let message = format!("{} characters have no meaning in the PDF, only a shape.", self.unknown);
            text.note("characters_unknown", message);
        }
    }
}

fn interpret<'a>(page: &Page<'a>, pdf: &'a Pdf, cache: &InterpreterCache<'a>, device: &mut Glyphs) {
    let t = page.initial_transform(true);
    let transform = Affine::new(t.as_coeffs());
    let (width, height) = page.render_dimensions();
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(transform, bounds, cache, pdf.xref(), InterpreterSettings::default());
    interpret_page(page, &mut context, device);
}

/// Takes the glyphs of a page, and nothing else that is drawn.
struct Glyphs {
    layout: Layout,
    /// Glyphs that no character is known for.
    unknown: usize,
    /// The run before, by its characters' codes and places.
    shown: Vec<(u32, f64, f64)>,
}

impl<'a> Device<'a> for Glyphs {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        let place = |glyph: &PositionedGlyph<'a>| props.transform * glyph.transform();
        let shown: Vec<_> = run
            .glyphs()
            .iter()
            .map(|glyph| {
                let [.., x, y] = place(glyph).as_coeffs();
                (glyph.char_code(), x, y)
            })
            .collect();
        // The same run a hair's breadth away: filled and stroked, a shadow, or bold by drawing twice.
        let size = run.glyphs().first().map_or(0.0, |glyph| layout::size(place(glyph)));
        let is_same = shown.len() == self.shown.len()
            && shown.iter().zip(&self.shown).all(|(a, b)| {
                a.0 == b.0 && (a.1 - b.1).abs() < 0.15 * size && (a.2 - b.2).abs() < 0.15 * size
            });
        if is_same {
            return;
        }
        self.shown = shown;
        for glyph in run.glyphs() {
            let Some(characters) = glyph.as_unicode() else {
                self.unknown += 1;
                continue;
            };
            let advance = match &**glyph {
                Glyph::Outline(outline) => outline.advance_width(),
                Glyph::Type3(drawn) => drawn.advance_width(),
            };
            let advance = f64::from(advance.unwrap_or(500.0));
            let is_vertical = run.writing_mode() == hayro_interpret::hayro_cmap::WritingMode::Vertical;
            let mark = Mark::new(place(glyph), advance, is_vertical);
            match characters {
                hayro_interpret::hayro_cmap::BfString::Char(c) => {
                    self.layout.add(mark, c.encode_utf8(&mut [0; 4]))
                }
                hayro_interpret::hayro_cmap::BfString::String(s) => self.layout.add(mark, &s),
            }
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// A text string of the document information: UTF-16 or UTF-8 with a mark, else PDFDocEncoding, which is near
/// enough to windows-1252. ISO 32000-2, §7.9.2.2.
fn string(bytes: &[u8]) -> String {
    encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned()
}
