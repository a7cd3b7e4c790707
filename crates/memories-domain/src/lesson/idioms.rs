//! What people say on the telephone without telling anything, and how an agent
//! commits to something, by language.

/// The idioms of one language, in lists with commas between. A phrase is
/// matched by whole words, in any case and with any punctuation.
pub(super) struct Idioms {
    /// The ISO 639-1 code of the language.
    pub(super) language: &'static str,
    /// Greetings, thanks, assent, hesitation: said by both sides.
    pub(super) filler: &'static str,
    /// How an agent begins a sentence that only greets.
    pub(super) greetings: &'static str,
    /// How an agent gains time, or says that it took note.
    pub(super) stalling: &'static str,
    /// What a sentence holds that commits its speaker to something.
    pub(super) commitments: &'static str,
}

pub(super) const IDIOMS: [Idioms; 6] = [
    Idioms {
        language: "en",
        filler: "
            a bit, a little, a lot, actually, all good, all right, alright, also, and you,
            anything else, anyway, awesome, basically, bye, bye bye, can you hear me, can you
            say that again, cheers, come on, cool, could, could you repeat that, didn't catch
            that, exactly, excellent, fantastic, fine, for your help, get, go ahead, gonna,
            good, good afternoon, good bye, good evening, good morning, goodbye, got, got it,
            great, have a good day, have a good one, have a great day, have a lovely day, have a
            nice day, hello, help, hey, hi, hm, hmm, how are you, how are you doing, i guess, i
            mean, i see, i think, i understand, is that okay, kind of, know, let's, like,
            lovely, makes sense, maybe, mhm, mm hmm, much, nice, no problem, no worries, nope,
            oh, ok, okay, pardon, perfect, please, really, right, say that again, see you, so
            far, so much, sorry, sorry to hear that, sort of, sounds good, super, sure, take
            care, thank, thank you, thank you very much, thanks, thanks a lot, that works, there
            you go, uh, uh huh, um, understood, very much, wait, welcome, well, what else,
            wonderful, would, yeah, yep, yes, you know, you too, you're welcome",
        greetings: "
            good afternoon, good evening, good morning, hello, hey, hi, thank you for calling,
            thanks for calling, welcome, you're welcome",
        stalling: "
            bear with me, give me a moment, give me a second, hold on, i have noted, i will make
            a note, i will note, i will transfer you, i'll check for you, i'll check it, i'll
            check that, i'll check this, i'll have a look, i'll just check, i'll just note, i'll
            look that up, i'll make a note, i'll note, i'll put you through, i'll remember, i'll
            take a look, i'll transfer you, i'll write it down, i'll write that down, i'm noting,
            i've made a note, i've noted, just a moment, just a second, let me check, let me
            confirm, let me find, let me have a look, let me look, let me make a note, let me
            note, let me pull up, let me see, let me transfer you, noted, one moment, one second",
        commitments: "
            all set for, appointment is, arranged, be in touch, booked, call you back, confirmed,
            down for, get back to you, going to, guarantee, he'll, i'll, it'll, let you know,
            promise, reserved, ring you back, scheduled, send you, she'll, that'll, they'll,
            we'll, will, you'll",
    },
    Idioms {
        language: "de",
        filler: "
            ach, ach so, alles klar, auf wiederhören, auf wiedersehen, bitte, bitte schön,
            bitteschön, danke, danke ihnen, danke schön, dankeschön, doch, eben, einen schönen
            tag, einen schönen tag noch, entschuldigung, genau, gern, gerne, guten abend, guten
            morgen, guten tag, gut, hallo, halt, hm, in ordnung, ja, jawohl, klar, mal, moin,
            na, na gut, na ja, natürlich, nee, nein, ok, okay, perfekt, prima, richtig, schon,
            schönen tag, schönen tag noch, super, tschüs, tschüss, vielen dank, vielen lieben
            dank, vielleicht, wiederhören, wunderbar, äh, ähm",
        greetings: "
            gern geschehen, grüß gott, guten abend, guten morgen, guten tag, hallo, herzlich
            willkommen, moin, vielen dank für ihren anruf, willkommen",
        stalling: "
            einen augenblick, einen moment, ich habe notiert, ich notiere, ich schaue, ich sehe
            nach, ich verbinde sie, ich vermerke, ich werde notieren, ich überprüfe, lassen sie
            mich, moment, notiert",
        commitments: "
            bestätigt, bestätige, eingetragen, gebucht, reserviert, rufe sie zurück, rufen sie
            zurück, schicke ihnen, schicken ihnen, sende ihnen, senden ihnen, vereinbart,
            verspreche, versprechen, melde mich, melden uns, werde, werden, wird",
    },
    Idioms {
        language: "es",
        filler: "
            adiós, ah, bien, buenas, buenas noches, buenas tardes, bueno, buenos días, claro,
            claro que sí, cómo está, correcto, de acuerdo, de nada, disculpe, eh, es todo, eso
            es todo, está bien, exacto, excelente, genial, gracias, hasta luego, hasta pronto,
            hola, igualmente, mm, muchas gracias, muy amable, muy bien, no hay problema, nada
            más, ok, okay, oye, perdón, perfecto, por favor, pues, que tenga buen día, que tenga
            un buen día, sí, si, tal vez, vale",
        greetings: "
            bienvenida, bienvenido, buenas noches, buenas tardes, buenos días, de nada, gracias
            por llamar, hola",
        stalling: "
            anotado, apuntado, deje que compruebe, deje que mire, déjeme consultar, déjeme
            revisar, déjeme ver, he anotado, lo anoto, permítame, tomo nota, un momento, un
            segundo, voy a anotar, voy a comprobar, voy a consultar, voy a revisar",
        commitments: "
            agendada, agendado, confirmada, confirmado, enviaremos, enviaré, enviará, haremos,
            haré, irá, llamaremos, llamaré, llamará, mandaremos, mandaré, programada,
            programado, prometo, recibirá, reservada, reservado, va a llamar, va a pasar, vamos
            a, vendrá, voy a",
    },
    Idioms {
        language: "fr",
        filler: "
            ah, allô, alors, au revoir, aucun problème, avec plaisir, ben, bien, bien sûr, bon,
            bonjour, bonne journée, bonne soirée, bonsoir, c'est bon, c'est tout, ça marche, ça
            va, d'accord, de rien, donc, euh, exactement, excusez-moi, génial, hum, je vous en
            prie, merci, merci beaucoup, merci bien, non, ok, okay, ouais, oui, pardon, parfait,
            peut-être, rien d'autre, s'il vous plaît, salut, super, tout à fait, très, très
            bien, voilà",
        greetings: "
            bienvenue, bonjour, bonsoir, de rien, je vous en prie, merci d'avoir appelé, merci
            de votre appel, salut",
        stalling: "
            c'est noté, j'ai noté, je consulte, je le note, je note, je regarde, je vais noter,
            je vais regarder, je vais vérifier, je vérifie, je vous transfère, laissez-moi,
            noté, ne quittez pas, un instant, un moment, une seconde",
        commitments: "
            arrivera, confirmé, confirmée, enverra, enverrai, enverrons, je vais, nous allons,
            on va, passera, planifié, planifiée, programmé, promets, rappellera, rappellerai,
            rappellerons, recevrez, réservé, réservée, va vous, viendra",
    },
    Idioms {
        language: "pt",
        filler: "
            adeus, ah, alô, até logo, bem, boa noite, boa tarde, bom, bom dia, certo, claro, com
            licença, combinado, de nada, desculpe, está bem, está bom, então, exatamente, é
            isso, é só isso, isso, muito bem, muito obrigada, muito obrigado, não, né, obrigada,
            obrigado, oi, ok, okay, olá, ótimo, perfeito, pois não, por favor, sim, só isso,
            talvez, tá, tá bom, tchau, tenha um bom dia, tudo bem",
        greetings: "
            bem-vinda, bem-vindo, boa noite, boa tarde, bom dia, de nada, obrigada por ligar,
            obrigado por ligar, oi, olá",
        stalling: "
            anotado, anotei, deixa eu ver, deixe-me ver, deixe-me verificar, estou anotando, eu
            anoto, só um momento, só um instante, um instante, um momento, vou anotar, vou
            consultar, vou transferir, vou verificar",
        commitments: "
            agendada, agendado, confirmada, confirmado, enviaremos, enviarei, ligaremos,
            ligarei, marcada, marcado, prometo, receberá, reservada, reservado, vai, vamos, vão,
            vou",
    },
    Idioms {
        language: "it",
        filler: "
            ah, arrivederci, benissimo, bene, buona giornata, buona sera, buonasera, buongiorno,
            certo, certamente, ciao, d'accordo, di niente, ecco, esatto, forse, grazie, grazie a
            lei, grazie mille, ho capito, mi scusi, molte grazie, no, nient'altro, ok, okay,
            ottimo, perfetto, per favore, prego, pronto, scusi, sì, tutto bene, tutto qui, va
            bene, va benissimo",
        greetings: "
            benvenuta, benvenuto, buona sera, buonasera, buongiorno, ciao, grazie per aver
            chiamato, prego, salve",
        stalling: "
            annoto, attenda, controllo, fammi controllare, fammi vedere, ho annotato, mi faccia
            controllare, mi faccia vedere, mi lasci, prendo nota, segno, un attimo, un momento,
            verifico",
        commitments: "
            arriverà, chiameremo, chiamerò, confermata, confermato, fissata, fissato, invieremo,
            invierò, manderemo, manderò, passerà, prenotata, prenotato, prometto, richiameremo,
            richiamerò, richiamerà, riceverà, verrà",
    },
];

/// The phrases of a list.
pub(super) fn listed(list: &str) -> impl Iterator<Item = &str> {
    list.split(',')
}
