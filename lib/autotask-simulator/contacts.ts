import { defineEntity } from "./entity.ts";
import { parseFields } from "./fields.ts";
import { now } from "./tenant.ts";

/** Read and query at top level; written only below their company. `isActive` is the integer 0 or 1. */
export const CONTACTS = defineEntity({
  name: "Contacts",
  singular: "Contact",
  permission: "Contacts",
  fields: parseFields(`
    id long required readonly
    additionalAddressInformation string(100)
    addressLine string(128)
    addressLine1 string(128)
    alternatePhone string(32)
    apiVendorID integer readonly
    bulkEmailOptOutTime datetime readonly
    city string(50)
    companyID integer required ref=Company
    companyLocationID integer
    countryID integer
    createDate datetime readonly
    emailAddress string(254)
    emailAddress2 string(254)
    emailAddress3 string(254)
    extension string(10)
    externalID string(50)
    facebookUrl string(200)
    faxNumber string(25)
    firstName string(50) required
    impersonatorCreatorResourceID integer readonly
    isActive integer required
    isOptedOutFromBulkEmail boolean hidden
    lastActivityDate datetime readonly
    lastModifiedDate datetime readonly
    lastName string(50) required
    linkedInUrl string(200)
    middleInitial string(50)
    mobilePhone string(25)
    namePrefix integer
    nameSuffix integer
    note string(50)
    receivesEmailNotifications boolean
    phone string(25)
    primaryContact boolean
    billingContact boolean
    roomNumber string(50)
    solicitationOptOut boolean hidden
    solicitationOptOutTime datetime readonly
    state string(40)
    surveyOptOut boolean hidden
    title string(50)
    twitterUrl string(200)
    zipCode string(16)
  `),
  child: {
    parent: "Companies",
    segment: "Contacts",
    key: "companyID",
    methods: ["GET", "POST", "PUT", "PATCH"],
    itemMethods: ["GET", "DELETE"],
  },
  hasUdfs: true,
  supportsWebhooks: true,
  canImpersonate: true,
  beforeWrite: (_actor, { row, previous }) => {
    if (previous === null) row.createDate = now();
    row.lastModifiedDate = now();
    row.lastActivityDate = now();
  },
});
