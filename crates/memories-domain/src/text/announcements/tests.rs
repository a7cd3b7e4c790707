use super::*;

fn assert_all<'t>(expected: Utterance, turns: impl IntoIterator<Item = &'t str>) {
    let wrong: Vec<_> = turns
        .into_iter()
        .map(|turn| (turn, Utterance::of(turn)))
        .filter(|(_, utterance)| *utterance != expected)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn greetings_of_answering_machines() {
    assert_all(
        Utterance::Voicemail,
        [
            "You have reached the voicemail box of two zero two five five five zero one one zero. Please leave a message after the tone. When you are finished, you may hang up or press one for more options.",
            "Hi, you've reached Bob and Karen, we can't come to the phone right now, leave a message after the beep.",
            "The mailbox is full and cannot accept any messages at this time.",
            "Your call has been forwarded to an automated voice message system.",
            "Sorry I can't take your call, please leave your name and number.",
            "Hier ist die Mailbox des Teilnehmers.",
            "Dies ist die Mailbox von Robin. Bitte hinterlassen Sie eine Nachricht nach dem Signalton.",
            "Der gewünschte Gesprächspartner ist zurzeit nicht erreichbar.",
            "Hola, ha llamado al buzón de voz de Lucía. Deje su mensaje después de la señal.",
            "En este momento no puedo atender su llamada.",
            "Vous êtes bien sur la messagerie de Paul, laissez un message après le bip.",
            "Sua chamada está sendo encaminhada para a caixa postal. Deixe sua mensagem após o sinal.",
            "Risponde la segreteria telefonica di Marco, lasciate un messaggio dopo il bip.",
            "Dit is de voicemail van Jan. Spreek een bericht in na de piep.",
        ],
    );
}

#[test]
fn greetings_of_carriers_and_call_screeners() {
    assert_all(
        Utterance::Voicemail,
        [
            "The wireless customer you are calling is not available. Please try again later.",
            "The subscriber you have dialed is not in service.",
            "The Verizon Wireless customer you have called is unavailable.",
            "The customer you are trying to reach is unavailable at this time.",
            "The party you are trying to reach is not accepting calls.",
            "The mobile phone you are calling is switched off.",
            "Hey, it's Jake, you know what to do. Beep.",
            "You know what to do at the beep.",
            "Do your thing after the beep.",
            "Leave your name and number.",
            "Leave a name and number and I'll get back to you.",
            "Leave your name, number and a brief message.",
            "Hi. If you record your name and reason for calling, I'll see if this person is available.",
            "Record your name and the reason for your call.",
            "Please state your name after the tone and Google Voice will try to connect you.",
            "Hi, the person you're calling is using a screening service from Google, and will get a copy of this conversation.",
            "Go ahead and say your name and why you're calling.",
            "The person you are calling cannot accept calls at this time.",
            "The caller you have dialed has a voicemail box that has not been set up yet.",
            "Please stay on the line while I see if this person is available.",
            // de
            "Der Teilnehmer ist vorübergehend nicht erreichbar.",
            "Die gewünschte Person ist zurzeit nicht erreichbar.",
            "The person you have called is temporarily not available. Der gewünschte Gesprächspartner ist zurzeit nicht erreichbar.",
            "Der von Ihnen gewählte Teilnehmer ist nicht erreichbar.",
            "Der gewünschte Teilnehmer antwortet nicht.",
            "Wenn Sie Ihren Namen und den Grund Ihres Anrufs nennen, sehe ich nach, ob die Person erreichbar ist.",
            "Bitte nennen Sie Ihren Namen und den Grund Ihres Anrufs.",
            "Die Person, die Sie anrufen, verwendet einen Anruffilter von Google.",
            "Hinterlassen Sie Ihren Namen und Ihre Rufnummer.",
            "Ihr wisst, was zu tun ist, nach dem Piep.",
            // es
            "El cliente al que usted llama no está disponible.",
            "El número al que llama se encuentra apagado o fuera de cobertura.",
            "El teléfono al que usted llama está apagado o fuera de cobertura en este momento.",
            "El abonado al que llama no está disponible.",
            "El usuario al que llama no se encuentra disponible.",
            "La persona a la que llamas está usando un servicio de filtrado de Google.",
            "Si graba su nombre y el motivo de su llamada, veré si esta persona está disponible.",
            "Graba tu nombre y el motivo de la llamada.",
            "Deje su nombre y su número.",
            // fr
            "Le correspondant que vous demandez n'est pas joignable pour le moment.",
            "Votre correspondant n'est pas disponible.",
            "L'abonné que vous avez appelé n'est pas disponible.",
            "La personne que vous appelez utilise un service de filtrage de Google.",
            "La personne que vous essayez de joindre n'est pas disponible.",
            "Enregistrez votre nom et le motif de votre appel, je vais voir si cette personne est disponible.",
            "Indiquez votre nom et la raison de votre appel.",
            "Laissez votre nom et votre numéro.",
            // it
            "Il cliente chiamato non è al momento raggiungibile.",
            "L'utente chiamato potrebbe avere il terminale spento.",
            "Il telefono della persona chiamata potrebbe essere spento o non raggiungibile.",
            "Il numero da lei chiamato non è al momento raggiungibile.",
            "La persona che stai chiamando utilizza un servizio di filtro di Google.",
            "Registra il tuo nome e il motivo della chiamata, vedo se la persona è disponibile.",
            "Lasci il suo nome e il suo numero.",
            // pt
            "O número que ligou não está disponível de momento.",
            "O cliente para o qual ligou não está disponível.",
            "Este número encontra-se desligado ou fora da área de cobertura.",
            "O telefone chamado está desligado ou fora da área de cobertura.",
            "A pessoa para quem está ligando usa um serviço de triagem do Google.",
            "Grave o seu nome e o motivo da chamada, vou ver se a pessoa está disponível.",
            "Deixe o seu nome e número.",
            // nl
            "De abonnee die u belt is niet bereikbaar.",
            "De gebruiker die u probeert te bereiken is niet beschikbaar.",
            "Het mobiele nummer dat u belt is uitgeschakeld.",
            "De persoon die je belt gebruikt een screeningservice van Google.",
            "Spreek je naam en de reden van je oproep in, dan kijk ik of deze persoon beschikbaar is.",
            "Laat uw naam en nummer achter.",
        ],
    );
}

#[test]
fn people_who_use_the_words_of_carriers_and_call_screeners() {
    assert_all(
        Utterance::Speech,
        [
            "You know what to do with the old boiler.",
            "The customer you are looking for moved to Elm Road.",
            "I can't record my name on your form.",
            "The phone is switched off when she works.",
            "My name and the reason for my call are in the e-mail.",
            "I want you to leave my name and number on the list.",
            "The beep of the smoke alarm drives me mad.",
            "Ich habe keinen Namen und keine Rufnummer hinterlassen.",
            "Das Handy von meinem Mann ist ausgeschaltet.",
            "Mi teléfono está apagado por las noches.",
            "El motivo de mi llamada es la factura.",
            "Le motif de mon appel est la facture de mars.",
            "Il motivo della mia chiamata è la caldaia.",
            "O motivo da minha chamada é a caldeira.",
            "De reden van mijn oproep is de ketel.",
            "Mijn mobiel is 's nachts uitgeschakeld.",
            "Il mio telefono è spento la notte.",
            "I'm the customer you are calling about.",
            "I'm the person you called.",
            "Hold on, I'll see if they're available.",
            "Der Teilnehmer ist krank und kommt nicht zum Kurs.",
            "O número que ligou ontem é de Lisboa.",
            "Dimmi se la persona è disponibile giovedì.",
            "Mi potrebbe dire il numero?",
        ],
    );
}

#[test]
fn greetings_that_people_speak_themselves() {
    assert_all(
        Utterance::Voicemail,
        [
            "You've reached Nadia, I can't get to my phone, so leave your number and I'll ring you back.",
            "Hi, it's Otis, I'm not around right now, drop me a message and I'll get back to you.",
            "You have reached the Okafors, we missed your call, leave us a message.",
            "Hi, hier ist Jule, ich kann gerade nicht rangehen, sprich mir was drauf, ich ruf zurück.",
            "Hier ist der Anschluss von Familie Brenner, wir sind zurzeit nicht zu erreichen.",
            "Hola, has llamado a Inés, ahora no puedo ponerme, te llamo en cuanto pueda.",
            "Bonjour, vous êtes bien sur le portable de Maud, je ne suis pas là, je vous rappelle.",
            "Olá, é a Carla, agora não consigo atender, deixa mensagem que eu ligo de volta.",
            "Ciao, hai chiamato Piero, non riesco a rispondere, ti richiamo appena posso.",
            "Hoi, met Fleur, ik kan nu niet opnemen, spreek iets in en ik bel je terug.",
        ],
    );
    // Somebody who has no time is no machine.
    assert_all(
        Utterance::Speech,
        [
            "I can't pick up the car on Monday.",
            "Ich kann das nicht abheben.",
            "Je vous rappelle lundi pour le devis.",
            "No puedo contestar a eso, pregunte a mi marido.",
            "Can you leave a message for the doctor and ask him to call me back?",
        ],
    );
}

#[test]
fn telephone_menus_and_queues() {
    assert_all(
        Utterance::Menu,
        [
            "For sales, press one. For support, press two.",
            "Your call is important to us, please hold.",
            "All of our agents are currently busy.",
            "Para español oprima el dos.",
            "Drücken Sie die 1 für Deutsch.",
            "Ihr Anruf ist uns wichtig. Bitte bleiben Sie in der Leitung.",
            "Pour le service client, appuyez sur le 2.",
            "Su llamada es muy importante para nosotros.",
            "Para falar com vendas, digite 1.",
            "Per assistenza prema 2 oppure prema uno.",
            "Voor verkoop, toets 1. Er zijn nog drie wachtenden voor u.",
        ],
    );
}

#[test]
fn queues_and_music_on_hold() {
    assert_all(
        Utterance::Menu,
        [
            "All our florists are busy. Please hold.",
            "All of our highly trained pet sitters are currently on other calls.",
            "Thank you for your patience, you are number three in the queue.",
            "Please remain on the line, your call will be answered in the order it was received.",
            "We are experiencing a high volume of calls.",
            "Alle unsere Monteure sind derzeit im Einsatz. Bitte warten.",
            "Bitte haben Sie etwas Geduld, wir sind gleich für Sie da.",
            "Ihre voraussichtliche Wartezeit beträgt vier Minuten.",
            "Todos nuestros repartidores están ocupados.",
            "Gracias por su paciencia, en breve será atendido.",
            "Tous nos livreurs sont occupés, merci de patienter.",
            "Votre temps d'attente est estimé à cinq minutes.",
            "Todos os nossos motoristas estão em outra ligação.",
            "Agradecemos a sua paciência. Não desligue, por favor.",
            "Tutti i nostri idraulici sono occupati.",
            "La preghiamo di rimanere in linea, le risponderemo al più presto.",
            "Al onze koeriers zijn in gesprek.",
            "Bedankt voor uw geduld, u wordt zo geholpen.",
        ],
    );
    assert_all(
        Utterance::Speech,
        [
            "All my weekends are busy.",
            "Our boiler is on the first floor.",
            "I waited in the queue for an hour.",
            "Alle Türen sind aus Holz.",
            "Onze hond is ziek.",
            "Nos enfants ont deux et quatre ans.",
            "Nuestros hijos tienen alergia al polen.",
        ],
    );
}

#[test]
fn people_who_talk_about_machines() {
    assert_all(
        Utterance::Speech,
        [
            "I left you a voicemail yesterday, I'm calling because nobody called back.",
            "It told me to leave a message after the beep.",
            "Your mailbox is full, I couldn't leave anything.",
            "I pressed 2 but nothing happened.",
            "Should I press 1?",
            "Cancel my appointment.",
            "My answering machine is broken.",
            "Acme, this is Tom, how can I help you?",
            "Alle Leitungen im Bad sind verstopft.",
            "Ich habe Ihnen gestern eine Nachricht nach dem Signalton hinterlassen.",
            "Dejé un mensaje después de la señal y nadie me llamó.",
            "J'ai laissé un message après le bip.",
            "Deixei uma mensagem na caixa postal.",
            "Ho lasciato un messaggio nella segreteria telefonica del negozio.",
            "Ik heb gisteren een bericht ingesproken na de piep.",
            "Agent. Representative.",
            "Yes.",
            "When is your next available appointment?",
        ],
    );
}

#[test]
fn hesitation_and_noise() {
    assert_all(
        Utterance::Hesitation,
        [
            "Hello? Hello?",
            "Uh.",
            "Um, hello, can you hear me?",
            "Hallo? Hören Sie mich?",
            "¿Hola? ¿Bueno?",
            "Allô ?",
            "Alô?",
            "Pronto? Mi sente?",
            "Hallo, hoort u mij?",
        ],
    );
    assert_all(Utterance::Noise, ["...", "…", "[silence]", "[music]", "♪"]);
}

#[test]
fn a_wrong_number_is_noticed_in_any_language() {
    for turn in [
        "Sorry, wrong number.",
        "I think you have the wrong number.",
        "Oh, I must have dialed the wrong number, bye.",
        "Entschuldigung, falsch verbunden.",
        "Da habe ich mich verwählt.",
        "Creo que se ha equivocado de número.",
        "Désolé, c'est un faux numéro.",
        "Desculpe, foi engano.",
        "Mi scusi, ho sbagliato numero.",
        "Sorry, verkeerd verbonden.",
    ] {
        assert!(notices_wrong_number(turn), "{turn}");
    }
    for turn in [
        "You have the wrong number on file for me.",
        "I gave you the wrong number last time.",
        "That's the wrong number, it's 202 555 0143.",
        "You sent it to the wrong number.",
        "Sie haben die falsche Nummer von mir.",
        "Me he equivocado de fecha.",
        "What is the right number?",
    ] {
        assert!(!notices_wrong_number(turn), "{turn}");
    }
}

#[test]
fn courtesies_are_told_from_statements() {
    for turn in [
        "Oh, sorry. Bye.",
        "Okay, thank you.",
        "Tschüss!",
        "...",
        "De nada, adiós.",
    ] {
        assert!(is_courtesy(turn), "{turn}");
    }
    for turn in ["Can I book anyway?", "Cancel my appointment."] {
        assert!(!is_courtesy(turn), "{turn}");
    }
}
