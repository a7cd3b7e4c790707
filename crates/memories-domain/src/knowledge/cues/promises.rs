//! The words by which people say what became of a promise, by language.

/// Comma-separated phrases of one language, as in `LanguageCues`.
pub(super) struct PromiseCues {
    /// What was promised came, or took place.
    pub(super) kept: &'static str,
    /// The agent says that it did what it had promised.
    pub(super) fulfilled: &'static str,
    /// Of the words above, before or in them: it did not come yet, or came otherwise.
    pub(super) pending: &'static str,
    /// Promises that somebody calls or writes.
    pub(super) calls_back: &'static str,
    /// They did.
    pub(super) called_back: &'static str,
    /// The caller does without what was promised.
    pub(super) waived: &'static str,
    /// The promise is an arrangement: something takes place.
    pub(super) booked: &'static str,
    /// Single words of the name or the value of a collected item: it is done.
    pub(super) done: &'static str,
}

pub(super) const PROMISES: [PromiseCues; 7] = [EN, DE, ES, FR, PT, IT, NL];

const EN: PromiseCues = PromiseCues {
    kept: "i got, we got, got the, got my, got our, received, has arrived, have arrived, arrived,
        came, has come, have come, did come, showed up, turned up, thanks for sending, thank you
        for sending, was _ here, were _ here, has been here, dropped off, did you get, did you
        receive, did _ arrive, did _ come, has been sent, has been
        paid, has been refunded, has been delivered, was delivered, has been done, is done,
        went through",
    fulfilled: "have sent, i've sent, we've sent, i sent, we sent, sent you, was sent, were sent,
        has been sent, have been sent, have emailed, i've emailed, we've emailed, has been
        emailed, was emailed, i've mailed, we've mailed, has been mailed, was mailed, i've
        posted, we've posted, has been posted, was posted, i've forwarded, we've forwarded, has
        been forwarded, was forwarded, went out, has gone out, have gone out, has been shipped,
        was shipped, have shipped, we've shipped, has been dispatched, was dispatched, has been
        processed, was processed, has been issued, was issued, has been credited, was credited,
        has been refunded, was refunded, have refunded, i've refunded, we've refunded, has been
        repaired, was repaired, has been completed, was completed, has been done",
    pending: "should have, should've, supposed to, meant to, would have, going to, if, when,
        once, until, till, before, unless, whether, hope, hoping, waiting for, as soon as, will,
        came back, came off, came loose, came apart, came up, came to",
    calls_back: "call you, call you back, ring you, ring you back, phone you, will call, will
        ring, be in touch, get in touch, get back to you, contact you, let you know, hear from
        us, reach out, give you a call, give you a ring",
    called_back: "called me, called us, called back, has called, have called, did call, rang me,
        rang us, rang back, phoned me, phoned us, phoned back, got back to me, got back to us,
        got in touch, been in touch, returned my call, contacted me, contacted us, calling you
        back, called you back, did _ call you",
    waived: "never mind the, never mind about, never mind that, no need to, needn't bother, don't
        bother, forget about the, forget the, don't need to send, don't need to call, don't have
        to send, don't have to call, needn't send, needn't call, won't need the, no longer need
        the, don't worry about sending, don't worry about calling",
    booked: "all set for, appointment is, arranged, booked, confirmed, down for, penciled in,
        pencilled in, put you down, put you in for, reserved, scheduled, signed you up, got you
        on",
    done: "done, sent, received, arrived, delivered, completed, complete, kept, fulfilled, shipped,
        dispatched, refunded, paid, resolved, fixed, visited, mailed, emailed, issued, processed",
};

