/// The words with which data collection says that it found nothing, in one language,
/// in comma-separated lists.
pub(super) struct MissingPhrases {
    /// Whole values.
    pub(super) values: &'static str,
    /// Whole values that may also mean an empty list.
    pub(super) nothing: &'static str,
    /// Who left it unsaid, where, and auxiliary words.
    pub(super) surroundings: &'static str,
    pub(super) negations: &'static str,
    /// Verbs of saying and providing, where they cannot mean anything else.
    pub(super) reporting: &'static str,
    /// Those of the verbs, and phrases of denial, whose object is always something said: nobody
    /// mentions access, and people provide it.
    pub(super) saying: &'static str,
    /// Words before what is missing where it is left indefinite: "any", "no mention of".
    pub(super) indefinites: &'static str,
    /// What begins an indirect question: "whether".
    pub(super) indirect: &'static str,
    /// Words after which something is said after all.
    pub(super) contrasts: &'static str,
    /// Refusals before a verb of saying: "declined to".
    pub(super) refusals: &'static str,
    /// The verbs after them.
    pub(super) refused: &'static str,
    /// Words before the name of a field in a form: "your".
    pub(super) template_openings: &'static str,
    /// Negated verbs, where the verb alone has other meanings.
    pub(super) denials: &'static str,
    /// What may be missing: beside one of the values, or beside a negation and a verb, nothing else
    /// is said. Names of things that people have names for are not among them.
    pub(super) nouns: &'static str,
    /// Verbs of saying, knowing and asking that have other meanings beside other words.
    pub(super) participles: &'static str,
    /// Words after which the value says something: contrasts, wishes, consent.
    pub(super) exceptions: &'static str,
}

pub(super) const MISSING_PHRASES: [MissingPhrases; 7] = [EN, DE, ES, FR, PT, IT, NL];

