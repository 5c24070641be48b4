-- Wrong guesses lock a name for the network that they come from, so that nobody can lock another out from afar.
-- A second, higher count over all networks (network '') stops guessing that is spread over many.
alter table sign_in_failures
  add column network text not null default '',
  drop constraint sign_in_failures_pkey,
  add constraint sign_in_failures_pkey primary key (username_hash, network);
comment on column sign_in_failures.network is 'IPv4 address or IPv6 /64 of the caller; empty counts all of them.';
-- A lock that five guesses from anywhere set belongs to the old rule.
delete from sign_in_failures;