const DE: PromiseCues = PromiseCues {
    kept: "angekommen, eingetroffen, gekommen, vorbeigekommen, kam, kamen, erhalten, bekommen,
        gekriegt, ist da, sind da, war _ da, waren _ da, war _ hier, waren _ hier, hat geklappt, wurde
        geliefert, wurde bezahlt, wurde erstattet, ist erledigt, danke für die zusendung",
    fulfilled: "geschickt, verschickt, abgeschickt, zugeschickt, rausgeschickt, gesendet,
        versendet, zugesendet, versandt, gemailt, ist raus, ging raus, rausgegangen, überwiesen,
        gutgeschrieben, erstattet, zurücküberwiesen, weitergeleitet, wurde erledigt, ist
        erledigt, wurde veranlasst, wurde bearbeitet, wurde repariert, ist repariert",
    pending: "sollte, sollten, müsste, müssten, hätte, hätten, wäre, wenn, falls, sobald, bis,
        bevor, ob, hoffe, hoffentlich, warte auf, warten auf, wird, werden, werde",
    calls_back: "rufe sie, rufen sie, ruft sie, zurückrufen, anrufen, melde mich, melden uns,
        meldet sich, melden sich, meldet er sich, meldet sie sich, bescheid, in verbindung",
    called_back: "zurückgerufen, mich angerufen, uns angerufen, hat angerufen, haben angerufen,
        rief mich, rief uns, rief an, hat sich gemeldet, haben sich gemeldet, sich bei mir
        gemeldet, sich bei uns gemeldet, meldete sich, bescheid bekommen, bescheid gegeben",
    waived: "nicht mehr nötig, nicht mehr schicken, nicht zu schicken, nicht mehr zu schicken,
        nicht mehr zurückrufen, nicht zurückzurufen, nicht mehr zurückzurufen, nicht mehr
        anzurufen, hat sich erledigt, vergessen sie, können _ vergessen",
    booked: "bestätige, bestätigt, buche ihnen, buche sie, eingebucht, eingeplant, eingetragen,
        gebucht, reserviere, reserviert, terminiert, trage sie, vereinbart, vorgemerkt",
    done: "erledigt, geschickt, gesendet, versendet, versandt, verschickt, erhalten, angekommen,
        geliefert, zugestellt, bezahlt, überwiesen, erstattet, abgeschlossen, erfolgt, behoben,
        repariert, fertig",
};

const ES: PromiseCues = PromiseCues {
    kept: "he recibido, hemos recibido, recibí, recibimos, recibido, recibida, me llegó, nos
        llegó, ha llegado, han llegado, llegó, llegaron, vino, vinieron, ha venido, han venido,
        ya lo tengo, ya la tengo, se ha pagado, pagado, estuvo aquí, estuvieron aquí, me han
        enviado, me han mandado, me han traído, me han devuelto, me han pagado, me entregaron,
        fue entregad*, gracias por enviar*, gracias por mandar*",
    fulfilled: "he enviado, hemos enviado, ha sido enviad*, se ha enviado, se envió, envié,
        enviamos ayer, he mandado, hemos mandado, mandé, se ha mandado, se mandó, ya salió, ha
        salido, se ha reembolsado, hemos reembolsado, he reembolsado, se ha abonado, hemos
        abonado, se ha tramitado, hemos tramitado, se ha procesado, hemos procesado, se ha
        reparado, hemos reparado, se ha completado, he reenviado, hemos reenviado",
    pending:
        "debería, debía, tenía que, tendría que, si ha, si han, si llega, si llegó, si me, si ya,
        cuando, en cuanto, hasta que, antes de,
        espero que, a ver si, esperando, habría, cuándo",
    calls_back: "llamaré, llamaremos, llamará, llamarán, va a llamar, van a llamar, voy a llamar,
        vamos a llamar, devolveré la llamada, devolveremos la llamada, devolverá la llamada, en
        contacto, le avisaré, le avisaremos, le avisará",
    called_back: "me llamó, me llamaron, nos llamó, nos llamaron, me ha llamado, me han llamado,
        nos han llamado, han llamado, me devolvió la llamada, me devolvieron la llamada, se puso
        en contacto, se pusieron en contacto, se ha puesto en contacto, se han puesto en
        contacto, me avisó, me avisaron",
    waived: "ya no hace falta, no hace falta que, ya no necesito, ya no necesitamos, no es
        necesario que, olvide, olvídese de, olvídese del, deje lo de",
    booked: "agendada, agendado, agendé, confirmada, confirmado, confirmé, fijada, fijado, le
        agendo, le confirmo, le reservo, programada, programado, programé, queda fijada, queda
        fijado, reservada, reservado, reservé, apuntado, apuntada, apunté, le apunto, la apunto",
    done: "hecho, hecha, enviado, enviada, recibido, recibida, entregado, entregada, llegado,
        completado, completada, pagado, pagada, reembolsado, reembolsada, abonado, resuelto,
        resuelta, realizado, realizada, reparado, reparada",
};

