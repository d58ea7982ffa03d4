import type { ReactNode } from "react";
import { lightWords, lightNames as names } from "@/components/connection/light-words.ts";
import { LightIcon } from "@/components/connection/status/light-sign.tsx";
import { When } from "@/components/ui/when.tsx";
import { type Light, type LightName, lightNames } from "@/lib/connection/schema.ts";
import type { ConnectionHealth } from "@/lib/reporting/schema.ts";

/** The four things that have to be right, each with what it says, since when, and what to do. */
export function Lights({ health }: { health: ConnectionHealth }) {
  return (
    <ul aria-label="Lights" className="-mr-px grid border-t border-separator sm:grid-cols-2 xl:grid-cols-4">
      {lightNames.map((name) => (
        <LightCell key={name} name={name} light={health.lights[name]} fact={factOf(name, health)} />
      ))}
    </ul>
  );
}

function LightCell({ name, light: { sign, code, params, since }, fact }: { name: LightName; light: Light; fact: ReactNode }) {
  const { word, sentence, todo } = lightWords[code];
  const isWell = sign === "ok";
  const said = sentence?.(params) ?? "";
  return (
    <li className="-mb-px grid grid-cols-[1rem_minmax(0,1fr)] gap-x-3 border-r border-b border-separator px-4 py-3 text-dense sm:px-5">
      <LightIcon sign={sign} className="mt-0.5" />
      <div className="min-w-0">
        <p className="text-micro text-muted">{names[name]}</p>
        <p className="font-medium">{word(params)}</p>
        {said !== "" && <p className="text-muted wrap-anywhere">{said}</p>}
        {!isWell && since !== null && (
          <p className="text-muted">
            Since <When at={since} precision="minute" withTime />
          </p>
        )}
        {fact !== null && <p className="text-muted wrap-anywhere">{fact}</p>}
        {!isWell && todo !== undefined && <p>{todo}</p>}
      </div>
    </li>
  );
}

/** The one fact beside a light that is well; a light that is not has its sentence. */
function factOf(name: LightName, { lights, budget }: ConnectionHealth): ReactNode {
  const { sign, params, since } = lights[name];
  if (name === "budget") return sign === "unknown" ? null : `We used about ${number(budget.ownAbout)}`;
  if (sign !== "ok") return null;
  if (name === "webhook") return `Webhook ${params.id}${params.fields === undefined ? "" : `, ${params.fields} fields`}`;
  if (name !== "credentials" || since === null) return null;
  return (
    <>
      Set <When at={since} precision="minute" withTime />
    </>
  );
}

const number = (count: number) => new Intl.NumberFormat("en").format(count);
