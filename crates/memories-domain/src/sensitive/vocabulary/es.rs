use super::phrases::Vocabulary;

pub(super) const WORDS: Vocabulary = Vocabulary {
    card: "tarjeta, tarjeta de crédito, tarjeta de débito, número de tarjeta, número de la tarjeta,
        dieciséis dígitos, 16 dígitos, dieciséis números, número largo, visa",
    expiry: "caduca, caducidad, fecha de caducidad, vence, vencimiento, fecha de vencimiento,
        válida hasta, expira, fecha de expiración, expiración",
    security_code: "código de seguridad, código de verificación de la tarjeta, ccv, tres dígitos del
        reverso, número de atrás, tres números de atrás, código de la tarjeta, clave de la
        tarjeta, los tres de atrás, los tres de detrás, los tres del reverso, tres dígitos de
        atrás, tres dígitos de detrás, tres números de detrás, tres números del reverso, los
        tres por detrás",
    code: "código, códigos, código de verificación, código de un solo uso, código sms, clave de un solo uso, clave sms",
    site: "el portal, del portal, al portal, mi portal, puerta, verja, portón, entrada, garaje, edificio, ascensor, caja de llaves,
        telefonillo, parking, barrera",
    reference: "pantalla, muestra, parpadea, avería, código postal, prefijo, descuento, promocional, cupón,
        reserva, pedido, localizador, confirmación, factura, referencia, error, producto, cliente,
        póliza, expediente, piso, habitación, calle, contador, extensión, wifi, orden, tarjeta de
        socio, tarjeta de fidelidad, tarjeta de fidelización, tarjeta regalo, tarjeta de cliente,
        tarjeta de puntos, tarjeta de visita, número de socio, socio, matrícula, parcela, número de
        serie, taquilla, albarán",
    last_four: "últimos cuatro, últimos cuatro dígitos, últimas cuatro, últimos 4, termina en, terminada en",
    social_security: "seguridad social, número de seguridad social, número de la seguridad social, nuss, número de
        afiliación a la seguridad social",
    national_id: "dni, d n i, mi nie, su nie, el nie, tu nie, del nie, un nie, nie es, n i e, nif, documento de identidad, número de documento, cédula, carné de
        conducir, carnet de conducir, curp, número de identidad, ine, tarjeta sanitaria, número de
        tarjeta sanitaria, número de la tarjeta sanitaria, número de afiliación, permiso de
        conducir, licencia de conducir, número del carné, número de asegurado, carnet de identidad,
        carné de identidad, cédula de identidad, documento nacional de identidad, número del dni,
        número de dni, tarjeta de residencia, permiso de residencia, número del nie",
    passport: "pasaporte, número de pasaporte",
    tax: "rfc, identificación fiscal, número fiscal, cif, número de identificación fiscal,
        identificador fiscal",
    bank: "iban, cuenta bancaria, número de cuenta, cuenta corriente, clabe, número de cuenta bancaria,
        número de la cuenta, cuenta del banco",
    account: "cuenta",
    banking: "banco, bancaria, domiciliación, transferencia",
    pin: "pin, código de la alarma, clave de la alarma, código de alarma, código para desactivar, código
        para apagar, código de desactivación, número secreto, clave, código pin, clave numérica, número pin",
    password: "contraseña, palabra clave, clave de acceso, clave, palabra secreta, contrasena, respuesta de
        seguridad, respuesta secreta, respuesta a la pregunta de seguridad, contraseñas, palabra de
        seguridad, palabra en clave, frase secreta, frase de seguridad, apellido de soltera de mi
        madre, apellido de soltera de su madre, apellido de soltera de la madre",
    birth: "fecha de nacimiento, nací, nació, nacido, nacida, cumpleaños, nací el",
    months: "enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, setiembre,
        octubre, noviembre, diciembre",
    date_words: "de, del, el, primero",
    copula: "aquí pone, aquí dice, sigue siendo, es, son, era, sería",
    connectors: "es, son, era, el, la, los, las, mi, su, de, del, número, sí, eh, pues, vale, a ver,
        mire, que, me, ha, llegado, tarjeta, y, dígitos, atrás, un, una, momento, claro, por, detrás, ese, este,
        dio, dieron, bueno, ok",
    units: "litros, euros, euro, pesos, dólares, céntimos, horas, minutos, días, semanas, meses, años, por ciento,
        kilómetros, metros, personas, miligramos",
    request: "necesitaría, necesitamos, me hace falta, haría falta, me falta, cómo es, me puede,
        cuál es, cuál, qué, dígame, me dice, me da, puede, podría, necesito, indíqueme,
        por favor, confirme, me confirma, facilíteme, deme, me facilita",
    no_password: "no, incorrecta, incorrecto, errónea, caducada, bloqueada, la, el, una, un, muy, de, en,
        para, que, correcta, mala, importante, necesaria, olvidada, perdida, siempre, nunca, mal",
    health: "alergia, alergias, alérgico, alérgica, medicación, medicamento, medicamentos, medicina,
        receta, diagnóstico, diabetes, diabético, diabética, asma, asmático, asmática, cáncer,
        artritis, diálisis, cirugía, operación, embarazada, embarazo, enfermedad, enfermo,
        enferma, síntoma, síntomas, tensión alta, hipertensión, epilepsia, depresión, ansiedad,
        demencia, ictus, infarto, quimioterapia, insulina, antibiótico, antibióticos,
        penicilina, ibuprofeno, silla de ruedas, discapacidad, celíaco, celíaca, migraña, dolor,
        infección, lesión, fiebre, vacuna, seguro médico, tratamiento, terapia, intolerancia,
        intolerante, dislexia, disléxico, disléxica, autismo, autista, marcapasos, sordo, sorda,
        andador, muletas, párkinson, operado, operada",
    email: "correo electrónico, correo, email",
    phone: "teléfono, número de teléfono, móvil, llámeme, llámame, llamarme, celular, localizarme,
        número de móvil",
    login: "área de clientes, área de cliente, área del cliente, iniciar sesión, área personal, portal
        del cliente, entrar en la cuenta, acceder a la cuenta, nombre de usuario, usuario",
    security_question: "pregunta de seguridad, pregunta secreta, preguntas de seguridad",
    letters: "letra, letras, carácter, caracteres",
    continues: "resto, siguiente, siguientes, continúe, siga, adelante, después, luego, los demás, le
        escucho, próximos",
    chosen: "había puesto, le había puesto, habíamos puesto, puse, le puse, pusimos, he puesto, tenía
        puesto, tenía puesta, elegí, he elegido, había elegido, escogí, cambié a, la cambié a, lo
        cambié a, la cambié por, lo cambié por, empieza por, empieza con, pongamos, ponga, pondré,
        configuré, quiero poner, escribo, introduzco, he escrito",
    entered: "uso, usaba, yo usé, que usé, usé como, usé la, usé el, utilizo, utilizaba, escribí, meto, metí, he metido, era, debería ser,
        debe ser, tiene que ser, probé, probé con, he probado, he probado con, tenía, tengo apuntado, tengo
        apuntada, apunté, pongo, siempre uso",
    chosen_after: "",
    auxiliaries: "",
    password_parts: "mayúscula, mayúsculas, minúscula, minúsculas, asterisco, almohadilla, guion, guion bajo,
        signo de exclamación, exclamación, arroba, todo junto",
};
