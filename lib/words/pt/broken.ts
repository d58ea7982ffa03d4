import type { broken as en } from "../en/broken.ts";

export const broken: typeof en = {
  lang: "pt",
  name: "Countersign",
  marks: { idle: "Countersign", asked: "Perguntado", countersigned: "Contrassinado", "not-countersigned": "Não contrassinado" },
  roleLine: "Pergunta em nome do seu fornecedor de TI",
  title: "Não conseguimos mostrar esta página",
  lead: "Nada foi alterado. Tente de novo daqui a pouco; se continuar assim, ligue para o seu fornecedor de TI num número que conheça.",
  again: "Tentar de novo",
  footLine: "A Countersign nunca pede a sua senha.",
};
