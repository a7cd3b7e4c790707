//! What was given away, stopped, declined or cancelled in passing.

use rstest::rstest;

use super::played::{Played, after, holds, told, value};

#[rstest]
#[case(
    "en",
    "pets",
    "a dog, a cat",
    "Just the dog this time. The cat? We gave him away to my mother.",
    "a dog"
)]
#[case(
    "en",
    "pets",
    "Brisket, Juno",
    "It's about Juno. She passed away last week.",
    "Brisket"
)]
#[case(
    "en",
    "vehicles",
    "Civic, Panda",
    "You still have the Civic on file. We sold it.",
    "Panda"
)]
#[case(
    "de",
    "haustiere",
    "Hund, Katze",
    "Die Katze, die haben wir weggegeben.",
    "Hund"
)]
#[case(
    "fr",
    "animaux",
    "chien, chat",
    "Et cette fois sans le chat, on l'a donné à ma mère.",
    "chien"
)]
#[case(
    "it",
    "animali",
    "cane, gatto",
    "Il gatto, l'abbiamo dato via a mia zia.",
    "cane"
)]
#[case(
    "es",
    "mascotas",
    "perro, gato",
    "Y el gato, se lo regalé a mi madre, lo hemos dado.",
    "perro"
)]
#[case(
    "nl",
    "huisdieren",
    "hond, kat",
    "De kat, die hebben we weggegeven.",
    "hond"
)]
#[case(
    "it",
    "farmaci",
    "Coumadin, aspirina",
    "Il Coumadin non lo prendo più.",
    "aspirina"
)]
#[case(
    "es",
    "medicacion",
    "enalapril, omeprazol",
    "Que el omeprazol se lo ha quitado el médico.",
    "enalapril"
)]
#[case(
    "en",
    "medications",
    "metformin, aspirin",
    "I'm off metformin since last week.",
    "aspirin"
)]
#[case("en", "pets", "Brisket, Juno", "We had to put Juno down.", "Brisket")]
#[case(
    "de",
    "haustiere",
    "Bello, Minka",
    "Minka mussten wir einschläfern lassen.",
    "Bello"
)]
#[case(
    "fr",
    "animaux",
    "Filou, Minette",
    "On a dû faire piquer Minette.",
    "Filou"
)]
#[case(
    "pt",
    "medicamentos",
    "metformina, aspirina",
    "Não tomo mais metformina.",
    "aspirina"
)]
#[case(
    "nl",
    "huisdieren",
    "Bello, Minoes",
    "We hebben Minoes laten inslapen.",
    "Bello"
)]
fn an_item_that_a_pronoun_stands_for_has_ended(
    #[case] language: &str,
    #[case] key: &str,
    #[case] items: &str,
    #[case] end: &str,
    #[case] rest: &str,
) {
    let record = after([
        Played::on("2026-09-01")
            .language(language)
            .collected(key, items),
        Played::on("2026-10-01").language(language).caller(end),
    ]);
    assert_eq!(value(&record, key).unwrap(), rest);
}

#[test]
fn what_stopped_is_the_medicine_and_not_whose_it_was() {
    let record = after([
        Played::on("2026-09-01")
            .collected("dogs", "Moss, Bramble")
            .collected("medications", "thyroid tablets (Moss)"),
        Played::on("2026-10-01").caller("Moss is off the thyroid tablets, the vet stopped them."),
    ]);
    assert_eq!(value(&record, "dogs").unwrap(), "Moss, Bramble");
    assert_eq!(value(&record, "medications"), None);
}

#[rstest]
#[case(
    "en",
    "We will send you a text message the day before.",
    "No text message please, an email."
)]
#[case(
    "de",
    "Wir werden Ihnen am Tag vorher eine SMS schicken.",
    "Nee, keine SMS bitte, lieber eine E-Mail."
)]
#[case(
    "fr",
    "Nous allons vous envoyer un courrier.",
    "Pas de courrier, par mail c'est mieux."
)]
fn a_promise_that_the_caller_declines_is_off(
    #[case] language: &str,
    #[case] promise: &str,
    #[case] no: &str,
) {
    let record = after([Played::on("2026-10-01")
        .language(language)
        .caller("My daughter Lilly comes along for a haircut.")
        .agent(promise)
        .caller(no)]);
    assert!(!holds(&record, promise));
    assert!(!told(&record, "2026-10-02").contains(promise));
}

