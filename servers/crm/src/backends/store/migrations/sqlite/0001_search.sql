CREATE TABLE search_documents (
	doc_id INTEGER PRIMARY KEY,
	object TEXT NOT NULL,
	record_id NOT NULL,
	tenant TEXT NOT NULL,
	open_source TEXT NOT NULL,
	guarded_source TEXT NOT NULL,
	open_text TEXT GENERATED ALWAYS AS (replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(open_source,'ß','ss'),'ẞ','ss'),'æ','ae'),'Æ','ae'),'œ','oe'),'Œ','oe'),'ø','o'),'Ø','o'),'ł','l'),'Ł','l'),'đ','d'),'Đ','d'),'ð','d'),'Ð','d'),'þ','th'),'Þ','th'),'ı','i'),'ħ','h'),'Ħ','h'),'ŋ','n'),'Ŋ','n'),'''',''),'’',''),'ʼ',''),'ʻ',''),'`',''),'´','')) VIRTUAL,
	guarded_text TEXT GENERATED ALWAYS AS (replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(guarded_source,'ß','ss'),'ẞ','ss'),'æ','ae'),'Æ','ae'),'œ','oe'),'Œ','oe'),'ø','o'),'Ø','o'),'ł','l'),'Ł','l'),'đ','d'),'Đ','d'),'ð','d'),'Ð','d'),'þ','th'),'Þ','th'),'ı','i'),'ħ','h'),'Ħ','h'),'ŋ','n'),'Ŋ','n'),'''',''),'’',''),'ʼ',''),'ʻ',''),'`',''),'´','')) VIRTUAL
);
--> statement-breakpoint
CREATE UNIQUE INDEX search_documents_record ON search_documents (object, record_id);
--> statement-breakpoint
CREATE VIRTUAL TABLE search_index USING fts5 (
	open_text,
	guarded_text,
	content = 'search_documents',
	content_rowid = 'doc_id',
	tokenize = 'unicode61 remove_diacritics 2',
	prefix = '2 3'
);
--> statement-breakpoint
CREATE TRIGGER search_documents_added AFTER INSERT ON search_documents BEGIN
	INSERT INTO search_index (rowid, open_text, guarded_text) VALUES (new.doc_id, new.open_text, new.guarded_text);
END;
--> statement-breakpoint
CREATE TRIGGER search_documents_removed AFTER DELETE ON search_documents BEGIN
	INSERT INTO search_index (search_index, rowid, open_text, guarded_text) VALUES ('delete', old.doc_id, old.open_text, old.guarded_text);
END;
--> statement-breakpoint
CREATE TRIGGER search_documents_changed AFTER UPDATE ON search_documents BEGIN
	INSERT INTO search_index (search_index, rowid, open_text, guarded_text) VALUES ('delete', old.doc_id, old.open_text, old.guarded_text);
	INSERT INTO search_index (rowid, open_text, guarded_text) VALUES (new.doc_id, new.open_text, new.guarded_text);
END;
--> statement-breakpoint
CREATE TRIGGER leads_search_added AFTER INSERT ON leads BEGIN
	INSERT INTO search_documents (object, record_id, tenant, open_source, guarded_source)
	VALUES ('leads', new.lead_id, new.tenant, coalesce(new.name,'') || ' ' || coalesce(new.company_name,'') || ' ' || coalesce(new.title,'') || ' ' || coalesce(new.city,''), coalesce(new.email,''));
END;
--> statement-breakpoint
CREATE TRIGGER leads_search_changed AFTER UPDATE OF name, company_name, title, city, email ON leads BEGIN
	UPDATE search_documents SET open_source = coalesce(new.name,'') || ' ' || coalesce(new.company_name,'') || ' ' || coalesce(new.title,'') || ' ' || coalesce(new.city,''), guarded_source = coalesce(new.email,'')
	WHERE object = 'leads' AND record_id = new.lead_id;
END;
--> statement-breakpoint
CREATE TRIGGER leads_search_removed AFTER DELETE ON leads BEGIN
	DELETE FROM search_documents WHERE object = 'leads' AND record_id = old.lead_id;
END;
--> statement-breakpoint
CREATE TRIGGER companies_search_added AFTER INSERT ON companies BEGIN
	INSERT INTO search_documents (object, record_id, tenant, open_source, guarded_source)
	VALUES ('companies', new.company_id, new.tenant, coalesce(new.name,'') || ' ' || coalesce(new.domain,'') || ' ' || coalesce(new.category,'') || ' ' || coalesce(new.city,''), '');
END;
--> statement-breakpoint
CREATE TRIGGER companies_search_changed AFTER UPDATE OF name, domain, category, city ON companies BEGIN
	UPDATE search_documents SET open_source = coalesce(new.name,'') || ' ' || coalesce(new.domain,'') || ' ' || coalesce(new.category,'') || ' ' || coalesce(new.city,''), guarded_source = ''
	WHERE object = 'companies' AND record_id = new.company_id;
END;
--> statement-breakpoint
CREATE TRIGGER companies_search_removed AFTER DELETE ON companies BEGIN
	DELETE FROM search_documents WHERE object = 'companies' AND record_id = old.company_id;
END;
--> statement-breakpoint
CREATE TRIGGER contacts_search_added AFTER INSERT ON contacts BEGIN
	INSERT INTO search_documents (object, record_id, tenant, open_source, guarded_source)
	VALUES ('contacts', new.contact_id, new.tenant, coalesce(new.name,'') || ' ' || coalesce(new.title,'') || ' ' || coalesce(new.city,''), coalesce(new.email,''));
END;
--> statement-breakpoint
CREATE TRIGGER contacts_search_changed AFTER UPDATE OF name, title, city, email ON contacts BEGIN
	UPDATE search_documents SET open_source = coalesce(new.name,'') || ' ' || coalesce(new.title,'') || ' ' || coalesce(new.city,''), guarded_source = coalesce(new.email,'')
	WHERE object = 'contacts' AND record_id = new.contact_id;
END;
--> statement-breakpoint
CREATE TRIGGER contacts_search_removed AFTER DELETE ON contacts BEGIN
	DELETE FROM search_documents WHERE object = 'contacts' AND record_id = old.contact_id;
END;
--> statement-breakpoint
CREATE TRIGGER deals_search_added AFTER INSERT ON deals BEGIN
	INSERT INTO search_documents (object, record_id, tenant, open_source, guarded_source)
	VALUES ('deals', new.deal_id, new.tenant, coalesce(new.name,''), '');
END;
--> statement-breakpoint
CREATE TRIGGER deals_search_changed AFTER UPDATE OF name ON deals BEGIN
	UPDATE search_documents SET open_source = coalesce(new.name,''), guarded_source = ''
	WHERE object = 'deals' AND record_id = new.deal_id;
END;
--> statement-breakpoint
CREATE TRIGGER deals_search_removed AFTER DELETE ON deals BEGIN
	DELETE FROM search_documents WHERE object = 'deals' AND record_id = old.deal_id;
END;
--> statement-breakpoint
CREATE TRIGGER products_search_added AFTER INSERT ON products BEGIN
	INSERT INTO search_documents (object, record_id, tenant, open_source, guarded_source)
	VALUES ('products', new.product_id, new.tenant, coalesce(new.sku,'') || ' ' || coalesce(new.name,'') || ' ' || coalesce(new.category,'') || ' ' || coalesce(new.description,''), '');
END;
--> statement-breakpoint
CREATE TRIGGER products_search_changed AFTER UPDATE OF sku, name, category, description ON products BEGIN
	UPDATE search_documents SET open_source = coalesce(new.sku,'') || ' ' || coalesce(new.name,'') || ' ' || coalesce(new.category,'') || ' ' || coalesce(new.description,''), guarded_source = ''
	WHERE object = 'products' AND record_id = new.product_id;
END;
--> statement-breakpoint
CREATE TRIGGER products_search_removed AFTER DELETE ON products BEGIN
	DELETE FROM search_documents WHERE object = 'products' AND record_id = old.product_id;
END;
