ALTER TABLE leads DROP COLUMN search_text;
--> statement-breakpoint
ALTER TABLE companies DROP COLUMN search_text;
--> statement-breakpoint
ALTER TABLE contacts DROP COLUMN search_text;
--> statement-breakpoint
ALTER TABLE deals DROP COLUMN search_text;
--> statement-breakpoint
ALTER TABLE products DROP COLUMN search_text;
--> statement-breakpoint
DROP FUNCTION crm_document(text, text);
--> statement-breakpoint
CREATE FUNCTION crm_words(words text, weight "char") RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
	RETURN setweight((
		SELECT coalesce(string_agg('''' || word || ''':' || least(place, 16383), ' '), '')::tsvector
		FROM unnest(string_to_array(words, ' ')) WITH ORDINALITY AS cut (word, place)
	), weight);
END
$$;
--> statement-breakpoint
ALTER TABLE leads ADD COLUMN search_text tsvector GENERATED ALWAYS AS (crm_words(open_words, 'A') || crm_words(guarded_words, 'B')) STORED;
--> statement-breakpoint
CREATE INDEX leads_search ON leads USING gin (search_text);
--> statement-breakpoint
ALTER TABLE companies ADD COLUMN search_text tsvector GENERATED ALWAYS AS (crm_words(open_words, 'A') || crm_words(guarded_words, 'B')) STORED;
--> statement-breakpoint
CREATE INDEX companies_search ON companies USING gin (search_text);
--> statement-breakpoint
ALTER TABLE contacts ADD COLUMN search_text tsvector GENERATED ALWAYS AS (crm_words(open_words, 'A') || crm_words(guarded_words, 'B')) STORED;
--> statement-breakpoint
CREATE INDEX contacts_search ON contacts USING gin (search_text);
--> statement-breakpoint
ALTER TABLE deals ADD COLUMN search_text tsvector GENERATED ALWAYS AS (crm_words(open_words, 'A') || crm_words(guarded_words, 'B')) STORED;
--> statement-breakpoint
CREATE INDEX deals_search ON deals USING gin (search_text);
--> statement-breakpoint
ALTER TABLE products ADD COLUMN search_text tsvector GENERATED ALWAYS AS (crm_words(open_words, 'A') || crm_words(guarded_words, 'B')) STORED;
--> statement-breakpoint
CREATE INDEX products_search ON products USING gin (search_text);
