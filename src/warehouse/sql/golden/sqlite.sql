-- marks of runs on a shop (Q8)
select "NextAcct" from "nextacct" where "NextAcct" >= ? and "NextAcct" < ? and "NextAcct" like ? order by "NextAcct";

-- the mark of a run, in the place of those before it (Q8)
pragma busy_timeout = 20;
begin immediate;
pragma busy_timeout = 5000;
update "nextacct" set "NextAcct" = ? where "NextAcct" = ?;
commit;
pragma busy_timeout = 20;
begin immediate;
pragma busy_timeout = 5000;
delete from "nextacct" where "NextAcct" in (?);
commit;

-- whose turn it is to send goods (Q8)
select "NextAcct", unixepoch() / 60 as "minutes" from "nextacct" where "NextAcct" >= ? and "NextAcct" < ? and "NextAcct" like ?;

-- the first turn to send goods, and one after another (Q8)
pragma busy_timeout = 20;
begin immediate;
pragma busy_timeout = 5000;
insert into "nextacct" ("NextAcct") values (?);
insert into "nextacct" ("NextAcct") values (?);
commit;
pragma busy_timeout = 20;
begin immediate;
pragma busy_timeout = 5000;
update "nextacct" set "NextAcct" = ? where "NextAcct" = ?;
commit;

-- the mark by which a database is known again (Q3)
pragma busy_timeout = 20;
begin immediate;
pragma busy_timeout = 5000;
select "NextAcct" from "nextacct" where "NextAcct" >= ? and "NextAcct" < ? order by "NextAcct";
insert into "nextacct" ("NextAcct") values (?);
commit;

-- rights, each tried without a trace
pragma busy_timeout = 20;
begin immediate;
pragma busy_timeout = 5000;
select "ID" from "goods" where 1 = 0;
select "ID" from "goodsgroups" where 1 = 0;
select "ID" from "objects" where 1 = 0;
select "ID" from "operations" where 1 = 0;
select "ID" from "partners" where 1 = 0;
select "ID" from "store" where 1 = 0;
insert into "nextacct" ("NextAcct") select "NextAcct" from "nextacct" where 1 = 0;
insert into "operations" ("Qtty") select "Qtty" from "operations" where 1 = 0;
insert into "partners" ("Company") select "Company" from "partners" where 1 = 0;
insert into "ecrreceipts" ("ReceiptID") select "ReceiptID" from "ecrreceipts" where 1 = 0;
insert into "goods" ("Name") select "Name" from "goods" where 1 = 0;
insert into "store" ("Qtty") select "Qtty" from "store" where 1 = 0;
update "store" set "Qtty" = "Qtty" where 1 = 0;
delete from "store" where 1 = 0;
insert into "payments" ("Qtty") select "Qtty" from "payments" where 1 = 0;
insert into "cashbook" ("Profit") select "Profit" from "cashbook" where 1 = 0;
rollback;

-- evidence of what is assumed
select "Version", "ProductID" from "system" order by "ProductID";
select "ID", "Currency" from "currencies" order by "ID";
select distinct "Key" from "configuration" order by "Key";
select "Code" from "users" order by "ID";
select "NextAcct" from "nextacct" where "NextAcct" < ? order by "NextAcct" desc limit ?;
select "OperType", "ReceiptType", count(*) as "count", min("ReceiptID") as "lowest", max("ReceiptID") as "highest" from "ecrreceipts" group by "OperType", "ReceiptType" order by "OperType", "ReceiptType";
select "Description" from "ecrreceipts" where "ReceiptType" = ?;
select tbl_name as tbl, name from sqlite_master where type = 'trigger';
select m.name as tbl, c.name, c."notnull" = 1 and c.dflt_value is null and c.pk = 0 as needed from pragma_table_info(m.name) c, sqlite_master m where m.type = 'table';
select m.name as tbl, i.name, l."unique" as uniq from pragma_index_list(m.name) l, pragma_index_info(l.name) i, sqlite_master m where m.type = 'table' and i.seqno = 0;
select "Acct", min("Date") as "date" from "operations" where "OperType" = ? and "Acct" > ? and "PartnerID" <> ? and not exists (select "transformations"."ID" from "transformations" where "transformations"."FromOperType" = "operations"."OperType" and "transformations"."FromAcct" = "operations"."Acct") group by "Acct";
select 'BINARY' as name;
select "FromAcct", "ToAcct" from "transformations" where "FromOperType" = ? and "ToOperType" = ? order by "ID" desc limit ?;

-- facts
select "Version" from "system" where "ProductID" = ?;
select "Key", "Value" from "configuration" where "UserID" = ? and "Key" in (?, ?, ?, ?);
select "Currency" from "currencies" where "ID" = ?;
select min("ID") as "first" from "ecrreceipts" where "ReceiptType" = ?;
select "ID", "Name", "VATValue" from "vatgroups" order by "ID";

-- choices
select "ID", "Code", "Name" from "goodsgroups" order by "ID";
select "ID", "Name" from "partnersgroups" order by "ID";
select "ID", "Code", "Name", "Deleted" from "objects" order by "ID";
select "ID", "Code", "Name", "Deleted" from "users" order by "ID";
select * from "paymenttypes" order by "ID";

-- services by a word of their name
select "ID", "Code", "Name", "BarCode1", "BarCode2", "BarCode3", "Type", "Deleted" from "goods" where "ID" > ? and (coalesce("Deleted", 0) = 0 and (coalesce("Type", 0) & 56) <> 0 and ("Name" like ? or "Name" like ? or "Name" like ? or "Code" like ? or "Code" like ? or "Code" like ? or "BarCode1" like ? or "BarCode1" like ? or "BarCode1" like ? or "BarCode2" like ? or "BarCode2" like ? or "BarCode2" like ? or "BarCode3" like ? or "BarCode3" like ? or "BarCode3" like ?)) order by "ID" limit ?;

