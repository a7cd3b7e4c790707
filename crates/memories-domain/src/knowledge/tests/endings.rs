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
#[case("city", "Oakland", "en", "I stopped by your Oakland office.")]
#[case(
    "insurance_provider",
    "Aetna",
    "en",
    "I don't have the insurance number with me."
)]
#[case(
    "service_address",
    "12 Main Street",
    "en",
    "We gave you our address last time."
)]
#[case("allergies", "penicillin", "en", "I'm not allergic, it's just a cold.")]
#[case("ciudad", "Sevilla", "es", "No tengo a mano el recibo de Sevilla.")]
#[case("ville", "Lyon", "fr", "Je vous ai donné mon adresse à Lyon.")]
#[case("cidade", "Porto", "pt", "Já lhe dei a morada no Porto.")]
#[case("stad", "Utrecht", "nl", "Ik heb geen tijd om naar Utrecht te komen.")]
fn words_in_another_sense_end_no_fact(
    #[case] key: &str,
    #[case] known: &str,
    #[case] language: &str,
    #[case] said: &str,
) {
    let record = after([
        Played::on("2026-10-01").collected(key, known),
        Played::on("2026-11-01").language(language).caller(said),
    ]);
    assert_eq!(value(&record, key).as_deref(), Some(known));
    assert!(holds(&record, &key.replace('_', " ")));
}

#[test]
fn a_common_word_is_corrected_in_its_call_only() {
    let record = after([
        Played::on("2026-10-01").caller("My knee hurts when I climb stairs."),
        Played::on("2026-11-01").caller("It's not my knee, it's my shoulder this time."),
    ]);
    assert!(holds(&record, "My knee hurts"));
}

#[test]
fn an_item_that_ended_ends_nothing_else_that_shares_a_word() {
    for (language, key, value, price, ends) in [
        (
            "en",
            "allergies",
            "shellfish",
            "The set menu is 30 dollars for each guest.",
            "The guest with the shellfish isn't coming any more.",
        ),
        (
            "de",
            "allergien",
            "Sellerie",
            "Das Menü kostet 30 Euro für jeden Gast.",
            "Der Gast mit dem Sellerie kommt nicht mehr.",
        ),
        (
            "es",
            "alergias",
            "marisco",
            "El menú cuesta 30 euros por cada invitado.",
            "El invitado del marisco ya no viene.",
        ),
        (
            "fr",
            "allergies",
            "crustacés",
            "Le menu coûte 30 euros pour chaque invité.",
            "L'invité aux crustacés ne vient plus.",
        ),
        (
            "it",
            "allergie",
            "crostacei",
            "Il menù costa 30 euro per ogni invitato.",
            "L'invitato dei crostacei non viene più.",
        ),
    ] {
        let record = after([
            Played::on("2026-09-01")
                .language(language)
                .caller("For sixty.")
                .agent(price)
                .collected(key, value),
            Played::on("2026-10-01").language(language).caller(ends),
        ]);
        assert!(holds(&record, price), "{language}");
        assert!(!holds(&record, &format!("{key}: {value}")), "{language}");
    }
}

#[rstest]
#[case(
    "en",
    "pets",
    "cat Juno, dog Rufus",
    "The old girl died in May, so it's just the dog now.",
    "dog Rufus"
)]
#[case(
    "de",
    "haustiere",
    "Katze Juno, Hund Rufus",
    "Im neuen Haus haben wir nur noch den Hund.",
    "Hund Rufus"
)]
#[case(
    "es",
    "mascotas",
    "gata Juno, perro Rufus",
    "Ya solo tenemos el perro.",
    "perro Rufus"
)]
#[case(
    "fr",
    "animaux",
    "chatte Juno, chien Rufus",
    "Dans la nouvelle maison on n'a plus que le chien.",
    "chien Rufus"
)]
#[case(
    "it",
    "animali",
    "gatta Juno, cane Rufus",
    "Purtroppo è rimasto solo il cane.",
    "cane Rufus"
)]
#[case(
    "pt",
    "animais",
    "gata Juno, cão Rufus",
    "Agora já só há o cão.",
    "cão Rufus"
)]
#[case(
    "nl",
    "huisdieren",
    "kat Juno, hond Rufus",
    "We hebben alleen nog de hond.",
    "hond Rufus"
)]
fn what_is_not_left_of_a_list_has_ended(
    #[case] language: &str,
    #[case] key: &str,
    #[case] both: &str,
    #[case] said: &str,
    #[case] left: &str,
) {
    let record = after([
        Played::on("2026-09-01")
            .language(language)
            .collected(key, both),
        Played::on("2026-10-01")
            .language(language)
            .caller(said)
            .collected(key, left),
    ]);
    assert_eq!(value(&record, key).unwrap(), left);
}

