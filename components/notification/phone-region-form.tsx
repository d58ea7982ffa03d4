"use client";

import { useState } from "react";
import { z } from "zod";
import { ComboField } from "@/components/forms/combo-field.tsx";
import { Form } from "@/components/forms/form.tsx";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { useFormAction } from "@/components/forms/use-form-action.ts";
import { useZodForm } from "@/components/forms/use-zod-form.ts";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import { gatewayText } from "@/components/notification/text-words.ts";
import { Facts } from "@/components/ui/facts.tsx";
import { showToast } from "@/components/ui/toast.tsx";

type Props = { organization: string; region: string | null; mayEdit: boolean; onSaved: () => Promise<unknown> };

const none = "none";
const formSchema = z.object({ region: z.string() });
const hint =
  "Numbers in Autotask without a country code are read as numbers of the company’s country, or of this one where Autotask names none.";

/** The country whose national numbers are meant. */
export function PhoneRegionForm({ organization, region, mayEdit, onSaved }: Props) {
  const [choices] = useState(countryChoices);
  const form = useZodForm(formSchema, { region: region ?? none });
  const save = useFormAction(
    form,
    ({ region: chosen }) => {
      const body = { region: chosen === none || chosen === "" ? null : chosen };
      const call = callApi({ organization, path: "/phone-settings/region", schema: z.unknown(), method: "PUT", body });
      return asResult(call, ["notification.unknown_country"]);
    },
    {
      text: gatewayText,
      onSuccess: async () => {
        await onSaved();
        showToast("Country saved");
      },
    },
  );
  if (!mayEdit) return <Facts facts={[{ term: "Country", value: nameOf(region ?? none) }]} />;
  return (
    <Form form={form} onSubmit={save.submit} label="Country of national numbers">
      <ComboField name="region" label="Country of national numbers" choices={choices} hint={hint} />
      <SubmitButton variant="outline">Save the country</SubmitButton>
    </Form>
  );
}

// ISO 3166-1 countries that have telephone numbers of their own; a browser names them but does not list them.
const codes =
  "AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW".split(
    " ",
  );

function nameOf(code: string): string {
  if (code === none) return "None: only numbers with a country code";
  return `${new Intl.DisplayNames("en", { type: "region" }).of(code) ?? code} (${code})`;
}

function countryChoices() {
  const named = codes.map((value) => ({ value, label: nameOf(value) })).sort((a, b) => a.label.localeCompare(b.label));
  return [{ value: none, label: nameOf(none) }, ...named];
}
