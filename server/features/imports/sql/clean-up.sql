-- Private schemas whose importer is dead: its advisory lock is free.
select nspname as schema from pg_namespace
where nspname ~ '^import_[0-9a-f]{16}$' and pg_try_advisory_xact_lock(hashtext('getu_import'), hashtext(nspname))
