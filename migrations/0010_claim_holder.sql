ALTER TABLE "delivery" ADD COLUMN "holder" integer;--> statement-breakpoint
ALTER TABLE "inbound" ADD COLUMN "holder" integer;--> statement-breakpoint
grant select (holder), update (holder) on inbound to co9ma_system;--> statement-breakpoint
grant select (holder), update (holder) on delivery to co9ma_system;
