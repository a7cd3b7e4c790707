/// The phrases of machines and about them in one language, in comma-separated lists.
pub(super) struct AnnouncementPhrases {
    pub(super) voicemail: &'static str,
    /// What people say in a greeting of their own: whom one has reached, and to leave a message.
    pub(super) invitation: &'static str,
    /// Why nobody answers, and that somebody will call back. Beside an invitation, a machine.
    pub(super) absence: &'static str,
    pub(super) menu: &'static str,
    /// Beginnings of "all our riders are busy".
    pub(super) everybody: &'static str,
    /// Ends of it.
    pub(super) occupied: &'static str,
    pub(super) ambiguous: &'static str,
    pub(super) personal: &'static str,
    pub(super) hesitation: &'static str,
    pub(super) wrong_number: &'static str,
    pub(super) other_wrong_number: &'static str,
}

pub(super) const ANNOUNCEMENT_PHRASES: [AnnouncementPhrases; 7] = [EN, DE, ES, FR, PT, IT, NL];

const EN: AnnouncementPhrases = AnnouncementPhrases {
    voicemail: "
        wireless customer you are calling, wireless customer you have called, customer you are calling is,
        customer you have called, customer you have dialed, customer you are trying to reach,
        customer you're trying to reach, subscriber you have dialed, subscriber you are calling,
        subscriber you have called, party you are trying to reach, party you are calling,
        caller you are trying to reach, caller you have dialed, mobile phone you are calling,
        cell phone you are calling, phone you are calling is, person you have called is,
        person you have called cannot, person you have dialed, know what to do at the beep,
        know what to do after the beep, you know what to do beep, do your thing at the beep,
        do your thing after the beep, leave a name and number, leave your name number,
        leave your name and a number, record your name, see if this person is available,
        see if this person's available, call screening service, screening service from, say your name and why you're calling,
        say your name and the reason, state your name and the reason,
        state your name and reason, tell me your name and why you're calling,
        state your name after the, say your name after the, google voice will try to connect you,
        reached the voicemail, reached the voice mail, reached the voice mailbox,
        reached the mailbox, reached the answering machine, voicemail box of, voice mailbox of,
        voice messaging system, voice message system, automated voice messaging,
        leave a message after, leave your message after, leave me a message after,
        leave us a message after, leave a message at the tone, leave a message at the beep,
        record your message, after the tone, after the beep, at the tone, mailbox is full,
        mailbox has not been set up, mailbox that has not been set up, come to the phone right now,
        come to the phone at the moment, can't take your call, cannot take your call,
        unable to take your call, not able to take your call, available to take your call,
        get to the phone right now, unable to answer your call, can't answer your call,
        please leave a message, please leave your message, please leave me a message,
        please leave us a message, leave a detailed message, please leave your name,
        leave your name and number, leave your name and a message, leave us your name,
        leave your name number, the person you are trying to reach, the person you're trying to reach,
        the person you are calling, the person you're calling, google voice subscriber,
        your call has been forwarded",
    invitation: "
        you've reached, you have reached, leave me a message, leave us a message,
        leave a message and, leave me your, leave your name, leave your number, leave your details,
        leave your message, so leave a message, just leave a message, drop me a message,
        this is the voicemail, you know what to do",
    absence: "
        can't pick up, cannot pick up, can't get to the phone, can't come to the phone, can't answer the phone,
        can't answer my phone, can't answer your call, can't take the call, can't take calls,
        not able to pick up, unable to pick up, away from my phone, away from the phone,
        not around right now, missed your call, get back to you, call you back, ring you back,
        give you a call back, return your call, i'll call back, as soon as i can",
    menu: "
        press one, press 1, press two, press 2, press three, press 3, press four, press 4, press
        five, press 5, press nine, press 9, press zero, press 0, press pound, press the pound key,
        press star, press the star key, press any key, your call is important, your call is very
        important, your call will be answered, all of our agents are, all our agents are, all agents
        are, all of our representatives are, all our representatives are, all representatives are,
        all of our operators are, all our lines are, all of our lines are, menu options have,
        options have changed, next available agent, next available representative, next available
        operator, your estimated wait time, estimated wait time is, the number you have dialed, the
        number you have dialled, the number you dialed, the number you have called, the number you
        are calling is, call cannot be completed, call could not be completed, this call may be
        recorded, this call may be monitored, this call is being recorded, calls may be recorded,
        calls are recorded, using a screening service, all of our lines are busy, all our lines are
        busy, all lines are busy, all lines are currently busy, all circuits are busy, your call
        will be answered in the order, answered in the order in which, in the order it was received,
        in the order they were received, in the order received, please continue to hold, continue to
        hold, thank you for holding, thanks for holding, thank you for your patience, thanks for
        your patience, remain on the line, please remain on the line, someone will be with you
        shortly, somebody will be with you shortly, will be with you shortly, will be with you as
        soon as possible, be with you in a moment, will take your call shortly, will answer your
        call shortly, you are number, you're number, your position in the queue, you are next in the
        queue, you are next in line, position in the queue is, you are caller number, you are
        currently number, higher than normal call volume, higher than usual call volume, high call
        volume, high volume of calls, higher call volumes than, longer than usual wait, longer than
        normal wait, wait time is, waiting time is, approximate wait, apologise for the delay,
        apologize for the delay, apologise for the wait, apologize for the wait, calls are important
        to us, call matters to us, we value your call, we appreciate your patience, your business is
        important to us, please hold while we connect you, please hold while i connect you, please
        hold for the next, please hold the line, our office is currently closed, our offices are
        currently closed, our opening hours are, our office hours are, our business hours are, dial
        the extension, if you know the extension, if you know your party's extension, to repeat this
        message, to repeat these options, for quality and training purposes, for training purposes,
        for quality purposes, for quality assurance purposes, press six, press 6, press seven, press
        7, press eight, press 8, press hash, press the hash key",
    everybody: "
        all our, all of our, all the, every one of our, each of our, our",
    occupied: "
        busy, on another call, on other calls, on the phone, engaged, occupied, assisting other,
        assisting another, helping other, helping another, serving other, serving another, speaking
        to other, speaking with other, unavailable at the moment, with other customers, with other
        callers, with another caller, with another customer, taking other calls",
    ambiguous: "
        you've reached, you have reached, thank you for calling, thanks for calling, please hold,
        please wait, please enter, please say, say or enter, please stay on the line,
        stay on the line, to listen to your message, hang up, goodbye, good bye, didn't get that,
        did not get that, didn't catch that, not a valid, no message was recorded,
        i'm not available, not here right now, isn't available right now, is not available,
        not available right now, away from, leave a message, leave me a message, get back to you,
        call you back, return your call, as soon as possible, are you still there, main menu,
        for sales, for support, for billing, press",
    personal: "
        i left, i called, i've called, i've left, i tried, i've tried, i keep, i got, i've got,
        i was, i've been, i heard, i spoke, i pressed, i press, i can't press, i couldn't, i'm calling, i am calling,
        we called, we tried, told me, tells me, it says, it said, keeps saying, kept saying,
        just says, your voicemail, your voice mail, your mailbox, your answering machine, my voicemail, you left,
        left me, yesterday, last week, this morning, can i, could i, can you, could you, would you, i want, i need,
        i'd like, i would like, do i, should i, when i, my appointment, my number is,
        how can i help, how may i help, how can i direct, what can i do for you",
    hesitation: "
        hello, hello there, hi, hey, uh, um, uhm, er, erm, ah, oh, hm, hmm, mm, mhm, can you hear me,
        are you there, is anyone there, anyone there, anybody there, is anybody there, yo",
    wrong_number: "
        wrong number, a wrong number, misdialed, misdialled, dialed wrong, dialled wrong,
        no one here by that name, nobody here by that name, no one by that name here,
        nobody by that name here",
    other_wrong_number: "
        wrong number on, wrong number for, wrong number in, gave you, gave them, gave him, gave her,
        gave the wrong, wrote, texted, charged, sent, delivered, order, invoice, shipped, typed,
        entered, account, policy, his wrong number, wrong number of, to the wrong number",
};

