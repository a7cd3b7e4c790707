//! Lines of every call that say nothing about the caller, as agents and callers say them.

use crate::extract::novelty::NoveltyFilter;

const AGENT: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "Thank you for calling Northwind. How may I help you today?",
            "Sure thing, give me just a second here.",
            "Let me put you on a brief hold.",
            "Do you mind if I put you on hold for a moment?",
            "Thanks so much for your patience there.",
            "I appreciate your patience.",
            "I'm still here with you, just one more moment.",
            "Let me go ahead and transfer you to the right department.",
            "I'm going to pass you over to one of my colleagues.",
            "One of my colleagues will be right with you.",
            "Was there anything else I could help you with today?",
            "It was a pleasure speaking with you.",
            "Thanks again for calling, and have a wonderful rest of your day.",
            "Enjoy the rest of your evening.",
            "No worries at all, take your time.",
            "Take your time, I'm happy to wait.",
            "You're very welcome, goodbye now.",
            "Thank you for confirming that.",
            "I completely understand.",
            "I understand how frustrating that must be.",
        ],
    ),
    (
        "de",
        &[
            "Willkommen bei Nordwind, wie kann ich Ihnen helfen?",
            "Einen kleinen Augenblick, bitte.",
            "Ich bin gleich wieder für Sie da.",
            "Darf ich Sie kurz in die Warteschleife legen?",
            "Danke, dass Sie gewartet haben.",
            "Vielen Dank für Ihre Geduld.",
            "Ich verbinde Sie jetzt mit der zuständigen Abteilung.",
            "Ich gebe Sie an einen Kollegen weiter.",
            "Ein Kollege ist gleich für Sie da.",
            "Kann ich sonst noch etwas für Sie tun?",
            "Es war mir eine Freude, Ihnen zu helfen.",
            "Ich wünsche Ihnen noch einen wunderschönen Tag.",
            "Schönen Feierabend!",
            "Kein Problem, lassen Sie sich Zeit.",
            "Nehmen Sie sich ruhig Zeit.",
            "Danke für die Bestätigung.",
            "Das verstehe ich vollkommen.",
            "Ich verstehe Ihren Ärger.",
            "Auf Wiederhören und alles Gute!",
            "Sehr gerne, bis zum nächsten Mal.",
        ],
    ),
    (
        "es",
        &[
            "Gracias por comunicarse con nosotros, ¿en qué le puedo ayudar?",
            "Deme un momentito, por favor.",
            "Voy a ponerle en espera un momento.",
            "¿Me permite ponerlo en espera?",
            "Gracias por la espera.",
            "Muchas gracias por su paciencia.",
            "Sigo aquí con usted.",
            "Le voy a pasar con el departamento correspondiente.",
            "Le paso con un compañero.",
            "Enseguida le atiende un compañero.",
            "¿Hay algo más en lo que pueda ayudarle?",
            "Ha sido un placer atenderle.",
            "Que tenga un excelente resto del día.",
            "Que pase una linda tarde.",
            "No se preocupe, tómese su tiempo.",
            "Tómese su tiempo.",
            "Gracias por confirmar.",
            "Lo entiendo perfectamente.",
            "Entiendo su molestia.",
            "Hasta luego y gracias de nuevo.",
        ],
    ),
    (
        "fr",
        &[
            "Merci d'avoir contacté notre service, comment puis-je vous aider ?",
            "Un petit instant, s'il vous plaît.",
            "Je vais vous mettre en attente un instant.",
            "Puis-je vous mettre en attente quelques instants ?",
            "Merci d'avoir attendu.",
            "Je vous remercie de votre patience.",
            "Je suis toujours avec vous.",
            "Je vous transfère au service concerné.",
            "Je vous passe un de mes collègues.",
            "Un conseiller va prendre le relais.",
            "Est-ce que je peux faire autre chose pour vous ?",
            "C'était un plaisir de vous aider.",
            "Je vous souhaite une excellente fin de journée.",
            "Passez une très bonne soirée.",
            "Pas de souci, prenez votre temps.",
            "Prenez votre temps.",
            "Merci de l'avoir confirmé.",
            "Je comprends tout à fait.",
            "Je comprends votre frustration.",
            "Au revoir et à très bientôt.",
        ],
    ),
    (
        "pt",
        &[
            "Obrigado por entrar em contato, como posso ajudar?",
            "Só um momentinho, por favor.",
            "Vou colocar você em espera por um instante.",
            "Posso colocá-lo em espera um momento?",
            "Obrigada por esperar.",
            "Agradeço a sua paciência.",
            "Continuo aqui com você.",
            "Vou passar a ligação para o setor responsável.",
            "Vou passar você para um colega.",
            "Um colega já vai atender você.",
            "Há mais alguma coisa em que eu possa ajudar?",
            "Foi um prazer atender você.",
            "Desejo-lhe um excelente dia.",
            "Tenha um ótimo restante de dia.",
            "Sem problema, fique à vontade.",
            "Não tem pressa, leve o tempo que precisar.",
            "Obrigado por confirmar.",
            "Entendo perfeitamente.",
            "Entendo a sua frustração.",
            "Até logo e obrigado mais uma vez.",
        ],
    ),
    (
        "it",
        &[
            "Grazie per averci chiamato, come posso aiutarla?",
            "Un attimino, per cortesia.",
            "La metto un momento in attesa.",
            "Posso metterla in attesa un istante?",
            "Grazie per aver atteso.",
            "La ringrazio per la pazienza.",
            "Sono ancora qui con lei.",
            "La trasferisco al reparto competente.",
            "Le passo un mio collega.",
            "Un collega sarà subito da lei.",
            "C'è qualcos'altro che posso fare per lei?",
            "È stato un piacere aiutarla.",
            "Le auguro una splendida giornata.",
            "Buon proseguimento di giornata.",
            "Nessun problema, faccia con calma.",
            "Si prenda il suo tempo.",
            "Grazie per la conferma.",
            "Capisco perfettamente.",
            "Capisco la sua frustrazione.",
            "Arrivederci e grazie ancora.",
        ],
    ),
    (
        "nl",
        &[
            "Bedankt voor het bellen, waarmee kan ik u helpen?",
            "Eén momentje, alstublieft.",
            "Ik zet u even in de wacht.",
            "Mag ik u even in de wacht zetten?",
            "Bedankt voor het wachten.",
            "Hartelijk dank voor uw geduld.",
            "Ik ben er nog.",
            "Ik verbind u door met de juiste afdeling.",
            "Ik geef u door aan een collega.",
            "Een collega helpt u zo verder.",
            "Kan ik verder nog iets voor u betekenen?",
            "Het was een genoegen u te helpen.",
            "Ik wens u nog een hele fijne dag.",
            "Fijne avond verder.",
            "Geen probleem, neem rustig de tijd.",
            "Neem uw tijd.",
            "Bedankt voor de bevestiging.",
            "Dat begrijp ik helemaal.",
            "Ik begrijp uw frustratie.",
            "Tot ziens en nogmaals bedankt.",
        ],
    ),
];

