CREATE TABLE "approval_notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"approval_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"due_at" timestamptz(3),
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
ALTER TABLE "approval" ADD COLUMN "tainted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "approval_notice_claim" ON "approval_notice" USING btree ("next_at") WHERE state in ('waiting', 'working');--> statement-breakpoint
CREATE INDEX "approval_notice_line" ON "approval_notice" USING btree ("approval_id","created_at") WHERE state in ('waiting', 'working');--> statement-breakpoint
CREATE INDEX "approval_notice_due" ON "approval_notice" USING btree ("due_at") WHERE state = 'held';--> statement-breakpoint
CREATE INDEX "button_request" ON "button" USING btree ("workspace_id",(input->>'id')) WHERE action in ('decide_approval', 'show_request');--> statement-breakpoint
call secure_machinery_table('approval_notice', 'id, workspace_id, approval_id, kind, due_at, created_at, state, lease_until, fence, attempts, crashes, alone, holder, next_at');
--> statement-breakpoint
grant update (state, lease_until, fence, attempts, crashes, alone, holder, next_at) on approval_notice to co9ma_system;
