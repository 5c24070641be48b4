-- Which types of care (dictionary key_person_type) a matter is about, where it concerns persons by their kind alone.
create table matter_care_types (
  matter_code text collate "C" not null references matters (code) on delete cascade,
  care_type text not null,
  primary key (matter_code, care_type)
);
comment on table matter_care_types is 'On the card of a person without the type such a matter would suggest an illness or a crime: it is not listed there.';
alter table matter_care_types enable row level security;
create policy matter_care_types_read on matter_care_types for select to getu_app using ((select session_user_id()) is not null);
grant select on matter_care_types to getu_app;
