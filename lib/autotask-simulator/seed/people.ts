/** Companies, contacts and technicians of the demo. Addresses use `.example`, so that no mail can leave. */

export type CompanySeed = { id: number; name: string; type: number; phone: string; city: string; country?: string; isActive?: boolean };
export type ContactSeed = {
  id: number;
  companyId: number;
  first: string;
  last: string;
  email: string | null;
  title: string;
  mobile?: string;
  isActive?: boolean;
  /** Where they work; the company's own town unless it says so. */
  locationId?: number;
};
/** A further place of a company beside the one that its town makes. */
export type LocationSeed = { id: number; companyId: number; name: string; city: string };
/** A device on file, of one person unless it is the company's. */
export type DeviceSeed = { companyId: number; contactId?: number; title: string; hostname?: string; serial?: string; isActive?: boolean };
export type ResourceSeed = { id: number; first: string; last: string; email: string; title: string; roleId: number; isActive?: boolean };
export type PeopleSeed = {
  companies: CompanySeed[];
  contacts: ContactSeed[];
  resources: ResourceSeed[];
  locations: LocationSeed[];
  devices: DeviceSeed[];
};

/** Ids of countries as this Autotask database has them. */
export const COUNTRIES: [id: number, code: string, name: string][] = [
  [75, "FR", "France"],
  [82, "DE", "Germany"],
  [106, "IE", "Ireland"],
  [158, "NZ", "New Zealand"],
  [177, "PL", "Poland"],
  [237, "US", "United States"],
];

export const ROLES: [id: number, name: string][] = [
  [8, "Service Desk Engineer"],
  [29_683_436, "Field Engineer"],
  [29_683_470, "Security Engineer"],
];

export const NORDLICHT: PeopleSeed = {
  companies: [
    { id: 0, name: "Nordlicht Systemhaus GmbH", type: 1, phone: "+49 40 555 0100", city: "Hamburg", country: "DE" },
    {
      id: 174,
      name: "Bäckerei-Konditorei Schwätzinger & Söhne GmbH & Co. KG",
      type: 1,
      phone: "+49 40 555 0110",
      city: "Lübeck",
      country: "DE",
    },
    { id: 175, name: "Kanzlei Dr. von Weitershausen", type: 1, phone: "+49 40 555 0120", city: "Hamburg", country: "DE" },
    { id: 176, name: "Łódź Precision Optics sp. z o.o.", type: 1, phone: "+48 42 555 01 30", city: "Łódź", country: "PL" },
    { id: 177, name: "Groupe hospitalier Saint-Éloi", type: 1, phone: "+33 4 55 50 01 40", city: "Montpellier", country: "FR" },
    { id: 178, name: "Ó Ceallaigh Marine Surveyors", type: 1, phone: "+353 21 555 0150", city: "Cobh", country: "IE" },
    { id: 179, name: "Te Whānau Tāhuri Trust", type: 1, phone: "+64 9 555 0160", city: "Tauranga", country: "NZ" },
  ],
  contacts: [
    {
      id: 29_683_586,
      companyId: 174,
      first: "Björn-Åke",
      last: "Sjöström",
      email: "bjorn-ake.sjostrom@brot.example",
      title: "Filialleiter",
      mobile: "+46 70 555 4183",
    },
    {
      id: 29_683_587,
      companyId: 174,
      first: "Ümit",
      last: "Çağlayangil",
      email: "umit.caglayangil@brot.example",
      title: "Produktionsleiter",
      locationId: 901,
    },
    { id: 29_683_588, companyId: 174, first: "Ulrike", last: "Schwätzinger", email: "ulrike@brot.example", title: "Geschäftsführerin" },
    {
      id: 29_683_589,
      companyId: 175,
      first: "Zoë",
      last: "Škvorecká",
      email: "empfang@kanzlei-weitershausen.example",
      title: "Rechtsanwältin",
    },
    {
      id: 29_683_590,
      companyId: 175,
      first: "Maximiliane",
      last: "Freifrau von Weitershausen-Löwenclau",
      email: "empfang@kanzlei-weitershausen.example",
      title: "Notarin",
    },
    {
      id: 29_683_591,
      companyId: 176,
      first: "Nguyễn Thị",
      last: "Minh Khai",
      email: "minh.khai@lodz-optics.example",
      title: "Optical engineer",
    },
    {
      id: 29_683_592,
      companyId: 176,
      first: "Agnieszka",
      last: "Brzęczyszczykiewicz",
      email: "a.brzeczyszczykiewicz@lodz-optics.example",
      title: "Dyrektor finansowy",
    },
    {
      id: 29_683_593,
      companyId: 177,
      first: "Jean-François",
      last: "d’Aubigné",
      email: "jf.daubigne@saint-eloi.example",
      title: "Chef de service",
    },
    {
      id: 29_683_594,
      companyId: 177,
      first: "Hélène",
      last: "Œuvrard-Lefèvre",
      email: "helene.oeuvrard@saint-eloi.example",
      title: "Infirmière en chef",
    },
    { id: 29_683_595, companyId: 178, first: "Siobhán", last: "Ní Dhomhnaill", email: null, title: "Surveyor", mobile: "+353 87 555 0151" },
    {
      id: 29_683_596,
      companyId: 178,
      first: "Ragnheiður",
      last: "Þorvaldsdóttir",
      email: "ragnheidur@oceallaigh.example",
      title: "Naval architect",
    },
    { id: 29_683_597, companyId: 179, first: "Wilhelmina", last: "van ’t Hooft", email: "wilhelmina@tewhanau.example", title: "Trustee" },
    { id: 29_683_598, companyId: 179, first: "Νικολέτα", last: "Παπαδοπούλου", email: "nikoleta@tewhanau.example", title: "Accountant" },
    { id: 29_683_599, companyId: 179, first: "美咲", last: "佐藤", email: "misaki.sato@tewhanau.example", title: "Programme manager" },
    {
      id: 29_683_600,
      companyId: 175,
      first: "Matthäus",
      last: "Großkreutz",
      email: "m.grosskreutz@kanzlei-weitershausen.example",
      title: "Referendar (left)",
      isActive: false,
    },
    { id: 29_683_601, companyId: 0, first: "Ada", last: "Example", email: "ada@nordlicht.example", title: "Own company contact" },
  ],
  resources: [
    { id: 4, first: "Tomasz", last: "Wręczycki", email: "tomasz.wreczycki@nordlicht.example", title: "Service desk lead", roleId: 8 },
    {
      id: 10,
      first: "Marguerite",
      last: "Delacroix-Fontaine",
      email: "marguerite.delacroix@nordlicht.example",
      title: "Service desk engineer",
      roleId: 8,
    },
    { id: 11, first: "Inés", last: "Bağcı", email: "ines.bagci@nordlicht.example", title: "Service desk engineer", roleId: 8 },
    {
      id: 12,
      first: "Oluwaseun",
      last: "Adébáyọ̀-Williams",
      email: "seun.adebayo@nordlicht.example",
      title: "Security engineer",
      roleId: 29_683_470,
    },
    { id: 13, first: "Lars", last: "Bjørnebekk", email: "lars.bjornebekk@nordlicht.example", title: "Field engineer", roleId: 29_683_436 },
    {
      id: 14,
      first: "Petra",
      last: "Ehemals",
      email: "petra.ehemals@nordlicht.example",
      title: "Left the company",
      roleId: 8,
      isActive: false,
    },
  ],
  locations: [{ id: 901, companyId: 174, name: "Backstube Süd", city: "Bad Schwartau" }],
  devices: [
    { companyId: 174, contactId: 29_683_586, title: "Notebook Filialleitung", hostname: "BROT-NB-0417", serial: "5CG2381XKQ" },
    { companyId: 174, contactId: 29_683_586, title: "Altes Notebook", hostname: "BROT-NB-0098", serial: "5CG7120AAB", isActive: false },
    { companyId: 174, contactId: 29_683_587, title: "Tablet Backstube", serial: "DMPX41QKF18J" },
    { companyId: 174, title: "Kassenserver", hostname: "brot-srv-01.brot.example" },
    { companyId: 175, contactId: 29_683_589, title: "KANZLEI-PC-12", hostname: "kanzlei-pc-12.kanzlei.example", serial: "PF3X9TQZ" },
    { companyId: 176, contactId: 29_683_591, title: "Stacja robocza Optyka", hostname: "LODZ-WS-07", serial: "8HX2LM3" },
    { companyId: 177, contactId: 29_683_593, title: "Portable du chef de service", hostname: "ELOI-PT-233", serial: "CND9412F0V" },
  ],
};