-- partners by number
select "ID", "Code", "Company", "Bulstat", "TaxNo", "eMail", "Phone", "Deleted" from "partners" where "ID" in (?, ?) order by "ID" limit ?;

-- what the warehouse already does
select "GroupID", count(*) as "goods" from "goods" where "ID" > ? and coalesce("Deleted", 0) = 0 and (coalesce("Type", 0) & 48) = 0 group by "GroupID";
select "ID", "Code", "Name", "BarCode1", "BarCode2", "BarCode3", "Type", "Deleted" from "goods" where "ID" > ? and (coalesce("Deleted", 0) = 0 and (coalesce("Type", 0) & 56) <> 0) order by "ID" limit ?;
select "ECRID", "ReceiptType", "UserID", count(*) as "rows", max("ReceiptID") as "last" from "ecrreceipts" group by "ECRID", "ReceiptType", "UserID";
select max("ID") as "last" from "operations";
select "OperType", "ObjectID", "OperatorID", count(*) as "rows" from "operations" where "ID" > ? and "PartnerID" > ? group by "OperType", "ObjectID", "OperatorID";

-- goods of the export
select "ID", "Name", "VATValue" from "vatgroups" order by "ID";
select "ID", "Code", "BarCode1", "BarCode2", "BarCode3", "Name", "Measure1", "TaxGroup", "GroupID", "Type", "Deleted", "PriceOut2" as "price" from "goods" where "ID" > ? and coalesce("Deleted", 0) = 0 and (coalesce("Type", 0) & 48) = 0 order by "ID" limit ?;

-- goods by id, code and bar code
select "ID", "Code", "BarCode1", "BarCode2", "BarCode3", "Name", "Measure1", "TaxGroup", "GroupID", "Type", "Deleted", "PriceOut10" as "price" from "goods" where "ID" > ? and "ID" in (?, ?);
select "ID", "Code", "BarCode1", "BarCode2", "BarCode3", "Name", "Measure1", "TaxGroup", "GroupID", "Type", "Deleted", "PriceOut10" as "price" from "goods" where "ID" > ? and "Code" in (?);
select "ID", "Code", "BarCode1", "BarCode2", "BarCode3", "Name", "Measure1", "TaxGroup", "GroupID", "Type", "Deleted", "PriceOut10" as "price" from "goods" where "ID" > ? and "BarCode1" in (?);
select "ID", "Code", "BarCode1", "BarCode2", "BarCode3", "Name", "Measure1", "TaxGroup", "GroupID", "Type", "Deleted", "PriceOut10" as "price" from "goods" where "ID" > ? and "BarCode2" in (?);
select "ID", "Code", "BarCode1", "BarCode2", "BarCode3", "Name", "Measure1", "TaxGroup", "GroupID", "Type", "Deleted", "PriceOut10" as "price" from "goods" where "ID" > ? and "BarCode3" in (?);
select "ID", "Code", "BarCode1", "BarCode2", "BarCode3", "Name", "Measure1", "TaxGroup", "GroupID", "Type", "Deleted", "PriceOut10" as "price" from "goods" where "BarCode3" like ?;
select "ID", "Name", "VATValue" from "vatgroups" order by "ID";

-- stock
select "GoodID", sum("Qtty") as "sum" from "operations" where "OperType" in (?, ?) and ("Acct" > ? or "OperType" = ?) and "PartnerID" <> ? and "ObjectID" in (?, ?) and not exists (select "transformations"."ID" from "transformations" where "transformations"."FromOperType" = "operations"."OperType" and "transformations"."FromAcct" = "operations"."Acct") and ("Note" is null or "Note" not like ?) group by "GoodID";
select "OperType", "Acct", "GoodID", "Qtty", "Note" from "operations" where "OperType" in (?, ?) and ("Acct" > ? or "OperType" = ?) and "PartnerID" <> ? and "ObjectID" in (?, ?) and not exists (select "transformations"."ID" from "transformations" where "transformations"."FromOperType" = "operations"."OperType" and "transformations"."FromAcct" = "operations"."Acct") and "Note" like ?;
select "OperType", "Acct", "GoodID", "Qtty", "Note" from "operations" where "OperType" in (?, ?) and ("Acct" > ? or "OperType" = ?) and "PartnerID" <> ? and "ObjectID" in (?, ?) and exists (select "transformations"."ID" from "transformations" where "transformations"."FromOperType" = "operations"."OperType" and "transformations"."FromAcct" = "operations"."Acct");
select "OperType", "Acct", "GoodID", "Qtty", "Note" from "operations" where "OperType" in (?, ?) and ("Acct" > ? or "OperType" = ?) and "PartnerID" <> ? and "ObjectID" in (?, ?) and "Note" like ? and not exists (select "transformations"."ID" from "transformations" where "transformations"."FromOperType" = "operations"."OperType" and "transformations"."FromAcct" = "operations"."Acct");
select "OperType", "Acct", "GoodID", "Qtty", "Note" from "operations" where "OperType" in (?, ?) and ("Acct" > ? or "OperType" = ?) and "PartnerID" <> ? and "ObjectID" in (?, ?) and "Note" like ? and exists (select "transformations"."ID" from "transformations" where "transformations"."FromOperType" = "operations"."OperType" and "transformations"."FromAcct" = "operations"."Acct");
select "GoodID", sum("Qtty") as "sum" from "store" where "GoodID" > ? and "ObjectID" in (?, ?) group by "GoodID" order by "GoodID" limit ?;

-- partners
select "ID", "Company", "Bulstat", "TaxNo", "eMail", "Phone", "Phone2" from "partners" where "ID" > ? and coalesce("Deleted", 0) = 0 order by "ID" limit ?;

