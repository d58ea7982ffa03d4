import type { onFile as en } from "../en/on-file.ts";

export const onFile: typeof en = {
  onFile: {
    title: "Primero, tres preguntas breves",
    lead: (organization) =>
      `Ayudan a ${organization} a notar si otra persona usa su nombre. Por sí solas no demuestran nada. Se responden una sola vez, y puede omitirlas.`,
    lastTicket: {
      label: (organization) => `¿Cuándo pidió ayuda a ${organization} por última vez, antes de esta solicitud?`,
      ago: {
        week: "Hace menos de una semana",
        month: "Hace menos de un mes",
        half_year: "Hace menos de medio año",
        longer: "Hace más tiempo",
      },
    },
    device: {
      label: "¿Cómo se llama un ordenador o una tableta con la que trabaja?",
      hint: "Suele estar en una etiqueta. También vale un número de serie.",
    },
    town: { label: "¿En qué localidad está su lugar de trabajo?" },
    unknown: "No lo sé",
    send: "Continuar",
    skip: "Omitir las preguntas",
  },
};
