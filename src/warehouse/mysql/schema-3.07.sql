-- Microinvest Warehouse Pro family, database version 3.07: MySQL / MariaDB schema (checked on MariaDB 10.11).
-- Written for tests and demonstrations from what is publicly known of its structure; it is not the vendor's script.
-- Run it inside an empty database of your choice. Traits kept on purpose:
--   * table names in lower case, column names in mixed case; InnoDB
--   * utf8mb3, so a character outside the BMP (an emoji in a customer's note) cannot be stored
--   * no foreign keys and no uniqueness of (OperType, Acct), Code or barcodes
--   * nearly every number has DEFAULT 0, so a column left out of an INSERT becomes 0 (on SQL Server: NULL)
--   * documents: the primary key is (Acct, first 190 characters of InvoiceNumber, OperType), not ID
--   * money and quantities are DOUBLE; payments.Acct is DOUBLE (on SQL Server: int)
SET NAMES utf8mb3;

-- ======== Nomenclature: goods, groups, VAT, prices ========

-- GoodsGroups: Tree held in Code: three capitals per level (AAA, AAAAAB ...); '-1' is the service group
CREATE TABLE `goodsgroups` (
    ID INTEGER NOT NULL AUTO_INCREMENT,
    Name VARCHAR(255) NULL,
    Code VARCHAR(255) NULL,
    PRIMARY KEY (ID),
    KEY ix_code (Code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

-- VATGroups: VATValue is a percentage (20)
CREATE TABLE `vatgroups` (
    ID INTEGER NOT NULL AUTO_INCREMENT,
    Code VARCHAR(255) NULL,
    Name VARCHAR(255) NULL,
    VATValue DOUBLE NULL DEFAULT 0,
    PRIMARY KEY (ID),
    KEY ix_code (Code),
    KEY ix_name (Name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

-- Goods: PriceOut1 wholesale, PriceOut2 retail, PriceOut3..10 price groups 1..8; Code and barcodes are NOT unique
CREATE TABLE `goods` (
    ID INTEGER NOT NULL AUTO_INCREMENT,
    Code VARCHAR(255) NULL,
    BarCode1 VARCHAR(255) NULL,
    BarCode2 VARCHAR(255) NULL,
    BarCode3 VARCHAR(255) NULL,
    Catalog1 VARCHAR(255) NULL,
    Catalog2 VARCHAR(255) NULL,
    Catalog3 VARCHAR(255) NULL,
    Name VARCHAR(255) NULL,
    Name2 VARCHAR(255) NULL,
    Measure1 VARCHAR(255) NULL,
    Measure2 VARCHAR(255) NULL,
    Ratio DOUBLE NULL DEFAULT 0,
    PriceIn DOUBLE NULL DEFAULT 0,
    PriceOut1 DOUBLE NULL DEFAULT 0,
    PriceOut2 DOUBLE NULL DEFAULT 0,
    PriceOut3 DOUBLE NULL DEFAULT 0,
    PriceOut4 DOUBLE NULL DEFAULT 0,
    PriceOut5 DOUBLE NULL DEFAULT 0,
    PriceOut6 DOUBLE NULL DEFAULT 0,
    PriceOut7 DOUBLE NULL DEFAULT 0,
    PriceOut8 DOUBLE NULL DEFAULT 0,
    PriceOut9 DOUBLE NULL DEFAULT 0,
    PriceOut10 DOUBLE NULL DEFAULT 0,
    MinQtty DOUBLE NULL DEFAULT 0,
    NormalQtty DOUBLE NULL DEFAULT 0,
    Description VARCHAR(255) NULL,
    `Type` INTEGER NULL DEFAULT 0,
    IsRecipe INTEGER NULL DEFAULT 0,
    TaxGroup INTEGER NULL DEFAULT 0,
    IsVeryUsed INTEGER NULL DEFAULT 0,
    GroupID INTEGER NULL DEFAULT 0,
    Deleted INTEGER NULL DEFAULT 0,
    PRIMARY KEY (ID),
    KEY ix_code (Code),
    KEY ix_barcode1 (BarCode1),
    KEY ix_barcode2 (BarCode2),
    KEY ix_barcode3 (BarCode3),
    KEY ix_catalog1 (Catalog1),
    KEY ix_catalog2 (Catalog2),
    KEY ix_catalog3 (Catalog3),
    KEY ix_name (Name),
    KEY ix_name2 (Name2),
    KEY ix_groupid (GroupID)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE `pricerules` (
    ID INTEGER NOT NULL AUTO_INCREMENT,
    Name VARCHAR(255) NULL,
    Formula VARCHAR(1000) NULL,
    Enabled INTEGER NULL DEFAULT 0,
    Priority INTEGER NULL DEFAULT 0,
    PRIMARY KEY (ID),
    KEY ix_name (Name),
    KEY ix_formula (Formula)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE `currencies` (
    ID INTEGER NOT NULL AUTO_INCREMENT,
    Currency VARCHAR(3) NULL,
    Description VARCHAR(255) NULL,
    ExchangeRate DOUBLE NULL DEFAULT 0,
    Deleted INTEGER NULL DEFAULT 0,
    PRIMARY KEY (ID)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE `currencieshistory` (
    ID INTEGER NOT NULL AUTO_INCREMENT,
    CurrencyID INTEGER NULL DEFAULT 0,
    ExchangeRate DOUBLE NULL DEFAULT 0,
    `Date` DATETIME NULL,
    UserID INTEGER NULL DEFAULT 0,
    PRIMARY KEY (ID),
    KEY ix_currencyid (CurrencyID),
    KEY ix_userid (UserID)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

-- ======== Nomenclature: objects (shops, stores), partners, users, own company ========

CREATE TABLE `objectsgroups` (
    ID INTEGER NOT NULL AUTO_INCREMENT,
    Code VARCHAR(255) NULL,
    Name VARCHAR(255) NULL,
    PRIMARY KEY (ID),
    KEY ix_code (Code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE `objects` (
    ID INTEGER NOT NULL AUTO_INCREMENT,
    Code VARCHAR(255) NULL,
    Name VARCHAR(255) NULL,
    Name2 VARCHAR(255) NULL,
    PriceGroup INTEGER NULL DEFAULT 0,
    IsVeryUsed INTEGER NULL DEFAULT 0,
    GroupID INTEGER NULL DEFAULT 0,
    Deleted INTEGER NULL DEFAULT 0,
    PRIMARY KEY (ID),
    KEY ix_code (Code),
    KEY ix_name (Name),
    KEY ix_name2 (Name2),
    KEY ix_groupid (GroupID)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE `partnersgroups` (
    ID INTEGER NOT NULL AUTO_INCREMENT,
    Code VARCHAR(255) NULL,
    Name VARCHAR(255) NULL,
    PRIMARY KEY (ID),
    KEY ix_code (Code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

-- Partners: Company2, MOL2, City2, Address2, Phone2 are the printed variants; Bulstat = EIK, TaxNo = VAT number
CREATE TABLE `partners` (
    ID INTEGER NOT NULL AUTO_INCREMENT,
    Code VARCHAR(255) NULL,
    Company VARCHAR(255) NULL,
    Company2 VARCHAR(255) NULL,
    MOL VARCHAR(255) NULL,
    MOL2 VARCHAR(255) NULL,
    City VARCHAR(255) NULL,
    City2 VARCHAR(255) NULL,
    Address VARCHAR(255) NULL,
    Address2 VARCHAR(255) NULL,
    Phone VARCHAR(255) NULL,
    Phone2 VARCHAR(255) NULL,
    Fax VARCHAR(255) NULL,
    eMail VARCHAR(255) NULL,
    TaxNo VARCHAR(255) NULL,
    Bulstat VARCHAR(255) NULL,
    BankName VARCHAR(255) NULL,
    BankCode VARCHAR(255) NULL,
    BankAcct VARCHAR(255) NULL,
    BankVATName VARCHAR(255) NULL,
    BankVATCode VARCHAR(255) NULL,
    BankVATAcct VARCHAR(255) NULL,
    PriceGroup INTEGER NULL DEFAULT 1,
    Discount DOUBLE NULL DEFAULT 0,
    `Type` INTEGER NULL DEFAULT 0,
    IsVeryUsed INTEGER NULL,
    UserID INTEGER NULL,
    GroupID INTEGER NULL DEFAULT 0,
    UserRealTime DATETIME NULL,
    Deleted INTEGER NULL DEFAULT 0,
    CardNumber VARCHAR(255) NULL,
    Note1 VARCHAR(255) NULL,
    Note2 VARCHAR(255) NULL,
    PaymentDays INTEGER NULL DEFAULT 0,
    PRIMARY KEY (ID),
    KEY ix_code (Code),
    KEY ix_company (Company),
    KEY ix_mol (MOL),
    KEY ix_taxno (TaxNo),
    KEY ix_bulstat (Bulstat),
    KEY ix_bankcode (BankCode),
    KEY ix_bankvatcode (BankVATCode),
    KEY ix_userid (UserID),
    KEY ix_groupid (GroupID)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE `usersgroups` (
    ID INTEGER NOT NULL AUTO_INCREMENT,
    Code VARCHAR(255) NULL,
    Name VARCHAR(255) NULL,
    PRIMARY KEY (ID),
    KEY ix_code (Code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

-- Users: UserLevel 0 operator, 1 manager, 2 administrator, 3 owner
CREATE TABLE `users` (
    ID INTEGER NOT NULL AUTO_INCREMENT,
    Code VARCHAR(255) NULL,
    Name VARCHAR(255) NULL,
    Name2 VARCHAR(255) NULL,
    IsVeryUsed INTEGER NULL DEFAULT 0,
    GroupID INTEGER NULL DEFAULT 0,
    Password VARCHAR(50) NULL,
    UserLevel INTEGER NULL DEFAULT 0,
    Deleted INTEGER NULL DEFAULT 0,
    CardNumber VARCHAR(255) NULL,
    PRIMARY KEY (ID),
    KEY ix_code (Code),
    KEY ix_name (Name),
    KEY ix_name2 (Name2),
    KEY ix_groupid (GroupID)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE `userssecurity` (
    ID INTEGER NOT NULL AUTO_INCREMENT,
    UserID INTEGER NULL DEFAULT 0,
    ControlName VARCHAR(100) NULL,
    State INTEGER NULL DEFAULT 0,
    PRIMARY KEY (ID),
    KEY ix_userid (UserID),
    KEY ix_controlname (ControlName)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

-- Registration: IsDefault = -1 marks the active company
CREATE TABLE `registration` (
    ID INTEGER NOT NULL AUTO_INCREMENT,
    Code VARCHAR(255) NULL,
    Company VARCHAR(255) NULL,
    MOL VARCHAR(255) NULL,
    City VARCHAR(255) NULL,
    Address VARCHAR(255) NULL,
    Phone VARCHAR(255) NULL,
    Fax VARCHAR(255) NULL,
    eMail VARCHAR(255) NULL,
    TaxNo VARCHAR(255) NULL,
    Bulstat VARCHAR(255) NULL,
    BankName VARCHAR(255) NULL,
    BankCode VARCHAR(255) NULL,
    BankAcct VARCHAR(255) NULL,
    BankVATAcct VARCHAR(255) NULL,
    UserID INTEGER NULL,
    UserRealTime DATETIME NULL,
    IsDefault INTEGER NULL DEFAULT 0,
    Note1 VARCHAR(255) NULL,
    Note2 VARCHAR(255) NULL,
    Deleted INTEGER NULL DEFAULT 0,
    PRIMARY KEY (ID),
    KEY ix_code (Code),
    KEY ix_company (Company),
    KEY ix_mol (MOL),
    KEY ix_taxno (TaxNo),
    KEY ix_bulstat (Bulstat),
    KEY ix_bankcode (BankCode),
    KEY ix_userid (UserID)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

-- ======== Stock ========

CREATE TABLE `lots` (
    ID INTEGER NOT NULL AUTO_INCREMENT,
    SerialNo VARCHAR(255) NULL,
    EndDate DATETIME NULL,
    ProductionDate DATETIME NULL,
    Location VARCHAR(255) NULL,
    PRIMARY KEY (ID),
    KEY ix_serialno (SerialNo),
    KEY ix_enddate (EndDate)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

-- Store: Current quantities. One row per object and good without lots, one per object, good, lot and price with lots
CREATE TABLE `store` (
    ID INTEGER NOT NULL AUTO_INCREMENT,
    ObjectID INTEGER NULL DEFAULT 0,
    GoodID INTEGER NULL DEFAULT 0,
    Qtty DOUBLE NULL DEFAULT 0,
    Price DOUBLE NULL DEFAULT 0,
    Lot VARCHAR(250) NULL,
    LotID INTEGER NULL DEFAULT 0,
    LotOrder INTEGER NULL DEFAULT 0,
    PRIMARY KEY (ID),
    KEY ix_goodid (GoodID),
    KEY ix_objectid (ObjectID),
    KEY ix_lot (Lot),
    KEY ix_lotid (LotID)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

-- ======== Documents and money ========

-- OperationType: The number of language columns differs between installations
CREATE TABLE `operationtype` (
    ID INTEGER NOT NULL AUTO_INCREMENT,
    BG VARCHAR(255) NULL,
    EN VARCHAR(255) NULL,
    DE VARCHAR(255) NULL,
    RU VARCHAR(255) NULL,
    TR VARCHAR(255) NULL,
    SQ VARCHAR(255) NULL,
    SR VARCHAR(255) NULL,
    RO VARCHAR(255) NULL,
    GR VARCHAR(255) NULL,
    PRIMARY KEY (ID)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

-- Operations: One row per document LINE; there is no header table. The document is (OperType, Acct), which nothing keeps unique
CREATE TABLE `operations` (
    ID INTEGER NOT NULL AUTO_INCREMENT,
    OperType INTEGER NULL DEFAULT 0,
    Acct INTEGER NULL DEFAULT 0,
    GoodID INTEGER NULL DEFAULT 0,
    PartnerID INTEGER NULL DEFAULT 0,
    ObjectID INTEGER NULL DEFAULT 0,
    OperatorID INTEGER NULL DEFAULT 0,
    Qtty DOUBLE NULL DEFAULT 0,
    `Sign` INTEGER NULL DEFAULT 0,
    PriceIn DOUBLE NULL DEFAULT 0,
    PriceOut DOUBLE NULL DEFAULT 0,
    VATIn DOUBLE NULL DEFAULT 0,
    VATOut DOUBLE NULL DEFAULT 0,
    Discount DOUBLE NULL DEFAULT 0,
    CurrencyID INTEGER NULL DEFAULT 0,
    CurrencyRate DOUBLE NULL DEFAULT 0,
    `Date` DATETIME NULL,
    Lot VARCHAR(50) NULL,
    LotID INTEGER NULL DEFAULT 0,
    Note VARCHAR(255) NULL,
    SrcDocID INTEGER NULL DEFAULT 0,
    UserID INTEGER NULL DEFAULT 0,
    UserRealTime DATETIME NULL,
    PRIMARY KEY (ID),
    KEY ix_opertype (OperType),
    KEY ix_acct (Acct),
    KEY ix_opertype_acct (OperType, Acct),
    KEY ix_goodid (GoodID),
    KEY ix_partnerid (PartnerID),
    KEY ix_objectid (ObjectID),
    KEY ix_operatorid (OperatorID),
    KEY ix_currencyid (CurrencyID),
    KEY ix_date (`Date`),
    KEY ix_lot (Lot),
    KEY ix_lotid (LotID),
    KEY ix_srcdocid (SrcDocID),
    KEY ix_userid (UserID)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

-- NextAcct: Used document numbers, one text key each; its primary key is the only guard against a double number
CREATE TABLE `nextacct` (
    NextAcct VARCHAR(50) NOT NULL,
    PRIMARY KEY (NextAcct)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

-- Payments: Mode -1 owed, 1 paid; Sign 1 towards us, -1 from us; Type -> PaymentTypes.ID
CREATE TABLE `payments` (
    ID INTEGER NOT NULL AUTO_INCREMENT,
    Acct DOUBLE NULL DEFAULT 0,
    OperType INTEGER NULL DEFAULT 0,
    PartnerID INTEGER NULL DEFAULT 0,
    ObjectID INTEGER NULL DEFAULT 0,
    Qtty DOUBLE NULL DEFAULT 0,
    Mode INTEGER NULL DEFAULT 0,
    `Sign` INTEGER NULL DEFAULT 0,
    `Date` DATETIME NULL,
    UserID INTEGER NULL DEFAULT 0,
    UserRealTime DATETIME NULL,
    `Type` INTEGER NULL DEFAULT 0,
    TransactionNumber VARCHAR(255) NULL,
    EndDate DATETIME NULL,
    PRIMARY KEY (ID),
    KEY ix_acct (Acct),
    KEY ix_opertype (OperType),
    KEY ix_partnerid (PartnerID),
    KEY ix_objectid (ObjectID),
    KEY ix_date (`Date`),
    KEY ix_userid (UserID),
    KEY ix_enddate (EndDate)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

-- PaymentTypes: PaymentMethod 1 cash, 2 bank, 3 card, 4 voucher
CREATE TABLE `paymenttypes` (
    ID INTEGER NOT NULL AUTO_INCREMENT,
    Name VARCHAR(255) NULL,
    PaymentMethod INTEGER NULL DEFAULT 0,
    PRIMARY KEY (ID)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

-- CashBook: Its OperType is a cash reason (1 purchase, 8 sale, 10 advance ...), not an operation code
CREATE TABLE `cashbook` (
    ID INTEGER NOT NULL AUTO_INCREMENT,
    `Date` DATETIME NULL,
    `Desc` VARCHAR(255) NULL,
    OperType INTEGER NULL DEFAULT 0,
    `Sign` INTEGER NULL DEFAULT 0,
    Profit DOUBLE NULL DEFAULT 0,
    UserID INTEGER NULL DEFAULT 0,
    UserRealtime DATETIME NULL,
    ObjectID INTEGER NULL DEFAULT 0,
    PRIMARY KEY (ID),
    KEY ix_date (`Date`),
    KEY ix_opertype (OperType),
    KEY ix_userid (UserID),
    KEY ix_objectid (ObjectID)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

-- Documents: Invoices and notes issued for an operation
CREATE TABLE `documents` (
    ID INTEGER NOT NULL AUTO_INCREMENT,
    Acct INTEGER NOT NULL DEFAULT 0,
    InvoiceNumber VARCHAR(255) NOT NULL,
    OperType INTEGER NOT NULL DEFAULT 0,
    InvoiceDate DATETIME NULL,
    DocumentType INTEGER NULL DEFAULT 0,
    ExternalInvoiceDate DATETIME NULL,
    ExternalInvoiceNumber VARCHAR(255) NULL,
    PaymentType INTEGER NULL DEFAULT 0,
    Recipient VARCHAR(255) NULL,
    EGN VARCHAR(255) NULL,
    Provider VARCHAR(255) NULL,
    TaxDate DATETIME NULL,
    Reason VARCHAR(255) NULL,
    Description VARCHAR(255) NULL,
    Place VARCHAR(255) NULL,
    PRIMARY KEY (Acct, InvoiceNumber (190), OperType),
    KEY ix_id (ID),
    KEY ix_invoicenumber (InvoiceNumber (190)),
    KEY ix_recipient (Recipient (190)),
    KEY ix_acct (Acct),
    KEY ix_opertype (OperType)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

-- ECRReceipts: Fiscal receipts. ReceiptType 8 carries the unique sale number: ECRID device, ReceiptID sequence, Description the number
CREATE TABLE `ecrreceipts` (
    ID INTEGER NOT NULL AUTO_INCREMENT,
    OperType INTEGER NULL DEFAULT 0,
    Acct INTEGER NULL DEFAULT 0,
    ReceiptID INTEGER NULL DEFAULT 0,
    ReceiptDate DATETIME NULL,
    ReceiptType INTEGER NULL DEFAULT 0,
    ECRID VARCHAR(255) NULL,
    Description VARCHAR(255) NULL,
    Total DOUBLE NULL,
    UserID INTEGER NULL DEFAULT 0,
    UserRealTime DATETIME NULL,
    PRIMARY KEY (ID),
    KEY ix_opertype (OperType),
    KEY ix_acct (Acct),
    KEY ix_receiptid (ReceiptID),
    KEY ix_receipttype (ReceiptType),
    KEY ix_ecrid (ECRID),
    KEY ix_userid (UserID)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

-- Transformations: Which document was made from which
CREATE TABLE `transformations` (
    ID INTEGER NOT NULL AUTO_INCREMENT,
    RootOperType INTEGER NULL DEFAULT 0,
    RootAcct INTEGER NULL DEFAULT 0,
    FromOperType INTEGER NULL DEFAULT 0,
    FromAcct INTEGER NULL DEFAULT 0,
    ToOperType INTEGER NULL DEFAULT 0,
    ToAcct INTEGER NULL DEFAULT 0,
    UserID INTEGER NULL DEFAULT 0,
    UserRealTime DATETIME NULL,
    PRIMARY KEY (ID),
    KEY ix_rootopertype (RootOperType),
    KEY ix_rootacct (RootAcct),
    KEY ix_fromopertype (FromOperType),
    KEY ix_fromacct (FromAcct),
    KEY ix_toopertype (ToOperType),
    KEY ix_toacct (ToAcct),
    KEY ix_userid (UserID)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

-- ======== Settings and logs ========

-- Configuration: UserID -1 = for everybody. Booleans are 0 / -1
CREATE TABLE `configuration` (
    ID INTEGER NOT NULL AUTO_INCREMENT,
    `Key` VARCHAR(50) NULL,
    Value VARCHAR(50) NULL,
    UserID INTEGER NULL DEFAULT 0,
    PRIMARY KEY (ID),
    KEY ix_key (`Key`),
    KEY ix_userid (UserID)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

-- System: Database version, one row per product
CREATE TABLE `system` (
    `Version` VARCHAR(20) NOT NULL,
    ProductID INTEGER NULL DEFAULT 0,
    LastBackup DATETIME NULL,
    PRIMARY KEY (`Version`),
    KEY ix_productid (ProductID)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

-- Network: A counter shared by the workstations
CREATE TABLE `network` (
    Num INTEGER NOT NULL DEFAULT 0,
    Counter INTEGER NULL DEFAULT 0,
    PRIMARY KEY (Num)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE `applicationlog` (
    ID INTEGER NOT NULL AUTO_INCREMENT,
    Message VARCHAR(255) NULL,
    UserID INTEGER NULL DEFAULT 0,
    UserRealTime DATETIME NULL,
    MessageSource VARCHAR(50) NULL,
    PRIMARY KEY (ID),
    KEY ix_userid (UserID)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE `internallog` (
    ID INTEGER NOT NULL AUTO_INCREMENT,
    Message VARCHAR(3000) NULL,
    PRIMARY KEY (ID)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

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
