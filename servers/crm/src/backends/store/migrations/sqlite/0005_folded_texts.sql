ALTER TABLE `users` ADD `folded` text;
--> statement-breakpoint
ALTER TABLE `leads` ADD `folded` text;
--> statement-breakpoint
ALTER TABLE `leads` ADD `open_words` text;
--> statement-breakpoint
ALTER TABLE `leads` ADD `guarded_words` text;
--> statement-breakpoint
ALTER TABLE `companies` ADD `folded` text;
--> statement-breakpoint
ALTER TABLE `companies` ADD `open_words` text;
--> statement-breakpoint
ALTER TABLE `companies` ADD `guarded_words` text;
--> statement-breakpoint
ALTER TABLE `contacts` ADD `folded` text;
--> statement-breakpoint
ALTER TABLE `contacts` ADD `open_words` text;
--> statement-breakpoint
ALTER TABLE `contacts` ADD `guarded_words` text;
--> statement-breakpoint
ALTER TABLE `deals` ADD `folded` text;
--> statement-breakpoint
ALTER TABLE `deals` ADD `open_words` text;
--> statement-breakpoint
ALTER TABLE `deals` ADD `guarded_words` text;
--> statement-breakpoint
ALTER TABLE `activities` ADD `folded` text;
--> statement-breakpoint
ALTER TABLE `products` ADD `folded` text;
--> statement-breakpoint
ALTER TABLE `products` ADD `open_words` text;
--> statement-breakpoint
ALTER TABLE `products` ADD `guarded_words` text;
--> statement-breakpoint
ALTER TABLE `orders` ADD `folded` text;
