import type { approver as en } from "../en/approver.ts";
import { plural } from "./plural.ts";

export const approver: typeof en = {
  title: "¿Es correcta esta solicitud?",
  somebody: "Una persona de su empresa",
  notRight: "Esto no es correcto",
  sure: {
    weak: "Es una solicitud corriente.",
    fair: "Es una solicitud que necesita más que una comprobación corriente.",
    good: "Es una solicitud que puede abrir una cuenta, como una contraseña nueva o un teléfono nuevo para iniciar sesión.",
    best: "Es una solicitud que afecta a una cuenta con privilegios o a un pago.",
  },
  asked: (who, ticket) => `${who} ha pedido ayuda en el ticket ${ticket}.`,
  call: (who) => `Hable primero con ${who}, en un número que conozca. Le dirá dos cifras; sin ellas nadie puede decir que sí.`,
  label: (who) => `El número que le dice ${who}`,
  confirm: "Es correcta",
  wrong: (tries) =>
    `Ese no es el número que tiene. ${tries === 0 ? "No le queda ningún intento." : plural(tries, { one: "Le queda un intento.", other: `Le quedan ${tries} intentos.` })}`,
  unreadable: "El número tiene dos cifras. Introduzca las dos cifras que le digan.",
  denial: {
    title: "¿No es correcta?",
    lead: (organization) => `Entonces detenemos la solicitud y avisamos ahora a ${organization}. Nadie cambia una contraseña.`,
    confirm: "No es correcta, detener",
    back: "Volver, es correcta",
  },
  ends: {
    approved: { title: (who) => `Gracias. La solicitud de ${who} sigue adelante.`, lead: "Puede cerrar esta página." },
    denied: {
      title: () => "La solicitud está detenida.",
      lead: "Hable con la persona cuyo nombre se ha usado, en un número que conozca.",
    },
    stopped: {
      title: () => "No se ha aprobado nada.",
      lead: "El número no era el correcto. La solicitud sigue sin usted, o termina.",
    },
  },
};
