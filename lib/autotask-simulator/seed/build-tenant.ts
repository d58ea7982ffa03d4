import { COMPANIES } from "../companies.ts";
import { COMPANY_LOCATIONS } from "../company-locations.ts";
import { CONFIGURATION_ITEMS } from "../configuration-items.ts";
import { CONTACTS } from "../contacts.ts";
import type { Entity } from "../entity.ts";
import type { ApiUser, Row, Tenant } from "../model.ts";
import { RESOURCES } from "../resources.ts";
import { DEFAULT_BEHAVIOUR, insertRow } from "../tenant.ts";
import { COUNTRIES, type PeopleSeed, type ResourceSeed, ROLES } from "./people.ts";
import { ticketPicklists, ticketUdfs } from "./picklists.ts";
import { securityLevels } from "./security-levels.ts";

const OPENED = "2024-03-04T08:00:00.000Z";
const FIRST_API_RESOURCE = 29_682_894;

export type TenantSeed = { key: string; name: string; ci: number; zone: string; people: PeopleSeed; users: UserSeed[] };
export type UserSeed = { username: string; secret: string; email: string; trackingIdentifier: string; levelId: number };

/** A fresh tenant of made-up people, with no tickets yet. */
export function buildTenant(seed: TenantSeed): Tenant {
  const tenant: Tenant = {
    key: seed.key,
    name: seed.name,
    ci: seed.ci,
    zone: seed.zone,
    rows: {},
    counters: {},
    picklists: ticketPicklists(),
    ticketUdfs: ticketUdfs(),
    securityLevels: securityLevels(),
    apiUsers: [],
    behaviour: structuredClone(DEFAULT_BEHAVIOUR),
    deliveries: [],
    failuresInARow: {},
    calls: [],
    failedCalls: 0,
  };
  fillDirectory(tenant, seed.people);
  for (const user of seed.users) addApiUser(tenant, user);
  return tenant;
}

/** A new API user with its resource (licenseType 7). */
export function addApiUser(tenant: Tenant, seed: UserSeed): ApiUser {
  const resourceId = FIRST_API_RESOURCE + tenant.apiUsers.length;
  const person: ResourceSeed = { id: resourceId, first: "API", last: seed.username, email: seed.email, title: "API user", roleId: 0 };
  tenant.rows.Resources?.push(resourceRow(person, 7));
  const user: ApiUser = {
    username: seed.username,
    secret: seed.secret,
    email: seed.email,
    trackingIdentifier: seed.trackingIdentifier,
    resourceId,
    securityLevelId: seed.levelId,
    isApiOnly: true,
    isActive: true,
    isLocked: false,
    failedTries: 0,
  };
  tenant.apiUsers.push(user);
  return user;
}

function fillDirectory(tenant: Tenant, people: PeopleSeed): void {
  tenant.rows.Companies = people.companies.map((company) =>
    rowOf(COMPANIES, {
      id: company.id,
      companyName: company.name,
      companyType: company.type,
      phone: company.phone,
      city: company.city,
      countryID: COUNTRIES.find(([, code]) => code === company.country)?.[0] ?? null,
      ownerResourceID: 4,
      isActive: company.isActive ?? true,
      createDate: OPENED,
      lastActivityDate: OPENED,
    }),
  );
  tenant.rows.Contacts = people.contacts.map((contact) =>
    rowOf(CONTACTS, {
      id: contact.id,
      companyID: contact.companyId,
      firstName: contact.first,
      lastName: contact.last,
      emailAddress: contact.email,
      title: contact.title,
      companyLocationID: contact.locationId ?? homeOf(contact.companyId),
      mobilePhone: contact.mobile ?? null,
      isActive: contact.isActive === false ? 0 : 1,
      createDate: OPENED,
      lastModifiedDate: OPENED,
      lastActivityDate: OPENED,
    }),
  );
  fillPlaces(tenant, people);
  tenant.rows.Resources = people.resources.map((resource) => resourceRow(resource, 3));
  tenant.rows.Roles = ROLES.map(([id, name]) => ({
    id,
    name,
    description: null,
    hourlyFactor: 1,
    hourlyRate: 100,
    isActive: true,
    roleType: 0,
  }));
  tenant.rows.Countries = COUNTRIES.map(([id, countryCode, name]) => ({
    ...{ id, countryCode, name, displayName: name, isActive: true, isDefaultCountry: false, addressFormatID: null },
    ...{ invoiceTemplateID: null, purchaseOrderTemplateID: null, quoteTemplateID: null },
  }));
  tenant.rows.TicketCategories = [
    { id: 3, name: "Standard", nickname: "STD", isActive: true, isGlobalDefault: true, isApiOnly: false, displayColorRGB: null },
    { id: 101, name: "Identity Check", nickname: "IDC", isActive: true, isGlobalDefault: false, isApiOnly: false, displayColorRGB: null },
  ];
  for (const resource of people.resources) assignRole(tenant, resource);
  tenant.counters.Contacts = Math.max(...people.contacts.map((contact) => contact.id));
  tenant.counters.Companies = Math.max(...people.companies.map((company) => company.id));
}

