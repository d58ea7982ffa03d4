import { draftWithValues } from "../fixtures/connected.ts";
import { makeTenant, type Tenant } from "../fixtures/simulator.ts";
import { expect, test } from "../fixtures/test.ts";

// What can be wrong with the four values, or with the way to Autotask, as the test of a connection tells it. Screens for the three
// typing errors: wizard.spec.ts. Every form that was documented or seen: field-exact.db.test.ts.

type Case = {
  what: string;
  wrong?: { trackingIdentifier: string };
  spoil?: (tenant: Tenant) => Promise<unknown>;
  code: string;
  field: string | null;
  calls: number;
};
const fault = (kind: string, status: number, collection: string) => (tenant: Tenant) => tenant.fault({ kind, status, collection });

const cases: Case[] = [
  { what: "a locked user", spoil: ({ changeUser }) => changeUser({ isLocked: true }), code: "secret_refused", field: "secret", calls: 1 },
  {
    what: "an inactive user",
    spoil: ({ changeUser }) => changeUser({ isActive: false }),
    code: "secret_refused",
    field: "secret",
    calls: 1,
  },
  { what: "a wrong identifier, as in 2026", wrong: { trackingIdentifier: "WRONG" }, code: "secret_refused", field: "secret", calls: 1 },
  { what: "a blocked address", spoil: fault("html", 403, "Version"), code: "address_blocked", field: null, calls: 1 },
  {
    what: "an address blocked at the look-up",
    spoil: fault("html", 403, "ZoneInformation"),
    code: "address_blocked",
    field: null,
    calls: 0,
  },
  { what: "a gateway that is down", spoil: fault("html", 502, "Version"), code: "network", field: null, calls: 1 },
  { what: "a gateway that is down at the look-up", spoil: fault("html", 503, "ZoneInformation"), code: "network", field: null, calls: 0 },
  { what: "a zone that does not speak TLS", spoil: ({ scenario }) => scenario("no-tls"), code: "network", field: null, calls: 0 },
];

test("each way in which the values or the network are wrong has its code, its field and one call at most; mended, they are accepted", async ({
  api,
}) => {
  for (const { what, wrong, spoil, code, field, calls } of cases) {
    const tenant = await makeTenant();
    const { user } = tenant;
    const id = await draftWithValues(api, { ...tenant, user: { ...user, ...wrong } });
    await spoil?.(tenant);
    const refused = await api.post(`/connections/${id}/test`);
    expect(refused, what).toMatchObject({ ok: false, failure: { code: `connection.${code}`, field } });
    expect(await tenant.countCalls(), what).toBe(calls);

    await tenant.changeUser({ isLocked: false, isActive: true });
    await tenant.behaviour({ namedOrigin: "" });
    for (const { id: faultId, tenant: key } of await tenant.control<{ id: number; tenant?: string }[]>("GET", "faults"))
      if (key === tenant.key) await tenant.control("DELETE", `faults/${faultId}`);
    const { email, username, secret, trackingIdentifier } = user;
    await api.put(`/connections/${id}/credentials`, { email, username, secret, trackingIdentifier });
    expect(await api.post(`/connections/${id}/test`), what).toMatchObject({ ok: true, failure: null });
  }
});