const FR: PromiseCues = PromiseCues {
    kept: "reçu, reçue, reçus, reçues, est arrivé, est arrivée, sont arrivés, sont arrivées,
        arrivé, arrivée, est venu, est venue, sont venus, sont venues, est passé, est passée,
        livré, livrée, remboursé, remboursée, payé, merci pour l'envoi",
    fulfilled: "envoyé, envoyée, envoyés, envoyées, expédié, expédiée, transmis, transmise, posté,
        postée, est parti, est partie, remboursé, remboursée, crédité, créditée, a été traité, a
        été traitée, a été réparé, a été réparée, a été effectué, a été effectuée, a été fait, a
        été faite",
    pending: "devait, devrait, devraient, aurait dû, auraient dû, s'il, s'ils, s'elle, si le, si la, si vous, si on, quand, dès que, lorsque,
        jusqu'à ce que, avant, espère, j'espère, attends, j'attends, attendons, une fois, sera
        livr*, sera envoy*, sera expédi*, sera rembours*, sera transmis*, sera post*, sera pay*,
        sera répar*, sera trait*, seront, va être, vont être",
    calls_back: "rappelle, rappelons, rappellera, rappellerai, rappellerons, rappelleront,
        appellera, appellerai, appellerons, recontacte, recontactons, recontactera,
        recontacterons, contactera, contacterai, contacterons, tiens au courant, tiendrai au
        courant, tiendrons au courant, vous rappeler, vous appeler, vous recontacter",
    called_back: "m'a rappelé, m'a rappelée, m'ont rappelé, m'ont rappelée, nous a rappelés, nous
        ont rappelés, ont rappelé, a rappelé, m'a appelé, m'a appelée, m'ont appelé, m'ont
        appelée, m'a contacté, m'a contactée, m'ont contacté, m'ont contactée, m'a recontacté,
        m'ont recontacté",
    waived: "plus besoin, pas besoin de, pas la peine, plus la peine, inutile de, oubliez, laissez
        tomber",
    booked: "bloqué, confirmé, confirmée, fixé, fixée, je réserve, vous confirme, vous fixe, vous
        réserve, planifié, planifiée, pris rendez vous, programmé, programmée, réservé, réservée,
        inscrit, inscrite, mis, mise",
    done: "fait, faite, envoyé, envoyée, reçu, reçue, livré, livrée, arrivé, arrivée, terminé,
        terminée, payé, payée, remboursé, remboursée, effectué, effectuée, réglé, réglée, réparé,
        réparée",
};

const PT: PromiseCues = PromiseCues {
    kept: "recebi, recebemos, recebido, recebida, chegou, chegaram, veio, vieram, esteve aqui,
        esteve cá, estiveram cá, foi entregue, foram entregues, entregaram, foi pago, foi paga,
        reembols*, obrigado por enviar, obrigada por enviar, obrigado pelo envio, obrigada pelo
        envio",
    fulfilled: "enviei, enviámos, foi enviado, foi enviada, foram enviados, foram enviadas, mandei,
        mandámos, já seguiu, seguiu ontem, foi expedido, foi expedida, foi despachado, foi
        despachada, foi reembolsado, foi reembolsada, reembolsámos, foi creditado, foi creditada,
        foi processado, foi processada, foi reparado, foi reparada, foi concluído, foi concluída,
        encaminhei, encaminhámos",
    pending: "devia, deveria, deviam, era suposto, se chegou, se já, se vier, se receb*, quando, assim que, logo que, até que, antes
        de, antes que, espero que, à espera, uma vez, vai, será",
    calls_back: "ligo lhe, ligo de volta, ligarei, ligaremos, ligará, lhe ligar, vou ligar, vai
        ligar, vamos ligar, em contacto, em contato, retorno a ligação, retornaremos, avisarei,
        avisaremos, avisará, devolvo a chamada, devolvemos a chamada",
    called_back: "ligou me, ligaram me, me ligou, me ligaram, nos ligou, nos ligaram, ligaram
        nos, ligou de volta, ligaram de volta, já ligaram, já ligou, me retornou, me retornaram,
        entrou em contacto, entraram em contacto, entrou em contato, entraram em contato,
        devolveu a chamada, devolveram a chamada",
    waived: "já não é preciso, já não preciso, já não precisamos, não é preciso enviar, não é
        preciso ligar, não precisa de enviar, não precisa enviar, não precisa de ligar, não
        precisa ligar, não preciso mais, esqueça, deixe estar",
    booked: "agendada, agendado, agendamos, agendei, agendou, agendámos, confirmada, confirmado,
        confirmei, deixei marcada, deixei marcado, marcada, marcado, marcamos, marcámos, marquei,
        programei, reservada, reservado, reservei, reservámos, anotei, apontei, coloquei",
    done: "feito, feita, enviado, enviada, recebido, recebida, entregue, entregues, chegou,
        concluído, concluída, pago, paga, reembolsado, reembolsada, resolvido, resolvida,
        realizado, realizada, reparado, reparada",
};

