CREATE TABLE "evidence" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reference" text NOT NULL,
	"product" text,
	"document_id" uuid,
	"issued_on" date,
	"expires_on" date,
	"person_id" uuid,
	"created_at" timestamptz(3) NOT NULL,
	"withdrawn_at" timestamptz(3),
	CONSTRAINT "evidence_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "finding" (
	"workspace_id" uuid NOT NULL,
	"review_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"rule" text NOT NULL,
	"rule_version" integer NOT NULL,
	"severity" text NOT NULL,
	"provisional" boolean NOT NULL,
	"label" text NOT NULL,
	"start" integer NOT NULL,
	"end" integer NOT NULL,
	"answer" text,
	"answered_by" uuid,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "finding_workspace_id_review_id_place_pk" PRIMARY KEY("workspace_id","review_id","place")
);
--> statement-breakpoint
CREATE TABLE "review" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject" uuid,
	"version" integer,
	"label" text NOT NULL,
	"text_hash" text NOT NULL,
	"pack_digest" text NOT NULL,
	"jurisdictions" jsonb NOT NULL,
	"facts" jsonb NOT NULL,
	"judged_from" date NOT NULL,
	"judged_to" date NOT NULL,
	"verdict" text NOT NULL,
	"model" text,
	"prompt" text,
	"evidence_ids" jsonb NOT NULL,
	"person_id" uuid,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "review_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "review_override" (
	"workspace_id" uuid NOT NULL,
	"subject" uuid NOT NULL,
	"text_hash" text NOT NULL,
	"pack_digest" text NOT NULL,
	"approval_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "review_override_workspace_id_subject_text_hash_pk" PRIMARY KEY("workspace_id","subject","text_hash")
);
--> statement-breakpoint
CREATE INDEX "evidence_kind" ON "evidence" USING btree ("workspace_id","kind");--> statement-breakpoint
CREATE INDEX "finding_rule" ON "finding" USING btree ("workspace_id","rule","created_at");--> statement-breakpoint
CREATE INDEX "review_subject" ON "review" USING btree ("workspace_id","subject","created_at");--> statement-breakpoint
call secure_tenant_table('evidence', 'select, insert, update');
--> statement-breakpoint
call secure_tenant_table('finding', 'select, insert, update');
--> statement-breakpoint
call secure_tenant_table('review', 'select, insert');
--> statement-breakpoint
call secure_tenant_table('review_override', 'select, insert');