-- traces of orders
select "Version" from "system" where "ProductID" = ?;
select "Key", "Value" from "configuration" where "UserID" = ? and "Key" in (?, ?, ?, ?);
select "Currency" from "currencies" where "ID" = ?;
select min("ID") as "first" from "ecrreceipts" where "ReceiptType" = ?;
select "ID", "Name", "VATValue" from "vatgroups" order by "ID";
select "OperType", "Acct", "Note", max("ID") as "last" from "operations" where "ID" > ? and "Note" like ? group by "OperType", "Acct", "Note";
select "NextAcct" from "nextacct" where "NextAcct" in (?);

-- an order with a new partner and УНП
select "Version" from "system" where "ProductID" = ?;
select "Key", "Value" from "configuration" where "UserID" = ? and "Key" in (?, ?, ?, ?);
select "Currency" from "currencies" where "ID" = ?;
select min("ID") as "first" from "ecrreceipts" where "ReceiptType" = ?;
select "ID", "Name", "VATValue" from "vatgroups" order by "ID";
pragma busy_timeout = 20;
begin immediate;
pragma busy_timeout = 5000;
insert into "nextacct" ("NextAcct") values (?);
select max("Acct") as "last" from "operations" where "OperType" in (?);
insert into "nextacct" ("NextAcct") values (?);
select "ID" from "operations" where "OperType" in (?) and "Acct" in (?) limit ?;
select max("ReceiptID") as "highest", max("ID") as "lastId" from "ecrreceipts" where "ECRID" = ? and "ID" > ? and "ReceiptType" = ? and "ReceiptID" >= ? and "ReceiptID" <= ?;
select max("NextAcct") as "highest" from "nextacct" where "NextAcct" >= ? and "NextAcct" <= ?;
insert into "nextacct" ("NextAcct") values (?);
insert into "nextacct" ("NextAcct") values (?);
insert into "partners" ("Company", "MOL", "City", "Address", "Phone", "Company2", "MOL2", "City2", "Address2", "Phone2", "Code", "Fax", "eMail", "TaxNo", "Bulstat", "BankName", "BankCode", "BankAcct", "BankVATName", "BankVATCode", "BankVATAcct", "PriceGroup", "Discount", "Type", "IsVeryUsed", "UserID", "GroupID", "UserRealTime", "Deleted", "CardNumber", "Note1", "Note2", "PaymentDays") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime'), ?, ?, ?, ?, ?);
select "ID", "PriceIn", "TaxGroup", "Deleted" from "goods" where "ID" in (?);
insert into "operations" ("OperType", "Acct", "GoodID", "PartnerID", "ObjectID", "OperatorID", "Qtty", "Sign", "PriceIn", "PriceOut", "VATIn", "VATOut", "Discount", "CurrencyID", "CurrencyRate", "Date", "Lot", "LotID", "Note", "SrcDocID", "UserID", "UserRealTime") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime'));
insert into "ecrreceipts" ("OperType", "Acct", "ReceiptID", "ReceiptDate", "ReceiptType", "ECRID", "Description", "Total", "UserID", "UserRealTime") values (?, ?, ?, datetime('now', 'localtime'), ?, ?, ?, ?, ?, datetime('now', 'localtime'));
select "Acct", "Qtty", "PriceOut", "VATOut" from "operations" where "OperType" = ? and "Acct" in (?);
commit;

-- a group: one order of a known partner, two of one new buyer
select "Version" from "system" where "ProductID" = ?;
select "Key", "Value" from "configuration" where "UserID" = ? and "Key" in (?, ?, ?, ?);
select "Currency" from "currencies" where "ID" = ?;
select min("ID") as "first" from "ecrreceipts" where "ReceiptType" = ?;
select "ID", "Name", "VATValue" from "vatgroups" order by "ID";
pragma busy_timeout = 20;
begin immediate;
pragma busy_timeout = 5000;
insert into "nextacct" ("NextAcct") values (?), (?), (?);
select max("Acct") as "last" from "operations" where "OperType" in (?);
insert into "nextacct" ("NextAcct") values (?), (?), (?);
select "ID" from "operations" where "OperType" in (?) and "Acct" in (?, ?, ?) limit ?;
select max("ReceiptID") as "highest", max("ID") as "lastId" from "ecrreceipts" where "ECRID" = ? and "ID" > ? and "ReceiptType" = ? and "ReceiptID" >= ? and "ReceiptID" <= ?;
select max("NextAcct") as "highest" from "nextacct" where "NextAcct" >= ? and "NextAcct" <= ?;
insert into "nextacct" ("NextAcct") values (?), (?), (?);
select "ID" from "partners" where "ID" in (?);
insert into "nextacct" ("NextAcct") values (?);
select max("ID") as "last" from "partners";
insert into "partners" ("Company", "MOL", "City", "Address", "Phone", "Company2", "MOL2", "City2", "Address2", "Phone2", "Code", "Fax", "eMail", "TaxNo", "Bulstat", "BankName", "BankCode", "BankAcct", "BankVATName", "BankVATCode", "BankVATAcct", "PriceGroup", "Discount", "Type", "IsVeryUsed", "UserID", "GroupID", "UserRealTime", "Deleted", "CardNumber", "Note1", "Note2", "PaymentDays") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime'), ?, ?, ?, ?, ?);
select "ID", "Company", "Bulstat", "TaxNo", "eMail", "Phone" from "partners" where "ID" > ?;
select "ID", "PriceIn", "TaxGroup", "Deleted" from "goods" where "ID" in (?);
insert into "operations" ("OperType", "Acct", "GoodID", "PartnerID", "ObjectID", "OperatorID", "Qtty", "Sign", "PriceIn", "PriceOut", "VATIn", "VATOut", "Discount", "CurrencyID", "CurrencyRate", "Date", "Lot", "LotID", "Note", "SrcDocID", "UserID", "UserRealTime") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime')), (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime')), (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime'));
insert into "ecrreceipts" ("OperType", "Acct", "ReceiptID", "ReceiptDate", "ReceiptType", "ECRID", "Description", "Total", "UserID", "UserRealTime") values (?, ?, ?, datetime('now', 'localtime'), ?, ?, ?, ?, ?, datetime('now', 'localtime')), (?, ?, ?, datetime('now', 'localtime'), ?, ?, ?, ?, ?, datetime('now', 'localtime')), (?, ?, ?, datetime('now', 'localtime'), ?, ?, ?, ?, ?, datetime('now', 'localtime'));
select "Acct", "Qtty", "PriceOut", "VATOut" from "operations" where "OperType" = ? and "Acct" in (?, ?, ?);
commit;

-- a group of sales: their goods leave the stock together
select "Version" from "system" where "ProductID" = ?;
select "Key", "Value" from "configuration" where "UserID" = ? and "Key" in (?, ?, ?, ?);
select "Currency" from "currencies" where "ID" = ?;
select min("ID") as "first" from "ecrreceipts" where "ReceiptType" = ?;
select "ID", "Name", "VATValue" from "vatgroups" order by "ID";
pragma busy_timeout = 20;
begin immediate;
pragma busy_timeout = 5000;
insert into "nextacct" ("NextAcct") values (?), (?);
select max("Acct") as "last" from "operations" where "OperType" in (?, ?);
insert into "nextacct" ("NextAcct") values (?), (?);
select "ID" from "operations" where "OperType" in (?, ?) and "Acct" in (?, ?) limit ?;
select "ID" from "partners" where "ID" in (?);
select "ID", "PriceIn", "TaxGroup", "Deleted" from "goods" where "ID" in (?);
insert into "operations" ("OperType", "Acct", "GoodID", "PartnerID", "ObjectID", "OperatorID", "Qtty", "Sign", "PriceIn", "PriceOut", "VATIn", "VATOut", "Discount", "CurrencyID", "CurrencyRate", "Date", "Lot", "LotID", "Note", "SrcDocID", "UserID", "UserRealTime") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime')), (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime'));
update "store" set "Qtty" = "Qtty" - case "GoodID" when ? then ? end where "ObjectID" = ? and "GoodID" in (?);
insert into "payments" ("Acct", "OperType", "PartnerID", "ObjectID", "Sign", "Date", "UserID", "UserRealTime", "TransactionNumber", "EndDate", "Qtty", "Mode", "Type") values (?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime'), ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime'), ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime'), ?, ?, ?, ?, ?);
insert into "cashbook" ("Date", "Desc", "OperType", "Sign", "Profit", "UserID", "UserRealtime", "ObjectID") values (?, ?, ?, ?, ?, ?, datetime('now', 'localtime'), ?);
select "Acct", "Qtty", "PriceOut", "VATOut" from "operations" where "OperType" = ? and "Acct" in (?, ?);
commit;

