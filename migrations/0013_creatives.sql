CREATE TABLE "brand_guide" (
	"workspace_id" uuid NOT NULL,
	"guide" jsonb NOT NULL,
	"person_id" uuid,
	"updated_at" timestamptz(3) NOT NULL,
	CONSTRAINT "brand_guide_workspace_id_pk" PRIMARY KEY("workspace_id")
);
--> statement-breakpoint
CREATE TABLE "creative" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"product" text NOT NULL,
	"lang" text NOT NULL,
	"person_id" uuid,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "creative_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "creative_version" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"creative_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"writer" text NOT NULL,
	"brief" jsonb NOT NULL,
	"texts" jsonb NOT NULL,
	"images" jsonb NOT NULL,
	"person_id" uuid,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "creative_version_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE INDEX "creative_latest" ON "creative" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "creative_version_number" ON "creative_version" USING btree ("workspace_id","creative_id","number");
--> statement-breakpoint
call secure_tenant_table('brand_guide');
--> statement-breakpoint
call secure_tenant_table('creative');
--> statement-breakpoint
call secure_tenant_table('creative_version');
