-- marks of runs on a shop (Q8)
select "NextAcct" from "NextAcct" where "NextAcct" >= @1 and "NextAcct" < @2 and "NextAcct" like @3 order by "NextAcct";

-- the mark of a run, in the place of those before it (Q8)
-- begin transaction, by the driver;
update "NextAcct" set "NextAcct" = @1 where "NextAcct" = @2 ; select @@rowcount as "skladbridge_rows";
-- commit transaction, by the driver;
-- begin transaction, by the driver;
delete from "NextAcct" where "NextAcct" in (@1) ; select @@rowcount as "skladbridge_rows";
-- commit transaction, by the driver;

-- whose turn it is to send goods (Q8)
select "NextAcct", datediff(minute, '19700101', getutcdate()) as "minutes" from "NextAcct" where "NextAcct" >= @1 and "NextAcct" < @2 and "NextAcct" like @3;

-- the first turn to send goods, and one after another (Q8)
-- begin transaction, by the driver;
insert into "NextAcct" ("NextAcct") values (@1);
insert into "NextAcct" ("NextAcct") values (@1);
-- commit transaction, by the driver;
-- begin transaction, by the driver;
update "NextAcct" set "NextAcct" = @1 where "NextAcct" = @2 ; select @@rowcount as "skladbridge_rows";
-- commit transaction, by the driver;

-- the mark by which a database is known again (Q3)
-- begin transaction, by the driver;
select "NextAcct" from "NextAcct" where "NextAcct" >= @1 and "NextAcct" < @2 order by "NextAcct";
insert into "NextAcct" ("NextAcct") values (@1);
-- commit transaction, by the driver;

-- rights, each tried without a trace
-- begin transaction, by the driver;
select "ID" from "Goods" where 1 = 0;
select "ID" from "GoodsGroups" where 1 = 0;
select "ID" from "Objects" where 1 = 0;
select "ID" from "Operations" where 1 = 0;
select "ID" from "Partners" where 1 = 0;
select "ID" from "Store" where 1 = 0;
insert into "NextAcct" ("NextAcct") select "NextAcct" from "NextAcct" where 1 = 0;
insert into "Operations" ("Qtty") select "Qtty" from "Operations" where 1 = 0;
insert into "Partners" ("Company") select "Company" from "Partners" where 1 = 0;
insert into "ECRReceipts" ("ReceiptID") select "ReceiptID" from "ECRReceipts" where 1 = 0;
insert into "Goods" ("Name") select "Name" from "Goods" where 1 = 0;
insert into "Store" ("Qtty") select "Qtty" from "Store" where 1 = 0;
update "Store" set "Qtty" = "Qtty" where 1 = 0;
delete from "Store" where 1 = 0;
insert into "Payments" ("Qtty") select "Qtty" from "Payments" where 1 = 0;
insert into "CashBook" ("Profit") select "Profit" from "CashBook" where 1 = 0;
-- roll back transaction, by the driver;

-- evidence of what is assumed
select "Version", "ProductID" from "System" order by "ProductID";
select "ID", "Currency" from "Currencies" order by "ID";
select distinct "Key" from "Configuration" order by "Key";
select "Code" from "Users" order by "ID";
select top(50) "NextAcct" from "NextAcct" where "NextAcct" < @1 order by "NextAcct" desc;
select "OperType", "ReceiptType", count(*) as "count", min("ReceiptID") as "lowest", max("ReceiptID") as "highest" from "ECRReceipts" group by "OperType", "ReceiptType" order by "OperType", "ReceiptType";
select "Description" from "ECRReceipts" where "ReceiptType" = @1;
select t.name as tbl, r.name from sys.triggers r join sys.tables t on t.object_id = r.parent_id where r.is_disabled = 0;
select t.name as tbl, c.name, case when c.is_nullable = 0 and c.default_object_id = 0 and c.is_identity = 0 and c.is_computed = 0 then 1 else 0 end as needed from sys.columns c join sys.tables t on t.object_id = c.object_id;
select t.name as tbl, c.name, cast(i.is_unique as int) as uniq from sys.indexes i join sys.tables t on t.object_id = i.object_id join sys.index_columns k on k.object_id = i.object_id and k.index_id = i.index_id and k.key_ordinal = 1 join sys.columns c on c.object_id = i.object_id and c.column_id = k.column_id;
select "Acct", min("Date") as "date" from "Operations" where "OperType" = @1 and "Acct" > @2 and "PartnerID" <> @3 and not exists (select "Transformations"."ID" from "Transformations" where "Transformations"."FromOperType" = "Operations"."OperType" and "Transformations"."FromAcct" = "Operations"."Acct") group by "Acct";
select cast(databasepropertyex(db_name(), 'Collation') as varchar(128)) as name union select cast(serverproperty('Collation') as varchar(128)) as name;
select top(500) "FromAcct", "ToAcct" from "Transformations" where "FromOperType" = @1 and "ToOperType" = @2 order by "ID" desc;

-- facts
select "Version" from "System" where "ProductID" = @1;
select "Key", "Value" from "Configuration" where "UserID" = @1 and "Key" in (@2, @3, @4, @5);
select "Currency" from "Currencies" where "ID" = @1;
select min("ID") as "first" from "ECRReceipts" where "ReceiptType" = @1;
select "ID", "Name", "VATValue" from "VATGroups" order by "ID";

-- choices
select "ID", "Code", "Name" from "GoodsGroups" order by "ID";
select "ID", "Name" from "PartnersGroups" order by "ID";
select "ID", "Code", "Name", "Deleted" from "Objects" order by "ID";
select "ID", "Code", "Name", "Deleted" from "Users" order by "ID";
select * from "PaymentTypes" order by "ID";

-- services by a word of their name
select top(400) "ID", "Code", "Name", "BarCode1", "BarCode2", "BarCode3", "Type", "Deleted" from "Goods" where "ID" > @1 and (coalesce("Deleted", 0) = 0 and (coalesce("Type", 0) & 56) <> 0 and ("Name" like @2 or "Name" like @3 or "Name" like @4 or "Code" like @5 or "Code" like @6 or "Code" like @7 or "BarCode1" like @8 or "BarCode1" like @9 or "BarCode1" like @10 or "BarCode2" like @11 or "BarCode2" like @12 or "BarCode2" like @13 or "BarCode3" like @14 or "BarCode3" like @15 or "BarCode3" like @16)) order by "ID";

-- partners by number
select top(400) "ID", "Code", "Company", "Bulstat", "TaxNo", "eMail", "Phone", "Deleted" from "Partners" where "ID" in (@1, @2) order by "ID";

