import type { questions as en } from "../en/questions.ts";
import { plural } from "./plural.ts";

const numbers = ["kein", "ein", "zwei", "drei", "vier", "fünf"];
const left = (tries: number) =>
  tries === 0
    ? "Sie haben keinen Versuch mehr."
    : `Sie haben noch ${plural(tries, { one: "einen Versuch", other: `${numbers[tries] ?? tries} Versuche` })}.`;
const callKnown = (organization: string) => `Rufen Sie ${organization} unter einer Nummer an, die Sie kennen.`;

export const questions: typeof en = {
  question: {
    title: "Geben Sie den Code ein, den wir Ihnen geschickt haben",
    sentTo: (address) => ["Sechs Ziffern, per E-Mail an ", address, "."],
    sent: "Sechs Ziffern, per E-Mail.",
    sentByText: (number) => ["Sechs Ziffern, per SMS an ", number, "."],
    goodUntil: (time) => ["Gültig bis ", time, "."],
    onItsWay: "Er ist unterwegs.",
    label: "Code",
    confirm: "Bestätigen",
    nothingCame: "Nichts angekommen?",
    newCode: "Neuen Code schicken",
    lastCode: (organization) => `Das war der letzte Code für diese Anfrage. Nichts angekommen? ${callKnown(organization)}`,
  },
  tooOld: {
    title: "Der Code ist zu alt",
    lead: (time) => ["Er war gültig bis ", time, "."],
    newCode: "Lassen Sie sich einen neuen Code schicken und geben Sie dann diesen ein.",
    noneLeft: (organization) => `Es können keine weiteren Codes geschickt werden. ${callKnown(organization)}`,
  },
  said: {
    wrong: (tries) => `Das ist nicht der Code, den wir geschickt haben. ${left(tries)}`,
    unreadable: "Ein Code hat sechs Ziffern. Geben Sie die sechs Ziffern ein, die wir Ihnen geschickt haben.",
    code_expired: "Dieser Code ist zu alt, oder ein neuerer ist unterwegs. Geben Sie den neuesten ein.",
    asked: "Sie haben einen neuen Code angefordert. Der vorige gilt nicht mehr.",
    too_soon: (waitSeconds) =>
      waitSeconds === null
        ? "Eben wurde ein Code geschickt; es kann eine Minute dauern, bis er ankommt. Versuchen Sie es danach noch einmal."
        : `Eben wurde ein Code geschickt; es kann eine Minute dauern, bis er ankommt. In ${waitSeconds} ${plural(waitSeconds, { one: "Sekunde", other: "Sekunden" })} können Sie einen neuen anfordern.`,
    no_codes_left: (organization) => `Es können keine weiteren Codes geschickt werden. ${callKnown(organization)}`,
    wrong_number: (tries) => `Das ist nicht die Zahl auf dem Bildschirm der anderen Seite. ${left(tries)}`,
    unreadable_number: "Die Zahl hat zwei Ziffern. Fragen Sie noch einmal danach.",
    other_way: "Sie haben einen anderen Weg gewählt. Was wir vorher geschickt haben, gilt nicht mehr.",
    other_account: (tries) => `Zu diesem Konto gehört die Anfrage nicht. Melden Sie sich mit Ihrem eigenen Arbeitskonto an. ${left(tries)}`,
    sign_in_again: (tries) => `Wir konnten die Anmeldung nicht bestätigen. Melden Sie sich noch einmal an. ${left(tries)}`,
    sign_in_away: (organization) =>
      `Die Anmeldeseite Ihrer Firma antwortet nicht. Versuchen Sie es gleich noch einmal; wenn es dabei bleibt, rufen Sie ${organization} unter einer Nummer an, die Sie kennen.`,
  },
  limits: {
    left,
    wait: (seconds) =>
      `Nach mehreren falschen Antworten gibt es eine Wartezeit. In ${seconds} ${plural(seconds, { one: "Sekunde", other: "Sekunden" })} können Sie wieder antworten.`,
    tooSoon: "Das kam zu früh. Es wurde nicht geprüft und hat keinen Versuch gekostet.",
    used: (organization) =>
      `Es wurden zu viele falsche Antworten gegeben, deshalb wurde diese nicht geprüft. Nehmen Sie einen anderen Weg, wenn einer angeboten wird. ${callKnown(organization)} Später können Sie wieder antworten.`,
  },
  call: {
    title: "Wir rufen Sie an",
    lead: (organization, number) => [
      `Jemand aus der Technik von ${organization} ruft Sie an unter `,
      number,
      " und fragt, ob diese Anfrage von Ihnen kommt.",
    ],
    never: "Hier müssen Sie nichts eingeben. Nennen Sie am Telefon niemals einen Code oder ein Passwort.",
    after: "Nach dem Anruf ist hier nichts mehr zu tun. Sie können diese Seite schließen.",
  },
  signIn: {
    title: "Bestätigen Sie, dass Sie es sind",
    lead: {
      entra: "Melden Sie sich mit Ihrem Microsoft-Arbeitskonto an.",
      google: "Melden Sie sich mit Ihrem Google-Arbeitskonto an.",
      oidc: "Melden Sie sich mit Ihrem Arbeitskonto an.",
    },
    button: { entra: "Mit Microsoft anmelden", google: "Mit Google anmelden", oidc: "Mit dem Arbeitskonto anmelden" },
    hint: "Sie melden sich auf der Seite Ihrer Firma an, nicht hier. Wir erfahren, wer Sie sind, und sonst nichts.",
    away: (organization) => `Die Anmeldung ist zurzeit abgeschaltet. ${callKnown(organization)}`,
    returned: { title: "Sie sind angemeldet", lead: (host) => `Angemeldet bei ${host}. Noch ein Schritt.`, button: "Weiter" },
    lost: {
      title: "Die Anmeldung wurde nicht abgeschlossen",
      lead: "Sie hat zu lange gedauert oder wurde in einem anderen Browser begonnen. Es wurde nichts geändert. Öffnen Sie den Link, den wir Ihnen geschickt haben, noch einmal und melden Sie sich von dort aus an.",
    },
  },
  approver: {
    title: (who) => `Sprechen Sie mit ${who}`,
    lead: (who) => `Wir haben ${who} gefragt, ob das seine Richtigkeit hat. Rufen Sie dort an und nennen Sie diese Zahl:`,
    onItsWay: "Einen Moment: Die Zahl ist unterwegs. Laden Sie diese Seite neu.",
    wait: "Sobald die Zahl dort eingegeben ist, geht es weiter.",
    again: "Eingegeben? Noch einmal nachsehen",
  },
  app: {
    title: "Geben Sie den Code Ihrer Authenticator-App ein",
    lead: (organization) => `Öffnen Sie die App und geben Sie die sechs Ziffern ein, die sie für ${organization} zeigt.`,
    wrong: (tries) => `Das ist nicht der Code Ihrer App, oder er wurde schon benutzt. ${left(tries)}`,
    unreadable: "Ein Code hat sechs Ziffern. Geben Sie die sechs Ziffern ein, die die App jetzt zeigt.",
  },
  passkey: {
    title: "Bestätigen Sie mit Ihrem Passkey",
    lead: "Ihr Gerät fragt nach Fingerabdruck, Gesicht oder PIN. Nichts davon verlässt das Gerät.",
    use: "Meinen Passkey benutzen",
    cancelled:
      "Das wurde abgebrochen, oder auf diesem Gerät ist kein Passkey von Ihnen. Versuchen Sie es noch einmal, oder auf dem Gerät, auf dem er ist.",
    unknown: "Dieser Browser kann keine Passkeys benutzen. Öffnen Sie den Link auf einem anderen Gerät.",
    refused: (tries) => `Wir konnten diesen Passkey nicht annehmen. ${left(tries)}`,
    notAsked: "Das hat zu lange gedauert oder wurde zweimal geschickt. Versuchen Sie es noch einmal.",
    broken: "Wir konnten unseren eigenen Server nicht erreichen. Versuchen Sie es gleich noch einmal.",
    noScript: "Ein Passkey braucht JavaScript, das in diesem Browser ausgeschaltet ist.",
    noOther: (organization) => `Schalten Sie es ein, oder rufen Sie ${organization} unter einer Nummer an, die Sie kennen.`,
  },
  number: {
    title: (who) => `Welche Zahl nennt Ihnen ${who}?`,
    lead: "Sie telefonieren gerade miteinander, und Ihnen werden zwei Ziffern vorgelesen.",
    label: "Zahl",
  },
  phrase: {
    lead: (who) => `Wenn Sie jemand deswegen anruft, kommt der Anruf nur dann von ${who}, wenn Sie als Erstes das hören:`,
    hangUp: "Hören Sie etwas anderes, legen Sie auf.",
    saidElse: "Es wurde etwas anderes gesagt",
  },
  held: {
    title: "Das war richtig",
    lead: (organization: string) => `Jemand von ${organization} sieht es sich jetzt an und macht danach weiter.`,
    wait: "Sie müssen nichts mehr tun. Telefonieren Sie gerade? Bleiben Sie am Apparat.",
  },
  checking: {
    title: "Das war richtig",
    lead: "Wir schließen die Prüfung ab. Das dauert einen Moment.",
    wait: "Sie müssen nichts mehr tun. Diese Seite geht von selbst weiter.",
  },
  others: {
    title: "Einen anderen Weg nehmen",
    names: {
      passkey: "Mein Passkey",
      approver: "Jemand aus meiner Firma, der zustimmt",
      external_provider: "Ein anderer Prüfdienst",
      company_sign_in: "Anmeldung mit dem Arbeitskonto",
      call_back: "Ein Anruf vom Helpdesk",
      totp: "Meine Authenticator-App",
      sms_code: "Ein Code per SMS",
      email_code: "Ein Code per E-Mail",
    },
  },
};
