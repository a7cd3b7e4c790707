use super::language_phrases::StockPhrases;

pub(super) const PHRASES: StockPhrases = StockPhrases {
    language: "es",
    filler: "
        adiós, ah, bien, buenas, bueno, claro, claro que sí, cómo está, correcto, de acuerdo,
        disculpe, eh, es todo, eso es todo, está bien, exacto, excelente, genial, gracias, hasta
        luego, hasta pronto, igualmente, mm, muchas gracias, muy amable, muy bien, no hay problema,
        nada más, ok, okay, oye, perdón, perfecto, por favor, pues, sí, si, tal vez, vale, buen día,
        buen fin de semana, buena tarde, buena noche, algo más, hay algo más en que pueda ayudarle,
        en qué más puedo ayudarle, puedo ayudarle en algo más, puedo ayudarte en algo más, con mucho
        gusto, con gusto, a la orden, un placer, ha sido un placer, fue un placer, cuídese, cuídate,
        hasta mañana, hasta la próxima, nos vemos, chao, lo siento, lo siento mucho, disculpa,
        disculpe la espera, sigue ahí, encantado de ayudarle, encantada de ayudarle, saludos,
        un momentito por favor, deme un momentito, voy a ponerle en espera, voy a ponerle en
        espera un momento, voy a ponerlo en espera, voy a ponerla en espera, ponerle en espera,
        ponerlo en espera, ponerla en espera, me permite ponerlo en espera, me permite ponerla en
        espera, gracias por la espera, muchas gracias por su paciencia, sigo aquí, sigo aquí con
        usted, le voy a pasar con, le voy a pasar con el departamento correspondiente,
        con el departamento correspondiente, al departamento
        correspondiente, le paso con un compañero, le paso con una compañera, le atiende un
        compañero, enseguida le atiende un compañero, enseguida le atienden, ha sido un placer
        atenderle, fue un placer atenderle, un placer atenderle, ha sido un placer ayudarle, que
        tenga un excelente resto del día, excelente resto del día, que pase una linda tarde, que
        pase una buena tarde, que pase una buena noche, no se preocupe, no te preocupes, tómese su
        tiempo, tómate tu tiempo, gracias por confirmar, gracias por confirmarlo, lo entiendo
        perfectamente, lo entiendo, entiendo perfectamente, le entiendo, le entiendo
        perfectamente, entiendo su molestia, entiendo su frustración, comprendo su molestia,
        gracias de nuevo, sí espero, espero, yo espero, me quedo a la espera, quedo a la espera,
        gracias por su ayuda, por su ayuda, por tu ayuda, no le he entendido, no le entendí, no te
        he entendido, no entendí, me lo puede repetir, me lo repite, puede repetirlo, puede
        repetir, me parece bien, me parece perfecto, me va bien, hay algo más en lo que pueda
        ayudarle, en lo que pueda ayudarle, en qué le puedo ayudar, gracias por comunicarse con
        nosotros, gracias por comunicarse",
    greetings: "
        bienvenida, bienvenido, buenas noches, buenas tardes, buenos días, de nada, gracias por
        llamar, hola, que tenga buen día, que tenga un buen día, que tengas un buen día, que tengas
        buen día, que tenga un excelente día, que tengas un excelente día, que tenga un bonito día,
        que tengas un bonito día, que tenga un lindo día, que tengas un lindo día, que pase un buen
        día, que pases un buen día, que pase buen día, que pases buen día, que tenga una buena
        tarde, que tengas una buena tarde, que tenga buena tarde, que tengas buena tarde, que tenga
        una buena noche, que tengas una buena noche, que tenga buena noche, que tenga un buen fin de
        semana, que tengas un buen fin de semana, feliz día, feliz tarde, feliz noche, gracias por
        su llamada, gracias por tu llamada, gracias por su tiempo, gracias por tu tiempo, gracias
        por su paciencia, gracias por tu paciencia, gracias por esperar, gracias por contactarnos",
    stalling: "
        anotado, apuntado, deje que compruebe, deje que mire, déjeme consultar, déjeme revisar,
        déjeme ver, he anotado, lo anoto, permítame, tomo nota, un momento, un segundo, voy a
        anotar, voy a comprobar, voy a consultar, voy a revisar, espere, por favor espere, espere
        por favor, espere un momento, espere un momento por favor, espera un momento, espera por
        favor, un momento por favor, un momentito, un instante, deme un momento, deme un segundo,
        dame un momento, dame un segundo, permítame un momento, no cuelgue, por favor no cuelgue,
        manténgase en línea, por favor manténgase en línea, permanezca en línea, por favor
        permanezca en línea, le transfiero, te transfiero, lo transfiero, la transfiero, le estoy
        transfiriendo, lo estoy transfiriendo, la estoy transfiriendo, te estoy transfiriendo, voy a
        transferirle, voy a transferirlo, voy a transferirla, voy a transferirte, le voy a
        transferir, lo voy a transferir, le comunico, lo comunico, le paso con, te paso con, le
        pongo con, le conecto, lo conecto, mientras le transfiero, mientras lo transfiero, mientras
        la transfiero, mientras te transfiero, mientras le paso, mientras le comunico, mientras
        reviso, mientras consulto, mientras verifico, déjame ver, déjame revisar, déjame consultar,
        estoy revisando, estoy verificando, estoy consultando, transferirle, transferirlo,
        transferirla, transferirte, le transfiero con, le comunico con",
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
