import type { external as en } from "../en/external.ts";

export const external: typeof en = {
  external: {
    title: (provider) => `Demostrarlo con ${provider}`,
    lead: (organization, provider) => `${organization} pide a ${provider} que compruebe quién es usted. Después vuelve a esta página.`,
    sends: {
      both: (provider) => `${provider} recibe su nombre y su dirección de correo electrónico.`,
      name: (provider) => `${provider} recibe su nombre.`,
      email: (provider) => `${provider} recibe su dirección de correo electrónico.`,
      nothing: (provider) => `${provider} no recibe nada sobre usted.`,
    },
    button: (provider) => `Continuar con ${provider}`,
    preparing: "Un momento: se está preparando la comprobación. Vuelva a cargar esta página.",
    away: (organization) => `Esta opción está desactivada por ahora. Llame a ${organization} a un número que conozca.`,
    waiting: (provider) => `Ha vuelto. Esperamos lo que diga ${provider}.`,
    look: "Mirar otra vez",
    unclear: "La comprobación no ha podido decirlo con seguridad. Demuéstrelo de esta otra forma.",
    lost: {
      title: "Vuelva a la página de la que vino",
      lead: "Su proveedor de informática sabrá cómo ha ido la comprobación. El enlace de su correo muestra lo que sigue.",
    },
  },
  not_confirmed: {
    pageTitle: "Sin confirmar",
    title: "No se ha podido confirmar",
    lead: (organization) => `La comprobación no ha confirmado esta solicitud, y ${organization} lo sabe. No se ha cambiado nada.`,
    next: "Qué hacer ahora",
    steps: (organization) => [
      `¿Ha sido usted? Llame a ${organization} a un número que conozca.`,
      "¿No ha sido usted y hay alguien al teléfono? Cuelgue.",
    ],
  },
};
