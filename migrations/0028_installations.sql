CREATE TABLE "installation" (
	"platform" text NOT NULL,
	"team_ref" text NOT NULL,
	"via_ref" text,
	"app_ref" text,
	"bot_ref" text NOT NULL,
	"scopes" text DEFAULT '' NOT NULL,
	"token_sealed" text,
	"refresh_sealed" text,
	"expires_at" timestamptz(3),
	"refresh_until" timestamptz(3),
	"workspace_id" uuid,
	"invited_by" uuid,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	CONSTRAINT "installation_platform_team_ref_pk" PRIMARY KEY("platform","team_ref")
);
--> statement-breakpoint
CREATE TABLE "room_policy" (
	"workspace_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"room_ref" text NOT NULL,
	"policy" text NOT NULL,
	"lead_id" uuid,
	"set_by" uuid,
	"set_at" timestamptz(3) NOT NULL,
	CONSTRAINT "room_policy_workspace_id_platform_room_ref_pk" PRIMARY KEY("workspace_id","platform","room_ref")
);
--> statement-breakpoint
CREATE TABLE "draft_answer" (
	"workspace_id" uuid NOT NULL,
	"turn_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"room_ref" text NOT NULL,
	"thread_ref" text NOT NULL,
	"origin" jsonb NOT NULL,
	"lang" text NOT NULL,
	"state" text NOT NULL,
	"edited" text,
	"version" integer DEFAULT 1 NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamptz(3),
	"reminded_at" timestamptz(3),
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "draft_answer_workspace_id_turn_id_pk" PRIMARY KEY("workspace_id","turn_id")
);
--> statement-breakpoint
CREATE INDEX "draft_answer_waiting" ON "draft_answer" USING btree ("workspace_id","created_at") WHERE state = 'waiting';--> statement-breakpoint
call secure_directory_table('installation');
--> statement-breakpoint
call secure_tenant_table('room_policy');
--> statement-breakpoint
call secure_machinery_table('draft_answer', 'workspace_id, turn_id, state, created_at, reminded_at');