const DE: AnnouncementPhrases = AnnouncementPhrases {
    voicemail: "
        der teilnehmer ist vorübergehend, der teilnehmer ist zurzeit nicht,
        der teilnehmer ist derzeit nicht, der teilnehmer ist momentan nicht, der gewünschte teilnehmer, der gewählte teilnehmer,
        der von ihnen gewählte teilnehmer, der von ihnen gewünschte, die gewünschte person,
        person die sie anrufen, person die du anrufst, die angerufene person, anruffilter,
        namen und den grund ihres anrufs, namen und den grund deines anrufs,
        namen und den grund für ihren anruf, namen und den grund für deinen anruf,
        namen und den anrufgrund, hinterlassen sie ihren namen, hinterlassen sie bitte ihren namen,
        hinterlasse deinen namen, hinterlass deinen namen, was zu tun ist nach dem,
        nach dem signalton, nach dem piepton, nach dem pfeifton, nach dem ton, nach dem piep,
        mailbox von, mailbox des, sprachbox von, sprachbox des, anrufbeantworter von,
        anrufbeantworter der, hinterlassen sie eine nachricht, hinterlassen sie bitte eine nachricht,
        hinterlassen sie uns eine nachricht, hinterlassen sie mir eine nachricht,
        hinterlasse eine nachricht, sprechen sie nach, nachricht hinterlassen nach,
        der gewünschte gesprächspartner, ihr gewünschter gesprächspartner,
        der angerufene teilnehmer, ihren namen und ihre nummer, ihren namen und ihre telefonnummer",
    invitation: "
        hier ist der anschluss von, das ist der anschluss von, dies ist der anschluss von,
        hinterlass mir, hinterlasst mir, hinterlassen sie mir, hinterlass eine nachricht,
        hinterlasst eine nachricht, hinterlasst eure nachricht, nachricht hinterlassen, sprich mir,
        sprecht mir, sprechen sie mir, sprich einfach, sprecht einfach, nachrichten aufs band,
        nachricht auf band",
    absence: "
        nicht ans telefon, nicht rangehen, nicht drangehen, nicht abheben, nicht abnehmen,
        anruf nicht entgegennehmen, anruf nicht annehmen, nicht zu erreichen, nicht erreichbar,
        rufe zurück, ruf zurück, rufe dich, ruf dich, rufe sie, ruf sie, rufe euch, rufen sie zurück,
        melde mich, melden uns",
    menu: "
        drücken sie die, drücken sie bitte die, drücken sie eins, drücken sie zwei, drücken sie 1,
        drücken sie 2, drücken sie bitte 1, wählen sie die eins, wählen sie die 1, ihr anruf ist uns
        wichtig, bleiben sie in der leitung, bleiben sie bitte in der leitung, alle leitungen sind
        belegt, alle leitungen sind derzeit belegt, alle mitarbeiter sind im gespräch, unsere
        mitarbeiter sind derzeit im gespräch, mitarbeiter sind zurzeit im gespräch, mitarbeiter sind
        derzeit im gespräch, nächste freie mitarbeiter, nächsten freien mitarbeiter, nächster freier
        mitarbeiter, rautetaste, sterntaste, kein anschluss unter dieser nummer, die gewählte
        rufnummer, die von ihnen gewählte rufnummer, dieses gespräch kann aufgezeichnet, zu
        schulungszwecken aufgezeichnet, alle leitungen sind besetzt, alle leitungen sind momentan
        belegt, alle leitungen sind zur zeit belegt, unsere leitungen sind belegt, alle plätze sind
        belegt, bitte haben sie einen moment geduld, bitte haben sie etwas geduld, haben sie bitte
        etwas geduld, wir bitten um geduld, wir bitten um etwas geduld, wir bitten sie um geduld,
        vielen dank für ihre geduld, danke für ihre geduld, bitte legen sie nicht auf, legen sie
        bitte nicht auf, wir sind gleich für sie da, sind gleich für sie da, wir sind in kürze für
        sie da, werden sie verbunden mit dem nächsten, sie werden gleich verbunden, sie werden in
        kürze verbunden, wir verbinden sie gleich, wir verbinden sie in kürze, platz in der
        warteschlange, position in der warteschlange, in der warteschlange, ihre wartezeit beträgt,
        wartezeit beträgt, voraussichtliche wartezeit, geschätzte wartezeit, hohes anrufaufkommen,
        erhöhtes anrufaufkommen, hohen anrufaufkommens, ihr anruf ist wichtig für uns, ihr anliegen
        ist uns wichtig, ihr gespräch ist uns wichtig, ihr anruf wird in kürze, ihr anruf wird
        gleich, ihr anruf wird entgegengenommen, anrufe werden in der reihenfolge, in der
        reihenfolge ihres eingangs, bleiben sie dran, bitte bleiben sie dran, bleiben sie am
        apparat, bitte bleiben sie am apparat, unsere geschäftszeiten sind, unsere öffnungszeiten
        sind, unser büro ist derzeit geschlossen, drücken sie drei, drücken sie 3, drücken sie die
        raute, zu qualitätszwecken, zu schulungs und qualitätszwecken",
    everybody: "
        alle unsere, all unsere, alle, unsere, sämtliche",
    occupied: "
        im gespräch, in gesprächen, im kundengespräch, in kundengesprächen, besetzt, belegt,
        beschäftigt, im einsatz, ausgelastet",
    ambiguous: "
        nicht erreichbar, rufen sie zurück, rufe sie zurück, rufen zurück, rufe zurück,
        rufen sie später, eine nachricht, sie haben die, sie sind verbunden mit,
        sie werden verbunden, willkommen bei, herzlich willkommen, vielen dank für ihren anruf,
        einen moment bitte, einen moment geduld, bitte warten, auf wiederhören,
        so schnell wie möglich",
    personal: "
        ich habe, ich hab, ich hatte, ich rufe an, ich wollte, ich möchte, ich will, ich brauche,
        ich soll, muss ich, soll ich, kann ich, können sie, könnten sie, gestern, heute morgen,
        ihre mailbox, ihrem anrufbeantworter, ihr anrufbeantworter, ihren anrufbeantworter,
        ihrer mailbox, meine mailbox, sie haben mir, was kann ich für sie tun, wie kann ich ihnen helfen",
    hesitation: "hallo, äh, ähm, öh, hm, ja hallo, hören sie mich, können sie mich hören, sind sie da, ist da jemand, ist da wer",
    wrong_number: "falsch verbunden, verwählt, falsche nummer, die falsche nummer, falsche nummer gewählt",
    other_wrong_number: "
        falsche nummer von, falsche nummer für, falsche nummer notiert, falsche nummer gespeichert,
        falsche nummer hinterlegt, falsche nummer gegeben, falsche nummer angegeben",
};

