// The two roles every transaction runs under. They belong to the cluster, so other databases of it may make them at the same time.

/** Makes what is missing and lets the connected user take the roles on; repeating it changes nothing. */
export const makeRoles = `
do $$
declare name text;
begin
  foreach name in array array['co9ma_app', 'co9ma_system'] loop
    begin
      if not exists (select from pg_roles where rolname = name) then
        execute format('create role %I nologin nosuperuser nobypassrls nocreatedb nocreaterole', name);
      end if;
    exception when duplicate_object or unique_violation then null;
    end;
    begin
      if not pg_has_role(current_user, name, 'member') then
        execute format('grant %I to %I', name, current_user);
      end if;
    exception when unique_violation then null;
    end;
  end loop;
end $$`;