-- a sale without lots, negative stock forbidden
select "Version" from "system" where "ProductID" = ?;
select "Key", "Value" from "configuration" where "UserID" = ? and "Key" in (?, ?, ?, ?);
select "Currency" from "currencies" where "ID" = ?;
select min("ID") as "first" from "ecrreceipts" where "ReceiptType" = ?;
select "ID", "Name", "VATValue" from "vatgroups" order by "ID";
pragma busy_timeout = 20;
begin immediate;
pragma busy_timeout = 5000;
insert into "nextacct" ("NextAcct") values (?);
select max("Acct") as "last" from "operations" where "OperType" in (?, ?);
insert into "nextacct" ("NextAcct") values (?);
select "ID" from "operations" where "OperType" in (?, ?) and "Acct" in (?) limit ?;
select "ID" from "partners" where "ID" = ?;
select "ID", "PriceIn", "TaxGroup", "Deleted" from "goods" where "ID" in (?);
insert into "operations" ("OperType", "Acct", "GoodID", "PartnerID", "ObjectID", "OperatorID", "Qtty", "Sign", "PriceIn", "PriceOut", "VATIn", "VATOut", "Discount", "CurrencyID", "CurrencyRate", "Date", "Lot", "LotID", "Note", "SrcDocID", "UserID", "UserRealTime") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime'));
select sum("Qtty") as "sum" from "operations" where "OperType" in (?, ?) and "ObjectID" = ? and "GoodID" = ?;
update "store" set "Qtty" = "Qtty" - ? where "ObjectID" = ? and "GoodID" = ? and "Qtty" - ? > ?;
insert into "payments" ("Acct", "OperType", "PartnerID", "ObjectID", "Sign", "Date", "UserID", "UserRealTime", "TransactionNumber", "EndDate", "Qtty", "Mode", "Type") values (?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime'), ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime'), ?, ?, ?, ?, ?);
insert into "cashbook" ("Date", "Desc", "OperType", "Sign", "Profit", "UserID", "UserRealtime", "ObjectID") values (?, ?, ?, ?, ?, ?, datetime('now', 'localtime'), ?);
select "Acct", "Qtty", "PriceOut", "VATOut" from "operations" where "OperType" = ? and "Acct" in (?);
commit;