const EN: MissingPhrases = MissingPhrases {
    values: "
        anonymous caller, anonymous user, anonymous customer, anonymous client, anonymous person,
        anonymous guest, example, example value, sample, sample value, sample text, lorem ipsum,
        value, text, todo, to do, fixme, xxx, fill in, to be filled in, not collected yet,
        unavailable, undisclosed, unstated, unmentioned, undetermined, unassigned, unsure,
        uncertain, not sure, to be confirmed, to be advised, to be decided, no answer, no
        response, no reply, no answer given, no response given, no details, no details given, no
        comment, nothing provided, nothing mentioned, nothing said, nothing stated, nothing
        specified, nothing given, nothing disclosed, insufficient information, not enough
        information, information missing, data missing, missing information, i don't know, don't
        know, doesn't know, do not know, does not know, did not know, didn't know, can't tell,
        cannot tell, can't say, declined to say, declined to answer, refused to say, refused to
        answer, prefers not to say, prefer not to say, did not answer, didn't answer, not
        relevant, not required, nan, none available, none found, none recorded, none known, none
        disclosed, none collected, none noted, none supplied, unk, nk, tba, idk, non applicable,
        inapplicable, undefined value, default, placeholder, test value, dummy, string, not set,
        not filled, not filled in, not entered, not listed, not captured, not determined, not
        disclosed, not established, not identified, blank, empty, information not available,
        missing, n a, n/a, na, nil, no data, no data available, no info, no information, no
        information available, no information provided, no value, none given, none mentioned, none
        provided, none specified, none stated, not applicable, not available, not clear, not
        collected, not discussed, not found, not given, not known, not mentioned, not provided,
        not recorded, not shared, not specified, not stated, null, tbc, tbd, to be determined,
        unable to determine, unclear, undefined, unidentified, unknown, unnamed, unspecified,
        cannot be determined, could not be determined, did not say, didn't say, doesn't say, not
        asked, caller did not say",
    nothing: "
        none, nil, nothing, no known, none known, none reported, nka, nkda, nothing known",
    surroundings: "
        by the speaker, by them, by him, by her, in the audio, in this transcript, in the provided
        transcript, in the recording, on this call, over the phone, at this time, at any point, at
        all, so far, within the call, s, this, that, by, the caller, caller, the user, user, the
        customer, customer, the client, client, the patient, patient, the guest, guest, the
        person, the speaker, he, she, they, it, in the call, in this call, in the conversation, in
        this conversation, in the transcript, on the call, during the call, during this call,
        during the conversation, during this conversation, throughout the conversation, from the transcript, from the
        conversation, by the caller, by the user, by the customer, by the client, by the patient,
        explicitly, specifically, yet, a, an, any, the, their, his, her, was, were, is, are, has,
        have, been, be, there, from the call, from this call, to the call, to this call, from this
        conversation, to this conversation",
    negations: "
        not, no, never, none, nothing, didn't, doesn't, wasn't, weren't, hasn't, haven't, isn't,
        without, neither, did not, does not",
    reporting: "
        mention, mentioned, mentions, provide, provided, provides, specify, specified, specifies,
        disclose, disclosed, stated, state, discussed, supplied, indicated",
    saying: "
        mention, mentioned, mentions, specify, specified, specifies, disclose, disclosed, state,
        stated, discussed, indicated, indicate, say, said, tell, clarify, no mention, no mention
        of, no information about, no information on, no details about, did not say, didn't say",
    indefinites: "
        any, a, an, no, mention of, information about, information on, details about, any further,
        any other, any specific, any particular",
    indirect: "
        whether, if, how, when, where, what, which, who, why",
    contrasts: "
        but, however, although, though, instead, only, except, because, prefers, prefer, and, so",
    refusals: "
        declined to, declines to, refused to, refuses to, chose not to, chooses not to, preferred
        not to, prefers not to, prefer not to, opted not to, unwilling to, not willing to, wasn't
        willing to, did not want to, didn't want to, does not want to, doesn't want to, did not
        wish to, does not wish to, rather not, would rather not,
        would prefer not to",
    refused: "
        say, share, tell, give, provide, disclose, state, specify, reveal, mention, answer,
        identify, comment, elaborate",
    template_openings: "
        your, insert, insert your, enter, enter your, type your",
    denials: "
        did not share, didn't share, did not give, didn't give, did not say, didn't say, did not
        reveal, did not tell, did not leave, didn't leave, no mention of, no mention, no
        information about, no information on, no details about, unable to determine, could not
        determine, could not be determined, cannot be determined, can't be determined, not known,
        is unknown, no name given, no name was given, no name is given",
    nouns: "
        questions, names, emails, addresses, dates, numbers, details of, contact details, contact
        information, date of birth, zip codes, job title, occupation, profession,
        birthday, birthdate, nationality,
        name, full name, first name, last name, surname, email, e mail, mail, address, phone,
        telephone, mobile, number, date, birth, of birth, information, info, detail, details,
        data, value, answer, response, reply, reason, preference, preferences, company, employer,
        caller, customer, client, patient, user, person, guest, contact, age, gender, language,
        field, specifics, specific, further, other, relevant, such, about, for, of, regarding, on,
        zip, zip code, postcode, city, country, budget, item, question, topic, amount, date of
        birth",
    participles: "
        given, shared, said, told, asked, collected, recorded, captured, found, determined,
        confirmed, known, available, clear, obtained, established, answered, noted, listed,
        entered, supplied, identified, gathered, applicable, volunteered, revealed, offered,
        spoken, referenced, addressed, requested, share, say, tell, reveal, know, answer, leave,
        left, give, gave, confirm, clarify, clarified, elaborate, elaborated",
    exceptions: "
        but, however, because, although, except, only, until, since, instead, though, if, when,
        want, wants, wanted, prefer, prefers, wish, wishes, would, like, likes, may, must, should,
        consent, permission, authorization, approval, discount, refund, please, needs, need,
        asked, message, tip, tips, care, matter",
};