const CALLER: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "Hi there, how's it going?",
            "Yeah, no, that's perfect, thanks.",
            "Okay, I'll hold.",
            "Sure, I can wait.",
            "No, that's everything, thank you so much for your help.",
            "Alright then, bye-bye.",
            "You have a great day too.",
            "Yes, I'm still here.",
            "Sorry, could you say that one more time?",
            "Sorry, you cut out for a second.",
        ],
    ),
    (
        "de",
        &[
            "Ja hallo, guten Tag.",
            "Ja, ich warte.",
            "Okay, ich bleibe dran.",
            "Nein, das war's, vielen Dank für Ihre Hilfe.",
            "Alles klar, dann tschüss.",
            "Ihnen auch einen schönen Tag.",
            "Ja, ich bin noch da.",
            "Entschuldigung, das habe ich nicht verstanden.",
            "Können Sie das bitte wiederholen?",
            "Super, das passt mir gut.",
        ],
    ),
    (
        "es",
        &[
            "Hola, buenas tardes, ¿cómo está?",
            "Sí, espero.",
            "Vale, me quedo a la espera.",
            "No, eso es todo, muchas gracias por su ayuda.",
            "Bueno, pues hasta luego.",
            "Igualmente, que tenga buen día.",
            "Sí, sigo aquí.",
            "Perdón, no le he entendido.",
            "¿Me lo puede repetir, por favor?",
            "Perfecto, me parece bien.",
        ],
    ),
    (
        "fr",
        &[
            "Oui bonjour, comment allez-vous ?",
            "Oui, j'attends.",
            "D'accord, je patiente.",
            "Non, c'est tout, merci pour votre aide.",
            "Très bien, au revoir.",
            "Vous aussi, bonne journée.",
            "Oui, je suis toujours là.",
            "Pardon, je n'ai pas compris.",
            "Vous pouvez répéter, s'il vous plaît ?",
            "Parfait, ça me va.",
        ],
    ),
    (
        "pt",
        &[
            "Oi, boa tarde, tudo bem?",
            "Sim, eu espero.",
            "Está bem, eu aguardo.",
            "Não, é só isso, muito obrigada pela ajuda.",
            "Então tá, tchau.",
            "Para você também, bom dia.",
            "Sim, ainda estou aqui.",
            "Desculpe, não entendi.",
            "Pode repetir, por favor?",
            "Perfeito, está ótimo.",
        ],
    ),
    (
        "it",
        &[
            "Sì, buongiorno, come sta?",
            "Sì, aspetto.",
            "Va bene, resto in linea.",
            "No, è tutto, grazie mille per l'aiuto.",
            "Va bene, arrivederci.",
            "Anche a lei, buona giornata.",
            "Sì, sono ancora qui.",
            "Scusi, non ho capito.",
            "Può ripetere, per favore?",
            "Perfetto, mi va bene.",
        ],
    ),
    (
        "nl",
        &[
            "Ja hallo, goedemiddag.",
            "Ja, ik wacht wel even.",
            "Oké, ik blijf hangen.",
            "Nee, dat was alles, hartelijk bedankt voor uw hulp.",
            "Oké, tot ziens dan.",
            "U ook een fijne dag.",
            "Ja, ik ben er nog.",
            "Sorry, dat heb ik niet verstaan.",
            "Kunt u dat herhalen, alstublieft?",
            "Prima, dat komt goed uit.",
        ],
    ),
];

