import type { ends as en } from "../en/ends.ts";

const next = "Qué hacer ahora";
const callKnown = (organization: string) => `Llame a ${organization} a un número que conozca, no a uno de una llamada o de un mensaje.`;
const tellNoCode = "No diga a nadie un código que le hemos enviado.";
const notYours = (organization: string) => `¿La solicitud no era suya? Llame enseguida a ${organization} a un número que conozca.`;

export const ends: typeof en = {
  denial: {
    title: "¿No ha sido usted?",
    lead: (organization) => `Detenemos esta solicitud y avisamos ahora a ${organization}. Nadie cambia su contraseña.`,
    confirm: "No he sido yo, detener",
    back: "Volver, he sido yo",
  },
  saidElse: {
    title: "¿Le ha dicho otra cosa?",
    lead: (organization) =>
      `Entonces la llamada no es de ${organization}. Detenemos esta solicitud y avisamos ahora a ${organization}. Nadie cambia su contraseña.`,
    confirm: "Me ha dicho otra cosa, detener",
    back: "Volver, lo ha dicho bien",
  },

  passed: {
    pageTitle: "Es usted",
    title: (name) => (name === null ? "Gracias. Es usted." : `Gracias, ${name}. Es usted.`),
    lead: (who) => `${who} lo ve ahora y sigue adelante. Puede cerrar esta página.`,
  },
  denied: {
    pageTitle: "Lo hemos detenido",
    title: "Lo hemos detenido",
    lead: (organization) => `${organization} sabe ahora que no ha sido usted. Nadie cambia su contraseña.`,
    next,
    steps: (organization) => ["¿Hay alguien al teléfono con usted por esto? Cuelgue.", callKnown(organization), tellNoCode],
  },
  wrong_phrase: {
    pageTitle: "Cuelgue",
    title: "Cuelgue",
    lead: (organization) => `Hemos detenido la solicitud, y ${organization} sabe que alguien llama en su nombre.`,
    next,
    steps: (organization) => ["Cuelgue, le digan lo que le digan.", callKnown(organization), tellNoCode],
  },
  failed: {
    pageTitle: "No hemos podido confirmarlo",
    title: "No hemos podido confirmar que es usted",
    lead: (organization) => `Ese era el último intento, y ${organization} lo sabe. No se ha cambiado nada.`,
    next,
    steps: (organization) => [
      `¿Ha sido usted? Llame a ${organization} a un número que conozca.`,
      "¿No ha sido usted y hay alguien al teléfono? Cuelgue.",
    ],
  },
  not_enough: {
    pageTitle: "No ha sido suficiente",
    title: "Era correcto, pero no es suficiente",
    lead: (organization) =>
      `Esta solicitud necesita una prueba más fuerte, y aquí no hay otra manera para usted. ${organization} lo sabe. No se ha cambiado nada.`,
    next,
    steps: (organization) => [
      `${organization} le dirá cómo sigue. No hace falta que espere en esta página.`,
      `¿Es urgente? Llame a ${organization} a un número que conozca.`,
    ],
  },
  expired: {
    pageTitle: "Se ha acabado el tiempo",
    title: "Se ha acabado el tiempo para esto",
    lead: (organization) => `No se ha confirmado nada y no se ha cambiado nada. ${organization} lo sabe.`,
    next,
    steps: (organization) => [
      `¿Todavía necesita ayuda? Llame a ${organization} a un número que conozca y pida un enlace nuevo.`,
      notYours(organization),
    ],
  },
  answered: {
    pageTitle: "Esta solicitud ya tiene respuesta",
    title: "Esta solicitud ya tiene respuesta",
    lead: (organization) => `${organization} lo sabe y sigue adelante. Aquí no hay nada más que hacer.`,
    next,
    steps: (organization) => [`¿Sigue esperando ayuda? Llame a ${organization} a un número que conozca.`, notYours(organization)],
  },
  closed: {
    pageTitle: "Esta solicitud está cerrada",
    title: "Esta solicitud está cerrada",
    lead: (organization) => `${organization} lo sabe. Aquí no hay nada más que hacer.`,
    next,
    steps: (organization) => [`¿Todavía necesita ayuda? Llame a ${organization} a un número que conozca.`, notYours(organization)],
  },
  signedLine: (when) => ["Refrendado ", when],
  notSignedLine: (when) => ["No refrendado, ", when],
  receipt: "Recibo",
};
