import { startTestStack, type TestStack } from "../../lib/launch/test-stack.ts";
import { runAdmin } from "../fixtures/admin.ts";
import { addMember, password } from "../fixtures/organization.ts";
import { headingOf } from "../fixtures/portal.ts";
import { expect, test } from "../fixtures/test.ts";

test("a member signs in, is led where they wanted to go, signs out, and the old session is dead", async ({ visit, organization }) => {
  const member = await addMember(organization, "admin", { withPassword: true });
  const page = await visit({ allow: [/status of 401/] });
  await page.goto(`/${organization.slug}/verifications`);
  await expect(headingOf(page)).toHaveText("Sign in");
  await page.getByLabel("E-mail address").fill(member.email);
  await page.getByLabel("Password", { exact: true }).fill("not the password at all");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("No account has this e-mail address and password. Check both and try again.")).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Password", { exact: true }).press("Enter");
  await expect(headingOf(page)).toHaveText("Verifications");
  await expect(page).toHaveURL(new RegExp(`/${organization.slug}/verifications`));

  const cookies = await page.context().cookies();
  const signOut = page.getByRole("menuitem", { name: "Sign out" });
  await page.getByRole("button", { name: new RegExp(member.name) }).click();
  await signOut.click();
  await expect(headingOf(page)).toHaveText("Sign in");
  await page.context().addCookies(cookies);
  await page.goto(`/${organization.slug}/verifications`);
  await expect(headingOf(page)).toHaveText("Sign in");
});

for (const next of [
  "//evil.example",
  "/\\evil.example",
  "https://evil.example",
  "javascript:alert(1)",
  "/api/auth/signout",
  "/%2Fevil.example",
]) {
  test(`signing in never leads to ${next}`, async ({ visit, organization }) => {
    const member = await addMember(organization, "admin", { withPassword: true });
    const page = await visit();
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await page.getByLabel("E-mail address").fill(member.email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(new RegExp(`^http://localhost:\\d+/${organization.slug}$`));
  });
}

test("too many wrong passwords lock an account's door for a while, and nobody else's", async ({ visit, organization }) => {
  const [guessed, other] = [
    await addMember(organization, "admin", { withPassword: true }),
    await addMember(organization, "admin", { withPassword: true }),
  ];
  const page = await visit({ allow: [/status of 401/] });
  await page.goto("/sign-in");
  const signIn = async (email: string, secret: string) => {
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(secret);
    const answered = page.waitForResponse(/\/api\/auth\/callback\/credentials/);
    await page.getByRole("button", { name: "Sign in" }).click();
    await answered;
  };
  for (let tries = 0; tries < 10; tries += 1) await signIn(guessed.email, `guess number ${tries} of many`);
  await signIn(guessed.email, password);
  await expect(page.getByText("That was too many tries. Wait 15 minutes, then try again.")).toBeVisible();
  await signIn(other.email, password);
  await expect(page).toHaveURL(new RegExp(`/${organization.slug}$`));
});

test.describe("the first run", () => {
  let stack: TestStack;
  test.beforeAll(async () => {
    stack = await startTestStack({ parts: ["web"] });
  });
  test.afterAll(async () => stack?.stop());

  test("the one-time link makes the owner, who is in at once, and works once", async ({ visit }) => {
    const { url } = await runAdmin<{ url: string }>(stack.env, "setup-link");
    const page = await visit();
    await page.request.get(url);
    await page.goto(url);
    await expect(headingOf(page)).toHaveText("Set up Countersign");
    await page.getByLabel("Your name").fill("Inés Bağcı");
    await page.getByLabel("Organization").fill("Nordlicht Systemhaus");
    await page.getByLabel("E-mail address").fill("ines@nordlicht.example");
    await page.getByLabel("Password", { exact: true }).fill("password12345678");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByText(/This password is /)).toBeVisible();
    await page.getByLabel("Password", { exact: true }).fill("seven badgers walk at night");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByRole("heading", { name: "Connect your Autotask" })).toBeVisible();
    await expect(page).toHaveURL(`${stack.baseUrl}/nordlicht-systemhaus`);
    const stranger = await visit();
    await stranger.goto(url);
    await expect(headingOf(stranger)).toHaveText("This link does not work any more");
  });
});
