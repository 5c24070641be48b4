-- The log has the numbers of accounts alone; whoever answers for it has to read whose they are.
alter policy users_read on users
  using (id = (select session_user_id()) or (select session_has_right('users.manage')) or (select session_has_right('audit.read')));

-- The auditor's questions, each newest first: what did this one look at, who looked at this, what happened in these days.
create index audit_log_user_idx on audit_log (user_id, id);
create index audit_log_object_idx on audit_log (object, id) where object <> '';
create index audit_log_action_idx on audit_log (action, id);
create index audit_log_at_idx on audit_log (at);
