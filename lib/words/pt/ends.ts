import type { ends as en } from "../en/ends.ts";

const next = "O que fazer agora";
const callKnown = (organization: string) =>
  `Ligue para ${organization} num número que conheça, e não num número de uma chamada ou de uma mensagem.`;
const tellNoCode = "Não diga a ninguém um código que enviamos.";
const notYours = (organization: string) => `O pedido não era seu? Ligue já para ${organization} num número que conheça.`;

export const ends: typeof en = {
  denial: {
    title: "Não foi você?",
    lead: (organization) => `Paramos este pedido e avisamos ${organization} agora. Ninguém altera a sua senha.`,
    confirm: "Não fui eu, parar",
    back: "Voltar, fui eu",
  },
  saidElse: {
    title: "Disseram outra coisa?",
    lead: (organization) =>
      `Então a chamada não é de ${organization}. Paramos este pedido e avisamos ${organization} agora. Ninguém altera a sua senha.`,
    confirm: "Disseram outra coisa, parar",
    back: "Voltar, disseram bem",
  },

  passed: {
    pageTitle: "É você",
    title: (name) => (name === null ? "Agradecemos. É você." : `Agradecemos, ${name}. É você.`),
    lead: (who) => `${who} vê isto agora e continua. Pode fechar esta página.`,
  },
  denied: {
    pageTitle: "Paramos o pedido",
    title: "Paramos o pedido",
    lead: (organization) => `${organization} sabe agora que não foi você. Ninguém altera a sua senha.`,
    next,
    steps: (organization) => ["Há alguém ao telefone por causa disto? Desligue.", callKnown(organization), tellNoCode],
  },
  wrong_phrase: {
    pageTitle: "Desligue",
    title: "Desligue",
    lead: (organization) => `Paramos o pedido, e ${organization} sabe que alguém usa o seu nome ao telefone.`,
    next,
    steps: (organization) => ["Desligue, digam o que disserem.", callKnown(organization), tellNoCode],
  },
  failed: {
    pageTitle: "Não conseguimos confirmar",
    title: "Não conseguimos confirmar que é você",
    lead: (organization) => `Essa foi a última tentativa, e ${organization} sabe disso. Nada foi alterado.`,
    next,
    steps: (organization) => [
      `Foi você? Ligue para ${organization} num número que conheça.`,
      "Não foi você, e há alguém ao telefone? Desligue.",
    ],
  },
  not_enough: {
    pageTitle: "Não foi suficiente",
    title: "Estava certo, mas não é suficiente",
    lead: (organization) =>
      `Este pedido precisa de uma prova mais forte, e aqui não há outra forma de a dar. ${organization} sabe disso. Nada foi alterado.`,
    next,
    steps: (organization) => [
      `${organization} vai dizer como se continua. Não precisa de esperar nesta página.`,
      `É urgente? Ligue para ${organization} num número que conheça.`,
    ],
  },
  expired: {
    pageTitle: "O tempo acabou",
    title: "O tempo para isto acabou",
    lead: (organization) => `Nada foi confirmado e nada foi alterado. ${organization} sabe disso.`,
    next,
    steps: (organization) => [
      `Ainda precisa de ajuda? Ligue para ${organization} num número que conheça e peça um novo link.`,
      notYours(organization),
    ],
  },
  answered: {
    pageTitle: "Este pedido já tem resposta",
    title: "Este pedido já tem resposta",
    lead: (organization) => `${organization} sabe disso e continua. Não há mais nada a fazer aqui.`,
    next,
    steps: (organization) => [`Ainda espera por ajuda? Ligue para ${organization} num número que conheça.`, notYours(organization)],
  },
  closed: {
    pageTitle: "Este pedido está fechado",
    title: "Este pedido está fechado",
    lead: (organization) => `${organization} sabe disso. Não há mais nada a fazer aqui.`,
    next,
    steps: (organization) => [`Ainda precisa de ajuda? Ligue para ${organization} num número que conheça.`, notYours(organization)],
  },
  signedLine: (when) => ["Contrassinado ", when],
  notSignedLine: (when) => ["Não contrassinado, ", when],
  receipt: "Recibo",
};
