//! The states of promises – open, kept, past, cancelled – and of events – upcoming, past, moved,
//! cancelled.

use rstest::rstest;

use super::played::{Played, after, holds, status, told};
use crate::{MemoryStatus, ProfileValue};

const BEFORE: &str = "2026-11-01";
const LATER: &str = "2026-11-09";
const TODAY: &str = "2026-11-10";

/// Of what the agent promised, after a later call.
fn after_promise(language: &str, asked: &str, promised: &str, later: Played) -> MemoryStatus {
    let promise = Played::on(BEFORE)
        .language(language)
        .caller(asked)
        .agent(promised);
    let record = after([promise, later.language(language)]);
    let state = status(&record, promised, TODAY);
    let is_told = told(&record, TODAY).contains(promised.trim_end_matches('.'));
    assert_eq!(
        is_told,
        state == MemoryStatus::Open,
        "{state:?}: {}",
        told(&record, TODAY)
    );
    state
}

#[rstest]
#[case(
    "en",
    "Can I have the price list?",
    "We'll post the price list to you.",
    "The price list came, thank you."
)]
#[case(
    "en",
    "The dryer is broken.",
    "A mechanic will look at your dryer.",
    "Your mechanic was already here, it works."
)]
#[case(
    "en",
    "I lost my badge.",
    "I'll mail you a new badge.",
    "I got the badge, thanks a lot."
)]
#[case(
    "de",
    "Ich brauche den Katalog.",
    "Wir senden Ihnen den Katalog zu und werden ihn markieren.",
    "Der Katalog ist gestern angekommen, danke."
)]
#[case(
    "de",
    "Die Heizung tropft.",
    "Es wird ein Monteur vorbeikommen.",
    "Der Monteur war am Freitag da."
)]
#[case(
    "es",
    "Necesito el certificado.",
    "Le enviaremos el certificado por correo.",
    "Ya me llegó el certificado, gracias."
)]
#[case(
    "fr",
    "Il me faut le devis.",
    "Je vais vous envoyer le devis par courrier.",
    "J'ai bien reçu le devis, merci."
)]
#[case(
    "pt",
    "Preciso do recibo.",
    "Vamos enviar o recibo por correio.",
    "O recibo chegou ontem, obrigada."
)]
#[case(
    "it",
    "Mi serve il modulo.",
    "Le invieremo il modulo per posta.",
    "Il modulo è arrivato ieri, grazie."
)]
#[case(
    "nl",
    "Ik wil graag de folder.",
    "Wij zullen u de folder toesturen.",
    "De folder is aangekomen, bedankt."
)]
fn a_promise_is_kept_once_the_caller_says_that_it_came(
    #[case] language: &str,
    #[case] asked: &str,
    #[case] promised: &str,
    #[case] later: &str,
) {
    let later = Played::on(LATER).caller(later);
    assert_eq!(
        after_promise(language, asked, promised, later),
        MemoryStatus::Kept
    );
}

#[rstest]
#[case(
    "en",
    "Can I have the price list?",
    "We'll post the price list to you.",
    "As promised, the price list went out on Friday to your office."
)]
#[case(
    "en",
    "I lost my badge.",
    "I'll mail you a new badge.",
    "Your badge has been shipped with parcel service Swift."
)]
#[case(
    "de",
    "Ich brauche den Katalog.",
    "Wir werden Ihnen den Katalog zukommen lassen.",
    "Den Katalog haben wir am Montag an die Firma Lorenz verschickt."
)]
#[case(
    "es",
    "Necesito el certificado.",
    "Le enviaremos el certificado por correo.",
    "El certificado se ha enviado a la oficina de Gandía."
)]
#[case(
    "fr",
    "Il me faut le devis.",
    "Je vais vous envoyer le devis par courrier.",
    "Le devis a été expédié lundi à votre bureau de Tours."
)]
#[case(
    "pt",
    "Preciso do recibo.",
    "Vamos enviar o recibo por correio.",
    "O recibo foi enviado para o escritório de Braga."
)]
#[case(
    "it",
    "Mi serve il modulo.",
    "Le invieremo il modulo per posta.",
    "Il modulo è stato spedito lunedì all'ufficio di Parma."
)]
#[case(
    "nl",
    "Ik wil graag de folder.",
    "Wij zullen u de folder toesturen.",
    "De folder hebben we maandag naar kantoor Zwolle verstuurd."
)]
fn a_promise_is_kept_once_the_agent_says_that_it_was_done(
    #[case] language: &str,
    #[case] asked: &str,
    #[case] promised: &str,
    #[case] later: &str,
) {
    let later = Played::on(LATER)
        .caller("Hello, any news for me today?")
        .agent(later);
    assert_eq!(
        after_promise(language, asked, promised, later),
        MemoryStatus::Kept
    );
}

