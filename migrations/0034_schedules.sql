CREATE TABLE "schedule" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"form" text NOT NULL,
	"cron" text NOT NULL,
	"every_weeks" integer DEFAULT 1 NOT NULL,
	"anchor" date NOT NULL,
	"zone" text NOT NULL,
	"holidays" text NOT NULL,
	"late" text NOT NULL,
	"question" jsonb NOT NULL,
	"target" jsonb NOT NULL,
	"lang" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"next_slot_at" timestamptz(3),
	"created_at" timestamptz(3) NOT NULL,
	"changed_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "schedule_slot" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"schedule_id" uuid NOT NULL,
	"slot_at" timestamptz(3) NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"lease_until" timestamptz(3),
	"fence" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"crashes" integer DEFAULT 0 NOT NULL,
	"alone" boolean DEFAULT false NOT NULL,
	"holder" integer,
	"next_at" timestamptz(3) DEFAULT now() NOT NULL,
	"outcome" text,
	"ended_at" timestamptz(3)
);
--> statement-breakpoint
CREATE INDEX "schedule_workspace" ON "schedule" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "schedule_due" ON "schedule" USING btree ("next_slot_at") WHERE state = 'active';--> statement-breakpoint
CREATE UNIQUE INDEX "schedule_slot_once" ON "schedule_slot" USING btree ("schedule_id","slot_at");--> statement-breakpoint
CREATE INDEX "schedule_slot_claim" ON "schedule_slot" USING btree ("next_at") WHERE state in ('waiting', 'working');--> statement-breakpoint
CREATE INDEX "schedule_slot_line" ON "schedule_slot" USING btree ("schedule_id","created_at") WHERE state in ('waiting', 'working');--> statement-breakpoint
CREATE INDEX "schedule_slot_workspace" ON "schedule_slot" USING btree ("workspace_id","schedule_id","slot_at");--> statement-breakpoint
call secure_machinery_table('schedule', 'id, workspace_id, state, next_slot_at');
--> statement-breakpoint
call secure_machinery_table('schedule_slot', 'id, workspace_id, schedule_id, created_at, state, lease_until, fence, attempts, crashes, alone, holder, next_at');
--> statement-breakpoint
grant update (state, lease_until, fence, attempts, crashes, alone, holder, next_at) on schedule_slot to co9ma_system;