#[rstest]
#[case(
    "en",
    "What time would you like?",
    "Eight, no, half past eight.",
    "The table is booked for Thursday, October 22 at 8:30 PM.",
    "I need to cancel the table on October 22."
)]
#[case(
    "de",
    "Um wie viel Uhr?",
    "Um acht, nein, halb neun.",
    "Der Tisch ist für Donnerstag, den 22. Oktober um 20.30 Uhr gebucht.",
    "Ich muss den Tisch am 22. Oktober stornieren."
)]
#[case(
    "it",
    "A che ora?",
    "Alle otto, anzi no, alle otto e mezza.",
    "Giovedì 22 ottobre alle 20.30 per cinque persone.",
    "Devo disdire per giovedì 22 ottobre."
)]
fn the_hour_that_was_asked_for_is_off_with_the_booking(
    #[case] language: &str,
    #[case] question: &str,
    #[case] hour: &str,
    #[case] booking: &str,
    #[case] cancellation: &str,
) {
    let record = after([
        Played::on("2026-10-19")
            .language(language)
            .agent(question)
            .caller(hour)
            .agent(booking),
        Played::on("2026-10-21")
            .language(language)
            .caller(cancellation),
    ]);
    assert!(!holds(&record, booking));
    assert!(!holds(&record, hour));
}

#[test]
fn a_cancelled_order_without_a_day_is_no_appointment() {
    let record = after([
        Played::on("2026-10-02")
            .caller("Can we get another bag of the renal diet for Juno?")
            .agent("The renal diet comes as a monthly order, it's 38 dollars.")
            .agent("Pepper's vaccination is booked for Friday, November 13 at 4 PM."),
        Played::on("2026-11-05")
            .caller("Juno died on Sunday, so stop the food.")
            .agent("I've cancelled the renal diet order."),
    ]);
    assert!(!holds(&record, "The renal diet comes"));
    assert!(holds(&record, "Pepper's vaccination"));
}

#[rstest]
#[case(
    "en",
    "I've cancelled pitch 42 and booked cabin 7 for you from October 18 to October 24.",
    "The pitch is number 42."
)]
#[case(
    "fr",
    "J'ai annulé l'emplacement 42 et réservé le mobil-home 7 du 18 au 24 octobre.",
    "Vous avez l'emplacement 42."
)]
fn what_is_booked_in_place_of_something_is_not_cancelled(
    #[case] language: &str,
    #[case] change: &str,
    #[case] before: &str,
) {
    let record = after([
        Played::on("2026-09-03")
            .language(language)
            .caller("A caravan, une caravane.")
            .agent(before)
            .collected("date_arrivee", "2026-10-18"),
        Played::on("2026-10-09")
            .language(language)
            .caller("The caravan broke down.")
            .agent(change),
    ]);
    assert_eq!(value(&record, "date_arrivee").unwrap(), "2026-10-18");
    assert!(!holds(&record, before));
}

#[test]
fn a_day_that_was_taken_back_at_once_is_not_told() {
    let record = after([Played::on("2026-10-26")
        .caller("Eighteen forty, okay. Can you do the 30th of January? Wait, no, the 29th.")
        .agent("Friday, January 29 at 8 AM with four movers.")]);
    assert!(!told(&record, "2026-11-01").contains("30th of January"));
}

#[test]
fn another_form_of_a_corrected_word_is_corrected_too() {
    let record = after([
        Played::on("2026-11-16").caller("He wanted to be cremated, I think."),
        Played::on("2026-11-18").caller("It's a burial, not a cremation, he bought a plot."),
    ]);
    assert!(!holds(&record, "He wanted to be cremated"));
    assert!(holds(&record, "It's a burial"));
}

#[test]
fn a_title_and_a_caller_s_name_do_not_say_what_ended() {
    let record = after([
        Played::on("2026-10-19")
            .language("de")
            .caller("Guten Tag, hier ist Gesine Kröger, die Frau von Anselm."),
        Played::on("2026-11-20")
            .language("de")
            .caller("Den Schlüssel hat nicht mehr die Frau Tran, sondern der Hausmeister."),
    ]);
    assert!(holds(&record, "Guten Tag, hier ist Gesine"));
}

