-- Row level security. Two roles without ownership: co9ma_app works for one workspace at a time, co9ma_system finds people
-- and claims rows. The roles themselves are made before the migrations run (src/db/roles.ts): they belong to the cluster.
-- A new table gets one `call` of the class it belongs to; test/db/security.test.ts fails until it does.

create function current_workspace() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.workspace', true), '')::uuid $$;
--> statement-breakpoint
-- Tenant tables: the rows of the workspace that is set, nothing without one. `verbs` is what co9ma_app may do.
create procedure secure_tenant_table(name regclass, verbs text default 'select, insert, update, delete') language plpgsql as $$
begin
  execute format('alter table %s enable row level security', name);
  execute format('alter table %s force row level security', name);
  execute format(
    'create policy tenant on %s to co9ma_app using (workspace_id = nullif(current_setting(''app.workspace'', true), '''')::uuid) with check (workspace_id = nullif(current_setting(''app.workspace'', true), '''')::uuid)',
    name);
  execute format('grant %s on %s to co9ma_app', verbs, name);
end $$;
--> statement-breakpoint
-- Machinery tables: tenant tables whose rows the claim loop finds; `columns` are all that co9ma_system may read.
create procedure secure_machinery_table(name regclass, columns text) language plpgsql as $$
begin
  call secure_tenant_table(name);
  execute format('create policy machinery on %s to co9ma_system using (true) with check (true)', name);
  execute format('grant select (%s) on %s to co9ma_system', columns, name);
end $$;
--> statement-breakpoint
-- Directory tables: routing only. co9ma_system sees them whole.
create procedure secure_directory_table(name regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', name);
  execute format('alter table %s force row level security', name);
  execute format('create policy directory on %s to co9ma_system using (true) with check (true)', name);
  execute format('grant select, insert, update, delete on %s to co9ma_system', name);
end $$;
--> statement-breakpoint
grant usage on schema public to co9ma_app, co9ma_system;
--> statement-breakpoint
call secure_tenant_table('ad_account');
--> statement-breakpoint
call secure_tenant_table('campaign');
--> statement-breakpoint
call secure_tenant_table('ad_group');
--> statement-breakpoint
call secure_tenant_table('ad');
--> statement-breakpoint
call secure_tenant_table('alias');
--> statement-breakpoint
call secure_tenant_table('document');
--> statement-breakpoint
call secure_tenant_table('header_mapping');
--> statement-breakpoint
call secure_tenant_table('import');
--> statement-breakpoint
call secure_tenant_table('import_campaign');
--> statement-breakpoint
call secure_tenant_table('daily_fact');
--> statement-breakpoint
call secure_tenant_table('daily_conversion');
--> statement-breakpoint
call secure_tenant_table('metric_day');
--> statement-breakpoint
call secure_tenant_table('change_event');
--> statement-breakpoint
call secure_tenant_table('stored_query');
--> statement-breakpoint
call secure_tenant_table('conversation');
--> statement-breakpoint
call secure_tenant_table('turn');
--> statement-breakpoint
call secure_tenant_table('model_call');
--> statement-breakpoint
call secure_tenant_table('blob');
--> statement-breakpoint
call secure_tenant_table('ledger', 'select, insert');
--> statement-breakpoint
call secure_tenant_table('ledger_head', 'select, insert, update');
--> statement-breakpoint
call secure_machinery_table('inbound', 'id, workspace_id, conversation_id, person_id, platform, dedupe_key, kind, created_at, state, lease_until, fence, attempts, next_at');
--> statement-breakpoint
grant insert, update (state, lease_until, fence, attempts, next_at) on inbound to co9ma_system;
--> statement-breakpoint
call secure_machinery_table('delivery', 'id, workspace_id, conversation_id, turn_id, platform, kind, created_at, state, lease_until, fence, attempts, next_at');
--> statement-breakpoint
grant update (state, lease_until, fence, attempts, next_at) on delivery to co9ma_system;
--> statement-breakpoint
call secure_machinery_table('button', 'token, workspace_id, conversation_id, person_id, expires_at, used_at');
--> statement-breakpoint
call secure_directory_table('workspace');
--> statement-breakpoint
call secure_directory_table('membership');
--> statement-breakpoint
call secure_directory_table('person');
--> statement-breakpoint
call secure_directory_table('identity');
--> statement-breakpoint
call secure_directory_table('room');
--> statement-breakpoint
call secure_directory_table('session');
--> statement-breakpoint
call secure_directory_table('link_code');
--> statement-breakpoint
-- What a workspace sees of the directory: itself, its members, its rooms; an admin's change of these goes through the ledger.
create policy own on workspace to co9ma_app using (id = current_workspace()) with check (id = current_workspace());
--> statement-breakpoint
grant select, update (name, zone, currency, lang) on workspace to co9ma_app;
--> statement-breakpoint
create policy own on membership to co9ma_app using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
--> statement-breakpoint
grant select, insert, update (role), delete on membership to co9ma_app;
--> statement-breakpoint
create policy own on room to co9ma_app using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
--> statement-breakpoint
grant select, insert, delete on room to co9ma_app;
--> statement-breakpoint
create policy member on person for select to co9ma_app
  using (exists (select from membership m where m.person_id = person.id and m.workspace_id = current_workspace()));
--> statement-breakpoint
grant select (id, name, lang) on person to co9ma_app;
