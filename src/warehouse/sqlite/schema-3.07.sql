-- Microinvest Warehouse Pro family, database version 3.07: SQLite test schema.
-- Written for tests and demonstrations from what is publicly known of its structure; it is not the vendor's script.
-- SQLite is what Warehouse Open uses. Traits kept on purpose:
--   * no foreign keys and no uniqueness of (OperType, Acct), Code or barcodes
--   * hardly any column has a DEFAULT: a column left out of an INSERT becomes NULL
--   * documents: a second row with the same (Acct, InvoiceNumber, OperType) silently REPLACES the first
--   * money and quantities are binary floating point; payments.Acct is DOUBLE
--   * dates are text 'YYYY-MM-DD HH:MM:SS', local time; LIKE and = are case-sensitive for Cyrillic letters
PRAGMA foreign_keys = OFF;
BEGIN;

-- ======== Nomenclature: goods, groups, VAT, prices ========

-- GoodsGroups: Tree held in Code: three capitals per level (AAA, AAAAAB ...); '-1' is the service group
CREATE TABLE `goodsgroups` (
    ID INTEGER PRIMARY KEY AUTOINCREMENT,
    Name VARCHAR(255),
    Code VARCHAR(255)
);
CREATE INDEX ix_goodsgroups_code ON `goodsgroups` (Code);

-- VATGroups: VATValue is a percentage (20)
CREATE TABLE `vatgroups` (
    ID INTEGER PRIMARY KEY AUTOINCREMENT,
    Code VARCHAR(255),
    Name VARCHAR(255),
    VATValue DOUBLE
);
CREATE INDEX ix_vatgroups_code ON `vatgroups` (Code);
CREATE INDEX ix_vatgroups_name ON `vatgroups` (Name);

-- Goods: PriceOut1 wholesale, PriceOut2 retail, PriceOut3..10 price groups 1..8; Code and barcodes are NOT unique
CREATE TABLE `goods` (
    ID INTEGER PRIMARY KEY AUTOINCREMENT,
    Code VARCHAR(255),
    BarCode1 VARCHAR(255),
    BarCode2 VARCHAR(255),
    BarCode3 VARCHAR(255),
    Catalog1 VARCHAR(255),
    Catalog2 VARCHAR(255),
    Catalog3 VARCHAR(255),
    Name VARCHAR(255),
    Name2 VARCHAR(255),
    Measure1 VARCHAR(255),
    Measure2 VARCHAR(255),
    Ratio DOUBLE,
    PriceIn DOUBLE,
    PriceOut1 DOUBLE,
    PriceOut2 DOUBLE,
    PriceOut3 DOUBLE,
    PriceOut4 DOUBLE,
    PriceOut5 DOUBLE,
    PriceOut6 DOUBLE,
    PriceOut7 DOUBLE,
    PriceOut8 DOUBLE,
    PriceOut9 DOUBLE,
    PriceOut10 DOUBLE,
    MinQtty DOUBLE,
    NormalQtty DOUBLE,
    Description VARCHAR(255),
    `Type` INTEGER,
    IsRecipe INTEGER,
    TaxGroup INTEGER,
    IsVeryUsed INTEGER,
    GroupID INTEGER,
    Deleted INTEGER
);
CREATE INDEX ix_goods_code ON `goods` (Code);
CREATE INDEX ix_goods_barcode1 ON `goods` (BarCode1);
CREATE INDEX ix_goods_barcode2 ON `goods` (BarCode2);
CREATE INDEX ix_goods_barcode3 ON `goods` (BarCode3);
CREATE INDEX ix_goods_catalog1 ON `goods` (Catalog1);
CREATE INDEX ix_goods_catalog2 ON `goods` (Catalog2);
CREATE INDEX ix_goods_catalog3 ON `goods` (Catalog3);
CREATE INDEX ix_goods_name ON `goods` (Name);
CREATE INDEX ix_goods_name2 ON `goods` (Name2);
CREATE INDEX ix_goods_groupid ON `goods` (GroupID);

