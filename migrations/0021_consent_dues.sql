CREATE TABLE "consent_look" (
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
CREATE TABLE "consent_told" (
	"workspace_id" uuid NOT NULL,
	"due" text NOT NULL,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "consent_told_workspace_id_due_pk" PRIMARY KEY("workspace_id","due")
);
--> statement-breakpoint
ALTER TABLE "contact" ALTER COLUMN "sealed" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "access_record" ADD COLUMN "list" text;--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "erased_at" timestamptz(3);--> statement-breakpoint
CREATE INDEX "consent_look_claim" ON "consent_look" USING btree ("next_at") WHERE state in ('waiting', 'working');--> statement-breakpoint
CREATE INDEX "consent_look_line" ON "consent_look" USING btree ("workspace_id","created_at") WHERE state in ('waiting', 'working');--> statement-breakpoint
CREATE UNIQUE INDEX "consent_look_held" ON "consent_look" USING btree ("workspace_id") WHERE state = 'held';--> statement-breakpoint
CREATE INDEX "consent_look_due" ON "consent_look" USING btree ("due_at") WHERE state = 'held';--> statement-breakpoint
call secure_machinery_table('consent_look', 'id, workspace_id, due_at, created_at, state, lease_until, fence, attempts, crashes, alone, holder, next_at');
--> statement-breakpoint
grant update (state, lease_until, fence, attempts, crashes, alone, holder, next_at) on consent_look to co9ma_system;
--> statement-breakpoint
call secure_tenant_table('consent_told', 'select, insert');
--> statement-breakpoint
grant update (sealed, erased_at) on contact to co9ma_app;
