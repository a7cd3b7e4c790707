//! Short answers, of which the value changes later.

use rstest::rstest;

use super::played::{Played, after, told};

const TODAY: &str = "2026-11-20";

fn is_told(language: &str, question: &str, answer: &str, later: &str, said: &str) -> bool {
    let record = after([
        Played::on("2026-08-03")
            .language(language)
            .agent(question)
            .caller(answer),
        Played::on("2026-09-07")
            .language(language)
            .agent("Anything else?")
            .caller("Hm.")
            .agent(later),
    ]);
    told(&record, TODAY).contains(said)
}

#[rstest]
#[case(
    "en",
    "What hat size do you take?",
    "Fifty-six, always.",
    "I'm changing the size to 58.",
    "Fifty-six"
)]
#[case(
    "de",
    "Welche Hutgröße tragen Sie?",
    "Sechsundfünfzig, schon immer.",
    "Ich ändere die Hutgröße auf 58.",
    "Sechsundfünfzig"
)]
#[case(
    "es",
    "¿Qué talla usa?",
    "Pues una cincuenta.",
    "Cambio la talla a la 52.",
    "cincuenta"
)]
#[case(
    "nl",
    "Welke kleur wilt u?",
    "Donkerrood, lijkt me mooi.",
    "Grijsgroen in plaats van donkerrood, genoteerd.",
    "Donkerrood"
)]
#[case(
    "it",
    "Di che colore lo vuole?",
    "Bordeaux, credo.",
    "Grigio invece di bordeaux, segnato.",
    "Bordeaux, credo"
)]
#[case(
    "fr",
    "Quelle couleur souhaitez-vous ?",
    "Bordeaux, je crois.",
    "Gris au lieu de bordeaux, c'est noté.",
    "Bordeaux, je crois"
)]
fn a_later_value_takes_the_place_of_an_answer(
    #[case] language: &str,
    #[case] question: &str,
    #[case] answer: &str,
    #[case] later: &str,
    #[case] said: &str,
) {
    assert!(
        is_told(language, question, answer, "Good.", said),
        "{answer}"
    );
    assert!(
        !is_told(language, question, answer, later, said),
        "{answer}"
    );
}

#[rstest]
#[case(
    "en",
    "What hat size do you take?",
    "Fifty-six, always.",
    "I'm changing the delivery to 4 boxes.",
    "Fifty-six"
)]
#[case(
    "nl",
    "Welke kleur wilt u?",
    "Donkerrood, lijkt me mooi.",
    "Een sms in plaats van een brief, genoteerd.",
    "Donkerrood"
)]
fn a_change_of_something_else_leaves_an_answer(
    #[case] language: &str,
    #[case] question: &str,
    #[case] answer: &str,
    #[case] later: &str,
    #[case] said: &str,
) {
    assert!(is_told(language, question, answer, later, said), "{answer}");
}

#[rstest]
#[case(
    "en",
    "Forty by ninety, roughly.",
    "I measured again, it is fifty by ninety.",
    "Forty by ninety"
)]
#[case(
    "es",
    "Cuarenta por noventa, más o menos.",
    "Lo he medido bien, es cincuenta por noventa.",
    "Cuarenta por"
)]
#[case(
    "it",
    "Quaranta per novanta, circa.",
    "Ho misurato meglio, è cinquanta per novanta.",
    "Quaranta per"
)]
#[case(
    "nl",
    "Veertig bij negentig, ongeveer.",
    "Ik heb het nagemeten, het is vijftig bij negentig.",
    "Veertig bij"
)]
fn a_measure_that_was_taken_anew_replaces_an_estimate(
    #[case] language: &str,
    #[case] estimate: &str,
    #[case] measured: &str,
    #[case] said: &str,
) {
    let first = Played::on("2026-08-03").language(language).caller(estimate);
    let second = Played::on("2026-09-07").language(language).caller(measured);
    let record = after([first, second]);
    assert!(!told(&record, TODAY).contains(said), "{estimate}");
}

#[test]
fn what_was_said_of_a_caller_remains_when_another_calls() {
    let record = after([
        Played::on("2026-08-03")
            .caller("My partner Nadia can't have shellfish, she gets hives.")
            .collected("first_name", "Nadia"),
        Played::on("2026-09-07")
            .caller("One more thing, please use the back door.")
            .collected("first_name", "Edgar"),
    ]);
    assert!(told(&record, TODAY).contains("shellfish"));
}

#[test]
fn what_stays_does_not_end_with_what_somebody_does_not_take_any_more() {
    let record = after([
        Played::on("2026-08-03")
            .language("nl")
            .caller("Hij is allergisch voor latex.")
            .collected("allergieen", "latex")
            .collected("medicatie", "warfarine"),
        Played::on("2026-09-07")
            .language("nl")
            .agent("De latex blijft staan.")
            .caller("En hij slikt geen warfarine meer."),
    ]);
    assert!(told(&record, TODAY).contains("allergieen: latex"));
}
