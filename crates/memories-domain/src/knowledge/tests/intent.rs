//! Words for a cancellation or a change that make none, and those that do.

use rstest::rstest;

use super::played::{Played, after, holds, told, value};
use crate::CallerRecord;

fn booked() -> Played {
    Played::on("2026-11-10")
        .collected("appointment_date", "2026-12-03 09:00")
        .caller("When could I come in?")
        .agent("I've booked you for December 3rd at 9.")
}

/// The record after a booking and a call in which the caller says something, and gets a reply.
fn after_booking(language: &str, said: &str, reply: &str) -> CallerRecord {
    after([
        booked(),
        Played::on("2026-11-20")
            .language(language)
            .caller(said)
            .agent(reply),
    ])
}

#[rstest]
#[case::denied(
    "en",
    "I'm not cancelling, just running late.",
    "Thanks for letting us know."
)]
#[case::not_needed("en", "I won't need to cancel after all.", "Good to hear.")]
#[case::possible("en", "Can I cancel online?", "You can cancel in the app at any time.")]
#[case::condition("en", "What's the fee if I cancel?", "It's twenty dollars.")]
#[case::doubt("en", "I might have to cancel my visit.", "Just call us.")]
#[case::how("en", "How do I cancel an appointment?", "By phone or online.")]
#[case::something_else(
    "en",
    "The train was cancelled yesterday, so I was stuck in town.",
    "Oh no."
)]
#[case::newsletter(
    "en",
    "I'd like to cancel my newsletter.",
    "I've cancelled the newsletter."
)]
#[case::refused(
    "en",
    "Please cancel it.",
    "I'm afraid I can't cancel it, it's less than a day."
)]
#[case::denied(
    "de",
    "Ich will nicht stornieren, ich verspäte mich nur.",
    "Danke für die Info."
)]
#[case::denied(
    "de",
    "Bitte stornieren Sie den Termin nicht.",
    "Gut, er bleibt stehen."
)]
#[case::condition("de", "Was kostet es, wenn ich storniere?", "Zwanzig Euro.")]
#[case::train("de", "Mein Zug wurde storniert, deshalb rufe ich an.", "Oh je.")]
#[case::denied("es", "No quiero cancelar, solo llego tarde.", "Gracias por avisar.")]
#[case::condition("es", "¿Qué pasa si cancelo?", "Se cobran veinte euros.")]
#[case::denied(
    "fr",
    "Je ne veux pas annuler, je serai juste en retard.",
    "Merci de prévenir."
)]
#[case::condition("fr", "Et si j'annule, ça coûte combien ?", "Vingt euros.")]
#[case::collected("fr", "Je viens retirer mon costume.", "Très bien.")]
#[case::denied(
    "pt",
    "Não quero cancelar, só vou chegar tarde.",
    "Obrigado por avisar."
)]
#[case::condition("pt", "Quanto pago se cancelar?", "Vinte euros.")]
#[case::denied(
    "it",
    "Non voglio cancellare, arrivo solo in ritardo.",
    "Grazie dell'avviso."
)]
#[case::condition("it", "Quanto pago se disdico?", "Venti euro.")]
#[case::denied(
    "nl",
    "Ik wil niet annuleren, ik kom alleen later.",
    "Bedankt voor het bellen."
)]
#[case::condition("nl", "Wat kost het als ik annuleer?", "Twintig euro.")]
fn what_only_speaks_of_a_cancellation_cancels_nothing(
    #[case] language: &str,
    #[case] said: &str,
    #[case] reply: &str,
) {
    let record = after_booking(language, said, reply);
    assert_eq!(
        value(&record, "appointment_date").as_deref(),
        Some("2026-12-03 09:00")
    );
    assert!(holds(&record, "I've booked you for December 3rd"));
}

#[rstest]
#[case("en", "Please cancel my appointment.", "Sure, that's done.")]
#[case("en", "Can you cancel my appointment, please?", "One moment.")]
#[case("en", "Can I cancel my appointment?", "Of course, consider it done.")]
#[case(
    "en",
    "Can I cancel the one on December 3rd?",
    "I've cancelled it for you."
)]
#[case("en", "I can't make it on December 3rd.", "I'm sorry to hear that.")]
#[case(
    "en",
    "I can't come so please cancel it.",
    "Sorry to hear that, I've cancelled it."
)]
#[case("de", "Ich muss den Termin leider absagen.", "Alles klar.")]
#[case("de", "Können Sie den Termin stornieren?", "Ja, gerne.")]
#[case("es", "Quería cancelar la cita.", "De acuerdo, cancelada.")]
#[case("fr", "Je dois annuler mon rendez-vous.", "C'est noté.")]
#[case("pt", "Preciso de cancelar a consulta.", "Está bem.")]
#[case("it", "Devo disdire l'appuntamento.", "Va bene.")]
#[case("nl", "Ik moet de afspraak annuleren.", "Prima.")]
fn a_request_cancels_unless_it_is_refused(
    #[case] language: &str,
    #[case] said: &str,
    #[case] reply: &str,
) {
    let record = after_booking(language, said, reply);
    assert_eq!(value(&record, "appointment_date"), None, "{said}");
}