/// With a word or two of their own, the same lines say something.
const INFORMATIVE_OF_AGENT: &[(&str, &str)] = &[
    ("en", "The right department is open until noon."),
    ("en", "My colleague Ruth repairs heat pumps."),
    ("de", "Der Kollege repariert nur Wärmepumpen."),
    ("es", "El departamento cierra los viernes por la tarde."),
    ("fr", "Le service technique ferme le vendredi midi."),
    ("pt", "O setor responsável fecha à tarde."),
    ("it", "Il reparto tecnico chiude il venerdì pomeriggio."),
    ("nl", "De technische afdeling sluit op vrijdagmiddag."),
];

const INFORMATIVE_OF_CALLER: &[(&str, &str)] = &[
    ("en", "I can wait until the boiler is repaired."),
    ("en", "I can't hear well on my left ear."),
    ("de", "Ich warte seit Tagen auf die Lieferung."),
    ("es", "Espero un paquete de Sevilla."),
    ("fr", "J'attends une livraison de bois."),
    ("pt", "Eu espero uma encomenda do Porto."),
    ("it", "Aspetto un pacco da Torino."),
    ("nl", "Ik wacht op een pakket uit Breda."),
];

fn filter(language: &str) -> NoveltyFilter {
    NoveltyFilter::new(Some(language), &[])
}

fn kept(
    lines: &[(&'static str, &[&'static str])],
    is_informative: impl Fn(&NoveltyFilter, &str) -> bool,
) -> Vec<(&'static str, &'static str)> {
    lines
        .iter()
        .flat_map(|(language, lines)| lines.iter().map(|line| (*language, *line)))
        .filter(|(language, line)| is_informative(&filter(language), line))
        .collect()
}

#[test]
fn lines_of_an_agent_that_say_nothing_are_no_memories() {
    let kept = kept(AGENT, |filter, line| {
        filter.is_informative_agent_turn(line, false)
    });
    assert!(kept.is_empty(), "{kept:#?}");
}

#[test]
fn lines_of_a_caller_that_say_nothing_are_no_memories() {
    let kept = kept(CALLER, |filter, line| {
        filter.is_informative_caller_turn(line, false)
    });
    assert!(kept.is_empty(), "{kept:#?}");
}

#[test]
fn lines_like_them_that_say_something_are_kept() {
    for (language, line) in INFORMATIVE_OF_AGENT {
        assert!(
            filter(language).is_informative_agent_turn(line, false),
            "{line}"
        );
    }
    for (language, line) in INFORMATIVE_OF_CALLER {
        assert!(
            filter(language).is_informative_caller_turn(line, false),
            "{line}"
        );
    }
}
