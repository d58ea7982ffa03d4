import { CircleCheck, CircleDashed, CircleX, TriangleAlert } from "lucide-react";
import { lightNames as names, signWords } from "@/components/connection/light-words.ts";
import { type ConnectionSummary, type LightSign, lightNames } from "@/lib/connection/schema.ts";

const signs = {
  ok: { icon: CircleCheck, colour: "text-success" },
  attention: { icon: TriangleAlert, colour: "text-warning" },
  bad: { icon: CircleX, colour: "text-danger" },
  unknown: { icon: CircleDashed, colour: "text-quiet" },
} as const;

/** One light as an icon that says its name and sign to those who do not see it. */
export function LightIcon({ sign, label = signWords[sign], className = "" }: { sign: LightSign; label?: string; className?: string }) {
  const { icon: Icon, colour } = signs[sign];
  return <Icon size={16} role="img" aria-label={label} className={`shrink-0 ${colour} ${className}`} />;
}

/** The four lights in a row of a list: credentials, webhook, permissions, API budget, always in this order. */
export function LightRow({ lights }: { lights: ConnectionSummary["lights"] }) {
  return (
    <span
      className="inline-flex items-center gap-1.5"
      title={lightNames.map((name) => `${names[name]}: ${signWords[lights[name]]}`).join(". ")}
    >
      {lightNames.map((name) => (
        <LightIcon key={name} sign={lights[name]} label={`${names[name]}: ${signWords[lights[name]]}`} />
      ))}
    </span>
  );
}