-- what the warehouse already does
select "GroupID", count(*) as "goods" from "Goods" where "ID" > @1 and coalesce("Deleted", 0) = 0 and (coalesce("Type", 0) & 48) = 0 group by "GroupID";
select top(400) "ID", "Code", "Name", "BarCode1", "BarCode2", "BarCode3", "Type", "Deleted" from "Goods" where "ID" > @1 and (coalesce("Deleted", 0) = 0 and (coalesce("Type", 0) & 56) <> 0) order by "ID";
select "ECRID", "ReceiptType", "UserID", count(*) as "rows", max("ReceiptID") as "last" from "ECRReceipts" group by "ECRID", "ReceiptType", "UserID";
select max("ID") as "last" from "Operations";
select "OperType", "ObjectID", "OperatorID", count(*) as "rows" from "Operations" where "ID" > @1 and "PartnerID" > @2 group by "OperType", "ObjectID", "OperatorID";

-- goods of the export
select "ID", "Name", "VATValue" from "VATGroups" order by "ID";
select top(2000) "ID", "Code", "BarCode1", "BarCode2", "BarCode3", "Name", "Measure1", "TaxGroup", "GroupID", "Type", "Deleted", "PriceOut2" as "price" from "Goods" where "ID" > @1 and coalesce("Deleted", 0) = 0 and (coalesce("Type", 0) & 48) = 0 order by "ID";

-- goods by id, code and bar code
select "ID", "Code", "BarCode1", "BarCode2", "BarCode3", "Name", "Measure1", "TaxGroup", "GroupID", "Type", "Deleted", "PriceOut10" as "price" from "Goods" where "ID" > @1 and "ID" in (@2, @3);
select "ID", "Code", "BarCode1", "BarCode2", "BarCode3", "Name", "Measure1", "TaxGroup", "GroupID", "Type", "Deleted", "PriceOut10" as "price" from "Goods" where "ID" > @1 and "Code" in (@2);
select "ID", "Code", "BarCode1", "BarCode2", "BarCode3", "Name", "Measure1", "TaxGroup", "GroupID", "Type", "Deleted", "PriceOut10" as "price" from "Goods" where "ID" > @1 and "BarCode1" in (@2);
select "ID", "Code", "BarCode1", "BarCode2", "BarCode3", "Name", "Measure1", "TaxGroup", "GroupID", "Type", "Deleted", "PriceOut10" as "price" from "Goods" where "ID" > @1 and "BarCode2" in (@2);
select "ID", "Code", "BarCode1", "BarCode2", "BarCode3", "Name", "Measure1", "TaxGroup", "GroupID", "Type", "Deleted", "PriceOut10" as "price" from "Goods" where "ID" > @1 and "BarCode3" in (@2);
select "ID", "Code", "BarCode1", "BarCode2", "BarCode3", "Name", "Measure1", "TaxGroup", "GroupID", "Type", "Deleted", "PriceOut10" as "price" from "Goods" where "BarCode3" like @1;
select "ID", "Name", "VATValue" from "VATGroups" order by "ID";

-- stock
select "GoodID", sum("Qtty") as "sum" from "Operations" where "OperType" in (@1, @2) and ("Acct" > @3 or "OperType" = @4) and "PartnerID" <> @5 and "ObjectID" in (@6, @7) and not exists (select "Transformations"."ID" from "Transformations" where "Transformations"."FromOperType" = "Operations"."OperType" and "Transformations"."FromAcct" = "Operations"."Acct") and ("Note" is null or "Note" not like @8) group by "GoodID";
select "OperType", "Acct", "GoodID", "Qtty", "Note" from "Operations" where "OperType" in (@1, @2) and ("Acct" > @3 or "OperType" = @4) and "PartnerID" <> @5 and "ObjectID" in (@6, @7) and not exists (select "Transformations"."ID" from "Transformations" where "Transformations"."FromOperType" = "Operations"."OperType" and "Transformations"."FromAcct" = "Operations"."Acct") and "Note" like @8;
select "OperType", "Acct", "GoodID", "Qtty", "Note" from "Operations" where "OperType" in (@1, @2) and ("Acct" > @3 or "OperType" = @4) and "PartnerID" <> @5 and "ObjectID" in (@6, @7) and exists (select "Transformations"."ID" from "Transformations" where "Transformations"."FromOperType" = "Operations"."OperType" and "Transformations"."FromAcct" = "Operations"."Acct");
select "OperType", "Acct", "GoodID", "Qtty", "Note" from "Operations" where "OperType" in (@1, @2) and ("Acct" > @3 or "OperType" = @4) and "PartnerID" <> @5 and "ObjectID" in (@6, @7) and "Note" like @8 and not exists (select "Transformations"."ID" from "Transformations" where "Transformations"."FromOperType" = "Operations"."OperType" and "Transformations"."FromAcct" = "Operations"."Acct");
select "OperType", "Acct", "GoodID", "Qtty", "Note" from "Operations" where "OperType" in (@1, @2) and ("Acct" > @3 or "OperType" = @4) and "PartnerID" <> @5 and "ObjectID" in (@6, @7) and "Note" like @8 and exists (select "Transformations"."ID" from "Transformations" where "Transformations"."FromOperType" = "Operations"."OperType" and "Transformations"."FromAcct" = "Operations"."Acct");
select top(110000) "GoodID", sum("Qtty") as "sum" from "Store" where "GoodID" > @1 and "ObjectID" in (@2, @3) group by "GoodID" order by "GoodID";

-- partners
select top(2000) "ID", "Company", "Bulstat", "TaxNo", "eMail", "Phone", "Phone2" from "Partners" where "ID" > @1 and coalesce("Deleted", 0) = 0 order by "ID";

-- traces of orders
select "Version" from "System" where "ProductID" = @1;
select "Key", "Value" from "Configuration" where "UserID" = @1 and "Key" in (@2, @3, @4, @5);
select "Currency" from "Currencies" where "ID" = @1;
select min("ID") as "first" from "ECRReceipts" where "ReceiptType" = @1;
select "ID", "Name", "VATValue" from "VATGroups" order by "ID";
select "OperType", "Acct", "Note", max("ID") as "last" from "Operations" where "ID" > @1 and "Note" like @2 group by "OperType", "Acct", "Note";
select "NextAcct" from "NextAcct" where "NextAcct" in (@1);

