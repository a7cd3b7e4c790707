use super::language_cues::LanguageCues;

pub(super) const CUES: LanguageCues = LanguageCues {
    code: "es",
    cancels: "he retirado, hemos retirado, retiré, cancel*, anul*, dar de baja, darme de baja, dado de baja, dada de baja, se cae, olvídese de, no podré ir, anúl*, cancél*",
    removes: "he retirado, hemos retirado, retiré, ha retirado",
    books: "y _ reservado, y le he reservado, y reservo, y le pongo, y le he apuntado, y
        reservada",
    changes: "volver al, volver a la, volver a los, volver a las, vuelvo al, vuelvo a la, vuelto al, vuelto a la, de vuelta al, otra vez al, otra vez a la, cambi*, modific*, mover,
        movido, movida, muevo, aplaz*, adelant*, retras*, pospon*, pospuest*, reprogram*, en
        lugar de, en vez de, a partir de ahora, ahora es, pasado a, pasarlo a, sustitu*,
        actualiz*, mejor el, mejor la",
    reverts: "volver al, volver a la, volver a los, volver a las, vuelvo al, vuelvo a la, vuelto al, vuelto a la, de vuelta al, otra vez al, otra vez a la",
    ends: "al final no quier*, al final no queremos, ya _ quitar, ya no, dejé de, dejado de, he dejado, murió, ha muerto, falleci*, fallecido, vendí,
        vendido, vendimos, regal*, se fue, se ha ido, nos mudamos, me mudé, hemos mudado, se
        jubil*, jubilado, terminado, terminó, arreglado, solucionado, resuelto, reparado,
        quitado, me quitaron, suspendido, no tengo, no tenemos, antes tenía, divorciad*,
        separad*, no _ más, no necesit*, no hace falta, lo dimos, la dimos, los dimos, funciona
        otra vez, ya funciona, vuelve a funcionar, caducado, vencido, donad*, devuelt*, hemos
        vendido, he vendido, se murió, se nos murió, lo hemos dado, la hemos dado, ha dejado de,
        dejó de",
    ends_items: "dormir al, sacrificar, hemos dejado, dejado",
    only: "ya solo, ya sólo, solo queda, sólo queda, solo quedan, sólo quedan, solo me queda, sólo me queda, queda solo, queda sólo, quedan solo, ya nada más, ahora solo, ahora sólo, nos queda solo",
    ends_facts: "ya no, murió, ha muerto, falleci*, vendí, vendido, vendimos, no _ más, no hay,
        ya no hay, cancelado, cancelar, hemos vendido, he vendido, se murió, se nos
        murió, dado de baja",
    pronouns: "lo, la, los, las, ella, él, ellos, ambos, ambas, le",
    none_of: "no hay, no tengo, no tenemos, ningún, ninguna, ya no hay",
    requires: "tiene que, tienen que, debe, hay que, traiga, envíe, envíenos, firme, falta",
    done: "he firmado, ya firmé, lo firmé, la firmé, he enviado, ya envié, le envié, he mandado,
        he pagado, he rellenado, he entregado, entregué",
    settled: "aprobado, aprobada, rechazado, rechazada, aceptado, aceptada, cerrado, cerrada,
        tramitado, resuelto, resuelta",
    still: "todavía, sigue, siguen, aún",
    paid: "pagado, pagada, pagué, pagamos, pagados, recibido, abonado, cobrado",
    noted: "a partir de ahora, de ahora en adelante, ahora, quedan, queda, quito, añadida, eliminado, eliminada, anotado, anotada, apuntado, apuntada, añado, añadido, registrado, hemos recibido, he
        recibido, aprobado, aprobada, pagado, ahora es, ahora lleva, actualizado",
    withdraws: "no perdón, no perdone, perdón no, no espere, espere no, no no, quiero decir,
        mejor dicho, digo, rectifico, me equivoqué, corrijo",
    not: "no es, no, no soy",
    but: "sino, es, soy",
    no_cancellation: "no cancele, no cancelar, cancelación gratuita, gastos de cancelación,
        política de cancelación, puede cancelar, si cancela, no anule, para cancelarle",
    appointment_nouns: "cita*, reserva*, visita*, pedido*, hora*, fecha*, día, turno*, cancel*,
        anul*, sesión, clase*, por, favor, hoy",
    both: "ambas, ambos, las dos, los dos",
    when: "cuándo, a qué hora, qué hora, qué día, para qué día, en qué fecha",
    starts: "desde, a partir de, a partir del, desde hace",
    generic: "lamentablemente, desgraciadamente, necesario, necesaria, tomo, toma, tomar, vivo, vive, vivir, trabajo, trabaja,
        trabajar, uso, usar, necesito, necesita, quiero, quiere, tengo, tiene, tener, voy, va,
        ir, hago, hace, hacer, cosa, problema, idea, tiempo, más, ahora, hoy, semana, mes, año,
        día, días, también, todavía, nuevo, nueva, bien, favor, llamar, llamo, puedo, puede,
        señor, señora, señorita, don, doña, dr, dra, doctor, doctora, cuesta, cuestan, precio",
    conditions: "si, en caso de, en caso, antes de, cómo, quizás, tal vez",
    requests: "puede, podría, puedes, podrías, me puede, por favor, tengo que, necesito, quiero, quisiera, querría, me gustaría, hay que, queremos",
    possible: "puede, puedo, podemos, podría, podrían, pueden",
    passive: "fue, fueron, sido, estaba",
    agrees: "claro, por supuesto, hecho, de acuerdo, vale, perfecto, sí, sin problema, ningún problema, muy bien, listo, desde luego, ya está, cómo no",
    refuses: "lo siento, lamentablemente, por desgracia, no es posible, no puedo, no podemos, no se puede, está completo, completo, lleno, no queda, no quedan, no hay, no tenemos, no tengo, ocupado, no está disponible, se queda, demasiado tarde, cerramos, cerrado",
    other_things: "boletín, suscripción, abono, tren, vuelo, autobús, tarjeta*, contrato*, póliza*, cuenta*, seguro*, pedido*",
    no_ending: "no tengo _ a mano, no tengo _ aquí, no tengo _ conmigo, no tengo _ delante, no tengo tiempo, no tengo preguntas, no tengo dudas, no tengo prisa, no tenemos prisa, no _ más que, se fue la luz",
    moved_home: "me he mudado, nos hemos mudado, me mudé, nos mudamos, ahora vivo, ahora
        vivimos, vivo ahora, vivimos ahora, mi nueva dirección, nuestra nueva dirección, la
        nueva dirección, cambiado de dirección, cambiado de casa",
    renewed: "cambiado, cambió, cambiaron, nuevo, nueva, otro, distinto, distinta, actualizado",
    now: "ahora",
    instead_of: "en vez de, en vez del, en lugar de, en lugar del",
    tolerated: "ya tolera, ya tolero, ya no es alérgic*, ya no soy alérgic*, superado la
        alergia",
    wishes: "por favor no, no antes, antes no, antes de las, después de las, no me llam*, no llam*, prefier*, mejor por, siempre, solo por, por correo, por whatsapp, avis*, alérgic*, no pued* comer",
    asides: "qué tiempo, qué calor hace, qué frío hace, buen tiempo que hace, una pregunta rápida, una preguntita, es por saber, era por saber, por saber, solo preguntaba, sólo preguntaba, solo pregunto, sólo pregunto, por curiosidad, solo preguntar",
    remains: "continúa, continúan, queda, quedan, se queda, se quedan, sigue, siguen, mantiene, mantienen, permanece*, tiene todavía, confirmad*",
    after_all: "al final sí, finalmente sí, sí que quiero, sí que queremos, al final quiero, al final queremos, he cambiado de idea, hemos cambiado de idea",
};
