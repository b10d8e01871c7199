CREATE TABLE "admission" (
	"workspace_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"asked_at" timestamptz(3) NOT NULL,
	"decided_at" timestamptz(3),
	"decided_by" uuid,
	"role" text,
	CONSTRAINT "admission_workspace_id_person_id_pk" PRIMARY KEY("workspace_id","person_id")
);
--> statement-breakpoint
call secure_tenant_table('admission');
