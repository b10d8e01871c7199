CREATE TABLE "brand_rule" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"key" text,
	"policy" jsonb NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"person_id" uuid,
	"created_at" timestamptz(3) NOT NULL,
	"changed_at" timestamptz(3) NOT NULL,
	CONSTRAINT "brand_rule_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "finding_answer" (
	"workspace_id" uuid NOT NULL,
	"review_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"person_id" uuid NOT NULL,
	"answer" text NOT NULL,
	"source" text NOT NULL,
	"reason" text NOT NULL,
	"answered_at" timestamptz(3) NOT NULL,
	CONSTRAINT "finding_answer_workspace_id_review_id_place_person_id_pk" PRIMARY KEY("workspace_id","review_id","place","person_id")
);
--> statement-breakpoint
ALTER TABLE "finding" ADD COLUMN "rewrite_hash" text;--> statement-breakpoint
CREATE UNIQUE INDEX "brand_rule_number" ON "brand_rule" USING btree ("workspace_id","number");--> statement-breakpoint
CREATE INDEX "finding_rewrite" ON "finding" USING btree ("workspace_id","rewrite_hash");--> statement-breakpoint
ALTER TABLE "finding" DROP COLUMN "answer";--> statement-breakpoint
ALTER TABLE "finding" DROP COLUMN "answered_by";--> statement-breakpoint
call secure_tenant_table('brand_rule', 'select, insert, update');
--> statement-breakpoint
call secure_tenant_table('finding_answer', 'select, insert, update');