#[test]
fn what_is_only_meant_today_ends_nothing_of_a_list() {
    for (language, said) in [
        ("en", "Just the dog this time, please."),
        ("de", "Heute nur der Hund, bitte."),
        ("es", "Solo el perro esta vez."),
        ("fr", "Seulement le chien cette fois."),
    ] {
        let record = after([
            Played::on("2026-09-01")
                .language(language)
                .collected("pets", "cat, dog, Hund, perro, chien"),
            Played::on("2026-10-01").language(language).caller(said),
        ]);
        assert!(value(&record, "pets").unwrap().contains("cat"), "{said}");
    }
}

#[rstest]
#[case(
    "en",
    "My son has a nut allergy.",
    "You're booked for Friday, December 11th at 9 AM.",
    "I've taken the nut allergy off, it's scrapped."
)]
#[case(
    "de",
    "Mein Sohn hat eine Sojaallergie.",
    "Freitag, der 11. Dezember um 9 Uhr ist eingetragen.",
    "Ich habe die Sojaallergie gestrichen."
)]
#[case(
    "es",
    "Quiero también el seguro de cristales.",
    "Le he reservado el viernes 11 de diciembre a las 9.",
    "He retirado el seguro de cristales."
)]
#[case(
    "fr",
    "Je prends aussi l'option télévision.",
    "Je vous ai inscrit le vendredi 11 décembre à 9 heures.",
    "J'ai supprimé l'option télévision."
)]
#[case(
    "pt",
    "Quero também a televisão.",
    "Agendei a instalação para sexta-feira, 11 de dezembro, às 9 horas.",
    "Retirei a televisão."
)]
#[case(
    "nl",
    "Ik wil ook graag een appeltaart.",
    "Ik heb u ingepland op vrijdag 11 december om 9 uur.",
    "De appeltaart is geschrapt."
)]
fn what_is_taken_off_a_list_cancels_no_appointment(
    #[case] language: &str,
    #[case] wanted: &str,
    #[case] booked: &str,
    #[case] removed: &str,
) {
    let record = after([
        Played::on("2026-11-01")
            .language(language)
            .caller(wanted)
            .agent(booked),
        Played::on("2026-11-10")
            .language(language)
            .caller("Danke, thanks, gracias, merci, that is all about it.")
            .agent(removed),
    ]);
    assert!(holds(&record, booked), "{removed}");
}

#[test]
fn who_is_taken_off_a_day_keeps_what_else_is_known_of_them() {
    for (language, known, off) in [
        (
            "de",
            "Der Jonas verträgt keine Nüsse.",
            "Ich habe Jonas von der Lesestunde am 14. November abgemeldet.",
        ),
        (
            "en",
            "Jonas can't have nuts.",
            "Jonas is off the list for the reading hour on November 14th.",
        ),
    ] {
        let record = after([
            Played::on("2026-11-01").language(language).caller(known),
            Played::on("2026-11-10")
                .language(language)
                .caller("Jonas ist krank, Jonas is ill.")
                .agent(off),
        ]);
        assert!(holds(&record, known), "{off}");
    }
}

#[test]
fn no_is_not_none_in_other_languages() {
    for (language, known, said) in [
        (
            "pt",
            "O meu barco está no lugar B14.",
            "Boa tarde, é sobre o barco, no lugar B14.",
        ),
        (
            "pt",
            "O quadro está no sótão.",
            "Deixe as ferramentas, por favor, no sótão.",
        ),
        (
            "es",
            "Tengo un perro muy grande.",
            "No, perro grande, eso es.",
        ),
    ] {
        let record = after([
            Played::on("2026-09-01").language(language).caller(known),
            Played::on("2026-10-01").language(language).caller(said),
        ]);
        assert!(holds(&record, known), "{said}");
    }
}