-- an order with a new partner and УНП
select "Version" from "System" where "ProductID" = @1;
select "Key", "Value" from "Configuration" where "UserID" = @1 and "Key" in (@2, @3, @4, @5);
select "Currency" from "Currencies" where "ID" = @1;
select min("ID") as "first" from "ECRReceipts" where "ReceiptType" = @1;
select "ID", "Name", "VATValue" from "VATGroups" order by "ID";
-- begin transaction, by the driver;
insert into "NextAcct" ("NextAcct") values (@1);
declare @result int; exec @result = sp_getapplock @Resource = @1, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 5000; select @result as skladbridge_lock, answer.* from (select max("Acct") as "last" from "Operations" where "OperType" in (@2)) as answer;
insert into "NextAcct" ("NextAcct") values (@1);
select top(1) "ID" from "Operations" where "OperType" in (@1) and "Acct" in (@2);
declare @result int; exec @result = sp_getapplock @Resource = @1, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 5000; select @result as skladbridge_lock, answer.* from (select max("ReceiptID") as "highest", max("ID") as "lastId" from "ECRReceipts" where "ECRID" = @2 and "ID" > @3 and "ReceiptType" = @4 and "ReceiptID" >= @5 and "ReceiptID" <= @6) as answer;
select max("NextAcct") as "highest" from "NextAcct" where "NextAcct" >= @1 and "NextAcct" <= @2;
insert into "NextAcct" ("NextAcct") values (@1);
insert into "NextAcct" ("NextAcct") values (@1);
insert into "Partners" ("Company", "MOL", "City", "Address", "Phone", "Company2", "MOL2", "City2", "Address2", "Phone2", "Code", "Fax", "eMail", "TaxNo", "Bulstat", "BankName", "BankCode", "BankAcct", "BankVATName", "BankVATCode", "BankVATAcct", "PriceGroup", "Discount", "Type", "IsVeryUsed", "UserID", "GroupID", "UserRealTime", "Deleted", "CardNumber", "Note1", "Note2", "PaymentDays") values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, @22, @23, @24, @25, @26, @27, getdate(), @28, @29, @30, @31, @32) ; select scope_identity() as "skladbridge_number";
select "ID", "PriceIn", "TaxGroup", "Deleted" from "Goods" where "ID" in (@1);
insert into "Operations" ("OperType", "Acct", "GoodID", "PartnerID", "ObjectID", "OperatorID", "Qtty", "Sign", "PriceIn", "PriceOut", "VATIn", "VATOut", "Discount", "CurrencyID", "CurrencyRate", "Date", "Lot", "LotID", "Note", "SrcDocID", "UserID", "UserRealTime") values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, getdate());
insert into "ECRReceipts" ("OperType", "Acct", "ReceiptID", "ReceiptDate", "ReceiptType", "ECRID", "Description", "Total", "UserID", "UserRealTime") values (@1, @2, @3, getdate(), @4, @5, @6, @7, @8, getdate());
select "Acct", "Qtty", "PriceOut", "VATOut" from "Operations" where "OperType" = @1 and "Acct" in (@2);
-- commit transaction, by the driver;

-- a group: one order of a known partner, two of one new buyer
select "Version" from "System" where "ProductID" = @1;
select "Key", "Value" from "Configuration" where "UserID" = @1 and "Key" in (@2, @3, @4, @5);
select "Currency" from "Currencies" where "ID" = @1;
select min("ID") as "first" from "ECRReceipts" where "ReceiptType" = @1;
select "ID", "Name", "VATValue" from "VATGroups" order by "ID";
-- begin transaction, by the driver;
insert into "NextAcct" ("NextAcct") values (@1), (@2), (@3);
declare @result int; exec @result = sp_getapplock @Resource = @1, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 5000; select @result as skladbridge_lock, answer.* from (select max("Acct") as "last" from "Operations" where "OperType" in (@2)) as answer;
insert into "NextAcct" ("NextAcct") values (@1), (@2), (@3);
select top(1) "ID" from "Operations" where "OperType" in (@1) and "Acct" in (@2, @3, @4);
declare @result int; exec @result = sp_getapplock @Resource = @1, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 5000; select @result as skladbridge_lock, answer.* from (select max("ReceiptID") as "highest", max("ID") as "lastId" from "ECRReceipts" where "ECRID" = @2 and "ID" > @3 and "ReceiptType" = @4 and "ReceiptID" >= @5 and "ReceiptID" <= @6) as answer;
select max("NextAcct") as "highest" from "NextAcct" where "NextAcct" >= @1 and "NextAcct" <= @2;
insert into "NextAcct" ("NextAcct") values (@1), (@2), (@3);
select "ID" from "Partners" where "ID" in (@1);
insert into "NextAcct" ("NextAcct") values (@1);
select max("ID") as "last" from "Partners";
insert into "Partners" ("Company", "MOL", "City", "Address", "Phone", "Company2", "MOL2", "City2", "Address2", "Phone2", "Code", "Fax", "eMail", "TaxNo", "Bulstat", "BankName", "BankCode", "BankAcct", "BankVATName", "BankVATCode", "BankVATAcct", "PriceGroup", "Discount", "Type", "IsVeryUsed", "UserID", "GroupID", "UserRealTime", "Deleted", "CardNumber", "Note1", "Note2", "PaymentDays") values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, @22, @23, @24, @25, @26, @27, getdate(), @28, @29, @30, @31, @32) ; select scope_identity() as "skladbridge_number";
select "ID", "Company", "Bulstat", "TaxNo", "eMail", "Phone" from "Partners" where "ID" > @1;
select "ID", "PriceIn", "TaxGroup", "Deleted" from "Goods" where "ID" in (@1);
insert into "Operations" ("OperType", "Acct", "GoodID", "PartnerID", "ObjectID", "OperatorID", "Qtty", "Sign", "PriceIn", "PriceOut", "VATIn", "VATOut", "Discount", "CurrencyID", "CurrencyRate", "Date", "Lot", "LotID", "Note", "SrcDocID", "UserID", "UserRealTime") values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, getdate()), (@22, @23, @24, @25, @26, @27, @28, @29, @30, @31, @32, @33, @34, @35, @36, @37, @38, @39, @40, @41, @42, getdate()), (@43, @44, @45, @46, @47, @48, @49, @50, @51, @52, @53, @54, @55, @56, @57, @58, @59, @60, @61, @62, @63, getdate());
insert into "ECRReceipts" ("OperType", "Acct", "ReceiptID", "ReceiptDate", "ReceiptType", "ECRID", "Description", "Total", "UserID", "UserRealTime") values (@1, @2, @3, getdate(), @4, @5, @6, @7, @8, getdate()), (@9, @10, @11, getdate(), @12, @13, @14, @15, @16, getdate()), (@17, @18, @19, getdate(), @20, @21, @22, @23, @24, getdate());
select "Acct", "Qtty", "PriceOut", "VATOut" from "Operations" where "OperType" = @1 and "Acct" in (@2, @3, @4);
-- commit transaction, by the driver;

