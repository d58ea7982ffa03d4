import type { onFile as en } from "../en/on-file.ts";

export const onFile: typeof en = {
  onFile: {
    title: "Primeiro, três perguntas breves",
    lead: (organization) =>
      `Ajudam ${organization} a perceber quando outra pessoa usa o seu nome. Por si só não provam nada. Responde uma vez, e pode saltá-las.`,
    lastTicket: {
      label: (organization) => `Quando pediu ajuda a ${organization} pela última vez, antes deste pedido?`,
      ago: {
        week: "Há menos de uma semana",
        month: "Há menos de um mês",
        half_year: "Há menos de meio ano",
        longer: "Há mais tempo",
      },
    },
    device: {
      label: "Como se chama um computador ou tablet com que trabalha?",
      hint: "Está muitas vezes numa etiqueta. Um número de série também serve.",
    },
    town: { label: "Em que localidade fica o seu local de trabalho?" },
    unknown: "Não sei",
    send: "Continuar",
    skip: "Saltar as perguntas",
  },
};