/** A second tenant whose ids overlap with the first one's on purpose. */
export const HARBOUR: PeopleSeed = {
  companies: [
    { id: 0, name: "Harbour & Pine IT", type: 1, phone: "+1 207 555 0100", city: "Portland", country: "US" },
    { id: 174, name: "Casco Bay Dental", type: 1, phone: "+1 207 555 0110", city: "Portland", country: "US" },
    { id: 175, name: 'O\'Brien <Marine> "Supply" + Sons', type: 1, phone: "+1 207 555 0120", city: "Bath", country: "US" },
  ],
  contacts: [
    { id: 29_683_586, companyId: 174, first: "Grace", last: "Okonkwo", email: "grace@cascobay.example", title: "Office manager" },
    { id: 29_683_587, companyId: 174, first: "Miguel", last: "Ibáñez", email: "miguel@cascobay.example", title: "Dentist" },
    { id: 29_683_588, companyId: 175, first: "Seán", last: "O'Brien", email: "sean@obrien-marine.example", title: "Owner" },
    {
      id: 29_683_589,
      companyId: 175,
      first: "Left",
      last: "Already",
      email: "left@obrien-marine.example",
      title: "Former clerk",
      isActive: false,
    },
  ],
  resources: [
    { id: 4, first: "Dana", last: "Whitfield", email: "dana@harbourpine.example", title: "Engineer", roleId: 8 },
    { id: 10, first: "Kofi", last: "Mensah", email: "kofi@harbourpine.example", title: "Engineer", roleId: 8 },
  ],
  locations: [],
  devices: [
    { companyId: 174, contactId: 29_683_586, title: "Front desk", hostname: "CASCO-PC-07", serial: "MXL9431K2P" },
    { companyId: 174, contactId: 29_683_587, title: "Surgery 2", hostname: "casco-lt-12.cascobay.example", serial: "PF2ABC7Y" },
  ],
};
