//! The language of a text.
use crate::document::Language;

/// Letters below which no language is told.
const LANGUAGE_LETTERS: usize = 20;

/// The language of a text; `None` where there is too little of it.
pub(crate) fn tell(sample: &str) -> Option<Language> {
    sample.chars().filter(|c| c.is_alphabetic()).nth(LANGUAGE_LETTERS - 1)?;
    let info = whatlang::detect(sample)?;
    let code = info.lang().code();
    let code = SHORT_CODES.iter().find(|(long, _)| *long == code).map_or(code, |(_, short)| short);
    Some(Language { code: code.to_owned(), confidence: info.confidence().clamp(0.0, 1.0) })
}

/// ISO 639-3 to ISO 639-1, of the languages that are told apart.
const SHORT_CODES: &[(&str, &str)] = &[
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_of_all_languages_are_known() {
        for lang in whatlang::Lang::all() {
            assert!(SHORT_CODES.iter().any(|(long, _)| *long == lang.code()), "{}", lang.code());
        }
    }

    #[test]
    fn languages_are_told_where_there_is_enough_text() {
        let told = |text: &str| tell(text).map(|l| l.code);
        assert_eq!(told("The quick brown fox jumps over the lazy dog and runs away.").as_deref(), Some("en"));
        assert_eq!(told("השועל החום המהיר קופץ מעל הכלב העצלן ובורח משם").as_deref(), Some("he"));
        assert_eq!(told("12345 67890"), None);
    }
}
