//! Parts of a transcript that nobody said: markers of sounds, and pressed keys.

use std::sync::LazyLock;

use super::{
    phrase_set::PhraseSet,
    placeholders::contains_redaction,
    words::{is_number, words},
};
use crate::sensitive::without_labels;

/// Maximum length of a marker, in bytes.
const MAX_MARKER_BYTES: usize = 40;
/// "*seufzt und lacht leise*"; a longer text in brackets is an aside.
const MAX_WORDS_OF_A_MARKER: usize = 4;
/// The same in a script without spaces, in which each character is a word.
const MAX_CHARS_OF_A_MARKER: usize = 12;

static SOUNDS: LazyLock<PhraseSet> = LazyLock::new(|| SOUND_WORDS.split_whitespace().collect());

/// Words that a person says and a description of a sound lacks.
static SPOKEN: LazyLock<PhraseSet> = LazyLock::new(|| SPOKEN_WORDS.split_whitespace().collect());

static KEYS: LazyLock<PhraseSet> = LazyLock::new(|| KEY_WORDS.split(',').collect());

/// Whether a text contains anything that was said: words beside markers such as
/// "[music]", "(inaudible)", "*beep*" or "♪", and beside pressed keys.
pub(crate) fn is_speech(text: &str) -> bool {
    if !text.contains(char::is_alphanumeric) || is_one_marker(text) {
        return false;
    }
    let spoken = without_markers(text);
    spoken.contains(char::is_alphanumeric) && !only_presses_keys(&spoken)
}

/// What encloses a marker, and whether people put nothing else into it. Quotation marks enclose
/// speech as well.
const ENCLOSURES: [(char, char, bool); 13] = [
    ('[', ']', true),
    ('(', ')', true),
    ('*', '*', true),
    ('<', '>', true),
    ('{', '}', true),
    ('♪', '♪', true),
    ('♫', '♫', true),
    ('（', '）', true),
    ('［', '］', true),
    ('【', '】', true),
    ('〔', '〕', true),
    ('〈', '〉', true),
    ('«', '»', false),
];

fn closing(open: char) -> Option<(char, bool)> {
    ENCLOSURES
        .iter()
        .find(|(candidate, ..)| *candidate == open)
        .map(|(_, close, is_of_markers)| (*close, *is_of_markers))
}

/// Whether a whole turn is one marker that describes a sound, also in words that are not listed:
/// "*schnieft*", "（沈黙）". What somebody says in brackets has words such as "my".
fn is_one_marker(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', '…', '。']);
    let is_removed = || contains_redaction(text) || *without_labels(text) != *text;
    if text.len() > MAX_MARKER_BYTES || is_removed() {
        return false;
    }
    let mut chars = text.chars();
    let Some((close, true)) = chars.next().and_then(closing) else {
        return false;
    };
    let Some(inside) = chars.as_str().strip_suffix(close) else {
        return false;
    };
    if inside.contains(|c| closing(c).is_some() || c == close || c == ',') {
        return false;
    }
    let described = words(&inside.replace('_', " "));
    let is_short = described.len() <= MAX_WORDS_OF_A_MARKER
        || !inside.contains(' ') && described.len() <= MAX_CHARS_OF_A_MARKER;
    let others = SOUNDS.removed_from(&described);
    is_short
        && !SPOKEN.removed_from(&described).is_empty()
        && !others.iter().any(|word| is_number(&word.text))
        && !SPOKEN.matches_anywhere(&others)
}

fn without_markers(text: &str) -> String {
    let mut spoken = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c| closing(c).is_some()) {
        let (before, bracketed) = rest.split_at_checked(start).unwrap_or((rest, ""));
        spoken.push_str(before);
        let mut chars = bracketed.chars();
        let open = chars.next();
        let inside = chars.as_str();
        let Some((close, _)) = open.and_then(closing) else {
            break;
        };
        let near = (0..=MAX_MARKER_BYTES.min(inside.len()))
            .rev()
            .find_map(|end| inside.get(..end))
            .unwrap_or_default();
        let marker = near.split_once(close).map(|(marker, _)| marker);
        // Whatever is between notes is sung.
        let is_sung = matches!(open, Some('♪' | '♫'));
        if let Some(marker) = marker.filter(|marker| is_sung || is_sound(marker)) {
            spoken.push(' ');
            rest = inside
                .get(marker.len() + close.len_utf8()..)
                .unwrap_or_default();
        } else {
            spoken.extend(open);
            rest = inside;
        }
    }
    spoken.push_str(rest);
    spoken
}

