-- Searches that people keep under a name: what was typed, and the console's link at that moment. Each for oneself.
create table saved_searches (
  id bigint generated always as identity primary key,
  owner_id bigint not null references users (id) on delete cascade,
  name text not null constraint search_name_is_1_to_80_long check (name = btrim(name) and length(name) between 1 and 80),
  text text not null default '' constraint search_text_is_short check (length(text) <= 200),
  link text not null default '' constraint search_link_is_a_query check (length(link) <= 20000 and link !~ '[[:space:]<>"#]'),
  created_at timestamptz not null default now(),
  constraint search_name_is_used_once unique (owner_id, name),
  constraint saved_search_says_something check (text <> '' or link <> '')
);
comment on column saved_searches.link is 'The query part of the console''s address, without ?.';
alter table saved_searches enable row level security;
create policy saved_searches_of_oneself on saved_searches to getu_app using (owner_id = (select session_user_id())) with check (owner_id = (select session_user_id()));
grant select, insert, update, delete on saved_searches to getu_app;
