import type { questions as en } from "../en/questions.ts";
import { plural } from "./plural.ts";

const numbers = ["ningún", "un", "dos", "tres", "cuatro", "cinco"];
const left = (tries: number) =>
  tries === 0
    ? "No le queda ningún intento."
    : `${plural(tries, { one: "Le queda", other: "Le quedan" })} ${numbers[tries] ?? tries} ${plural(tries, { one: "intento", other: "intentos" })}.`;
const callKnown = (organization: string) => `Llame a ${organization} a un número que conozca.`;

export const questions: typeof en = {
  question: {
    title: "Introduzca el código que le hemos enviado",
    sentTo: (address) => ["Seis cifras, por correo electrónico a ", address, "."],
    sent: "Seis cifras, por correo electrónico.",
    sentByText: (number) => ["Seis cifras, por SMS al ", number, "."],
    goodUntil: (time) => ["Válido hasta: ", time, "."],
    onItsWay: "Está en camino.",
    label: "Código",
    confirm: "Confirmar",
    nothingCame: "¿No ha llegado nada?",
    newCode: "Enviar un código nuevo",
    lastCode: (organization) => `Ese era el último código para esta solicitud. ¿No ha llegado nada? ${callKnown(organization)}`,
  },
  tooOld: {
    title: "El código ha caducado",
    lead: (time) => ["Era válido hasta: ", time, "."],
    newCode: "Pida un código nuevo e introduzca ese.",
    noneLeft: (organization) => `No se pueden enviar más códigos. ${callKnown(organization)}`,
  },
  said: {
    wrong: (tries) => `Ese no es el código que hemos enviado. ${left(tries)}`,
    unreadable: "Un código tiene seis cifras. Introduzca las seis cifras que le hemos enviado.",
    code_expired: "Ese código ha caducado, o hay uno más nuevo en camino. Introduzca el más nuevo.",
    asked: "Ha pedido un código nuevo. El anterior ya no es válido.",
    too_soon: (waitSeconds) =>
      waitSeconds === null
        ? "Acabamos de enviar un código, que puede tardar un minuto en llegar. Inténtelo después."
        : `Acabamos de enviar un código, que puede tardar un minuto en llegar. Dentro de ${waitSeconds} ${plural(waitSeconds, { one: "segundo", other: "segundos" })} podrá pedir otro.`,
    no_codes_left: (organization) => `No se pueden enviar más códigos. ${callKnown(organization)}`,
    wrong_number: (tries) => `Ese no es el número de la pantalla de quien le llama. ${left(tries)}`,
    unreadable_number: "El número tiene dos cifras. Pídalo otra vez.",
    other_way: "Ha elegido otra manera. Lo que enviamos antes ya no es válido.",
    other_account: (tries) => `Esta solicitud no es de esa cuenta. Inicie sesión con su propia cuenta de trabajo. ${left(tries)}`,
    sign_in_again: (tries) => `No hemos podido confirmar el inicio de sesión. Inicie sesión otra vez. ${left(tries)}`,
    sign_in_away: (organization) =>
      `La página de inicio de sesión de su empresa no responde. Vuelva a intentarlo en un momento; si sigue igual, llame a ${organization} a un número que conozca.`,
  },
  limits: {
    left,
    wait: (seconds) =>
      `Tras varias respuestas incorrectas hay una espera. Dentro de ${seconds} ${plural(seconds, { one: "segundo", other: "segundos" })} podrá volver a responder.`,
    tooSoon: "Ha llegado demasiado pronto: no se ha comprobado y no ha gastado ningún intento.",
    used: (organization) =>
      `Se han dado demasiadas respuestas incorrectas, por lo que esta no se ha comprobado. Use otra forma si se le ofrece. ${callKnown(organization)} Más tarde podrá volver a responder.`,
  },
  call: {
    title: "Le llamamos",
    lead: (organization, number) => [
      `Una persona del equipo técnico de ${organization} le llama al `,
      number,
      " y le pregunta si esta solicitud es suya.",
    ],
    never: "Aquí no tiene que introducir nada. Nunca diga por teléfono un código ni una contraseña.",
    after: "Después de la llamada no hay nada más que hacer aquí. Puede cerrar esta página.",
  },
  signIn: {
    title: "Confirme que es usted",
    lead: {
      entra: "Inicie sesión con su cuenta de trabajo de Microsoft.",
      google: "Inicie sesión con su cuenta de trabajo de Google.",
      oidc: "Inicie sesión con su cuenta de trabajo.",
    },
    button: {
      entra: "Iniciar sesión con Microsoft",
      google: "Iniciar sesión con Google",
      oidc: "Iniciar sesión con la cuenta de trabajo",
    },
    hint: "Inicia sesión en la página de su empresa, no aquí. Sabremos quién es usted y nada más.",
    away: (organization) => `El inicio de sesión está desactivado en este momento. ${callKnown(organization)}`,
    returned: { title: "Ha iniciado sesión", lead: (host) => `Sesión iniciada en ${host}. Un paso más.`, button: "Continuar" },
    lost: {
      title: "El inicio de sesión no ha terminado",
      lead: "Ha tardado demasiado o empezó en otro navegador. No se ha cambiado nada. Abra otra vez el enlace que le hemos enviado e inicie sesión desde allí.",
    },
  },
  approver: {
    title: (who) => `Hable con ${who}`,
    lead: (who) => `Hemos preguntado a ${who} si esto es correcto. Llame a esa persona y dígale este número:`,
    onItsWay: "Un momento: el número está en camino. Vuelva a cargar esta página.",
    wait: "Cuando lo haya introducido, seguimos.",
    again: "¿Ya está? Volver a mirar",
  },
  app: {
    title: "Introduzca el código de su aplicación de autenticación",
    lead: (organization) => `Abra la aplicación e introduzca las seis cifras que muestra para ${organization}.`,
    wrong: (tries) => `Ese no es el código de su aplicación, o ya se ha usado. ${left(tries)}`,
    unreadable: "Un código tiene seis cifras. Introduzca las seis cifras que la aplicación muestra ahora.",
  },
  passkey: {
    title: "Confirme con su llave de acceso",
    lead: "Su dispositivo le pide la huella, la cara o el PIN. Nada de ello sale del dispositivo.",
    use: "Usar mi llave de acceso",
    cancelled:
      "Se ha cancelado, o este dispositivo no tiene ninguna llave de acceso suya. Vuelva a intentarlo, o hágalo en el dispositivo que la tiene.",
    unknown: "Este navegador no puede usar llaves de acceso. Abra el enlace en otro dispositivo.",
    refused: (tries) => `No hemos podido aceptar esa llave de acceso. ${left(tries)}`,
    notAsked: "Ha tardado demasiado, o se ha enviado dos veces. Vuelva a intentarlo.",
    broken: "No hemos podido llegar a nuestro propio servidor. Vuelva a intentarlo en un momento.",
    noScript: "Una llave de acceso necesita JavaScript, que está desactivado en este navegador.",
    noOther: (organization) => `Actívelo, o llame a ${organization} a un número que conozca.`,
  },
  number: {
    title: (who) => `¿Qué número le da ${who}?`,
    lead: "Está al teléfono con usted y le lee dos cifras.",
    label: "Número",
  },
  phrase: {
    lead: (who) => `Si alguien le llama por esto, la llamada es de ${who} solo si lo primero que le dice es:`,
    hangUp: "Si le dice otra cosa, cuelgue.",
    saidElse: "Me ha dicho otra cosa",
  },
  held: {
    title: "Es correcto",
    lead: (organization: string) => `Una persona de ${organization} lo revisa ahora y después continúa.`,
    wait: "No tiene que hacer nada más. ¿Está al teléfono? No cuelgue.",
  },
  checking: {
    title: "Es correcto",
    lead: "Terminamos la comprobación. Tarda un momento.",
    wait: "No tiene que hacer nada más. Esta página continúa sola.",
  },
  others: {
    title: "Usar otra manera",
    names: {
      passkey: "Mi llave de acceso",
      approver: "Una persona de mi empresa que lo apruebe",
      external_provider: "Otro servicio de comprobación",
      company_sign_in: "Iniciar sesión con la cuenta de trabajo",
      call_back: "Una llamada del servicio de ayuda",
      totp: "Mi aplicación de autenticación",
      sms_code: "Un código por SMS",
      email_code: "Un código por correo electrónico",
    },
  },
};
