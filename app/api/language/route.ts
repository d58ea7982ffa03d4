import { defineRoute } from "@/lib/web/define-route.ts";
import { readCapped } from "@/lib/web/read-capped.ts";
import { languageCookie } from "@/lib/web/reader.ts";
import { requireSameOrigin } from "@/lib/web/same-origin.ts";
import { languageSchema } from "@/lib/words/language-schema.ts";
import { requesterPagePath } from "./requester-page-path.ts";

/** The form below every page for people without an account: keeps the language for this browser and shows the page again. */
export const POST = defineRoute({
  allow: "anyone", // whose browser it is; all it changes is a cookie of that browser
  async handle({ request, deps }) {
    requireSameOrigin(request.headers, deps.appUrl);
    const form = new URLSearchParams((await readCapped(request, 4_096)).toString("utf8"));
    const language = languageSchema.safeParse(form.get("language"));
    const headers = new Headers({ location: requesterPagePath(form.get("back")) });
    if (language.success) headers.set("set-cookie", languageCookie(deps.appUrl, language.data));
    return new Response(null, { status: 303, headers });
  },
});
