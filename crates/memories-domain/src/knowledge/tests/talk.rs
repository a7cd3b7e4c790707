//! Words of endings in talk about something else, which end nothing.

use rstest::rstest;

use super::played::{Played, after, holds};

#[rstest]
// Denied.
#[case("en", "My goal is a studio of my own.", "I won't quit on my goal.")]
#[case(
    "en",
    "My goal is a studio of my own.",
    "Never quit on your goal, they say."
)]
#[case(
    "en",
    "I take the blue tablets.",
    "I'm not going to stop taking the tablets."
)]
#[case(
    "de",
    "Ich nehme die blauen Tabletten.",
    "Ich habe die Tabletten nicht abgesetzt."
)]
#[case(
    "nl",
    "Ik neem de blauwe tabletten.",
    "Ik ben niet gestopt met de tabletten."
)]
// Other meanings.
#[case("en", "The car needs new tyres.", "I'll drop off the car on Monday.")]
#[case(
    "en",
    "The dog is scared of the dryer.",
    "She wants to show off the dog."
)]
#[case(
    "en",
    "The boiler is in the kitchen.",
    "I turned off the boiler, as you said."
)]
#[case("en", "The talk on Monday went well.", "Hi, long time no talk!")]
// What was the case long ago.
#[case(
    "en",
    "I take my kids to the pottery class.",
    "I used to go riding through the fields with my dad when I was a kid."
)]
#[case(
    "en",
    "The studio has a dance floor.",
    "I used to love spending hours in a studio after school."
)]
fn what_is_said_of_something_else_ends_nothing(
    #[case] language: &str,
    #[case] statement: &str,
    #[case] talk: &str,
) {
    let record = after([
        Played::on("2026-09-30")
            .language(language)
            .caller(statement),
        Played::on("2026-10-20").language(language).caller(talk),
    ]);
    assert!(holds(&record, statement), "{talk}");
}

/// Each with the statement that it does end.
#[rstest]
#[case("en", "I take the blue tablets.", "I stopped taking the tablets.")]
#[case("en", "I take the blue tablets.", "No I quit the tablets.")]
#[case("en", "The dog is scared of the dryer.", "The dog died last week.")]
#[case(
    "en",
    "I play tennis on Mondays.",
    "I used to play tennis, not any more."
)]
#[case(
    "de",
    "Ich nehme die blauen Tabletten.",
    "Ich habe die Tabletten abgesetzt."
)]
fn what_is_said_to_have_ended_does_not_hold(
    #[case] language: &str,
    #[case] statement: &str,
    #[case] ending: &str,
) {
    let record = after([
        Played::on("2026-09-30")
            .language(language)
            .caller(statement),
        Played::on("2026-10-20").language(language).caller(ending),
    ]);
    assert!(!holds(&record, statement), "{ending}");
}

#[test]
fn a_word_of_many_statements_is_a_topic_that_does_not_end_in_passing() {
    let about = [
        "The studio is on Mill Road.",
        "The studio opens in June.",
        "I teach in the studio.",
        "The studio needs a sign.",
        "My sister paints the studio.",
        "The studio has a kitchen.",
        "The studio floor is oak.",
    ];
    let mut calls: Vec<_> = about
        .iter()
        .zip(1..)
        .map(|(said, day)| Played::on(&format!("2026-09-0{day}")).caller(said))
        .collect();
    calls.push(Played::on("2026-10-20").caller("We finished with the studio for today."));
    let record = after(calls);
    assert!(about.iter().all(|said| holds(&record, said)));
}
