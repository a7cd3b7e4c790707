//! Another home, e-mail address, code or weekday than in an earlier call.

use super::played::{Played, after, holds, texts_of, told};

/// What was said first, the news, and a part of what must not be told any more.
type Story = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
    &'static str,
);

/// The turns alternate, the agent's first.
fn played(day: &str, language: &str, turns: &[&str]) -> Played {
    let call = Played::on(day).language(language);
    turns.iter().enumerate().fold(call, |call, (turn, text)| {
        if turn % 2 == 0 {
            call.agent(text)
        } else {
            call.caller(text)
        }
    })
}

fn assert_replaced(stories: &[Story]) {
    let mut failures = Vec::new();
    for (language, first, second, former) in stories {
        let before = after([played("2026-09-10", language, first)]);
        let record = after([
            played("2026-09-10", language, first),
            played("2026-11-10", language, second),
        ]);
        if !told(&before, "2026-09-12").contains(former) {
            failures.push(format!(
                "not told before: {former}: {:?}",
                texts_of(&before)
            ));
        }
        let summary = told(&record, "2026-11-12");
        if summary.contains(former) {
            failures.push(format!("{former}: {summary}"));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn a_new_home_replaces_the_former_address_in_every_language() {
    assert_replaced(&[
        (
            "en",
            &["What's the address?", "It's 41 Juniper Road, second floor."],
            &[
                "How can I help?",
                "We've moved, we live at 9 Saddler Court now.",
            ],
            "Juniper",
        ),
        (
            "en",
            &["Is your address still 41 Juniper Road?", "Yes."],
            &[
                "How can I help?",
                "I moved last month.",
                "What's the new address?",
                "9 Saddler Court.",
            ],
            "Juniper",
        ),
        (
            "de",
            &["Wie ist die Adresse?", "Ahornweg 17, im Hinterhaus."],
            &[
                "Hallo?",
                "Wir sind umgezogen, wir wohnen jetzt An der Aue 3, Erdgeschoss.",
            ],
            "Ahornweg",
        ),
        (
            "de",
            &["Wohnen Sie noch in der Ahornstraße 17?", "Ja, genau."],
            &["Hallo?", "Meine neue Adresse ist Am Weiher 3."],
            "Ahornstraße",
        ),
        (
            "es",
            &[
                "¿Cuál es la dirección?",
                "Calle del Olivo 17, segundo piso.",
            ],
            &[
                "¿Dígame?",
                "Nos hemos mudado, ahora vivimos en la Avenida del Puerto 3.",
            ],
            "Olivo",
        ),
        (
            "fr",
            &[
                "À quelle adresse ?",
                "Au 17 rue des Érables, deuxième étage.",
            ],
            &[
                "Bonjour ?",
                "Nous avons déménagé, on est au 3 impasse du Lavoir.",
            ],
            "Érables",
        ),
        (
            "pt",
            &["Qual é a morada?", "Rua do Carvalho 17, segundo andar."],
            &[
                "Diga?",
                "Mudámos de casa, agora moramos na Travessa do Poço 3.",
            ],
            "Carvalho",
        ),
        (
            "it",
            &["Qual è l'indirizzo?", "Via degli Aceri 17, secondo piano."],
            &[
                "Pronto?",
                "Ci siamo trasferiti, adesso abitiamo in via del Pozzo 3.",
            ],
            "Aceri",
        ),
        (
            "nl",
            &["Wat is het adres?", "Esdoornlaan 17, tweede verdieping."],
            &["Hallo?", "We zijn verhuisd, we wonen nu op de Waterweg 3."],
            "Esdoornlaan",
        ),
    ]);
}

#[test]
fn an_address_stays_unless_the_caller_has_moved() {
    for (first, second) in [
        // Of somebody else.
        (
            "My mother lives at 41 Juniper Road.",
            "We've moved, we live at 9 Saddler Court now.",
        ),
        // Not yet.
        (
            "I live at 41 Juniper Road, second floor.",
            "Once we've moved we'll be at 9 Saddler Court.",
        ),
        // Another thing.
        (
            "I live at 41 Juniper Road, second floor.",
            "We moved the party to 9 Saddler Court.",
        ),
        (
            "I live at 41 Juniper Road, second floor.",
            "The parcel goes to 9 Saddler Court.",
        ),
        // The same.
        (
            "I live at 41 Juniper Road, second floor.",
            "I moved here in May, it's still 41 Juniper Road.",
        ),
    ] {
        let record = after([
            Played::on("2026-09-10").caller(first),
            Played::on("2026-11-10").caller(second),
        ]);
        assert!(holds(&record, first), "{second}");
    }
}

#[test]
fn a_new_email_address_replaces_the_former_in_every_language() {
    assert_replaced(&[
        (
            "en",
            &[
                "What's your email?",
                "It's june at oakhill pottery dot com.",
            ],
            &[
                "Hi.",
                "My email's changed, it's june dot k at lakepost dot net.",
            ],
            "oakhill",
        ),
        (
            "de",
            &["Wie ist Ihre Mail?", "Die ist june at oakhill punkt de."],
            &[
                "Hallo.",
                "Ich habe eine neue Mailadresse, june punkt k at seepost punkt de.",
            ],
            "oakhill",
        ),
        (
            "es",
            &["¿Su correo?", "Es june arroba oakhill punto es."],
            &[
                "Hola.",
                "Tengo un correo nuevo, june punto k arroba lagopost punto es.",
            ],
            "oakhill",
        ),
        (
            "fr",
            &["Votre mail ?", "C'est june arobase oakhill point fr."],
            &[
                "Bonjour.",
                "J'ai une nouvelle adresse mail, june point k arobase lacpost point fr.",
            ],
            "oakhill",
        ),
        (
            "pt",
            &["O seu e-mail?", "É june arroba oakhill ponto pt."],
            &[
                "Olá.",
                "O meu e-mail mudou, é june ponto k arroba lagopost ponto pt.",
            ],
            "oakhill",
        ),
        (
            "it",
            &["La sua mail?", "È june chiocciola oakhill punto it."],
            &[
                "Salve.",
                "Ho una mail nuova, june punto k chiocciola lagopost punto it.",
            ],
            "oakhill",
        ),
        (
            "nl",
            &[
                "Wat is uw mail?",
                "Dat is june apenstaartje oakhill punt nl.",
            ],
            &[
                "Hallo.",
                "Mijn mailadres is veranderd, june punt k apenstaartje meerpost punt nl.",
            ],
            "oakhill",
        ),
    ]);
}

#[test]
fn a_second_email_address_does_not_replace_the_first() {
    let first = "My email is june at oakhill pottery dot com.";
    let record = after([
        Played::on("2026-09-10").caller(first),
        Played::on("2026-11-10")
            .caller("Please copy my husband, he is at karl at lakepost dot net."),
    ]);
    assert!(holds(&record, first));
}

#[test]
fn a_new_code_replaces_the_former_in_every_language() {
    assert_replaced(&[
        (
            "en",
            &[
                "Okay.",
                "There's a gate at the drive, the code is five five one eight.",
            ],
            &[
                "Hi.",
                "The gate code's changed, it's seven oh four two now.",
            ],
            "five five one",
        ),
        (
            "de",
            &["Gut.", "Am Tor brauchen Sie den Code fünf fünf eins acht."],
            &["Hallo.", "Der Code am Tor ist neu, sieben null vier zwei."],
            "fünf fünf",
        ),
        (
            "es",
            &["Vale.", "El código de la puerta es cinco cinco uno ocho."],
            &[
                "Hola.",
                "Han cambiado el código de la puerta, ahora es siete cero cuatro dos.",
            ],
            "cinco cinco",
        ),
        (
            "fr",
            &["Bien.", "Le code du portail, c'est 5518, à gauche."],
            &["Bonjour.", "Le code du portail a changé, c'est 7042."],
            "5518",
        ),
        (
            "pt",
            &["Certo.", "O código do portão é o 5518, do lado esquerdo."],
            &[
                "Diga?",
                "Bom dia, é sobre o barco.",
                "O código do portão mudou, agora é 7042.",
                "Está bem, obrigado.",
            ],
            "5518",
        ),
        (
            "it",
            &["Bene.", "Il codice del cancello è 5518, a sinistra."],
            &[
                "Salve.",
                "Il codice del cancello è cambiato, adesso è 7042.",
            ],
            "5518",
        ),
        (
            "nl",
            &["Goed.", "De code van de poort is 5518, links."],
            &[
                "Hallo.",
                "De code van de poort is veranderd, nu is het 7042.",
            ],
            "5518",
        ),
    ]);
}

#[test]
fn the_code_of_another_door_stays() {
    let garage = "The garage code is 5518, on the left.";
    let record = after([
        Played::on("2026-09-10").caller(garage),
        Played::on("2026-11-10").caller("The gate code's changed, it's 7042 now."),
    ]);
    assert!(holds(&record, garage));
}

#[test]
fn what_was_so_until_now_is_replaced_in_every_language() {
    assert_replaced(&[
        (
            "en",
            &["Hi.", "I'd like two loaves delivered every Friday."],
            &[
                "Hi.",
                "Could the loaves come on Thursdays from now on, instead of Fridays?",
            ],
            "every Friday",
        ),
        (
            "de",
            &[
                "Hallo.",
                "Ich möchte jeden Freitag zwei Brote geliefert bekommen.",
            ],
            &["Hallo.", "Ab jetzt bitte am Donnerstag statt am Freitag."],
            "jeden Freitag",
        ),
        (
            "de",
            &[
                "Hallo.",
                "Ich brauche Stühle für die Feier, so, äh, vierzig Stück.",
            ],
            &[
                "Hallo.",
                "Es werden doch mehr, fünfundfünfzig statt vierzig.",
            ],
            "vierzig Stück",
        ),
        (
            "es",
            &["Hola.", "Quiero dos panes a domicilio cada viernes."],
            &[
                "Hola.",
                "A partir de ahora el jueves en vez del viernes, por favor.",
            ],
            "cada viernes",
        ),
        (
            "fr",
            &["Bonjour.", "Je voudrais deux pains livrés chaque vendredi."],
            &[
                "Bonjour.",
                "Désormais le jeudi au lieu du vendredi, s'il vous plaît.",
            ],
            "chaque vendredi",
        ),
        (
            "pt",
            &["Olá.", "Queria dois pães entregues todas as sextas."],
            &[
                "Olá.",
                "A partir de agora à quinta em vez de sexta, por favor.",
            ],
            "todas as sextas",
        ),
        (
            "it",
            &["Salve.", "Vorrei due pagnotte a domicilio ogni venerdì."],
            &[
                "Salve.",
                "D'ora in poi il giovedì invece di venerdì, per favore.",
            ],
            "ogni venerdì",
        ),
        (
            "nl",
            &["Hallo.", "Ik wil elke vrijdag twee broden laten brengen."],
            &[
                "Hallo.",
                "Mag het voortaan op donderdag, in plaats van vrijdag?",
            ],
            "elke vrijdag",
        ),
    ]);
}

#[test]
fn a_spoken_value_is_replaced_with_the_collected_one() {
    for (language, key, former, new, spoken) in [
        (
            "en",
            "gate_code",
            "*5518",
            "*7042",
            "There's a gate at the drive, the code is star five five one eight.",
        ),
        ("en", "guests", "140", "95", "A hundred and forty, about."),
        (
            "en",
            "email",
            "junek@oakhill.com",
            "june@lakepost.net",
            "My mail's june k at oakhill dot com.",
        ),
        (
            "fr",
            "email",
            "junek@oakhill.fr",
            "june@lacpost.fr",
            "Mon mail c'est june k arobase oakhill point fr.",
        ),
        (
            "it",
            "prezzo",
            "2940 euro",
            "2310 euro",
            "In tutto sono 2.940 euro per il viaggio.",
        ),
        (
            "nl",
            "email",
            "junek@oakhill.nl",
            "june@meerpost.nl",
            "Mijn mail is june k apenstaartje oakhill punt nl.",
        ),
    ] {
        let record = after([
            Played::on("2026-09-10")
                .language(language)
                .caller(spoken)
                .collected(key, former),
            Played::on("2026-11-10")
                .language(language)
                .caller("Well, I have to change that, you know.")
                .collected(key, new),
        ]);
        assert!(!holds(&record, spoken), "{spoken}");
    }
}

#[test]
fn a_number_is_taken_back_in_the_next_turn() {
    for (language, wrong, right) in [
        (
            "en",
            "It's 3310 Foxglove Drive in Dayton.",
            "Wait no, thirty-three twelve.",
        ),
        ("de", "Die Kundennummer ist 33105.", "Moment, nein, 33125."),
        (
            "fr",
            "Le dossier porte le numéro 33105.",
            "Non pardon, 33125.",
        ),
        ("nl", "Het ordernummer is 33105.", "Nee wacht, 33125."),
    ] {
        let record = after([Played::on("2026-09-10")
            .language(language)
            .caller(wrong)
            .agent("Okay.")
            .caller(right)]);
        assert!(!holds(&record, wrong), "{wrong}");
    }
    let other = "It's 3310 Foxglove Drive in Dayton.";
    let record = after([Played::on("2026-09-10")
        .caller(other)
        .agent("And the order?")
        .caller("Wait, no, sorry, it's 88412.")]);
    assert!(holds(&record, other));
}