CREATE TABLE `pricerules` (
    ID INTEGER PRIMARY KEY AUTOINCREMENT,
    Name VARCHAR(255),
    Formula VARCHAR(1000),
    Enabled INTEGER,
    Priority INTEGER
);
CREATE INDEX ix_pricerules_name ON `pricerules` (Name);
CREATE INDEX ix_pricerules_formula ON `pricerules` (Formula);

CREATE TABLE `currencies` (
    ID INTEGER PRIMARY KEY AUTOINCREMENT,
    Currency VARCHAR(3),
    Description VARCHAR(255),
    ExchangeRate DOUBLE,
    Deleted INTEGER
);

CREATE TABLE `currencieshistory` (
    ID INTEGER PRIMARY KEY AUTOINCREMENT,
    CurrencyID INTEGER,
    ExchangeRate DOUBLE,
    `Date` DATETIME,
    UserID INTEGER
);
CREATE INDEX ix_currencieshistory_currencyid ON `currencieshistory` (CurrencyID);
CREATE INDEX ix_currencieshistory_userid ON `currencieshistory` (UserID);

-- ======== Nomenclature: objects (shops, stores), partners, users, own company ========

CREATE TABLE `objectsgroups` (
    ID INTEGER PRIMARY KEY AUTOINCREMENT,
    Code VARCHAR(255),
    Name VARCHAR(255)
);
CREATE INDEX ix_objectsgroups_code ON `objectsgroups` (Code);

CREATE TABLE `objects` (
    ID INTEGER PRIMARY KEY AUTOINCREMENT,
    Code VARCHAR(255),
    Name VARCHAR(255),
    Name2 VARCHAR(255),
    PriceGroup INTEGER,
    IsVeryUsed INTEGER,
    GroupID INTEGER,
    Deleted INTEGER
);
CREATE INDEX ix_objects_code ON `objects` (Code);
CREATE INDEX ix_objects_name ON `objects` (Name);
CREATE INDEX ix_objects_name2 ON `objects` (Name2);
CREATE INDEX ix_objects_groupid ON `objects` (GroupID);

CREATE TABLE `partnersgroups` (
    ID INTEGER PRIMARY KEY AUTOINCREMENT,
    Code VARCHAR(255),
    Name VARCHAR(255)
);
CREATE INDEX ix_partnersgroups_code ON `partnersgroups` (Code);

-- Partners: Company2, MOL2, City2, Address2, Phone2 are the printed variants; Bulstat = EIK, TaxNo = VAT number
CREATE TABLE `partners` (
    ID INTEGER PRIMARY KEY AUTOINCREMENT,
    Code VARCHAR(255),
    Company VARCHAR(255),
    Company2 VARCHAR(255),
    MOL VARCHAR(255),
    MOL2 VARCHAR(255),
    City VARCHAR(255),
    City2 VARCHAR(255),
    Address VARCHAR(255),
    Address2 VARCHAR(255),
    Phone VARCHAR(255),
    Phone2 VARCHAR(255),
    Fax VARCHAR(255),
    eMail VARCHAR(255),
    TaxNo VARCHAR(255),
    Bulstat VARCHAR(255),
    BankName VARCHAR(255),
    BankCode VARCHAR(255),
    BankAcct VARCHAR(255),
    BankVATName VARCHAR(255),
    BankVATCode VARCHAR(255),
    BankVATAcct VARCHAR(255),
    PriceGroup INTEGER DEFAULT 1,
    Discount DOUBLE,
    `Type` INTEGER,
    IsVeryUsed INTEGER,
    UserID INTEGER,
    GroupID INTEGER,
    UserRealTime DATETIME,
    Deleted INTEGER,
    CardNumber VARCHAR(255),
    Note1 VARCHAR(255),
    Note2 VARCHAR(255),
    PaymentDays INTEGER
);
CREATE INDEX ix_partners_code ON `partners` (Code);
CREATE INDEX ix_partners_company ON `partners` (Company);
CREATE INDEX ix_partners_mol ON `partners` (MOL);
CREATE INDEX ix_partners_taxno ON `partners` (TaxNo);
CREATE INDEX ix_partners_bulstat ON `partners` (Bulstat);
CREATE INDEX ix_partners_bankcode ON `partners` (BankCode);
CREATE INDEX ix_partners_bankvatcode ON `partners` (BankVATCode);
CREATE INDEX ix_partners_userid ON `partners` (UserID);
CREATE INDEX ix_partners_groupid ON `partners` (GroupID);

