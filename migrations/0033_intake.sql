CREATE TABLE "arrival" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"door" text NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"document_id" uuid,
	"outcome" jsonb,
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
CREATE TABLE "intake_address" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"token_hash" text,
	"shown_at" timestamptz(3),
	"last_used_at" timestamptz(3),
	"reveal_hash" text,
	"reveal_until" timestamptz(3),
	"asked_by" uuid NOT NULL,
	"asked_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "room_intake" (
	"workspace_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"room_ref" text NOT NULL,
	"set_by" uuid NOT NULL,
	"set_at" timestamptz(3) NOT NULL,
	CONSTRAINT "room_intake_workspace_id_platform_room_ref_pk" PRIMARY KEY("workspace_id","platform","room_ref")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "arrival_key" ON "arrival" USING btree ("workspace_id","door","key");--> statement-breakpoint
CREATE INDEX "arrival_claim" ON "arrival" USING btree ("next_at") WHERE state in ('waiting', 'working');--> statement-breakpoint
CREATE INDEX "arrival_workspace" ON "arrival" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "intake_address_token" ON "intake_address" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "intake_address_reveal" ON "intake_address" USING btree ("reveal_hash");--> statement-breakpoint
CREATE INDEX "button_slot" ON "button" USING btree ("workspace_id","person_id","expires_at") WHERE action in ('show_rest', 'fill_form');--> statement-breakpoint
call secure_machinery_table('arrival', 'id, workspace_id, created_at, state, lease_until, fence, attempts, crashes, alone, holder, next_at');
--> statement-breakpoint
grant update (state, lease_until, fence, attempts, crashes, alone, holder, next_at) on arrival to co9ma_system;
--> statement-breakpoint
call secure_machinery_table('intake_address', 'workspace_id, token_hash, reveal_hash');
--> statement-breakpoint
call secure_tenant_table('room_intake');
