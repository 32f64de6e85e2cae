// Generated from the .sql files beside it; change the tables and generate again.
import type { Migrations } from '@patchbay/storage';

export const migrations: Migrations = {
  "sqlite": [
    {
      "name": "0000_crm",
      "statements": [
        "CREATE TABLE `users` (\n\t`user_id` text PRIMARY KEY NOT NULL,\n\t`tenant` text NOT NULL,\n\t`name` text NOT NULL,\n\t`email` text NOT NULL,\n\t`phone_e164` text,\n\t`role` text NOT NULL,\n\t`team` text,\n\t`last_seen_at` text,\n\t`created_at` text NOT NULL,\n\t`updated_at` text NOT NULL\n);",
        "CREATE INDEX `users_team` ON `users` (`tenant`,`team`);",
        "CREATE TABLE `leads` (\n\t`lead_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,\n\t`tenant` text NOT NULL,\n\t`name` text NOT NULL,\n\t`first_name` text,\n\t`last_name` text,\n\t`email` text,\n\t`email_norm` text,\n\t`phone_e164` text,\n\t`company_name` text,\n\t`company_norm` text,\n\t`title` text,\n\t`status` text NOT NULL,\n\t`status_changed_at` text NOT NULL,\n\t`lost_reason` text,\n\t`score` integer DEFAULT 0 NOT NULL,\n\t`score_breakdown` text,\n\t`source` text,\n\t`owner_id` text,\n\t`notes` text,\n\t`street` text,\n\t`city` text,\n\t`postal_code` text,\n\t`region` text,\n\t`country` text,\n\t`birth_date` text,\n\t`last_activity_at` text,\n\t`external_id` text,\n\t`version` integer DEFAULT 1 NOT NULL,\n\t`created_at` text NOT NULL,\n\t`updated_at` text NOT NULL\n);",
        "CREATE INDEX `leads_status` ON `leads` (`tenant`,`status`,`updated_at`,`lead_id`);",
        "CREATE INDEX `leads_owner` ON `leads` (`tenant`,`owner_id`,`status`);",
        "CREATE INDEX `leads_email` ON `leads` (`tenant`,`email_norm`);",
        "CREATE INDEX `leads_updated` ON `leads` (`tenant`,`updated_at`,`lead_id`);",
        "CREATE INDEX `leads_created` ON `leads` (`tenant`,`created_at`,`lead_id`);",
        "CREATE INDEX `leads_score` ON `leads` (`tenant`,`score`,`lead_id`);",
        "CREATE UNIQUE INDEX `leads_external` ON `leads` (`tenant`,`external_id`);",
        "CREATE TABLE `companies` (\n\t`company_id` text PRIMARY KEY NOT NULL,\n\t`tenant` text NOT NULL,\n\t`name` text NOT NULL,\n\t`name_norm` text NOT NULL,\n\t`domain` text,\n\t`domain_norm` text,\n\t`category` text,\n\t`employee_range` text,\n\t`employees_min` integer,\n\t`phone_e164` text,\n\t`street` text,\n\t`city` text,\n\t`postal_code` text,\n\t`region` text,\n\t`country` text,\n\t`annual_revenue_minor` integer,\n\t`currency` text,\n\t`owner_id` text,\n\t`external_id` text,\n\t`version` integer DEFAULT 1 NOT NULL,\n\t`created_at` text NOT NULL,\n\t`updated_at` text NOT NULL\n);",
        "CREATE INDEX `companies_name` ON `companies` (`tenant`,`name_norm`,`company_id`);",
        "CREATE INDEX `companies_domain` ON `companies` (`tenant`,`domain_norm`);",
        "CREATE INDEX `companies_category` ON `companies` (`tenant`,`category`,`company_id`);",
        "CREATE INDEX `companies_updated` ON `companies` (`tenant`,`updated_at`,`company_id`);",
        "CREATE UNIQUE INDEX `companies_external` ON `companies` (`tenant`,`external_id`);",
        "CREATE TABLE `contacts` (\n\t`contact_id` text PRIMARY KEY NOT NULL,\n\t`tenant` text NOT NULL,\n\t`company_id` text,\n\t`name` text NOT NULL,\n\t`first_name` text,\n\t`last_name` text,\n\t`email` text,\n\t`email_norm` text,\n\t`phone_e164` text,\n\t`title` text,\n\t`city` text,\n\t`country` text,\n\t`consent` text,\n\t`notes` text,\n\t`owner_id` text,\n\t`external_id` text,\n\t`version` integer DEFAULT 1 NOT NULL,\n\t`created_at` text NOT NULL,\n\t`updated_at` text NOT NULL\n);",
        "CREATE INDEX `contacts_company` ON `contacts` (`tenant`,`company_id`);",
        "CREATE INDEX `contacts_email` ON `contacts` (`tenant`,`email_norm`);",
        "CREATE INDEX `contacts_updated` ON `contacts` (`tenant`,`updated_at`,`contact_id`);",
        "CREATE UNIQUE INDEX `contacts_external` ON `contacts` (`tenant`,`external_id`);",
        "CREATE TABLE `stages` (\n\t`stage_id` text PRIMARY KEY NOT NULL,\n\t`tenant` text NOT NULL,\n\t`pipeline_id` text NOT NULL,\n\t`stage` text NOT NULL,\n\t`position` integer NOT NULL,\n\t`probability` integer NOT NULL,\n\t`kind` text NOT NULL\n);",
        "CREATE INDEX `stages_pipeline` ON `stages` (`tenant`,`pipeline_id`,`position`);",
        "CREATE TABLE `deals` (\n\t`deal_id` text PRIMARY KEY NOT NULL,\n\t`tenant` text NOT NULL,\n\t`name` text NOT NULL,\n\t`company_id` text,\n\t`contact_id` text,\n\t`lead_id` integer,\n\t`pipeline_id` text NOT NULL,\n\t`stage_id` text NOT NULL,\n\t`amount_minor` integer,\n\t`currency` text,\n\t`probability` integer DEFAULT 0 NOT NULL,\n\t`close_date` text,\n\t`closed_at` text,\n\t`notes` text,\n\t`owner_id` text,\n\t`external_id` text,\n\t`version` integer DEFAULT 1 NOT NULL,\n\t`created_at` text NOT NULL,\n\t`updated_at` text NOT NULL\n);",
        "CREATE INDEX `deals_stage` ON `deals` (`tenant`,`stage_id`,`close_date`);",
        "CREATE INDEX `deals_company` ON `deals` (`tenant`,`company_id`);",
        "CREATE INDEX `deals_contact` ON `deals` (`tenant`,`contact_id`);",
        "CREATE INDEX `deals_amount` ON `deals` (`tenant`,`amount_minor`,`deal_id`);",
        "CREATE INDEX `deals_created` ON `deals` (`tenant`,`created_at`,`deal_id`);",
        "CREATE INDEX `deals_updated` ON `deals` (`tenant`,`updated_at`,`deal_id`);",
        "CREATE UNIQUE INDEX `deals_external` ON `deals` (`tenant`,`external_id`);",
        "CREATE TABLE `stage_history` (\n\t`entry_id` text PRIMARY KEY NOT NULL,\n\t`tenant` text NOT NULL,\n\t`object` text NOT NULL,\n\t`record_id` text NOT NULL,\n\t`from_stage` text,\n\t`to_stage` text NOT NULL,\n\t`at` text NOT NULL,\n\t`by` text NOT NULL\n);",
        "CREATE INDEX `stage_history_record` ON `stage_history` (`tenant`,`object`,`record_id`,`at`);",
        "CREATE INDEX `stage_history_at` ON `stage_history` (`tenant`,`at`);",
        "CREATE TABLE `activities` (\n\t`activity_id` text PRIMARY KEY NOT NULL,\n\t`tenant` text NOT NULL,\n\t`kind` text NOT NULL,\n\t`subject` text NOT NULL,\n\t`body` text,\n\t`occurred_at` text,\n\t`due_at` text,\n\t`done_at` text,\n\t`owner_id` text,\n\t`external_id` text,\n\t`version` integer DEFAULT 1 NOT NULL,\n\t`created_at` text NOT NULL,\n\t`updated_at` text NOT NULL\n);",
        "CREATE INDEX `activities_owner` ON `activities` (`tenant`,`owner_id`,`due_at`);",
        "CREATE INDEX `activities_occurred` ON `activities` (`tenant`,`occurred_at`,`activity_id`);",
        "CREATE INDEX `activities_updated` ON `activities` (`tenant`,`updated_at`,`activity_id`);",
        "CREATE TABLE `activity_links` (\n\t`tenant` text NOT NULL,\n\t`activity_id` text NOT NULL,\n\t`object` text NOT NULL,\n\t`record_id` text NOT NULL,\n\tPRIMARY KEY(`tenant`, `activity_id`, `object`, `record_id`)\n);",
        "CREATE INDEX `activity_links_record` ON `activity_links` (`tenant`,`object`,`record_id`);",
        "CREATE TABLE `duplicate_keys` (\n\t`tenant` text NOT NULL,\n\t`object` text NOT NULL,\n\t`record_id` text NOT NULL,\n\t`key` text NOT NULL,\n\tPRIMARY KEY(`tenant`, `object`, `record_id`, `key`)\n);",
        "CREATE INDEX `duplicate_keys_key` ON `duplicate_keys` (`tenant`,`object`,`key`);",
        "CREATE TABLE `products` (\n\t`product_id` text PRIMARY KEY NOT NULL,\n\t`tenant` text NOT NULL,\n\t`sku` text NOT NULL,\n\t`name` text NOT NULL,\n\t`description` text,\n\t`category` text NOT NULL,\n\t`price_minor` integer NOT NULL,\n\t`cost_minor` integer,\n\t`currency` text NOT NULL,\n\t`stock` integer DEFAULT 0 NOT NULL,\n\t`reserved` integer DEFAULT 0 NOT NULL,\n\t`version` integer DEFAULT 1 NOT NULL,\n\t`created_at` text NOT NULL,\n\t`updated_at` text NOT NULL\n);",
        "CREATE UNIQUE INDEX `products_sku` ON `products` (`tenant`,`sku`);",
        "CREATE INDEX `products_category` ON `products` (`tenant`,`category`,`price_minor`,`product_id`);",
        "CREATE INDEX `products_price` ON `products` (`tenant`,`price_minor`,`product_id`);",
        "CREATE TABLE `orders` (\n\t`order_id` text PRIMARY KEY NOT NULL,\n\t`tenant` text NOT NULL,\n\t`customer_id` text NOT NULL,\n\t`status` text NOT NULL,\n\t`subtotal_minor` integer NOT NULL,\n\t`tax_minor` integer DEFAULT 0 NOT NULL,\n\t`total_minor` integer NOT NULL,\n\t`currency` text NOT NULL,\n\t`notes` text,\n\t`owner_id` text,\n\t`external_id` text,\n\t`version` integer DEFAULT 1 NOT NULL,\n\t`created_at` text NOT NULL,\n\t`updated_at` text NOT NULL\n);",
        "CREATE INDEX `orders_customer` ON `orders` (`tenant`,`customer_id`,`created_at`);",
        "CREATE INDEX `orders_created` ON `orders` (`tenant`,`created_at`,`order_id`);",
        "CREATE TABLE `order_lines` (\n\t`tenant` text NOT NULL,\n\t`order_id` text NOT NULL,\n\t`product_id` text NOT NULL,\n\t`quantity` integer NOT NULL,\n\t`unit_price_minor` integer NOT NULL,\n\tPRIMARY KEY(`tenant`, `order_id`, `product_id`)\n);",
        "CREATE INDEX `order_lines_product` ON `order_lines` (`tenant`,`product_id`);",
        "CREATE TABLE `stock_moves` (\n\t`move_id` text PRIMARY KEY NOT NULL,\n\t`tenant` text NOT NULL,\n\t`product_id` text NOT NULL,\n\t`delta` integer NOT NULL,\n\t`reserved_delta` integer DEFAULT 0 NOT NULL,\n\t`reason` text NOT NULL,\n\t`ref` text,\n\t`at` text NOT NULL\n);",
        "CREATE INDEX `stock_moves_product` ON `stock_moves` (`tenant`,`product_id`,`at`);"
      ]
    },
    {
      "name": "0001_search",
      "statements": [
        "CREATE TABLE search_documents (\n\tdoc_id INTEGER PRIMARY KEY,\n\tobject TEXT NOT NULL,\n\trecord_id NOT NULL,\n\ttenant TEXT NOT NULL,\n\topen_source TEXT NOT NULL,\n\tguarded_source TEXT NOT NULL,\n\topen_text TEXT GENERATED ALWAYS AS (replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(open_source,'ß','ss'),'ẞ','ss'),'æ','ae'),'Æ','ae'),'œ','oe'),'Œ','oe'),'ø','o'),'Ø','o'),'ł','l'),'Ł','l'),'đ','d'),'Đ','d'),'ð','d'),'Ð','d'),'þ','th'),'Þ','th'),'ı','i'),'ħ','h'),'Ħ','h'),'ŋ','n'),'Ŋ','n'),'''',''),'’',''),'ʼ',''),'ʻ',''),'`',''),'´','')) VIRTUAL,\n\tguarded_text TEXT GENERATED ALWAYS AS (replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(guarded_source,'ß','ss'),'ẞ','ss'),'æ','ae'),'Æ','ae'),'œ','oe'),'Œ','oe'),'ø','o'),'Ø','o'),'ł','l'),'Ł','l'),'đ','d'),'Đ','d'),'ð','d'),'Ð','d'),'þ','th'),'Þ','th'),'ı','i'),'ħ','h'),'Ħ','h'),'ŋ','n'),'Ŋ','n'),'''',''),'’',''),'ʼ',''),'ʻ',''),'`',''),'´','')) VIRTUAL\n);",
        "CREATE UNIQUE INDEX search_documents_record ON search_documents (object, record_id);",
        "CREATE VIRTUAL TABLE search_index USING fts5 (\n\topen_text,\n\tguarded_text,\n\tcontent = 'search_documents',\n\tcontent_rowid = 'doc_id',\n\ttokenize = 'unicode61 remove_diacritics 2',\n\tprefix = '2 3'\n);",
        "CREATE TRIGGER search_documents_added AFTER INSERT ON search_documents BEGIN\n\tINSERT INTO search_index (rowid, open_text, guarded_text) VALUES (new.doc_id, new.open_text, new.guarded_text);\nEND;",
        "CREATE TRIGGER search_documents_removed AFTER DELETE ON search_documents BEGIN\n\tINSERT INTO search_index (search_index, rowid, open_text, guarded_text) VALUES ('delete', old.doc_id, old.open_text, old.guarded_text);\nEND;",
        "CREATE TRIGGER search_documents_changed AFTER UPDATE ON search_documents BEGIN\n\tINSERT INTO search_index (search_index, rowid, open_text, guarded_text) VALUES ('delete', old.doc_id, old.open_text, old.guarded_text);\n\tINSERT INTO search_index (rowid, open_text, guarded_text) VALUES (new.doc_id, new.open_text, new.guarded_text);\nEND;",
        "CREATE TRIGGER leads_search_added AFTER INSERT ON leads BEGIN\n\tINSERT INTO search_documents (object, record_id, tenant, open_source, guarded_source)\n\tVALUES ('leads', new.lead_id, new.tenant, coalesce(new.name,'') || ' ' || coalesce(new.company_name,'') || ' ' || coalesce(new.title,'') || ' ' || coalesce(new.city,''), coalesce(new.email,''));\nEND;",
        "CREATE TRIGGER leads_search_changed AFTER UPDATE OF name, company_name, title, city, email ON leads BEGIN\n\tUPDATE search_documents SET open_source = coalesce(new.name,'') || ' ' || coalesce(new.company_name,'') || ' ' || coalesce(new.title,'') || ' ' || coalesce(new.city,''), guarded_source = coalesce(new.email,'')\n\tWHERE object = 'leads' AND record_id = new.lead_id;\nEND;",
        "CREATE TRIGGER leads_search_removed AFTER DELETE ON leads BEGIN\n\tDELETE FROM search_documents WHERE object = 'leads' AND record_id = old.lead_id;\nEND;",
        "CREATE TRIGGER companies_search_added AFTER INSERT ON companies BEGIN\n\tINSERT INTO search_documents (object, record_id, tenant, open_source, guarded_source)\n\tVALUES ('companies', new.company_id, new.tenant, coalesce(new.name,'') || ' ' || coalesce(new.domain,'') || ' ' || coalesce(new.category,'') || ' ' || coalesce(new.city,''), '');\nEND;",
        "CREATE TRIGGER companies_search_changed AFTER UPDATE OF name, domain, category, city ON companies BEGIN\n\tUPDATE search_documents SET open_source = coalesce(new.name,'') || ' ' || coalesce(new.domain,'') || ' ' || coalesce(new.category,'') || ' ' || coalesce(new.city,''), guarded_source = ''\n\tWHERE object = 'companies' AND record_id = new.company_id;\nEND;",
        "CREATE TRIGGER companies_search_removed AFTER DELETE ON companies BEGIN\n\tDELETE FROM search_documents WHERE object = 'companies' AND record_id = old.company_id;\nEND;",
        "CREATE TRIGGER contacts_search_added AFTER INSERT ON contacts BEGIN\n\tINSERT INTO search_documents (object, record_id, tenant, open_source, guarded_source)\n\tVALUES ('contacts', new.contact_id, new.tenant, coalesce(new.name,'') || ' ' || coalesce(new.title,'') || ' ' || coalesce(new.city,''), coalesce(new.email,''));\nEND;",
        "CREATE TRIGGER contacts_search_changed AFTER UPDATE OF name, title, city, email ON contacts BEGIN\n\tUPDATE search_documents SET open_source = coalesce(new.name,'') || ' ' || coalesce(new.title,'') || ' ' || coalesce(new.city,''), guarded_source = coalesce(new.email,'')\n\tWHERE object = 'contacts' AND record_id = new.contact_id;\nEND;",
        "CREATE TRIGGER contacts_search_removed AFTER DELETE ON contacts BEGIN\n\tDELETE FROM search_documents WHERE object = 'contacts' AND record_id = old.contact_id;\nEND;",
        "CREATE TRIGGER deals_search_added AFTER INSERT ON deals BEGIN\n\tINSERT INTO search_documents (object, record_id, tenant, open_source, guarded_source)\n\tVALUES ('deals', new.deal_id, new.tenant, coalesce(new.name,''), '');\nEND;",
        "CREATE TRIGGER deals_search_changed AFTER UPDATE OF name ON deals BEGIN\n\tUPDATE search_documents SET open_source = coalesce(new.name,''), guarded_source = ''\n\tWHERE object = 'deals' AND record_id = new.deal_id;\nEND;",
        "CREATE TRIGGER deals_search_removed AFTER DELETE ON deals BEGIN\n\tDELETE FROM search_documents WHERE object = 'deals' AND record_id = old.deal_id;\nEND;",
        "CREATE TRIGGER products_search_added AFTER INSERT ON products BEGIN\n\tINSERT INTO search_documents (object, record_id, tenant, open_source, guarded_source)\n\tVALUES ('products', new.product_id, new.tenant, coalesce(new.sku,'') || ' ' || coalesce(new.name,'') || ' ' || coalesce(new.category,'') || ' ' || coalesce(new.description,''), '');\nEND;",
        "CREATE TRIGGER products_search_changed AFTER UPDATE OF sku, name, category, description ON products BEGIN\n\tUPDATE search_documents SET open_source = coalesce(new.sku,'') || ' ' || coalesce(new.name,'') || ' ' || coalesce(new.category,'') || ' ' || coalesce(new.description,''), guarded_source = ''\n\tWHERE object = 'products' AND record_id = new.product_id;\nEND;",
        "CREATE TRIGGER products_search_removed AFTER DELETE ON products BEGIN\n\tDELETE FROM search_documents WHERE object = 'products' AND record_id = old.product_id;\nEND;"
      ]
    },
    {
      "name": "0002_statistics",
      "statements": [
        "ANALYZE;",
        "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES\n\t('users', 'users_team', '50 50 15'),\n\t('leads', 'leads_status', '100000 100000 15000 3 1'),\n\t('leads', 'leads_owner', '100000 100000 5000 750'),\n\t('leads', 'leads_email', '100000 100000 1'),\n\t('leads', 'leads_updated', '100000 100000 3 1'),\n\t('leads', 'leads_created', '100000 100000 3 1'),\n\t('leads', 'leads_score', '100000 100000 1000 1'),\n\t('leads', 'leads_external', '100000 100000 1'),\n\t('companies', 'companies_name', '30000 30000 1 1'),\n\t('companies', 'companies_domain', '30000 30000 1'),\n\t('companies', 'companies_category', '30000 30000 1500 1'),\n\t('companies', 'companies_updated', '30000 30000 3 1'),\n\t('companies', 'companies_external', '30000 30000 1'),\n\t('contacts', 'contacts_company', '100000 100000 3'),\n\t('contacts', 'contacts_email', '100000 100000 1'),\n\t('contacts', 'contacts_updated', '100000 100000 3 1'),\n\t('contacts', 'contacts_external', '100000 100000 1'),\n\t('stages', 'stages_pipeline', '10 10 5 1'),\n\t('deals', 'deals_stage', '50000 50000 7500 3'),\n\t('deals', 'deals_company', '50000 50000 3'),\n\t('deals', 'deals_contact', '50000 50000 2'),\n\t('deals', 'deals_amount', '50000 50000 3 1'),\n\t('deals', 'deals_created', '50000 50000 3 1'),\n\t('deals', 'deals_updated', '50000 50000 3 1'),\n\t('deals', 'deals_external', '50000 50000 1'),\n\t('stage_history', 'stage_history_record', '300000 300000 150000 3 3'),\n\t('stage_history', 'stage_history_at', '300000 300000 3'),\n\t('activities', 'activities_owner', '400000 400000 20000 3'),\n\t('activities', 'activities_occurred', '400000 400000 3 1'),\n\t('activities', 'activities_updated', '400000 400000 3 1'),\n\t('activity_links', 'activity_links_record', '400000 400000 200000 3'),\n\t('duplicate_keys', 'duplicate_keys_key', '2000000 2000000 1000000 3'),\n\t('products', 'products_sku', '10000 10000 1'),\n\t('products', 'products_category', '10000 10000 500 3 1'),\n\t('products', 'products_price', '10000 10000 3 1'),\n\t('orders', 'orders_customer', '100000 100000 5 3'),\n\t('orders', 'orders_created', '100000 100000 3 1'),\n\t('order_lines', 'order_lines_product', '300000 300000 30'),\n\t('stock_moves', 'stock_moves_product', '300000 300000 30 3');",
        "ANALYZE sqlite_schema;"
      ]
    },
    {
      "name": "0003_covering_keys",
      "statements": [
        "DROP INDEX `duplicate_keys_key`;",
        "CREATE INDEX `duplicate_keys_key` ON `duplicate_keys` (`tenant`,`object`,`key`,`record_id`);",
        "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('duplicate_keys', 'duplicate_keys_key', '2000000 2000000 1000000 3 1');",
        "ANALYZE sqlite_schema;"
      ]
    }
  ],
  "postgres": [
    {
      "name": "0000_crm",
      "statements": [
        "CREATE TABLE \"users\" (\n\t\"user_id\" text PRIMARY KEY NOT NULL,\n\t\"tenant\" text NOT NULL,\n\t\"name\" text NOT NULL,\n\t\"email\" text NOT NULL,\n\t\"phone_e164\" text,\n\t\"role\" text NOT NULL,\n\t\"team\" text,\n\t\"last_seen_at\" text,\n\t\"created_at\" text NOT NULL,\n\t\"updated_at\" text NOT NULL\n);",
        "CREATE TABLE \"leads\" (\n\t\"lead_id\" integer PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY (sequence name \"leads_lead_id_seq\" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),\n\t\"tenant\" text NOT NULL,\n\t\"name\" text NOT NULL,\n\t\"first_name\" text,\n\t\"last_name\" text,\n\t\"email\" text,\n\t\"email_norm\" text,\n\t\"phone_e164\" text,\n\t\"company_name\" text,\n\t\"company_norm\" text,\n\t\"title\" text,\n\t\"status\" text NOT NULL,\n\t\"status_changed_at\" text NOT NULL,\n\t\"lost_reason\" text,\n\t\"score\" integer DEFAULT 0 NOT NULL,\n\t\"score_breakdown\" jsonb,\n\t\"source\" text,\n\t\"owner_id\" text,\n\t\"notes\" text,\n\t\"street\" text,\n\t\"city\" text,\n\t\"postal_code\" text,\n\t\"region\" text,\n\t\"country\" text,\n\t\"birth_date\" text,\n\t\"last_activity_at\" text,\n\t\"external_id\" text,\n\t\"version\" integer DEFAULT 1 NOT NULL,\n\t\"created_at\" text NOT NULL,\n\t\"updated_at\" text NOT NULL\n);",
        "CREATE TABLE \"companies\" (\n\t\"company_id\" text PRIMARY KEY NOT NULL,\n\t\"tenant\" text NOT NULL,\n\t\"name\" text NOT NULL,\n\t\"name_norm\" text NOT NULL,\n\t\"domain\" text,\n\t\"domain_norm\" text,\n\t\"category\" text,\n\t\"employee_range\" text,\n\t\"employees_min\" integer,\n\t\"phone_e164\" text,\n\t\"street\" text,\n\t\"city\" text,\n\t\"postal_code\" text,\n\t\"region\" text,\n\t\"country\" text,\n\t\"annual_revenue_minor\" bigint,\n\t\"currency\" text,\n\t\"owner_id\" text,\n\t\"external_id\" text,\n\t\"version\" integer DEFAULT 1 NOT NULL,\n\t\"created_at\" text NOT NULL,\n\t\"updated_at\" text NOT NULL\n);",
        "CREATE TABLE \"contacts\" (\n\t\"contact_id\" text PRIMARY KEY NOT NULL,\n\t\"tenant\" text NOT NULL,\n\t\"company_id\" text,\n\t\"name\" text NOT NULL,\n\t\"first_name\" text,\n\t\"last_name\" text,\n\t\"email\" text,\n\t\"email_norm\" text,\n\t\"phone_e164\" text,\n\t\"title\" text,\n\t\"city\" text,\n\t\"country\" text,\n\t\"consent\" text,\n\t\"notes\" text,\n\t\"owner_id\" text,\n\t\"external_id\" text,\n\t\"version\" integer DEFAULT 1 NOT NULL,\n\t\"created_at\" text NOT NULL,\n\t\"updated_at\" text NOT NULL\n);",
        "CREATE TABLE \"stages\" (\n\t\"stage_id\" text PRIMARY KEY NOT NULL,\n\t\"tenant\" text NOT NULL,\n\t\"pipeline_id\" text NOT NULL,\n\t\"stage\" text NOT NULL,\n\t\"position\" integer NOT NULL,\n\t\"probability\" integer NOT NULL,\n\t\"kind\" text NOT NULL\n);",
        "CREATE TABLE \"deals\" (\n\t\"deal_id\" text PRIMARY KEY NOT NULL,\n\t\"tenant\" text NOT NULL,\n\t\"name\" text NOT NULL,\n\t\"company_id\" text,\n\t\"contact_id\" text,\n\t\"lead_id\" integer,\n\t\"pipeline_id\" text NOT NULL,\n\t\"stage_id\" text NOT NULL,\n\t\"amount_minor\" bigint,\n\t\"currency\" text,\n\t\"probability\" integer DEFAULT 0 NOT NULL,\n\t\"close_date\" text,\n\t\"closed_at\" text,\n\t\"notes\" text,\n\t\"owner_id\" text,\n\t\"external_id\" text,\n\t\"version\" integer DEFAULT 1 NOT NULL,\n\t\"created_at\" text NOT NULL,\n\t\"updated_at\" text NOT NULL\n);",
        "CREATE TABLE \"stage_history\" (\n\t\"entry_id\" text PRIMARY KEY NOT NULL,\n\t\"tenant\" text NOT NULL,\n\t\"object\" text NOT NULL,\n\t\"record_id\" text NOT NULL,\n\t\"from_stage\" text,\n\t\"to_stage\" text NOT NULL,\n\t\"at\" text NOT NULL,\n\t\"by\" text NOT NULL\n);",
        "CREATE TABLE \"activities\" (\n\t\"activity_id\" text PRIMARY KEY NOT NULL,\n\t\"tenant\" text NOT NULL,\n\t\"kind\" text NOT NULL,\n\t\"subject\" text NOT NULL,\n\t\"body\" text,\n\t\"occurred_at\" text,\n\t\"due_at\" text,\n\t\"done_at\" text,\n\t\"owner_id\" text,\n\t\"external_id\" text,\n\t\"version\" integer DEFAULT 1 NOT NULL,\n\t\"created_at\" text NOT NULL,\n\t\"updated_at\" text NOT NULL\n);",
        "CREATE TABLE \"activity_links\" (\n\t\"tenant\" text NOT NULL,\n\t\"activity_id\" text NOT NULL,\n\t\"object\" text NOT NULL,\n\t\"record_id\" text NOT NULL,\n\tCONSTRAINT \"activity_links_tenant_activity_id_object_record_id_pk\" PRIMARY KEY(\"tenant\",\"activity_id\",\"object\",\"record_id\")\n);",
        "CREATE TABLE \"duplicate_keys\" (\n\t\"tenant\" text NOT NULL,\n\t\"object\" text NOT NULL,\n\t\"record_id\" text NOT NULL,\n\t\"key\" text NOT NULL,\n\tCONSTRAINT \"duplicate_keys_tenant_object_record_id_key_pk\" PRIMARY KEY(\"tenant\",\"object\",\"record_id\",\"key\")\n);",
        "CREATE TABLE \"products\" (\n\t\"product_id\" text PRIMARY KEY NOT NULL,\n\t\"tenant\" text NOT NULL,\n\t\"sku\" text NOT NULL,\n\t\"name\" text NOT NULL,\n\t\"description\" text,\n\t\"category\" text NOT NULL,\n\t\"price_minor\" bigint NOT NULL,\n\t\"cost_minor\" bigint,\n\t\"currency\" text NOT NULL,\n\t\"stock\" integer DEFAULT 0 NOT NULL,\n\t\"reserved\" integer DEFAULT 0 NOT NULL,\n\t\"version\" integer DEFAULT 1 NOT NULL,\n\t\"created_at\" text NOT NULL,\n\t\"updated_at\" text NOT NULL\n);",
        "CREATE TABLE \"orders\" (\n\t\"order_id\" text PRIMARY KEY NOT NULL,\n\t\"tenant\" text NOT NULL,\n\t\"customer_id\" text NOT NULL,\n\t\"status\" text NOT NULL,\n\t\"subtotal_minor\" bigint NOT NULL,\n\t\"tax_minor\" bigint DEFAULT 0 NOT NULL,\n\t\"total_minor\" bigint NOT NULL,\n\t\"currency\" text NOT NULL,\n\t\"notes\" text,\n\t\"owner_id\" text,\n\t\"external_id\" text,\n\t\"version\" integer DEFAULT 1 NOT NULL,\n\t\"created_at\" text NOT NULL,\n\t\"updated_at\" text NOT NULL\n);",
        "CREATE TABLE \"order_lines\" (\n\t\"tenant\" text NOT NULL,\n\t\"order_id\" text NOT NULL,\n\t\"product_id\" text NOT NULL,\n\t\"quantity\" integer NOT NULL,\n\t\"unit_price_minor\" bigint NOT NULL,\n\tCONSTRAINT \"order_lines_tenant_order_id_product_id_pk\" PRIMARY KEY(\"tenant\",\"order_id\",\"product_id\")\n);",
        "CREATE TABLE \"stock_moves\" (\n\t\"move_id\" text PRIMARY KEY NOT NULL,\n\t\"tenant\" text NOT NULL,\n\t\"product_id\" text NOT NULL,\n\t\"delta\" integer NOT NULL,\n\t\"reserved_delta\" integer DEFAULT 0 NOT NULL,\n\t\"reason\" text NOT NULL,\n\t\"ref\" text,\n\t\"at\" text NOT NULL\n);",
        "CREATE INDEX \"users_team\" ON \"users\" USING btree (\"tenant\",\"team\");",
        "CREATE INDEX \"leads_status\" ON \"leads\" USING btree (\"tenant\",\"status\",\"updated_at\",\"lead_id\");",
        "CREATE INDEX \"leads_owner\" ON \"leads\" USING btree (\"tenant\",\"owner_id\",\"status\");",
        "CREATE INDEX \"leads_email\" ON \"leads\" USING btree (\"tenant\",\"email_norm\");",
        "CREATE INDEX \"leads_updated\" ON \"leads\" USING btree (\"tenant\",\"updated_at\",\"lead_id\");",
        "CREATE INDEX \"leads_created\" ON \"leads\" USING btree (\"tenant\",\"created_at\",\"lead_id\");",
        "CREATE INDEX \"leads_score\" ON \"leads\" USING btree (\"tenant\",\"score\",\"lead_id\");",
        "CREATE UNIQUE INDEX \"leads_external\" ON \"leads\" USING btree (\"tenant\",\"external_id\");",
        "CREATE INDEX \"companies_name\" ON \"companies\" USING btree (\"tenant\",\"name_norm\",\"company_id\");",
        "CREATE INDEX \"companies_domain\" ON \"companies\" USING btree (\"tenant\",\"domain_norm\");",
        "CREATE INDEX \"companies_category\" ON \"companies\" USING btree (\"tenant\",\"category\",\"company_id\");",
        "CREATE INDEX \"companies_updated\" ON \"companies\" USING btree (\"tenant\",\"updated_at\",\"company_id\");",
        "CREATE UNIQUE INDEX \"companies_external\" ON \"companies\" USING btree (\"tenant\",\"external_id\");",
        "CREATE INDEX \"contacts_company\" ON \"contacts\" USING btree (\"tenant\",\"company_id\");",
        "CREATE INDEX \"contacts_email\" ON \"contacts\" USING btree (\"tenant\",\"email_norm\");",
        "CREATE INDEX \"contacts_updated\" ON \"contacts\" USING btree (\"tenant\",\"updated_at\",\"contact_id\");",
        "CREATE UNIQUE INDEX \"contacts_external\" ON \"contacts\" USING btree (\"tenant\",\"external_id\");",
        "CREATE INDEX \"stages_pipeline\" ON \"stages\" USING btree (\"tenant\",\"pipeline_id\",\"position\");",
        "CREATE INDEX \"deals_stage\" ON \"deals\" USING btree (\"tenant\",\"stage_id\",\"close_date\");",
        "CREATE INDEX \"deals_company\" ON \"deals\" USING btree (\"tenant\",\"company_id\");",
        "CREATE INDEX \"deals_contact\" ON \"deals\" USING btree (\"tenant\",\"contact_id\");",
        "CREATE INDEX \"deals_amount\" ON \"deals\" USING btree (\"tenant\",\"amount_minor\",\"deal_id\");",
        "CREATE INDEX \"deals_created\" ON \"deals\" USING btree (\"tenant\",\"created_at\",\"deal_id\");",
        "CREATE INDEX \"deals_updated\" ON \"deals\" USING btree (\"tenant\",\"updated_at\",\"deal_id\");",
        "CREATE UNIQUE INDEX \"deals_external\" ON \"deals\" USING btree (\"tenant\",\"external_id\");",
        "CREATE INDEX \"stage_history_record\" ON \"stage_history\" USING btree (\"tenant\",\"object\",\"record_id\",\"at\");",
        "CREATE INDEX \"stage_history_at\" ON \"stage_history\" USING btree (\"tenant\",\"at\");",
        "CREATE INDEX \"activities_owner\" ON \"activities\" USING btree (\"tenant\",\"owner_id\",\"due_at\");",
        "CREATE INDEX \"activities_occurred\" ON \"activities\" USING btree (\"tenant\",\"occurred_at\",\"activity_id\");",
        "CREATE INDEX \"activities_updated\" ON \"activities\" USING btree (\"tenant\",\"updated_at\",\"activity_id\");",
        "CREATE INDEX \"activity_links_record\" ON \"activity_links\" USING btree (\"tenant\",\"object\",\"record_id\");",
        "CREATE INDEX \"duplicate_keys_key\" ON \"duplicate_keys\" USING btree (\"tenant\",\"object\",\"key\");",
        "CREATE UNIQUE INDEX \"products_sku\" ON \"products\" USING btree (\"tenant\",\"sku\");",
        "CREATE INDEX \"products_category\" ON \"products\" USING btree (\"tenant\",\"category\",\"price_minor\",\"product_id\");",
        "CREATE INDEX \"products_price\" ON \"products\" USING btree (\"tenant\",\"price_minor\",\"product_id\");",
        "CREATE INDEX \"orders_customer\" ON \"orders\" USING btree (\"tenant\",\"customer_id\",\"created_at\");",
        "CREATE INDEX \"orders_created\" ON \"orders\" USING btree (\"tenant\",\"created_at\",\"order_id\");",
        "CREATE INDEX \"order_lines_product\" ON \"order_lines\" USING btree (\"tenant\",\"product_id\");",
        "CREATE INDEX \"stock_moves_product\" ON \"stock_moves\" USING btree (\"tenant\",\"product_id\",\"at\");"
      ]
    },
    {
      "name": "0001_search",
      "statements": [
        "CREATE FUNCTION crm_document(open_source text, guarded_source text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$\nBEGIN\n\tRETURN setweight(to_tsvector('simple', lower(translate(replace(replace(replace(replace(replace(replace(replace(replace(regexp_replace(normalize(open_source, NFKD), '[\\u0300-\\u036f]', '', 'g'), 'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th'), 'øØłŁđĐðÐıħĦŋŊ@.-_/+:;,()&#<>|!*%\"?=~[]{}\\''’ʼʻ`´', 'oollddddihhnn                            '))), 'A')\n\t\t|| setweight(to_tsvector('simple', lower(translate(replace(replace(replace(replace(replace(replace(replace(replace(regexp_replace(normalize(guarded_source, NFKD), '[\\u0300-\\u036f]', '', 'g'), 'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th'), 'øØłŁđĐðÐıħĦŋŊ@.-_/+:;,()&#<>|!*%\"?=~[]{}\\''’ʼʻ`´', 'oollddddihhnn                            '))), 'B');\nEND\n$$;",
        "ALTER TABLE leads ADD COLUMN search_text tsvector GENERATED ALWAYS AS (crm_document(coalesce(name,'') || ' ' || coalesce(company_name,'') || ' ' || coalesce(title,'') || ' ' || coalesce(city,''), coalesce(email,''))) STORED;",
        "CREATE INDEX leads_search ON leads USING gin (search_text);",
        "ALTER TABLE companies ADD COLUMN search_text tsvector GENERATED ALWAYS AS (crm_document(coalesce(name,'') || ' ' || coalesce(domain,'') || ' ' || coalesce(category,'') || ' ' || coalesce(city,''), '')) STORED;",
        "CREATE INDEX companies_search ON companies USING gin (search_text);",
        "ALTER TABLE contacts ADD COLUMN search_text tsvector GENERATED ALWAYS AS (crm_document(coalesce(name,'') || ' ' || coalesce(title,'') || ' ' || coalesce(city,''), coalesce(email,''))) STORED;",
        "CREATE INDEX contacts_search ON contacts USING gin (search_text);",
        "ALTER TABLE deals ADD COLUMN search_text tsvector GENERATED ALWAYS AS (crm_document(coalesce(name,''), '')) STORED;",
        "CREATE INDEX deals_search ON deals USING gin (search_text);",
        "ALTER TABLE products ADD COLUMN search_text tsvector GENERATED ALWAYS AS (crm_document(coalesce(sku,'') || ' ' || coalesce(name,'') || ' ' || coalesce(category,'') || ' ' || coalesce(description,''), '')) STORED;",
        "CREATE INDEX products_search ON products USING gin (search_text);"
      ]
    },
    {
      "name": "0002_covering_keys",
      "statements": [
        "DROP INDEX \"duplicate_keys_key\";",
        "CREATE INDEX \"duplicate_keys_key\" ON \"duplicate_keys\" USING btree (\"tenant\",\"object\",\"key\",\"record_id\");"
      ]
    }
  ]
};
