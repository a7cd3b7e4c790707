//! Appointments that are booked, moved and cancelled, and the times at which they stand.

use rstest::rstest;

use super::played::{Played, after, holds, morning, position, standing, told, value};
use crate::{MemoryStatus, Standing};

fn cleaning() -> Played {
    Played::on("2026-10-20")
        .collected("appointment_date", "2026-11-10 09:00")
        .caller("Can I come in for a cleaning?")
        .agent("I have booked your cleaning for Tuesday the 10th of November at nine.")
}

#[test]
fn a_cancelled_appointment_is_neither_a_fact_nor_a_promise() {
    let record = after([
        cleaning(),
        Played::on("2026-11-02")
            .caller("I can't come on Tuesday, please cancel.")
            .agent("I've cancelled your cleaning on Tuesday the 10th."),
    ]);
    assert_eq!(value(&record, "appointment_date"), None);
    assert!(matches!(
        standing(&record, "appointment date"),
        Standing::Cancelled(_)
    ));
    assert!(!holds(&record, "I have booked your cleaning"));
    let told = told(&record, "2026-11-03");
    assert!(!told.contains("appointment date"), "{told}");
    assert!(!told.contains("I have booked"), "{told}");
}

#[test]
fn an_appointment_that_comes_is_told_and_one_that_has_passed_is_not() {
    let record = after([cleaning()]);
    let before = told(&record, "2026-11-09");
    assert!(
        before.contains("appointment date: 2026-11-10 09:00"),
        "{before}"
    );
    assert!(before.contains("Agent promised"), "{before}");
    let afterwards = told(&record, "2026-11-12");
    assert!(!afterwards.contains("appointment date"), "{afterwards}");
}

#[test]
fn a_relative_time_passes() {
    let record = after([Played::on("2026-09-30")
        .collected("appointment", "tomorrow 8-10 AM")
        .collected("table", "tonight 19:30")]);
    let same_day = told(&record, "2026-09-30");
    assert!(same_day.contains("appointment: tomorrow"), "{same_day}");
    assert!(same_day.contains("1 Oct"), "{same_day}");
    let two_months_later = told(&record, "2026-11-30");
    assert!(!two_months_later.contains("tomorrow"), "{two_months_later}");
    assert!(!two_months_later.contains("tonight"), "{two_months_later}");
    assert!(
        record
            .knowledge()
            .is_past(position(&record, "appointment"), &morning("2026-11-30"))
    );
}

#[test]
fn a_booking_without_data_collection_is_upcoming_until_its_day() {
    let record = after([Played::on("2026-11-20")
        .caller("When can I see Doctor Lindqvist?")
        .agent("Doctor Lindqvist can see you Wednesday, December 2nd at 11:30.")
        .caller("Wonderful.")]);
    let knowledge = record.knowledge();
    let booking = position(&record, "Doctor Lindqvist can see you");
    assert!(knowledge.is_upcoming(booking, &morning("2026-12-02")));
    assert!(!knowledge.is_past(booking, &morning("2026-12-02")));
    assert!(knowledge.is_past(booking, &morning("2026-12-03")));
}

#[test]
fn an_appointment_that_is_moved_leaves_the_new_day() {
    let record = after([
        cleaning(),
        Played::on("2026-11-02")
            .caller("Could we do Thursday the 12th of November instead?")
            .agent("I have moved your cleaning to Thursday the 12th of November at ten.")
            .collected("appointment_date", "2026-11-12 10:00"),
    ]);
    assert_eq!(
        value(&record, "appointment_date").unwrap(),
        "2026-11-12 10:00"
    );
    assert!(matches!(
        standing(&record, "I have booked your cleaning"),
        Standing::Moved(_)
    ));
    let told = told(&record, "2026-11-03");
    assert!(told.contains("appointment date: 2026-11-12"), "{told}");
    assert!(!told.contains("10th of November"), "{told}");
}

/// Two appointments at once, without data collection.
fn cleaning_and_crown() -> Vec<Played> {
    vec![
        Played::on("2026-10-20")
            .caller("I'd like a cleaning.")
            .agent("I have booked your cleaning for Tuesday the 10th of November at nine."),
        Played::on("2026-10-22")
            .caller("And my crown has to be fitted.")
            .agent("I have booked the crown fitting for Friday the 20th of November at two."),
    ]
}

#[test]
fn an_appointment_does_not_end_another_one() {
    let record = after(cleaning_and_crown());
    for booking in ["I have booked your cleaning", "I have booked the crown"] {
        assert!(holds(&record, booking), "{booking}");
    }
    let told = told(&record, "2026-11-01");
    assert!(
        told.contains("cleaning") && told.contains("crown"),
        "{told}"
    );
}

#[test]
fn of_two_appointments_the_one_that_is_named_by_its_day_is_cancelled() {
    let mut calls = cleaning_and_crown();
    calls.push(
        Played::on("2026-11-02")
            .caller("I need to call off the one on the 10th of November.")
            .agent("I've cancelled the appointment on Tuesday the 10th of November."),
    );
    let record = after(calls);
    assert!(!holds(&record, "I have booked your cleaning"));
    assert!(holds(&record, "I have booked the crown"));
}