#[rstest]
#[case(
    "en",
    "We'll call you back about the roof.",
    "Somebody called me back already, thanks, it's about the roof."
)]
#[case(
    "en",
    "Ms. Okafor will get back to you.",
    "Ms. Okafor got back to me on Monday."
)]
#[case(
    "de",
    "Ich rufe Sie zurück, versprochen, wegen der Garage.",
    "Sie haben mich wegen der Garage zurückgerufen, danke."
)]
#[case(
    "es",
    "Le llamaremos para el presupuesto.",
    "Ya me llamaron por lo del presupuesto."
)]
#[case(
    "fr",
    "Nous allons vous rappeler pour le contrat.",
    "Vos collègues m'ont rappelé pour le contrat."
)]
#[case(
    "pt",
    "Vamos ligar de volta sobre o seguro.",
    "Já me ligaram sobre o seguro."
)]
#[case(
    "it",
    "La richiamerò per il preventivo.",
    "Mi hanno richiamato per il preventivo."
)]
#[case(
    "nl",
    "We bellen u terug over de vergunning.",
    "Ik ben al teruggebeld over de vergunning."
)]
fn a_call_that_was_promised_is_kept_by_a_call(
    #[case] language: &str,
    #[case] promised: &str,
    #[case] later: &str,
) {
    let later = Played::on(LATER).caller(later);
    assert_eq!(
        after_promise(language, "Hello, it's about my request.", promised, later),
        MemoryStatus::Kept
    );
}

#[rstest]
#[case(
    "en",
    "Can I have the price list?",
    "We'll post the price list to you.",
    "No need to send the price list, I found it online."
)]
#[case(
    "de",
    "Ich brauche den Katalog.",
    "Wir werden Ihnen den Katalog zukommen lassen.",
    "Sie brauchen mir den Katalog nicht mehr zu schicken."
)]
#[case(
    "es",
    "Necesito el certificado.",
    "Le enviaremos el certificado por correo.",
    "Ya no necesito el certificado."
)]
#[case(
    "fr",
    "Il me faut le devis.",
    "Je vais vous envoyer le devis par courrier.",
    "Je n'ai plus besoin du devis."
)]
#[case(
    "pt",
    "Preciso do recibo.",
    "Vamos enviar o recibo por correio.",
    "Já não preciso do recibo, obrigado."
)]
#[case(
    "it",
    "Mi serve il modulo.",
    "Le invieremo il modulo per posta.",
    "Non mi serve più il modulo."
)]
#[case(
    "nl",
    "Ik wil graag de folder.",
    "Wij zullen u de folder toesturen.",
    "De folder hoeft niet meer, dank u."
)]
fn a_promise_that_the_caller_does_without_is_cancelled(
    #[case] language: &str,
    #[case] asked: &str,
    #[case] promised: &str,
    #[case] later: &str,
) {
    let later = Played::on(LATER).caller(later);
    assert_eq!(
        after_promise(language, asked, promised, later),
        MemoryStatus::Cancelled
    );
}