const ES: AnnouncementPhrases = AnnouncementPhrases {
    voicemail: "
        cliente al que usted llama, cliente al que llama, el abonado al que, el usuario al que llama,
        el usuario al que usted llama, teléfono al que usted llama, teléfono al que está llamando,
        teléfono al que llama se encuentra, número al que llama se encuentra,
        número al que usted llama, número al que llama está, apagado o fuera de cobertura,
        apagado o fuera del área, persona a la que llamas, persona a la que usted llama,
        persona a la que está llamando, persona a la que estás llamando, graba tu nombre,
        grabe su nombre, graba su nombre, grabas tu nombre, di tu nombre y el motivo,
        diga su nombre y el motivo, servicio de filtrado de llamadas, deja tu nombre y,
        buzón de voz de, el buzón de voz, buzón de mensajes, contestador automático de,
        deje su mensaje, deje un mensaje, deje su nombre, deja tu mensaje, deja un mensaje,
        dejar un mensaje después, después de la señal, después del tono, después de oír la señal,
        tras la señal, tras el tono, al oír la señal, no puedo atender su llamada,
        no puedo atender tu llamada, no podemos atender su llamada, no puedo atenderle,
        no podemos atenderle, la persona a la que llama",
    invitation: "
        has llamado a, ha llamado a, habéis llamado a, este es el teléfono de, este es el contestador,
        soy el contestador, déjame un mensaje, déjame tu mensaje, déjeme un mensaje,
        déjeme su mensaje, dejadme un mensaje, deja un mensaje, deja tu mensaje, deja tu recado,
        deja un recado, déjame un recado, deja tu nombre, deje su recado",
    absence: "
        no puedo contestar, no puedo atender, no puedo atenderte, no puedo atenderle, no puedo ponerme,
        no puedo coger, no puedo responder, no estoy disponible, no estoy en casa, te llamo, te llamaré,
        le llamo, le llamaré, os llamo, devuelvo la llamada, devolveré la llamada,
        me pondré en contacto",
    menu: "
        oprima el, oprima uno, oprima 1, oprima dos, oprima 2, marque el uno, marque el 1, marque
        uno, marque 1, marque dos, marque 2, pulse uno, pulse 1, pulse el 1, pulse dos, pulse 2,
        presione uno, presione 1, presione el 1, para español, para continuar en español, su llamada
        es importante, su llamada es muy importante, todos nuestros agentes, todas nuestras
        operadoras, nuestros agentes están ocupados, todas las líneas están ocupadas, permanezca en
        la línea, manténgase en la línea, no cuelgue por favor, el número que ha marcado, el número
        marcado, el teléfono al que llama, esta llamada puede ser grabada, será atendida en breve,
        será atendido en breve, todas las líneas están, todas nuestras líneas están, todos los
        agentes están, todos nuestros asesores, todos nuestros operadores, todos nuestros
        ejecutivos, todos los operadores, gracias por su paciencia, gracias por esperar, gracias por
        mantenerse, le rogamos que espere, por favor no cuelgue, por favor permanezca, permanezca a
        la espera, manténgase a la espera, manténgase en espera, espere en línea, por favor espere
        en línea, en breve le atenderemos, le atenderemos en breve, le atenderemos lo antes posible,
        en breve será atendido, en unos momentos le atenderemos, enseguida le atendemos, su llamada
        será atendida, su llamada será contestada, será atendida por orden, por orden de llegada, en
        el orden en que, su llamada nos importa, tiempo de espera estimado, tiempo estimado de
        espera, el tiempo de espera es, su posición en la cola, su lugar en la cola, en la cola es,
        usted es el número, alto volumen de llamadas, gran volumen de llamadas, disculpe la espera,
        disculpe la demora, lamentamos la espera, siguiente agente disponible, próximo agente
        disponible, agente disponible, nuestro horario de atención, con fines de calidad, por
        motivos de calidad, marque la extensión, pulse tres, pulse 3, marque tres, marque 3, oprima
        tres, oprima 3, marque cero, marque 0, pulse cero, pulse 0",
    everybody: "
        todos nuestros, todas nuestras, todos los, todas las, nuestros, nuestras",
    occupied: "
        ocupados, ocupadas, atendiendo, en otra llamada, en otras llamadas, en línea con",
    ambiguous: "
        gracias por llamar, ha llamado a, bienvenido a, bienvenida a, espere un momento, por favor espere, en este momento,
        le devolveremos la llamada, le llamaremos, te llamaré, lo antes posible, no disponible, adiós, marque, pulse",
    personal: "
        dejé, llamé, he llamado, he dejado, llamaba, le llamo, llamo porque, llamo para, me dijo, me dice, me dejó, me dejaron, ayer,
        esta mañana, quiero, quería, quisiera, necesito, puede usted, podría, tengo que, su contestador, su buzón, mi buzón, en qué puedo",
    hesitation: "hola, bueno, diga, dígame, aló, eh, este, me oye, me escucha, me oyes, hay alguien, está ahí",
    wrong_number: "
        número equivocado, equivocado de número, equivocada de número, se equivocó de número,
        me equivoqué de número, me he equivocado, se ha equivocado, está equivocado, está equivocada, equivocado de teléfono",
    other_wrong_number: "
        número equivocado en, les di, le di, me he equivocado de fecha, me he equivocado de día, me he equivocado con, me he equivocado al,
        me he equivocado en, se ha equivocado con, se ha equivocado en, se ha equivocado de fecha, se ha equivocado al,
        factura, pedido, cuenta",
};

