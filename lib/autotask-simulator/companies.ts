import { defineEntity } from "./entity.ts";
import { parseFields } from "./fields.ts";
import { now } from "./tenant.ts";

/** Id 0 is the tenant's own company. `isActive` is a boolean here. No delete. */
export const COMPANIES = defineEntity({
  name: "Companies",
  singular: "Account",
  permission: "Companies",
  fields: parseFields(`
    id long required readonly
    additionalAddressInformation string(100)
    address1 string(128)
    address2 string(128)
    alternatePhone1 string(25)
    alternatePhone2 string(25)
    city string(30)
    classification integer
    companyCategoryID integer
    companyName string(100) required
    companyNumber string(50)
    companyType integer required picklist
    countryID integer
    createDate datetime readonly
    createdByResourceID integer readonly
    currencyID integer
    fax string(25)
    impersonatorCreatorResourceID integer readonly
    isActive boolean
    isClientPortalActive boolean
    isEnabledForComanaged boolean
    isTaskFireActive boolean
    isTaxExempt boolean
    lastActivityDate datetime readonly
    lastTrackedModifiedDateTime datetime readonly
    marketSegmentID integer
    ownerResourceID integer required ref=Resource
    parentCompanyID integer
    phone string(25) required
    postalCode string(10)
    state string(40)
    taxID string(50)
    territoryID integer
    apiVendorID integer readonly
    assetValue decimal
    billToAdditionalAddressInformation string(100)
    billToAddressToUse integer
    billToAttention string(50)
    billToCity string(50)
    billToCompanyLocationID integer
    billToCountryID integer
    billToState string(128)
    billToZipCode string(50)
    billingAddress1 string(150)
    billingAddress2 string(150)
    competitorID integer
    invoiceEmailMessageID integer
    invoiceMethod integer
    invoiceNonContractItemsToParentCompany boolean
    invoiceTemplateID integer
    isSample boolean readonly
    purchaseOrderTemplateID integer
    quoteEmailMessageID integer
    quoteTemplateID integer
    sicCode string(32)
    stockMarket string(10)
    stockSymbol string(10)
    surveyCompanyRating decimal readonly
    taxRegionID integer
    webAddress string(255)
  `),
  topMethods: ["POST", "PUT", "PATCH"],
  hasUdfs: true,
  supportsWebhooks: true,
  canImpersonate: true,
  beforeWrite: (_actor, { row, previous }) => {
    if (previous === null) row.createDate = now();
    row.lastActivityDate = now();
    row.lastTrackedModifiedDateTime = now();
  },
});
