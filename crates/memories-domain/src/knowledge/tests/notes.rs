//! What an agent wrote down, what something costs, and what was paid.

use rstest::rstest;

use super::played::{Played, after, holds, morning, position, told};

#[rstest]
#[case(
    "en",
    "I can take the single.",
    "Great. It's 890 dollars a month.",
    "890 dollars"
)]
#[case(
    "en",
    "She's not happy with Mr. Pohl.",
    "From now on she drives with Ms. Sommer.",
    "Ms. Sommer"
)]
#[case(
    "de",
    "Mit Herrn Pohl kommt sie nicht zurecht.",
    "Ab sofort fährt sie mit Frau Sommer.",
    "Frau Sommer"
)]
#[case(
    "fr",
    "Trois bouteilles étaient bouchonnées.",
    "Je vous fais un avoir de 28 euros 50.",
    "28 euros 50"
)]
#[case(
    "es",
    "Quiero la habitación adaptada.",
    "Son 188 euros la noche.",
    "188 euros"
)]
#[case(
    "it",
    "Vorrei una pulizia dei denti.",
    "La pulizia costa 80 euro.",
    "80 euro"
)]
#[case(
    "pt",
    "Quero mudar para a fibra.",
    "Fica a 39 euros por mês.",
    "39 euros"
)]
#[case(
    "nl",
    "De huurder is verhuisd, het is nu meneer De Groot.",
    "Meneer De Groot is nu de huurder op Kanaalstraat 88, genoteerd.",
    "Kanaalstraat 88"
)]
fn prices_and_what_the_agent_wrote_down_are_told(
    #[case] language: &str,
    #[case] caller: &str,
    #[case] agent: &str,
    #[case] expected: &str,
) {
    let record = after([Played::on("2026-10-01")
        .language(language)
        .caller(caller)
        .agent(agent)]);
    let told = told(&record, "2026-10-05");
    assert!(told.contains(expected), "{told}");
    assert!(told.contains("Agent said"), "{told}");
}

#[test]
fn an_echo_of_the_caller_is_not_told_twice() {
    let record = after([Played::on("2026-10-01")
        .caller("The dog is allergic to chicken and beef.")
        .agent("Noted, the dog is allergic to chicken and beef.")]);
    assert!(!told(&record, "2026-10-05").contains("Agent said"));
}

#[rstest]
#[case(
    "en",
    "The balance is 480 dollars for eight lessons.",
    "Yes, we received the 480 dollars, thank you."
)]
#[case(
    "de",
    "Offen sind noch 480 Euro für acht Fahrstunden.",
    "Ja, die 480 Euro sind eingegangen."
)]
#[case(
    "it",
    "Restano 480 euro per otto lezioni.",
    "Sì, abbiamo ricevuto i 480 euro."
)]
fn what_was_due_is_settled_when_it_is_paid(
    #[case] language: &str,
    #[case] due: &str,
    #[case] paid: &str,
) {
    let ask = "Und Mama fragt, and my mother asks about the money.";
    let record = after([
        Played::on("2026-10-01")
            .language(language)
            .caller(ask)
            .agent(due),
        Played::on("2026-10-20")
            .language(language)
            .caller(ask)
            .agent(paid),
    ]);
    assert!(!holds(&record, due));
    assert!(holds(&record, paid));
}

#[test]
fn a_new_monthly_price_replaces_that_of_the_same_thing_only() {
    let record = after([
        Played::on("2026-10-01")
            .caller("How much is it, with the parking space?")
            .agent("The plan is 39 euros a month.")
            .agent("The garage is 55 euros a month."),
        Played::on("2026-11-01")
            .caller("I'd like to know what I pay.")
            .agent("The plan is 31 euros a month."),
    ]);
    assert!(!holds(&record, "The plan is 39"));
    assert!(holds(&record, "The garage is 55"));
}

#[rstest]
#[case(
    "en",
    "And she never got the retainer agreement.",
    "Yes, we received the signed retainer agreement."
)]
#[case(
    "es",
    "Que no me ha llegado el certificado.",
    "Ya hemos recibido el certificado firmado."
)]
fn what_was_missing_has_come(#[case] language: &str, #[case] missing: &str, #[case] come: &str) {
    let record = after([
        Played::on("2026-10-01").language(language).caller(missing),
        Played::on("2026-10-20")
            .language(language)
            .caller("One question about the papers, los papeles.")
            .agent(come),
    ]);
    assert!(!holds(&record, missing));
}

#[test]
fn an_operation_years_ago_is_told_before_an_appointment_that_is_over() {
    let record = after([Played::on("2026-10-01")
        .caller("I'll come by on October 3 with the form.")
        .caller("I had a stent put in two years ago.")]);
    let told = told(&record, "2026-11-01");
    let at = |words: &str| told.find(words).unwrap();
    assert!(
        at("stent") < at("October 3 with the form (date passed)"),
        "{told}"
    );
}

