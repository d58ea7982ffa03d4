import type { external as en } from "../en/external.ts";

export const external: typeof en = {
  external: {
    title: (provider) => `Prove-o com ${provider}`,
    lead: (organization, provider) => `${organization} pede a ${provider} que verifique quem você é. Depois volta a esta página.`,
    sends: {
      both: (provider) => `${provider} recebe o seu nome e o seu endereço de e-mail.`,
      name: (provider) => `${provider} recebe o seu nome.`,
      email: (provider) => `${provider} recebe o seu endereço de e-mail.`,
      nothing: (provider) => `${provider} não recebe nada sobre si.`,
    },
    button: (provider) => `Continuar com ${provider}`,
    preparing: "Um momento: a verificação está a ser preparada. Volte a carregar esta página.",
    away: (organization) => `Esta forma está desligada de momento. Ligue para ${organization} num número que conheça.`,
    waiting: (provider) => `Está de volta. Esperamos pelo que ${provider} disser.`,
    look: "Ver de novo",
    unclear: "A verificação não conseguiu dizê-lo com certeza. Prove-o antes desta forma.",
    lost: {
      title: "Volte à página de onde veio",
      lead: "O seu fornecedor de informática fica a saber como correu a verificação. A ligação no seu e-mail mostra o que se segue.",
    },
  },
  not_confirmed: {
    pageTitle: "Não confirmado",
    title: "Não foi possível confirmar",
    lead: (organization) => `A verificação não confirmou este pedido, e ${organization} sabe disso. Nada foi alterado.`,
    next: "O que fazer agora",
    steps: (organization) => [
      `Foi você? Ligue para ${organization} num número que conheça.`,
      "Não foi você, e há alguém ao telefone? Desligue.",
    ],
  },
};