#[rstest]
#[case(
    "en",
    "Can we move it to Friday the 4th?",
    "Friday is full, I'm sorry. Thursday the 3rd stays."
)]
#[case(
    "en",
    "Do you have anything on December 8th instead?",
    "No, sorry, nothing on the 8th."
)]
#[case(
    "de",
    "Können wir ihn auf Freitag, den 4. verschieben?",
    "Freitag ist leider ausgebucht."
)]
#[case(
    "es",
    "¿Podemos cambiarla al viernes 4 de diciembre?",
    "Lo siento, el viernes está completo."
)]
#[case(
    "fr",
    "On peut le déplacer au vendredi 4 décembre ?",
    "Désolé, le vendredi est complet."
)]
#[case(
    "pt",
    "Podemos mudar para sexta, dia 4 de dezembro?",
    "Infelizmente não é possível."
)]
#[case(
    "it",
    "Possiamo spostarlo a venerdì 4 dicembre?",
    "Purtroppo venerdì siamo al completo."
)]
#[case(
    "nl",
    "Kunnen we het verzetten naar vrijdag 4 december?",
    "Vrijdag is helaas vol."
)]
fn a_refused_change_changes_nothing_and_is_not_told(
    #[case] language: &str,
    #[case] said: &str,
    #[case] reply: &str,
) {
    let record = after_booking(language, said, reply);
    assert_eq!(
        value(&record, "appointment_date").as_deref(),
        Some("2026-12-03 09:00")
    );
    let told = told(&record, "2026-11-21");
    assert!(!told.contains(said), "{told}");
}

#[rstest]
#[case(
    "Can we move it to Friday the 4th?",
    "Sure, I've moved you to Friday the 4th."
)]
#[case(
    "Can we move it to Friday the 4th?",
    "Of course, Friday at nine works."
)]
#[case("I'd like to move it to Friday the 4th.", "One moment please.")]
fn a_change_that_is_agreed_to_takes_place(#[case] said: &str, #[case] reply: &str) {
    let record = after_booking("en", said, reply);
    let value = value(&record, "appointment_date").unwrap();
    assert!(value.starts_with("2026-12-04"), "{value}");
}

#[test]
fn an_hour_that_the_agent_agrees_to_is_the_new_one() {
    let record = after_booking(
        "en",
        "Can we push it back by an hour?",
        "Sure, ten AM on Thursday the 3rd it is.",
    );
    assert_eq!(
        value(&record, "appointment_date").as_deref(),
        Some("2026-12-03 10:00")
    );
}

#[rstest]
#[case("en", "I'll get back to you on Friday about the invoice.")]
#[case("de", "Ich komme am Freitag wegen der Rechnung wieder auf Sie zu.")]
#[case("pt", "Vou voltar a ligar na sexta por causa da fatura.")]
#[case("es", "Le vuelvo a llamar el viernes por la factura.")]
#[case("it", "La torno a chiamare venerdì per la fattura.")]
#[case("nl", "Ik kom vrijdag op de factuur terug.")]
fn a_promise_to_call_again_moves_nothing(#[case] language: &str, #[case] promise: &str) {
    let record = after([
        booked(),
        Played::on("2026-11-20")
            .language(language)
            .caller("And the invoice?")
            .agent(promise),
    ]);
    assert_eq!(
        value(&record, "appointment_date").as_deref(),
        Some("2026-12-03 09:00")
    );
}

#[test]
fn a_cancellation_in_the_same_words_cancels_again() {
    let booking = |day: &str, text: &str| Played::on(day).caller("A cleaning, please.").agent(text);
    let cancellation = |day: &str| {
        Played::on(day)
            .caller("Please cancel my appointment.")
            .agent("Your appointment has been cancelled.")
    };
    let record = after([
        booking("2026-11-01", "I've booked you for December 1st at nine."),
        cancellation("2026-11-05"),
        booking("2026-11-10", "I've booked you for December 10th at nine."),
        cancellation("2026-11-15"),
    ]);
    let told = told(&record, "2026-11-16");
    assert!(!told.contains("December 1"), "{told}");
}