fn is_sound(marker: &str) -> bool {
    let words = words(&marker.replace('_', " "));
    // "[no response]" is a sound, "[no]" an answer.
    SOUNDS.removed_from(&words).is_empty() && !SPOKEN.removed_from(&words).is_empty()
}

/// "Pressed 1", "DTMF: 4 2 #"; but not "Press the button on the boiler" and not "4".
fn only_presses_keys(text: &str) -> bool {
    /// Nobody presses more keys in one turn.
    const MAX_BYTES: usize = 60;
    if text.len() > MAX_BYTES {
        return false;
    }
    let words = words(text);
    let others = KEYS.removed_from(&words);
    others.len() < words.len()
        && others
            .iter()
            .all(|word| word.text.chars().all(|c| c.is_ascii_digit()))
}

const SOUND_WORDS: &str = "
    music hold holding on silence silent inaudible unintelligible indistinct noise noises noisy
    background beep beeps beeping tone tones dial static pause pauses paused breathing breath
    breathes coughing coughs cough sighs sigh sighing laughter laugh laughs laughing chuckles
    giggles ringing ring rings phone blank audio no speech sound sounds crosstalk chatter typing
    clicking click clicks applause playing plays voice voices muffled wind dtmf response speaking
    foreign language sneezes sneeze sneezing sniffs crying cries sobs gasps groans mumbles mumbling
    murmurs whispering whistling humming yawns clears throat baby dog barking barks traffic siren tv
    television radio keyboard door unclear garbled distorted echo feedback line call ended
    disconnected hangs hung up dead air the of in and
    musik wartemusik stille rauschen unverständlich geräusch geräusche hintergrund
    hintergrundgeräusch hintergrundgeräusche piepton signalton pause husten hustet lachen lacht
    seufzt seufzen räuspert sich schweigen atmet klingelt keine antwort
    música silencio ruido ruidos inaudible ininteligible pitido tono fondo de tos tose toses ríe
    risas risa suspira suspiro respiración pausa sin respuesta
    musique silence bruit bruits fond de inaudible incompréhensible bip sonnerie attente tousse toux
    rires rire rit soupire soupir respiration pas réponse
    música silêncio ruído ruídos fundo de inaudível bipe tosse tossindo risos ri suspira suspiro
    respiração pausa sem resposta
    musica silenzio rumore rumori fondo di sottofondo incomprensibile tossisce tosse risate ride
    sospira sospiro respiro pausa nessuna risposta
    muziek stilte ruis onverstaanbaar piep geluid geluiden achtergrond achtergrondgeluid
    achtergrondgeluiden hoest hoesten lacht gelach zucht pauze geen antwoord
    тишина молчание музыка смех смеётся смеется вздох вздыхает кашель кашляет шум помехи пауза
    гудок гудки неразборчиво тиша мовчання музика сміх сміється зітхає шепіт
    cisza śmiech śmieje się muzyka westchnienie wzdycha kaszel kaszle szum niezrozumiałe
    sessizlik müzik gülme gülüyor öksürük gürültü
    沈黙 無音 無言 笑 笑い 笑い声 音楽 雑音 咳 咳払い ため息 拍手 聞き取れない 不明瞭
    沉默 静音 靜音 无声 笑声 笑聲 音乐 音樂 咳嗽 叹气 嘆氣 噪音 背景音 听不清 聽不清
    침묵 웃음 음악 기침 한숨 소음 잡음 صمت موسيقى ضحك سعال ضوضاء שקט צחוק מוזיקה
";

/// Pronouns, articles, copulas and answers.
const SPOKEN_WORDS: &str = "
    i i'm i've you your my me mine we our us he she it they him her his their this that these those
    is are was were am be have has had do does did don't can will would please yes yeah yep no nope
    not ok okay a an for with from one two three four five six seven eight nine ten maybe really
    ich du sie wir er es mein meine meinen dein ihr ihre unser der die das ein eine ist sind war
    habe hat ja nein nicht kein bitte für mit eins zwei drei vielleicht
    yo tú usted nosotros él ella mi mis su tu el la los las un una es son está estoy era tengo sí si
    no por para con uno dos tres quizás
    je tu vous nous il elle on mon ma mes ton votre le les une des est sont suis c'est oui non pas
    pour avec deux trois peut
    eu você o os as um uma meu minha seu sua é são estou sim não por para com dois três talvez
    io lei noi lui mio mia suo sua il lo gli sono è sì no non per con due tre forse
    ik jij u wij hij zij mijn uw het een zijn ben is ja nee niet geen voor met twee drie misschien
    я ты вы мы он она мой моя это да нет не так ja ty my nie tak jest
    はい いいえ 是 不是 对 不 네 아니요
