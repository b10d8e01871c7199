CREATE TABLE "feedback" (
	"workspace_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"turn_id" uuid NOT NULL,
	"verdict" text NOT NULL,
	"template" text,
	"reason" text,
	"asked" text NOT NULL,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "feedback_workspace_id_person_id_turn_id_pk" PRIMARY KEY("workspace_id","person_id","turn_id")
);

--> statement-breakpoint
call secure_tenant_table('feedback');
