CREATE TABLE "outside_notice" (
	"workspace_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"room_ref" text NOT NULL,
	"person_ref" text NOT NULL,
	"told_at" timestamptz(3) NOT NULL,
	CONSTRAINT "outside_notice_workspace_id_platform_room_ref_person_ref_pk" PRIMARY KEY("workspace_id","platform","room_ref","person_ref")
);
--> statement-breakpoint
CREATE TABLE "outside_room" (
	"workspace_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"room_ref" text NOT NULL,
	"state" text NOT NULL,
	"asked_at" timestamptz(3) NOT NULL,
	"decided_at" timestamptz(3),
	"decided_by" uuid,
	CONSTRAINT "outside_room_workspace_id_platform_room_ref_pk" PRIMARY KEY("workspace_id","platform","room_ref")
);

--> statement-breakpoint
call secure_tenant_table('outside_notice');
--> statement-breakpoint
call secure_tenant_table('outside_room');