const DE: MissingPhrases = MissingPhrases {
    values: "
        anonymer anrufer, anonyme anruferin, auskunft verweigert, angabe verweigert, angaben
        verweigert, verweigerte die angabe, verweigerte die auskunft, verweigert die angabe,
        verweigert die auskunft, beispiel, beispielwert, musterwert, platzhalter,
        weiß nicht, weiss nicht, keine ahnung, keine auskunft, keine antwort, keine daten, keine
        daten vorhanden, keine nennung, keine erwähnung, nicht anwendbar, nicht verfügbar, nicht
        mitgeteilt, nicht spezifiziert, nicht ermittelt, nicht ermittelbar, nicht erfasst, nicht
        besprochen, nicht erfragt, nicht gefragt, nicht beantwortet, nicht ersichtlich, nicht
        feststellbar, nicht bestimmbar, nicht relevant, nicht hinterlegt, nicht vorliegend, liegt
        nicht vor, liegen nicht vor, ohne angabe, ohne angaben, o a, k a, noch offen, noch
        unbekannt, anonym, unbenannt, nicht definiert, undefiniert, entfaellt, n v, nicht
        verfuegbar, nicht erwaehnt, keine info, keine infos, unbekannter, unbekannte, unbekanntes,
        unbekannten, ka, keine angabe, keine angaben, keine information, keine informationen,
        leer, nicht angegeben, nicht bekannt, nicht erwähnt, nicht genannt, nicht vorhanden,
        unbekannt, nicht zutreffend, entfällt, fehlt, unklar",
    nothing: "
        keine, keiner, kein, keines, nichts, keine bekannt, keine bekannten, keinerlei",
    surroundings: "
        vom nutzer, vom patienten, vom gast, vom benutzer, im transkript, in der unterhaltung, am
        telefon, bisher, bislang, dazu, hierzu, noch, im, des, dem, wird, werden, konnte, konnten,
        zur, zum, davon, von, wurde nichts, der anrufer, die anruferin, anrufer, anruferin, der
        kunde, die kundin, kunde, kundin, der nutzer, der patient, die patientin, der gast, er,
        sie, es, im gespräch, im anruf, während des gesprächs, während des anrufs, in diesem
        gespräch, vom anrufer, vom kunden, von der anruferin, ausdrücklich, explizit, hat, haben,
        wurde, wurden, worden, ist, sind, war, der, die, das, den, seine, seinen, seinem, ihre,
        ihren, ihr, ein, eine, einen",
    negations: "
        nicht, kein, keine, keinen, keiner, keinerlei, nie, nichts",
    reporting: "
        angegeben, genannt, nannte, nennt, erwähnt, erwähnte, mitgeteilt, spezifiziert, gemacht,
        bereitgestellt, hinterlassen",
    saying: "
        genannt, nannte, nennt, erwähnt, erwähnte, mitgeteilt, spezifiziert, angegeben, gesagt,
        sagte, nicht gesagt, keine angabe, keine angaben",
    indefinites: "
        kein, keine, keinen, keiner, keinerlei, ein, eine, einen, angabe zu, angaben zu, angabe
        über, angaben über",
    indirect: "
        ob, wann, wie, wo, was, wer, welche, welchen, welcher, welches, warum, woher, wohin",
    contrasts: "
        aber, sondern, jedoch, nur, weil, und, außer",
    refusals: "
        wollte nicht, wollte es nicht, wollte das nicht, wollte dies nicht, will es nicht, möchte
        es nicht, möchte nicht, weigerte sich zu",
    refused: "
        sagen, nennen, angeben, mitteilen, verraten, preisgeben, beantworten, antworten",
    template_openings: "
        dein, deine, trage, ihr name hier",
    denials: "
        nicht gesagt, nicht bekannt, keine angabe, keine angaben, geht nicht hervor",
    nouns: "
        name, namen, vorname, vornamen, nachname, nachnamen, e mail, email, mail, adresse,
        anschrift, telefonnummer, rufnummer, nummer, datum, geburtsdatum, angabe, angaben,
        information, informationen, info, daten, wert, antwort, grund, firma, arbeitgeber,
        anrufer, anruferin, kunde, kundin, person, patient, alter, sprache, plz, postleitzahl,
        ort, wohnort, feld, details, präferenz, präferenzen, weitere, näheren, nähere, über, für,
        zu, e mail adresse",
    participles: "
        gegeben, gesagt, gefragt, erfragt, erfasst, ermittelt, gefunden, bekannt, klar,
        besprochen, beantwortet, verraten, preisgegeben, mitteilen, nennen, angeben, sagen,
        verfügbar, vorhanden, bestätigt, bestimmt, festgestellt, notiert, thematisiert,
        angesprochen",
    exceptions: "
        aber, sondern, weil, nur, jedoch, möchte, will, soll, darf, bitte, wenn, falls, bis,
        einwilligung, zustimmung, rabatt, fehler, termin gemacht",
};

