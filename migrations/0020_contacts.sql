CREATE TABLE "access_record" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid,
	"purpose" text NOT NULL,
	"contacts" integer NOT NULL,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "access_record_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "consent" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"record" jsonb NOT NULL,
	"form" text,
	"form_version" text,
	"source" text NOT NULL,
	"person_id" uuid,
	"recorded_at" timestamptz(3) NOT NULL,
	CONSTRAINT "consent_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "contact" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"address_hash" text NOT NULL,
	"sealed" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "contact_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE INDEX "access_record_at" ON "access_record" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE INDEX "consent_newest" ON "consent" USING btree ("workspace_id","contact_id","channel","recorded_at");--> statement-breakpoint
CREATE UNIQUE INDEX "contact_hash" ON "contact" USING btree ("workspace_id","address_hash");--> statement-breakpoint
call secure_tenant_table('access_record', 'select, insert');
--> statement-breakpoint
call secure_tenant_table('consent', 'select, insert');
--> statement-breakpoint
call secure_tenant_table('contact', 'select, insert');
