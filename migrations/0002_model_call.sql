ALTER TABLE "model_call" ADD COLUMN "cached_tokens" integer;--> statement-breakpoint
ALTER TABLE "model_call" ADD COLUMN "reasoning_tokens" integer;--> statement-breakpoint
ALTER TABLE "model_call" ADD COLUMN "reason" text;