#[test]
fn both_appointments_are_cancelled() {
    let record = after([
        Played::on("2026-10-02")
            .caller("I need a cleaning and a check-up.")
            .agent("The cleaning is booked for Tuesday, November 10 at 9 AM.")
            .agent("The check-up is booked for Friday, November 20 at 9 AM."),
        Played::on("2026-11-05")
            .caller("I'll be abroad all month.")
            .agent("I've cancelled both."),
    ]);
    assert!(!holds(&record, "The cleaning"));
    assert!(!holds(&record, "The check-up"));
}

#[test]
fn the_price_of_one_thing_is_not_that_of_another() {
    let record = after([
        Played::on("2026-09-08")
            .language("de")
            .caller("Was kostet denn der ganze Spaß?")
            .agent("Die Anfahrt kostet 39 Euro.")
            .agent("Die Unterverteilung kostet 1240 Euro."),
        Played::on("2026-11-20")
            .language("de")
            .caller("Bleibt es bei dem Preis?")
            .agent("Die Unterverteilung kostet jetzt 1310 Euro."),
    ]);
    assert!(holds(&record, "Die Anfahrt"));
    assert!(!holds(&record, "Die Unterverteilung kostet 1240"));
}

#[test]
fn a_cancellation_ends_what_its_own_clause_names() {
    let record = after([
        Played::on("2026-10-28")
            .caller("I'd like to join your wine box, and three bottles were corked.")
            .agent("I'm giving you a credit of 28 dollars.")
            .agent("You're in the wine box for 39 dollars a month."),
        Played::on("2026-11-20")
            .caller("The wine box never came, please stop it.")
            .agent("The wine box is cancelled, and I'll refund you 39 dollars by Monday."),
    ]);
    assert!(holds(&record, "I'm giving you a credit"));
    assert!(!holds(&record, "You're in the wine box"));
}

#[rstest]
#[case(
    "en",
    "We need a vegetarian menu for my aunt.",
    "The vegetarian menu is no longer needed."
)]
#[case(
    "en",
    "I'd like the personal training with Renata.",
    "Please scratch the personal training."
)]
#[case(
    "de",
    "Wir brauchen ein vegetarisches Menü für die Tante.",
    "Das vegetarische Menü brauchen wir nicht mehr."
)]
#[case(
    "es",
    "Queremos un menú vegetariano para mi tía.",
    "El menú vegetariano ya no hace falta."
)]
#[case(
    "fr",
    "Il nous faut un menu végétarien pour ma tante.",
    "On n'a plus besoin du menu végétarien."
)]
#[case(
    "it",
    "Vorremmo un menù vegetariano per la zia.",
    "Il menù vegetariano non ci serve più."
)]
#[case(
    "pt",
    "Queremos um menu vegetariano para a tia.",
    "O menu vegetariano não é mais preciso."
)]
#[case(
    "nl",
    "We willen een vegetarisch menu voor mijn tante.",
    "Het vegetarisch menu is niet meer nodig."
)]
fn what_is_needed_no_more_has_ended(#[case] language: &str, #[case] wish: &str, #[case] end: &str) {
    let record = after([
        Played::on("2026-09-01").language(language).caller(wish),
        Played::on("2026-10-01").language(language).caller(end),
    ]);
    assert!(!holds(&record, wish));
    assert!(holds(&record, end));
}

