import type { Page } from "@playwright/test";
import { mailsTo, otherCode } from "../fixtures/mailbox.ts";
import { expect, phone, test } from "../fixtures/test.ts";

const headingOf = (page: Page) => page.getByRole("heading", { level: 1 });
const langOf = (page: Page) => page.locator("html").getAttribute("lang");

/** How the first question is headed in each language that a browser may ask for. */
const questions = {
  "de-AT": "Geben Sie den Code ein, den wir Ihnen geschickt haben",
  "fr-CH": "Saisissez le code que nous vous avons envoyé",
  "es-MX": "Introduzca el código que le hemos enviado",
  "nl-BE": "Voer de code in die we u stuurden",
  "pt-BR": "Insira o código que enviamos",
  "pl-PL": "Enter the code we sent you",
} as const;

for (const javaScriptEnabled of [true, false]) {
  test(`a German browser gets a German page, and may change to French and pass in it, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({
    visit,
    connected,
  }) => {
    const asked = await connected.ask();
    const page = await visit({ ...phone, locale: "de-AT", javaScriptEnabled });
    await page.goto(asked.mail.link);
    await expect(headingOf(page)).toHaveText(questions["de-AT"]);
    expect(await langOf(page)).toBe("de");
    await page.getByLabel("Code", { exact: true }).fill(otherCode(asked.mail.code));
    await page.getByRole("button", { name: "Bestätigen" }).click();
    const refused = "Das ist nicht der Code, den wir geschickt haben. Sie haben noch vier Versuche.";
    await expect(page.getByRole("alert").filter({ hasText: refused })).toBeVisible();

    await page.getByRole("button", { name: "Français" }).click();
    await expect(headingOf(page)).toHaveText(questions["fr-CH"]);
    expect(await langOf(page)).toBe("fr");
    await expect(page.getByText("Ce n’est pas le code que nous avons envoyé. Il vous reste quatre essais.")).toBeVisible();
    await page.getByLabel("Code", { exact: true }).fill(asked.mail.code);
    await page.getByRole("button", { name: "Confirmer" }).click();
    await expect(headingOf(page)).toHaveText("Merci, Grace Okonkwo. C’est bien vous.");
    await expect(page.getByText(/^Contresigné aujourd’hui à \d\d:\d\d/)).toBeVisible();
    await page.goto("/is-this-us");
    await expect(headingOf(page)).toHaveText(/^Est-ce vraiment nous\s\?$/);
    await connected.outcome(asked.verificationId, "passed");
  });
}

test("each language is offered by its own name, and the one that is shown is marked", async ({ visit, connected }) => {
  const asked = await connected.ask();
  const page = await visit({ ...phone, locale: "nl-NL" });
  await page.goto(asked.mail.link);
  const choice = page.getByRole("form", { name: "Taal" });
  await expect(choice.getByRole("button")).toHaveText(["English", "Deutsch", "Français", "Español", "Nederlands", "Português"]);
  await expect(choice.locator("[aria-current=true]")).toHaveText("Nederlands");
});

for (const [locale, question] of Object.entries(questions)) {
  test(`a browser of ${locale} reads every page in its language, and none scrolls sideways on a narrow phone`, async ({
    visit,
    connected,
  }) => {
    const asked = await connected.ask();
    for (const width of [320, 390]) {
      const page = await visit({ viewport: { width, height: 700 }, isMobile: true, hasTouch: true, locale });
      await page.goto(asked.mail.link);
      await expect(headingOf(page)).toHaveText(question);
      for (const path of [
        ...["", "?said=wrong", "?said=too_soon&wait=59", "?said=no_codes_left", "/not-me", "/said-else"].map(
          (end) => asked.mail.link + end,
        ),
        ...["/is-this-us", "/is-this-us?said=no", "/is-this-us?said=too_many", "/v/none", "/a/none"],
      ]) {
        await page.goto(path);
        expect(await langOf(page), path).toBe(locale === "pl-PL" ? "en" : locale.slice(0, 2));
        const [content, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
        expect.soft(content, `${path} at ${width}`).toBeLessThanOrEqual(shown ?? 0);
      }
    }
  });
}

test("mails are in the language that the organization set, with the code and the link in them", async ({ connected, api }) => {
  const { name, timeZone } = await api.get<{ name: string; timeZone: string }>("/organization");
  await api.put("/organization", { name, timeZone, language: "de" });
  const ticket = await connected.tenant.open();
  await expect.poll(async () => (await mailsTo(connected.requester.email)).length, { timeout: 30_000 }).toBe(1);
  const [mail] = await mailsTo(connected.requester.email);
  expect(mail?.subject).toBe(`Nordlicht Systemhaus: Ticket ${ticket.ticketNumber} bestätigen`);
  expect(mail?.text).toMatch(/Ihr Code: \d{3} \d{3} \(gültig bis \d\d:\d\d/);
  expect(mail?.text).toContain("wählen Sie „Das war ich nicht“");
});
