CREATE TABLE "link" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"person_id" uuid NOT NULL,
	"lang" text NOT NULL,
	"input" jsonb NOT NULL,
	"expires_at" timestamptz(3) NOT NULL,
	"used_at" timestamptz(3),
	"used_in" uuid,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE INDEX "link_workspace" ON "link" USING btree ("workspace_id","expires_at");--> statement-breakpoint
call secure_machinery_table('link', 'token_hash, workspace_id');
