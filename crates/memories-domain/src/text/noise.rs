//! Parts of a transcript that nobody said: markers of sounds, and pressed keys.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::{phrase_set::PhraseSet, words::words};

/// Maximum length of a marker, in bytes.
const MAX_MARKER_BYTES: usize = 40;

static SOUNDS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| SOUND_WORDS.split_whitespace().collect());

static KEYS: LazyLock<PhraseSet> = LazyLock::new(|| KEY_WORDS.split(',').collect());

/// Whether a text contains anything that was said: words beside markers such as
/// "[music]", "(inaudible)", "*beep*" or "♪", and beside pressed keys.
pub(crate) fn is_speech(text: &str) -> bool {
    if !text.contains(char::is_alphanumeric) {
        return false;
    }
    let spoken = without_markers(text);
    spoken.contains(char::is_alphanumeric) && !only_presses_keys(&spoken)
}

fn without_markers(text: &str) -> String {
    let mut spoken = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(['[', '(', '*', '<', '{', '♪', '♫', '（', '【']) {
        let (before, bracketed) = rest.split_at_checked(start).unwrap_or((rest, ""));
        spoken.push_str(before);
        let mut chars = bracketed.chars();
        let open = chars.next();
        let inside = chars.as_str();
        let close = match open {
            Some('[') => ']',
            Some('(') => ')',
            Some('<') => '>',
            Some('{') => '}',
            Some('（') => '）',
            Some('【') => '】',
            Some(symmetric) => symmetric,
            None => break,
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
    !words.is_empty() && words.iter().all(|word| SOUNDS.contains(word.text.as_str()))
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
