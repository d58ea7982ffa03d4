import { phoneRegionSchema, phoneSettingsSchema, smsGatewaySchema, testedTextSchema, testTextSchema } from "../notification/schema.ts";
import { describeOperation, doneSchema } from "./operation.ts";

export const getPhoneSettingsOperation = describeOperation({
  id: "getPhoneSettings",
  method: "get",
  path: "/phone-settings",
  summary: "Read how phone numbers are read and what carries text messages. The gateway's secret is in no answer.",
  allow: "organization:read",
  output: phoneSettingsSchema,
});

export const savePhoneRegionOperation = describeOperation({
  id: "savePhoneRegion",
  method: "put",
  path: "/phone-settings/region",
  summary: "Set the country whose national numbers are meant, by its two letters. Null: only numbers with a country code are read.",
  allow: "organization:edit",
  input: phoneRegionSchema,
  output: doneSchema,
});

export const saveSmsGatewayOperation = describeOperation({
  id: "saveSmsGateway",
  method: "put",
  path: "/phone-settings/sms-gateway",
  summary: "Set the gateway of text messages, the countries it may send to, and how many an hour. Its secret is stored sealed.",
  allow: "organization:edit",
  input: smsGatewaySchema,
  output: doneSchema,
});

export const removeSmsGatewayOperation = describeOperation({
  id: "removeSmsGateway",
  method: "delete",
  path: "/phone-settings/sms-gateway",
  summary: "Remove the gateway of text messages and forget its secret.",
  allow: "organization:edit",
  output: doneSchema,
});

export const testSmsGatewayOperation = describeOperation({
  id: "testSmsGateway",
  method: "post",
  path: "/phone-settings/sms-gateway/test",
  summary: "Send a test message without a code to a mobile number of yours, and read how it went. Five in ten minutes.",
  allow: "organization:edit",
  input: testTextSchema,
  output: testedTextSchema,
});
