CREATE TABLE `accounts` (
	`portfolio` text NOT NULL,
	`venue` text NOT NULL,
	`account_id` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`portfolio`, `venue`, `account_id`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `commissions` (
	`portfolio` text NOT NULL,
	`venue` text NOT NULL,
	`account_id` text NOT NULL,
	`fill_id` text NOT NULL,
	`revision` integer NOT NULL,
	`session` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`portfolio`, `venue`, `account_id`, `fill_id`, `revision`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `decisions` (
	`portfolio` text NOT NULL,
	`decision_id` text NOT NULL,
	`session` text NOT NULL,
	`time` integer NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`portfolio`, `decision_id`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `decisions_session` ON `decisions` (`session`);--> statement-breakpoint
CREATE TABLE `equity` (
	`seq` integer PRIMARY KEY NOT NULL,
	`session` text NOT NULL,
	`time` integer NOT NULL,
	`body` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `equity_session` ON `equity` (`session`,`seq`);--> statement-breakpoint
CREATE TABLE `event` (
	`seq` integer PRIMARY KEY NOT NULL,
	`session` text NOT NULL,
	`stream` text NOT NULL,
	`type` text NOT NULL,
	`version` integer NOT NULL,
	`time` integer NOT NULL,
	`body` text NOT NULL,
	`prev_hash` text NOT NULL,
	`hash` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `event_session` ON `event` (`session`,`seq`);--> statement-breakpoint
CREATE TABLE `fills` (
	`portfolio` text NOT NULL,
	`venue` text NOT NULL,
	`account_id` text NOT NULL,
	`fill_id` text NOT NULL,
	`revision` integer NOT NULL,
	`session` text NOT NULL,
	`client_order_id` text,
	`time` integer NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`portfolio`, `venue`, `account_id`, `fill_id`, `revision`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `fills_session` ON `fills` (`session`);--> statement-breakpoint
CREATE TABLE `halts` (
	`portfolio` text NOT NULL,
	`halt_id` text NOT NULL,
	`cleared_time` integer,
	`body` text NOT NULL,
	PRIMARY KEY(`portfolio`, `halt_id`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `ledger_entries` (
	`portfolio` text NOT NULL,
	`entry_id` text NOT NULL,
	`session` text NOT NULL,
	`time` integer NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`portfolio`, `entry_id`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `ledger_entries_session` ON `ledger_entries` (`session`);--> statement-breakpoint
CREATE TABLE `ledger_postings` (
	`portfolio` text NOT NULL,
	`entry_id` text NOT NULL,
	`leg` integer NOT NULL,
	`session` text NOT NULL,
	`account` text NOT NULL,
	`currency` text NOT NULL,
	`amount` text NOT NULL,
	`quantity` text,
	PRIMARY KEY(`portfolio`, `entry_id`, `leg`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `ledger_postings_session` ON `ledger_postings` (`session`);--> statement-breakpoint
CREATE TABLE `orders` (
	`portfolio` text NOT NULL,
	`client_order_id` text NOT NULL,
	`session` text NOT NULL,
	`life` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`portfolio`, `client_order_id`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `orders_session` ON `orders` (`session`);--> statement-breakpoint
CREATE TABLE `plans` (
	`portfolio` text NOT NULL,
	`plan_id` text NOT NULL,
	`session` text NOT NULL,
	`state` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`portfolio`, `plan_id`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `plans_session` ON `plans` (`session`);--> statement-breakpoint
CREATE TABLE `positions` (
	`portfolio` text NOT NULL,
	`strategy` text NOT NULL,
	`symbol` text NOT NULL,
	`state` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`portfolio`, `strategy`, `symbol`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`portfolio` text NOT NULL,
	`started_at` integer NOT NULL,
	`body` text NOT NULL,
	`status` text,
	`end` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `verdicts` (
	`seq` integer PRIMARY KEY NOT NULL,
	`session` text NOT NULL,
	`approved` integer NOT NULL,
	`body` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `verdicts_session` ON `verdicts` (`session`,`approved`);--> statement-breakpoint
CREATE TRIGGER `event_no_update` BEFORE UPDATE ON `event` BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `event_no_delete` BEFORE DELETE ON `event` BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
