use super::language_cues::LanguageCues;

pub(super) const CUES: LanguageCues = LanguageCues {
    cancels: "cancel*, anul*, desmarc*, retir*, rescind*",
    changes: "voltar a, voltar para, voltou para, de volta a, de volta ao, mud*, alter*, remarc*, adi*, antecip*, troc*, reagend*, em vez de, no lugar de, a partir de
        agora, agora é, passou para, passar para, passado para, substitu*, atualiz*, prefiro",
    reverts: "voltar a, voltar para, voltou para, de volta a, de volta ao",
    ends: "já não, não mais, deixei de, parei de, deixou de, morreu, faleceu, vendi, vendido, vendemos,
        dei, se mudou, nos mudamos, mudámos, mudamos, reformou, aposent*, terminou, terminado,
        consertado, arranjado, resolvido, resolvida, tirei, não tenho, não temos, divorci*",
    none_of: "não há, não tem, nenhum, nenhuma, não tenho",
    kept: "recebi, recebido, chegou, já chegou, me ligaram, ligaram, veio, vieram, foi entregue, foi pago,
        reembols*, obrigado por enviar",
    withdraws: "não espere, espere não, não desculpe, desculpe não, quer dizer, aliás, melhor dizendo,
        corrijo, não não, ou melhor",
    not: "não, não é",
    but: "mas, é, sim",
    no_cancellation: "não cancele, não cancelar, taxa de cancelamento, cancelamento gratuito, pode
        cancelar, se cancelar",
    appointment_nouns: "consulta*, marcação, marcações, reserva*, visita*, encomenda*, pedido*, horário,
        hora, data, dia, cancel*, desmarc*, favor, hoje",
    generic: "tomo, toma, tomar, moro, mora, morar, trabalho, trabalha, uso, usar, preciso,
        precisa, quero, quer, tenho, tem, ter, vou, vai, ir, faço, faz, fazer,
        coisa, problema, ideia, tempo, mais, agora, hoje, semana, mês, ano, dia,
        dias, também, ainda, novo, nova, bem, ligar, posso, pode",
};
