CREATE TABLE "approval" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"title" jsonb NOT NULL,
	"exact" jsonb NOT NULL,
	"plan_hash" text NOT NULL,
	"diff" jsonb NOT NULL,
	"needs" jsonb NOT NULL,
	"total_minor" bigint,
	"currency" text,
	"by_medium" jsonb NOT NULL,
	"state" text NOT NULL,
	"requested_by" jsonb NOT NULL,
	"conversation_id" uuid,
	"lang" text NOT NULL,
	"starts_on" date,
	"created_at" timestamptz(3) NOT NULL,
	"expires_at" timestamptz(3) NOT NULL,
	"decided_at" timestamptz(3),
	"reason" text,
	"replaced_by" uuid,
	"outcome" text,
	CONSTRAINT "approval_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "approval_decision" (
	"workspace_id" uuid NOT NULL,
	"approval_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"deputy_for" uuid,
	"decision" text NOT NULL,
	"reason" text,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "approval_decision_workspace_id_approval_id_person_id_pk" PRIMARY KEY("workspace_id","approval_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "deputy" (
	"workspace_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"deputy_id" uuid NOT NULL,
	"from" date NOT NULL,
	"to" date NOT NULL,
	CONSTRAINT "deputy_workspace_id_person_id_from_pk" PRIMARY KEY("workspace_id","person_id","from")
);
--> statement-breakpoint
CREATE TABLE "media_call" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"approval_id" uuid NOT NULL,
	"line" text NOT NULL,
	"seq" integer NOT NULL,
	"medium" text NOT NULL,
	"account_id" uuid NOT NULL,
	"op" text NOT NULL,
	"input" jsonb NOT NULL,
	"tag" text NOT NULL,
	"intent_hash" text NOT NULL,
	"stage" text NOT NULL,
	"sends" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamptz(3),
	"result" jsonb,
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
CREATE TABLE "autonomy" (
	"workspace_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"level" text NOT NULL,
	"set_at" timestamptz(3) NOT NULL,
	CONSTRAINT "autonomy_workspace_id_kind_pk" PRIMARY KEY("workspace_id","kind")
);
--> statement-breakpoint
CREATE TABLE "guardrail" (
	"workspace_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"value" jsonb NOT NULL,
	"set_by" jsonb NOT NULL,
	"set_at" timestamptz(3) NOT NULL,
	CONSTRAINT "guardrail_workspace_id_kind_pk" PRIMARY KEY("workspace_id","kind")
);
--> statement-breakpoint
CREATE TABLE "pace" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "pace_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "reservation" (
	"workspace_id" uuid NOT NULL,
	"holder" text NOT NULL,
	"day" date NOT NULL,
	"medium" text NOT NULL,
	"currency" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"approval_id" uuid NOT NULL,
	CONSTRAINT "reservation_workspace_id_holder_day_pk" PRIMARY KEY("workspace_id","holder","day")
);
--> statement-breakpoint
CREATE TABLE "stop" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"halted" boolean NOT NULL,
	"reason" text,
	"by" jsonb NOT NULL,
	"at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE INDEX "approval_waiting" ON "approval" USING btree ("workspace_id","created_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "approval_subject" ON "approval" USING btree ("workspace_id","subject","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "media_call_order" ON "media_call" USING btree ("workspace_id","approval_id","line","seq");--> statement-breakpoint
CREATE INDEX "media_call_claim" ON "media_call" USING btree ("next_at") WHERE state in ('waiting', 'working');--> statement-breakpoint
CREATE INDEX "media_call_line" ON "media_call" USING btree ("line","created_at") WHERE state in ('waiting', 'working');--> statement-breakpoint
CREATE INDEX "media_call_open" ON "media_call" USING btree ("workspace_id","created_at") WHERE stage in ('queued', 'sent', 'unknown', 'parked');--> statement-breakpoint
CREATE INDEX "pace_at" ON "pace" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE INDEX "reservation_day" ON "reservation" USING btree ("workspace_id","day");--> statement-breakpoint
call secure_tenant_table('guardrail');
--> statement-breakpoint
call secure_tenant_table('autonomy');
--> statement-breakpoint
call secure_tenant_table('stop');
--> statement-breakpoint
call secure_tenant_table('reservation');
--> statement-breakpoint
call secure_tenant_table('pace');
--> statement-breakpoint
call secure_tenant_table('approval', 'select, insert, update');
--> statement-breakpoint
call secure_tenant_table('approval_decision', 'select, insert');
--> statement-breakpoint
call secure_tenant_table('deputy');
--> statement-breakpoint
call secure_machinery_table('media_call', 'id, workspace_id, approval_id, line, medium, stage, created_at, state, lease_until, fence, attempts, crashes, alone, holder, next_at');
--> statement-breakpoint
grant update (state, lease_until, fence, attempts, crashes, alone, holder, next_at) on media_call to co9ma_system;