-- a group of sales: their goods leave the stock together
select "Version" from "System" where "ProductID" = @1;
select "Key", "Value" from "Configuration" where "UserID" = @1 and "Key" in (@2, @3, @4, @5);
select "Currency" from "Currencies" where "ID" = @1;
select min("ID") as "first" from "ECRReceipts" where "ReceiptType" = @1;
select "ID", "Name", "VATValue" from "VATGroups" order by "ID";
-- begin transaction, by the driver;
insert into "NextAcct" ("NextAcct") values (@1), (@2);
declare @result int; exec @result = sp_getapplock @Resource = @1, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 5000; select @result as skladbridge_lock, answer.* from (select max("Acct") as "last" from "Operations" where "OperType" in (@2, @3)) as answer;
insert into "NextAcct" ("NextAcct") values (@1), (@2);
select top(1) "ID" from "Operations" where "OperType" in (@1, @2) and "Acct" in (@3, @4);
select "ID" from "Partners" where "ID" in (@1);
select "ID", "PriceIn", "TaxGroup", "Deleted" from "Goods" where "ID" in (@1);
insert into "Operations" ("OperType", "Acct", "GoodID", "PartnerID", "ObjectID", "OperatorID", "Qtty", "Sign", "PriceIn", "PriceOut", "VATIn", "VATOut", "Discount", "CurrencyID", "CurrencyRate", "Date", "Lot", "LotID", "Note", "SrcDocID", "UserID", "UserRealTime") values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, getdate()), (@22, @23, @24, @25, @26, @27, @28, @29, @30, @31, @32, @33, @34, @35, @36, @37, @38, @39, @40, @41, @42, getdate());
update "Store" set "Qtty" = "Qtty" - case "GoodID" when @1 then @2 end where "ObjectID" = @3 and "GoodID" in (@4) ; select @@rowcount as "skladbridge_rows";
insert into "Payments" ("Acct", "OperType", "PartnerID", "ObjectID", "Sign", "Date", "UserID", "UserRealTime", "TransactionNumber", "EndDate", "Qtty", "Mode", "Type") values (@1, @2, @3, @4, @5, @6, @7, getdate(), @8, @9, @10, @11, @12), (@13, @14, @15, @16, @17, @18, @19, getdate(), @20, @21, @22, @23, @24), (@25, @26, @27, @28, @29, @30, @31, getdate(), @32, @33, @34, @35, @36);
insert into "CashBook" ("Date", "Desc", "OperType", "Sign", "Profit", "UserID", "UserRealtime", "ObjectID") values (@1, @2, @3, @4, @5, @6, getdate(), @7);
select "Acct", "Qtty", "PriceOut", "VATOut" from "Operations" where "OperType" = @1 and "Acct" in (@2, @3);
-- commit transaction, by the driver;

-- a sale without lots, negative stock forbidden
select "Version" from "System" where "ProductID" = @1;
select "Key", "Value" from "Configuration" where "UserID" = @1 and "Key" in (@2, @3, @4, @5);
select "Currency" from "Currencies" where "ID" = @1;
select min("ID") as "first" from "ECRReceipts" where "ReceiptType" = @1;
select "ID", "Name", "VATValue" from "VATGroups" order by "ID";
-- begin transaction, by the driver;
insert into "NextAcct" ("NextAcct") values (@1);
declare @result int; exec @result = sp_getapplock @Resource = @1, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 5000; select @result as skladbridge_lock, answer.* from (select max("Acct") as "last" from "Operations" where "OperType" in (@2, @3)) as answer;
insert into "NextAcct" ("NextAcct") values (@1);
select top(1) "ID" from "Operations" where "OperType" in (@1, @2) and "Acct" in (@3);
select "ID" from "Partners" where "ID" = @1;
select "ID", "PriceIn", "TaxGroup", "Deleted" from "Goods" where "ID" in (@1);
insert into "Operations" ("OperType", "Acct", "GoodID", "PartnerID", "ObjectID", "OperatorID", "Qtty", "Sign", "PriceIn", "PriceOut", "VATIn", "VATOut", "Discount", "CurrencyID", "CurrencyRate", "Date", "Lot", "LotID", "Note", "SrcDocID", "UserID", "UserRealTime") values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, getdate());
select sum("Qtty") as "sum" from "Operations" where "OperType" in (@1, @2) and "ObjectID" = @3 and "GoodID" = @4;
update "Store" set "Qtty" = "Qtty" - @1 where "ObjectID" = @2 and "GoodID" = @3 and "Qtty" - @4 > @5 ; select @@rowcount as "skladbridge_rows";
insert into "Payments" ("Acct", "OperType", "PartnerID", "ObjectID", "Sign", "Date", "UserID", "UserRealTime", "TransactionNumber", "EndDate", "Qtty", "Mode", "Type") values (@1, @2, @3, @4, @5, @6, @7, getdate(), @8, @9, @10, @11, @12), (@13, @14, @15, @16, @17, @18, @19, getdate(), @20, @21, @22, @23, @24);
insert into "CashBook" ("Date", "Desc", "OperType", "Sign", "Profit", "UserID", "UserRealtime", "ObjectID") values (@1, @2, @3, @4, @5, @6, getdate(), @7);
select "Acct", "Qtty", "PriceOut", "VATOut" from "Operations" where "OperType" = @1 and "Acct" in (@2);
-- commit transaction, by the driver;