const FR: AnnouncementPhrases = AnnouncementPhrases {
    voicemail: "
        correspondant que vous demandez, correspondant que vous avez, l'abonné que vous avez,
        l'abonné que vous demandez, l'abonné que vous appelez, personne que vous appelez,
        personne que vous essayez de joindre, personne que vous cherchez à joindre,
        personne que vous avez appelée, enregistrez votre nom, enregistre ton nom,
        dites votre nom et, indiquez votre nom et la raison, indiquez votre nom et le motif,
        voir si cette personne est disponible, service de filtrage d'appels,
        laisse ton nom, laissez moi votre nom,
        messagerie de, messagerie vocale de, la messagerie vocale, le répondeur de, sur le répondeur,
        laissez un message, laissez moi un message, laissez nous un message, laissez votre message,
        laisser un message après, laisser votre message après, après le bip, après le signal, après la tonalité,
        ne peut pas répondre à votre appel, ne suis pas disponible pour le moment, votre correspondant n'est pas,
        votre correspondant est, joindre votre correspondant, laissez vos coordonnées, laissez votre nom",
    invitation: "
        vous êtes bien sur, vous êtes bien chez, tu es bien sur, vous êtes sur le portable,
        vous êtes sur le téléphone, vous êtes sur le répondeur, c'est le répondeur,
        laissez moi un message, laisse moi un message, laissez un message, laisse un message,
        laissez un petit message, laissez moi un petit mot, laissez moi vos coordonnées",
    absence: "
        ne peux pas répondre, ne peux pas vous répondre, ne peux pas te répondre, peux pas répondre,
        ne peux pas décrocher, peux pas décrocher, ne suis pas disponible, ne suis pas là,
        suis pas là, ne suis pas joignable, je vous rappelle, je te rappelle, vous rappellerai,
        te rappellerai, vous rappellerons",
    menu: "
        appuyez sur, tapez 1, tapez un, tapez 2, tapez deux, tapez étoile, tapez dièse, faites le 1,
        faites le un, votre appel est important, tous nos conseillers, tous nos agents, nos
        conseillers sont, toutes nos lignes sont, restez en ligne, veuillez patienter, le numéro que
        vous avez composé, le numéro que vous demandez, cet appel peut être enregistré, cet appel
        est susceptible, temps d'attente estimé, toutes nos lignes, toutes les lignes sont, tous nos
        opérateurs, tous nos collaborateurs, tous nos téléconseillers, tous nos techniciens, tous
        les conseillers, nos opérateurs sont, nos lignes sont, merci de votre patience, merci de
        patienter, nous vous remercions de votre patience, nous vous prions de patienter, nous vous
        invitons à patienter, merci de rester en ligne, veuillez rester en ligne, restez en ligne
        s'il vous plaît, veuillez ne pas raccrocher, ne raccrochez pas, nous allons vous répondre,
        nous allons prendre votre appel, nous prendrons votre appel, un conseiller va vous répondre,
        un conseiller va prendre, va prendre votre appel, nous allons donner suite à votre appel,
        votre appel va être, votre appel sera, votre appel nous est précieux, votre appel est
        précieux, est estimé à, temps d'attente est, le temps d'attente, votre position dans la
        file, dans la file d'attente, vous êtes le numéro, vous êtes en position, nombre important
        d'appels, grand nombre d'appels, fort volume d'appels, fort trafic, veuillez nous excuser
        pour l'attente, excuser pour cette attente, prochain conseiller disponible, nos horaires
        d'ouverture, à des fins de formation, à des fins de qualité, tapez 3, tapez trois, tapez 0,
        tapez zéro, composez le 1, faites le 2, faites le deux",
    everybody: "
        tous nos, toutes nos, tous les, toutes les, nos",
    occupied: "
        occupés, occupées, en ligne avec, déjà en ligne, actuellement en ligne, en communication, en
        conversation, indisponibles",
    ambiguous: "
        vous êtes bien chez, vous êtes bien sur, vous êtes sur, merci d'avoir appelé, merci de votre appel, bienvenue chez, bienvenue sur, ne quittez pas,
        je vous rappellerai, nous vous rappellerons, dès que possible, au revoir, pas disponible",
    personal: "
        j'ai, j'avais, j'appelle, je vous appelle, je voudrais, je veux, je souhaite, j'aimerais, on m'a dit, il m'a dit, elle m'a dit, hier soir, hier matin, hier après midi, ce matin,
        pouvez vous, pourriez vous, votre répondeur, votre messagerie, ma messagerie, vous m'avez, que puis je, comment puis je",
    hesitation: "allô, allo, bonjour, euh, heu, hum, vous m'entendez, vous êtes là, il y a quelqu'un, oui allô",
    wrong_number: "faux numéro, mauvais numéro, trompé de numéro, trompée de numéro, erreur de numéro, trompez de numéro",
    other_wrong_number: "mauvais numéro dans, mauvais numéro sur, donné, noté, commande, facture, dossier",
};

