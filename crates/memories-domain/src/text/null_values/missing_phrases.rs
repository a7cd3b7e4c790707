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
    /// Negated verbs, where the verb alone has other meanings.
    pub(super) denials: &'static str,
    /// Words after which the value says something: contrasts, wishes, consent.
    pub(super) exceptions: &'static str,
}

pub(super) const MISSING_PHRASES: [MissingPhrases; 7] = [EN, DE, ES, FR, PT, IT, NL];

const EN: MissingPhrases = MissingPhrases {
    values: "
        blank, empty, information not available, missing, n a, n/a, na, nil, no data, no data available,
        no info, no information, no information available, no information provided, no value,
        none given, none mentioned, none provided, none specified, none stated, not applicable,
        not available, not clear, not collected, not discussed, not found, not given, not known,
        not mentioned, not provided, not recorded, not shared, not specified, not stated, null, tba,
        tbc, tbd, to be determined, unable to determine, unclear, undefined, unidentified, unknown,
        unnamed, unspecified, cannot be determined, could not be determined, did not say,
        didn't say, doesn't say, not asked, caller did not say",
    nothing: "
        none, nil, nothing, no known, none known, none reported, nka, nkda, nothing known",
    surroundings: "
        the caller, caller, the user, user, the customer, customer, the client, client, the patient,
        patient, the guest, guest, the person, the speaker, he, she, they, it, in the call,
        in this call, in the conversation, in this conversation, in the transcript,
        on the call, during the call, during this call, during the conversation,
        throughout the conversation, from the transcript, from the conversation, by the caller,
        by the user, by the customer, by the client, by the patient, explicitly, specifically, yet,
        a, an, any, the, their, his, her, was, were, is, are, has, have, been, be, there",
    negations: "
        not, no, never, none, nothing, didn't, doesn't, wasn't, weren't, hasn't, haven't, isn't,
        without, neither, did not, does not",
    reporting: "
        mention, mentioned, mentions, provide, provided, provides, specify, specified, specifies,
        disclose, disclosed, stated, state, discussed, supplied, indicated",
    denials: "
        did not share, didn't share, did not give, didn't give, did not say, didn't say,
        did not reveal, did not tell, did not leave, didn't leave, no mention of, no mention,
        no information about, no information on, no details about, unable to determine,
        could not determine, could not be determined, cannot be determined, can't be determined,
        not known, is unknown, no name given, no name was given, no name is given",
    exceptions: "
        but, however, because, although, except, only, until, since, instead, though, if, when,
        want, wants, wanted, prefer, prefers, wish, wishes, would, like, likes, may, must, should,
        consent, permission, authorization, approval, discount, refund, please, needs, need, asked,
        message, tip, tips, care, matter",
};

const DE: MissingPhrases = MissingPhrases {
    values: "
        k a, ka, keine angabe, keine angaben, keine information, keine informationen, leer,
        nicht angegeben, nicht bekannt, nicht erwähnt, nicht genannt, nicht vorhanden, unbekannt,
        nicht zutreffend, entfällt, fehlt, unklar",
    nothing: "keine, keiner, kein, keines, nichts, keine bekannt, keine bekannten, keinerlei",
    surroundings: "
        der anrufer, die anruferin, anrufer, anruferin, der kunde, die kundin, kunde, kundin,
        der nutzer, der patient, die patientin, der gast, er, sie, es, im gespräch, im anruf,
        während des gesprächs, während des anrufs, in diesem gespräch, vom anrufer, vom kunden,
        von der anruferin, ausdrücklich, explizit, hat, haben, wurde, wurden, worden, ist, sind, war,
        der, die, das, den, seine, seinen, seinem, ihre, ihren, ihr, ein, eine, einen",
    negations: "nicht, kein, keine, keinen, keiner, keinerlei, nie, nichts",
    reporting: "
        angegeben, genannt, nannte, nennt, erwähnt, erwähnte, mitgeteilt, spezifiziert, gemacht,
        bereitgestellt, hinterlassen",
    denials: "nicht gesagt, nicht bekannt, keine angabe, keine angaben, geht nicht hervor",
    exceptions: "
        aber, sondern, weil, nur, jedoch, möchte, will, soll, darf, bitte, wenn, falls, bis,
        einwilligung, zustimmung, rabatt, fehler, termin gemacht",
};

const ES: MissingPhrases = MissingPhrases {
    values: "
        desconocido, desconocida, no aplica, no consta, no disponible, no especificado,
        no especificada, no indicado, no mencionado, no mencionada, no proporcionado,
        no proporcionada, no se sabe, sin datos, sin especificar, sin información, vacío",
    nothing: "ninguna, ninguno, ningunas, ningunos, nada, ninguna conocida",
    surroundings: "
        el cliente, la cliente, la clienta, el usuario, la usuaria, el llamante, la llamante,
        la persona, el paciente, la paciente, el huésped, en la conversación, en la llamada,
        durante la llamada, durante la conversación, por el cliente, explícitamente, se, ha, han,
        fue, fueron, ha sido, sido, su, sus, el, la, los, las, un, una, de",
    negations: "no, nunca, ningún, ninguna, ninguno, sin, tampoco",
    reporting: "
        mencionó, menciona, mencionado, mencionada, mencionar, proporcionó, proporciona,
        proporcionado, proporcionada, especificó, especifica, especificado, especificada, indicó,
        indica, indicado, indicada, facilitó, facilitado, facilitada, informó",
    denials: "
        no dijo, no dio su, no dio el, no dio la, no dio un, no dio una, no ha dado su, no consta,
        no se sabe, no hay información",
    exceptions: "
        pero, sino, porque, solo, sólo, salvo, excepto, hasta, quiere, quería, prefiere, desea, puede,
        debe, si, cuando, consentimiento, permiso, autorización, descuento",
};