-- a sale by the oldest lot
select "Version" from "System" where "ProductID" = @1;
select "Key", "Value" from "Configuration" where "UserID" = @1 and "Key" in (@2, @3, @4, @5);
select "Currency" from "Currencies" where "ID" = @1;
select min("ID") as "first" from "ECRReceipts" where "ReceiptType" = @1;
select "ID", "Name", "VATValue" from "VATGroups" order by "ID";
-- begin transaction, by the driver;
insert into "NextAcct" ("NextAcct") values (@1);
declare @result int; exec @result = sp_getapplock @Resource = @1, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 5000; select @result as skladbridge_lock, answer.* from (select max("Acct") as "last" from "Operations" where "OperType" in (@2, @3)) as answer;
insert into "NextAcct" ("NextAcct") values (@1);
select top(1) "ID" from "Operations" where "OperType" in (@1, @2) and "Acct" in (@3);
select "ID" from "Partners" where "ID" = @1;
select "Store"."ID", "Store"."Qtty", "Store"."Price", "Store"."Lot", "Store"."LotID" from "Store" left join "Lots" on "Lots"."ID" = "Store"."LotID" where "Store"."ObjectID" = @1 and "Store"."GoodID" = @2 and "Store"."Qtty" > @3 order by "Store"."LotOrder", "Store"."ID";
update "Store" set "Qtty" = @1 where "ID" = @2 and "Qtty" > @3 and "Qtty" < @4 ; select @@rowcount as "skladbridge_rows";
select "ID", "PriceIn", "TaxGroup", "Deleted" from "Goods" where "ID" in (@1);
insert into "Operations" ("OperType", "Acct", "GoodID", "PartnerID", "ObjectID", "OperatorID", "Qtty", "Sign", "PriceIn", "PriceOut", "VATIn", "VATOut", "Discount", "CurrencyID", "CurrencyRate", "Date", "Lot", "LotID", "Note", "SrcDocID", "UserID", "UserRealTime") values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, getdate());
insert into "Payments" ("Acct", "OperType", "PartnerID", "ObjectID", "Sign", "Date", "UserID", "UserRealTime", "TransactionNumber", "EndDate", "Qtty", "Mode", "Type") values (@1, @2, @3, @4, @5, @6, @7, getdate(), @8, @9, @10, @11, @12), (@13, @14, @15, @16, @17, @18, @19, getdate(), @20, @21, @22, @23, @24);
insert into "CashBook" ("Date", "Desc", "OperType", "Sign", "Profit", "UserID", "UserRealtime", "ObjectID") values (@1, @2, @3, @4, @5, @6, getdate(), @7);
select "Acct", "Qtty", "PriceOut", "VATOut" from "Operations" where "OperType" = @1 and "Acct" in (@2);
-- commit transaction, by the driver;

-- a sale by the newest lot
select "Version" from "System" where "ProductID" = @1;
select "Key", "Value" from "Configuration" where "UserID" = @1 and "Key" in (@2, @3, @4, @5);
select "Currency" from "Currencies" where "ID" = @1;
select min("ID") as "first" from "ECRReceipts" where "ReceiptType" = @1;
select "ID", "Name", "VATValue" from "VATGroups" order by "ID";
-- begin transaction, by the driver;
insert into "NextAcct" ("NextAcct") values (@1);
declare @result int; exec @result = sp_getapplock @Resource = @1, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 5000; select @result as skladbridge_lock, answer.* from (select max("Acct") as "last" from "Operations" where "OperType" in (@2, @3)) as answer;
insert into "NextAcct" ("NextAcct") values (@1);
select top(1) "ID" from "Operations" where "OperType" in (@1, @2) and "Acct" in (@3);
select "ID" from "Partners" where "ID" = @1;
select "Store"."ID", "Store"."Qtty", "Store"."Price", "Store"."Lot", "Store"."LotID" from "Store" left join "Lots" on "Lots"."ID" = "Store"."LotID" where "Store"."ObjectID" = @1 and "Store"."GoodID" = @2 and "Store"."Qtty" > @3 order by "Store"."LotOrder" desc, "Store"."ID" desc;
update "Store" set "Qtty" = @1 where "ID" = @2 and "Qtty" > @3 and "Qtty" < @4 ; select @@rowcount as "skladbridge_rows";
select "ID", "PriceIn", "TaxGroup", "Deleted" from "Goods" where "ID" in (@1);
insert into "Operations" ("OperType", "Acct", "GoodID", "PartnerID", "ObjectID", "OperatorID", "Qtty", "Sign", "PriceIn", "PriceOut", "VATIn", "VATOut", "Discount", "CurrencyID", "CurrencyRate", "Date", "Lot", "LotID", "Note", "SrcDocID", "UserID", "UserRealTime") values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, getdate());
insert into "Payments" ("Acct", "OperType", "PartnerID", "ObjectID", "Sign", "Date", "UserID", "UserRealTime", "TransactionNumber", "EndDate", "Qtty", "Mode", "Type") values (@1, @2, @3, @4, @5, @6, @7, getdate(), @8, @9, @10, @11, @12), (@13, @14, @15, @16, @17, @18, @19, getdate(), @20, @21, @22, @23, @24);
insert into "CashBook" ("Date", "Desc", "OperType", "Sign", "Profit", "UserID", "UserRealtime", "ObjectID") values (@1, @2, @3, @4, @5, @6, getdate(), @7);
select "Acct", "Qtty", "PriceOut", "VATOut" from "Operations" where "OperType" = @1 and "Acct" in (@2);
-- commit transaction, by the driver;

-- a sale by what expires first, the lot is emptied
select "Version" from "System" where "ProductID" = @1;
select "Key", "Value" from "Configuration" where "UserID" = @1 and "Key" in (@2, @3, @4, @5);
select "Currency" from "Currencies" where "ID" = @1;
select min("ID") as "first" from "ECRReceipts" where "ReceiptType" = @1;
select "ID", "Name", "VATValue" from "VATGroups" order by "ID";
-- begin transaction, by the driver;
insert into "NextAcct" ("NextAcct") values (@1);
declare @result int; exec @result = sp_getapplock @Resource = @1, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 5000; select @result as skladbridge_lock, answer.* from (select max("Acct") as "last" from "Operations" where "OperType" in (@2, @3)) as answer;
insert into "NextAcct" ("NextAcct") values (@1);
select top(1) "ID" from "Operations" where "OperType" in (@1, @2) and "Acct" in (@3);
select "ID" from "Partners" where "ID" = @1;
select "Store"."ID", "Store"."Qtty", "Store"."Price", "Store"."Lot", "Store"."LotID" from "Store" left join "Lots" on "Lots"."ID" = "Store"."LotID" where "Store"."ObjectID" = @1 and "Store"."GoodID" = @2 and "Store"."Qtty" > @3 order by case when "Lots"."EndDate" is null then 1 else 0 end, "Lots"."EndDate", "Store"."LotOrder", "Store"."ID";
delete from "Store" where "ID" = @1 and "Qtty" > @2 and "Qtty" < @3 ; select @@rowcount as "skladbridge_rows";
select "ID", "PriceIn", "TaxGroup", "Deleted" from "Goods" where "ID" in (@1);
insert into "Operations" ("OperType", "Acct", "GoodID", "PartnerID", "ObjectID", "OperatorID", "Qtty", "Sign", "PriceIn", "PriceOut", "VATIn", "VATOut", "Discount", "CurrencyID", "CurrencyRate", "Date", "Lot", "LotID", "Note", "SrcDocID", "UserID", "UserRealTime") values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, getdate());
insert into "Payments" ("Acct", "OperType", "PartnerID", "ObjectID", "Sign", "Date", "UserID", "UserRealTime", "TransactionNumber", "EndDate", "Qtty", "Mode", "Type") values (@1, @2, @3, @4, @5, @6, @7, getdate(), @8, @9, @10, @11, @12), (@13, @14, @15, @16, @17, @18, @19, getdate(), @20, @21, @22, @23, @24);
insert into "CashBook" ("Date", "Desc", "OperType", "Sign", "Profit", "UserID", "UserRealtime", "ObjectID") values (@1, @2, @3, @4, @5, @6, getdate(), @7);
select "Acct", "Qtty", "PriceOut", "VATOut" from "Operations" where "OperType" = @1 and "Acct" in (@2);
-- commit transaction, by the driver;

