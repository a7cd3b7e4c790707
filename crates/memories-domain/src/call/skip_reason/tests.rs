use jiff::Timestamp;

use super::*;
use crate::{CollectedFact, ConversationId, Platform, ProfileKey, ProfileValue};

/// A call of 12 seconds; each line is a turn, those of the agent begin with `A:`.
fn call(lines: &[&str]) -> Call {
    let turns = lines.iter().map(|line| {
        let (speaker, text) = match line.strip_prefix("A: ") {
            Some(text) => (Speaker::Agent, text),
            None => (Speaker::Caller, *line),
        };
        Turn {
            speaker,
            text: text.into(),
        }
    });
    Call {
        conversation_id: ConversationId::new(Platform::ElevenLabs, "conv_1").unwrap(),
        agent_id: None,
        started_at: Timestamp::UNIX_EPOCH,
        duration_secs: 12,
        language: None,
        time_zone: None,
        outcome: CallOutcome::Answered,
        caller_spoke: true,
        turns: turns.collect(),
        summary: None,
        title: None,
        evaluations: Vec::new(),
        collected: Vec::new(),
        injected_context: Vec::new(),
        machine_answered: false,
    }
}

fn reason(lines: &[&str]) -> Option<SkipReason> {
    call(lines).skip_reason()
}

#[test]
fn a_voicemail_greeting_is_no_caller() {
    for lines in [
        &[
            "A: Hello, this is Mia, calling to remind you of your appointment.",
            "You have reached the voicemail box of 202 555 0110. Please leave a message after the tone.",
            "A: This is a reminder of your appointment tomorrow.",
        ] as &[&str],
        &[
            "Hi, this is Bob.",
            "I can't come to the phone right now.",
            "[beep]",
        ],
        &[
            "Hello?",
            "Please leave a message after the beep.",
            "To listen to your message, press one.",
        ],
        &[
            "Der gewünschte Gesprächspartner ist nicht erreichbar.",
            "Auf Wiederhören.",
        ],
        &["Deje su mensaje después de la señal."],
        &["Vous êtes bien chez Paul, laissez un message après le bip."],
        &["Deixe sua mensagem após o sinal."],
        &["Lasciate un messaggio dopo il segnale acustico."],
        &["Spreek een bericht in na de piep."],
    ] {
        assert_eq!(reason(lines), Some(SkipReason::Voicemail), "{lines:?}");
    }
}

#[test]
fn a_telephone_menu_is_no_caller() {
    for lines in [
        &[
            "Thank you for calling Acme. For sales, press one.",
            "A: Hello?",
            "I'm sorry, I didn't get that.",
        ] as &[&str],
        &[
            "Your call is important to us, please hold.",
            "♪",
            "[hold music]",
        ],
        &["Für Deutsch drücken Sie die 1.", "..."],
        &["Para español, oprima el dos."],
    ] {
        assert_eq!(reason(lines), Some(SkipReason::AutomatedMenu), "{lines:?}");
    }
}

#[test]
fn noise_and_a_greeting_without_an_answer_are_no_speech() {
    for lines in [
        &["A: How can I help?", "..."] as &[&str],
        &["[music]", "♪♪", "[silence]"],
        &["Hello? Hello?", "A: Hello?"],
        &["Uh.", "[inaudible]"],
        &["¿Hola?", "¿Me oye?"],
    ] {
        assert_eq!(reason(lines), Some(SkipReason::NoSpeech), "{lines:?}");
    }
}

#[test]
fn a_wrong_number_is_no_business() {
    for lines in [
        &[
            "A: Lakeside Dental, how can I help?",
            "Oh, sorry, wrong number.",
        ] as &[&str],
        &[
            "Is this Luigi's?",
            "A: No, I think you have the wrong number.",
            "Oh, sorry. Bye.",
        ],
        &[
            "Hallo, ist da Meier?",
            "A: Nein, hier ist die Praxis Weber.",
            "Entschuldigung, falsch verbunden.",
        ],
        &[
            "A: Clínica Sol, dígame.",
            "¿Está Pedro?",
            "A: Creo que se ha equivocado de número.",
            "Ay, perdón, adiós.",
        ],
    ] {
        assert_eq!(reason(lines), Some(SkipReason::WrongNumber), "{lines:?}");
    }
}

