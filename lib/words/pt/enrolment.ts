import type { enrolment as en } from "../en/enrolment.ts";

export const enrolment: typeof en = {
  enrol: {
    title: "Mais rápido e mais seguro da próxima vez",
    lead: (until) => `Até ${until} pode adicionar algo que prove que é você. Avisamos por e-mail quando estiver feito.`,
    addApp: "Adicionar uma app de autenticação",
    addPasskey: "Adicionar uma chave de acesso",
    needsApprover: (organization) =>
      `Algo que tinha adicionado antes foi dado como perdido. Enquanto uma pessoa autorizada da sua empresa não o confirmar, nada de novo pode ser adicionado aqui. Pergunte a ${organization}.`,
    cancelled: "Isso foi cancelado, ou este dispositivo já tem uma chave de acesso sua. Nada foi adicionado.",
    noScript: "Adicionar uma chave de acesso precisa de JavaScript, que está desativado neste navegador.",
    said: {
      app_added: "A sua app de autenticação foi adicionada.",
      passkey_added: "A sua chave de acesso foi adicionada.",
      refused: "Nada foi adicionado: demorou muito, ou já estava adicionada.",
      wrong: "Esse não é o código que a app mostra. Verifique a hora do seu telefone e insira o código mais novo.",
      unreadable: "Um código tem seis dígitos. Insira os seis dígitos que a app mostra agora.",
    },
    app: {
      title: "Adicionar uma app de autenticação",
      lead: "Leia esta imagem com uma app de autenticação, como a da Microsoft ou a do Google.",
      picture: "Código QR com a chave para a sua app de autenticação",
      key: "Não consegue ler a imagem? Escreva esta chave na app",
      open: "Neste telefone? Abra a sua app",
      code: "Depois insira os seis dígitos que a app mostra",
      confirm: "Adicionar a app",
      back: "Voltar, não adicionar nada",
    },
  },
};
