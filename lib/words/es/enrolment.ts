import type { enrolment as en } from "../en/enrolment.ts";

export const enrolment: typeof en = {
  enrol: {
    title: "Más rápido y más seguro la próxima vez",
    lead: (until) =>
      `Plazo: ${until}. Hasta entonces puede añadir algo que demuestre que es usted. Se lo diremos por correo electrónico cuando esté hecho.`,
    addApp: "Añadir una aplicación de autenticación",
    addPasskey: "Añadir una llave de acceso",
    needsApprover: (organization) =>
      `Algo que había añadido antes se ha comunicado como perdido. Hasta que una persona autorizada de su empresa le haya confirmado, aquí no se puede añadir nada nuevo. Pregunte a ${organization}.`,
    cancelled: "Se ha cancelado, o este dispositivo ya tiene una llave de acceso suya. No se ha añadido nada.",
    noScript: "Añadir una llave de acceso necesita JavaScript, que está desactivado en este navegador.",
    said: {
      app_added: "Su aplicación de autenticación está añadida.",
      passkey_added: "Su llave de acceso está añadida.",
      refused: "No se ha añadido nada: ha tardado demasiado, o ya estaba añadida.",
      wrong: "Ese no es el código que muestra la aplicación. Compruebe la hora de su teléfono e introduzca el código más nuevo.",
      unreadable: "Un código tiene seis cifras. Introduzca las seis cifras que la aplicación muestra ahora.",
    },
    app: {
      title: "Añadir una aplicación de autenticación",
      lead: "Escanee esto con una aplicación de autenticación, por ejemplo la de Microsoft o la de Google.",
      picture: "Código QR con la clave para su aplicación de autenticación",
      key: "¿No puede escanear? Escriba esta clave en la aplicación",
      open: "¿En este teléfono? Abra su aplicación",
      code: "Después introduzca las seis cifras que muestra la aplicación",
      confirm: "Añadir la aplicación",
      back: "Volver, no añadir nada",
    },
  },
};
