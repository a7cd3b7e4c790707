/// The scripts that are analysed differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    /// Devanagari, Bengali, Tamil and their relatives.
    Indic,
    Hangul,
    Han,
    Hiragana,
    Katakana,
    /// Thai, Lao, Burmese and Khmer.
    SoutheastAsian,
    /// Any other alphabet, such as Georgian or Armenian.
    Other,
}

impl Script {
    /// Of a word's first character; `None` for a number.
    pub(crate) fn of(word: &str) -> Option<Self> {
        let first = word.chars().next()?;
        if first.is_ascii_alphabetic() {
            return Some(Self::Latin);
        }
        (!first.is_numeric() || is_han(first)).then(|| Self::of_letter(first))
    }

    fn of_letter(c: char) -> Self {
        match c {
            '\u{0}'..='\u{2af}' | '\u{1e00}'..='\u{1eff}' | '\u{a720}'..='\u{a7ff}' => Self::Latin,
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Self::Greek,
            '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' | '\u{a640}'..='\u{a69f}' => {
                Self::Cyrillic
            }
            '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}' => Self::Hebrew,
            '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' => Self::Arabic,
            '\u{900}'..='\u{dff}' => Self::Indic,
            '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => {
                Self::SoutheastAsian
            }
            '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7ff}' => Self::Hangul,
            '\u{3040}'..='\u{309f}' => Self::Hiragana,
            '\u{30a0}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' => Self::Katakana,
            c if is_han(c) => Self::Han,
            _ => Self::Other,
        }
    }

    /// Whether the boundaries of Unicode Standard Annex 29 divide it into
    /// characters, because it has no spaces between words.
    pub(crate) fn is_unspaced(self) -> bool {
        matches!(self, Self::Han | Self::Hiragana | Self::SoutheastAsian)
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '々' | '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("boat", Some(Script::Latin))]
    #[case("łódź", Some(Script::Latin))]
    #[case("σπίτι", Some(Script::Greek))]
    #[case("дом", Some(Script::Cyrillic))]
    #[case("בית", Some(Script::Hebrew))]
    #[case("بيت", Some(Script::Arabic))]
    #[case("घर", Some(Script::Indic))]
    #[case("집", Some(Script::Hangul))]
    #[case("家", Some(Script::Han))]
    #[case("いえ", Some(Script::Hiragana))]
    #[case("ホテル", Some(Script::Katakana))]
    #[case("บ้าน", Some(Script::SoutheastAsian))]
    #[case("სახლი", Some(Script::Other))]
    #[case("1990", None)]
    #[case("٣", None)]
    #[case("", None)]
    fn a_word_is_in_the_script_of_its_first_letter(
        #[case] word: &str,
        #[case] script: Option<Script>,
    ) {
        assert_eq!(Script::of(word), script);
    }
}