#[rstest]
#[case("The price list should have arrived by now.")]
#[case("I'm still waiting for the price list.")]
#[case("The price list has not come.")]
#[case("If the price list came I must have missed it.")]
#[case("I got a letter about the price list.")]
#[case("Has the price list been sent?")]
#[case("The rubbish bags came, thank you.")]
fn a_promise_stays_open_while_it_is_not_sure_that_it_was_kept(#[case] later: &str) {
    let state = after_promise(
        "en",
        "Can I have the price list?",
        "We'll post the price list to you.",
        Played::on(LATER).caller(later),
    );
    assert_eq!(state, MemoryStatus::Open);
}

#[test]
fn the_arrival_of_a_thing_is_not_the_call_about_it() {
    let state = after_promise(
        "en",
        "Where are my tiles?",
        "We'll call you about the tiles.",
        Played::on(LATER).caller("The tiles arrived this morning."),
    );
    assert_eq!(state, MemoryStatus::Open);
}

#[test]
fn yes_to_the_question_whether_it_came_keeps_a_promise() {
    let state = after_promise(
        "en",
        "Can I have the price list?",
        "We'll post the price list to you.",
        Played::on(LATER)
            .caller("Hello, it's Imke from the bakery.")
            .agent("Did you receive the price list?")
            .caller("Yes, on Friday."),
    );
    assert_eq!(state, MemoryStatus::Kept);
}

#[rstest]
#[case("price_list_sent", ProfileValue::Bool(true), MemoryStatus::Kept)]
#[case("price_list_sent", ProfileValue::Text("yes".into()), MemoryStatus::Kept)]
#[case("price_list_status", ProfileValue::Text("delivered".into()), MemoryStatus::Kept)]
#[case("price_list_sent", ProfileValue::Bool(false), MemoryStatus::Open)]
#[case("price_list_requested", ProfileValue::Bool(true), MemoryStatus::Open)]
#[case("price_list_status", ProfileValue::Text("not sent".into()), MemoryStatus::Open)]
#[case("badge_sent", ProfileValue::Bool(true), MemoryStatus::Open)]
fn a_collected_item_that_says_done_keeps_a_promise(
    #[case] key: &str,
    #[case] value: ProfileValue,
    #[case] expected: MemoryStatus,
) {
    let state = after_promise(
        "en",
        "Can I have the price list?",
        "We'll post the price list to you.",
        Played::on(LATER)
            .caller("Hello, it's Imke from the bakery.")
            .collected_value(key, value),
    );
    assert_eq!(state, expected);
}

#[test]
fn a_promise_for_a_day_is_open_until_it_and_past_after_it() {
    let promised = "I'll email you the plan on Thursday.";
    let record = after([Played::on("2026-11-02")
        .caller("When do I get the plan of the garden?")
        .agent(promised)]);
    assert_eq!(status(&record, promised, "2026-11-04"), MemoryStatus::Open);
    assert_eq!(status(&record, promised, "2026-11-09"), MemoryStatus::Past);
}

#[test]
fn an_event_is_upcoming_then_past() {
    let booked = "I have booked the tuner for Thursday, November 12th at four.";
    let record = after([Played::on("2026-11-02")
        .caller("The piano is out of tune.")
        .agent(booked)
        .collected("visit_date", "2026-11-12 16:00")]);
    for memory in [booked, "visit date"] {
        assert_eq!(
            status(&record, memory, "2026-11-09"),
            MemoryStatus::Upcoming
        );
        assert_eq!(status(&record, memory, "2026-11-20"), MemoryStatus::Past);
    }
}

