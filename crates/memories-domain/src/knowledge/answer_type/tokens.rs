//! The words of a text with their places, and numbers among them.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use unicode_segmentation::UnicodeSegmentation;

pub(super) struct Token<'t> {
    pub(super) start: usize,
    pub(super) text: &'t str,
    pub(super) lower: String,
}

pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    text.unicode_word_indices()
        .map(|(start, text)| Token {
            start,
            text,
            lower: text.to_lowercase(),
        })
        .collect()
}

pub(super) fn is_number_word(word: &str) -> bool {
    NUMBERS.contains(word)
        || word
            .split_once('-')
            .is_some_and(|(tens, _)| NUMBERS.contains(tens))
        || is_number_in_one_word(word)
}

/// "Dreiundzwanzig", "zesenveertig", "ventitré", "veintiuno".
fn is_number_in_one_word(word: &str) -> bool {
    const TENS: [&str; 30] = [
        "zwanzig",
        "dreißig",
        "vierzig",
        "fünfzig",
        "sechzig",
        "siebzig",
        "achtzig",
        "neunzig",
        "hundert",
        "tausend",
        "twintig",
        "dertig",
        "veertig",
        "vijftig",
        "zestig",
        "zeventig",
        "tachtig",
        "negentig",
        "honderd",
        "veinti",
        "dieci",
        "venti",
        "trenta",
        "quaranta",
        "cinquanta",
        "sessanta",
        "settanta",
        "ottanta",
        "novanta",
        "cento",
    ];
    const AND: [&str; 3] = ["und", "en", "ën"];
    TENS.iter().any(|tens| {
        word.strip_suffix(tens).is_some_and(|units| {
            // "Siebenhundert", "vierundzwanzig"
            NUMBERS.contains(units)
                || AND.iter().any(|and| {
                    units.strip_suffix(and).is_some_and(|units| {
                        NUMBERS.contains(units)
                            || DIGITS.contains(units)
                            || matches!(units, "ein" | "een")
                    })
                })
        }) || word.strip_prefix(tens).is_some_and(|units| {
            // "Trentadue", "hundertzwölf", and without its last vowel "ventuno".
            NUMBERS.contains(units) || matches!(units, "uno" | "un" | "tré" | "trés")
        }) || tens
            .strip_suffix(['a', 'i'])
            .and_then(|tens| word.strip_prefix(tens))
            .is_some_and(|units| matches!(units, "uno" | "un" | "otto"))
    })
}

static NUMBERS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
     sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
     hundred dozen couple zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn
     vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig
     siebzig achtzig neunzig hundert dos tres cuatro cinco seis siete ocho nueve diez once doce
     quince veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien deux trois
     quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente
     quarante cinquante soixante cent due tre quattro cinque sei sette otto nove dieci undici
     dodici venti trenta quaranta cinquanta sessanta settanta ottanta novanta cento dois duas três
     quatro sete oito dez vinte trinta quarenta cinquenta sessenta oitenta cem twee drie vijf zes
     zeven acht negen tien elf twaalf twintig dertig veertig vijftig zestig zeventig tachtig
     negentig honderd"
        .split_whitespace()
        .collect()
});

pub(super) static DIGITS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    "zero oh one two three four five six seven eight nine double null eins zwei zwo drei vier fünf
     sechs sieben acht neun cero uno dos tres cuatro cinco seis siete ocho nueve zéro un deux trois
     quatre cinq sept huit neuf due tre quattro cinque sei sette otto nove um dois três quatro sete
     oito nul een twee drie vijf zes zeven negen"
        .split_whitespace()
        .collect()
});
