import { defineEntity } from "./entity.ts";
import { parseFields } from "./fields.ts";

/**
 * Devices of a company and, by `contactID`, of a person. Of the official ConfigurationItemModel what says which device it is
 * and whose; required fields by the help page ConfigurationItemsEntity. `isActive` is a boolean.
 */
export const CONFIGURATION_ITEMS = defineEntity({
  name: "ConfigurationItems",
  singular: "InstalledProduct",
  permission: "ConfigurationItems",
  fields: parseFields(`
    id long required readonly
    apiVendorID integer readonly
    companyID integer required ref=Company
    companyLocationID integer ref=AccountPhysicalLocation
    configurationItemCategoryID integer
    configurationItemType integer picklist
    contactID integer ref=Contact
    contractID integer
    createDate datetime readonly
    createdByPersonID integer readonly
    deviceNetworkingID string(100)
    impersonatorCreatorResourceID integer readonly
    installDate datetime
    installedByContactID integer
    installedByID integer
    isActive boolean required
    lastActivityPersonID integer readonly
    lastActivityPersonType integer readonly
    lastModifiedTime datetime readonly
    location string(100)
    notes string(5000)
    numberOfUsers decimal
    parentConfigurationItemID integer
    productID integer required
    referenceNumber string(50)
    referenceTitle string(200)
    rmmDeviceAuditDescription string(200) readonly
    rmmDeviceAuditHostname string(255) readonly
    rmmDeviceAuditIPAddress string(50) readonly
    rmmDeviceAuditLastUser string(100) readonly
    rmmDeviceAuditMacAddress string(500) readonly
    rmmDeviceAuditOperatingSystem string(1000) readonly
    rmmDeviceID long
    rmmDeviceUID string(200)
    serialNumber string(100)
    serviceLevelAgreementID integer
    vendorID integer
    warrantyExpirationDate datetime
  `),
  topMethods: ["POST", "PUT", "PATCH"],
  hasUdfs: true,
  supportsWebhooks: true,
  canImpersonate: true,
});