const IT: PromiseCues = PromiseCues {
    kept: "ricevuto, ricevuta, ricevuti, ricevute, arrivato, arrivata, arrivati, arrivate, mi è
        arrivat*, è venuto, è venuta, sono venuti, sono venute, è passato, è passata, pagato,
        rimborsato, rimborsata, confermat*, consegnato, consegnata, grazie per l'invio, grazie
        per aver mandato, grazie per aver inviato",
    fulfilled: "inviato, inviata, inviati, inviate, mandato, mandata, mandati, mandate, spedito,
        spedita, spediti, spedite, è partito, è partita, trasmesso, trasmessa, inoltrato,
        inoltrata, rimborsato, rimborsata, accreditato, accreditata, stato evaso, stata evasa,
        stato riparato, stata riparata, stato completato, stata completata",
    pending: "dovrebbe, dovrebbero, doveva, dovevano, avrebbe, se arriva, se è, se ho, se avete, se hanno, quando, appena,
        finché, prima che, prima di,
        spero, aspetto, aspettiamo, aspettando, una volta, sarà, saranno, verrà",
    calls_back: "la richiamo, la richiamiamo, richiamerò, richiameremo, richiamerà, chiamerò,
        chiameremo, chiamerà, contatterà, contatterò, contatteremo, le faccio sapere, le faremo
        sapere, le farò sapere, le farà sapere, farò sentire, faremo sentire, farà sentire",
    called_back: "mi ha richiamato, mi ha richiamata, mi hanno richiamato, mi hanno richiamata,
        mi ha chiamato, mi ha chiamata, mi hanno chiamato, mi hanno chiamata, ci hanno chiamato,
        ci hanno richiamato, mi ha contattato, mi ha contattata, mi hanno contattato, mi hanno
        contattata, fatto sentire, fatta sentire, fatti sentire",
    waived: "non serve più, non mi serve più, non occorre più, non occorre che, c'è bisogno che,
        c'è bisogno di, c'è più bisogno, lasci stare, lasci perdere, non è necessario che",
    booked: "confermata, confermato, fissata, fissato, le confermo, le fisso, le prenoto, messa in
        agenda, messo in agenda, prenotata, prenotato, prenoto, programmata, programmato,
        riservata, riservato, segnato, segnata, annotato, inserito",
    done: "fatto, fatta, inviato, inviata, ricevuto, ricevuta, consegnato, consegnata, arrivato,
        arrivata, completato, completata, pagato, pagata, rimborsato, rimborsata, risolto,
        risolta, eseguito, eseguita, riparato, riparata, spedito, spedita",
};

const NL: PromiseCues = PromiseCues {
    kept:
        "ontvangen, gekregen, aangekomen, binnengekomen, gekomen, langsgekomen, kwam, kwamen, is _
        geweest, zijn _ geweest, langsgeweest, was _ hier, waren _ hier, geleverd, bezorgd, betaald,
        terugbetaald, bedankt voor",
    fulfilled: "gestuurd, verstuurd, opgestuurd, toegestuurd, doorgestuurd, verzonden, gemaild, is
        de deur uit, terugbetaald, teruggestort, overgemaakt, bijgeschreven, is verwerkt, is
        gerepareerd, is afgerond, is geregeld",
    pending: "zou, zouden, had moeten, hadden moeten, moest, moet, als, wanneer, zodra, totdat,
        voordat, hoop, wacht op, wachten op, wordt, worden, zal, zullen",
    calls_back: "bel u, bellen u, belt u, bel je, bellen je, belt je, terugbellen, neem contact,
        nemen contact, neemt contact, contact met u, laat u weten, laten u weten, laat het u
        weten, laten het u weten, hoort van ons, hoort u van ons",
    called_back: "teruggebeld, heeft gebeld, hebben gebeld, heeft me gebeld, heeft mij gebeld,
        hebben me gebeld, hebben mij gebeld, belde me, belde mij, belde terug, belden terug,
        heeft contact opgenomen, hebben contact opgenomen, contact met me opgenomen, contact met
        mij opgenomen, heeft laten weten",
    waived: "niet meer nodig, hoeft niet meer, hoeft u _ niet, hoeft _ niet meer, hoef ik niet
        meer, hoeven niet meer, laat _ maar zitten, vergeet de, vergeet het",
    booked: "afgesproken, bevestig, bevestigd, boek u, geboekt, gepland, gereserveerd, ingeboekt,
        ingepland, ingeschreven, op de planning gezet, plan u in, reserveer, vastgelegd,
        genoteerd",
    done: "klaar, gedaan, gestuurd, verstuurd, verzonden, opgestuurd, ontvangen, geleverd, bezorgd,
        aangekomen, afgerond, betaald, terugbetaald, opgelost, uitgevoerd, gerepareerd",
};
