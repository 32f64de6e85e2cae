ALTER TABLE "users" DROP CONSTRAINT "users_pkey", ADD CONSTRAINT "users_tenant_user_id_pk" PRIMARY KEY("tenant","user_id");
--> statement-breakpoint
ALTER TABLE "companies" DROP CONSTRAINT "companies_pkey", ADD CONSTRAINT "companies_tenant_company_id_pk" PRIMARY KEY("tenant","company_id");
--> statement-breakpoint
ALTER TABLE "contacts" DROP CONSTRAINT "contacts_pkey", ADD CONSTRAINT "contacts_tenant_contact_id_pk" PRIMARY KEY("tenant","contact_id");
--> statement-breakpoint
ALTER TABLE "stages" DROP CONSTRAINT "stages_pkey", ADD CONSTRAINT "stages_tenant_stage_id_pk" PRIMARY KEY("tenant","stage_id");
--> statement-breakpoint
ALTER TABLE "deals" DROP CONSTRAINT "deals_pkey", ADD CONSTRAINT "deals_tenant_deal_id_pk" PRIMARY KEY("tenant","deal_id");
--> statement-breakpoint
ALTER TABLE "stage_history" DROP CONSTRAINT "stage_history_pkey", ADD CONSTRAINT "stage_history_tenant_entry_id_pk" PRIMARY KEY("tenant","entry_id");
--> statement-breakpoint
ALTER TABLE "activities" DROP CONSTRAINT "activities_pkey", ADD CONSTRAINT "activities_tenant_activity_id_pk" PRIMARY KEY("tenant","activity_id");
--> statement-breakpoint
ALTER TABLE "products" DROP CONSTRAINT "products_pkey", ADD CONSTRAINT "products_tenant_product_id_pk" PRIMARY KEY("tenant","product_id");
--> statement-breakpoint
ALTER TABLE "orders" DROP CONSTRAINT "orders_pkey", ADD CONSTRAINT "orders_tenant_order_id_pk" PRIMARY KEY("tenant","order_id");
--> statement-breakpoint
ALTER TABLE "stock_moves" DROP CONSTRAINT "stock_moves_pkey", ADD CONSTRAINT "stock_moves_tenant_move_id_pk" PRIMARY KEY("tenant","move_id");
