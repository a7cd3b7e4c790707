//! What took the place of something that was said in an earlier call.

use rstest::rstest;

use super::played::{Played, after, holds};

#[rstest]
#[case(
    "en",
    "We're at 12 Harbour Road.",
    "I've updated your address to 30 Elm Street."
)]
#[case(
    "de",
    "Birkenweg neun, dritter Stock.",
    "Ich habe die neue Adresse Am Steinbruch 4 notiert."
)]
#[case(
    "fr",
    "On est au 4 rue Haute.",
    "J'ai mis à jour l'adresse : 9 place du Marché."
)]
fn an_address_that_an_agent_changed_replaces_the_former(
    #[case] language: &str,
    #[case] former: &str,
    #[case] agent: &str,
) {
    let record = after([
        Played::on("2026-08-03")
            .language(language)
            .agent("Adresse?")
            .caller(former),
        Played::on("2026-09-03")
            .language(language)
            .caller("Hm.")
            .agent(agent),
    ]);
    assert!(!holds(&record, former));
}

#[test]
fn a_shop_that_moved_is_not_gone() {
    let shop = "I call for the bakery Corn Crust.";
    let record = after([
        Played::on("2026-08-03").agent("Yes?").caller(shop),
        Played::on("2026-09-03")
            .agent("Yes?")
            .caller("The bakery moved out to 9 Market Square."),
    ]);
    assert!(holds(&record, shop));
}

#[test]
fn a_number_that_an_agent_changed_is_replaced_also_as_a_word() {
    let former = "I have locker twelve in the cellar.";
    let record = after([
        Played::on("2026-08-03").agent("Yes?").caller(former),
        Played::on("2026-09-03")
            .caller("Can I have another?")
            .agent("I've changed you from locker 12 to locker 40."),
    ]);
    assert!(!holds(&record, former));
}

#[test]
fn a_short_answer_about_a_fact_is_replaced_with_it() {
    let former = "The grey ones, a pair.";
    let record = after([
        Played::on("2026-08-03")
            .agent("Which batteries do you have?")
            .caller(former)
            .collected("batteries", "312"),
        Played::on("2026-09-03")
            .caller("I need others now.")
            .collected("batteries", "13"),
    ]);
    assert!(!holds(&record, former));
}

#[test]
fn a_price_of_the_same_thing_replaces_the_former() {
    let former = "Das Stimmen kostet 120 Euro je Instrument.";
    let now = "Das Stimmen kostet ab jetzt 135 Euro je Instrument.";
    let other = "Das Lackieren kostet 300 Euro je Instrument.";
    let record = after([
        Played::on("2026-08-03")
            .language("de")
            .caller("Was kostet das?")
            .agent(former)
            .caller("Und das Lackieren?")
            .agent(other),
        Played::on("2026-09-03")
            .language("de")
            .caller("Und jetzt?")
            .agent(now),
    ]);
    assert!(!holds(&record, former));
    assert!(holds(&record, other));
    assert!(holds(&record, now));
}

#[test]
fn a_plan_that_is_no_longer_active_has_ended() {
    let former = "Let's take that one, six swims.";
    let record = after([
        Played::on("2026-08-03").agent("Yes?").caller(former),
        Played::on("2026-09-03")
            .caller("Back to the full one, please.")
            .agent("Done. The Six-Swim one is no longer active."),
    ]);
    assert!(!holds(&record, former));
}