#[test]
fn a_conversation_is_not_skipped() {
    for lines in [
        &["Cancel my appointment."] as &[&str],
        &[
            "Agent. Representative.",
            "A: What do you need?",
            "Speak to a human.",
        ],
        &["A: Do you want it?", "Yes."],
        &["4"],
        &["[NAME]"],
        &["I left you a voicemail yesterday, I'm calling because nobody called back."],
        &["Your mailbox is full. I want to cancel."],
        // A person picks up after the machine.
        &[
            "Please stay on the line, your call is important to us.",
            "Yes, Robin Smith here.",
        ],
        &[
            "My boiler leaks.",
            "It's getting worse, there is water everywhere.",
            "Leave a message after the tone.",
        ],
        &["You have the wrong number on file, it's 202 555 0143."],
        &[
            "Wrong number?",
            "A: No, this is Lakeside Dental.",
            "Then book me for Monday please.",
        ],
        &[
            "I'd like to book.",
            "A: You're booked for Tuesday. Will you come?",
            "Sorry, wrong number, ha.",
        ],
        &["Hello, I'd like to book."],
        &["Hallo, ich brauche einen Termin."],
    ] {
        assert_eq!(reason(lines), None, "{lines:?}");
    }
}

#[test]
fn a_long_call_or_a_collected_fact_is_more_than_hesitation() {
    let mut long = call(&["Hello?"]);
    long.duration_secs = 60;
    assert_eq!(long.skip_reason(), None);
    let mut collected = call(&["Hello?"]);
    collected.collected = vec![CollectedFact {
        key: ProfileKey::parse("city").unwrap(),
        value: ProfileValue::Text("Lisbon".into()),
    }];
    assert_eq!(collected.skip_reason(), None);
}

#[test]
fn a_call_without_a_transcript_is_judged_by_its_outcome() {
    assert_eq!(reason(&[]), None);
}

#[test]
fn a_call_that_failed_is_skipped_unless_the_caller_had_spoken() {
    let mut failed = call(&["A: Hello?", "The boiler leaks since Monday.", "A: I will"]);
    failed.outcome = CallOutcome::Failed;
    assert_eq!(failed.skip_reason(), None);
    let mut silent = call(&["A: Hello?"]);
    silent.outcome = CallOutcome::Failed;
    silent.caller_spoke = false;
    assert_eq!(silent.skip_reason(), Some(SkipReason::Failed));
}

#[test]
fn a_person_who_spoke_before_the_machine_stays() {
    for (lines, person) in [
        (
            &["A: Hello, is this Ines?", "Hallo, hier spricht Ines."] as &[&str],
            0,
        ),
        (
            &[
                "A: Hello?",
                "I am in Porto until May.",
                "A: Hello?",
                "Talk then.",
            ],
            0,
        ),
        (
            &[
                "A: Hello?",
                "Hi, this is Otto.",
                "Please leave a message after the tone.",
                "A: Bye.",
            ],
            0,
        ),
        (
            &[
                "A: Hello, is this Ines?",
                "No, this is her brother, she moved to Porto.",
                "A: Can I reach her?",
                "Sure, I will put you through.",
                "You have reached the voicemail box of Ines. Please leave a message after the tone.",
                "A: Please call us back.",
            ],
            4,
        ),
        (
            &[
                "A: Hello, is this Ines?",
                "Yes, I would like to move my cleaning.",
                "A: To which day?",
                "Thursday is fine.",
                "A: Thursday at nine.",
                "Great, thanks, see you there.",
            ],
            6,
        ),
    ] {
        let mut call = call(lines);
        call.set_machine_answered();
        if person == 0 {
            assert_eq!(call.skip_reason(), Some(SkipReason::Voicemail), "{lines:?}");
        } else {
            assert_eq!(call.skip_reason(), None, "{lines:?}");
            assert_eq!(call.turns.len(), person, "{lines:?}");
        }
    }
}

