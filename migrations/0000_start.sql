CREATE TABLE "ad" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"ad_group_id" uuid,
	"name" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "ad_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "ad_account" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"medium" text NOT NULL,
	"connection" text NOT NULL,
	"name" text NOT NULL,
	"external_ref" text NOT NULL,
	"currency" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "ad_account_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "ad_group" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "ad_group_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "alias" (
	"workspace_id" uuid NOT NULL,
	"name_key" text NOT NULL,
	"campaign_id" uuid NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "alias_workspace_id_name_key_pk" PRIMARY KEY("workspace_id","name_key")
);
--> statement-breakpoint
CREATE TABLE "campaign" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"external_ref" text,
	"status" text NOT NULL,
	"merged_into" uuid,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "campaign_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "document" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"bytes" bigint NOT NULL,
	"hash" text NOT NULL,
	"person_id" uuid,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "document_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "header_mapping" (
	"workspace_id" uuid NOT NULL,
	"signature" text NOT NULL,
	"answers" jsonb NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "header_mapping_workspace_id_signature_pk" PRIMARY KEY("workspace_id","signature")
);
--> statement-breakpoint
CREATE TABLE "daily_conversion" (
	"workspace_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"action" text NOT NULL,
	"window" text NOT NULL,
	"count" double precision,
	"value_micros" bigint,
	CONSTRAINT "daily_conversion_workspace_id_import_id_row_action_window_pk" PRIMARY KEY("workspace_id","import_id","row","action","window")
);
--> statement-breakpoint
CREATE TABLE "daily_fact" (
	"workspace_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"account_id" uuid NOT NULL,
	"view" text NOT NULL,
	"day" date NOT NULL,
	"day_to" date,
	"campaign_id" uuid,
	"ad_group_id" uuid,
	"ad_id" uuid,
	"breakdown" jsonb,
	"spend_micros" bigint,
	"revenue_micros" bigint,
	"impressions" bigint,
	"clicks" bigint,
	"interactions" bigint,
	"conversions" double precision,
	"reach" bigint,
	"currency" text NOT NULL,
	"vat" text NOT NULL,
	CONSTRAINT "daily_fact_workspace_id_import_id_row_pk" PRIMARY KEY("workspace_id","import_id","row")
);
--> statement-breakpoint
CREATE TABLE "import_campaign" (
	"workspace_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	CONSTRAINT "import_campaign_workspace_id_import_id_campaign_id_pk" PRIMARY KEY("workspace_id","import_id","campaign_id")
);
--> statement-breakpoint
CREATE TABLE "import" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"document_id" uuid,
	"state" text NOT NULL,
	"source" text NOT NULL,
	"hash" text NOT NULL,
	"rows" integer NOT NULL,
	"report" jsonb NOT NULL,
	"replaced" jsonb NOT NULL,
	"as_of" timestamptz(3) NOT NULL,
	"person_id" uuid,
	"created_at" timestamptz(3) NOT NULL,
	"live_at" timestamptz(3),
	CONSTRAINT "import_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "metric_day" (
	"workspace_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"view" text NOT NULL,
	"day" date NOT NULL,
	"import_id" uuid NOT NULL,
	CONSTRAINT "metric_day_workspace_id_account_id_view_day_pk" PRIMARY KEY("workspace_id","account_id","view","day")
);
--> statement-breakpoint
CREATE TABLE "change_event" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid,
	"campaign_id" uuid,
	"day" date NOT NULL,
	"text" jsonb NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "change_event_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "stored_query" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"query" jsonb NOT NULL,
	"resolved" jsonb NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "stored_query_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "ledger" (
	"workspace_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"actor" jsonb NOT NULL,
	"role" text NOT NULL,
	"action" text NOT NULL,
	"effect" text NOT NULL,
	"subject" text,
	"before" jsonb,
	"after" jsonb,
	"outcome" text NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "ledger_workspace_id_seq_pk" PRIMARY KEY("workspace_id","seq")
);
--> statement-breakpoint
CREATE TABLE "ledger_head" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identity" (
	"platform" text NOT NULL,
	"platform_id" text NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "identity_platform_platform_id_pk" PRIMARY KEY("platform","platform_id")
);
--> statement-breakpoint
CREATE TABLE "link_code" (
	"code_hash" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"person_id" uuid,
	"misses" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamptz(3) NOT NULL,
	"used_at" timestamptz(3),
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"workspace_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "membership_workspace_id_person_id_pk" PRIMARY KEY("workspace_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"lang" text,
	"last_workspace_id" uuid,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "room" (
	"platform" text NOT NULL,
	"room_ref" text NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "room_platform_room_ref_pk" PRIMARY KEY("platform","room_ref")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"expires_at" timestamptz(3) NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workspace" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"zone" text NOT NULL,
	"currency" text NOT NULL,
	"lang" text NOT NULL,
	"seed" bigint,
	"market_lease_until" timestamptz(3),
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "button" (
	"token" text PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"label" text NOT NULL,
	"lang" text NOT NULL,
	"action" text NOT NULL,
	"input" jsonb NOT NULL,
	"person_id" uuid,
	"expires_at" timestamptz(3) NOT NULL,
	"used_at" timestamptz(3),
	"used_by" uuid,
	"used_in" uuid,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conversation" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"platform" text NOT NULL,
	"room_ref" text NOT NULL,
	"thread_ref" text NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "conversation_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "delivery" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"turn_id" uuid,
	"platform" text NOT NULL,
	"kind" text NOT NULL,
	"target" jsonb NOT NULL,
	"content" jsonb NOT NULL,
	"platform_ref" text,
	"created_at" timestamptz(3) NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"lease_until" timestamptz(3),
	"fence" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamptz(3) DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbound" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"dedupe_key" text NOT NULL,
	"kind" text NOT NULL,
	"body" jsonb NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"lease_until" timestamptz(3),
	"fence" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamptz(3) DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "model_call" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"turn_id" uuid NOT NULL,
	"model" text NOT NULL,
	"input_tokens" integer,
	"output_tokens" integer,
	"cost_micros" bigint,
	"took_ms" integer NOT NULL,
	"outcome" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "model_call_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "turn" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"inbound_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"lang" text NOT NULL,
	"said" text NOT NULL,
	"calls" jsonb NOT NULL,
	"cards" jsonb NOT NULL,
	"answer" text NOT NULL,
	"outcome" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"took_ms" integer NOT NULL,
	CONSTRAINT "turn_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "blob" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"part" integer NOT NULL,
	"body" "bytea" NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "blob_workspace_id_id_part_pk" PRIMARY KEY("workspace_id","id","part")
);
--> statement-breakpoint
CREATE INDEX "ad_name" ON "ad" USING btree ("workspace_id","campaign_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "ad_group_name" ON "ad_group" USING btree ("workspace_id","campaign_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "campaign_name" ON "campaign" USING btree ("workspace_id","account_id","name_key","name");--> statement-breakpoint
CREATE INDEX "document_hash" ON "document" USING btree ("workspace_id","hash");--> statement-breakpoint
CREATE INDEX "daily_fact_day" ON "daily_fact" USING btree ("workspace_id","day","import_id");--> statement-breakpoint
CREATE INDEX "import_campaign_campaign" ON "import_campaign" USING btree ("workspace_id","campaign_id");--> statement-breakpoint
CREATE INDEX "import_hash" ON "import" USING btree ("workspace_id","hash");--> statement-breakpoint
CREATE INDEX "metric_day_day" ON "metric_day" USING btree ("workspace_id","day");--> statement-breakpoint
CREATE INDEX "change_event_day" ON "change_event" USING btree ("workspace_id","day");--> statement-breakpoint
CREATE INDEX "membership_person" ON "membership" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "button_workspace" ON "button" USING btree ("workspace_id");--> statement-breakpoint
CREATE UNIQUE INDEX "conversation_place" ON "conversation" USING btree ("workspace_id","platform","room_ref","thread_ref");--> statement-breakpoint
CREATE INDEX "delivery_claim" ON "delivery" USING btree ("next_at") WHERE state in ('waiting', 'working');--> statement-breakpoint
CREATE INDEX "delivery_conversation" ON "delivery" USING btree ("workspace_id","conversation_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "inbound_dedupe" ON "inbound" USING btree ("platform","dedupe_key");--> statement-breakpoint
CREATE INDEX "inbound_claim" ON "inbound" USING btree ("next_at") WHERE state in ('waiting', 'working');--> statement-breakpoint
CREATE INDEX "inbound_conversation" ON "inbound" USING btree ("conversation_id","created_at") WHERE state in ('waiting', 'working');--> statement-breakpoint
CREATE INDEX "turn_conversation" ON "turn" USING btree ("workspace_id","conversation_id","created_at");