-- a sale by the oldest lot
select "Version" from "system" where "ProductID" = ?;
select "Key", "Value" from "configuration" where "UserID" = ? and "Key" in (?, ?, ?, ?);
select "Currency" from "currencies" where "ID" = ?;
select min("ID") as "first" from "ecrreceipts" where "ReceiptType" = ?;
select "ID", "Name", "VATValue" from "vatgroups" order by "ID";
pragma busy_timeout = 20;
begin immediate;
pragma busy_timeout = 5000;
insert into "nextacct" ("NextAcct") values (?);
select max("Acct") as "last" from "operations" where "OperType" in (?, ?);
insert into "nextacct" ("NextAcct") values (?);
select "ID" from "operations" where "OperType" in (?, ?) and "Acct" in (?) limit ?;
select "ID" from "partners" where "ID" = ?;
select "store"."ID", "store"."Qtty", "store"."Price", "store"."Lot", "store"."LotID" from "store" left join "lots" on "lots"."ID" = "store"."LotID" where "store"."ObjectID" = ? and "store"."GoodID" = ? and "store"."Qtty" > ? order by "store"."LotOrder", "store"."ID";
update "store" set "Qtty" = ? where "ID" = ? and "Qtty" > ? and "Qtty" < ?;
select "ID", "PriceIn", "TaxGroup", "Deleted" from "goods" where "ID" in (?);
insert into "operations" ("OperType", "Acct", "GoodID", "PartnerID", "ObjectID", "OperatorID", "Qtty", "Sign", "PriceIn", "PriceOut", "VATIn", "VATOut", "Discount", "CurrencyID", "CurrencyRate", "Date", "Lot", "LotID", "Note", "SrcDocID", "UserID", "UserRealTime") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime'));
insert into "payments" ("Acct", "OperType", "PartnerID", "ObjectID", "Sign", "Date", "UserID", "UserRealTime", "TransactionNumber", "EndDate", "Qtty", "Mode", "Type") values (?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime'), ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime'), ?, ?, ?, ?, ?);
insert into "cashbook" ("Date", "Desc", "OperType", "Sign", "Profit", "UserID", "UserRealtime", "ObjectID") values (?, ?, ?, ?, ?, ?, datetime('now', 'localtime'), ?);
select "Acct", "Qtty", "PriceOut", "VATOut" from "operations" where "OperType" = ? and "Acct" in (?);
commit;

-- a sale by the newest lot
select "Version" from "system" where "ProductID" = ?;
select "Key", "Value" from "configuration" where "UserID" = ? and "Key" in (?, ?, ?, ?);
select "Currency" from "currencies" where "ID" = ?;
select min("ID") as "first" from "ecrreceipts" where "ReceiptType" = ?;
select "ID", "Name", "VATValue" from "vatgroups" order by "ID";
pragma busy_timeout = 20;
begin immediate;
pragma busy_timeout = 5000;
insert into "nextacct" ("NextAcct") values (?);
select max("Acct") as "last" from "operations" where "OperType" in (?, ?);
insert into "nextacct" ("NextAcct") values (?);
select "ID" from "operations" where "OperType" in (?, ?) and "Acct" in (?) limit ?;
select "ID" from "partners" where "ID" = ?;
select "store"."ID", "store"."Qtty", "store"."Price", "store"."Lot", "store"."LotID" from "store" left join "lots" on "lots"."ID" = "store"."LotID" where "store"."ObjectID" = ? and "store"."GoodID" = ? and "store"."Qtty" > ? order by "store"."LotOrder" desc, "store"."ID" desc;
update "store" set "Qtty" = ? where "ID" = ? and "Qtty" > ? and "Qtty" < ?;
select "ID", "PriceIn", "TaxGroup", "Deleted" from "goods" where "ID" in (?);
insert into "operations" ("OperType", "Acct", "GoodID", "PartnerID", "ObjectID", "OperatorID", "Qtty", "Sign", "PriceIn", "PriceOut", "VATIn", "VATOut", "Discount", "CurrencyID", "CurrencyRate", "Date", "Lot", "LotID", "Note", "SrcDocID", "UserID", "UserRealTime") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime'));
insert into "payments" ("Acct", "OperType", "PartnerID", "ObjectID", "Sign", "Date", "UserID", "UserRealTime", "TransactionNumber", "EndDate", "Qtty", "Mode", "Type") values (?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime'), ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime'), ?, ?, ?, ?, ?);
insert into "cashbook" ("Date", "Desc", "OperType", "Sign", "Profit", "UserID", "UserRealtime", "ObjectID") values (?, ?, ?, ?, ?, ?, datetime('now', 'localtime'), ?);
select "Acct", "Qtty", "PriceOut", "VATOut" from "operations" where "OperType" = ? and "Acct" in (?);
commit;

-- a sale by what expires first, the lot is emptied
select "Version" from "system" where "ProductID" = ?;
select "Key", "Value" from "configuration" where "UserID" = ? and "Key" in (?, ?, ?, ?);
select "Currency" from "currencies" where "ID" = ?;
select min("ID") as "first" from "ecrreceipts" where "ReceiptType" = ?;
select "ID", "Name", "VATValue" from "vatgroups" order by "ID";
pragma busy_timeout = 20;
begin immediate;
pragma busy_timeout = 5000;
insert into "nextacct" ("NextAcct") values (?);
select max("Acct") as "last" from "operations" where "OperType" in (?, ?);
insert into "nextacct" ("NextAcct") values (?);
select "ID" from "operations" where "OperType" in (?, ?) and "Acct" in (?) limit ?;
select "ID" from "partners" where "ID" = ?;
select "store"."ID", "store"."Qtty", "store"."Price", "store"."Lot", "store"."LotID" from "store" left join "lots" on "lots"."ID" = "store"."LotID" where "store"."ObjectID" = ? and "store"."GoodID" = ? and "store"."Qtty" > ? order by case when "lots"."EndDate" is null then 1 else 0 end, "lots"."EndDate", "store"."LotOrder", "store"."ID";
delete from "store" where "ID" = ? and "Qtty" > ? and "Qtty" < ?;
select "ID", "PriceIn", "TaxGroup", "Deleted" from "goods" where "ID" in (?);
insert into "operations" ("OperType", "Acct", "GoodID", "PartnerID", "ObjectID", "OperatorID", "Qtty", "Sign", "PriceIn", "PriceOut", "VATIn", "VATOut", "Discount", "CurrencyID", "CurrencyRate", "Date", "Lot", "LotID", "Note", "SrcDocID", "UserID", "UserRealTime") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime'));
insert into "payments" ("Acct", "OperType", "PartnerID", "ObjectID", "Sign", "Date", "UserID", "UserRealTime", "TransactionNumber", "EndDate", "Qtty", "Mode", "Type") values (?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime'), ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime'), ?, ?, ?, ?, ?);
insert into "cashbook" ("Date", "Desc", "OperType", "Sign", "Profit", "UserID", "UserRealtime", "ObjectID") values (?, ?, ?, ?, ?, ?, datetime('now', 'localtime'), ?);
select "Acct", "Qtty", "PriceOut", "VATOut" from "operations" where "OperType" = ? and "Acct" in (?);
commit;