const ES: MissingPhrases = MissingPhrases {
    values: "
        llamante anónimo, persona anónima, usuario anónimo, cliente anónimo, ejemplo, valor de
        ejemplo, se negó a responder,
        no lo sé, no lo sabe, no sé, no sabe, no dice, no contesta, no respondió, no contestó, no
        responde, sin respuesta, sin datos disponibles, sin dato, sin nombre, sin indicar, sin
        determinar, sin definir, sin confirmar, no definido, no definida, no determinado, no
        determinada, no facilitado, no facilitada, no dado, no dada, no dicho, no compartido, no
        compartida, no registrado, no registrada, no encontrado, no encontrada, no identificado,
        no identificada, no conocido, no conocida, no procede, no corresponde, no aplicable, no
        relevante, información no disponible, no hay datos, no hay información, n d, nd, s d, s n,
        por determinar, por confirmar, ningún dato, ninguna información, nada mencionado, nulo,
        nula, no preguntado, no solicitado, no indicada, no informado, no informada, no se
        menciona, no se mencionó, no se especifica, no se indica, no se proporciona, no se ha
        proporcionado, no se ha mencionado, no se especificó, no se indicó, no se proporcionó, no
        revelado, no revelada, desconocido, desconocida, no aplica, no consta, no disponible, no
        especificado, no especificada, no indicado, no mencionado, no mencionada, no
        proporcionado, no proporcionada, no se sabe, sin datos, sin especificar, sin información,
        vacío",
    nothing: "
        ninguna, ninguno, ningunas, ningunos, nada, ninguna conocida",
    surroundings: "
        por la persona, por el usuario, por la clienta, en la transcripción, en esta llamada, en
        esta conversación, en ningún momento, durante esta llamada, hasta ahora, aún, todavía, le,
        lo, es, está, del, al, en, por, explícito, el cliente, la cliente, la clienta, el usuario,
        la usuaria, el llamante, la llamante, la persona, el paciente, la paciente, el huésped, en
        la conversación, en la llamada, durante la llamada, durante la conversación, por el
        cliente, explícitamente, se, ha, han, fue, fueron, ha sido, sido, su, sus, el, la, los,
        las, un, una, de",
    negations: "
        no, nunca, ningún, ninguna, ninguno, sin, tampoco",
    reporting: "
        mencionó, menciona, mencionado, mencionada, mencionar, proporcionó, proporciona,
        proporcionado, proporcionada, especificó, especifica, especificado, especificada, indicó,
        indica, indicado, indicada, facilitó, facilitado, facilitada, informó",
    saying: "
        mencionó, menciona, mencionado, mencionada, mencionar, especificó, especifica,
        especificado, especificada, indicó, indica, indicado, indicada, dijo, dicho, no dijo",
    indefinites: "
        ningún, ninguna, un, una, información sobre, mención de",
    indirect: "
        si, cuándo, cuando, cómo, dónde, qué, cuál, cuáles, cuánto, cuántos, cuánta,
        cuántas, quién, por qué",
    contrasts: "
        pero, sino, solo, sólo, porque, y, salvo",
    refusals: "
        se negó a, se niega a, prefirió no, prefiere no, prefiero no, no quiso, rehusó, declinó",
    refused: "
        decir, decirlo, dar, darlo, proporcionar, proporcionarlo, indicar, indicarlo, facilitar,
        compartir, compartirlo, revelar, revelarlo, mencionar, especificar, contestar, responder",
    template_openings: "
        tu, tus, escriba su, ingrese su, introduzca su, escribe tu, ingresa tu",
    denials: "
        no dijo, no dio su, no dio el, no dio la, no dio un, no dio una, no ha dado su, no consta,
        no se sabe, no hay información",
    nouns: "
        nombre, apellido, apellidos, correo, correo electrónico, email, dirección, teléfono,
        número, fecha, fecha de nacimiento, nacimiento, dato, datos, información, detalle,
        detalles, valor, respuesta, motivo, razón, preferencia, preferencias, empresa, cliente,
        clienta, persona, paciente, usuario, edad, idioma, código postal, ciudad, campo, otro,
        otra, sobre, para, completo",
    participles: "
        preguntó, dado, dada, dicho, dicha, preguntado, registrado, encontrado, conocido, conocida, claro,
        clara, confirmado, confirmada, compartido, compartida, respondido, determinado,
        disponible, dio, dijo, compartió, reveló, respondió, contestó, aclaró, confirmó, obtenido,
        recogido",
    exceptions: "
        pero, sino, porque, solo, sólo, salvo, excepto, hasta, quiere, quería, prefiere, desea,
        puede, debe, si, cuando, consentimiento, permiso, autorización, descuento",
};

