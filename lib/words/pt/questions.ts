import type { questions as en } from "../en/questions.ts";
import { plural } from "./plural.ts";

const numbers = ["nenhuma", "uma", "duas", "três", "quatro", "cinco"];
const left = (tries: number) =>
  tries === 0
    ? "Não resta nenhuma tentativa."
    : `${plural(tries, { one: "Resta", other: "Restam" })} ${numbers[tries] ?? tries} ${plural(tries, { one: "tentativa", other: "tentativas" })}.`;
const callKnown = (organization: string) => `Ligue para ${organization} num número que conheça.`;

export const questions: typeof en = {
  question: {
    title: "Insira o código que enviamos",
    sentTo: (address) => ["Seis dígitos, por e-mail para ", address, "."],
    sent: "Seis dígitos, por e-mail.",
    sentByText: (number) => ["Seis dígitos, por SMS para ", number, "."],
    goodUntil: (time) => ["Válido até ", time, "."],
    onItsWay: "Está a caminho.",
    label: "Código",
    confirm: "Confirmar",
    nothingCame: "Não chegou nada?",
    newCode: "Enviar um novo código",
    lastCode: (organization) => `Esse foi o último código para este pedido. Não chegou nada? ${callKnown(organization)}`,
  },
  tooOld: {
    title: "O código já não é válido",
    lead: (time) => ["Era válido até ", time, "."],
    newCode: "Peça um novo código e insira esse.",
    noneLeft: (organization) => `Não podem ser enviados mais códigos. ${callKnown(organization)}`,
  },
  said: {
    wrong: (tries) => `Esse não é o código que enviamos. ${left(tries)}`,
    unreadable: "Um código tem seis dígitos. Insira os seis dígitos que enviamos.",
    code_expired: "Esse código já não é válido, ou há um mais novo a caminho. Insira o mais novo.",
    asked: "Foi pedido um novo código. O anterior já não é válido.",
    too_soon: (waitSeconds) =>
      waitSeconds === null
        ? "Um código acabou de ser enviado e pode demorar um minuto a chegar. Tente depois disso."
        : `Um código acabou de ser enviado e pode demorar um minuto a chegar. Daqui a ${waitSeconds} ${plural(waitSeconds, { one: "segundo", other: "segundos" })} pode pedir outro.`,
    no_codes_left: (organization) => `Não podem ser enviados mais códigos. ${callKnown(organization)}`,
    wrong_number: (tries) => `Esse não é o número que aparece a quem está ao telefone. ${left(tries)}`,
    unreadable_number: "O número tem dois dígitos. Peça-o mais uma vez.",
    other_way: "Escolheu outra forma. O que enviamos antes já não é válido.",
    other_account: (tries) => `Este pedido não é dessa conta. Entre com a sua própria conta de trabalho. ${left(tries)}`,
    sign_in_again: (tries) => `Não conseguimos confirmar a entrada. Entre mais uma vez. ${left(tries)}`,
    sign_in_away: (organization) =>
      `A página de entrada da sua empresa não responde. Tente de novo daqui a pouco; se continuar assim, ligue para ${organization} num número que conheça.`,
  },
  limits: {
    left,
    wait: (seconds) =>
      `Depois de várias respostas erradas há uma espera. Daqui a ${seconds} ${plural(seconds, { one: "segundo", other: "segundos" })} pode responder de novo.`,
    tooSoon: "Foi cedo demais: nada foi verificado e não gastou nenhuma tentativa.",
    used: (organization) =>
      `Foram dadas respostas erradas a mais, por isso esta não foi verificada. Use outra forma, se lhe for oferecida. ${callKnown(organization)} Mais tarde pode responder de novo.`,
  },
  call: {
    title: "Nós ligamos",
    lead: (organization, number) => [
      `Uma pessoa da área técnica de ${organization} liga para `,
      number,
      " e pergunta se este pedido é seu.",
    ],
    never: "Aqui não precisa de inserir nada. Nunca diga ao telefone um código ou uma senha.",
    after: "Depois da chamada não há mais nada a fazer aqui. Pode fechar esta página.",
  },
  signIn: {
    title: "Confirme que é você",
    lead: {
      entra: "Entre com a sua conta de trabalho da Microsoft.",
      google: "Entre com a sua conta de trabalho do Google.",
      oidc: "Entre com a sua conta de trabalho.",
    },
    button: { entra: "Entrar com a Microsoft", google: "Entrar com o Google", oidc: "Entrar com a conta de trabalho" },
    hint: "A entrada é feita na página da sua empresa, não aqui. Ficamos a saber quem é, e nada mais.",
    away: (organization) => `A entrada está desativada neste momento. ${callKnown(organization)}`,
    returned: { title: "A entrada está feita", lead: (host) => `Entrada feita em ${host}. Falta um passo.`, button: "Continuar" },
    lost: {
      title: "A entrada não foi concluída",
      lead: "Demorou muito, ou começou noutro navegador. Nada foi alterado. Abra de novo o link que enviamos e entre a partir dali.",
    },
  },
  approver: {
    title: (who) => `Fale com ${who}`,
    lead: (who) => `Perguntamos a ${who} se isto está certo. Ligue para essa pessoa e diga este número:`,
    onItsWay: "Um momento: o número está a caminho. Recarregue esta página.",
    wait: "Quando o número for inserido, continuamos.",
    again: "Já está? Ver de novo",
  },
  app: {
    title: "Insira o código da sua app de autenticação",
    lead: (organization) => `Abra a app e insira os seis dígitos que ela mostra para ${organization}.`,
    wrong: (tries) => `Esse não é o código da sua app, ou já foi usado. ${left(tries)}`,
    unreadable: "Um código tem seis dígitos. Insira os seis dígitos que a app mostra agora.",
  },
  passkey: {
    title: "Confirme com a sua chave de acesso",
    lead: "O seu dispositivo pede a impressão digital, o rosto ou o PIN. Nada disso sai do dispositivo.",
    use: "Usar a minha chave de acesso",
    cancelled:
      "Isso foi cancelado, ou este dispositivo não tem nenhuma chave de acesso sua. Tente de novo, ou no dispositivo em que ela está.",
    unknown: "Este navegador não consegue usar chaves de acesso. Abra o link noutro dispositivo.",
    refused: (tries) => `Não conseguimos aceitar essa chave de acesso. ${left(tries)}`,
    notAsked: "Isso demorou muito, ou foi enviado duas vezes. Tente de novo.",
    broken: "Não conseguimos chegar ao nosso próprio servidor. Tente de novo daqui a pouco.",
    noScript: "Uma chave de acesso precisa de JavaScript, que está desativado neste navegador.",
    noOther: (organization) => `Ative-o, ou ligue para ${organization} num número que conheça.`,
  },
  number: {
    title: (who) => `Que número lhe dá ${who}?`,
    lead: "Estão os dois ao telefone, e são-lhe lidos dois dígitos.",
    label: "Número",
  },
  phrase: {
    lead: (who) => `Se alguém ligar por causa disto, a chamada só é de ${who} se a primeira coisa que ouvir for:`,
    hangUp: "Se ouvir outra coisa, desligue.",
    saidElse: "Disseram outra coisa",
  },
  held: {
    title: "Está correto",
    lead: (organization: string) => `Uma pessoa da ${organization} está a verificar e depois continua.`,
    wait: "Não precisa de fazer mais nada. Está ao telefone? Não desligue.",
  },
  checking: {
    title: "Está correto",
    lead: "Estamos a terminar a verificação. Demora um momento.",
    wait: "Não precisa de fazer mais nada. Esta página continua sozinha.",
  },
  others: {
    title: "Usar outra forma",
    names: {
      passkey: "A minha chave de acesso",
      approver: "Uma pessoa da minha empresa que aprova",
      external_provider: "Outro serviço de verificação",
      company_sign_in: "Entrar com a conta de trabalho",
      call_back: "Uma chamada do suporte",
      totp: "A minha app de autenticação",
      sms_code: "Um código por SMS",
      email_code: "Um código por e-mail",
    },
  },
};