CREATE TABLE `usersgroups` (
    ID INTEGER PRIMARY KEY AUTOINCREMENT,
    Code VARCHAR(255),
    Name VARCHAR(255)
);
CREATE INDEX ix_usersgroups_code ON `usersgroups` (Code);

-- Users: UserLevel 0 operator, 1 manager, 2 administrator, 3 owner
CREATE TABLE `users` (
    ID INTEGER PRIMARY KEY AUTOINCREMENT,
    Code VARCHAR(255),
    Name VARCHAR(255),
    Name2 VARCHAR(255),
    IsVeryUsed INTEGER,
    GroupID INTEGER,
    Password VARCHAR(50),
    UserLevel INTEGER,
    Deleted INTEGER,
    CardNumber VARCHAR(255)
);
CREATE INDEX ix_users_code ON `users` (Code);
CREATE INDEX ix_users_name ON `users` (Name);
CREATE INDEX ix_users_name2 ON `users` (Name2);
CREATE INDEX ix_users_groupid ON `users` (GroupID);

CREATE TABLE `userssecurity` (
    ID INTEGER PRIMARY KEY AUTOINCREMENT,
    UserID INTEGER,
    ControlName VARCHAR(100),
    State INTEGER
);
CREATE INDEX ix_userssecurity_userid ON `userssecurity` (UserID);
CREATE INDEX ix_userssecurity_controlname ON `userssecurity` (ControlName);

-- Registration: IsDefault = -1 marks the active company
CREATE TABLE `registration` (
    ID INTEGER PRIMARY KEY AUTOINCREMENT,
    Code VARCHAR(255),
    Company VARCHAR(255),
    MOL VARCHAR(255),
    City VARCHAR(255),
    Address VARCHAR(255),
    Phone VARCHAR(255),
    Fax VARCHAR(255),
    eMail VARCHAR(255),
    TaxNo VARCHAR(255),
    Bulstat VARCHAR(255),
    BankName VARCHAR(255),
    BankCode VARCHAR(255),
    BankAcct VARCHAR(255),
    BankVATAcct VARCHAR(255),
    UserID INTEGER,
    UserRealTime DATETIME,
    IsDefault INTEGER,
    Note1 VARCHAR(255),
    Note2 VARCHAR(255),
    Deleted INTEGER
);
CREATE INDEX ix_registration_code ON `registration` (Code);
CREATE INDEX ix_registration_company ON `registration` (Company);
CREATE INDEX ix_registration_mol ON `registration` (MOL);
CREATE INDEX ix_registration_taxno ON `registration` (TaxNo);
CREATE INDEX ix_registration_bulstat ON `registration` (Bulstat);
CREATE INDEX ix_registration_bankcode ON `registration` (BankCode);
CREATE INDEX ix_registration_userid ON `registration` (UserID);

-- ======== Stock ========

CREATE TABLE `lots` (
    ID INTEGER PRIMARY KEY AUTOINCREMENT,
    SerialNo VARCHAR(255),
    EndDate DATETIME,
    ProductionDate DATETIME,
    Location VARCHAR(255)
);
CREATE INDEX ix_lots_serialno ON `lots` (SerialNo);
CREATE INDEX ix_lots_enddate ON `lots` (EndDate);

-- Store: Current quantities. One row per object and good without lots, one per object, good, lot and price with lots
CREATE TABLE `store` (
    ID INTEGER PRIMARY KEY AUTOINCREMENT,
    ObjectID INTEGER,
    GoodID INTEGER,
    Qtty DOUBLE,
    Price DOUBLE,
    Lot VARCHAR(250),
    LotID INTEGER,
    LotOrder INTEGER
);
CREATE INDEX ix_store_goodid ON `store` (GoodID);
CREATE INDEX ix_store_objectid ON `store` (ObjectID);
CREATE INDEX ix_store_lot ON `store` (Lot);
CREATE INDEX ix_store_lotid ON `store` (LotID);

-- ======== Documents and money ========