const FR: MissingPhrases = MissingPhrases {
    values: "
        inconnu, inconnue, non applicable, non communiqué, non communiquée, non disponible,
        non fourni, non fournie, non indiqué, non mentionné, non mentionnée, non précisé,
        non précisée, non renseigné, non renseignée, non spécifié, pas d'information,
        aucune information, pas précisé, pas mentionné, vide, s o",
    nothing: "aucun, aucune, rien, aucune connue, aucun connu, néant",
    surroundings: "
        l'appelant, l'appelante, appelant, le client, la cliente, l'utilisateur, le patient,
        la patiente, la personne, il, elle, dans la conversation, dans l'appel, pendant l'appel,
        au cours de l'appel, lors de l'appel, lors de la conversation, par le client,
        par l'appelant, explicitement, a, été, est, son, sa, ses, le, la, les, un, une, de, d",
    negations: "ne, pas, n'a, n'ont, n'est, n'a pas, aucun, aucune, non, jamais, sans, rien",
    reporting: "
        mentionné, mentionnée, mentionne, précisé, précisée, précise, fourni, fournie, fournit,
        indiqué, indiquée, indique, communiqué, communiquée, communique, renseigné, renseignée,
        spécifié, spécifiée",
    denials: "n'a pas donné, n'a pas dit, pas donné son, pas donné sa, ne figure pas",
    exceptions: "
        mais, car, parce, seulement, sauf, veut, voulait, préfère, souhaite, doit, peut, si, quand,
        consentement, autorisation, accord, remise",
};

const PT: MissingPhrases = MissingPhrases {
    values: "
        desconhecido, desconhecida, não aplicável, não consta, não disponível, não especificado,
        não especificada, não fornecido, não fornecida, não informado, não informada,
        não mencionado, não mencionada, não se aplica, sem dados, sem informação, vazio",
    nothing: "nenhum, nenhuma, nada, nenhuma conhecida",
    surroundings: "
        o cliente, a cliente, o usuário, a usuária, o utilizador, o paciente, a paciente,
        a pessoa, o chamador, ele, ela, na conversa, na chamada, na ligação, durante a chamada,
        durante a ligação, durante a conversa, pelo cliente, pela cliente, explicitamente, foi,
        foram, seu, sua, o, a, os, as, um, uma, de, do, da",
    negations: "não, nenhum, nenhuma, nunca, sem, nem",
    reporting: "
        mencionou, menciona, mencionado, mencionada, informou, informado, informada, forneceu,
        fornecido, fornecida, especificou, especificado, especificada, indicou, indicado, indicada",
    denials: "não disse, não deu o, não deu a, não deu seu, não deu sua, não consta",
    exceptions: "
        mas, porque, só, apenas, somente, exceto, até, quer, queria, prefere, deseja, deve, pode, se,
        quando, consentimento, permissão, autorização, desconto",
};

const IT: MissingPhrases = MissingPhrases {
    values: "
        non applicabile, non disponibile, non fornito, non fornita, non indicato, non indicata,
        non menzionato, non menzionata, non noto, non specificato, non specificata, sconosciuta,
        sconosciuto, nessun dato, nessuna informazione, vuoto",
    nothing: "nessuna, nessuno, nessun, niente, nulla, nessuna nota",
    surroundings: "
        il chiamante, la chiamante, chiamante, il cliente, la cliente, l'utente, utente,
        il paziente, la paziente, la persona, lui, lei, nella conversazione, nella chiamata,
        durante la chiamata, durante la conversazione, dal cliente, dalla cliente, esplicitamente,
        ha, è, è stato, è stata, stato, stata, suo, sua, il, la, lo, i, gli, le, un, una, di",
    negations: "non, nessun, nessuna, nessuno, mai, senza, né",
    reporting: "
        menzionato, menzionata, menziona, fornito, fornita, fornisce, specificato, specificata,
        specifica, indicato, indicata, indica, comunicato, comunicata",
    denials: "non ha detto, non ha dato il, non ha dato la, non ha lasciato, non risulta",
    exceptions: "
        ma, però, perché, solo, soltanto, tranne, fino, vuole, voleva, preferisce, desidera, deve,
        può, se, quando, consenso, permesso, autorizzazione, sconto",
};

const NL: MissingPhrases = MissingPhrases {
    values:
        "
        geen gegevens, geen informatie, leeg, n v t, niet bekend, niet beschikbaar, niet genoemd,
        niet gegeven, niet opgegeven, niet van toepassing, niet vermeld, nvt, onbekend, onduidelijk",
    nothing: "geen, geen bekend, geen bekende, niets, niks",
    surroundings: "
        de beller, beller, de klant, klant, de gebruiker, gebruiker, de patiënt, de gast, hij, zij,
        ze, in het gesprek, tijdens het gesprek, in dit gesprek, door de beller, door de klant,
        expliciet, heeft, hebben, werd, werden, is, zijn, haar, de, het, een",
    negations: "niet, geen, nooit, niets, zonder",
    reporting: "
        genoemd, noemde, noemt, vermeld, vermeldde, vermeldt, opgegeven, aangegeven, verstrekt,
        doorgegeven, gespecificeerd, meegedeeld",
    denials: "niet gezegd, niet bekend",
    exceptions: "
        maar, omdat, alleen, behalve, tot, wil, wilde, graag, moet, mag, kan, als, wanneer,
        toestemming, korting",
};