const FR: MissingPhrases = MissingPhrases {
    values: "
        appelant anonyme, client anonyme, utilisateur anonyme, exemple, valeur exemple,
        je ne sais pas, ne sait pas, sais pas, sans réponse, pas de réponse, aucune réponse,
        aucune donnée, aucune mention, aucune indication, aucune précision, pas de données, pas de
        mention, pas d'information disponible, information non disponible, non connu, non connue,
        pas connu, pas connue, non défini, non définie, non déterminé, non déterminée, non donné,
        non donnée, non dit, non évoqué, non évoquée, non abordé, non abordée, non partagé, non
        divulgué, non divulguée, non identifié, non identifiée, non trouvé, non trouvée, non
        confirmé, non confirmée, non pertinent, non demandé, non demandée, pas fourni, pas
        fournie, pas indiqué, pas indiquée, pas donné, pas dit, pas mentionnée, pas précisée, pas
        communiqué, n c, nc, n d, nd, à déterminer, à confirmer, à préciser, indéterminé,
        indéterminée, indisponible, sans objet, anonyme, nul, pas disponible, inapplicable, rien
        mentionné, rien indiqué, rien précisé, inconnu, inconnue, non applicable, non communiqué,
        non communiquée, non disponible, non fourni, non fournie, non indiqué, non mentionné, non
        mentionnée, non précisé, non précisée, non renseigné, non renseignée, non spécifié, pas
        d'information, aucune information, pas précisé, pas mentionné, vide, s o",
    nothing: "
        aucun, aucune, rien, aucune connue, aucun connu, néant",
    surroundings: "
        par l'utilisateur, par la personne, par le patient, par la cliente, dans la transcription,
        dans cette conversation, dans cet appel, pendant la conversation, à ce stade, encore, ce,
        cette, cela, ces, l, n, lui, des, du, en, y, au, aux, ont, explicite, l'appelant,
        l'appelante, appelant, le client, la cliente, l'utilisateur, le patient, la patiente, la
        personne, il, elle, dans la conversation, dans l'appel, pendant l'appel, au cours de
        l'appel, lors de l'appel, lors de la conversation, par le client, par l'appelant,
        explicitement, a, été, est, son, sa, ses, le, la, les, un, une, de, d",
    negations: "
        ne, pas, n'a, n'ont, n'est, n'a pas, aucun, aucune, non, jamais, sans, rien",
    reporting: "
        mentionné, mentionnée, mentionne, précisé, précisée, précise, fourni, fournie, fournit,
        indiqué, indiquée, indique, communiqué, communiquée, communique, renseigné, renseignée,
        spécifié, spécifiée",
    saying: "
        mentionné, mentionnée, mentionne, précisé, précisée, précise, indiqué, indiquée, indique,
        spécifié, spécifiée, dit, dite, n'a pas dit",
    indefinites: "
        aucun, aucune, un, une, d, de, information sur, mention d, mention de",
    indirect: "
        si, s'il, s'ils, s'elle, quand, comment, où, quel, quelle, quels, quelles, combien,
        pourquoi, qui, ce que, ce qu",
    contrasts: "
        mais, seulement, sauf, car, parce, et",
    refusals: "
        a refusé de, a refusé d, refuse de, a préféré ne pas, préfère ne pas, n'a pas souhaité,
        n'a pas voulu, ne souhaite pas",
    refused: "
        dire, le dire, donner, fournir, préciser, indiquer, communiquer, partager, divulguer,
        répondre, mentionner",
    template_openings: "
        votre, vos, ton, entrez votre, saisissez votre, indiquez votre, insérer",
    denials: "
        n'a pas donné, n'a pas dit, pas donné son, pas donné sa, ne figure pas",
    nouns: "
        d, l, nom, prénom, nom de famille, e mail, email, mail, courriel, adresse, téléphone, numéro,
        date, date de naissance, naissance, information, informations, info, infos, détail,
        détails, donnée, données, valeur, réponse, raison, motif, préférence, préférences,
        entreprise, société, appelant, client, cliente, personne, patient, âge, langue, code
        postal, ville, champ, autre, complet, sur, pour, concernant, quant à, à",
    participles: "
        donné, donnée, dit, dite, demandé, demandée, connu, connue, clair, claire, confirmé,
        confirmée, partagé, partagée, répondu, trouvé, trouvée, déterminé, déterminée, évoqué,
        évoquée, abordé, abordée, disponible, divulgué, révélé, recueilli, noté, donne, sait",
    exceptions: "
        mais, car, parce, seulement, sauf, veut, voulait, préfère, souhaite, doit, peut, si,
        quand, consentement, autorisation, accord, remise",
};

