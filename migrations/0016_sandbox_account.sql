CREATE TABLE "sandbox_account" (
	"workspace_id" uuid NOT NULL,
	"medium" text NOT NULL,
	"ref" text NOT NULL,
	"revision" bigint NOT NULL,
	"state" jsonb NOT NULL,
	"changed_at" timestamptz(3) NOT NULL,
	CONSTRAINT "sandbox_account_workspace_id_medium_ref_pk" PRIMARY KEY("workspace_id","medium","ref")
);
--> statement-breakpoint
call secure_tenant_table('sandbox_account');
