CREATE FUNCTION crm_document(open_source text, guarded_source text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
	RETURN setweight(to_tsvector('simple', lower(translate(replace(replace(replace(replace(replace(replace(replace(replace(regexp_replace(normalize(open_source, NFKD), '[\u0300-\u036f]', '', 'g'), 'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th'), 'øØłŁđĐðÐıħĦŋŊ@.-_/+:;,()&#<>|!*%"?=~[]{}\''’ʼʻ`´', 'oollddddihhnn                            '))), 'A')
		|| setweight(to_tsvector('simple', lower(translate(replace(replace(replace(replace(replace(replace(replace(replace(regexp_replace(normalize(guarded_source, NFKD), '[\u0300-\u036f]', '', 'g'), 'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th'), 'øØłŁđĐðÐıħĦŋŊ@.-_/+:;,()&#<>|!*%"?=~[]{}\''’ʼʻ`´', 'oollddddihhnn                            '))), 'B');
END
$$;
--> statement-breakpoint
ALTER TABLE leads ADD COLUMN search_text tsvector GENERATED ALWAYS AS (crm_document(coalesce(name,'') || ' ' || coalesce(company_name,'') || ' ' || coalesce(title,'') || ' ' || coalesce(city,''), coalesce(email,''))) STORED;
--> statement-breakpoint
CREATE INDEX leads_search ON leads USING gin (search_text);
--> statement-breakpoint
ALTER TABLE companies ADD COLUMN search_text tsvector GENERATED ALWAYS AS (crm_document(coalesce(name,'') || ' ' || coalesce(domain,'') || ' ' || coalesce(category,'') || ' ' || coalesce(city,''), '')) STORED;
--> statement-breakpoint
CREATE INDEX companies_search ON companies USING gin (search_text);
--> statement-breakpoint
ALTER TABLE contacts ADD COLUMN search_text tsvector GENERATED ALWAYS AS (crm_document(coalesce(name,'') || ' ' || coalesce(title,'') || ' ' || coalesce(city,''), coalesce(email,''))) STORED;
--> statement-breakpoint
CREATE INDEX contacts_search ON contacts USING gin (search_text);
--> statement-breakpoint
ALTER TABLE deals ADD COLUMN search_text tsvector GENERATED ALWAYS AS (crm_document(coalesce(name,''), '')) STORED;
--> statement-breakpoint
CREATE INDEX deals_search ON deals USING gin (search_text);
--> statement-breakpoint
ALTER TABLE products ADD COLUMN search_text tsvector GENERATED ALWAYS AS (crm_document(coalesce(sku,'') || ' ' || coalesce(name,'') || ' ' || coalesce(category,'') || ' ' || coalesce(description,''), '')) STORED;
--> statement-breakpoint
CREATE INDEX products_search ON products USING gin (search_text);