const PT: MissingPhrases = MissingPhrases {
    values: "
        chamador anônimo, chamador anónimo, pessoa anônima, cliente anônimo, usuário anônimo,
        exemplo, valor de exemplo,
        não sei, não sabe, não soube, não soube informar, não respondeu, não responde, sem
        resposta, sem dados disponíveis, sem nome, sem informações, sem especificar, sem
        definição, não definido, não definida, não determinado, não determinada, não dado, não
        dada, não dito, não compartilhado, não compartilhada, não registrado, não registado, não
        encontrado, não encontrada, não identificado, não identificada, não conhecido, não
        conhecida, não sabido, não indicado, não indicada, não relevante, não perguntado, não
        solicitado, não há informação, não há informações, não há dados, informação não
        disponível, n d, nd, s d, a definir, a confirmar, por definir, indisponível, indefinido,
        indefinida, nulo, nula, nenhum dado, nenhuma informação, nada mencionado, não confirmado,
        não confirmada, não foi informado, não foi mencionado, não foi fornecido, não revelado,
        não revelada, não respondido, desconhecido, desconhecida, não aplicável, não consta, não
        disponível, não especificado, não especificada, não fornecido, não fornecida, não
        informado, não informada, não mencionado, não mencionada, não se aplica, sem dados, sem
        informação, vazio",
    nothing: "
        nenhum, nenhuma, nada, nenhuma conhecida",
    surroundings: "
        pelo usuário, pelo utilizador, pela pessoa, pelo paciente, na transcrição, nesta chamada,
        nesta ligação, nesta conversa, em nenhum momento, até agora, ainda, lhe, é, está, estão,
        em, por, ao, à, explícito, se, o cliente, a cliente, o usuário, a usuária, o utilizador, o
        paciente, a paciente, a pessoa, o chamador, ele, ela, na conversa, na chamada, na ligação,
        durante a chamada, durante a ligação, durante a conversa, pelo cliente, pela cliente,
        explicitamente, foi, foram, seu, sua, o, a, os, as, um, uma, de, do, da",
    negations: "
        não, nenhum, nenhuma, nunca, sem, nem",
    reporting: "
        mencionou, menciona, mencionado, mencionada, informou, informado, informada, forneceu,
        fornecido, fornecida, especificou, especificado, especificada, indicou, indicado, indicada",
    saying: "
        mencionou, menciona, mencionado, mencionada, informou, informado, informada, especificou,
        especificado, especificada, indicou, indicado, indicada, disse, dito, não disse",
    indefinites: "
        nenhum, nenhuma, um, uma, informação sobre, menção de",
    indirect: "
        se, quando, como, onde, que, o que, qual, quais, quanto, quantos, quanta, quantas, quem, por que",
    contrasts: "
        mas, só, apenas, porque, e, exceto",
    refusals: "
        recusou se a, recusa se a, recusou, preferiu não, prefere não, prefiro não, não quis,
        negou se a",
    refused: "
        dizer, informar, dar, fornecer, indicar, partilhar, compartilhar, revelar, responder,
        mencionar, especificar",
    template_openings: "
        teu, tua, insira o seu, insira seu, digite seu, introduza o seu",
    denials: "
        não disse, não deu o, não deu a, não deu seu, não deu sua, não consta",
    nouns: "
        nome, sobrenome, apelido, e mail, email, endereço, morada, telefone, telemóvel, número,
        data, data de nascimento, nascimento, informação, informações, dado, dados, detalhe,
        detalhes, valor, resposta, motivo, razão, preferência, preferências, empresa, cliente,
        pessoa, paciente, usuário, idade, idioma, cep, código postal, cidade, campo, outro, outra,
        sobre, para, completo",
    participles: "
        dado, dada, dito, dita, perguntado, registrado, registado, encontrado, conhecido,
        conhecida, claro, clara, confirmado, confirmada, compartilhado, partilhado, respondido,
        determinado, disponível, deu, disse, compartilhou, revelou, respondeu, esclareceu,
        confirmou, obtido",
    exceptions: "
        mas, porque, só, apenas, somente, exceto, até, quer, queria, prefere, deseja, deve, pode,
        se, quando, consentimento, permissão, autorização, desconto",
};