/// The agent removes one of two things that were told in one sentence, and says what is left.
#[test]
fn an_allergy_that_is_over_is_told_no_more() {
    let mut failures = Vec::new();
    for (language, first, told_first, over, confirmed) in [
        (
            "en",
            "And he's allergic to shellfish and, um, walnuts.",
            "shellfish",
            "The doctor says he's fine with shellfish now, so take the shellfish off.",
            "I've removed shellfish, his only allergy is walnuts.",
        ),
        (
            "en",
            "She's allergic to strawberries, that's important.",
            "strawberries",
            "She has outgrown the strawberries, the doctor tested it.",
            "Good to hear.",
        ),
        (
            "de",
            "Ja, Haselnüsse, da bekommt er Ausschlag.",
            "Haselnüsse",
            "Die Haselnussallergie hat er nicht mehr, das ist vorbei.",
            "Wie schön!",
        ),
        (
            "de",
            "Sie reagiert allergisch auf Erdbeeren.",
            "Erdbeeren",
            "Erdbeeren verträgt sie inzwischen wieder.",
            "Wie schön!",
        ),
        (
            "es",
            "Es alérgica al marisco, muy alérgica.",
            "marisco",
            "Ya no es alérgica al marisco, nos lo ha dicho el médico.",
            "Me alegro.",
        ),
        (
            "fr",
            "Il est allergique aux fraises, c'est important.",
            "fraises",
            "Il n'est plus allergique aux fraises, le médecin l'a confirmé.",
            "Très bien.",
        ),
        (
            "pt",
            "Ela é alérgica a morangos, muito alérgica.",
            "morangos",
            "Ela já não é alérgica a morangos, disse o médico.",
            "Ainda bem.",
        ),
        (
            "it",
            "È allergico alle fragole, è importante.",
            "fragole",
            "Non è più allergico alle fragole, lo dice il medico.",
            "Bene.",
        ),
        (
            "nl",
            "Ze is allergisch voor aardbeien, dat is belangrijk.",
            "aardbeien",
            "Ze kan weer tegen aardbeien, zegt de dokter.",
            "Fijn.",
        ),
    ] {
        let record = after([
            Played::on("2026-09-10")
                .language(language)
                .agent(if language == "de" {
                    "Hat das Kind Allergien?"
                } else {
                    "Yes?"
                })
                .caller(first),
            Played::on("2026-11-10")
                .language(language)
                .agent("Yes?")
                .caller(over)
                .agent(confirmed),
        ]);
        if holds(&record, first) {
            failures.push(format!(
                "{language} {told_first}: {:?}",
                super::played::texts_of(&record)
            ));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn an_item_is_named_after_the_words_that_it_is_gone() {
    for (language, key, items, gone, left) in [
        (
            "en",
            "pets",
            "cat Mitzi, dog Bolt",
            "The cat died, our Mitzi, so it's just the dog.",
            "dog Bolt",
        ),
        (
            "pt",
            "animais",
            "gato Tufo, cadela Lua",
            "O gatinho morreu, o Tufo, por isso só há a cadela.",
            "cadela Lua",
        ),
        (
            "es",
            "mascotas",
            "gato Tufo, perra Luna",
            "Se murió el gatito, el Tufo, ya solo queda la perra.",
            "perra Luna",
        ),
        (
            "it",
            "animali",
            "gatto Tufo, cagna Luna",
            "Il micio è morto, il Tufo, quindi resta la cagna.",
            "cagna Luna",
        ),
        (
            "de",
            "haustiere",
            "Katze Mimi, Hund Bello",
            "Das Kätzchen ist gestorben, die Mimi, jetzt haben wir nur den Hund.",
            "Hund Bello",
        ),
        (
            "nl",
            "huisdieren",
            "kat Mimi, hond Bello",
            "De poes is overleden, onze Mimi, dus alleen de hond nog.",
            "hond Bello",
        ),
    ] {
        let record = after([
            Played::on("2026-09-10")
                .language(language)
                .caller("That's about the house, thank you.")
                .collected(key, items),
            Played::on("2026-11-10").language(language).caller(gone),
        ]);
        assert_eq!(value(&record, key).as_deref(), Some(left), "{gone}");
    }
}

#[test]
fn what_can_be_left_out_from_now_on_has_ended() {
    for (language, first, off) in [
        (
            "nl",
            "En ik wil ook scheikunde erbij, ik had een vijf.",
            "En scheikunde mag eraf, hij staat nu een acht.",
        ),
        (
            "de",
            "Und ich möchte auch Chemie dazu, ich hatte eine Fünf.",
            "Und Chemie kann weg, er steht jetzt auf zwei.",
        ),
        (
            "es",
            "Y también quiero química, saqué un cuatro.",
            "Y la química ya la puede quitar, va bien.",
        ),
        (
            "fr",
            "Et je voudrais aussi la chimie, j'ai eu un quatre.",
            "Et on arrête la chimie, il va bien.",
        ),
        (
            "it",
            "E vorrei anche chimica, ho preso quattro.",
            "Con chimica smettiamo, smettiamo con chimica.",
        ),
        (
            "pt",
            "E queria também química, tive um oito.",
            "E paramos com a química, já está bem.",
        ),
    ] {
        let record = after([
            Played::on("2026-10-08")
                .language(language)
                .agent("Yes?")
                .caller(first),
            Played::on("2026-11-25")
                .language(language)
                .agent("Yes?")
                .caller(off),
        ]);
        assert!(!holds(&record, first), "{off}");
    }
}

#[test]
fn lessons_of_every_week_that_were_cancelled_are_no_fact() {
    for (language, key, value_before, caller, agent) in [
        (
            "en",
            "lesson_time",
            "Mondays 5 PM",
            "I have to stop the lessons.",
            "I've cancelled your Monday lessons.",
        ),
        (
            "de",
            "kurs",
            "montags 17 Uhr",
            "Ich muss mit dem Kurs aufhören.",
            "Ich habe Ihren Kurs am Montag storniert.",
        ),
        (
            "nl",
            "les_tijd",
            "maandag 17 uur",
            "Ik moet stoppen met de lessen.",
            "Ik heb uw lessen op maandag geannuleerd.",
        ),
    ] {
        let record = after([
            Played::on("2026-09-10")
                .language(language)
                .caller("Thank you, that's very kind.")
                .collected(key, value_before),
            Played::on("2026-11-10")
                .language(language)
                .agent("Yes?")
                .caller(caller)
                .agent(agent),
        ]);
        assert_eq!(value(&record, key), None, "{language}");
    }
}

#[test]
fn an_allergy_stays_unless_it_is_over() {
    let first = "She's allergic to shellfish and, um, walnuts.";
    for second in [
        "She isn't fine with shellfish, by the way.",
        "Is she fine with shellfish now?",
        "She's fine with the appointment on Monday.",
        "We brought shellfish and walnuts for the party.",
        "The hay fever is not an allergy, the doctor says.",
    ] {
        let record = after([
            Played::on("2026-09-10").caller(first),
            Played::on("2026-11-10").agent("Yes?").caller(second),
        ]);
        assert!(holds(&record, first), "{second}");
    }
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

#[rstest]
#[case(
    "en",
    "Please drop me from one course.",
    "I've cancelled the pottery course."
)]
#[case(
    "it",
    "Un corso non ce la faccio.",
    "Ho annullato il corso di pottery."
)]
fn one_of_several_in_a_single_value_ends(
    #[case] language: &str,
    #[case] asked: &str,
    #[case] cancelled: &str,
) {
    let record = after([
        Played::on("2026-09-01")
            .language(language)
            .collected("course", "weaving, pottery"),
        Played::on("2026-10-01")
            .language(language)
            .caller(asked)
            .agent(cancelled),
    ]);
    assert_eq!(value(&record, "course").unwrap(), "weaving");
}
