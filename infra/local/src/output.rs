//! What the user sees: one line at a time, each with the name of the process that said it.

use std::io::{IsTerminal as _, Write as _};

/// Width of the longest usual name, so that the texts line up.
const WIDTH: usize = 16;
/// ANSI colours that read well on dark and light.
const COLOURS: [u8; 6] = [36, 33, 32, 35, 34, 31];

/// Prints prefixed lines.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    coloured: bool,
    verbose: bool,
}

impl Output {
    /// Colours only on a terminal; `verbose` also shows what [`Output::detail`] prints.
    pub fn new(verbose: bool) -> Self {
        let coloured = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        Self { coloured, verbose }
    }

    /// Prints one line to standard error: standard output belongs to the summary, or to the command of `run`.
    pub fn line(&self, source: &str, text: &str) {
        let colour = COLOURS[source.bytes().map(usize::from).sum::<usize>() % COLOURS.len()];
        let prefix = if self.coloured {
            format!("\x1b[{colour}m{source:>WIDTH$}\x1b[0m |")
        } else {
            format!("{source:>WIDTH$} |")
        };
        // A reader that went away (`make up | head`) is no reason to stop.
        let _ = writeln!(std::io::stderr().lock(), "{prefix} {text}");
    }

    /// Prints one line if the user asked for details.
    pub fn detail(&self, source: &str, text: &str) {
        if self.verbose {
            self.line(source, text);
        }
    }

    /// Prints a block without a prefix, to standard output.
    pub fn block(&self, text: &str) {
        let _ = writeln!(std::io::stdout().lock(), "{text}");
    }
}