-- OperationType: The number of language columns differs between installations
CREATE TABLE `operationtype` (
    ID INTEGER PRIMARY KEY AUTOINCREMENT,
    BG VARCHAR(255),
    EN VARCHAR(255),
    DE VARCHAR(255),
    RU VARCHAR(255),
    TR VARCHAR(255),
    SQ VARCHAR(255),
    SR VARCHAR(255),
    RO VARCHAR(255),
    GR VARCHAR(255)
);

-- Operations: One row per document LINE; there is no header table. The document is (OperType, Acct), which nothing keeps unique
CREATE TABLE `operations` (
    ID INTEGER PRIMARY KEY AUTOINCREMENT,
    OperType INTEGER,
    Acct INTEGER,
    GoodID INTEGER,
    PartnerID INTEGER,
    ObjectID INTEGER,
    OperatorID INTEGER,
    Qtty DOUBLE,
    `Sign` INTEGER,
    PriceIn DOUBLE,
    PriceOut DOUBLE,
    VATIn DOUBLE,
    VATOut DOUBLE,
    Discount DOUBLE,
    CurrencyID INTEGER,
    CurrencyRate DOUBLE,
    `Date` DATETIME,
    Lot VARCHAR(50),
    LotID INTEGER,
    Note VARCHAR(255),
    SrcDocID INTEGER,
    UserID INTEGER,
    UserRealTime DATETIME
);
CREATE INDEX ix_operations_opertype ON `operations` (OperType);
CREATE INDEX ix_operations_acct ON `operations` (Acct);
CREATE INDEX ix_operations_opertype_acct ON `operations` (OperType, Acct);
CREATE INDEX ix_operations_goodid ON `operations` (GoodID);
CREATE INDEX ix_operations_partnerid ON `operations` (PartnerID);
CREATE INDEX ix_operations_objectid ON `operations` (ObjectID);
CREATE INDEX ix_operations_operatorid ON `operations` (OperatorID);
CREATE INDEX ix_operations_currencyid ON `operations` (CurrencyID);
CREATE INDEX ix_operations_date ON `operations` (`Date`);
CREATE INDEX ix_operations_lot ON `operations` (Lot);
CREATE INDEX ix_operations_lotid ON `operations` (LotID);
CREATE INDEX ix_operations_srcdocid ON `operations` (SrcDocID);
CREATE INDEX ix_operations_userid ON `operations` (UserID);

-- NextAcct: Used document numbers, one text key each; its primary key is the only guard against a double number
CREATE TABLE `nextacct` (
    NextAcct VARCHAR(50) NOT NULL,
    PRIMARY KEY (NextAcct)
);

-- Payments: Mode -1 owed, 1 paid; Sign 1 towards us, -1 from us; Type -> PaymentTypes.ID
CREATE TABLE `payments` (
    ID INTEGER PRIMARY KEY AUTOINCREMENT,
    Acct DOUBLE,
    OperType INTEGER,
    PartnerID INTEGER,
    ObjectID INTEGER,
    Qtty DOUBLE,
    Mode INTEGER,
    `Sign` INTEGER,
    `Date` DATETIME,
    UserID INTEGER,
    UserRealTime DATETIME,
    `Type` INTEGER,
    TransactionNumber VARCHAR(255),
    EndDate DATETIME
);
CREATE INDEX ix_payments_acct ON `payments` (Acct);
CREATE INDEX ix_payments_opertype ON `payments` (OperType);
CREATE INDEX ix_payments_partnerid ON `payments` (PartnerID);
CREATE INDEX ix_payments_objectid ON `payments` (ObjectID);
CREATE INDEX ix_payments_date ON `payments` (`Date`);
CREATE INDEX ix_payments_userid ON `payments` (UserID);
CREATE INDEX ix_payments_enddate ON `payments` (EndDate);

-- PaymentTypes: PaymentMethod 1 cash, 2 bank, 3 card, 4 voucher
CREATE TABLE `paymenttypes` (
    ID INTEGER PRIMARY KEY AUTOINCREMENT,
    Name VARCHAR(255),
    PaymentMethod INTEGER
);

