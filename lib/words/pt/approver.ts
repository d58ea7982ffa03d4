import type { approver as en } from "../en/approver.ts";
import { plural } from "./plural.ts";

export const approver: typeof en = {
  title: "Este pedido está certo?",
  somebody: "Uma pessoa da sua empresa",
  notRight: "Isto não está certo",
  sure: {
    weak: "É um pedido do dia a dia.",
    fair: "É um pedido que precisa de mais do que uma verificação do dia a dia.",
    good: "É um pedido que pode abrir uma conta, como uma nova senha ou um novo telefone para entrar.",
    best: "É um pedido que envolve uma conta com privilégios ou um pagamento.",
  },
  asked: (who, ticket) => `${who} pediu ajuda no ticket ${ticket}.`,
  call: (who) => `Fale primeiro com ${who}, num número que conheça. Vai ouvir dois dígitos; sem eles ninguém pode dizer que sim.`,
  label: (who) => `O número que ${who} lhe diz`,
  confirm: "Está certo",
  wrong: (tries) =>
    `Esse não é o número certo. ${tries === 0 ? "Não resta nenhuma tentativa." : plural(tries, { one: "Resta uma tentativa.", other: `Restam ${tries} tentativas.` })}`,
  unreadable: "O número tem dois dígitos. Insira os dois dígitos que ouvir.",
  denial: {
    title: "Não está certo?",
    lead: (organization) => `Então paramos o pedido e avisamos ${organization} agora. Ninguém altera uma senha.`,
    confirm: "Não está certo, parar",
    back: "Voltar, está certo",
  },
  ends: {
    approved: { title: (who) => `Agradecemos. O pedido de ${who} continua.`, lead: "Pode fechar esta página." },
    denied: {
      title: () => "O pedido está parado.",
      lead: "Fale com a pessoa cujo nome foi usado, num número que conheça.",
    },
    stopped: {
      title: () => "Nada foi aprovado.",
      lead: "O número não era o certo. O pedido continua sem a sua resposta, ou termina.",
    },
  },
};