#[rstest]
#[case(
    "en",
    "city",
    "Fairmont",
    "I stopped by your Fairmont branch this morning."
)]
#[case(
    "en",
    "address",
    "7 Linden Walk, Fairmont",
    "We gave up the garage in Fairmont, it was too small."
)]
#[case(
    "en",
    "insurance_provider",
    "Norvia",
    "I don't have the insurance papers with me."
)]
#[case(
    "en",
    "service_address",
    "7 Linden Walk",
    "We gave you the address two weeks ago."
)]
#[case(
    "en",
    "consultation_date",
    "2026-12-03",
    "The consultation is over video, right?"
)]
#[case(
    "en",
    "therapist",
    "Dr. Halvorsen",
    "I had the stitches removed by Doctor Halvorsen."
)]
#[case("en", "phone", "202-555-0142", "No phone please, an email.")]
#[case(
    "de",
    "versicherung",
    "Norvia",
    "Die Versicherungskarte habe ich nicht dabei, die Versicherung aber schon."
)]
#[case(
    "de",
    "stadt",
    "Fulda",
    "Ich habe das Paket in der Filiale Fulda abgegeben."
)]
#[case(
    "es",
    "ciudad",
    "Toledo",
    "Ya no voy a la oficina de Toledo los lunes."
)]
#[case("es", "seguro", "Norvia", "No tengo el seguro conmigo ahora.")]
#[case(
    "fr",
    "adresse",
    "7 quai Vert",
    "Je vous ai donné mon adresse la dernière fois."
)]
#[case(
    "fr",
    "ville",
    "Tours",
    "Le colis est parti de l'agence de Tours hier."
)]
#[case(
    "it",
    "indirizzo",
    "via Verde 7",
    "Ho tolto il citofono, l'indirizzo va bene."
)]
#[case("it", "medico", "Bellini", "Mi ha tolto i punti il dottor Bellini.")]
#[case("pt", "morada", "Rua Verde 7", "Já dei a morada na semana passada.")]
#[case("pt", "seguro", "Norvia", "Não tenho aqui o número do seguro.")]
#[case(
    "nl",
    "stad",
    "Breda",
    "Ik heb het pakket in de winkel in Breda teruggebracht."
)]
#[case(
    "nl",
    "verzekering",
    "Norvia",
    "Ik heb geen kaart van de verzekering bij me."
)]
fn a_fact_does_not_end_because_a_word_of_it_is_said(
    #[case] language: &str,
    #[case] key: &str,
    #[case] fact: &str,
    #[case] said: &str,
) {
    let record = after([
        Played::on("2026-09-01")
            .language(language)
            .collected(key, fact),
        Played::on("2026-10-01").language(language).caller(said),
    ]);
    assert_eq!(value(&record, key).unwrap(), fact);
}

#[rstest]
#[case("en", "pet_name", "Waffle", "Our dog Waffle passed away in spring.")]
#[case("en", "gate_code", "3317", "There's no gate here, just ring.")]
#[case("en", "gate_code", "3317", "We no longer have a gate code.")]
#[case("en", "insurance_provider", "Norvia", "I'm no longer with Norvia.")]
#[case("de", "auto", "Panda", "Den Panda haben wir verkauft.")]
#[case("de", "haustier", "Krümel", "Krümel ist leider gestorben.")]
#[case("es", "mascota", "Canela", "Canela ha muerto.")]
#[case("fr", "voiture", "Clio", "On a vendu la Clio.")]
#[case("it", "auto", "Panda", "Ho venduto la Panda.")]
#[case("pt", "carro", "Clio", "Vendi o Clio.")]
#[case("nl", "auto", "Panda", "De Panda is verkocht.")]
fn a_fact_ends_when_all_of_it_is_surely_no_more(
    #[case] language: &str,
    #[case] key: &str,
    #[case] fact: &str,
    #[case] said: &str,
) {
    let record = after([
        Played::on("2026-09-01")
            .language(language)
            .collected(key, fact),
        Played::on("2026-10-01").language(language).caller(said),
    ]);
    assert_eq!(value(&record, key), None);
}

#[test]
fn a_ticket_that_is_closed_with_something_else_has_ended() {
    let record = after([
        Played::on("2026-09-01").collected("ticket_number", "K-527"),
        Played::on("2026-10-01")
            .caller("The radiator is warm again.")
            .agent("I've cancelled ticket K-527 and your storage box."),
    ]);
    assert_eq!(value(&record, "ticket_number"), None);
}

#[rstest]
#[case(
    "fr",
    "Le code de l'immeuble, c'est 47 C 8.",
    "Il n'y a pas de code, il faut sonner."
)]
#[case(
    "it",
    "Il codice del portone è 4478.",
    "Non c'è un codice, bisogna suonare."
)]
fn a_code_that_there_is_not_has_ended(
    #[case] language: &str,
    #[case] former: &str,
    #[case] none: &str,
) {
    let record = after([
        Played::on("2026-09-01").language(language).caller(former),
        Played::on("2026-10-01").language(language).caller(none),
    ]);
    assert!(!holds(&record, former));
}
