CREATE TABLE "alert_rule" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"is_usual" boolean NOT NULL,
	"person_id" uuid,
	"watch" jsonb NOT NULL,
	"is_on" boolean NOT NULL,
	"muted_until" timestamptz(3),
	"created_at" timestamptz(3) NOT NULL,
	"changed_at" timestamptz(3) NOT NULL,
	CONSTRAINT "alert_rule_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "alert_setting" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"quiet_from" text NOT NULL,
	"quiet_to" text NOT NULL,
	"most_a_day" integer NOT NULL,
	"muted_until" timestamptz(3),
	"changed_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "incident" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"rule_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"state" text NOT NULL,
	"seen" jsonb NOT NULL,
	"version" integer NOT NULL,
	"opened_at" timestamptz(3) NOT NULL,
	"changed_at" timestamptz(3) NOT NULL,
	"closed_at" timestamptz(3),
	CONSTRAINT "incident_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "incident_told" (
	"workspace_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"how" text NOT NULL,
	"version" integer NOT NULL,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "incident_told_workspace_id_incident_id_person_id_pk" PRIMARY KEY("workspace_id","incident_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "figure_look" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"due_at" timestamptz(3) NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"lease_until" timestamptz(3),
	"fence" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"crashes" integer DEFAULT 0 NOT NULL,
	"alone" boolean DEFAULT false NOT NULL,
	"holder" integer,
	"next_at" timestamptz(3) DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "change_event" ADD COLUMN "person_id" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "alert_rule_usual" ON "alert_rule" USING btree ("workspace_id","kind") WHERE is_usual;--> statement-breakpoint
CREATE UNIQUE INDEX "incident_open" ON "incident" USING btree ("workspace_id","rule_id","subject") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "incident_changed" ON "incident" USING btree ("workspace_id","changed_at");--> statement-breakpoint
CREATE INDEX "incident_told_person" ON "incident_told" USING btree ("workspace_id","person_id","at");--> statement-breakpoint
CREATE INDEX "figure_look_claim" ON "figure_look" USING btree ("next_at") WHERE state in ('waiting', 'working');--> statement-breakpoint
CREATE INDEX "figure_look_line" ON "figure_look" USING btree ("workspace_id","created_at") WHERE state in ('waiting', 'working');--> statement-breakpoint
CREATE UNIQUE INDEX "figure_look_held" ON "figure_look" USING btree ("workspace_id") WHERE state = 'held';--> statement-breakpoint
CREATE INDEX "figure_look_due" ON "figure_look" USING btree ("due_at") WHERE state = 'held';--> statement-breakpoint
call secure_tenant_table('alert_rule', 'select, insert, update');
--> statement-breakpoint
call secure_tenant_table('alert_setting', 'select, insert, update');
--> statement-breakpoint
call secure_tenant_table('incident', 'select, insert, update');
--> statement-breakpoint
call secure_tenant_table('incident_told');
--> statement-breakpoint
call secure_machinery_table('figure_look', 'id, workspace_id, due_at, created_at, state, lease_until, fence, attempts, crashes, alone, holder, next_at');
--> statement-breakpoint
grant update (state, lease_until, fence, attempts, crashes, alone, holder, next_at) on figure_look to co9ma_system;