-- CashBook: Its OperType is a cash reason (1 purchase, 8 sale, 10 advance ...), not an operation code
CREATE TABLE `cashbook` (
    ID INTEGER PRIMARY KEY AUTOINCREMENT,
    `Date` DATETIME,
    `Desc` VARCHAR(255),
    OperType INTEGER,
    `Sign` INTEGER,
    Profit DOUBLE,
    UserID INTEGER,
    UserRealtime DATETIME,
    ObjectID INTEGER
);
CREATE INDEX ix_cashbook_date ON `cashbook` (`Date`);
CREATE INDEX ix_cashbook_opertype ON `cashbook` (OperType);
CREATE INDEX ix_cashbook_userid ON `cashbook` (UserID);
CREATE INDEX ix_cashbook_objectid ON `cashbook` (ObjectID);

-- Documents: Invoices and notes issued for an operation
CREATE TABLE `documents` (
    ID INTEGER PRIMARY KEY AUTOINCREMENT,
    Acct INTEGER NOT NULL,
    InvoiceNumber VARCHAR(255) NOT NULL,
    OperType INTEGER NOT NULL,
    InvoiceDate DATETIME,
    DocumentType INTEGER,
    ExternalInvoiceDate DATETIME,
    ExternalInvoiceNumber VARCHAR(255),
    PaymentType INTEGER,
    Recipient VARCHAR(255),
    EGN VARCHAR(255),
    Provider VARCHAR(255),
    TaxDate DATETIME,
    Reason VARCHAR(255),
    Description VARCHAR(255),
    Place VARCHAR(255),
    UNIQUE (Acct, InvoiceNumber, OperType) ON CONFLICT REPLACE
);
CREATE INDEX ix_documents_acct ON `documents` (Acct);
CREATE INDEX ix_documents_opertype ON `documents` (OperType);
CREATE INDEX ix_documents_invoicenumber ON `documents` (InvoiceNumber);
CREATE INDEX ix_documents_recipient ON `documents` (Recipient);

-- ECRReceipts: Fiscal receipts. ReceiptType 8 carries the unique sale number: ECRID device, ReceiptID sequence, Description the number
CREATE TABLE `ecrreceipts` (
    ID INTEGER PRIMARY KEY AUTOINCREMENT,
    OperType INTEGER,
    Acct INTEGER,
    ReceiptID INTEGER,
    ReceiptDate DATETIME,
    ReceiptType INTEGER,
    ECRID VARCHAR(255),
    Description VARCHAR(255),
    Total DOUBLE,
    UserID INTEGER,
    UserRealTime DATETIME
);
CREATE INDEX ix_ecrreceipts_opertype ON `ecrreceipts` (OperType);
CREATE INDEX ix_ecrreceipts_acct ON `ecrreceipts` (Acct);
CREATE INDEX ix_ecrreceipts_receiptid ON `ecrreceipts` (ReceiptID);
CREATE INDEX ix_ecrreceipts_receipttype ON `ecrreceipts` (ReceiptType);
CREATE INDEX ix_ecrreceipts_ecrid ON `ecrreceipts` (ECRID);
CREATE INDEX ix_ecrreceipts_userid ON `ecrreceipts` (UserID);

-- Transformations: Which document was made from which
CREATE TABLE `transformations` (
    ID INTEGER PRIMARY KEY AUTOINCREMENT,
    RootOperType INTEGER,
    RootAcct INTEGER,
    FromOperType INTEGER,
    FromAcct INTEGER,
    ToOperType INTEGER,
    ToAcct INTEGER,
    UserID INTEGER,
    UserRealTime DATETIME
);
CREATE INDEX ix_transformations_rootopertype ON `transformations` (RootOperType);
CREATE INDEX ix_transformations_rootacct ON `transformations` (RootAcct);
CREATE INDEX ix_transformations_fromopertype ON `transformations` (FromOperType);
CREATE INDEX ix_transformations_fromacct ON `transformations` (FromAcct);
CREATE INDEX ix_transformations_toopertype ON `transformations` (ToOperType);
CREATE INDEX ix_transformations_toacct ON `transformations` (ToAcct);
CREATE INDEX ix_transformations_userid ON `transformations` (UserID);

-- ======== Settings and logs ========

