ALTER TABLE `leads` ADD `other_emails` text;
--> statement-breakpoint
ALTER TABLE `leads` ADD `other_phones` text;
--> statement-breakpoint
CREATE INDEX `leads_phone` ON `leads` (`tenant`,`phone_e164`);
--> statement-breakpoint
ALTER TABLE `companies` ADD `other_phones` text;
--> statement-breakpoint
CREATE INDEX `companies_phone` ON `companies` (`tenant`,`phone_e164`);
--> statement-breakpoint
ALTER TABLE `contacts` ADD `other_emails` text;
--> statement-breakpoint
ALTER TABLE `contacts` ADD `other_phones` text;
--> statement-breakpoint
CREATE INDEX `contacts_phone` ON `contacts` (`tenant`,`phone_e164`);
--> statement-breakpoint
ALTER TABLE `deals` ADD `close_date_pushes` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `deals` ADD `first_close_date` text;
--> statement-breakpoint
-- amounts of currencies whose decimal places were those of the platform, and are those of ISO 4217 from now on
UPDATE `order_lines` SET `unit_price_minor` = `unit_price_minor` * 100 WHERE EXISTS (SELECT 1 FROM `orders` WHERE `orders`.`tenant` = `order_lines`.`tenant` AND `orders`.`order_id` = `order_lines`.`order_id` AND `orders`.`currency` IN ('AFN', 'ALL', 'COP', 'HUF', 'IDR', 'IRR', 'KPW', 'LAK', 'LBP', 'MGA', 'MMK', 'PKR', 'SLL', 'SOS', 'SYP', 'YER'));
--> statement-breakpoint
UPDATE `orders` SET `subtotal_minor` = `subtotal_minor` * 100, `tax_minor` = `tax_minor` * 100, `total_minor` = `total_minor` * 100 WHERE `currency` IN ('AFN', 'ALL', 'COP', 'HUF', 'IDR', 'IRR', 'KPW', 'LAK', 'LBP', 'MGA', 'MMK', 'PKR', 'SLL', 'SOS', 'SYP', 'YER');
--> statement-breakpoint
UPDATE `products` SET `price_minor` = `price_minor` * 100, `cost_minor` = `cost_minor` * 100 WHERE `currency` IN ('AFN', 'ALL', 'COP', 'HUF', 'IDR', 'IRR', 'KPW', 'LAK', 'LBP', 'MGA', 'MMK', 'PKR', 'SLL', 'SOS', 'SYP', 'YER');
--> statement-breakpoint
UPDATE `deals` SET `amount_minor` = `amount_minor` * 100 WHERE `currency` IN ('AFN', 'ALL', 'COP', 'HUF', 'IDR', 'IRR', 'KPW', 'LAK', 'LBP', 'MGA', 'MMK', 'PKR', 'SLL', 'SOS', 'SYP', 'YER');
--> statement-breakpoint
UPDATE `companies` SET `annual_revenue_minor` = `annual_revenue_minor` * 100 WHERE `currency` IN ('AFN', 'ALL', 'COP', 'HUF', 'IDR', 'IRR', 'KPW', 'LAK', 'LBP', 'MGA', 'MMK', 'PKR', 'SLL', 'SOS', 'SYP', 'YER');
--> statement-breakpoint
UPDATE `order_lines` SET `unit_price_minor` = `unit_price_minor` * 1000 WHERE EXISTS (SELECT 1 FROM `orders` WHERE `orders`.`tenant` = `order_lines`.`tenant` AND `orders`.`order_id` = `order_lines`.`order_id` AND `orders`.`currency` IN ('IQD'));
--> statement-breakpoint
UPDATE `orders` SET `subtotal_minor` = `subtotal_minor` * 1000, `tax_minor` = `tax_minor` * 1000, `total_minor` = `total_minor` * 1000 WHERE `currency` IN ('IQD');
--> statement-breakpoint
UPDATE `products` SET `price_minor` = `price_minor` * 1000, `cost_minor` = `cost_minor` * 1000 WHERE `currency` IN ('IQD');
--> statement-breakpoint
UPDATE `deals` SET `amount_minor` = `amount_minor` * 1000 WHERE `currency` IN ('IQD');
--> statement-breakpoint
UPDATE `companies` SET `annual_revenue_minor` = `annual_revenue_minor` * 1000 WHERE `currency` IN ('IQD');
--> statement-breakpoint
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
	('leads', 'leads_phone', '100000 100000 1'),
	('companies', 'companies_phone', '30000 30000 2'),
	('contacts', 'contacts_phone', '100000 100000 2'),
	('duplicate_keys', 'duplicate_keys_place', '2000000 2000000 1000000 3 2 1'),
	('duplicate_links', 'sqlite_autoindex_duplicate_links_1', '50000 50000 20000 2 1'),
	('duplicate_links', 'duplicate_links_b', '50000 50000 20000 2'),
	('duplicate_marks', 'sqlite_autoindex_duplicate_marks_1', '200000 200000 100000 1'),
	('duplicate_marks', 'duplicate_marks_cut', '200000 200000 100000 50000');
--> statement-breakpoint
ANALYZE sqlite_schema;
