/** The part of the published client that apigrate.contract.test.ts uses; the package ships no types. */
declare module "@apigrate/autotask-restapi" {
  type Row = Record<string, unknown>;
  type Collection = {
    query: (search: object) => Promise<{ items: Row[] }>;
    count: (search: object) => Promise<{ queryCount: number }>;
    get: (id?: number) => Promise<{ item: Row; modules?: object[] } | null>;
    create: (toSave: object) => Promise<{ itemId: number }>;
    update: (toSave: object) => Promise<{ itemId: number }>;
    info: () => Promise<{ info: Row }>;
    fieldInfo: () => Promise<{ fields: Row[] }>;
    udfInfo: () => Promise<{ fields: Row[] }>;
  };
  type ChildCollection = { create: (parentId: number, toSave: object) => Promise<{ itemId: number }> };
  export class AutotaskRestApi {
    constructor(user: string, secret: string, code: string, options: { base_url: string });
    zoneInfo: Row | null;
    Tickets: Collection;
    Contacts: Collection;
    Companies: Collection;
    Modules: Collection;
    TicketNotes: ChildCollection;
  }
}
