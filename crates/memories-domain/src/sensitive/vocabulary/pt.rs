use super::phrases::Vocabulary;

pub(super) const WORDS: Vocabulary = Vocabulary {
    card: "cartão, cartão de crédito, cartão de débito, número do cartão, número do meu cartão,
        dezesseis dígitos, dezasseis dígitos, 16 dígitos, dezasseis algarismos, dezesseis números,
        visa",
    expiry: "validade, data de validade, vence, vencimento, expira, válido até, data de vencimento",
    security_code: "código de segurança, código de verificação do cartão, código do cartão, três dígitos
        atrás, três números de trás, dígitos de trás, três dígitos do verso, os três de trás, os
        três atrás, os três do verso, os três no verso, três dígitos de trás, três dígitos no
        verso, três números do verso, três números no verso",
    code: "código, códigos, código de verificação, código sms, código de confirmação, token",
    site: "portão, porta, entrada, prédio, garagem, elevador, portaria, interfone, caixa de chaves,
        cancela",
    reference: "visor, mostra, pisca, avaria, código postal, cep, ddd, desconto, cupom, promocional,
        reserva, pedido, encomenda, fatura, referência, erro, produto, cliente, apólice, protocolo,
        apartamento, quarto, andar, rua, avenida, contador, wifi, cartão de cliente, cartão de
        sócio, cartão de fidelidade, cartão presente, cartão de membro, cartão de visita, número de
        sócio, sócio, matrícula, lote, número de série, cacifo, rastreamento",
    last_four: "últimos quatro, últimos quatro dígitos, últimos 4, termina em, final do cartão",
    social_security: "segurança social, número da segurança social, niss",
    national_id: "cpf, c p f, rg, bilhete de identidade, cartão de cidadão, documento de identidade,
        identidade, carta de condução, cnh, carteira de motorista, número do documento, número de
        utente, utente de saúde, cartão do cidadão, número do cartão de cidadão, número do cidadão,
        carteira de identidade, número da identidade, cartão nacional de saúde, cartão do sus,
        número do sus, número do cartão de saúde, título de residência, número da carta de condução,
        carteirinha do plano, número da carteirinha, número do bilhete de identidade, carteira de
        habilitação, habilitação",
    passport: "passaporte, número do passaporte",
    tax: "nif, n i f, contribuinte, número de contribuinte, número fiscal, cnpj, número de
        identificação fiscal, identificação fiscal",
    bank: "iban, nib, conta bancária, número da conta, conta corrente, agência e conta, número de
        conta, coordenadas bancárias",
    account: "conta",
    banking: "banco, bancária, agência, transferência, débito direto",
    pin: "pin, código do alarme, código de alarme, senha do alarme, código para desligar, código para
        desativar, código de desativação, código pin, código secreto, senha, número secreto",
    password: "senha, palavra-passe, palavra passe, password, palavra secreta, resposta de segurança,
        resposta secreta, resposta à pergunta de segurança, palavra de segurança, palavra-chave,
        senhas, frase secreta, palavra de código, nome de solteira da minha mãe, nome de solteira da
        sua mãe, nome de solteira da mãe",
    birth: "data de nascimento, nasci, nasceu, nascido, nascida, aniversário, nascimento",
    months: "janeiro, fevereiro, março, abril, maio, junho, julho, agosto, setembro, outubro, novembro, dezembro",
    date_words: "de, do, primeiro, em, dia",
    copula: "aqui diz, diz aqui, continua a ser, continua sendo, é, são, era, seria",
    connectors: "é, são, era, o, a, os, as, meu, minha, seu, sua, de, do, da, número, sim, então, bom,
        olha, que, recebi, cartão, e, dígitos, trás, atrás, um, momento, claro, no, me, deram",
    units: "litros, euros, euro, reais, real, centavos, cêntimos, horas, minutos, dias, semanas, meses, anos,
        por cento, quilómetros, quilômetros, metros, pessoas, miligramas",
    request: "precisava, precisamos, precisaria, falta me, faltava, qual seria, pode me,
        qual é, qual, quais, diga, me diz, pode, poderia, preciso, por favor, confirme,
        confirmar, informe, informar, me dá, me passa",
    no_password: "não, incorreta, errada, expirada, bloqueada, a, o, uma, um, muito, de, em, para, que,
        correta, certa, importante, esquecida, perdida, sempre, nunca, inválida, do, da, mesma",
    health: "alergia, alergias, alérgico, alérgica, medicação, medicamento, medicamentos, remédio,
        remédios, receita médica, diagnóstico, diabetes, diabético, diabética, asma, asmático,
        asmática, câncer, cancro, artrite, diálise, cirurgia, operação, grávida, gravidez,
        doença, doente, sintoma, sintomas, hipertensão, pressão alta, epilepsia, depressão,
        ansiedade, demência, avc, infarto, enfarte, quimioterapia, insulina, antibiótico,
        antibióticos, penicilina, ibuprofeno, cadeira de rodas, deficiência, celíaco, celíaca,
        enxaqueca, dor, dores, infeção, infecção, lesão, febre, vacina, plano de saúde, seguro
        de saúde, tratamento, terapia, intolerância, intolerante, dislexia, disléxico,
        disléxica, autismo, autista, pacemaker, surdo, surda, andarilho, muletas, parkinson",
    email: "e-mail, email, correio eletrónico",
    phone: "telefone, telemóvel, celular, número de telefone, ligue-me, me ligue, ligue para, contacto,
        contato, whatsapp, número de telemóvel",
    login: "área de cliente, área do cliente, iniciar sessão, portal do cliente, entrar na conta, fazer
        login, nome de utilizador, nome de usuário",
    security_question: "pergunta de segurança, pergunta secreta, perguntas de segurança",
    letters: "letra, letras, caractere, caracteres, carácter",
    continues: "resto, seguintes, próximos, seguinte, continue, pode continuar, depois, a seguir, restante,
        restantes, pode dizer, estou a ouvir",
    chosen: "tinha posto, tinha colocado, tinha metido, tínhamos posto, pus, coloquei, botei, meti,
        escolhi, tinha escolhido, mudei para, alterei para, troquei para, mudei-a para, mudei ela
        para, defini, começa por, começa com, vou pôr, ponho, ponha, coloque, quero pôr, digito,
        digitei, insiro",
    entered: "uso, usava, usei, utilizo, utilizava, escrevo, escrevi, era, deve ser, deveria ser, devia
        ser, tentei, experimentei, tenho anotado, tenho anotada, anotei, tinha anotado",
    chosen_after: "",
    auxiliaries: "",
    password_parts: "maiúscula, maiúsculas, maiúsculo, minúscula, minúsculas, minúsculo, asterisco, cerquilha,
        hífen, traço, ponto de exclamação, exclamação, arroba, tudo junto, sublinhado, cardinal",
};