";

const KEY_WORDS: &str = "
    pressed, pressed key, presses, dtmf, key pressed, keypad, keypress, touch tone, user pressed,
    caller pressed, user input, pound key, star key, hash key, taste, gedrückt, tecla, touche,
    tasto, toets";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_of_sounds_and_pressed_keys_are_no_speech() {
        for text in [
            "",
            "...",
            "…",
            "♪",
            "♪♪ [hold music] ♪♪",
            "[music]",
            "[MUSIC]",
            "(inaudible)",
            "*beep*",
            "[BLANK_AUDIO]",
            "[background noise] ...",
            "<silence>",
            "!!",
            "... !! ...",
            "(background noise)",
            "*coughs*",
            "*Clears throat*",
            "[no response]",
            "[call ended]",
            "{dog barking}",
            "♪ every morning we sing ♪",
            "(hustet)",
            "[Hintergrundgeräusche]",
            "(tos)",
            "[ruido de fondo]",
            "*tousse*",
            "[bruit de fond]",
            "(risos)",
            "[rumori di sottofondo]",
            "(lacht)",
            "[achtergrondgeluid] *hoest*",
            "[Wartemusik]",
            "[música]",
            "(bruit)",
            "[stilte]",
            "Pressed 1",
            "DTMF: 4 2 #",
            "«тишина»",
        ] {
            assert!(!is_speech(text), "{text}");
        }
    }

    #[test]
    fn a_turn_within_one_pair_of_brackets_describes_a_sound() {
        for text in [
            "（沈黙）",
            "【無音】",
            "［笑］",
            "(笑)",
            "（笑い声）",
            "（聞き取れない）",
            "【掌声】",
            "[тишина]",
            "[неразборчиво]",
            "(смеётся)",
            "*вздыхает*",
            "[cisza]",
            "(westchnienie)",
            "[sessizlik]",
            "[침묵]",
            "[صمت]",
            "*seufzt*",
            "*Seufzt.*",
            "*schnieft leise*",
            "(Türklingel)",
            "*tippt auf Tastatur*",
            "[door slams]",
            "(phone vibrates)",
            "<sniffles>",
            "*nods*",
            "*gähnt*",
            "(bosteza)",
            "*renifle*",
            "[porte qui claque]",
            "(batidas na porta)",
            "(sbadiglia)",
            "*niest*",
            "♪ ła la la ♪",
            "[sniffling].",
        ] {
            assert!(!is_speech(text), "{text}");
        }
    }

    #[test]
    fn words_are_speech() {
        for text in [
            "No.",
            "4",
            "[NAME]",
            "<REDACTED>",
            "[music] My boiler leaks.",
            "Music lessons",
            "(the red one)",
            "(my brother)",
            "[the dog is Biscuit]",
            "(yes)",
            "[no]",
            "(4 Elm Road)",
            "(mein Bruder)",
            "(la de abajo)",
            "(c'est ma sœur)",
            "(はい)",
            "(да)",
            "*I* want the blue one",
            "(Tuesday) or (Friday)",
            "*Tuesday*, not *Friday*",
            "(after the bridge on the left side)",
            "«Ослик»",
            "« Le Petit Navire »",
            "[red, blue]",
            "[PHONE_NUMBER]",
            "[pin removed]",
            "（名古屋の住所を変更したいのですが）",
            "Silence is golden.",
            "I play music [laughs]",
            "the key is under the mat",
            "It beeps.",
            "锅炉",
            "[unclosed",
            "a * b",
        ] {
            assert!(is_speech(text), "{text}");
        }
    }

    #[test]
    fn a_megabyte_of_brackets_is_read_in_linear_time() {
        for text in ["[", "[music", "*a", "([<"] {
            is_speech(&text.repeat((1 << 20) / text.len()));
        }
    }
}
