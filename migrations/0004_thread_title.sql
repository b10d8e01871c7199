ALTER TABLE "conversation" ADD COLUMN "title" text;--> statement-breakpoint
ALTER TABLE "inbound" ADD COLUMN "replaced_by" uuid;