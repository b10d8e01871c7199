ALTER TABLE "delivery" ADD COLUMN "trouble" text;--> statement-breakpoint
ALTER TABLE "inbound" ADD COLUMN "stop_asked" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "delivery_dead" ON "delivery" USING btree ("workspace_id","created_at") WHERE state = 'dead';--> statement-breakpoint
grant select (stop_asked) on inbound to co9ma_system;