-- a number of its own range per object (configkey48)
select "Version" from "system" where "ProductID" = ?;
select "Key", "Value" from "configuration" where "UserID" = ? and "Key" in (?, ?, ?, ?);
select "Currency" from "currencies" where "ID" = ?;
select min("ID") as "first" from "ecrreceipts" where "ReceiptType" = ?;
select "ID", "Name", "VATValue" from "vatgroups" order by "ID";
pragma busy_timeout = 20;
begin immediate;
pragma busy_timeout = 5000;
insert into "nextacct" ("NextAcct") values (?);
select max("Acct") as "last" from "operations" where "OperType" in (?) and "ObjectID" = ?;
select max("Acct") as "last" from "operations" where "OperType" in (?);
insert into "nextacct" ("NextAcct") values (?);
select "ID" from "operations" where "OperType" in (?) and "Acct" in (?) limit ?;
select "ID" from "partners" where "ID" = ?;
select "ID", "PriceIn", "TaxGroup", "Deleted" from "goods" where "ID" in (?);
insert into "operations" ("OperType", "Acct", "GoodID", "PartnerID", "ObjectID", "OperatorID", "Qtty", "Sign", "PriceIn", "PriceOut", "VATIn", "VATOut", "Discount", "CurrencyID", "CurrencyRate", "Date", "Lot", "LotID", "Note", "SrcDocID", "UserID", "UserRealTime") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime'));
select "Acct", "Qtty", "PriceOut", "VATOut" from "operations" where "OperType" = ? and "Acct" in (?);
commit;

-- a new good
select "Version" from "system" where "ProductID" = ?;
select "Key", "Value" from "configuration" where "UserID" = ? and "Key" in (?, ?, ?, ?);
select "Currency" from "currencies" where "ID" = ?;
select min("ID") as "first" from "ecrreceipts" where "ReceiptType" = ?;
select "ID", "Name", "VATValue" from "vatgroups" order by "ID";
pragma busy_timeout = 20;
begin immediate;
pragma busy_timeout = 5000;
select "ID" from "objects" order by "ID";
insert into "goods" ("Code", "BarCode1", "BarCode2", "BarCode3", "Catalog1", "Catalog2", "Catalog3", "Name", "Name2", "Measure1", "Measure2", "Ratio", "PriceIn", "PriceOut1", "PriceOut2", "PriceOut3", "PriceOut4", "PriceOut5", "PriceOut6", "PriceOut7", "PriceOut8", "PriceOut9", "PriceOut10", "MinQtty", "NormalQtty", "Description", "Type", "IsRecipe", "TaxGroup", "IsVeryUsed", "GroupID", "Deleted") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "store" ("ObjectID", "GoodID", "Qtty", "Price", "Lot", "LotID", "LotOrder") values (?, ?, ?, ?, ?, ?, ?);
commit;

-- a glance at remembered documents, and a close look
select "NextAcct" from "nextacct" where "NextAcct" in (?);
select "Acct", "Note" from "operations" where "OperType" = ? and "Acct" in (?) group by "Acct", "Note";
select "ReceiptID", "ECRID", "OperType", "Acct", "Description" from "ecrreceipts" where "ReceiptID" in (?) and +"ReceiptType" = ? order by "ID";
select "Version" from "system" where "ProductID" = ?;
select "Key", "Value" from "configuration" where "UserID" = ? and "Key" in (?, ?, ?, ?);
select "Currency" from "currencies" where "ID" = ?;
select min("ID") as "first" from "ecrreceipts" where "ReceiptType" = ?;
select "ID", "Name", "VATValue" from "vatgroups" order by "ID";
select "ToOperType", "ToAcct" from "transformations" where "FromOperType" = ? and "FromAcct" = ? order by "ID";
select "OperType", "Acct", "GoodID", "Qtty", "PriceOut", "VATOut", "Date" from "operations" where "OperType" in (?) and "Acct" in (?) order by "ID";
select "ReceiptID" from "ecrreceipts" where "ECRID" = ? and "ReceiptType" = ? group by "ReceiptID" having count(*) > ? order by "ReceiptID";

-- a lost document again, under its own УНП
select "Version" from "system" where "ProductID" = ?;
select "Key", "Value" from "configuration" where "UserID" = ? and "Key" in (?, ?, ?, ?);
select "Currency" from "currencies" where "ID" = ?;
select min("ID") as "first" from "ecrreceipts" where "ReceiptType" = ?;
select "ID", "Name", "VATValue" from "vatgroups" order by "ID";
pragma busy_timeout = 20;
begin immediate;
pragma busy_timeout = 5000;
insert into "nextacct" ("NextAcct") values (?);
insert into "nextacct" ("NextAcct") values (?);
select "Note" from "operations" where "Note" like ? and "Acct" > ? group by "Note";
select max("Acct") as "last" from "operations" where "OperType" in (?);
insert into "nextacct" ("NextAcct") values (?);
select "ID" from "operations" where "OperType" in (?) and "Acct" in (?) limit ?;
select count(*) as "claims" from "nextacct" where "NextAcct" = ?;
insert into "nextacct" ("NextAcct") values (?);
select "ReceiptID", "ECRID", "OperType", "Acct", "Description" from "ecrreceipts" where "ReceiptID" in (?) and +"ReceiptType" = ? order by "ID";
select "ID" from "partners" where "ID" = ?;
select "ID", "PriceIn", "TaxGroup", "Deleted" from "goods" where "ID" in (?);
insert into "operations" ("OperType", "Acct", "GoodID", "PartnerID", "ObjectID", "OperatorID", "Qtty", "Sign", "PriceIn", "PriceOut", "VATIn", "VATOut", "Discount", "CurrencyID", "CurrencyRate", "Date", "Lot", "LotID", "Note", "SrcDocID", "UserID", "UserRealTime") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime'));
insert into "ecrreceipts" ("OperType", "Acct", "ReceiptID", "ReceiptDate", "ReceiptType", "ECRID", "Description", "Total", "UserID", "UserRealTime") values (?, ?, ?, datetime('now', 'localtime'), ?, ?, ?, ?, ?, datetime('now', 'localtime'));
select "Acct", "Qtty", "PriceOut", "VATOut" from "operations" where "OperType" = ? and "Acct" in (?);
commit;

