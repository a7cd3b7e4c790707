//! The words for numbers in each language, folded.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::{number_word::NumberWord, number_words::NumberWords};
use crate::sensitive::{language::Language, tokens::fold};

/// Builds the words of a language.
struct Builder(FxHashMap<SmolStr, NumberWord>);

impl Builder {
    /// From zero to nineteen; alternatives are separated by `/`.
    fn small(words: &str) -> Self {
        let mut builder = Self(FxHashMap::default());
        for (value, alternatives) in (0..).zip(words.split_whitespace()) {
            builder.add(alternatives, NumberWord::Number(value));
        }
        builder
    }

    /// From twenty to ninety.
    fn tens(mut self, words: &str) -> Self {
        for (tens, alternatives) in (2..).zip(words.split_whitespace()) {
            self.add(alternatives, NumberWord::Tens(tens * 10));
        }
        self
    }

    /// From two hundred to nine hundred.
    fn hundreds(mut self, words: &str) -> Self {
        for (hundreds, word) in (2..).zip(words.split_whitespace()) {
            self.add(word, NumberWord::Number(hundreds * 100));
        }
        self
    }

    fn with(mut self, alternatives: &str, word: NumberWord) -> Self {
        self.add(alternatives, word);
        self
    }

    fn add(&mut self, alternatives: &str, word: NumberWord) {
        for alternative in alternatives.split('/') {
            self.0.insert(fold(alternative), word);
        }
    }

    fn build(
        self,
        language: Language,
        conjunction: Option<&'static str>,
        needs_conjunction: bool,
    ) -> NumberWords {
        NumberWords {
            language,
            words: self.0,
            conjunction,
            needs_conjunction,
            is_french: false,
        }
    }
}

pub(super) fn of(language: Language) -> NumberWords {
    use NumberWord::{Hundred, Number, Oh, Repeat, Thousand};
    match language {
        Language::English => Builder::small(
            "zero/nought one two three four five six seven eight nine/niner ten eleven twelve \
             thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
        )
        .tens("twenty thirty forty/fourty fifty sixty seventy eighty ninety")
        .with("oh/o", Oh)
        .with("hundred", Hundred)
        .with("thousand", Thousand)
        .with("double", Repeat(2))
        .with("triple/treble", Repeat(3))
        .with("quadruple", Repeat(4))
        .build(language, None, false),
        Language::German => germanic(
            language,
            Builder::small(
                "null eins/ein zwei/zwo drei vier fünf/fuenf sechs sieben acht neun zehn elf \
                 zwölf/zwoelf dreizehn vierzehn fünfzehn/fuenfzehn sechzehn siebzehn achtzehn \
                 neunzehn",
            )
            .tens(
                "zwanzig dreißig/dreissig vierzig fünfzig/fuenfzig sechzig siebzig achtzig neunzig",
            )
            .with("zweimal/doppelt", Repeat(2))
            .with("dreimal", Repeat(3))
            .with("viermal", Repeat(4)),
            "und",
            "hundert",
            "tausend",
        ),
        Language::Dutch => germanic(
            language,
            Builder::small(
                "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien \
                 vijftien zestien zeventien achttien negentien",
            )
            .tens("twintig dertig veertig vijftig zestig zeventig tachtig negentig")
            .with("dubbel/dubbele/tweemaal", Repeat(2))
            .with("driemaal/driedubbel", Repeat(3)),
            "en",
            "honderd",
            "duizend",
        ),
        Language::Spanish => Builder::small(
            "cero uno/un/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece \
             catorce quince dieciséis diecisiete dieciocho diecinueve",
        )
        .tens("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa")
        .with("veintiuno/veintiún", Number(21))
        .with("veintidós", Number(22))
        .with("veintitrés", Number(23))
        .with("veinticuatro", Number(24))
        .with("veinticinco", Number(25))
        .with("veintiséis", Number(26))
        .with("veintisiete", Number(27))
        .with("veintiocho", Number(28))
        .with("veintinueve", Number(29))
        .with("cien/ciento", Hundred)
        .hundreds("doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos")
        .with("mil", Thousand)
        .with("doble", Repeat(2))
        .with("triple", Repeat(3))
        .build(language, Some("y"), true),
        Language::French => {
            let words = Builder::small(
                "zéro un/une deux trois quatre cinq six sept huit neuf dix onze douze treize \
                 quatorze quinze seize",
            )
            .tens(
                "vingt/vingts trente quarante cinquante soixante septante octante/huitante nonante",
            )
            .with("cent/cents", Hundred)
            .with("mille", Thousand)
            .with("double", Repeat(2))
            .with("triple", Repeat(3))
            .build(language, Some("et"), false);
            NumberWords {
                is_french: true,
                ..words
            }
        }
        Language::Portuguese => Builder::small(
            "zero um/uma dois/duas três quatro cinco seis/meia sete oito nove dez onze doze treze \
             catorze/quatorze quinze dezesseis/dezasseis dezessete/dezassete dezoito \
             dezenove/dezanove",
        )
        .tens("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa")
        .with("cem/cento", Hundred)
        .hundreds("duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos")
        .with("mil", Thousand)
        .with("duplo", Repeat(2))
        .with("triplo", Repeat(3))
        .build(language, Some("e"), true),
        Language::Italian => italian(),
    }
}