const PT: AnnouncementPhrases = AnnouncementPhrases {
    voicemail: "
        o número que ligou não está, o número que ligou está, o número para o qual ligou, o número para o qual você ligou,
        cliente para o qual ligou, cliente para quem ligou, cliente que você está chamando,
        desligado ou fora da área, desligado ou sem cobertura, telefone chamado está,
        telemóvel que ligou, pessoa para quem está ligando, pessoa para quem você está ligando,
        pessoa para quem está a ligar, pessoa para quem ligou, grave seu nome, grave o seu nome,
        grava o teu nome, diga seu nome e o motivo, diga o seu nome e o motivo,
        ver se a pessoa está disponível, ver se esta pessoa está disponível, deixe o seu nome,
        deixa o teu nome, serviço de triagem de chamadas,
        caixa postal, caixa de mensagens, correio de voz, deixe sua mensagem, deixe a sua mensagem, deixe uma mensagem,
        deixe seu recado, deixe o seu recado, deixe seu nome, após o sinal, depois do sinal, após o bip, depois do bip, após o tom,
        não posso atender, não podemos atender, não pode atender, o número chamado está",
    invitation: "
        ligou para o, ligou para a, este é o telefone, este é o telemóvel, chegou ao telefone,
        deixe me uma mensagem, deixa me uma mensagem, deixa uma mensagem, deixa mensagem, deixe mensagem,
        deixe recado, deixa recado, deixa um recado, deixe um recado, me deixe um recado,
        me deixe uma mensagem",
    absence: "
        não posso atender, não consigo atender, não posso falar agora, não estou disponível, não estou em casa,
        ligo de volta, ligarei de volta, ligo te, ligo lhe, te ligo, retorno a ligação,
        retorno assim, devolvo a chamada, devolvo lhe, entro em contacto, entro em contato",
    menu: "
        pressione 1, pressione um, pressione 2, pressione dois, pressione a tecla, digite 1, digite
        um, digite 2, digite dois, tecle 1, tecle um, prima 1, prima um, marque 1, sua ligação é
        muito importante, sua ligação é importante, a sua chamada é importante, todos os nossos
        atendentes, nossos atendentes estão, todos os atendentes, permaneça na linha, aguarde na
        linha, o número que você ligou, o número discado, o número que marcou, esta ligação poderá
        ser gravada, esta ligação pode ser gravada, esta chamada pode ser gravada, não desligue sua,
        todos os nossos agentes, todos os nossos operadores, todos os nossos colaboradores, todos os
        nossos assistentes, todos os operadores, todos os agentes, todas as linhas, todas as nossas
        linhas, nossas linhas estão, nossos operadores estão, obrigado pela sua paciência, obrigada
        pela sua paciência, agradecemos a sua paciência, agradecemos sua paciência, obrigado por
        aguardar, obrigada por aguardar, agradecemos por aguardar, por favor aguarde na linha,
        aguarde em linha, mantenha se em linha, mantenha se na linha, fique na linha, por favor não
        desligue, não desligue por favor, em breve será atendido, em breve você será atendido, você
        será atendido em breve, será atendido em breve, logo será atendido, atenderemos em breve,
        iremos atendê lo, a sua chamada será, sua ligação será, sua chamada será, será atendida por
        ordem, por ordem de chegada, pela ordem de chegada, sua chamada é importante, sua chamada é
        muito importante, a sua chamada é muito importante, tempo de espera estimado, tempo estimado
        de espera, o tempo de espera é, sua posição na fila, posição na fila é, na fila de espera,
        você é o número, elevado número de chamadas, grande volume de chamadas, alto volume de
        ligações, pedimos desculpa pela demora, desculpe a demora, próximo atendente disponível,
        próximo operador disponível, nosso horário de atendimento, o nosso horário de atendimento,
        para fins de qualidade, digite 3, digite três, digite 0, digite zero, pressione 3, pressione
        três, prima 2, prima dois",
    everybody: "
        todos os nossos, todas as nossas, todos os, todas as, os nossos, as nossas, nossos, nossas",
    occupied: "
        ocupados, ocupadas, em atendimento, em outra ligação, em outra chamada, noutra chamada,
        noutras chamadas, em outras ligações, em chamada, atendendo outros",
    ambiguous: "
        obrigado por ligar, obrigada por ligar, você ligou para, ligou para, bem vindo, por favor aguarde, aguarde um momento, retornaremos, retornarei, assim que possível,
        não disponível, tchau, digite, pressione",
    personal: "
        eu deixei, deixei, eu liguei, liguei, estou ligando, me disse, me disseram, ontem, hoje de manhã, eu quero, quero, queria, preciso, gostaria, você pode, pode me, poderia,
        sua caixa, minha caixa, em que posso, como posso",
    hesitation: "alô, oi, olá, eh, é, hum, está me ouvindo, tá me ouvindo, consegue me ouvir, tem alguém aí",
    wrong_number: "número errado, o número errado, foi engano, é engano, ligou errado, liguei errado, enganei me no número, enganou se no número, discou errado",
    other_wrong_number: "número errado no, número errado na, passei, dei o, cadastro, pedido, fatura, conta",
};

