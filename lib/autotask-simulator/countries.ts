import { defineEntity } from "./entity.ts";
import { parseFields } from "./fields.ts";

/** The list that companies name their country from. Which right reads it is not documented; this takes that of companies, a guess. */
export const COUNTRIES = defineEntity({
  name: "Countries",
  singular: "Country",
  permission: "Companies",
  fields: parseFields(`
    id long required readonly
    addressFormatID integer
    countryCode string(2) readonly
    displayName string(100) required
    invoiceTemplateID integer
    isActive boolean
    isDefaultCountry boolean
    name string(100) readonly
    purchaseOrderTemplateID integer
    quoteTemplateID integer
  `),
});
