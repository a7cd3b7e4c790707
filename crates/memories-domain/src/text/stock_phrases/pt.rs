use super::language_phrases::StockPhrases;

pub(super) const PHRASES: StockPhrases = StockPhrases {
    language: "pt",
    filler: "
        adeus, ah, alô, até logo, bem, bom, certo, claro, com licença, combinado, desculpe, está
        bem, está bom, então, exatamente, é isso, é só isso, isso, muito bem, muito obrigada, muito
        obrigado, não, né, obrigada, obrigado, ok, okay, ótimo, perfeito, pois não, por favor, sim,
        só isso, talvez, tá, tá bom, tchau, tudo bem, bom fim de semana, boa semana, agradeço a sua
        ligação, agradecemos o contato, mais alguma coisa, posso ajudar em mais alguma coisa, em que
        mais posso ajudar, foi um prazer, foi um prazer ajudar, é um prazer, com prazer, às ordens,
        disponha, imagina, até mais, até breve, até amanhã, até à próxima, até a próxima, se cuida,
        cuide se, sinto muito, lamento, desculpa, peço desculpa, desculpe a demora, ainda está aí,
        um abraço, fico feliz em ajudar,
        vou colocar você em espera, vou colocar você em espera por um instante, vou colocá lo em
        espera, vou colocá la em espera, posso colocá lo em espera, posso colocá la em espera, em
        espera, obrigada por esperar, obrigado por esperar, agradeço a sua paciência, agradeço sua
        paciência, continuo aqui, continuo aqui com você, continuo aqui consigo, vou passar a
        ligação, vou passar a chamada, para o setor responsável, para o departamento responsável,
        vou passar você para um colega, vou passar para um colega, um colega já vai atender você,
        um colega já vai atendê lo, um colega já o vai atender, foi um prazer atender você, foi um
        prazer atendê lo, foi um prazer falar com você, desejo lhe um excelente dia, desejo lhe um
        ótimo dia, desejo lhe um bom dia, desejo um ótimo dia, tenha um ótimo restante de dia,
        ótimo restante de dia, sem problema, sem problemas, fique à vontade, não tem pressa, leve
        o tempo que precisar, no seu tempo, obrigado por confirmar, obrigada por confirmar,
        obrigado pela confirmação, entendo perfeitamente, entendo, compreendo, compreendo
        perfeitamente, entendo a sua frustração, entendo sua frustração, mais uma vez, obrigado
        mais uma vez, eu espero, eu aguardo, aguardo, pela ajuda, muito obrigada pela ajuda, muito
        obrigado pela ajuda, então tá, para você também, para si também, igualmente, ainda estou
        aqui, estou aqui, não entendi, não percebi, pode repetir, pode repetir por favor, está
        ótimo, está perfeito, como posso ajudar, obrigado por entrar em contato, obrigada por
        entrar em contato",
    greetings: "
        bem-vinda, bem-vindo, boa noite, boa tarde, bom dia, de nada, obrigada por ligar, obrigado
        por ligar, oi, olá, tenha um bom dia, tenha um ótimo dia, tenha um excelente dia, tenha um
        bom resto de dia, tenha um dia maravilhoso, tenha uma boa tarde, tenha uma ótima tarde,
        tenha uma boa noite, tenha uma ótima noite, tenha um bom fim de semana, tenha um ótimo fim
        de semana, um bom dia para você, um ótimo dia, obrigado pela ligação, obrigada pela ligação,
        obrigado pela sua ligação, obrigado pelo contato, obrigada pelo contato, obrigado pelo seu
        contacto, obrigado pelo seu tempo, obrigada pelo seu tempo, obrigado pela paciência,
        obrigada pela paciência, obrigado pela sua paciência, obrigado por aguardar, obrigada por
        aguardar",
    stalling: "
        anotado, anotei, deixa eu ver, deixe-me ver, deixe-me verificar, estou anotando, eu anoto,
        só um momento, só um instante, um instante, um momento, vou anotar, vou consultar, vou
        transferir, vou verificar, aguarde, por favor aguarde, aguarde por favor, aguarde um
        momento, aguarde um momento por favor, aguarde um instante, aguarde um minuto, um momento
        por favor, um momentinho, um instantinho, um minutinho, só um minuto, só um segundo, só um
        minutinho, me dê um momento, dê me um momento, espere um momento, espera um momento, não
        desligue, por favor não desligue, fique na linha, por favor fique na linha, permaneça na
        linha, aguarde na linha, por favor aguarde na linha, mantenha se em linha, vou transferir
        você, vou transferi lo, vou transferi la, vou te transferir, vou lhe transferir, vou
        transferir a chamada, vou transferir sua ligação, estou transferindo, estou te transferindo,
        estou transferindo você, estou a transferir, passo a chamada, enquanto transfiro, enquanto
        eu transfiro, enquanto verifico, enquanto eu verifico, enquanto consulto, deixe me
        consultar, deixa me ver, estou verificando, estou consultando, estou a verificar, transfiro
        você, te transfiro, transfiro a ligação, transfiro a chamada",
    commitments: "
        agendada, agendado, agendamos, agendei, agendou, agendámos, confirmada, confirmado,
        confirmei, deixei marcada, deixei marcado, enviarei, enviaremos, ligarei, ligaremos,
        marcada, marcado, marcamos, marcámos, marquei, programei, prometo, receberá, reservada,
        reservado, reservei, reservámos, vai, vamos, vou, vão",
    noted_bookings: "anotei, apontei, pus, coloquei, ficou anotado, ficou anotada",
    requests_for_a_human: "
        agente, um agente, atendente, um atendente, operador, operadora, representante,
        humano, uma pessoa, pessoa real, pessoa de verdade, pessoa, ser humano, alguém,
        falar com, falar, transferir, transfira me, me passa, quero, queria, gostaria,
        preciso, atendimento ao cliente, robô, máquina",
};
