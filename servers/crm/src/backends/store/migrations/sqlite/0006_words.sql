DROP TRIGGER leads_search_added;
--> statement-breakpoint
DROP TRIGGER leads_search_changed;
--> statement-breakpoint
DROP TRIGGER leads_search_removed;
--> statement-breakpoint
DROP TRIGGER companies_search_added;
--> statement-breakpoint
DROP TRIGGER companies_search_changed;
--> statement-breakpoint
DROP TRIGGER companies_search_removed;
--> statement-breakpoint
DROP TRIGGER contacts_search_added;
--> statement-breakpoint
DROP TRIGGER contacts_search_changed;
--> statement-breakpoint
DROP TRIGGER contacts_search_removed;
--> statement-breakpoint
DROP TRIGGER deals_search_added;
--> statement-breakpoint
DROP TRIGGER deals_search_changed;
--> statement-breakpoint
DROP TRIGGER deals_search_removed;
--> statement-breakpoint
DROP TRIGGER products_search_added;
--> statement-breakpoint
DROP TRIGGER products_search_changed;
--> statement-breakpoint
DROP TRIGGER products_search_removed;
--> statement-breakpoint
DROP TABLE search_index;
--> statement-breakpoint
DROP TABLE search_documents;
--> statement-breakpoint
CREATE TABLE search_documents (
	doc_id INTEGER PRIMARY KEY,
	tenant TEXT NOT NULL,
	object TEXT NOT NULL,
	record_id NOT NULL,
	open_text TEXT,
	guarded_text TEXT
);
--> statement-breakpoint
CREATE UNIQUE INDEX search_documents_record ON search_documents (tenant, object, record_id);
--> statement-breakpoint
CREATE VIRTUAL TABLE search_index USING fts5 (
	open_text,
	guarded_text,
	content = 'search_documents',
	content_rowid = 'doc_id',
	tokenize = 'ascii',
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
	INSERT INTO search_documents (tenant, object, record_id, open_text, guarded_text)
	VALUES (new.tenant, 'leads', new.lead_id, new.open_words, new.guarded_words);
END;
--> statement-breakpoint
CREATE TRIGGER leads_search_changed AFTER UPDATE OF open_words, guarded_words ON leads BEGIN
	UPDATE search_documents SET open_text = new.open_words, guarded_text = new.guarded_words
	WHERE tenant = new.tenant AND object = 'leads' AND record_id = new.lead_id;
END;
--> statement-breakpoint
CREATE TRIGGER leads_search_removed AFTER DELETE ON leads BEGIN
	DELETE FROM search_documents WHERE tenant = old.tenant AND object = 'leads' AND record_id = old.lead_id;
END;
--> statement-breakpoint
INSERT INTO search_documents (tenant, object, record_id) SELECT tenant, 'leads', lead_id FROM leads;
--> statement-breakpoint
CREATE TRIGGER companies_search_added AFTER INSERT ON companies BEGIN
	INSERT INTO search_documents (tenant, object, record_id, open_text, guarded_text)
	VALUES (new.tenant, 'companies', new.company_id, new.open_words, new.guarded_words);
END;
--> statement-breakpoint
CREATE TRIGGER companies_search_changed AFTER UPDATE OF open_words, guarded_words ON companies BEGIN
	UPDATE search_documents SET open_text = new.open_words, guarded_text = new.guarded_words
	WHERE tenant = new.tenant AND object = 'companies' AND record_id = new.company_id;
END;
--> statement-breakpoint
CREATE TRIGGER companies_search_removed AFTER DELETE ON companies BEGIN
	DELETE FROM search_documents WHERE tenant = old.tenant AND object = 'companies' AND record_id = old.company_id;
END;
--> statement-breakpoint
INSERT INTO search_documents (tenant, object, record_id) SELECT tenant, 'companies', company_id FROM companies;
--> statement-breakpoint
CREATE TRIGGER contacts_search_added AFTER INSERT ON contacts BEGIN
	INSERT INTO search_documents (tenant, object, record_id, open_text, guarded_text)
	VALUES (new.tenant, 'contacts', new.contact_id, new.open_words, new.guarded_words);
END;
--> statement-breakpoint
CREATE TRIGGER contacts_search_changed AFTER UPDATE OF open_words, guarded_words ON contacts BEGIN
	UPDATE search_documents SET open_text = new.open_words, guarded_text = new.guarded_words
	WHERE tenant = new.tenant AND object = 'contacts' AND record_id = new.contact_id;
END;
--> statement-breakpoint
CREATE TRIGGER contacts_search_removed AFTER DELETE ON contacts BEGIN
	DELETE FROM search_documents WHERE tenant = old.tenant AND object = 'contacts' AND record_id = old.contact_id;
END;
--> statement-breakpoint
INSERT INTO search_documents (tenant, object, record_id) SELECT tenant, 'contacts', contact_id FROM contacts;
--> statement-breakpoint
CREATE TRIGGER deals_search_added AFTER INSERT ON deals BEGIN
	INSERT INTO search_documents (tenant, object, record_id, open_text, guarded_text)
	VALUES (new.tenant, 'deals', new.deal_id, new.open_words, new.guarded_words);
END;
--> statement-breakpoint
CREATE TRIGGER deals_search_changed AFTER UPDATE OF open_words, guarded_words ON deals BEGIN
	UPDATE search_documents SET open_text = new.open_words, guarded_text = new.guarded_words
	WHERE tenant = new.tenant AND object = 'deals' AND record_id = new.deal_id;
END;
--> statement-breakpoint
CREATE TRIGGER deals_search_removed AFTER DELETE ON deals BEGIN
	DELETE FROM search_documents WHERE tenant = old.tenant AND object = 'deals' AND record_id = old.deal_id;
END;
--> statement-breakpoint
INSERT INTO search_documents (tenant, object, record_id) SELECT tenant, 'deals', deal_id FROM deals;
--> statement-breakpoint
CREATE TRIGGER products_search_added AFTER INSERT ON products BEGIN
	INSERT INTO search_documents (tenant, object, record_id, open_text, guarded_text)
	VALUES (new.tenant, 'products', new.product_id, new.open_words, new.guarded_words);
END;
--> statement-breakpoint
CREATE TRIGGER products_search_changed AFTER UPDATE OF open_words, guarded_words ON products BEGIN
	UPDATE search_documents SET open_text = new.open_words, guarded_text = new.guarded_words
	WHERE tenant = new.tenant AND object = 'products' AND record_id = new.product_id;
END;
--> statement-breakpoint
CREATE TRIGGER products_search_removed AFTER DELETE ON products BEGIN
	DELETE FROM search_documents WHERE tenant = old.tenant AND object = 'products' AND record_id = old.product_id;
END;
--> statement-breakpoint
INSERT INTO search_documents (tenant, object, record_id) SELECT tenant, 'products', product_id FROM products;