const IT: MissingPhrases = MissingPhrases {
    values: "
        chiamante anonimo, utente anonimo, cliente anonimo, persona anonima, esempio, valore di
        esempio, segnaposto,
        non so, non lo so, non sa, non risponde, non ha risposto, senza risposta, nessuna
        risposta, nessuna indicazione, nessuna menzione, senza dati, dato mancante, dati mancanti,
        mancante, non definito, non definita, non determinato, non determinata, non dato, non
        data, non detto, non condiviso, non condivisa, non registrato, non registrata, non
        trovato, non trovata, non identificato, non identificata, non conosciuto, non conosciuta,
        non nota, non pervenuto, non pervenuta, non rilevato, non rilevata, non rilevante, non
        richiesto, non richiesta, non comunicato, non comunicata, non confermato, non confermata,
        non dichiarato, non dichiarata, informazione non disponibile, n d, nd, n p, s d, da
        definire, da confermare, da determinare, indisponibile, indefinito, indefinita, ignoto,
        ignota, anonimo, nullo, nulla di menzionato, non chiaro, non precisato, non precisata, non
        citato, non citata, non emerso, non emersa, non è noto, non si sa, non applicabile, non
        disponibile, non fornito, non fornita, non indicato, non indicata, non menzionato, non
        menzionata, non noto, non specificato, non specificata, sconosciuta, sconosciuto, nessun
        dato, nessuna informazione, vuoto",
    nothing: "
        nessuna, nessuno, nessun, niente, nulla, nessuna nota",
    surroundings: "
        dall'utente, dal chiamante, dalla persona, dal paziente, nella trascrizione, in questa
        chiamata, in questa conversazione, in nessun momento, finora, ancora, l, d, al, alla, del,
        della, nel, nella, sono, hanno, si, esplicito, dall, il chiamante, la chiamante,
        chiamante, il cliente, la cliente, l'utente, utente, il paziente, la paziente, la persona,
        lui, lei, nella conversazione, nella chiamata, durante la chiamata, durante la
        conversazione, dal cliente, dalla cliente, esplicitamente, ha, è, è stato, è stata, stato,
        stata, suo, sua, il, la, lo, i, gli, le, un, una, di",
    negations: "
        non, nessun, nessuna, nessuno, mai, senza, né",
    reporting: "
        menzionato, menzionata, menziona, fornito, fornita, fornisce, specificato, specificata,
        specifica, indicato, indicata, indica, comunicato, comunicata",
    saying: "
        menzionato, menzionata, menziona, specificato, specificata, specifica, indicato, indicata,
        indica, detto, detta, non ha detto",
    indefinites: "
        nessun, nessuna, alcun, alcuna, un, una, informazioni su, menzione di",
    indirect: "
        se, quando, come, dove, cosa, che cosa, quale, quali, quanto, quanti, quanta, quante, chi, perché",
    contrasts: "
        ma, però, solo, soltanto, perché, e, tranne",
    refusals: "
        ha rifiutato di, si è rifiutato di, si è rifiutata di, rifiuta di, si rifiuta di, ha
        preferito non, preferisce non, preferisco non, non ha voluto",
    refused: "
        dire, dirlo, fornire, fornirlo, dare, darlo, indicare, indicarlo, comunicare, condividere,
        rivelare, rispondere, specificare, menzionare",
    template_openings: "
        tuo, il tuo, la tua, inserire, inserisci il tuo, inserisca il suo",
    denials: "
        non ha detto, non ha dato il, non ha dato la, non ha lasciato, non risulta",
    nouns: "
        nome, cognome, nome e cognome, e mail, email, indirizzo, telefono, cellulare, numero,
        data, data di nascita, nascita, informazione, informazioni, dato, dati, dettaglio,
        dettagli, valore, risposta, motivo, ragione, preferenza, preferenze, azienda, cliente,
        persona, paziente, utente, età, lingua, cap, città, campo, altro, altra, su, per,
        completo, riguardo",
    participles: "
        dato, data, detto, detta, chiesto, registrato, trovato, noto, nota, conosciuto, chiaro,
        chiara, confermato, confermata, condiviso, condivisa, risposto, determinato, disponibile,
        rilevato, emerso, emersa, dichiarato, rivelato, raccolto, precisato, precisata, citato",
    exceptions: "
        ma, però, perché, solo, soltanto, tranne, fino, vuole, voleva, preferisce, desidera, deve,
        può, se, quando, consenso, permesso, autorizzazione, sconto",
};