#[test]
fn a_short_turn_before_a_machine_is_a_persons_unless_it_may_be_the_greeting() {
    let announcement = "Please leave a message after the tone.";
    for said in [
        "No, she moved to Porto in May.",
        "Yes, one moment please.",
        "Nein, sie ist umgezogen.",
        "Sí, un momento.",
        "Non, elle a déménagé.",
        "No, si è trasferita.",
        "Não, ela mudou-se.",
        "Nee, ze is verhuisd.",
    ] {
        assert_eq!(
            reason(&["A: Is this Ines?", said, announcement]),
            None,
            "{said}"
        );
    }
    for said in [
        "Please call me back on Friday.",
        "I am allergic to latex.",
        "Ich bin gegen Latex allergisch.",
        "Soy alérgica al látex.",
        "Je suis allergique au latex.",
        "Sono allergica al lattice.",
        "Sou alérgica ao látex.",
        "Ik ben allergisch voor latex.",
        "Hi, this is Otto, her brother lives here now.",
    ] {
        let lines = ["A: Hello?", said, "A: I see.", announcement];
        assert_eq!(reason(&lines), None, "{said}");
        let mut reported = call(&lines);
        reported.set_machine_answered();
        assert_eq!(
            (reported.skip_reason(), reported.turns.len()),
            (None, 3),
            "{said}"
        );
    }
    for greeting in [
        "Hi, this is Otto.",
        "Hi this is Otto Meier.",
        "Otto Meier.",
        "You've reached the Millers.",
        "Hallo, hier ist Otto.",
        "Hier ist der Anschluss von Familie Meier.",
        "Hola, soy Otto.",
        "Ha llamado a casa de Otto.",
        "Bonjour, vous êtes bien chez Otto.",
        "Ciao, sono Otto.",
        "Olá, aqui é o Otto.",
        "Hoi, je spreekt met Otto.",
    ] {
        let lines = [
            "A: Hello?",
            greeting,
            "A: Hello Otto.",
            announcement,
            "A: Bye.",
        ];
        assert_eq!(reason(&lines), Some(SkipReason::Voicemail), "{greeting}");
    }
    for beginning in [
        "We are closed until Monday.",
        "Ines is travelling until May.",
    ] {
        let lines = ["A: Hello?", beginning, announcement];
        assert_eq!(reason(&lines), Some(SkipReason::Voicemail), "{beginning}");
    }
}

#[test]
fn what_the_agent_tells_a_machine_after_a_person_is_left_out() {
    for (lines, expected) in [
        (
            &[
                "A: Hello, is this Ines?",
                "No, this is her brother, I will put you through.",
                "A: Thank you.",
                "You have reached the voicemail box of Ines. Please leave a message after the tone.",
                "A: Your appointment is on Friday at nine, please call us back.",
                "[beep]",
            ] as &[&str],
            3,
        ),
        // A person comes back from the queue.
        (
            &[
                "A: Hello, is this the workshop?",
                "Yes, I will put you through.",
                "All our mechanics are busy. Please hold.",
                "Hello, Otto here, what is it about?",
                "A: Your order arrives on Friday.",
            ],
            5,
        ),
        // Nobody but a machine: the call is skipped as it is.
        (
            &[
                "A: Hello?",
                "Please leave a message after the tone.",
                "A: Bye.",
            ],
            3,
        ),
        (
            &[
                "A: Hello?",
                "My boiler leaks.",
                "A: I have booked Friday at nine.",
            ],
            3,
        ),
        (
            &[
                "A: Hello?",
                "I left you a voicemail yesterday.",
                "A: We come on Friday.",
                "Great.",
            ],
            4,
        ),
    ] {
        let mut call = call(lines);
        call.leave_out_machine();
        assert_eq!(call.turns.len(), expected, "{lines:?}");
    }
}

#[test]
fn a_machine_is_taken_into_account_once() {
    let mut once = call(&[
        "A: Is this Ines?",
        "No, she moved to Porto in May.",
        "Please leave a message after the tone.",
    ]);
    assert_eq!(once.spoken_turns_of_a_person(), 2);
    once.set_machine_answered();
    let mut twice = once.clone();
    twice.set_machine_answered();
    assert_eq!(twice, once);
    assert_eq!(twice.spoken_turns_of_a_person(), 2);
    assert_eq!(
        call(&["A: Hello?", "Hi, this is Otto."]).spoken_turns_of_a_person(),
        0
    );
}

#[test]
fn music_and_queues_in_every_language_are_no_caller() {
    for lines in [
        &[
            "All our groomers are busy. Please hold.",
            "[music]",
            "Thank you for your patience.",
        ] as &[&str],
        &[
            "Alle unsere Gärtner sind im Einsatz, bitte warten.",
            "♪ la la la ♪",
        ],
        &["Todos nuestros fontaneros están ocupados, por favor espere."],
        &[
            "Tous nos jardiniers sont occupés. Merci de patienter.",
            "...",
        ],
        &["Todos os nossos eletricistas estão ocupados.", "[música]"],
        &["Tutti i nostri giardinieri sono impegnati, resti in linea."],
        &[
            "Al onze monteurs zijn in gesprek. Een ogenblik geduld.",
            "*muziek*",
        ],
    ] {
        assert_eq!(reason(lines), Some(SkipReason::AutomatedMenu), "{lines:?}");
    }
}

#[test]
fn a_long_call_is_judged_quickly() {
    let turn = "Please leave a message after the tone. ".repeat(1 << 12);
    let mut long = call(&[]);
    long.turns = vec![
        Turn {
            speaker: Speaker::Caller,
            text: turn.into(),
        };
        MAX_TURNS_OF_A_MACHINE
    ];
    assert_eq!(long.skip_reason(), Some(SkipReason::Voicemail));
}
