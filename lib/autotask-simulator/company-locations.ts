import { defineEntity } from "./entity.ts";
import { parseFields } from "./fields.ts";

/** The places of a company, which a contact names by id. Queried at top level, written only below the company (help page CompanyLocationsEntity). */
export const COMPANY_LOCATIONS = defineEntity({
  name: "CompanyLocations",
  singular: "AccountPhysicalLocation",
  permission: "Companies",
  fields: parseFields(`
    id long required readonly
    address1 string(128)
    address2 string(128)
    alternatePhone1 string(25)
    alternatePhone2 string(25)
    city string(50)
    companyID integer required ref=Company
    countryID integer
    description string(500)
    fax string(25)
    isActive boolean
    isPrimary boolean
    isTaxExempt boolean
    overrideCompanyTaxSettings boolean
    name string(100) required
    phone string(25)
    postalCode string(20)
    roundtripDistance decimal
    state string(25)
    taxRegionID integer
  `),
  child: {
    parent: "Companies",
    segment: "Locations",
    key: "companyID",
    methods: ["GET", "POST", "PUT", "PATCH"],
    itemMethods: ["GET", "DELETE"],
  },
});