const IT: AnnouncementPhrases = AnnouncementPhrases {
    voicemail: "
        il cliente chiamato non, l'utente chiamato, della persona chiamata potrebbe, il numero da lei chiamato,
        potrebbe essere spento o non raggiungibile, avere il terminale spento,
        persona che stai chiamando, persona che sta chiamando, persona che state chiamando,
        registra il tuo nome, registri il suo nome, registrate il vostro nome,
        di' il tuo nome e il motivo, dica il suo nome e il motivo, vedo se questa persona è disponibile,
        vedo se la persona è disponibile, vedrò se questa persona, lasci il suo nome, lascia il tuo nome, lasciate il vostro nome,
        servizio di filtro chiamate,
        segreteria telefonica di, segreteria telefonica del, la segreteria telefonica, casella vocale,
        lasciate un messaggio, lasci un messaggio, lascia un messaggio, lasciare un messaggio dopo, lasciate il vostro messaggio,
        lasci il suo messaggio, dopo il segnale, dopo il bip, dopo il tono, non posso rispondere al momento, non possiamo rispondere al momento,
        al momento non posso rispondere, al momento non possiamo rispondere, l'utente da lei chiamato, il cliente da lei chiamato, la persona chiamata",
    invitation: "
        hai chiamato, avete chiamato, ha chiamato il numero, questo è il numero di, questa è la segreteria,
        lasciami un messaggio, lasciatemi un messaggio, mi lasci un messaggio, lascia un messaggio,
        lasciate un messaggio, lascia pure un messaggio, lasciate pure un messaggio,
        lasciami il tuo",
    absence: "
        non posso rispondere, non riesco a rispondere, non posso parlare adesso, non sono disponibile,
        non sono in casa, non sono raggiungibile, ti richiamo, la richiamo, vi richiamo,
        ti richiamerò, la richiamerò, vi richiamerò, richiamo appena, appena posso",
    menu: "
        prema 1, prema uno, prema il tasto, premere 1, premere uno, premere il tasto, premi 1, premi
        uno, digiti 1, digiti uno, digitare 1, digitare uno, la sua chiamata è importante, la vostra
        chiamata è importante, tutti i nostri operatori, i nostri operatori sono, tutti gli
        operatori, resti in linea, restare in linea, rimanga in linea, rimanere in linea, attendere
        in linea, il numero da lei selezionato, il numero selezionato, il numero chiamato, questa
        chiamata potrebbe essere registrata, la chiamata potrebbe essere registrata, tutti i nostri
        agenti, tutti i nostri consulenti, tutti i nostri addetti, tutti i nostri tecnici, tutte le
        linee, tutte le nostre linee, le nostre linee sono, i nostri consulenti sono, grazie per la
        pazienza, grazie per l'attesa, la ringraziamo per la pazienza, vi ringraziamo per la
        pazienza, la ringraziamo per l'attesa, vi ringraziamo per l'attesa, la preghiamo di restare
        in linea, vi preghiamo di restare in linea, la preghiamo di rimanere in linea, la preghiamo
        di non riagganciare, vi preghiamo di non riagganciare, non riagganci, non riagganciate,
        restate in linea, rimanete in linea, attenda in linea, attendete in linea, le risponderemo,
        vi risponderemo, un operatore le risponderà, un operatore risponderà, risponderà al più
        presto, sarà messo in contatto, la sua chiamata sarà, la sua chiamata verrà, la vostra
        chiamata sarà, la vostra chiamata verrà, in ordine di arrivo, nell'ordine di arrivo, tempo
        di attesa stimato, tempo stimato di attesa, tempo di attesa previsto, il tempo di attesa è,
        la sua posizione in coda, posizione in coda, lei è il numero, elevato numero di chiamate,
        alto volume di chiamate, ci scusiamo per l'attesa, primo operatore disponibile, prossimo
        operatore disponibile, i nostri orari di apertura, il nostro orario di, per motivi di
        qualità, ai fini della qualità, prema 2, prema due, prema 3, prema tre, premere 2, premere
        due, digiti 2, digiti due",
    everybody: "
        tutti i nostri, tutte le nostre, tutti gli, tutti i, i nostri, le nostre",
    occupied: "
        occupati, occupate, impegnati, impegnate, al telefono, in altre conversazioni, in un'altra
        chiamata, in altre chiamate",
    ambiguous: "
        grazie per aver chiamato, benvenuto in, benvenuti in, avete chiamato, ha chiamato, attendere prego, la preghiamo di attendere, la richiameremo, vi richiameremo, ti richiamerò,
        appena possibile, il prima possibile, non disponibile, arrivederci",
    personal: "
        ho lasciato, ho chiamato, ho provato, ho ricevuto, ho sentito, chiamo per, chiamo perché, sto chiamando, mi ha detto, mi dice, mi hanno detto, ieri, stamattina, voglio, vorrei, ho bisogno,
        può, mi potrebbe, potrebbe dirmi, potrebbe darmi, potrebbe farmi, potrebbe mandarmi,
        potrebbe richiamarmi, potrebbe passarmi, la vostra segreteria, la sua segreteria, la mia segreteria, come posso, in cosa posso",
    hesitation: "pronto, ciao, eh, ehm, mi sente, mi senti, c'è qualcuno, sì pronto, salve",
    wrong_number: "numero sbagliato, il numero sbagliato, sbagliato numero, ha sbagliato numero, ho sbagliato numero, sbaglio di numero",
    other_wrong_number: "numero sbagliato nel, numero sbagliato nella, numero sbagliato sul, dato, ordine, fattura, conto",
};

