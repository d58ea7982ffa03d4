alter table "organizations" add column "language" text not null default 'en';