#[test]
fn of_two_appointments_the_one_that_is_named_by_its_purpose_is_cancelled() {
    let mut calls = cleaning_and_crown();
    calls.push(
        Played::on("2026-11-02")
            .caller("I want to cancel the cleaning.")
            .agent("I've cancelled the cleaning for you."),
    );
    let record = after(calls);
    assert!(!holds(&record, "I have booked your cleaning"));
    assert!(holds(&record, "I have booked the crown"));
}

#[test]
fn of_two_appointments_one_is_cancelled_and_then_the_other() {
    let mut calls = cleaning_and_crown();
    calls.push(
        Played::on("2026-11-02")
            .caller("I want to cancel the cleaning. And cancel the crown fitting, too.")
            .agent("I've cancelled both."),
    );
    let record = after(calls);
    assert!(!holds(&record, "I have booked your cleaning"));
    assert!(!holds(&record, "I have booked the crown"));
}

#[test]
fn of_two_appointments_one_is_moved() {
    let mut calls = cleaning_and_crown();
    calls.push(
        Played::on("2026-11-02")
            .caller("Could we move the cleaning to Thursday the 12th of November?")
            .agent("I have moved your cleaning to Thursday the 12th of November at 10:30."),
    );
    let record = after(calls);
    assert!(!holds(&record, "I have booked your cleaning"));
    assert!(holds(&record, "I have booked the crown"));
    assert!(holds(&record, "I have moved your cleaning"));
}

#[test]
fn the_hour_to_which_the_agent_moves_an_appointment_is_known() {
    let record = after([
        cleaning(),
        Played::on("2026-11-02")
            .caller("Could we do Thursday the 12th of November instead?")
            .agent("I have moved your cleaning to Thursday the 12th of November at ten."),
    ]);
    assert_eq!(
        value(&record, "appointment_date").unwrap(),
        "2026-11-12 10:00"
    );
}

#[test]
fn a_day_that_was_taken_back_is_not_meant() {
    let record = after([Played::on("2026-11-20")
        .caller("I'd like to come on Wednesday. No wait, Tuesday.")
        .agent("Tuesday at nine it is, I have booked the visit.")]);
    let knowledge = record.knowledge();
    let wish = position(&record, "I'd like to come");
    // Tuesday is the 24th, Wednesday the 25th.
    assert!(knowledge.is_upcoming(wish, &morning("2026-11-24")));
    assert!(knowledge.is_past(wish, &morning("2026-11-25")));
}

#[test]
fn appointments_are_cancelled_in_other_languages() {
    for (language, booked, booking, cancelled) in [
        (
            "de",
            "Ich habe Ihre Zahnreinigung für Dienstag, den 10. November um neun gebucht.",
            "Ich habe Ihre Zahnreinigung",
            "Ich habe Ihre Zahnreinigung am Dienstag, den 10. November storniert.",
        ),
        (
            "es",
            "He reservado su limpieza para el martes 10 de noviembre a las nueve.",
            "He reservado",
            "He cancelado su limpieza del martes 10 de noviembre.",
        ),
        (
            "fr",
            "J'ai réservé votre détartrage pour le mardi 10 novembre à neuf heures.",
            "J'ai réservé",
            "J'ai annulé votre détartrage du mardi 10 novembre.",
        ),
    ] {
        let record = after([
            Played::on("2026-10-20")
                .language(language)
                .caller("Zahnreinigung, limpieza, détartrage.")
                .agent(booked),
            Played::on("2026-11-02")
                .language(language)
                .caller("Dienstag, martes, mardi.")
                .agent(cancelled),
        ]);
        assert!(!holds(&record, booking), "{language}");
        let told = told(&record, "2026-11-03");
        assert!(!told.contains(booking), "{language}: {told}");
    }
}

#[test]
fn the_status_is_that_of_the_days_that_are_meant() {
    let record = after([
        Played::on("2026-11-20")
            .caller("Could I come on the 30th? Wait, no, the 27th.")
            .agent("I've put you down for the 27th of November.")
            .caller("My sister Bea has a blue bicycle."),
        Played::on("2026-11-23")
            .collected("city", "Porto")
            .caller("It's a blue bicycle with a basket."),
        Played::on("2026-11-24").collected("city", "Braga"),
    ]);
    let status = |text: &str, day: &str| {
        record
            .knowledge()
            .status(position(&record, text), &morning(day))
    };
    assert_eq!(status("Could I come", "2026-11-25"), MemoryStatus::Upcoming);
    // Not the day that was taken back.
    assert_eq!(status("Could I come", "2026-11-28"), MemoryStatus::Past);
    assert_eq!(
        status("I've put you down", "2026-11-28"),
        MemoryStatus::Past
    );
    assert_eq!(status("My sister Bea", "2026-11-28"), MemoryStatus::Current);
    assert_eq!(status("city: Porto", "2026-11-28"), MemoryStatus::Replaced);
}

