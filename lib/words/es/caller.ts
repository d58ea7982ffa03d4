import type { caller as en } from "../en/caller.ts";

export const caller: typeof en = {
  title: "¿De verdad somos nosotros?",
  lead: "¿Le llama alguien en nombre de su proveedor de informática? Pídale las cuatro palabras de reconocimiento y escríbalas aquí.",
  label: "Las cuatro palabras que le han dicho",
  ask: "Comprobar las palabras",
  yes: (organization) => `Sí, es ${organization}.`,
  yesLead: "Las palabras son de esta solicitud. Vale solo para esta llamada.",
  no: "No. Cuelgue.",
  noLead:
    "Estas palabras no son de ninguna solicitud nuestra. Si puede que las haya oído mal, pídalas otra vez; si las repiten y sigue siendo no, cuelgue.",
  notKnown: "Sin nombre",
  too_many: "Han sido muchas veces en poco tiempo. Espere un minuto y vuelva a intentarlo.",
  failed: "No hemos podido mirarlo. Vuelva a intentarlo en un momento.",
  neither: "¿Tiene dudas? Cuelgue y llame a su proveedor de informática a un número que conozca.",
};
