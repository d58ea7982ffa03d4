import { CircleCheck, CircleDashed, CircleX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { When } from "@/components/ui/when.tsx";
import type { ConnectionStatus } from "@/lib/connection/schema.ts";

type Sign = "good" | "warning" | "bad" | "unknown";
export type Light = { name: string; sign: Sign; word: string };

const signs = {
  good: { icon: CircleCheck, colour: "text-success", label: "Good" },
  warning: { icon: TriangleAlert, colour: "text-warning", label: "Warning" },
  bad: { icon: CircleX, colour: "text-danger", label: "Bad" },
  unknown: { icon: CircleDashed, colour: "text-quiet", label: "Not known" },
} as const;

/** The three things that have to be right: credentials, webhook, permissions. */
export function Lights({ status }: { status: ConnectionStatus }) {
  const { credentials, webhook, rights } = status;
  return (
    <ul className="grid border-t border-separator md:grid-cols-3">
      <LightCell light={credentialsLight(status)}>
        {credentials.setAt !== null && (
          <>
            Set <When at={credentials.setAt} precision="minute" withTime />
            {credentials.setByName !== null && ` by ${credentials.setByName}`}
          </>
        )}
      </LightCell>
      <LightCell light={webhookLight(status)}>
        {webhook && `Webhook ${webhook.id ?? "not made"}${webhook.fieldCount === null ? "" : `, ${webhook.fieldCount} fields`}`}
      </LightCell>
      <LightCell light={rightsLight(status)}>
        {rights
          .filter(({ granted }) => !granted)
          .map(({ object, action }) => `${object}: ${action}`)
          .join(", ")}
      </LightCell>
    </ul>
  );
}

function LightCell({ light: { name, sign, word }, children }: { light: Light; children: ReactNode }) {
  const { icon: Icon, colour, label } = signs[sign];
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-3 border-separator px-4 py-3 text-dense max-md:border-b max-md:last:border-b-0 sm:px-5 md:border-r md:last:border-r-0">
      <Icon size={16} role="img" aria-label={label} className={`mt-0.5 ${colour}`} />
      <div>
        <p className="text-micro text-muted">{name}</p>
        <p className="font-medium">{word}</p>
        <p className="text-muted">{children}</p>
      </div>
    </li>
  );
}

export function credentialsLight({ credentials: { blockedAt, setAt } }: Pick<ConnectionStatus, "credentials">): Light {
  const name = "Credentials";
  if (blockedAt !== null) return { name, sign: "bad", word: "Refused" };
  return setAt === null ? { name, sign: "unknown", word: "Not set" } : { name, sign: "good", word: "Accepted" };
}

export function webhookLight({ webhook, lastError }: Pick<ConnectionStatus, "webhook" | "lastError">): Light {
  const name = "Webhook";
  if (!webhook || webhook.id === null) return { name, sign: "bad", word: "Not made" };
  if (lastError?.failure.code === "connection.webhook_missing") return { name, sign: "bad", word: "Gone from Autotask" };
  if (lastError?.failure.code === "connection.webhook_changed") return { name, sign: "bad", word: "Changed by somebody" };
  if (webhook.active === false) return { name, sign: "bad", word: "Switched off" };
  if (webhook.ready === false) return { name, sign: "bad", word: "Not ready" };
  return webhook.active === null ? { name, sign: "unknown", word: "Not read yet" } : { name, sign: "good", word: "Active and ready" };
}

/** A missing right that nothing needs is worth knowing, and no reason to act. */
export function rightsLight({ rights }: Pick<ConnectionStatus, "rights">): Light {
  const name = "Permissions";
  if (rights.length === 0) return { name, sign: "unknown", word: "Not read yet" };
  const missing = rights.filter(({ granted }) => !granted);
  const needed = missing.filter((right) => right.needed).length;
  if (needed > 0) return { name, sign: "bad", word: needed === 1 ? "1 right missing" : `${needed} rights missing` };
  if (missing.length === 0) return { name, sign: "good", word: "All there" };
  return {
    name,
    sign: "good",
    word: missing.length === 1 ? "All needed; 1 optional is off" : `All needed; ${missing.length} optional are off`,
  };
}