#[rstest]
#[case(
    "en",
    "Violin is on Thursdays at five with Ms. Okoro, starting next week."
)]
#[case("en", "Every Monday Tomas cleans the pool, from November 9 on.")]
#[case(
    "de",
    "Geige ist donnerstags um fünf bei Frau Okoro, ab nächster Woche."
)]
#[case(
    "es",
    "El violín es los jueves a las cinco, a partir de la semana que viene."
)]
#[case(
    "fr",
    "Le violon, c'est le jeudi à dix-sept heures, à partir de la semaine prochaine."
)]
#[case(
    "it",
    "Il violino è il giovedì alle cinque, a partire dalla prossima settimana."
)]
#[case("pt", "O violino é às quintas às cinco, a partir da próxima semana.")]
#[case("nl", "Viool is elke donderdag om vijf uur, vanaf volgende week.")]
fn a_standing_arrangement_is_not_over_when_it_has_begun(
    #[case] language: &str,
    #[case] arrangement: &str,
) {
    let record = after([Played::on("2026-11-02")
        .language(language)
        .caller("Can my niece learn the violin, violín, Geige?")
        .agent(arrangement)]);
    let (start, _) = arrangement.split_at(10);
    let now = morning("2026-12-20");
    assert!(!record.knowledge().is_past(position(&record, start), &now));
    let told = told(&record, "2026-12-20");
    assert!(told.contains(start), "{told}");
}

#[test]
fn a_day_beside_opening_hours_passes() {
    let record = after([Played::on("2026-11-02")
        .caller("When can I pick up the bow?")
        .agent(
            "We are closed on Mondays, so I have booked you for Tuesday the 10th of November.",
        )]);
    let now = morning("2026-12-20");
    assert!(
        record
            .knowledge()
            .is_past(position(&record, "We are closed"), &now)
    );
}

#[rstest]
#[case(
    "en",
    "I've a lesson Saturday, the 7th, I need to cancel that.",
    "I've cancelled Saturday, November 7th."
)]
#[case(
    "de",
    "Den Termin am Samstag, den 7. November, sagen Sie bitte ab.",
    "Ich habe Samstag, den 7. November abgesagt."
)]
#[case(
    "nl",
    "Die les van zaterdag 7 november wil ik annuleren.",
    "Ik heb zaterdag 7 november geannuleerd."
)]
#[case(
    "it",
    "Vorrei disdire la lezione di sabato 7 novembre.",
    "Ho disdetto sabato 7 novembre."
)]
fn what_is_cancelled_for_a_day_leaves_what_is_arranged_for_another(
    #[case] language: &str,
    #[case] caller: &str,
    #[case] agent: &str,
) {
    let record = after([
        cleaning(),
        Played::on("2026-11-02")
            .language(language)
            .caller(caller)
            .agent(agent),
    ]);
    assert_eq!(
        value(&record, "appointment_date").as_deref(),
        Some("2026-11-10 09:00"),
        "{caller}"
    );
}

#[test]
fn the_day_of_a_reason_is_not_what_is_cancelled() {
    let record = after([
        cleaning(),
        Played::on("2026-11-02")
            .caller("My dad died on Friday last week, please cancel the cleaning.")
            .agent("I've cancelled it."),
    ]);
    assert_eq!(value(&record, "appointment_date"), None);
}

#[rstest]
#[case(
    "en",
    "Wednesday. No, make it the Friday.",
    "Friday 4 December then, crew from 7 am.",
    "crew from 7"
)]
#[case(
    "nl",
    "Doe maar de vijftiende.",
    "Dinsdag 15 december om 16.30 uur met juf Anouk.",
    "Anouk"
)]
#[case(
    "it",
    "Anzi no, il quattordici.",
    "Lunedì 14 dicembre alle 12 con la dottoressa Ferri.",
    "Ferri"
)]
#[case(
    "de",
    "Dann lieber Mittwoch.",
    "Mittwoch, der 16. Dezember um 14 Uhr bei Frau Yildiz.",
    "Yildiz"
)]
fn a_day_that_the_agent_confirms_is_told(
    #[case] language: &str,
    #[case] caller: &str,
    #[case] agent: &str,
    #[case] expected: &str,
) {
    let record = after([Played::on("2026-11-20")
        .language(language)
        .agent("Hello.")
        .caller(caller)
        .agent(agent)
        .caller("Ok.")]);
    let told = told(&record, "2026-11-21");
    assert!(told.contains(expected), "{told}");
}

#[rstest]
#[case("When are you free?", "Friday 4 December is open, at 7.", "Ok.")]
#[case(
    "Some day in December.",
    "Friday 4 December or Monday 7 December.",
    "Hm."
)]
#[case(
    "In the small room.",
    "Friday 4 December at 7 in the small room.",
    "Not the small room."
)]
fn a_day_that_is_only_offered_is_not_arranged(
    #[case] caller: &str,
    #[case] agent: &str,
    #[case] reply: &str,
) {
    let record = after([Played::on("2026-11-20")
        .agent("Hello.")
        .caller(caller)
        .agent(agent)
        .caller(reply)]);
    let told = told(&record, "2026-11-21");
    assert!(!told.contains("Agent arranged"), "{told}");
}
