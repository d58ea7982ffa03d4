import { kindWords } from "@/components/connection/credentials/rotation-words.ts";
import { Code } from "@/components/ui/code.tsx";
import { Facts } from "@/components/ui/facts.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { When } from "@/components/ui/when.tsx";
import type { CredentialsView } from "@/lib/connection/rotate/schema.ts";

type Props = { stored: CredentialsView["stored"]; zoneHost: string | null };

/** What the connection signs in with: everything but the values. */
export function StoredCredentials({ stored, zoneHost }: Props) {
  const { email, trackingIdentifierKind, zoneOverride, setAt, setByName, blockedAt } = stored;
  return (
    <Panel title="In use now" foot="Username, password and identifier are stored encrypted and never shown again.">
      <Facts
        facts={[
          {
            term: "Set",
            value:
              setAt === null ? (
                "Not known"
              ) : (
                <>
                  <When at={setAt} precision="minute" withTime />
                  {setByName !== null && (
                    <>
                      {" "}
                      by <bdi>{setByName}</bdi>
                    </>
                  )}
                </>
              ),
          },
          { term: "E-mail", value: email ?? "Not set" },
          { term: "Identifier", value: capital(kindWords[trackingIdentifierKind]) },
          { term: "Zone", value: <Zone host={zoneHost} byHand={zoneOverride} /> },
          {
            term: "Sign-in",
            value:
              blockedAt === null ? (
                "Accepted"
              ) : (
                <span className="text-danger">
                  Refused since <When at={blockedAt} precision="minute" withTime />. We make no call with them.
                </span>
              ),
          },
        ]}
      />
    </Panel>
  );
}

function Zone({ host, byHand }: { host: string | null; byHand: string | null }) {
  if (host === null) return "Not found yet";
  return (
    <>
      <Code>{host}</Code> {byHand === null ? "found by the username" : "set by hand"}
    </>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