#[test]
fn an_event_is_moved_or_cancelled() {
    let booked = "I have booked the tuner for Thursday, November 12th at four.";
    let mut calls = vec![
        Played::on("2026-11-02")
            .caller("The piano is out of tune.")
            .agent(booked)
            .collected("visit_date", "2026-11-12 16:00"),
        Played::on("2026-11-05")
            .caller("Can the tuner come on Friday the 13th instead?")
            .agent("Sure, I've moved the tuner to Friday, November 13th at four.")
            .collected("visit_date", "2026-11-13 16:00"),
    ];
    let record = after(calls.clone());
    for memory in [booked, "visit date: 2026-11-12"] {
        assert_eq!(status(&record, memory, "2026-11-09"), MemoryStatus::Moved);
    }
    calls.push(
        Played::on("2026-11-08")
            .caller("Please cancel the tuner on the 13th.")
            .agent("I've cancelled the tuner on November 13th."),
    );
    let record = after(calls);
    for memory in ["Sure, I've moved the tuner", "visit date: 2026-11-13"] {
        assert_eq!(
            status(&record, memory, "2026-11-09"),
            MemoryStatus::Cancelled
        );
    }
}

#[test]
fn a_new_appointment_after_one_that_passed_moves_nothing() {
    let record = after([
        Played::on("2026-09-01").collected("visit_date", "2026-09-12 16:00"),
        Played::on("2026-11-01").collected("visit_date", "2026-11-20 16:00"),
    ]);
    assert_eq!(
        status(&record, "visit date: 2026-09-12", TODAY),
        MemoryStatus::Replaced
    );
}

#[rstest]
#[case(
    "en",
    "Rex",
    "There's a dog in the yard, Rex, mind the gate.",
    "Oh and Rex, poor old fella died."
)]
#[case(
    "de",
    "Rex",
    "Im Garten ist der Hund, der Rex.",
    "Ach, und Rex, der arme Kerl ist gestorben."
)]
#[case(
    "es",
    "Toby",
    "En el patio está el perro, Toby.",
    "Ah, y Toby, pobrecito murió."
)]
#[case(
    "it",
    "Fido",
    "In giardino c'è il cane, Fido.",
    "E Fido, poverino è morto."
)]
fn who_died_may_be_named_before_an_epithet(
    #[case] language: &str,
    #[case] name: &str,
    #[case] before: &str,
    #[case] now: &str,
) {
    let record = after([
        Played::on("2026-08-19")
            .language(language)
            .agent("Hello.")
            .caller(before),
        Played::on("2026-11-20")
            .language(language)
            .agent("Hello.")
            .caller(now),
    ]);
    assert!(!holds(&record, before), "{name}");
}

#[rstest]
#[case(
    "en",
    "Nah, no battery.",
    "And actually we will have the battery after all."
)]
#[case("de", "Nein, keinen Speicher.", "Und den Speicher nehmen wir doch.")]
#[case("nl", "Nee, geen batterij.", "En de batterij willen we toch wel.")]
#[case("it", "No, niente batteria.", "E la batteria, ho cambiato idea.")]
fn what_was_refused_may_be_wanted_after_all(
    #[case] language: &str,
    #[case] refused: &str,
    #[case] wanted: &str,
) {
    let record = after([
        Played::on("2026-09-03")
            .language(language)
            .agent("Hello. A battery?")
            .caller("Well.")
            .agent("Yes?")
            .caller(refused),
        Played::on("2026-10-13")
            .language(language)
            .agent("Hello.")
            .caller("Yes.")
            .agent("Please?")
            .caller(wanted),
    ]);
    assert!(!holds(&record, refused), "{refused}");
}

#[test]
fn a_question_does_not_want_what_was_refused() {
    let record = after([
        Played::on("2026-09-03")
            .agent("Hello.")
            .caller("Hm.")
            .agent("A battery?")
            .caller("Nah, no battery."),
        Played::on("2026-10-13")
            .agent("Hello.")
            .caller("Yes.")
            .agent("Anything?")
            .caller("Will we need the battery after all?"),
    ]);
    assert!(holds(&record, "Nah, no battery"));
}