-- Configuration: UserID -1 = for everybody. Booleans are 0 / -1
CREATE TABLE `configuration` (
    ID INTEGER PRIMARY KEY AUTOINCREMENT,
    `Key` VARCHAR(50),
    Value VARCHAR(50),
    UserID INTEGER
);
CREATE INDEX ix_configuration_key ON `configuration` (`Key`);
CREATE INDEX ix_configuration_userid ON `configuration` (UserID);

-- System: Database version, one row per product
CREATE TABLE `system` (
    `Version` VARCHAR(20) NOT NULL,
    ProductID INTEGER,
    LastBackup DATETIME,
    PRIMARY KEY (`Version`)
);
CREATE INDEX ix_system_productid ON `system` (ProductID);

-- Network: A counter shared by the workstations
CREATE TABLE `network` (
    Num INTEGER NOT NULL,
    Counter INTEGER,
    PRIMARY KEY (Num)
);

CREATE TABLE `applicationlog` (
    ID INTEGER PRIMARY KEY AUTOINCREMENT,
    Message VARCHAR(255),
    UserID INTEGER NOT NULL,
    UserRealTime DATETIME,
    MessageSource VARCHAR(50)
);
CREATE INDEX ix_applicationlog_userid ON `applicationlog` (UserID);

CREATE TABLE `internallog` (
    ID INTEGER PRIMARY KEY AUTOINCREMENT,
    Message VARCHAR(3000)
);

-- ======== Service rows every installation starts with (ID 1), operation names, settings ========
-- An empty text field is ONE BLANK, not NULL and not ''. Currency 1 is the base currency: BGN in older databases.

INSERT INTO `goodsgroups` (ID, Name, Code) VALUES
    (1, 'Служебна група', '-1');

INSERT INTO `vatgroups` (ID, Code, Name, VATValue) VALUES
    (1, ' ', 'Основна ДДС група', 20);

INSERT INTO `goods` (ID, Code, BarCode1, BarCode2, BarCode3, Catalog1, Catalog2, Catalog3, Name, Name2, Measure1, Measure2, Ratio, PriceIn, PriceOut1, PriceOut2, PriceOut3, PriceOut4, PriceOut5, PriceOut6, PriceOut7, PriceOut8, PriceOut9, PriceOut10, MinQtty, NormalQtty, Description, `Type`, IsRecipe, TaxGroup, IsVeryUsed, GroupID, Deleted) VALUES
    (1, ' ', ' ', ' ', ' ', ' ', ' ', ' ', 'Служебна стока', 'Служебна стока', 'бр.', 'бр.', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ' ', 0, 0, 1, 1, -1, 0);

INSERT INTO `currencies` (ID, Currency, Description, ExchangeRate, Deleted) VALUES
    (1, 'EUR', 'Евро', 1, 0);

INSERT INTO `objectsgroups` (ID, Code, Name) VALUES
    (1, '-1', 'Служебна група');

INSERT INTO `objects` (ID, Code, Name, Name2, PriceGroup, IsVeryUsed, GroupID, Deleted) VALUES
    (1, ' ', 'Служебен обект', 'Служебен обект', 1, 1, -1, 0);

INSERT INTO `partnersgroups` (ID, Code, Name) VALUES
    (1, '-1', 'Служебна група');

