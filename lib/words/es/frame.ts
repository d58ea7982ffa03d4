import type { frame as en } from "../en/frame.ts";
import { broken } from "./broken.ts";
import { plural } from "./plural.ts";

export const frame: typeof en = {
  lang: "es",
  locale: "es-ES",
  roleLine: "Su proveedor de informática",
  roleLineOf: (company) => `Proveedor de informática de ${company}`,
  footLine: broken.footLine,
  marks: broken.marks,
  notMe: "No he sido yo",
  languages: "Idioma",
  why: (organization) => `${organization} ha recibido esta solicitud en su nombre y pregunta si es suya.`,
  facts: { title: "Asunto", asked: "Cuándo", technician: "Lo atiende", organization: "Pregunta", ticket: "Ticket" },

  moments: {
    time: { today: "{time}", otherDay: "{date}, {time}" },
    fact: { today: "Hoy, {time}", otherDay: "{date}, {time}" },
    line: { today: "hoy a las {time}", otherDay: "el {date} a las {time}" },
  },

  gone: {
    name: broken.name,
    roleLine: broken.roleLine,
    title: "Este enlace ya no es válido",
    lead: "No ha pasado nada y no se ha cambiado nada.",
    body: "Un enlace es válido poco tiempo y para una sola respuesta. ¿Sigue esperando ayuda? Llame a su proveedor de informática a un número que conozca y pida uno nuevo.",
    hangUp: "¿Hay alguien al teléfono que quiere que lo abra? Cuelgue primero.",
  },
  refused: {
    tooMany: {
      title: "Demasiadas respuestas a la vez",
      lead: (waitSeconds) =>
        `No se le ha descontado nada. Espere ${waitSeconds} ${plural(waitSeconds, { one: "segundo", other: "segundos" })}, vuelva atrás e inténtelo de nuevo.`,
    },
    foreign: {
      title: "No hemos aceptado esa respuesta",
      lead: "No venía de nuestra propia página. Abra otra vez el enlace que le hemos enviado y responda allí.",
    },
    broken: {
      title: "No hemos podido aceptar esa respuesta",
      lead: "No se ha cambiado nada. Vuelva atrás e inténtelo de nuevo en un momento.",
    },
    back: "Volver",
  },
};
