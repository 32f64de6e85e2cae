// Generated from the .sql files beside it; change the tables and generate again.
import type { Migrations } from '@patchbay/storage';

export const migrations: Migrations = {
  "sqlite": [
    {
      "name": "0000_entries",
      "statements": [
        "CREATE TABLE `entries` (\n\t`entry_id` text NOT NULL,\n\t`tenant` text NOT NULL,\n\t`title` text NOT NULL,\n\t`text` text NOT NULL,\n\t`author` text NOT NULL,\n\t`created_at` text NOT NULL,\n\tPRIMARY KEY(`tenant`, `entry_id`)\n);",
        "CREATE INDEX `entries_created` ON `entries` (`tenant`,`created_at`,`entry_id`);"
      ]
    }
  ],
  "postgres": [
    {
      "name": "0000_entries",
      "statements": [
        "CREATE TABLE \"entries\" (\n\t\"entry_id\" text NOT NULL,\n\t\"tenant\" text NOT NULL,\n\t\"title\" text NOT NULL,\n\t\"text\" text NOT NULL,\n\t\"author\" text NOT NULL,\n\t\"created_at\" text NOT NULL,\n\tCONSTRAINT \"entries_tenant_entry_id_pk\" PRIMARY KEY(\"tenant\",\"entry_id\")\n);",
        "CREATE INDEX \"entries_created\" ON \"entries\" USING btree (\"tenant\",\"created_at\",\"entry_id\");"
      ]
    }
  ]
};
