ALTER TABLE "delivery" ADD COLUMN "crashes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "delivery" ADD COLUMN "alone" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "inbound" ADD COLUMN "crashes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "inbound" ADD COLUMN "alone" boolean DEFAULT false NOT NULL;--> statement-breakpoint
grant select (crashes, alone), update (crashes, alone) on inbound to co9ma_system;--> statement-breakpoint
grant select (crashes, alone), update (crashes, alone) on delivery to co9ma_system;