#[test]
fn greetings_and_names_are_told_once() {
    let record = after([
        Played::on("2026-10-01").caller("Hi, it's Robin Castellano. I need a quote for a move."),
        Played::on("2026-10-20")
            .caller("Hi, Robin Castellano. We have a treadmill and a safe now."),
    ]);
    let told = told(&record, "2026-11-01");
    assert_eq!(told.matches("Castellano").count(), 1, "{told}");
    assert!(told.contains("Caller: Robin Castellano."), "{told}");
}

#[rstest]
#[case(
    "en",
    "You're under eighteen, so a parent has to sign the form first.",
    "And I signed Eli's climbing form, I dropped it at the desk."
)]
#[case(
    "de",
    "Ein Elternteil muss zuerst das Formular unterschreiben.",
    "Das Formular habe ich unterschrieben und abgegeben."
)]
#[case(
    "fr",
    "Il faut nous envoyer le formulaire.",
    "Le formulaire, je l'ai envoyé hier."
)]
#[case(
    "es",
    "Tiene que enviarnos el formulario.",
    "Ya he enviado el formulario."
)]
fn a_requirement_is_met(#[case] language: &str, #[case] required: &str, #[case] done: &str) {
    let record = after([
        Played::on("2026-10-01")
            .language(language)
            .caller("May I join the climbing course, el curso, der Kurs?")
            .agent(required),
        Played::on("2026-10-20").language(language).caller(done),
    ]);
    assert!(!holds(&record, required));
}

#[test]
fn a_claim_has_its_latest_state() {
    let record = after([
        Played::on("2026-10-01")
            .caller("The box is crushed and the lamp's broken.")
            .agent("I've filed a damage claim, number D-5150."),
        Played::on("2026-10-20")
            .caller("Did you get my photos of the lamp?")
            .agent("Claim D-5150 is approved."),
    ]);
    assert!(!holds(&record, "I've filed a damage claim"));
    assert!(holds(&record, "Claim D-5150"));
}

#[rstest]
#[case(
    "en",
    "The delivery goes to 4 Tanner Street.",
    "Do you still live in Tanner Street?",
    "No, we've moved, it's 11 Mist Quay now."
)]
#[case(
    "fr",
    "La livraison arrive au 4 rue des Tanneurs.",
    "Vous habitez toujours rue des Tanneurs ?",
    "Non, on a déménagé, c'est 11 quai des Brumes."
)]
#[case(
    "de",
    "Die Lieferung geht in die Gerbergasse, Hinterhaus.",
    "Wohnen Sie noch in der Gerbergasse im Hinterhaus?",
    "Nein, jetzt am Kai 11."
)]
fn what_is_denied_does_not_hold_any_more(
    #[case] language: &str,
    #[case] former: &str,
    #[case] question: &str,
    #[case] answer: &str,
) {
    let record = after([
        Played::on("2026-10-01")
            .language(language)
            .caller("Six bottles of wine, six bouteilles de vin, sechs Flaschen Wein.")
            .agent(former),
        Played::on("2026-10-20")
            .language(language)
            .caller("Six more bottles of wine, six bouteilles, sechs Flaschen.")
            .agent(question)
            .caller(answer),
    ]);
    assert!(!holds(&record, former));
    assert!(holds(&record, answer));
}

#[test]
fn a_doorbell_that_works_again_is_not_broken() {
    let record = after([
        Played::on("2026-10-07")
            .language("nl")
            .caller("De bel doet het niet, dus ze moeten aanbellen bij de buren."),
        Played::on("2026-11-16")
            .language("nl")
            .caller("En de bel doet het weer, dus gewoon aanbellen bij de voordeur."),
    ]);
    assert!(!holds(&record, "De bel doet het niet"));
}

#[test]
fn what_an_agent_says_beside_a_promise_is_told() {
    for (language, said, note) in [
        (
            "en",
            "You're booked for Monday at 3 PM. Each session is 65 dollars.",
            "65 dollars",
        ),
        (
            "de",
            "Ich trage Sie für Montag um 15 Uhr ein. Jede Stunde kostet 65 Euro.",
            "65 Euro",
        ),
        (
            "es",
            "Le he reservado el lunes a las 15. Cada sesión cuesta 65 euros.",
            "65 euros",
        ),
        (
            "fr",
            "Je vous ai inscrit lundi à 15 heures. La séance coûte 65 euros.",
            "65 euros",
        ),
        (
            "nl",
            "Ik heb u ingepland op maandag om 15 uur. Een les kost 65 euro.",
            "65 euro",
        ),
    ] {
        let record = after([Played::on("2026-09-01")
            .language(language)
            .caller("My knee hurts.")
            .agent(said)]);
        let told = told(&record, "2026-12-01");
        assert_eq!(told.matches(note).count(), 1, "{told}");
    }
}

#[test]
fn an_address_that_the_agent_reads_back_is_a_note() {
    let record = after([Played::on("2026-09-01")
        .language("it")
        .caller("La mia mail è olga punto neri chiocciola esempio punto it.")
        .agent("olga.neri@example.com, perfetto.")]);
    assert!(told(&record, "2026-12-01").contains("“olga.neri@example.com"));
}

