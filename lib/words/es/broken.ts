import type { broken as en } from "../en/broken.ts";

export const broken: typeof en = {
  lang: "es",
  name: "Countersign",
  marks: { idle: "Countersign", asked: "Preguntado", countersigned: "Refrendado", "not-countersigned": "No refrendado" },
  roleLine: "Pregunta por encargo de su proveedor de informática",
  title: "No hemos podido mostrar esta página",
  lead: "No se ha cambiado nada. Vuelva a intentarlo en un momento; si sigue igual, llame a su proveedor de informática a un número que conozca.",
  again: "Volver a intentarlo",
  footLine: "Countersign nunca le pide su contraseña.",
};
