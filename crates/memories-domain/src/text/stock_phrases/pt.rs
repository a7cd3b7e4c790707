use super::language_phrases::StockPhrases;

pub(super) const PHRASES: StockPhrases = StockPhrases {
    language: "pt",
    filler: "
        adeus, ah, alô, até logo, bem, boa noite, boa tarde, bom, bom dia, certo, claro, com
        licença, combinado, de nada, desculpe, está bem, está bom, então, exatamente, é isso, é só
        isso, isso, muito bem, muito obrigada, muito obrigado, não, né, obrigada, obrigado, oi,
        ok, okay, olá, ótimo, perfeito, pois não, por favor, sim, só isso, talvez, tá, tá bom,
        tchau, tenha um bom dia, tudo bem",
    greetings: "
        bem-vinda, bem-vindo, boa noite, boa tarde, bom dia, de nada, obrigada por ligar, obrigado
        por ligar, oi, olá",
    stalling: "
        anotado, anotei, deixa eu ver, deixe-me ver, deixe-me verificar, estou anotando, eu anoto,
        só um momento, só um instante, um instante, um momento, vou anotar, vou consultar, vou
        transferir, vou verificar",
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
