import type { mails as en } from "../en/mails.ts";
import { approver } from "./approver.ts";
import { frame } from "./frame.ts";

const notYou = `Se não pediu nada, abra a página e escolha “${frame.notMe}”. Nesse caso, nada é alterado.`;
const received = (asks: string, ticket: string) => `${asks} recebeu o ticket ${ticket} em seu nome`;

export const mails: typeof en = {
  lang: frame.lang,
  locale: frame.locale,
  hello: (name) => (name === null ? "Bom dia," : `Bom dia, ${name},`),
  asks: (technician, organization) => (technician === null ? organization : `${technician}, de ${organization},`),
  confirmation: {
    subject: (organization, ticket) => `${organization}: confirme o ticket ${ticket}`,
    asked: (asks, ticket) => `${received(asks, ticket)} e pede que confirme que ele é seu.`,
    notYou,
    never: "Nunca leia um código a quem lhe ligar. Ninguém vai pedir a sua senha.",
  },
  code: {
    line: (code, until) => `O seu código: ${code} (válido até ${until})`,
    above: (until) => `O seu código, válido até ${until}`,
    here: "Insira-o nesta página:",
    button: "Abrir a página e inserir o código",
    never: "Nunca leia este código a quem lhe ligar. Ninguém vai pedir a sua senha.",
    only: (organization, phrase) =>
      `Está agora ao telefone com ${organization} sobre isto? Leia o código apenas ao técnico que lhe disser primeiro estas palavras: “${phrase}”. Não o diga a mais ninguém, seja quem for que ligue. Ninguém vai pedir a sua senha.`,
  },
  link: {
    how: {
      passkey: "Confirme com a sua chave de acesso nesta página:",
      totp: "Confirme com o código que a sua app de autenticação mostra nesta página:",
      company_sign_in: "Confirme com a sua conta de trabalho nesta página:",
      external_provider: "Confirme com um serviço de verificação; esta página leva até lá:",
    },
    button: "Abrir a página e confirmar",
  },
  number: {
    subject: (organization, who, ticket) => `${organization}: ligue para ${who} sobre o ticket ${ticket}`,
    asked: (asks, ticket, who) => `${received(asks, ticket)}. Perguntamos a ${who}, da sua empresa, se está certo.`,
    todo: (who) => `Abra esta página para ver o seu número, ligue depois para ${who} e diga-o. Não o diga a mais ninguém.`,
    button: "Abrir a página com o seu número",
  },
  approval: {
    somebody: approver.somebody,
    subject: (organization, ticket, who) => `${organization}: o ticket ${ticket} de ${who} está certo?`,
    asked: (who, ticket, asks) => `${who} pediu ajuda no ticket ${ticket}. ${asks} quer saber se o pedido está certo.`,
    sure: approver.sure,
    call: (who) =>
      `Fale primeiro com ${who}, num número que conheça. Essa pessoa tem um número de dois dígitos para lhe dizer; escreva-o na página.`,
    notRight: `Se ninguém lhe disser um número, ou se não estiver certo, abra a página e escolha “${approver.notRight}”.`,
    never: "Ninguém vai pedir a sua senha, e mais ninguém pode dar-lhe o número.",
    here: "Responda nesta página:",
    button: "Abrir a página e responder",
  },
  authenticator: {
    totp: {
      added: {
        subject: (organization) => `${organization}: app de autenticação adicionada`,
        told: (organization, at) =>
          `Foi adicionada uma app de autenticação com a qual pode provar a ${organization} que um pedido é seu. Data: ${at}.`,
      },
      removed: {
        subject: (organization) => `${organization}: app de autenticação removida`,
        told: (organization, at) =>
          `Foi removida uma app de autenticação. Ela já não prova a ${organization} que um pedido é seu. Data: ${at}.`,
      },
    },
    passkey: {
      added: {
        subject: (organization) => `${organization}: chave de acesso adicionada`,
        told: (organization, at) =>
          `Foi adicionada uma chave de acesso com a qual pode provar a ${organization} que um pedido é seu. Data: ${at}.`,
      },
      removed: {
        subject: (organization) => `${organization}: chave de acesso removida`,
        told: (organization, at) =>
          `Foi removida uma chave de acesso. Ela já não prova a ${organization} que um pedido é seu. Data: ${at}.`,
      },
    },
    notYou: (organization) => `Não foi você? Ligue já para ${organization}, num número que conheça.`,
  },
  approverChosen: {
    added: {
      subject: (organization) => `${organization}: podemos perguntar-lhe sobre pedidos da sua empresa`,
      told: (organization, company) =>
        `${organization} registou-o como pessoa cuja palavra conta nos pedidos das pessoas de ${company}. Quando uma delas pedir algo importante, poderemos escrever-lhe para perguntar se está certo.`,
    },
    removed: {
      subject: (organization) => `${organization}: já não lhe perguntamos sobre pedidos`,
      told: (organization, company) =>
        `${organization} já não lhe pergunta sobre pedidos das pessoas de ${company}. Uma pergunta que estava em aberto terminou.`,
    },
    next: (organization) => `Não precisa de fazer nada. Não está certo? Ligue para ${organization} para um número que conheça.`,
  },
  texts: {
    code: (code, ticket, organization, until) => `${code} é o seu código para o ticket ${ticket} de ${organization}, válido até ${until}.`,
    never: "Nunca o leia a quem lhe ligar.",
    only: (phrase) => `Leia-o ao telefone apenas ao nosso técnico que disser primeiro: ${phrase}. A mais ninguém.`,
    link: (organization, ticket, link) =>
      `${organization} pede que confirme o ticket ${ticket}. O código chega noutra mensagem. Insira-o aqui, ou diga que não foi você: ${link}`,
  },
};
