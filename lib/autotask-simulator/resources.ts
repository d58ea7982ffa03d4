import { defineEntity, type Entity } from "./entity.ts";
import { parseFields } from "./fields.ts";

/** Technicians and API users (licenseType 7). Field list as in the vendor sample fixtures/Resources.entityInformation.fields.json. */
export const RESOURCES = defineEntity({
  name: "Resources",
  singular: "Resource",
  permission: "Resources",
  fields: parseFields(`
    id long required readonly
    accountingReferenceID string(100)
    dateFormat string(20) readonly
    defaultServiceDeskRoleID long hidden ref=Role
    email string(254) required
    email2 string(254)
    email3 string(254)
    emailTypeCode string(20) required
    emailTypeCode2 string(20)
    emailTypeCode3 string(20)
    firstName string(50) required
    gender string(1)
    greeting integer
    hireDate datetime required readonly
    homePhone string(25)
    initials string(32)
    internalCost decimal readonly
    isActive boolean required
    lastName string(50) required
    licenseType integer required readonly picklist
    locationID integer required readonly
    middleName string(50)
    mobilePhone string(25)
    numberFormat string(20) required
    officeExtension string(10)
    officePhone string(25)
    payrollIdentifier string(32)
    payrollType integer required
    resourceType string(15) required
    suffix integer
    surveyResourceRating decimal readonly
    timeFormat string(20) readonly
    title string(50)
    travelAvailabilityPct string(15)
    userName string(32) required
    userType integer required readonly
  `),
  topMethods: ["PUT", "PATCH"],
});

const ROLES = defineEntity({
  name: "Roles",
  singular: "Role",
  permission: "Resources",
  fields: parseFields(`
    id long required readonly
    description string(200)
    hourlyFactor decimal required
    hourlyRate decimal required
    isActive boolean
    isExcludedFromNewContracts boolean
    isSystemRole boolean readonly
    quoteItemDefaultTaxCategoryId integer
    name string(200) required
    roleType integer
  `),
});

const RESOURCE_ROLES = defineEntity({
  name: "ResourceRoles",
  singular: "ResourceRole",
  permission: "Resources",
  fields: parseFields(`
    id long required readonly
    departmentID long
    isActive boolean
    queueID long
    resourceID long required ref=Resource
    roleID long required ref=Role
  `),
  child: { parent: "Resources", segment: "Roles", key: "resourceID", methods: ["GET"], itemMethods: ["GET"] },
});

const RESOURCE_SERVICE_DESK_ROLES = defineEntity({
  name: "ResourceServiceDeskRoles",
  singular: "ResourceServiceDeskRole",
  permission: "Resources",
  fields: parseFields(`
    id long required readonly
    isActive boolean required
    isDefault boolean
    resourceID integer required ref=Resource
    roleID integer required ref=Role
  `),
  child: { parent: "Resources", segment: "ServiceDeskRoles", key: "resourceID", methods: ["GET"], itemMethods: ["GET"] },
});

const RESOURCE_ROLE_QUEUES = defineEntity({
  name: "ResourceRoleQueues",
  singular: "ResourceRoleQueue",
  permission: "Resources",
  fields: parseFields(`
    id long required readonly
    queueID integer required
    resourceID integer required ref=Resource
  `),
  child: { parent: "Resources", segment: "RoleQueues", key: "resourceID", methods: ["GET"], itemMethods: ["GET"] },
});

export const ROLE_ENTITIES: Entity[] = [ROLES, RESOURCE_ROLES, RESOURCE_SERVICE_DESK_ROLES, RESOURCE_ROLE_QUEUES];
