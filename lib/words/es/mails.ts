import type { mails as en } from "../en/mails.ts";
import { approver } from "./approver.ts";
import { frame } from "./frame.ts";

const notYou = `Si no ha pedido nada, abra la página y elija «${frame.notMe}». Entonces no se cambia nada para usted.`;
const received = (asks: string, ticket: string) => `${asks} ha recibido el ticket ${ticket} en su nombre`;

export const mails: typeof en = {
  lang: frame.lang,
  locale: frame.locale,
  hello: (name) => (name === null ? "Buenos días:" : `Buenos días, ${name}:`),
  asks: (technician, organization) => (technician === null ? organization : `${technician}, de ${organization},`),
  confirmation: {
    subject: (organization, ticket) => `${organization}: confirme el ticket ${ticket}`,
    asked: (asks, ticket) => `${received(asks, ticket)} y le pide que confirme que es suyo.`,
    notYou,
    never: "Nunca lea un código a quien le llame. Nadie le pedirá su contraseña.",
  },
  code: {
    line: (code, until) => `Su código: ${code} (válido hasta: ${until})`,
    above: (until) => `Su código, válido hasta: ${until}`,
    here: "Introdúzcalo en esta página:",
    button: "Abrir la página e introducir el código",
    never: "Nunca lea este código a quien le llame. Nadie le pedirá su contraseña.",
    only: (organization, phrase) =>
      `¿Está hablando ahora por teléfono con ${organization} sobre esto? Lea el código solo al técnico que le diga primero estas palabras: «${phrase}». No se lo diga a nadie más, llame quien llame. Nadie le pedirá su contraseña.`,
  },
  link: {
    how: {
      passkey: "Confírmelo con su llave de acceso en esta página:",
      totp: "Confírmelo con el código que muestra su aplicación de autenticación en esta página:",
      company_sign_in: "Confírmelo con su cuenta de trabajo en esta página:",
      external_provider: "Confírmelo con un servicio de comprobación; esta página lleva allí:",
    },
    button: "Abrir la página y confirmar",
  },
  number: {
    subject: (organization, who, ticket) => `${organization}: llame a ${who} por el ticket ${ticket}`,
    asked: (asks, ticket, who) => `${received(asks, ticket)}. Preguntamos a ${who}, de su empresa, si es correcto.`,
    todo: (who) => `Abra esta página para ver su número, llame después a ${who} y dígaselo. No se lo diga a nadie más.`,
    button: "Abrir la página con su número",
  },
  approval: {
    somebody: approver.somebody,
    subject: (organization, ticket, who) => `${organization}: ¿es correcto el ticket ${ticket} de ${who}?`,
    asked: (who, ticket, asks) =>
      `${who} ha pedido ayuda en el ticket ${ticket}. ${asks} quiere saber de usted si la solicitud es correcta.`,
    sure: approver.sure,
    call: (who) => `Hable primero con ${who}, en un número que conozca. Tiene un número de dos cifras para usted; escríbalo en la página.`,
    notRight: `Si nadie le dice un número, o no es correcto, abra la página y elija «${approver.notRight}».`,
    never: "Nadie le pedirá su contraseña, y nadie más puede darle el número.",
    here: "Responda en esta página:",
    button: "Abrir la página y responder",
  },
  authenticator: {
    totp: {
      added: {
        subject: (organization) => `${organization}: aplicación de autenticación añadida`,
        told: (organization, at) =>
          `Se ha añadido una aplicación de autenticación con la que puede demostrar a ${organization} que una solicitud es suya. Fecha: ${at}.`,
      },
      removed: {
        subject: (organization) => `${organization}: aplicación de autenticación eliminada`,
        told: (organization, at) =>
          `Se ha eliminado una aplicación de autenticación. Ya no demuestra a ${organization} que una solicitud es suya. Fecha: ${at}.`,
      },
    },
    passkey: {
      added: {
        subject: (organization) => `${organization}: llave de acceso añadida`,
        told: (organization, at) =>
          `Se ha añadido una llave de acceso con la que puede demostrar a ${organization} que una solicitud es suya. Fecha: ${at}.`,
      },
      removed: {
        subject: (organization) => `${organization}: llave de acceso eliminada`,
        told: (organization, at) =>
          `Se ha eliminado una llave de acceso. Ya no demuestra a ${organization} que una solicitud es suya. Fecha: ${at}.`,
      },
    },
    notYou: (organization) => `¿No ha sido usted? Llame enseguida a ${organization}, a un número que conozca.`,
  },
  approverChosen: {
    added: {
      subject: (organization) => `${organization}: podemos preguntarle por solicitudes de su empresa`,
      told: (organization, company) =>
        `${organization} le ha anotado como persona cuya palabra cuenta en las solicitudes de la gente de ${company}. Cuando alguien pida algo importante, podremos escribirle para preguntar si es correcto.`,
    },
    removed: {
      subject: (organization) => `${organization}: ya no le preguntamos por solicitudes`,
      told: (organization, company) =>
        `${organization} ya no le pregunta por solicitudes de la gente de ${company}. Una pregunta que estaba abierta ha terminado.`,
    },
    next: (organization) => `No tiene que hacer nada. ¿No es correcto? Llame a ${organization} a un número que usted conozca.`,
  },
  texts: {
    code: (code, ticket, organization, until) =>
      `${code} es su código para el ticket ${ticket} de ${organization}, válido hasta: ${until}.`,
    never: "Nunca lo lea a quien le llame.",
    only: (phrase) => `Léalo por teléfono solo a nuestro técnico si antes le dice: ${phrase}. A nadie más.`,
    link: (organization, ticket, link) =>
      `${organization} le pide que confirme el ticket ${ticket}. El código llega en otro mensaje. Introdúzcalo aquí, o diga que no ha sido usted: ${link}`,
  },
};
