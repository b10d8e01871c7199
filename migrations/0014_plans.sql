CREATE TABLE "campaign_rule" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"naming" text NOT NULL,
	"utm_source" text NOT NULL,
	"utm_medium" text NOT NULL,
	"utm_campaign" text NOT NULL,
	"changed_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"version" integer NOT NULL,
	"approval_id" uuid,
	"created_at" timestamptz(3) NOT NULL,
	"changed_at" timestamptz(3) NOT NULL,
	CONSTRAINT "plan_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "plan_version" (
	"workspace_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"brief" jsonb NOT NULL,
	"plan" jsonb NOT NULL,
	"author" jsonb NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "plan_version_workspace_id_plan_id_version_pk" PRIMARY KEY("workspace_id","plan_id","version")
);
--> statement-breakpoint
CREATE INDEX "plan_changed" ON "plan" USING btree ("workspace_id","changed_at");
--> statement-breakpoint
call secure_tenant_table('campaign_rule');
--> statement-breakpoint
call secure_tenant_table('plan');
--> statement-breakpoint
call secure_tenant_table('plan_version');