#[test]
fn a_booking_says_that_its_day_has_passed() {
    let booked = "You're booked with Ines on Thursday, September 24th at 5 PM.";
    let record = after([
        Played::on("2026-09-14")
            .caller("It's my knee.")
            .agent(booked),
        Played::on("2026-10-05").caller("I take a new medicine now."),
    ]);
    assert!(told(&record, "2026-09-15").contains("September 24th at 5 PM."));
    let later = told(&record, "2026-10-06");
    assert!(
        !later.contains("September 24th") || later.contains("date passed"),
        "{later}"
    );
}

#[test]
fn what_holds_from_a_day_on_does_not_pass_with_it() {
    for (language, said) in [
        (
            "en",
            "You have bay 7 from October 1st at 40 dollars a month.",
        ),
        (
            "de",
            "Sie haben Platz 7 ab dem 1. Oktober für 40 Euro im Monat.",
        ),
        (
            "es",
            "Tiene la plaza 7 a partir del 1 de octubre por 40 euros al mes.",
        ),
        (
            "fr",
            "Vous avez la place 7 à partir du 1er octobre pour 40 euros par mois.",
        ),
        ("it", "Ha il posto 7 dal 1 ottobre a 40 euro al mese."),
        (
            "pt",
            "Tem o lugar 7 a partir de 1 de outubro por 40 euros por mês.",
        ),
        (
            "nl",
            "U heeft plek 7 vanaf 1 oktober voor 40 euro per maand.",
        ),
    ] {
        let record = after([Played::on("2026-09-10")
            .language(language)
            .caller("My trailer is long.")
            .agent(said)]);
        let told = told(&record, "2026-12-01");
        assert!(told.contains("40") && !told.contains("passed"), "{told}");
        let position = position(&record, said.get(..8).unwrap());
        assert!(
            !record.knowledge().is_past(position, &morning("2026-12-01")),
            "{said}"
        );
    }
    let stay = "You have the cabin from October 1st to October 4th.";
    let record = after([Played::on("2026-09-10").caller("For two.").agent(stay)]);
    let position = position(&record, "You have the cabin");
    assert!(record.knowledge().is_past(position, &morning("2026-12-01")));
}

#[test]
fn a_change_that_the_caller_reports_is_told_before_older_statements() {
    for (language, older, change) in [
        (
            "en",
            "We have a steep driveway.",
            "I changed jobs, I'm with Larkspur Foods now.",
        ),
        (
            "de",
            "Wir haben eine steile Einfahrt.",
            "Ich hab den Job gewechselt, ich bin jetzt bei Wolters Druck.",
        ),
        (
            "es",
            "Tenemos una entrada empinada.",
            "He cambiado de trabajo, ahora estoy en Talleres Rivas.",
        ),
        (
            "it",
            "Abbiamo una salita ripida.",
            "Ho cambiato lavoro, adesso sto da Tipografia Neri.",
        ),
    ] {
        let record = after([
            Played::on("2026-09-01").language(language).caller(older),
            Played::on("2026-10-01").language(language).caller(change),
        ]);
        let told = told(&record, "2026-12-01");
        let at = |text: &str| told.find(text.get(..12).unwrap());
        assert!(at(change).unwrap() < at(older).unwrap(), "{told}");
    }
}

#[test]
fn what_two_things_cost_is_no_contradiction() {
    for (earlier, later) in [
        (
            "El abono cuesta 25 euros al mes.",
            "La taquilla son 9 euros al mes.",
        ),
        (
            "Il canone costa 40 euro al mese.",
            "Il garage viene 70 euro al mese.",
        ),
        (
            "Die Reinigung kostet 25 Euro pro Stunde.",
            "Das Bügeln kostet 18 Euro pro Stunde.",
        ),
        (
            "De berging kost 60 euro per maand.",
            "De parkeerplaats kost 35 euro per maand.",
        ),
        (
            "La chambre coûte 80 euros la nuit.",
            "Le parking coûte 12 euros la nuit.",
        ),
    ] {
        let record = after([
            Played::on("2026-09-01")
                .caller("How much is it?")
                .agent(earlier),
            Played::on("2026-10-01")
                .caller("And how much is that?")
                .agent(later),
        ]);
        assert!(holds(&record, earlier), "{earlier}");
    }
}

#[test]
fn a_note_beside_a_promise_is_told_after_its_day() {
    let record = after([Played::on("2026-11-10")
        .caller("Could the gardener come on Thursdays?")
        .agent("The lawn care costs 85 dollars. I'll call you tomorrow to confirm.")]);
    let summary = told(&record, "2026-11-20");
    assert!(summary.contains("85 dollars"), "{summary}");
}

#[test]
fn what_remains_of_a_secret_is_not_told() {
    let record = after([Played::on("2026-11-10")
        .agent("You can choose a new PIN.")
        .caller("My PIN is 7136.")
        .agent("Anything else?")
        .caller("The card does not work at the pump.")]);
    let summary = told(&record, "2026-11-11");
    assert!(
        summary.contains("pump") && !summary.contains("removed"),
        "{summary}"
    );
}
