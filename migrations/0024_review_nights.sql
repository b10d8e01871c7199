CREATE TABLE "review_change" (
	"workspace_id" uuid NOT NULL,
	"night_id" uuid NOT NULL,
	"subject" uuid NOT NULL,
	"version" integer NOT NULL,
	"label" text NOT NULL,
	"review_id" uuid NOT NULL,
	"owner_id" uuid,
	"differences" jsonb NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"told_by" uuid,
	CONSTRAINT "review_change_workspace_id_night_id_subject_pk" PRIMARY KEY("workspace_id","night_id","subject")
);
--> statement-breakpoint
CREATE TABLE "review_night" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"night" date NOT NULL,
	"due_at" timestamptz(3),
	"created_at" timestamptz(3) NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"lease_until" timestamptz(3),
	"fence" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"crashes" integer DEFAULT 0 NOT NULL,
	"alone" boolean DEFAULT false NOT NULL,
	"holder" integer,
	"next_at" timestamptz(3) DEFAULT now() NOT NULL,
	"ended_at" timestamptz(3),
	"packs" jsonb,
	"reviewed" integer,
	"changed" integer
);
--> statement-breakpoint
CREATE INDEX "review_change_told" ON "review_change" USING btree ("workspace_id","told_by");--> statement-breakpoint
CREATE UNIQUE INDEX "review_night_once" ON "review_night" USING btree ("workspace_id","night","kind");--> statement-breakpoint
CREATE INDEX "review_night_claim" ON "review_night" USING btree ("next_at") WHERE state in ('waiting', 'working');--> statement-breakpoint
CREATE INDEX "review_night_line" ON "review_night" USING btree ("workspace_id","created_at") WHERE state in ('waiting', 'working');--> statement-breakpoint
CREATE INDEX "review_night_due" ON "review_night" USING btree ("due_at") WHERE state = 'held';--> statement-breakpoint
call secure_machinery_table('review_night', 'id, workspace_id, kind, night, due_at, created_at, state, lease_until, fence, attempts, crashes, alone, holder, next_at');
--> statement-breakpoint
grant insert (id, workspace_id, kind, night, created_at), update (state, lease_until, fence, attempts, crashes, alone, holder, next_at) on review_night to co9ma_system;
--> statement-breakpoint
call secure_tenant_table('review_change', 'select, insert, update');
