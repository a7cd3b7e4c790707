//! What an agent answers, which holds for whoever asks next.

use rstest::rstest;

use super::played::{Played, after, told};

#[rstest]
#[case(
    "en",
    "If we wanted to stop, what's the notice?",
    "Six weeks.",
    "Six weeks"
)]
#[case(
    "en",
    "And is there parking?",
    "Yes, for an hour behind the bakery.",
    "behind the bakery"
)]
#[case(
    "de",
    "Und wenn ich absagen muss?",
    "Bis 36 Stunden vorher kostenlos.",
    "36 Stunden"
)]
#[case(
    "es",
    "¿Hasta cuándo puedo anular?",
    "Hasta 36 horas antes sin coste.",
    "36 horas"
)]
#[case(
    "fr",
    "Et si je dois annuler ?",
    "C'est gratuit jusqu'à trois jours avant.",
    "trois jours avant"
)]
#[case(
    "it",
    "E se devo disdire?",
    "Senza costi fino a tre giorni prima.",
    "tre giorni prima"
)]
#[case(
    "pt",
    "E se eu cancelar?",
    "É gratuito até três dias antes.",
    "três dias antes"
)]
#[case(
    "nl",
    "En als ik moet afzeggen?",
    "Kosteloos tot drie dagen vooraf.",
    "drie dagen vooraf"
)]
fn what_an_agent_answers_is_told(
    #[case] language: &str,
    #[case] question: &str,
    #[case] answer: &str,
    #[case] expected: &str,
) {
    let record = after([Played::on("2026-09-03")
        .language(language)
        .caller(question)
        .agent(answer)]);
    let told = told(&record, "2026-11-20");
    assert!(told.contains(expected), "{told}");
}

#[test]
fn a_short_answer_is_told_with_its_question() {
    let record = after([Played::on("2026-09-03")
        .caller("What's the notice?")
        .agent("Six weeks.")]);
    let told = told(&record, "2026-11-20");
    assert!(
        told.contains("Agent answered on 3 September 2026: “What's the notice? – Six weeks.”"),
        "{told}"
    );
}

#[rstest]
#[case("Nah, just asking. The tram was cancelled, that's all.")]
fn what_is_said_by_the_way_comes_last(#[case] aside: &str) {
    let record = after([Played::on("2026-09-03")
        .caller("Please don't ring before noon.")
        .caller(aside)]);
    let told = told(&record, "2026-11-20");
    let at = |words: &str| told.find(words).unwrap_or(usize::MAX);
    assert!(at("before noon") < at("tram"), "{told}");
}
