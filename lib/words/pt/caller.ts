import type { caller as en } from "../en/caller.ts";

export const caller: typeof en = {
  title: "Somos mesmo nós?",
  lead: "Alguém liga em nome do seu fornecedor de TI? Peça as quatro palavras de reconhecimento e escreva-as aqui.",
  label: "As quatro palavras que ouviu",
  ask: "Verificar as palavras",
  yes: (organization) => `Sim, é ${organization}.`,
  yesLead: "As palavras são deste pedido. Isto vale só para esta chamada.",
  no: "Não. Desligue.",
  noLead:
    "Estas palavras não são de nenhum pedido nosso. Se talvez as tenha ouvido mal, peça-as mais uma vez; se forem repetidas e continuar a ser não, desligue.",
  notKnown: "Sem nome",
  too_many: "Foram muitas vezes em pouco tempo. Espere um minuto e tente de novo.",
  failed: "Não conseguimos verificar. Tente de novo daqui a pouco.",
  neither: "Tem dúvidas? Desligue e ligue para o seu fornecedor de TI num número que conheça.",
};