/// "vierundzwanzig", "neunzehnhundertachtundfünfzig", "zweitausendneun": units before tens, and
/// years in one word.
fn germanic(
    language: Language,
    mut builder: Builder,
    and: &str,
    hundred: &str,
    thousand: &str,
) -> NumberWords {
    let simple: Vec<_> = builder
        .0
        .iter()
        .map(|(word, number)| (word.clone(), *number))
        .collect();
    for (unit_word, unit) in &simple {
        for (tens_word, tens) in &simple {
            if let (NumberWord::Number(unit @ 1..=9), NumberWord::Tens(tens)) = (unit, tens) {
                builder.add(
                    &format!("{unit_word}{and}{tens_word}"),
                    NumberWord::Number(tens + unit),
                );
            }
        }
    }
    for (word, number) in builder.0.clone() {
        if let NumberWord::Number(rest @ 1..) | NumberWord::Tens(rest) = number {
            for (century_word, century) in &simple {
                match century {
                    NumberWord::Number(century @ (1..=9 | 11..=19)) => builder.add(
                        &format!("{century_word}{hundred}{word}"),
                        NumberWord::Number(century * 100 + rest),
                    ),
                    _ => continue,
                }
                if *century == NumberWord::Number(2) {
                    let word = format!("{century_word}{thousand}{word}");
                    builder.add(&word, NumberWord::Number(2000 + rest));
                }
            }
        }
    }
    builder
        .with(hundred, NumberWord::Hundred)
        .with(thousand, NumberWord::Thousand)
        .build(language, None, true)
}

fn italian() -> NumberWords {
    let mut builder = Builder::small(
        "zero uno/un/una due tre quattro cinque sei sette otto nove dieci undici dodici tredici \
         quattordici quindici sedici diciassette diciotto diciannove",
    )
    .tens("venti trenta quaranta cinquanta sessanta settanta ottanta novanta");
    let simple: Vec<_> = builder
        .0
        .iter()
        .map(|(word, number)| (word.clone(), *number))
        .collect();
    for (tens_word, tens) in &simple {
        for (unit_word, unit) in &simple {
            if let (NumberWord::Tens(tens), NumberWord::Number(unit @ 1..=9)) = (tens, unit) {
                // "ventuno", "ventotto": the vowel is dropped.
                let stem = match unit {
                    1 | 8 => tens_word.get(..tens_word.len() - 1).unwrap_or(tens_word),
                    _ => tens_word,
                };
                builder.add(
                    &format!("{stem}{unit_word}"),
                    NumberWord::Number(tens + unit),
                );
            }
        }
    }
    for (word, number) in builder.0.clone() {
        if let NumberWord::Number(rest @ 1..) | NumberWord::Tens(rest) = number {
            for (hundreds_word, hundreds) in &simple {
                if let NumberWord::Number(hundreds @ 2..=9) = hundreds {
                    let word = format!("{hundreds_word}cento{word}");
                    builder.add(&word, NumberWord::Number(hundreds * 100 + rest));
                }
            }
            builder.add(
                &format!("millenovecento{word}"),
                NumberWord::Number(1900 + rest),
            );
            builder.add(&format!("duemila{word}"), NumberWord::Number(2000 + rest));
        }
    }
    builder
        .with("cento", NumberWord::Hundred)
        .with("mille", NumberWord::Thousand)
        .with("duemila", NumberWord::Number(2000))
        .with("doppio/doppia", NumberWord::Repeat(2))
        .with("triplo/tripla", NumberWord::Repeat(3))
        .build(Language::Italian, None, true)
}
