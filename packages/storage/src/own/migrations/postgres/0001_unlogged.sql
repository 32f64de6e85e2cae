ALTER TABLE "patchbay_changes" ADD COLUMN "unlogged" jsonb;
