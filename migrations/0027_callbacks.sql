CREATE TABLE "callback" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"inbound_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"address" jsonb,
	"shut_at" timestamptz(3) NOT NULL,
	"used_at" timestamptz(3),
	"outcome" text,
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
CREATE INDEX "callback_claim" ON "callback" USING btree ("next_at") WHERE state in ('waiting', 'working');--> statement-breakpoint
CREATE INDEX "callback_line" ON "callback" USING btree ("conversation_id","created_at") WHERE state in ('waiting', 'working');--> statement-breakpoint
CREATE INDEX "callback_inbound" ON "callback" USING btree ("workspace_id","inbound_id") WHERE state in ('waiting', 'working');--> statement-breakpoint
call secure_machinery_table('callback', 'id, workspace_id, conversation_id, inbound_id, platform, shut_at, created_at, state, lease_until, fence, attempts, crashes, alone, holder, next_at');
--> statement-breakpoint
grant update (state, lease_until, fence, attempts, crashes, alone, holder, next_at) on callback to co9ma_system;