const NL: AnnouncementPhrases = AnnouncementPhrases {
    voicemail: "
        de abonnee die u, de gebruiker die u belt, de gebruiker die u probeert,
        de persoon die je belt, de persoon die u probeert, de persoon die je probeert,
        de klant die u belt, mobiele nummer dat u belt, mobiele nummer dat u heeft gebeld,
        het nummer dat u belt is, je naam en de reden van je, uw naam en de reden van uw,
        kijk ik of deze persoon beschikbaar, zien of deze persoon beschikbaar,
        laat uw naam en nummer, laat je naam en nummer, laat uw naam en telefoonnummer,
        laat je naam en telefoonnummer, uw naam en nummer achter, je naam en nummer achter,
        voicemail van, de voicemail van, antwoordapparaat van, na de piep, na de toon, na de pieptoon, spreek een bericht in, spreek uw bericht in,
        spreek je bericht in, laat een bericht achter, laat uw bericht achter, laat je bericht achter, bericht inspreken na, kan de telefoon nu niet, kan uw oproep niet,
        kunnen uw oproep niet, de persoon die u belt, degene die u belt, uw naam en telefoonnummer achter",
    invitation: "
        dit is de telefoon van, dit is het nummer van, je hebt gebeld met, u heeft gebeld met,
        laat een bericht achter, laat een berichtje achter, laat even een bericht, laat je naam,
        laat uw naam, spreek iets in, spreek een bericht, spreek een berichtje, spreek maar in,
        spreek wat in",
    absence: "
        niet opnemen, niet aan de telefoon komen, niet bereikbaar, ben er even niet, niet thuis,
        bel je terug, bel u terug, bel ik je, bel ik u, bel jullie terug, bel ik terug,
        bel zo snel mogelijk terug, zo snel mogelijk terug, neem contact met je op,
        neem contact met u op",
    menu: "
        toets een, toets 1, toets twee, toets 2, toets een 1, toets nu, kies 1, kies een 1, druk op
        1, druk op een, druk op 2, uw gesprek is belangrijk, uw oproep is belangrijk, al onze
        medewerkers, alle medewerkers zijn, onze medewerkers zijn, blijf aan de lijn, blijft u aan
        de lijn, blijft u alstublieft aan de lijn, een ogenblik geduld, eerstvolgende medewerker,
        eerste beschikbare medewerker, het nummer dat u heeft gekozen, het door u gekozen nummer,
        dit nummer is niet in gebruik, dit gesprek kan worden opgenomen, er zijn nog wachtenden,
        wachtenden voor u, al onze agenten, al onze collega's, al onze lijnen, alle lijnen zijn,
        onze lijnen zijn, alle medewerkers zijn in gesprek, onze medewerkers zijn in gesprek,
        bedankt voor uw geduld, dank u voor uw geduld, dank voor uw geduld, we danken u voor uw
        geduld, bedankt voor het wachten, dank u voor het wachten, hang niet op, hangt u niet op,
        leg niet neer, blijft u aan de lijn alstublieft, blijf alstublieft aan de lijn, u wordt zo
        geholpen, u wordt zo spoedig mogelijk geholpen, u wordt zo snel mogelijk geholpen, wij
        helpen u zo, we helpen u zo, we staan u zo te woord, wij staan u zo te woord, u wordt zo te
        woord gestaan, te woord gestaan, u wordt doorverbonden met de eerstvolgende, uw oproep
        wordt, uw gesprek wordt beantwoord, op volgorde van binnenkomst, in volgorde van
        binnenkomst, uw telefoontje is belangrijk, uw oproep is voor ons belangrijk, uw gesprek is
        voor ons belangrijk, de geschatte wachttijd, geschatte wachttijd is, de wachttijd is, de
        wachttijd bedraagt, uw positie in de wachtrij, plaats in de wachtrij, in de wachtrij, u bent
        nummer, u bent de eerstvolgende, grote drukte, het is momenteel erg druk, onze excuses voor
        het wachten, excuses voor de wachttijd, onze openingstijden zijn, voor trainingsdoeleinden,
        voor kwaliteitsdoeleinden, toets 3, toets drie, toets 0, toets nul, kies 2, kies 3, druk op
        3, druk op 0",
    everybody: "
        al onze, alle, onze",
    occupied: "
        in gesprek, bezet, bezig, bezig met andere, aan de telefoon",
    ambiguous: "
        bedankt voor het bellen, welkom bij, u bent verbonden met, u spreekt met de voicemail, momenteel niet bereikbaar, niet bereikbaar, niet beschikbaar, bel ik u terug, bellen wij u terug,
        bel je terug, zo snel mogelijk, tot ziens",
    personal: "
        ik heb, ik had, ik belde, ik bel omdat, ik bel over, ik bel voor, ik wil, ik wilde, ik moet, moet ik, zei dat, gisteren, vanochtend, vanmorgen, kunt u, kan ik, kun je, uw voicemail, jullie voicemail, mijn voicemail,
        waarmee kan ik, hoe kan ik u",
    hesitation: "hallo, hoi, eh, uh, euh, hm, hoort u mij, hoor je mij, bent u daar, is daar iemand, ja hallo",
    wrong_number: "verkeerd nummer, het verkeerde nummer, verkeerde nummer, verkeerd verbonden, verkeerd gedraaid, verkeerd gebeld",
    other_wrong_number: "verkeerde nummer van, verkeerde nummer in, verkeerde nummer gegeven, verkeerd nummer gegeven, verkeerde nummer doorgegeven, verkeerd nummer doorgegeven, bestelling, factuur",
};