-- use of a fiscal device
select count(*) as "others" from "ecrreceipts" where "ECRID" = ? and "ReceiptType" <> ?;
select max("ReceiptID") as "highest" from "ecrreceipts" where "ECRID" = ? and "ReceiptType" = ? and "ReceiptID" >= ? and "ReceiptID" <= ?;
select "ReceiptID" from "ecrreceipts" where "ECRID" = ? and "ReceiptType" = ?;
select "NextAcct" from "nextacct" where "NextAcct" >= ? and "NextAcct" <= ?;
select max("NextAcct") as "highest" from "nextacct" where "NextAcct" >= ? and "NextAcct" <= ?;

-- what texts name of a fiscal device
select "Description" as "text" from "ecrreceipts" where "Description" like ?;
select distinct "Note" as "text" from "operations" where "Note" like ?;

-- records, a page with every kind of filter
select count(*) as "total" from "goods" where "Code" like ? escape '!' and ("Name" is null or "Name" in ('', ' ')) and "Name2" = ? and coalesce("Type", 0) = 0 and "GroupID" = ? and "PriceOut2" between ? and ? and "ID" >= ? and "ID" <= ?;
select "ID", "Code" from "goods" where "Code" like ? escape '!' and ("Name" is null or "Name" in ('', ' ')) and "Name2" = ? and coalesce("Type", 0) = 0 and "GroupID" = ? and "PriceOut2" between ? and ? and "ID" >= ? and "ID" <= ? order by "ID" limit ? offset ?;

-- a good and a partner of another program, and changes of both
pragma busy_timeout = 20;
begin immediate;
pragma busy_timeout = 5000;
insert into "goods" ("Code", "BarCode1", "BarCode2", "BarCode3", "Catalog1", "Catalog2", "Catalog3", "Name", "Description", "PriceIn", "PriceOut1", "PriceOut2", "PriceOut3", "PriceOut4", "PriceOut5", "PriceOut6", "PriceOut7", "PriceOut8", "PriceOut9", "PriceOut10", "MinQtty", "NormalQtty", "Type", "IsRecipe", "IsVeryUsed", "Deleted", "Name2", "Measure1", "Measure2", "Ratio", "TaxGroup", "GroupID") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
select "Version" from "system" where "ProductID" = ?;
select "Key", "Value" from "configuration" where "UserID" = ? and "Key" in (?, ?, ?, ?);
select "Currency" from "currencies" where "ID" = ?;
select min("ID") as "first" from "ecrreceipts" where "ReceiptType" = ?;
select "ID", "Name", "VATValue" from "vatgroups" order by "ID";
select "ID" from "objects" order by "ID";
insert into "store" ("ObjectID", "GoodID", "Qtty", "Price", "Lot", "LotID", "LotOrder") values (?, ?, ?, ?, ?, ?, ?);
commit;
pragma busy_timeout = 20;
begin immediate;
pragma busy_timeout = 5000;
insert into "partners" ("Code", "Company", "MOL", "City", "Address", "Phone", "Fax", "eMail", "TaxNo", "Bulstat", "BankName", "BankCode", "BankAcct", "BankVATName", "BankVATCode", "BankVATAcct", "CardNumber", "Note1", "Note2", "Company2", "MOL2", "City2", "Address2", "Phone2", "Discount", "Type", "IsVeryUsed", "Deleted", "PaymentDays", "PriceGroup", "UserID", "GroupID", "UserRealTime") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime'));
commit;
pragma busy_timeout = 20;
begin immediate;
pragma busy_timeout = 5000;
select 1 as "found" from "goods" where "ID" = ?;
update "goods" set "PriceOut2" = ? where "ID" = ?;
commit;
pragma busy_timeout = 20;
begin immediate;
pragma busy_timeout = 5000;
select 1 as "found" from "partners" where "ID" = ?;
update "partners" set "Phone" = ? where "ID" = ?;
commit;

