CREATE FUNCTION crm_document(open_source text, guarded_source text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 1000 AS $$
BEGIN
	RETURN setweight(to_tsvector('simple', lower(translate(replace(replace(replace(replace(replace(replace(replace(replace(regexp_replace(normalize(open_source, NFKD), '[\u0300-\u036f]', '', 'g'), 'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th'), 'øØłŁđĐðÐıħĦŋŊ@.-_/+:;,()&#<>|!*%"?=~[]{}\''’ʼʻ`´', 'oollddddihhnn                            '))), 'A')
		|| setweight(to_tsvector('simple', lower(translate(replace(replace(replace(replace(replace(replace(replace(replace(regexp_replace(normalize(guarded_source, NFKD), '[\u0300-\u036f]', '', 'g'), 'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th'), 'øØłŁđĐðÐıħĦŋŊ@.-_/+:;,()&#<>|!*%"?=~[]{}\''’ʼʻ`´', 'oollddddihhnn                            '))), 'B');
END
$$;
--> statement-breakpoint
CREATE INDEX leads_search ON leads USING gin (crm_document(coalesce(name,'') || ' ' || coalesce(company_name,'') || ' ' || coalesce(title,'') || ' ' || coalesce(city,''), coalesce(email,'')));
--> statement-breakpoint
CREATE INDEX companies_search ON companies USING gin (crm_document(coalesce(name,'') || ' ' || coalesce(domain,'') || ' ' || coalesce(category,'') || ' ' || coalesce(city,''), ''));
--> statement-breakpoint
CREATE INDEX contacts_search ON contacts USING gin (crm_document(coalesce(name,'') || ' ' || coalesce(title,'') || ' ' || coalesce(city,''), coalesce(email,'')));
--> statement-breakpoint
CREATE INDEX deals_search ON deals USING gin (crm_document(coalesce(name,''), ''));
--> statement-breakpoint
CREATE INDEX products_search ON products USING gin (crm_document(coalesce(sku,'') || ' ' || coalesce(name,'') || ' ' || coalesce(category,'') || ' ' || coalesce(description,''), ''));
