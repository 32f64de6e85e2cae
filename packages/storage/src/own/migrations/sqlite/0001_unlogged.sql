ALTER TABLE `patchbay_changes` ADD `unlogged` text;
