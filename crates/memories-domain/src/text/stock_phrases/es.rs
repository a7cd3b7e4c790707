use super::language_phrases::StockPhrases;

pub(super) const PHRASES: StockPhrases = StockPhrases {
    language: "es",
    filler: "
        adiós, ah, bien, buenas, buenas noches, buenas tardes, bueno, buenos días, claro, claro
        que sí, cómo está, correcto, de acuerdo, de nada, disculpe, eh, es todo, eso es todo, está
        bien, exacto, excelente, genial, gracias, hasta luego, hasta pronto, hola, igualmente, mm,
        muchas gracias, muy amable, muy bien, no hay problema, nada más, ok, okay, oye, perdón,
        perfecto, por favor, pues, que tenga buen día, que tenga un buen día, sí, si, tal vez,
        vale",
    greetings: "
        bienvenida, bienvenido, buenas noches, buenas tardes, buenos días, de nada, gracias por
        llamar, hola",
    stalling: "
        anotado, apuntado, deje que compruebe, deje que mire, déjeme consultar, déjeme revisar,
        déjeme ver, he anotado, lo anoto, permítame, tomo nota, un momento, un segundo, voy a
        anotar, voy a comprobar, voy a consultar, voy a revisar",
    commitments: "
        agendada, agendado, agendé, confirmada, confirmado, confirmé, enviaremos, enviará,
        enviaré, fijada, fijado, haremos, haré, irá, le agendo, le confirmo, le reservo,
        llamaremos, llamará, llamaré, mandaremos, mandaré, programada, programado, programé,
        prometo, queda fijada, queda fijado, recibirá, reservada, reservado, reservé, va a
        llamar, va a pasar, vamos a, vendrá, voy a",
    noted_bookings:
        "he apuntado, hemos apuntado, le apunto, la apunto, apuntado para, apuntada para, apunté,
        he anotado, le he puesto, la he puesto, hemos puesto, he puesto",
    requests_for_a_human: "
        agente, un agente, representante, operador, operadora, humano, una persona,
        persona, persona real, persona de verdad, ser humano, alguien, hablar con, hablar,
        páseme con, páseme, comuníqueme con, comuníqueme, quiero, quisiera, necesito,
        atención al cliente, asesor, asesora, robot, máquina",
};