const NL: MissingPhrases = MissingPhrases {
    values: "
        anonieme beller, anonieme klant, anonieme gebruiker, voorbeeld, voorbeeldwaarde,
        weet niet, weet ik niet, weet het niet, geen antwoord, geen reactie, geen idee, geen
        vermelding, geen data, geen info, geen details, geen opgave, niet aangegeven, niet
        doorgegeven, niet gedeeld, niet gespecificeerd, niet verstrekt, niet ingevuld, niet
        geregistreerd, niet gevonden, niet besproken, niet gevraagd, niet gezegd, niet beantwoord,
        niet bepaald, niet vastgesteld, niet meegedeeld, niet relevant, niet te bepalen, niet
        duidelijk, niet bevestigd, niet gemeld, ontbreekt, ontbrekend, nog onbekend, nog te
        bepalen, n b, nb, n v t, onbekende, ongedefinieerd, ongespecificeerd, anoniem, leeg,
        zonder opgave, informatie niet beschikbaar, niets genoemd, niets vermeld, niets gezegd,
        geen gegevens, geen informatie, niet bekend, niet beschikbaar, niet genoemd, niet gegeven,
        niet opgegeven, niet van toepassing, niet vermeld, nvt, onbekend, onduidelijk",
    nothing: "
        geen, geen bekend, geen bekende, niets, niks",
    surroundings: "
        door de gebruiker, door de patiënt, door de persoon, in de transcriptie, in het
        transcript, aan de telefoon, tot nu toe, nog, er, deze, dat, wordt, van, in,
        expliciete, hierover, uit, de beller, beller, de klant, klant, de gebruiker, gebruiker, de
        patiënt, de gast, hij, zij, ze, in het gesprek, tijdens het gesprek, in dit gesprek, door
        de beller, door de klant, expliciet, heeft, hebben, werd, werden, is, zijn, haar, de, het,
        een",
    negations: "
        niet, geen, nooit, niets, zonder",
    reporting: "
        genoemd, noemde, noemt, vermeld, vermeldde, vermeldt, opgegeven, aangegeven, verstrekt,
        doorgegeven, gespecificeerd, meegedeeld",
    saying: "
        genoemd, noemde, noemt, vermeld, vermeldde, vermeldt, aangegeven, gespecificeerd, gezegd,
        zei, niet gezegd",
    indefinites: "
        geen, een, informatie over, vermelding van",
    indirect: "
        of, wanneer, hoe, waar, wat, welke, welk, wie, waarom",
    contrasts: "
        maar, alleen, omdat, behalve, en",
    refusals: "
        weigerde te, weigert te, wilde niet, wou niet, wilde het niet, wilde dit niet, wilde dat
        niet, liever niet",
    refused: "
        zeggen, geven, noemen, vermelden, delen, opgeven, verstrekken, antwoorden, beantwoorden",
    template_openings: "
        uw, jouw, je, vul uw, voer uw",
    denials: "
        niet gezegd, niet bekend",
    nouns: "
        naam, voornaam, achternaam, volledige naam, e mail, email, mail, e mailadres, emailadres,
        mailadres, adres, telefoon, telefoonnummer, nummer, datum, geboortedatum, informatie,
        info, gegevens, gegeven, details, waarde, antwoord, reden, voorkeur, voorkeuren, bedrijf,
        beller, klant, persoon, patiënt, gebruiker, leeftijd, taal, postcode, stad, woonplaats,
        veld, andere, over, voor",
    participles: "
        gegeven, gezegd, gevraagd, bekend, gevonden, duidelijk, bevestigd, gedeeld, beantwoord,
        bepaald, beschikbaar, besproken, geregistreerd, ingevuld, gemeld, vastgesteld, onthuld,
        gaf, zei, deelde, weet",
    exceptions: "
        maar, omdat, alleen, behalve, tot, wil, wilde, graag, moet, mag, kan, als, wanneer,
        toestemming, korting",
};

/// Whole values in languages whose other phrases are not supported.
pub(super) const OTHER_VALUES: &str = "
        неизвестно, неизвестный, неизвестна, неизвестен, не указано, не указан, не указана, не
        назвал, не назвала, не названо, не сообщил, не сообщила, не сообщено, не предоставлено, не
        упомянуто, не упоминалось, не применимо, не определено, нет данных, нет информации,
        отсутствует, невідомо, не вказано, немає даних, не згадано, nieznane, nieznany, nieznana,
        nie podano, nie wspomniano, brak, brak danych, brak informacji, nie dotyczy, bilinmiyor,
        belirtilmedi, belirtilmemiş, söylenmedi, bilgi yok, mevcut değil, 不明, 不明です, 未知, 未提供,
        未提及, 未说明, 未說明, 未透露, 未告知, 不详, 不詳, 没有提到, 没有提供, 沒有提供, 不适用, 不適用, 无,
        無, 暂无, 不知道, なし, 未回答, 言及なし, 該当なし, 特になし, 記載なし, 情報なし, わからない, 알 수
        없음, 없음, 미제공, 미상, 해당 없음, 언급 없음, 언급되지 않음, 언급하지 않음, 모름, غير معروف, غير
        محدد, غير مذكور, غير متوفر, لم يذكر, לא ידוע, לא צוין, לא נמסר, לא נאמר, לא רלוונטי, אין מידע,
        अज्ञात, उपलब्ध नहीं, लागू नहीं, okänt, okänd, ej angivet, inte angivet, inte nämnt, uppgift
        saknas, saknas, ukendt, ukjent, ikke oplyst, ikke oppgitt, ikke angivet, ikke nævnt, ikke
        nevnt, tuntematon, ei tiedossa, ei mainittu, ei ilmoitettu, neznámé, neznámý, neuvedeno,
        není známo, nezmíněno, άγνωστο, δεν αναφέρθηκε, necunoscut, nespecificat, nemenționat,
        ismeretlen, nincs megadva, nem ismert";

/// The phrases of a list of these tables.
pub(super) fn list(list: &str) -> impl Iterator<Item = &str> {
    list.split(',')
        .map(str::trim)
        .filter(|item| !item.is_empty())
}