-- a number of its own range per object (configkey48)
select "Version" from "System" where "ProductID" = @1;
select "Key", "Value" from "Configuration" where "UserID" = @1 and "Key" in (@2, @3, @4, @5);
select "Currency" from "Currencies" where "ID" = @1;
select min("ID") as "first" from "ECRReceipts" where "ReceiptType" = @1;
select "ID", "Name", "VATValue" from "VATGroups" order by "ID";
-- begin transaction, by the driver;
insert into "NextAcct" ("NextAcct") values (@1);
declare @result int; exec @result = sp_getapplock @Resource = @1, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 5000; select @result as skladbridge_lock, answer.* from (select max("Acct") as "last" from "Operations" where "OperType" in (@2) and "ObjectID" = @3) as answer;
select max("Acct") as "last" from "Operations" where "OperType" in (@1);
insert into "NextAcct" ("NextAcct") values (@1);
select top(1) "ID" from "Operations" where "OperType" in (@1) and "Acct" in (@2);
select "ID" from "Partners" where "ID" = @1;
select "ID", "PriceIn", "TaxGroup", "Deleted" from "Goods" where "ID" in (@1);
insert into "Operations" ("OperType", "Acct", "GoodID", "PartnerID", "ObjectID", "OperatorID", "Qtty", "Sign", "PriceIn", "PriceOut", "VATIn", "VATOut", "Discount", "CurrencyID", "CurrencyRate", "Date", "Lot", "LotID", "Note", "SrcDocID", "UserID", "UserRealTime") values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, getdate());
select "Acct", "Qtty", "PriceOut", "VATOut" from "Operations" where "OperType" = @1 and "Acct" in (@2);
-- commit transaction, by the driver;

-- a new good
select "Version" from "System" where "ProductID" = @1;
select "Key", "Value" from "Configuration" where "UserID" = @1 and "Key" in (@2, @3, @4, @5);
select "Currency" from "Currencies" where "ID" = @1;
select min("ID") as "first" from "ECRReceipts" where "ReceiptType" = @1;
select "ID", "Name", "VATValue" from "VATGroups" order by "ID";
-- begin transaction, by the driver;
select "ID" from "Objects" order by "ID";
insert into "Goods" ("Code", "BarCode1", "BarCode2", "BarCode3", "Catalog1", "Catalog2", "Catalog3", "Name", "Name2", "Measure1", "Measure2", "Ratio", "PriceIn", "PriceOut1", "PriceOut2", "PriceOut3", "PriceOut4", "PriceOut5", "PriceOut6", "PriceOut7", "PriceOut8", "PriceOut9", "PriceOut10", "MinQtty", "NormalQtty", "Description", "Type", "IsRecipe", "TaxGroup", "IsVeryUsed", "GroupID", "Deleted") values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, @22, @23, @24, @25, @26, @27, @28, @29, @30, @31, @32) ; select scope_identity() as "skladbridge_number";
insert into "Store" ("ObjectID", "GoodID", "Qtty", "Price", "Lot", "LotID", "LotOrder") values (@1, @2, @3, @4, @5, @6, @7);
-- commit transaction, by the driver;

-- a glance at remembered documents, and a close look
select "NextAcct" from "NextAcct" where "NextAcct" in (@1);
select "Acct", "Note" from "Operations" where "OperType" = @1 and "Acct" in (@2) group by "Acct", "Note";
select "ReceiptID", "ECRID", "OperType", "Acct", "Description" from "ECRReceipts" where "ReceiptID" in (@1) and "ReceiptType" = @2 order by "ID";
select "Version" from "System" where "ProductID" = @1;
select "Key", "Value" from "Configuration" where "UserID" = @1 and "Key" in (@2, @3, @4, @5);
select "Currency" from "Currencies" where "ID" = @1;
select min("ID") as "first" from "ECRReceipts" where "ReceiptType" = @1;
select "ID", "Name", "VATValue" from "VATGroups" order by "ID";
select "ToOperType", "ToAcct" from "Transformations" where "FromOperType" = @1 and "FromAcct" = @2 order by "ID";
select "OperType", "Acct", "GoodID", "Qtty", "PriceOut", "VATOut", "Date" from "Operations" where "OperType" in (@1) and "Acct" in (@2) order by "ID";
select "ReceiptID" from "ECRReceipts" where "ECRID" = @1 and "ReceiptType" = @2 group by "ReceiptID" having count(*) > @3 order by "ReceiptID";

-- a lost document again, under its own УНП
select "Version" from "System" where "ProductID" = @1;
select "Key", "Value" from "Configuration" where "UserID" = @1 and "Key" in (@2, @3, @4, @5);
select "Currency" from "Currencies" where "ID" = @1;
select min("ID") as "first" from "ECRReceipts" where "ReceiptType" = @1;
select "ID", "Name", "VATValue" from "VATGroups" order by "ID";
-- begin transaction, by the driver;
insert into "NextAcct" ("NextAcct") values (@1);
insert into "NextAcct" ("NextAcct") values (@1);
select "Note" from "Operations" where "Note" like @1 and "Acct" > @2 group by "Note";
declare @result int; exec @result = sp_getapplock @Resource = @1, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 5000; select @result as skladbridge_lock, answer.* from (select max("Acct") as "last" from "Operations" where "OperType" in (@2)) as answer;
insert into "NextAcct" ("NextAcct") values (@1);
select top(1) "ID" from "Operations" where "OperType" in (@1) and "Acct" in (@2);
declare @result int; exec @result = sp_getapplock @Resource = @1, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 5000; select @result as skladbridge_lock, answer.* from (select count(*) as "claims" from "NextAcct" where "NextAcct" = @2) as answer;
insert into "NextAcct" ("NextAcct") values (@1);
select "ReceiptID", "ECRID", "OperType", "Acct", "Description" from "ECRReceipts" where "ReceiptID" in (@1) and "ReceiptType" = @2 order by "ID";
select "ID" from "Partners" where "ID" = @1;
select "ID", "PriceIn", "TaxGroup", "Deleted" from "Goods" where "ID" in (@1);
insert into "Operations" ("OperType", "Acct", "GoodID", "PartnerID", "ObjectID", "OperatorID", "Qtty", "Sign", "PriceIn", "PriceOut", "VATIn", "VATOut", "Discount", "CurrencyID", "CurrencyRate", "Date", "Lot", "LotID", "Note", "SrcDocID", "UserID", "UserRealTime") values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, getdate());
insert into "ECRReceipts" ("OperType", "Acct", "ReceiptID", "ReceiptDate", "ReceiptType", "ECRID", "Description", "Total", "UserID", "UserRealTime") values (@1, @2, @3, getdate(), @4, @5, @6, @7, @8, getdate());
select "Acct", "Qtty", "PriceOut", "VATOut" from "Operations" where "OperType" = @1 and "Acct" in (@2);
-- commit transaction, by the driver;

