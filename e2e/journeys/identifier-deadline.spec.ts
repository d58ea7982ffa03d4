import { runAdmin } from "../fixtures/admin.ts";
import { draftWithValues, waitUntilConnected } from "../fixtures/connected.ts";
import { type FaultStack, startFaultStack } from "../fixtures/fault-stack.ts";
import { addMember } from "../fixtures/organization.ts";
import { testValues } from "../fixtures/portal.ts";
import { expect, test } from "../fixtures/test.ts";

// A deadline is one for the whole installation, so this has an installation of its own.

let stack: FaultStack;
test.beforeAll(async () => {
  stack = await startFaultStack();
});
test.afterAll(async () => stack?.stop());

test("a deadline set by the operator stands on each connection with a custom identifier until it has moved", async ({ visit }) => {
  test.setTimeout(120_000);
  const { api, tenant, env, baseUrl } = stack;
  const connectionId = await draftWithValues(api, tenant);
  await api.post(`/connections/${connectionId}/test`);
  await api.post(`/connections/${connectionId}/connect`);
  await waitUntilConnected(api, connectionId);
  const portal = await visit({ as: await addMember({ id: stack.organizationId }, "owner", { stack }) });
  const banner = portal.getByRole("region", { name: "Deadline" });
  const note = "On 1 December the old one stops.";

  await portal.goto(`${baseUrl}/nordlicht/connections/${connectionId}`);
  await expect(banner).toBeHidden();
  expect(await runAdmin(env, "set-identifier-deadline", "--date", "2999-11-30", "--note", note)).toMatchObject({ connections: 1 });
  await expect(banner).toContainText(`Move to the vendor’s tracking identifier by November 30, 2999. ${note}`, { timeout: 20_000 });
  await portal.goto(`${baseUrl}/nordlicht`);
  await expect(banner).toContainText(note);
  await portal.goto(`${baseUrl}/nordlicht/connections`);
  await banner.getByRole("link", { name: tenant.key }).click();
  await expect(portal).toHaveURL(/\/credentials$/);

  // What the deadline asks for is chosen already.
  await expect(portal.getByRole("radio", { name: /A new API user/ })).toBeChecked();
  await expect(portal.getByRole("radio", { name: /Integration Vendor/ })).toBeChecked();
  await testValues(portal, await tenant.vendorUser());
  await portal.getByRole("button", { name: "Put in place" }).click();
  await portal.getByRole("button", { name: "Remove it now" }).click({ timeout: 30_000 });
  await expect(portal.getByText("Credentials replaced.")).toBeVisible({ timeout: 30_000 });

  await expect(banner).toBeHidden({ timeout: 20_000 });
  await portal.goto(`${baseUrl}/nordlicht/connections`);
  await expect(portal.getByRole("link", { name: tenant.key }).first()).toBeVisible();
  await expect(banner).toBeHidden();
});
