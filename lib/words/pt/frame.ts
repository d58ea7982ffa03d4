import type { frame as en } from "../en/frame.ts";
import { broken } from "./broken.ts";
import { plural } from "./plural.ts";

export const frame: typeof en = {
  lang: "pt",
  locale: "pt",
  roleLine: "O seu fornecedor de TI",
  roleLineOf: (company) => `Fornecedor de TI de ${company}`,
  footLine: broken.footLine,
  marks: broken.marks,
  notMe: "Não fui eu",
  languages: "Idioma",
  why: (organization) => `${organization} recebeu este pedido em seu nome e pergunta se ele é seu.`,
  facts: { title: "Assunto", asked: "Quando", technician: "Atendido por", organization: "Pergunta de", ticket: "Ticket" },

  moments: {
    time: { today: "{time}", otherDay: "{date}, {time}" },
    fact: { today: "Hoje, {time}", otherDay: "{date}, {time}" },
    line: { today: "hoje às {time}", otherDay: "em {date} às {time}" },
  },

  gone: {
    name: broken.name,
    roleLine: broken.roleLine,
    title: "Este link já não é válido",
    lead: "Nada aconteceu e nada foi alterado.",
    body: "Um link é válido por pouco tempo e para uma só resposta. Ainda espera por ajuda? Ligue para o seu fornecedor de TI num número que conheça e peça um novo.",
    hangUp: "Alguém ao telefone quer que o abra? Desligue primeiro.",
  },
  refused: {
    tooMany: {
      title: "Muitas respostas ao mesmo tempo",
      lead: (waitSeconds) =>
        `Nada foi descontado. Espere ${waitSeconds} ${plural(waitSeconds, { one: "segundo", other: "segundos" })}, volte atrás e tente de novo.`,
    },
    foreign: {
      title: "Não recebemos essa resposta como válida",
      lead: "Ela não veio da nossa própria página. Abra de novo o link que enviamos e responda ali.",
    },
    broken: {
      title: "Não conseguimos aceitar essa resposta",
      lead: "Nada foi alterado. Volte atrás e tente de novo daqui a pouco.",
    },
    back: "Voltar",
  },
};
