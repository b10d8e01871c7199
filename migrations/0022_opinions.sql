CREATE TABLE "opinion_call" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"review_id" uuid NOT NULL,
	"delivery_id" uuid NOT NULL,
	"asked" jsonb,
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
CREATE TABLE "review_opinion" (
	"workspace_id" uuid NOT NULL,
	"review_id" uuid NOT NULL,
	"model" text NOT NULL,
	"prompt" text NOT NULL,
	"given" jsonb NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "review_opinion_workspace_id_review_id_pk" PRIMARY KEY("workspace_id","review_id")
);
--> statement-breakpoint
CREATE INDEX "opinion_call_claim" ON "opinion_call" USING btree ("next_at") WHERE state in ('waiting', 'working');--> statement-breakpoint
CREATE INDEX "opinion_call_line" ON "opinion_call" USING btree ("review_id","created_at") WHERE state in ('waiting', 'working');--> statement-breakpoint
call secure_machinery_table('opinion_call', 'id, workspace_id, review_id, created_at, state, lease_until, fence, attempts, crashes, alone, holder, next_at');
--> statement-breakpoint
grant update (state, lease_until, fence, attempts, crashes, alone, holder, next_at) on opinion_call to co9ma_system;
--> statement-breakpoint
call secure_tenant_table('review_opinion', 'select, insert');