/** The id of the primary place of a company, which has its town. */
function homeOf(companyId: number): number {
  return 1_000 + companyId;
}

function fillPlaces(tenant: Tenant, { companies, locations, devices }: PeopleSeed): void {
  const homes = companies.map(({ id, name, city }) => ({ id: homeOf(id), companyId: id, name, city, isPrimary: true }));
  tenant.rows.CompanyLocations = [...locations.map((place) => ({ ...place, isPrimary: false })), ...homes].map((place) =>
    rowOf(COMPANY_LOCATIONS, {
      ...{ id: place.id, companyID: place.companyId, name: place.name, city: place.city, isActive: true, isPrimary: place.isPrimary },
    }),
  );
  tenant.rows.ConfigurationItems = devices.map((device, index) =>
    rowOf(CONFIGURATION_ITEMS, {
      id: index + 1,
      companyID: device.companyId,
      contactID: device.contactId ?? null,
      productID: 1,
      referenceTitle: device.title,
      rmmDeviceAuditHostname: device.hostname ?? null,
      serialNumber: device.serial ?? null,
      isActive: device.isActive ?? true,
      createDate: OPENED,
    }),
  );
  tenant.counters.ConfigurationItems = devices.length;
  tenant.counters.CompanyLocations = Math.max(...tenant.rows.CompanyLocations.map(({ id }) => id));
}

function assignRole(tenant: Tenant, resource: ResourceSeed): void {
  const isActive = resource.isActive ?? true;
  const pair = { resourceID: resource.id, roleID: resource.roleId, isActive };
  insertRow(tenant, "ResourceServiceDeskRoles", { id: 0, ...pair, isDefault: true });
  insertRow(tenant, "ResourceRoles", { id: 0, ...pair, departmentID: null, queueID: 29_682_833 });
  insertRow(tenant, "ResourceRoleQueues", { id: 0, resourceID: resource.id, queueID: 29_682_833 });
}

function resourceRow(resource: ResourceSeed, licenseType: number): Row {
  return rowOf(RESOURCES, {
    id: resource.id,
    firstName: resource.first,
    lastName: resource.last,
    email: resource.email,
    emailTypeCode: "PRIMARY",
    userName: resource.email.split("@")[0] ?? "",
    title: resource.title,
    licenseType,
    resourceType: "Employee",
    payrollType: 1,
    locationID: 90_682,
    userType: licenseType === 7 ? 1 : 7,
    hireDate: OPENED,
    numberFormat: "X,XXX.XX",
    defaultServiceDeskRoleID: resource.roleId === 0 ? null : resource.roleId,
    isActive: resource.isActive ?? true,
  });
}

function rowOf(entity: Entity, values: Row): Row {
  const empty = Object.fromEntries(entity.fields.map((field) => [field.name, null]));
  return { ...empty, ...(entity.hasUdfs ? { userDefinedFields: [] } : {}), ...values };
}