-- a sale of another program
pragma busy_timeout = 20;
begin immediate;
pragma busy_timeout = 5000;
select "Version" from "system" where "ProductID" = ?;
select "Key", "Value" from "configuration" where "UserID" = ? and "Key" in (?, ?, ?, ?);
select "Currency" from "currencies" where "ID" = ?;
select min("ID") as "first" from "ecrreceipts" where "ReceiptType" = ?;
select "ID", "Name", "VATValue" from "vatgroups" order by "ID";
select "ID" from "partners" where "ID" = ?;
select "ID" from "objects" where "ID" = ?;
select "ID" from "users" where "ID" = ?;
select "ID" from "users" where "ID" = ?;
select "PriceIn", "PriceOut2", "TaxGroup", "Type" from "goods" where "ID" = ?;
select max("Acct") as "last" from "operations" where "OperType" in (?, ?);
insert into "nextacct" ("NextAcct") values (?);
select "ID" from "operations" where "OperType" in (?, ?) and "Acct" in (?) limit ?;
insert into "operations" ("OperType", "Acct", "GoodID", "PartnerID", "ObjectID", "OperatorID", "Qtty", "Sign", "PriceIn", "PriceOut", "VATIn", "VATOut", "Discount", "CurrencyID", "CurrencyRate", "Date", "Lot", "LotID", "Note", "SrcDocID", "UserID", "UserRealTime") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime'));
update "store" set "Qtty" = "Qtty" + ? where "ObjectID" = ? and "GoodID" = ?;
insert into "payments" ("Acct", "OperType", "PartnerID", "ObjectID", "Qtty", "Mode", "Sign", "Date", "UserID", "UserRealTime", "Type", "TransactionNumber", "EndDate") values (?, ?, ?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime'), ?, ?, ?);
commit;

-- a payment and an invoice
pragma busy_timeout = 20;
begin immediate;
pragma busy_timeout = 5000;
select "PartnerID", "ObjectID" from "operations" where "OperType" = ? and "Acct" = ? and "PartnerID" <> ? order by "ID" limit ?;
select "PaymentMethod" from "paymenttypes" where "ID" = ?;
insert into "payments" ("PartnerID", "ObjectID", "Mode", "Sign", "Type", "TransactionNumber", "UserID", "EndDate", "OperType", "Acct", "Qtty", "Date", "UserRealTime") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime'));
insert into "cashbook" ("Date", "Desc", "OperType", "Sign", "Profit", "UserID", "UserRealtime", "ObjectID") values (?, ?, ?, ?, ?, ?, datetime('now', 'localtime'), ?);
commit;
pragma busy_timeout = 20;
begin immediate;
pragma busy_timeout = 5000;
select "PartnerID", "ObjectID" from "operations" where "OperType" = ? and "Acct" = ? and "PartnerID" <> ? order by "ID" limit ?;
select "ID" from "documents" where "OperType" = ? and "Acct" = ?;
select max("InvoiceNumber") as "last" from "documents";
insert into "nextacct" ("NextAcct") values (?);
insert into "documents" ("ExternalInvoiceNumber", "Recipient", "EGN", "Provider", "Reason", "Description", "Place", "DocumentType", "PaymentType", "ExternalInvoiceDate", "TaxDate", "OperType", "Acct", "InvoiceDate", "InvoiceNumber") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
commit;

-- summary and hazards
select "Version" from "system" where "ProductID" = ?;
select "Key", "Value" from "configuration" where "UserID" = ? and "Key" in (?, ?, ?, ?);
select "Currency" from "currencies" where "ID" = ?;
select min("ID") as "first" from "ecrreceipts" where "ReceiptType" = ?;
select "ID", "Name", "VATValue" from "vatgroups" order by "ID";
select "ID" from "vatgroups";
select "ID" from "goodsgroups";
select "ID", "Code", "BarCode1", "BarCode2", "BarCode3", "TaxGroup", "GroupID", "PriceOut2", "Deleted" from "goods" where "ID" > ? order by "ID" limit ?;
select "Code" from "goodsgroups";
select count(*) as "count" from "operations" left join "partners" on "partners"."ID" = "operations"."PartnerID" where "Acct" > ? and "PartnerID" <> ? and "partners"."ID" is null;
select count(*) as "count" from "operations" left join "goods" on "goods"."ID" = "operations"."GoodID" where "Acct" > ? and "PartnerID" <> ? and "goods"."ID" is null;
select count(*) as "count" from "store" where "Qtty" < ?;
select "OperType", "Acct" from "operations" where "Acct" > ? and "PartnerID" <> ? group by "OperType", "Acct" having count(distinct "PartnerID") > ?;
select count(*) as "rows" from "goods";
select count(*) as "rows" from "goodsgroups";
select count(*) as "rows" from "objects";
select count(*) as "rows" from "partners";
select count(*) as "rows" from "users";
select count(*) as "rows" from "store";
select count(*) as "rows" from "operations";
select count(*) as "rows" from "payments";
select count(*) as "rows" from "nextacct";
select count(*) as "rows" from "ecrreceipts";
select count(*) as "rows" from "transformations";
select "ID", "BG" from "operationtype";
select "OperType", count(distinct "Acct") as "documents", max("Acct") as "last" from "operations" where "Acct" > ? and "PartnerID" <> ? group by "OperType" order by "OperType";
select "ECRID", max("ReceiptID") as "last", count(*) as "rows" from "ecrreceipts" where "ReceiptType" = ? group by "ECRID" order by "ECRID";
select tbl_name as tbl, name from sqlite_master where type = 'trigger';
select m.name as tbl, c.name, c."notnull" = 1 and c.dflt_value is null and c.pk = 0 as needed from pragma_table_info(m.name) c, sqlite_master m where m.type = 'table';
select m.name as tbl, i.name, l."unique" as uniq from pragma_index_list(m.name) l, pragma_index_info(l.name) i, sqlite_master m where m.type = 'table' and i.seqno = 0;
pragma busy_timeout = 20;
begin immediate;
pragma busy_timeout = 5000;
select "ID" from "goods" where 1 = 0;
select "ID" from "goodsgroups" where 1 = 0;
select "ID" from "objects" where 1 = 0;
select "ID" from "operations" where 1 = 0;
select "ID" from "partners" where 1 = 0;
select "ID" from "store" where 1 = 0;
insert into "nextacct" ("NextAcct") select "NextAcct" from "nextacct" where 1 = 0;
insert into "operations" ("Qtty") select "Qtty" from "operations" where 1 = 0;
insert into "partners" ("Company") select "Company" from "partners" where 1 = 0;
insert into "ecrreceipts" ("ReceiptID") select "ReceiptID" from "ecrreceipts" where 1 = 0;
insert into "goods" ("Name") select "Name" from "goods" where 1 = 0;
insert into "store" ("Qtty") select "Qtty" from "store" where 1 = 0;
update "store" set "Qtty" = "Qtty" where 1 = 0;
delete from "store" where 1 = 0;
insert into "payments" ("Qtty") select "Qtty" from "payments" where 1 = 0;
insert into "cashbook" ("Profit") select "Profit" from "cashbook" where 1 = 0;
rollback;
