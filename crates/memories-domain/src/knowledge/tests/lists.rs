//! Lists that are spoken, and what an agent says is left of them.

use rstest::rstest;

use super::played::{Played, after, holds, told, value};

#[rstest]
#[case(
    "en",
    "Which areas?",
    "Leeds, York and, um, Selby.",
    "Selby has been removed from your areas.",
    "Selby",
    "York"
)]
#[case(
    "en",
    "What shall I put down?",
    "Four roses, a bag of compost, and tulips.",
    "I've taken the tulips off your list.",
    "tulips",
    "compost"
)]
#[case(
    "de",
    "Was haben Sie zu stimmen?",
    "Wir haben eine Harfe und ein Cello, und die Orgel.",
    "Ich habe die Orgel gestrichen.",
    "Orgel",
    "Cello"
)]
#[case(
    "es",
    "¿Qué lleva?",
    "Un sofá, una lavadora y un acuario.",
    "He retirado el acuario.",
    "acuario",
    "lavadora"
)]
#[case(
    "pt",
    "O que leva?",
    "Um sofá, uma mesa e um aquário.",
    "Retirei o aquário.",
    "aquário",
    "mesa"
)]
#[case(
    "it",
    "Cosa porta?",
    "Un divano, una lavatrice e un acquario.",
    "Ho tolto l'acquario.",
    "acquario",
    "lavatrice"
)]
#[case(
    "fr",
    "Qu'est-ce que vous emportez ?",
    "Un canapé, une lampe et un aquarium.",
    "J'ai supprimé l'aquarium.",
    "aquarium",
    "lampe"
)]
#[case(
    "nl",
    "Wat gaat er mee?",
    "Een bank, een lamp en een aquarium.",
    "Het aquarium is verwijderd van de lijst.",
    "een aquarium",
    "lamp"
)]
fn one_thing_of_a_spoken_list_ends_without_the_others(
    #[case] language: &str,
    #[case] question: &str,
    #[case] list: &str,
    #[case] removed: &str,
    #[case] gone: &str,
    #[case] left: &str,
) {
    let record = after([
        Played::on("2026-08-03")
            .language(language)
            .agent(question)
            .caller(list),
        Played::on("2026-09-03")
            .language(language)
            .caller("Hm.")
            .agent(removed),
    ]);
    let told = told(&record, "2026-10-01");
    let listed = told.lines().find(|line| line.contains("3 August"));
    let listed = listed.unwrap_or_default();
    assert!(!listed.contains(gone), "{told}");
    assert!(listed.contains(left), "{told}");
}

#[test]
fn a_sentence_without_a_list_ends_as_a_whole() {
    let said = "I take lisinopril, ten milligrams, in the morning.";
    let record = after([
        Played::on("2026-08-03").caller(said),
        Played::on("2026-09-03").caller("I stopped taking the lisinopril."),
    ]);
    assert!(!holds(&record, said));
}

#[rstest]
#[case(
    "en",
    "Please drop the tulips.",
    "I've removed the tulips. The roses and the compost stay.",
    "The roses and the compost stay"
)]
#[case(
    "de",
    "Die Orgel ist verkauft.",
    "Ich habe die Orgel gestrichen. Es bleiben Harfe und Cello.",
    "Es bleiben Harfe und Cello"
)]
#[case(
    "pt",
    "Já não levo o aquário.",
    "Retirei o aquário. Ficam o sofá e a mesa.",
    "Ficam o sofá e a mesa"
)]
#[case(
    "nl",
    "Het aquarium gaat niet mee.",
    "Het aquarium is verwijderd. Blijft over: bank en lamp.",
    "bank en lamp"
)]
fn what_an_agent_says_is_left_is_told(
    #[case] language: &str,
    #[case] caller: &str,
    #[case] agent: &str,
    #[case] left: &str,
) {
    let record = after([Played::on("2026-09-03")
        .language(language)
        .caller(caller)
        .agent(agent)]);
    let told = told(&record, "2026-10-01");
    assert!(told.contains(left), "{told}");
}

#[rstest]
#[case("nl", "koemelk", "pinda", "Hij heeft geen koemelkallergie meer.")]
#[case("de", "Erdnuss", "Milch", "Er hat keine Erdnussallergie mehr.")]
fn the_allergen_of_a_compound_is_an_item(
    #[case] language: &str,
    #[case] ended: &str,
    #[case] left: &str,
    #[case] said: &str,
) {
    let record = after([
        Played::on("2026-08-31")
            .language(language)
            .collected("allergie", &format!("{ended}, {left}")),
        Played::on("2026-11-26").language(language).caller(said),
    ]);
    assert_eq!(value(&record, "allergie").as_deref(), Some(left));
}

#[rstest]
#[case("nl", "Femke of oma Ria", "En oma mag 'm niet meer ophalen.", "Femke")]
#[case("en", "Tom or aunt May", "Aunt May can't do it any more.", "Tom")]
#[case(
    "en",
    "Tom or aunt May",
    "I can't come on Friday any more.",
    "Tom or aunt May"
)]
#[case(
    "en",
    "4 Mill Road, Leeds",
    "We're not at the Leeds office any more.",
    "4 Mill Road, Leeds"
)]
fn one_of_two_alternatives_ends(
    #[case] language: &str,
    #[case] value_before: &str,
    #[case] said: &str,
    #[case] left: &str,
) {
    let record = after([
        Played::on("2026-08-31")
            .language(language)
            .collected("pickup_person", value_before),
        Played::on("2026-10-20").language(language).caller(said),
    ]);
    assert_eq!(
        value(&record, "pickup_person").as_deref(),
        Some(left),
        "{said}"
    );
}

#[rstest]
#[case("fr", "Plutôt quarante-cinq, non attendez, cinquante-deux.", false)]
#[case("fr", "Cela fait cinquante-deux euros.", true)]
#[case("fr", "Nous habitons au 7 rue du Four.", true)]
fn a_spoken_count_goes_with_the_value(
    #[case] language: &str,
    #[case] said: &str,
    #[case] stays: bool,
) {
    let record = after([
        Played::on("2026-10-01")
            .language(language)
            .agent("Bonjour.")
            .caller("Oui.")
            .agent("Toujours quarante ?")
            .caller(said)
            .collected("nombre_convives", "52"),
        Played::on("2026-11-23")
            .language(language)
            .caller("On sera quarante-huit.")
            .collected("nombre_convives", "48"),
    ]);
    assert_eq!(holds(&record, said), stays, "{said}");
}

/// Also a number of three and more digits that was said in a call that collected nothing.
#[rstest]
#[case("es", "Póngale ciento ochenta invitados.", "180", "165", false)]
#[case("en", "Make it a hundred and eighty guests.", "180", "165", false)]
#[case("en", "We're 180 guests now.", "180", "165", false)]
#[case("en", "The deposit was 180 dollars.", "180", "165", true)]
fn a_spoken_count_of_an_earlier_call_goes_with_the_value(
    #[case] language: &str,
    #[case] said: &str,
    #[case] former: &str,
    #[case] later: &str,
    #[case] stays: bool,
) {
    let record = after([
        Played::on("2026-09-21").language(language).caller(said),
        Played::on("2026-10-26")
            .language(language)
            .caller("Hello again.")
            .collected("quantity", former),
        Played::on("2026-11-18")
            .language(language)
            .caller("Hello again.")
            .collected("quantity", later),
    ]);
    assert_eq!(holds(&record, said), stays, "{said}");
}
