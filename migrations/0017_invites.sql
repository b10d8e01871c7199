ALTER TABLE "admission" ADD COLUMN "carded" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "link_code" ADD COLUMN "workspace_id" uuid;--> statement-breakpoint
ALTER TABLE "link_code" ADD COLUMN "role" text;--> statement-breakpoint
ALTER TABLE "link_code" ADD COLUMN "invited_by" uuid;--> statement-breakpoint
ALTER TABLE "outside_room" ADD COLUMN "carded" boolean DEFAULT true NOT NULL;