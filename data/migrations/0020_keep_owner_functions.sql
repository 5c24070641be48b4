-- PostgreSQL lets everyone call a new function. Those that run with the owner's rights are called by triggers, the seed
-- and the import alone: a request has no business with them. (A trigger needs no such right.)
do $$
declare
  owner_function regprocedure;
begin
  for owner_function in
    select p.oid::regprocedure from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prosecdef
      and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e') loop
    execute format('revoke execute on function %s from public', owner_function);
  end loop;
end
$$;