-- use of a fiscal device
select count(*) as "others" from "ECRReceipts" where "ECRID" = @1 and "ReceiptType" <> @2;
select max("ReceiptID") as "highest" from "ECRReceipts" where "ECRID" = @1 and "ReceiptType" = @2 and "ReceiptID" >= @3 and "ReceiptID" <= @4;
select "ReceiptID" from "ECRReceipts" where "ECRID" = @1 and "ReceiptType" = @2;
select "NextAcct" from "NextAcct" where "NextAcct" >= @1 and "NextAcct" <= @2;
select max("NextAcct") as "highest" from "NextAcct" where "NextAcct" >= @1 and "NextAcct" <= @2;

-- what texts name of a fiscal device
select "Description" as "text" from "ECRReceipts" where "Description" like @1;
select distinct "Note" as "text" from "Operations" where "Note" like @1;

-- records, a page with every kind of filter
select count(*) as "total" from "Goods" where "Code" like @1 escape '!' and ("Name" is null or "Name" in ('', ' ')) and "Name2" = @2 and coalesce("Type", 0) = 0 and "GroupID" = @3 and "PriceOut2" between @4 and @5 and "ID" >= @6 and "ID" <= @7;
select "ID", "Code" from "Goods" where "Code" like @1 escape '!' and ("Name" is null or "Name" in ('', ' ')) and "Name2" = @2 and coalesce("Type", 0) = 0 and "GroupID" = @3 and "PriceOut2" between @4 and @5 and "ID" >= @6 and "ID" <= @7 order by "ID" offset @8 rows fetch next @9 rows only;

-- a good and a partner of another program, and changes of both
-- begin transaction, by the driver;
insert into "Goods" ("Code", "BarCode1", "BarCode2", "BarCode3", "Catalog1", "Catalog2", "Catalog3", "Name", "Description", "PriceIn", "PriceOut1", "PriceOut2", "PriceOut3", "PriceOut4", "PriceOut5", "PriceOut6", "PriceOut7", "PriceOut8", "PriceOut9", "PriceOut10", "MinQtty", "NormalQtty", "Type", "IsRecipe", "IsVeryUsed", "Deleted", "Name2", "Measure1", "Measure2", "Ratio", "TaxGroup", "GroupID") values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, @22, @23, @24, @25, @26, @27, @28, @29, @30, @31, @32) ; select scope_identity() as "skladbridge_number";
select "Version" from "System" where "ProductID" = @1;
select "Key", "Value" from "Configuration" where "UserID" = @1 and "Key" in (@2, @3, @4, @5);
select "Currency" from "Currencies" where "ID" = @1;
select min("ID") as "first" from "ECRReceipts" where "ReceiptType" = @1;
select "ID", "Name", "VATValue" from "VATGroups" order by "ID";
select "ID" from "Objects" order by "ID";
insert into "Store" ("ObjectID", "GoodID", "Qtty", "Price", "Lot", "LotID", "LotOrder") values (@1, @2, @3, @4, @5, @6, @7);
-- commit transaction, by the driver;
-- begin transaction, by the driver;
insert into "Partners" ("Code", "Company", "MOL", "City", "Address", "Phone", "Fax", "eMail", "TaxNo", "Bulstat", "BankName", "BankCode", "BankAcct", "BankVATName", "BankVATCode", "BankVATAcct", "CardNumber", "Note1", "Note2", "Company2", "MOL2", "City2", "Address2", "Phone2", "Discount", "Type", "IsVeryUsed", "Deleted", "PaymentDays", "PriceGroup", "UserID", "GroupID", "UserRealTime") values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, @22, @23, @24, @25, @26, @27, @28, @29, @30, @31, @32, getdate()) ; select scope_identity() as "skladbridge_number";
-- commit transaction, by the driver;
-- begin transaction, by the driver;
select 1 as "found" from "Goods" where "ID" = @1;
update "Goods" set "PriceOut2" = @1 where "ID" = @2 ; select @@rowcount as "skladbridge_rows";
-- commit transaction, by the driver;
-- begin transaction, by the driver;
select 1 as "found" from "Partners" where "ID" = @1;
update "Partners" set "Phone" = @1 where "ID" = @2 ; select @@rowcount as "skladbridge_rows";
-- commit transaction, by the driver;

-- a sale of another program
-- begin transaction, by the driver;
select "Version" from "System" where "ProductID" = @1;
select "Key", "Value" from "Configuration" where "UserID" = @1 and "Key" in (@2, @3, @4, @5);
select "Currency" from "Currencies" where "ID" = @1;
select min("ID") as "first" from "ECRReceipts" where "ReceiptType" = @1;
select "ID", "Name", "VATValue" from "VATGroups" order by "ID";
select "ID" from "Partners" where "ID" = @1;
select "ID" from "Objects" where "ID" = @1;
select "ID" from "Users" where "ID" = @1;
select "ID" from "Users" where "ID" = @1;
select "PriceIn", "PriceOut2", "TaxGroup", "Type" from "Goods" where "ID" = @1;
declare @result int; exec @result = sp_getapplock @Resource = @1, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 5000; select @result as skladbridge_lock, answer.* from (select max("Acct") as "last" from "Operations" where "OperType" in (@2, @3)) as answer;
insert into "NextAcct" ("NextAcct") values (@1);
select top(1) "ID" from "Operations" where "OperType" in (@1, @2) and "Acct" in (@3);
insert into "Operations" ("OperType", "Acct", "GoodID", "PartnerID", "ObjectID", "OperatorID", "Qtty", "Sign", "PriceIn", "PriceOut", "VATIn", "VATOut", "Discount", "CurrencyID", "CurrencyRate", "Date", "Lot", "LotID", "Note", "SrcDocID", "UserID", "UserRealTime") values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, getdate());
update "Store" set "Qtty" = "Qtty" + @1 where "ObjectID" = @2 and "GoodID" = @3 ; select @@rowcount as "skladbridge_rows";
insert into "Payments" ("Acct", "OperType", "PartnerID", "ObjectID", "Qtty", "Mode", "Sign", "Date", "UserID", "UserRealTime", "Type", "TransactionNumber", "EndDate") values (@1, @2, @3, @4, @5, @6, @7, @8, @9, getdate(), @10, @11, @12);
-- commit transaction, by the driver;

