CREATE TABLE "push_setting" (
	"workspace_id" uuid NOT NULL,
	"path" text NOT NULL,
	"is_on" boolean NOT NULL,
	"by" jsonb NOT NULL,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "push_setting_workspace_id_path_pk" PRIMARY KEY("workspace_id","path")
);
--> statement-breakpoint
CREATE TABLE "reach_order" (
	"workspace_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"paths" jsonb NOT NULL,
	"sealed_phone" text,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "reach_order_workspace_id_person_id_pk" PRIMARY KEY("workspace_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "knock" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"path" text NOT NULL,
	"told" jsonb NOT NULL,
	"receipt" text,
	"accepted_at" timestamptz(3),
	"trouble" text,
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
CREATE INDEX "knock_claim" ON "knock" USING btree ("next_at") WHERE state in ('waiting', 'working');--> statement-breakpoint
CREATE INDEX "knock_line" ON "knock" USING btree ("conversation_id","created_at") WHERE state in ('waiting', 'working');--> statement-breakpoint
CREATE INDEX "knock_workspace" ON "knock" USING btree ("workspace_id","created_at");--> statement-breakpoint
call secure_machinery_table('knock', 'id, workspace_id, conversation_id, path, created_at, state, lease_until, fence, attempts, crashes, alone, holder, next_at');
--> statement-breakpoint
grant update (state, lease_until, fence, attempts, crashes, alone, holder, next_at) on knock to co9ma_system;
--> statement-breakpoint
call secure_tenant_table('push_setting', 'select, insert, update');
--> statement-breakpoint
call secure_tenant_table('reach_order');