INSERT INTO `partners` (ID, Code, Company, Company2, MOL, MOL2, City, City2, Address, Address2, Phone, Phone2, Fax, eMail, TaxNo, Bulstat, BankName, BankCode, BankAcct, BankVATName, BankVATCode, BankVATAcct, PriceGroup, Discount, `Type`, IsVeryUsed, UserID, GroupID, UserRealTime, Deleted, CardNumber, Note1, Note2, PaymentDays) VALUES
    (1, ' ', 'Служебен партньор', 'Служебен партньор', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', 1, 0, 0, -2, 1, -1, NULL, 0, ' ', ' ', ' ', 0);

INSERT INTO `usersgroups` (ID, Code, Name) VALUES
    (1, '-1', 'Служебна група');

INSERT INTO `users` (ID, Code, Name, Name2, IsVeryUsed, GroupID, Password, UserLevel, Deleted, CardNumber) VALUES
    (1, ' ', 'Служебен потребител', 'Служебен потребител', 1, -1, '', 3, 0, ' ');

INSERT INTO `registration` (ID, Code, Company, MOL, City, Address, Phone, Fax, eMail, TaxNo, Bulstat, BankName, BankCode, BankAcct, BankVATAcct, UserID, UserRealTime, IsDefault, Note1, Note2, Deleted) VALUES
    (1, ' ', 'Служебна фирма', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', 1, NULL, -1, ' ', ' ', 0);

INSERT INTO `lots` (ID, SerialNo, EndDate, ProductionDate, Location) VALUES
    (1, ' ', NULL, NULL, ' ');

INSERT INTO `store` (ID, ObjectID, GoodID, Qtty, Price, Lot, LotID, LotOrder) VALUES
    (1, 1, 1, 0, 0, ' ', 1, 1);

INSERT INTO `operationtype` (ID, BG, EN) VALUES
    (1, 'Доставка', 'Purchase'),
    (2, 'Продажба', 'Sale'),
    (3, 'Брак', 'Waste'),
    (4, 'Ревизия', 'Stock-taking'),
    (5, 'Производство', 'Production'),
    (6, 'Производство', 'Production'),
    (7, 'Трансфер', 'Transfer'),
    (8, 'Трансфер', 'Transfer'),
    (9, 'Търговски обект', 'Point of Sale'),
    (10, 'Търговски екран', 'Touch Screen'),
    (11, 'Изписване', 'Write-off'),
    (12, 'Заявка', 'Request'),
    (13, 'Оферта', 'Offer'),
    (14, 'Проформа', 'Proform Invoice'),
    (15, 'Даване на консигнация', 'Consign'),
    (16, 'Отчитане на консигнация', 'Sales on consignment'),
    (17, 'Връщане на консигнация', 'Return consignment'),
    (18, 'Доставка на консигнация', 'Purchase on consignment'),
    (19, 'Поръчка', 'Order'),
    (20, 'Суровина', 'Raw material'),
    (21, 'Продукт', 'Product'),
    (22, 'Суровина', 'Raw material'),
    (23, 'Продукт', 'Product'),
    (24, 'Сложно производство', 'Complex Production'),
    (25, 'Сложно производство', 'Complex Production'),
    (26, 'Дебитно известие', 'Debit Note'),
    (27, 'Кредитно известие', 'Credit Note'),
    (28, 'Гаранционна карта', 'Warranty Card'),
    (29, 'Амбалажна суровина', 'Packing raw material'),
    (30, 'Амбалажен продукт', 'Packing product'),
    (31, 'Даване на амбалаж', 'Packing give'),
    (32, 'Връщане на амбалаж', 'Packing return'),
    (33, 'Поръчка - ресторант', 'Order - restaurant'),
    (34, 'Рекламация', 'Refund'),
    (35, 'Резервация', 'Booking'),
    (36, 'Авансово плащане', 'Advance payment'),
    (37, 'Дебитно известие от доставчик', 'Debit Note by supplier'),
    (38, 'Кредитно известие от доставчик', 'Credit Note by supplier'),
    (39, 'Рекламация към доставчик', 'Refund to supplier');

INSERT INTO `paymenttypes` (ID, Name, PaymentMethod) VALUES
    (1, 'Плащане в брой', 1),
    (2, 'Превод по сметка', 2),
    (3, 'Дебитна/Кредитна карта', 3),
    (4, 'Плащане чрез ваучер', 4);

--   configkey12: negative quantities allowed
--   configkey20: prices include VAT
--   configkey23: stock method 0 = average price
--   configkey48: document numbers per object
INSERT INTO `configuration` (ID, `Key`, Value, UserID) VALUES
    (1, 'configkey12', '-1', -1),
    (2, 'configkey20', '-1', -1),
    (3, 'configkey23', '0', -1),
    (4, 'configkey48', '0', -1);

INSERT INTO `system` (`Version`, ProductID, LastBackup) VALUES
    ('3.07', 1, NULL);

INSERT INTO `network` (Num, Counter) VALUES
    (0, 0);

COMMIT;