-- a payment and an invoice
-- begin transaction, by the driver;
select top(1) "PartnerID", "ObjectID" from "Operations" where "OperType" = @1 and "Acct" = @2 and "PartnerID" <> @3 order by "ID";
select "PaymentMethod" from "PaymentTypes" where "ID" = @1;
insert into "Payments" ("PartnerID", "ObjectID", "Mode", "Sign", "Type", "TransactionNumber", "UserID", "EndDate", "OperType", "Acct", "Qtty", "Date", "UserRealTime") values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, getdate());
insert into "CashBook" ("Date", "Desc", "OperType", "Sign", "Profit", "UserID", "UserRealtime", "ObjectID") values (@1, @2, @3, @4, @5, @6, getdate(), @7);
-- commit transaction, by the driver;
-- begin transaction, by the driver;
select top(1) "PartnerID", "ObjectID" from "Operations" where "OperType" = @1 and "Acct" = @2 and "PartnerID" <> @3 order by "ID";
select "ID" from "Documents" where "OperType" = @1 and "Acct" = @2;
select max("InvoiceNumber") as "last" from "Documents";
insert into "NextAcct" ("NextAcct") values (@1);
insert into "Documents" ("ExternalInvoiceNumber", "Recipient", "EGN", "Provider", "Reason", "Description", "Place", "DocumentType", "PaymentType", "ExternalInvoiceDate", "TaxDate", "OperType", "Acct", "InvoiceDate", "InvoiceNumber") values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15);
-- commit transaction, by the driver;

-- summary and hazards
select "Version" from "System" where "ProductID" = @1;
select "Key", "Value" from "Configuration" where "UserID" = @1 and "Key" in (@2, @3, @4, @5);
select "Currency" from "Currencies" where "ID" = @1;
select min("ID") as "first" from "ECRReceipts" where "ReceiptType" = @1;
select "ID", "Name", "VATValue" from "VATGroups" order by "ID";
select "ID" from "VATGroups";
select "ID" from "GoodsGroups";
select top(5000) "ID", "Code", "BarCode1", "BarCode2", "BarCode3", "TaxGroup", "GroupID", "PriceOut2", "Deleted" from "Goods" where "ID" > @1 order by "ID";
select "Code" from "GoodsGroups";
select count(*) as "count" from "Operations" left join "Partners" on "Partners"."ID" = "Operations"."PartnerID" where "Acct" > @1 and "PartnerID" <> @2 and "Partners"."ID" is null;
select count(*) as "count" from "Operations" left join "Goods" on "Goods"."ID" = "Operations"."GoodID" where "Acct" > @1 and "PartnerID" <> @2 and "Goods"."ID" is null;
select count(*) as "count" from "Store" where "Qtty" < @1;
select "OperType", "Acct" from "Operations" where "Acct" > @1 and "PartnerID" <> @2 group by "OperType", "Acct" having count(distinct "PartnerID") > @3;
select count(*) as "rows" from "Goods";
select count(*) as "rows" from "GoodsGroups";
select count(*) as "rows" from "Objects";
select count(*) as "rows" from "Partners";
select count(*) as "rows" from "Users";
select count(*) as "rows" from "Store";
select count(*) as "rows" from "Operations";
select count(*) as "rows" from "Payments";
select count(*) as "rows" from "NextAcct";
select count(*) as "rows" from "ECRReceipts";
select count(*) as "rows" from "Transformations";
select "ID", "BG" from "OperationType";
select "OperType", count(distinct "Acct") as "documents", max("Acct") as "last" from "Operations" where "Acct" > @1 and "PartnerID" <> @2 group by "OperType" order by "OperType";
select "ECRID", max("ReceiptID") as "last", count(*) as "rows" from "ECRReceipts" where "ReceiptType" = @1 group by "ECRID" order by "ECRID";
select t.name as tbl, r.name from sys.triggers r join sys.tables t on t.object_id = r.parent_id where r.is_disabled = 0;
select t.name as tbl, c.name, case when c.is_nullable = 0 and c.default_object_id = 0 and c.is_identity = 0 and c.is_computed = 0 then 1 else 0 end as needed from sys.columns c join sys.tables t on t.object_id = c.object_id;
select t.name as tbl, c.name, cast(i.is_unique as int) as uniq from sys.indexes i join sys.tables t on t.object_id = i.object_id join sys.index_columns k on k.object_id = i.object_id and k.index_id = i.index_id and k.key_ordinal = 1 join sys.columns c on c.object_id = i.object_id and c.column_id = k.column_id;
-- begin transaction, by the driver;
select "ID" from "Goods" where 1 = 0;
select "ID" from "GoodsGroups" where 1 = 0;
select "ID" from "Objects" where 1 = 0;
select "ID" from "Operations" where 1 = 0;
select "ID" from "Partners" where 1 = 0;
select "ID" from "Store" where 1 = 0;
insert into "NextAcct" ("NextAcct") select "NextAcct" from "NextAcct" where 1 = 0;
insert into "Operations" ("Qtty") select "Qtty" from "Operations" where 1 = 0;
insert into "Partners" ("Company") select "Company" from "Partners" where 1 = 0;
insert into "ECRReceipts" ("ReceiptID") select "ReceiptID" from "ECRReceipts" where 1 = 0;
insert into "Goods" ("Name") select "Name" from "Goods" where 1 = 0;
insert into "Store" ("Qtty") select "Qtty" from "Store" where 1 = 0;
update "Store" set "Qtty" = "Qtty" where 1 = 0;
delete from "Store" where 1 = 0;
insert into "Payments" ("Qtty") select "Qtty" from "Payments" where 1 = 0;
insert into "CashBook" ("Profit") select "Profit" from "CashBook" where 1 = 0;
-- roll back transaction, by the driver;
