-- Microinvest Warehouse Pro family, database version 3.07: Microsoft SQL Server schema.
-- Written for tests and demonstrations from what is publicly known of its structure; it is not the vendor's script.
-- Status: not yet executed on a SQL Server. Traits kept on purpose:
--   * no foreign keys, no triggers, no uniqueness of (OperType, Acct), Code or barcodes
--   * no DEFAULT on any nullable column: a column left out of an INSERT becomes NULL (on MySQL: 0)
--   * business dates are smalldatetime: 1900-01-01 .. 2079-06-06, rounded to the minute
--   * money and quantities are float; text is nvarchar
--   * the index IX_Store_Goodid really covers ObjectID
--   * collation is left to the database (the models do not tell which one installations use)
--   * SQL Server warns about the wide key of IX_Registration; the real databases have it so
SET QUOTED_IDENTIFIER ON;
GO

-- ======== Nomenclature: goods, groups, VAT, prices ========

-- GoodsGroups: Tree held in Code: three capitals per level (AAA, AAAAAB ...); '-1' is the service group
CREATE TABLE [dbo].[GoodsGroups] (
    ID int IDENTITY(1,1) NOT NULL,
    [Name] nvarchar(255) NULL,
    Code nvarchar(255) NULL,
    CONSTRAINT PK_GoodsGroups PRIMARY KEY (ID)
);
CREATE INDEX IX_GoodsGroups ON [dbo].[GoodsGroups] (Code);

-- VATGroups: VATValue is a percentage (20)
CREATE TABLE [dbo].[VATGroups] (
    ID int IDENTITY(1,1) NOT NULL,
    Code nvarchar(255) NULL,
    [Name] nvarchar(255) NULL,
    VATValue float NULL,
    CONSTRAINT PK_VATGroups PRIMARY KEY (ID)
);
CREATE INDEX IX_VATGroups ON [dbo].[VATGroups] (Code, [Name]);

-- Goods: PriceOut1 wholesale, PriceOut2 retail, PriceOut3..10 price groups 1..8; Code and barcodes are NOT unique
CREATE TABLE [dbo].[Goods] (
    ID int IDENTITY(1,1) NOT NULL,
    Code nvarchar(255) NULL,
    BarCode1 nvarchar(255) NULL,
    BarCode2 nvarchar(255) NULL,
    BarCode3 nvarchar(255) NULL,
    Catalog1 nvarchar(255) NULL,
    Catalog2 nvarchar(255) NULL,
    Catalog3 nvarchar(255) NULL,
    [Name] nvarchar(255) NULL,
    Name2 nvarchar(255) NULL,
    Measure1 nvarchar(255) NULL,
    Measure2 nvarchar(255) NULL,
    Ratio float NULL,
    PriceIn float NULL,
    PriceOut1 float NULL,
    PriceOut2 float NULL,
    PriceOut3 float NULL,
    PriceOut4 float NULL,
    PriceOut5 float NULL,
    PriceOut6 float NULL,
    PriceOut7 float NULL,
    PriceOut8 float NULL,
    PriceOut9 float NULL,
    PriceOut10 float NULL,
    MinQtty float NULL,
    NormalQtty float NULL,
    [Description] nvarchar(255) NULL,
    [Type] int NULL,
    IsRecipe int NULL,
    TaxGroup int NULL,
    IsVeryUsed int NULL,
    GroupID int NULL,
    Deleted int NULL,
    CONSTRAINT PK_Goods PRIMARY KEY (ID)
);
CREATE INDEX IX_Goods_Code ON [dbo].[Goods] (Code);
CREATE INDEX IX_Goods_Barcode1 ON [dbo].[Goods] (BarCode1);
CREATE INDEX IX_Goods_Barcode2 ON [dbo].[Goods] (BarCode2);
CREATE INDEX IX_Goods_Barcode3 ON [dbo].[Goods] (BarCode3);
CREATE INDEX IX_Goods_Catalog1 ON [dbo].[Goods] (Catalog1);
CREATE INDEX IX_Goods_Catalog2 ON [dbo].[Goods] (Catalog2);
CREATE INDEX IX_Goods_Catalog3 ON [dbo].[Goods] (Catalog3);
CREATE INDEX IX_Goods_Name ON [dbo].[Goods] ([Name]);
CREATE INDEX IX_Goods_Name2_GroupID ON [dbo].[Goods] (Name2, GroupID);
CREATE INDEX IX_Goods_Prices ON [dbo].[Goods] (PriceIn, PriceOut1, PriceOut2);
CREATE INDEX IX_Goods_Light_printing_goods ON [dbo].[Goods] (ID, TaxGroup);
CREATE INDEX IX_Goods_ReloadLight ON [dbo].[Goods] (ID, Deleted, Code, GroupID, TaxGroup, IsVeryUsed);

CREATE TABLE [dbo].[PriceRules] (
    ID int IDENTITY(1,1) NOT NULL,
    [Name] nvarchar(255) NULL,
    [Formula] nvarchar(1000) NULL,
    Enabled int NULL,
    [Priority] int NULL,
    CONSTRAINT PK_PriceRules PRIMARY KEY (ID)
);

CREATE TABLE [dbo].[Currencies] (
    ID int IDENTITY(1,1) NOT NULL,
    [Currency] nvarchar(3) NULL,
    [Description] nvarchar(255) NULL,
    ExchangeRate float NULL,
    Deleted int NULL,
    CONSTRAINT PK_Currencies PRIMARY KEY (ID)
);

CREATE TABLE [dbo].[CurrenciesHistory] (
    ID int IDENTITY(1,1) NOT NULL,
    CurrencyID int NULL,
    ExchangeRate float NULL,
    [Date] smalldatetime NULL,
    UserID int NULL,
    CONSTRAINT PK_CurrenciesHistory PRIMARY KEY (ID)
);
CREATE INDEX IX_CurrenciesHistory ON [dbo].[CurrenciesHistory] (CurrencyID, UserID);

-- ======== Nomenclature: objects (shops, stores), partners, users, own company ========

CREATE TABLE [dbo].[ObjectsGroups] (
    ID int IDENTITY(1,1) NOT NULL,
    Code nvarchar(255) NULL,
    [Name] nvarchar(255) NULL,
    CONSTRAINT PK_ObjectsGroups PRIMARY KEY (ID)
);
CREATE INDEX IX_ObjectsGroups ON [dbo].[ObjectsGroups] (Code);

CREATE TABLE [dbo].[Objects] (
    ID int IDENTITY(1,1) NOT NULL,
    Code nvarchar(255) NULL,
    [Name] nvarchar(255) NULL,
    Name2 nvarchar(255) NULL,
    PriceGroup int NULL,
    IsVeryUsed int NULL,
    GroupID int NULL,
    Deleted int NULL,
    CONSTRAINT PK_Objects PRIMARY KEY (ID)
);
CREATE INDEX IX_Objects ON [dbo].[Objects] (Code, GroupID);
CREATE INDEX IX_Objects_Name ON [dbo].[Objects] ([Name]);

CREATE TABLE [dbo].[PartnersGroups] (
    ID int IDENTITY(1,1) NOT NULL,
    Code nvarchar(255) NULL,
    [Name] nvarchar(255) NULL,
    CONSTRAINT PK_PartnersGroups PRIMARY KEY (ID)
);
CREATE INDEX IX_PartnersGroups ON [dbo].[PartnersGroups] (Code);

-- Partners: Company2, MOL2, City2, Address2, Phone2 are the printed variants; Bulstat = EIK, TaxNo = VAT number
CREATE TABLE [dbo].[Partners] (
    ID int IDENTITY(1,1) NOT NULL,
    Code nvarchar(255) NULL,
    Company nvarchar(255) NULL,
    Company2 nvarchar(255) NULL,
    MOL nvarchar(255) NULL,
    MOL2 nvarchar(255) NULL,
    City nvarchar(255) NULL,
    City2 nvarchar(255) NULL,
    Address nvarchar(255) NULL,
    Address2 nvarchar(255) NULL,
    Phone nvarchar(255) NULL,
    Phone2 nvarchar(255) NULL,
    Fax nvarchar(255) NULL,
    eMail nvarchar(255) NULL,
    TaxNo nvarchar(255) NULL,
    Bulstat nvarchar(255) NULL,
    BankName nvarchar(255) NULL,
    BankCode nvarchar(255) NULL,
    BankAcct nvarchar(255) NULL,
    BankVATName nvarchar(255) NULL,
    BankVATCode nvarchar(255) NULL,
    BankVATAcct nvarchar(255) NULL,
    PriceGroup int NULL,
    Discount float NULL,
    [Type] smallint NULL,
    IsVeryUsed smallint NULL,
    UserID int NULL,
    GroupID int NULL,
    UserRealTime datetime NULL,
    Deleted int NULL,
    CardNumber nvarchar(255) NULL,
    Note1 nvarchar(255) NULL,
    Note2 nvarchar(255) NULL,
    PaymentDays int NULL,
    CONSTRAINT PK_Partners PRIMARY KEY (ID)
);
CREATE INDEX IX_Partners_Code ON [dbo].[Partners] (Code);
CREATE INDEX IX_Partners_Company ON [dbo].[Partners] (Company);
CREATE INDEX IX_Partners_Company2 ON [dbo].[Partners] (Company2);
CREATE INDEX IX_Partners_MOL ON [dbo].[Partners] (MOL);
CREATE INDEX IX_Partners_PrintMOL ON [dbo].[Partners] (MOL2);
CREATE INDEX IX_Partners_City ON [dbo].[Partners] (City);
CREATE INDEX IX_Partners_PrintCity ON [dbo].[Partners] (City2);
CREATE INDEX IX_Partners_Address ON [dbo].[Partners] (Address);
CREATE INDEX IX_Partners_PrintAddress ON [dbo].[Partners] (Address2);
CREATE INDEX IX_Partners_Phone ON [dbo].[Partners] (Phone);
CREATE INDEX IX_Partners_PrintPhone ON [dbo].[Partners] (Phone2);
CREATE INDEX IX_Partners_Taxno ON [dbo].[Partners] (TaxNo);
CREATE INDEX IX_Partners_Bulstat ON [dbo].[Partners] (Bulstat);
CREATE INDEX IX_Partners_BankAcct ON [dbo].[Partners] (BankAcct);
CREATE INDEX IX_Partners_BankCode ON [dbo].[Partners] (BankCode);
CREATE INDEX IX_Partners_CardNo ON [dbo].[Partners] (CardNumber);
CREATE INDEX IX_Partners_GroupID_UserID ON [dbo].[Partners] (UserID, GroupID);
CREATE INDEX Light_Load_Restaurant_partners ON [dbo].[Partners] (IsVeryUsed);

CREATE TABLE [dbo].[UsersGroups] (
    ID int IDENTITY(1,1) NOT NULL,
    Code nvarchar(255) NULL,
    [Name] nvarchar(255) NULL,
    CONSTRAINT PK_UsersGroups PRIMARY KEY (ID)
);
CREATE INDEX IX_UsersGroups ON [dbo].[UsersGroups] (Code);

-- Users: UserLevel 0 operator, 1 manager, 2 administrator, 3 owner
CREATE TABLE [dbo].[Users] (
    ID int IDENTITY(1,1) NOT NULL,
    Code nvarchar(255) NULL,
    [Name] nvarchar(255) NULL,
    Name2 nvarchar(255) NULL,
    IsVeryUsed int NULL,
    GroupID int NULL,
    [Password] nvarchar(50) NULL,
    UserLevel int NULL,
    Deleted int NULL,
    CardNumber nvarchar(255) NULL,
    CONSTRAINT PK_Users PRIMARY KEY (ID)
);
CREATE INDEX IX_Users ON [dbo].[Users] (Code, GroupID);
CREATE INDEX IX_Users_Name ON [dbo].[Users] ([Name]);

CREATE TABLE [dbo].[UsersSecurity] (
    ID int IDENTITY(1,1) NOT NULL,
    UserID int NULL,
    ControlName nvarchar(100) NULL,
    [State] int NULL,
    CONSTRAINT PK_UsersSecurity PRIMARY KEY (ID)
);
CREATE INDEX IX_UsersSecurity ON [dbo].[UsersSecurity] (UserID, ControlName);

-- Registration: IsDefault = -1 marks the active company
CREATE TABLE [dbo].[Registration] (
    ID int IDENTITY(1,1) NOT NULL,
    Code nvarchar(255) NULL,
    Company nvarchar(255) NULL,
    MOL nvarchar(255) NULL,
    City nvarchar(255) NULL,
    Address nvarchar(255) NULL,
    Phone nvarchar(255) NULL,
    Fax nvarchar(255) NULL,
    eMail nvarchar(255) NULL,
    TaxNo nvarchar(255) NULL,
    Bulstat nvarchar(255) NULL,
    BankName nvarchar(255) NULL,
    BankCode nvarchar(255) NULL,
    BankAcct nvarchar(255) NULL,
    BankVATAcct nvarchar(255) NULL,
    UserID int NULL,
    UserRealTime datetime NULL,
    IsDefault int NULL,
    Note1 nvarchar(255) NULL,
    Note2 nvarchar(255) NULL,
    Deleted int NULL,
    CONSTRAINT PK_Registration PRIMARY KEY (ID)
);
CREATE INDEX IX_Registration ON [dbo].[Registration] (Code, Company, MOL, TaxNo, Bulstat, BankCode, UserID);

-- ======== Stock ========

CREATE TABLE [dbo].[Lots] (
    ID int IDENTITY(1,1) NOT NULL,
    SerialNo nvarchar(255) NULL,
    EndDate smalldatetime NULL,
    ProductionDate smalldatetime NULL,
    [Location] nvarchar(255) NULL,
    CONSTRAINT PK_Lots PRIMARY KEY (ID)
);
CREATE INDEX IX_Lots ON [dbo].[Lots] (SerialNo, EndDate);

-- Store: Current quantities. One row per object and good without lots, one per object, good, lot and price with lots
CREATE TABLE [dbo].[Store] (
    ID int IDENTITY(1,1) NOT NULL,
    ObjectID int NULL,
    GoodID int NULL,
    Qtty float NULL,
    Price float NULL,
    Lot nvarchar(250) NULL,
    LotID int NULL,
    LotOrder int NULL,
    CONSTRAINT PK_Store PRIMARY KEY (ID)
);
CREATE INDEX IX_STORE_LIGHTGOODSLOAD ON [dbo].[Store] (ObjectID, GoodID);
CREATE INDEX IX_Store_Goodid ON [dbo].[Store] (ObjectID);
CREATE INDEX IX_Store_ObjectID ON [dbo].[Store] (ObjectID);
CREATE INDEX IX_Store_Lot ON [dbo].[Store] (Lot);
CREATE INDEX IX_Store_LotID ON [dbo].[Store] (LotID);

-- ======== Documents and money ========

-- OperationType: The number of language columns differs between installations
CREATE TABLE [dbo].[OperationType] (
    ID int IDENTITY(1,1) NOT NULL,
    BG nvarchar(255) NULL,
    EN nvarchar(255) NULL,
    DE nvarchar(255) NULL,
    RU nvarchar(255) NULL,
    TR nvarchar(255) NULL,
    SQ nvarchar(255) NULL,
    SR nvarchar(255) NULL,
    RO nvarchar(255) NULL,
    GR nvarchar(255) NULL,
    EL nvarchar(255) NULL,
    ES nvarchar(255) NULL,
    HY nvarchar(255) NULL,
    KA nvarchar(255) NULL,
    PL nvarchar(255) NULL,
    UK nvarchar(255) NULL,
    ZU nvarchar(255) NULL,
    LV nvarchar(255) NULL,
    FI nvarchar(255) NULL,
    AR nvarchar(255) NULL,
    TK nvarchar(255) NULL,
    CONSTRAINT PK_OperationType PRIMARY KEY (ID)
);

-- Operations: One row per document LINE; there is no header table. The document is (OperType, Acct), which nothing keeps unique
CREATE TABLE [dbo].[Operations] (
    ID int IDENTITY(1,1) NOT NULL,
    OperType int NULL,
    Acct int NULL,
    GoodID int NULL,
    PartnerID int NULL,
    ObjectID int NULL,
    OperatorID int NULL,
    Qtty float NULL,
    [Sign] int NULL,
    PriceIn float NULL,
    PriceOut float NULL,
    VATIn float NULL,
    VATOut float NULL,
    Discount float NULL,
    CurrencyID int NULL,
    CurrencyRate float NULL,
    [Date] smalldatetime NULL,
    Lot nvarchar(50) NULL,
    LotID int NULL,
    Note nvarchar(255) NULL,
    SrcDocID int NULL,
    UserID int NULL,
    UserRealTime datetime NULL,
    CONSTRAINT PK_Operations PRIMARY KEY (ID)
);
CREATE INDEX IX_Operations_Opertype ON [dbo].[Operations] (OperType);
CREATE INDEX IX_Operations_Get_Next_Acct ON [dbo].[Operations] (ObjectID, OperType);
CREATE INDEX IX_Operations_Date ON [dbo].[Operations] ([Date]);
CREATE INDEX IX_Operations_GoodID ON [dbo].[Operations] (GoodID);
CREATE INDEX IX_Operations_PartnerID ON [dbo].[Operations] (PartnerID);
CREATE INDEX IX_Operations_ObjectID ON [dbo].[Operations] (ObjectID);
CREATE INDEX IX_Operations_Lot ON [dbo].[Operations] (Lot);
CREATE INDEX IX_Operations_LotID ON [dbo].[Operations] (LotID);
CREATE INDEX IX_Operations_LastSalePrice ON [dbo].[Operations] (GoodID, PartnerID, OperType);
CREATE INDEX IX_Operations_OperatorID_SrcDocID_UserID_CurrencyID ON [dbo].[Operations] (OperatorID, CurrencyID, SrcDocID, UserID);
CREATE INDEX IX_Operations_Partner_Price_Get ON [dbo].[Operations] ([Date] DESC, ID DESC, GoodID, PartnerID, OperType);
CREATE INDEX IX_Goods_Light_printing_oper ON [dbo].[Operations] (Acct, OperType, ID, GoodID, PartnerID, PriceOut, Discount, VATOut);
CREATE INDEX Light_Load_Operations_by_UserRealtime ON [dbo].[Operations] (ObjectID, OperatorID, OperType, UserRealTime);

-- NextAcct: Used document numbers, one text key each; its primary key is the only guard against a double number
CREATE TABLE [dbo].[NextAcct] (
    ID int IDENTITY(1,1) NOT NULL,
    [NextAcct] nvarchar(50) NOT NULL,
    CONSTRAINT PK_NextAcct PRIMARY KEY ([NextAcct])
);

-- Payments: Mode -1 owed, 1 paid; Sign 1 towards us, -1 from us; Type -> PaymentTypes.ID
CREATE TABLE [dbo].[Payments] (
    ID int IDENTITY(1,1) NOT NULL,
    Acct int NULL,
    OperType int NULL,
    PartnerID int NULL,
    Qtty float NULL,
    [Mode] int NULL,
    [Sign] int NULL,
    [Date] smalldatetime NULL,
    UserID int NULL,
    ObjectID int NULL,
    UserRealTime datetime NULL,
    [Type] int NULL,
    TransactionNumber nvarchar(255) NULL,
    EndDate smalldatetime NULL,
    CONSTRAINT PK_Payments PRIMARY KEY (ID)
);
CREATE INDEX IX_Payments_LightLoad_Payments ON [dbo].[Payments] (Acct, OperType, [Mode]);
CREATE INDEX IX_Payments_Opertype ON [dbo].[Payments] (OperType);
CREATE INDEX IX_Payments_PartnerID ON [dbo].[Payments] (PartnerID);
CREATE INDEX IX_Payments_Combined ON [dbo].[Payments] (OperType, PartnerID, ObjectID);
CREATE INDEX IX_Payments_Objectid_UserID_Mode ON [dbo].[Payments] (ObjectID, UserID, [Mode]);
CREATE INDEX IX_Payments_Date ON [dbo].[Payments] ([Date]);
CREATE INDEX IX_Payments_EndDate ON [dbo].[Payments] (EndDate);
CREATE INDEX IX_LighttPriceRules ON [dbo].[Payments] (PartnerID, OperType, EndDate);
CREATE INDEX Light_Load_Payments_by_Partners_by_UserRealTime ON [dbo].[Payments] (OperType, [Mode], UserID, ObjectID, UserRealTime);
CREATE INDEX Light_Load_Payments_by_Users_UserRealTime ON [dbo].[Payments] (OperType, [Mode], ObjectID, UserRealTime);

-- PaymentTypes: PaymentMethod 1 cash, 2 bank, 3 card, 4 voucher
CREATE TABLE [dbo].[PaymentTypes] (
    ID int IDENTITY(1,1) NOT NULL,
    [Name] nvarchar(255) NULL,
    PaymentMethod int NULL,
    CONSTRAINT PK_PaymentTypes PRIMARY KEY (ID)
);
CREATE INDEX IX_PaymentTypes ON [dbo].[PaymentTypes] (PaymentMethod);

-- CashBook: Its OperType is a cash reason (1 purchase, 8 sale, 10 advance ...), not an operation code
CREATE TABLE [dbo].[CashBook] (
    ID int IDENTITY(1,1) NOT NULL,
    [Date] smalldatetime NULL,
    [Desc] nvarchar(255) NULL,
    OperType int NULL,
    [Sign] int NULL,
    Profit float NULL,
    UserID int NULL,
    UserRealtime datetime NULL,
    ObjectID int NULL,
    CONSTRAINT PK_CashBook PRIMARY KEY (ID)
);
CREATE INDEX IX_CashBook ON [dbo].[CashBook] (UserID, ObjectID);
CREATE INDEX IX_CashBook_Date ON [dbo].[CashBook] ([Date]);
CREATE INDEX IX_CashBook_Opertype ON [dbo].[CashBook] (OperType);

-- Documents: Invoices and notes issued for an operation
CREATE TABLE [dbo].[Documents] (
    ID int IDENTITY(1,1) NOT NULL,
    Acct int NULL,
    InvoiceNumber nvarchar(255) NULL,
    OperType smallint NULL,
    InvoiceDate smalldatetime NULL,
    DocumentType smallint NULL,
    ExternalInvoiceDate smalldatetime NULL,
    ExternalInvoiceNumber nvarchar(255) NULL,
    PaymentType smallint NULL,
    Recipient nvarchar(255) NULL,
    EGN nvarchar(50) NULL,
    Provider nvarchar(255) NULL,
    TaxDate smalldatetime NULL,
    Reason nvarchar(255) NULL,
    [Description] nvarchar(255) NULL,
    Place nvarchar(255) NULL,
    CONSTRAINT PK_Documents PRIMARY KEY (ID)
);
CREATE INDEX IX_Documents_Acct ON [dbo].[Documents] (Acct);
CREATE INDEX IX_Documents_InvoiceDate ON [dbo].[Documents] (InvoiceDate);
CREATE INDEX IX_Documents_InvoiceNumber ON [dbo].[Documents] (InvoiceNumber);
CREATE INDEX IX_Documents_Opertype ON [dbo].[Documents] (OperType);
CREATE INDEX IX_Documents_Recepient ON [dbo].[Documents] (Recipient);

-- ECRReceipts: Fiscal receipts. ReceiptType 8 carries the unique sale number: ECRID device, ReceiptID sequence, Description the number
CREATE TABLE [dbo].[ECRReceipts] (
    ID int IDENTITY(1,1) NOT NULL,
    OperType int NOT NULL,
    Acct int NOT NULL,
    ReceiptID int NOT NULL,
    ReceiptDate datetime NULL,
    ReceiptType int NOT NULL,
    ECRID nvarchar(255) NULL,
    [Description] nvarchar(255) NULL,
    [Total] float NULL,
    UserID int NOT NULL,
    UserRealTime datetime NULL,
    CONSTRAINT PK_ECRReceipts PRIMARY KEY (ID)
);
CREATE INDEX IX_ECRReceipts_acct ON [dbo].[ECRReceipts] (Acct);
CREATE INDEX IX_ECRReceipts_ECRID ON [dbo].[ECRReceipts] (ECRID);
CREATE INDEX IX_ECRReceipts_Opertype ON [dbo].[ECRReceipts] (OperType);
CREATE INDEX IX_ECRReceipts_ReceiptID ON [dbo].[ECRReceipts] (ReceiptID);
CREATE INDEX IX_ECRReceipts_ReceiptType ON [dbo].[ECRReceipts] (ReceiptType);
CREATE INDEX IX_ECRReceipts_UserID ON [dbo].[ECRReceipts] (UserID);

-- Transformations: Which document was made from which
CREATE TABLE [dbo].[Transformations] (
    ID int IDENTITY(1,1) NOT NULL,
    RootOperType int NOT NULL,
    RootAcct int NOT NULL,
    FromOperType int NOT NULL,
    FromAcct int NOT NULL,
    ToOperType int NOT NULL,
    ToAcct int NOT NULL,
    UserID int NOT NULL,
    UserRealTime datetime NULL,
    CONSTRAINT PK_Transformations PRIMARY KEY (ID)
);
CREATE INDEX IX_Transformations ON [dbo].[Transformations] (RootOperType, RootAcct, FromOperType, FromAcct, ToOperType, ToAcct, UserID);

-- ======== Settings and logs ========

-- Configuration: UserID -1 = for everybody. Booleans are 0 / -1
CREATE TABLE [dbo].[Configuration] (
    ID int IDENTITY(1,1) NOT NULL,
    [Key] nvarchar(50) NULL,
    [Value] nvarchar(50) NULL,
    UserID int NULL,
    CONSTRAINT PK_Configuration PRIMARY KEY (ID)
);
CREATE INDEX IX_Configuration ON [dbo].[Configuration] ([Key], UserID);

-- System: Database version, one row per product
CREATE TABLE [dbo].[System] (
    [Version] nvarchar(20) NOT NULL,
    ProductID smallint NULL,
    LastBackup smalldatetime NULL,
    CONSTRAINT PK_System PRIMARY KEY ([Version])
);

-- Network: A counter shared by the workstations
CREATE TABLE [dbo].[Network] (
    Num int NOT NULL,
    [Counter] int NOT NULL,
    CONSTRAINT PK_Network PRIMARY KEY (Num)
);

CREATE TABLE [dbo].[ApplicationLog] (
    ID int IDENTITY(1,1) NOT NULL,
    Message nvarchar(255) NULL,
    UserID int NULL,
    UserRealtime datetime NULL,
    MessageSource nvarchar(50) NULL,
    CONSTRAINT PK_ApplicationLog PRIMARY KEY (ID)
);
CREATE INDEX IX_ApplicationLog ON [dbo].[ApplicationLog] (UserID);

CREATE TABLE [dbo].[InternalLog] (
    ID int IDENTITY(1,1) NOT NULL,
    Message nvarchar(3000) NULL,
    CONSTRAINT PK_InternalLog PRIMARY KEY (ID)
);

GO
-- ======== Service rows every installation starts with (ID 1), operation names, settings ========
-- An empty text field is ONE BLANK, not NULL and not ''. Currency 1 is the base currency: BGN in older databases.

SET IDENTITY_INSERT [dbo].[GoodsGroups] ON;
INSERT INTO [dbo].[GoodsGroups] (ID, [Name], Code) VALUES
    (1, N'Служебна група', N'-1');
SET IDENTITY_INSERT [dbo].[GoodsGroups] OFF;

SET IDENTITY_INSERT [dbo].[VATGroups] ON;
INSERT INTO [dbo].[VATGroups] (ID, Code, [Name], VATValue) VALUES
    (1, N' ', N'Основна ДДС група', 20);
SET IDENTITY_INSERT [dbo].[VATGroups] OFF;

SET IDENTITY_INSERT [dbo].[Goods] ON;
INSERT INTO [dbo].[Goods] (ID, Code, BarCode1, BarCode2, BarCode3, Catalog1, Catalog2, Catalog3, [Name], Name2, Measure1, Measure2, Ratio, PriceIn, PriceOut1, PriceOut2, PriceOut3, PriceOut4, PriceOut5, PriceOut6, PriceOut7, PriceOut8, PriceOut9, PriceOut10, MinQtty, NormalQtty, [Description], [Type], IsRecipe, TaxGroup, IsVeryUsed, GroupID, Deleted) VALUES
    (1, N' ', N' ', N' ', N' ', N' ', N' ', N' ', N'Служебна стока', N'Служебна стока', N'бр.', N'бр.', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N' ', 0, 0, 1, 1, -1, 0);
SET IDENTITY_INSERT [dbo].[Goods] OFF;

SET IDENTITY_INSERT [dbo].[Currencies] ON;
INSERT INTO [dbo].[Currencies] (ID, [Currency], [Description], ExchangeRate, Deleted) VALUES
    (1, N'EUR', N'Евро', 1, 0);
SET IDENTITY_INSERT [dbo].[Currencies] OFF;

SET IDENTITY_INSERT [dbo].[ObjectsGroups] ON;
INSERT INTO [dbo].[ObjectsGroups] (ID, Code, [Name]) VALUES
    (1, N'-1', N'Служебна група');
SET IDENTITY_INSERT [dbo].[ObjectsGroups] OFF;

SET IDENTITY_INSERT [dbo].[Objects] ON;
INSERT INTO [dbo].[Objects] (ID, Code, [Name], Name2, PriceGroup, IsVeryUsed, GroupID, Deleted) VALUES
    (1, N' ', N'Служебен обект', N'Служебен обект', 1, 1, -1, 0);
SET IDENTITY_INSERT [dbo].[Objects] OFF;

SET IDENTITY_INSERT [dbo].[PartnersGroups] ON;
INSERT INTO [dbo].[PartnersGroups] (ID, Code, [Name]) VALUES
    (1, N'-1', N'Служебна група');
SET IDENTITY_INSERT [dbo].[PartnersGroups] OFF;

SET IDENTITY_INSERT [dbo].[Partners] ON;
INSERT INTO [dbo].[Partners] (ID, Code, Company, Company2, MOL, MOL2, City, City2, Address, Address2, Phone, Phone2, Fax, eMail, TaxNo, Bulstat, BankName, BankCode, BankAcct, BankVATName, BankVATCode, BankVATAcct, PriceGroup, Discount, [Type], IsVeryUsed, UserID, GroupID, UserRealTime, Deleted, CardNumber, Note1, Note2, PaymentDays) VALUES
    (1, N' ', N'Служебен партньор', N'Служебен партньор', N' ', N' ', N' ', N' ', N' ', N' ', N' ', N' ', N' ', N' ', N' ', N' ', N' ', N' ', N' ', N' ', N' ', N' ', 1, 0, 0, -2, 1, -1, NULL, 0, N' ', N' ', N' ', 0);
SET IDENTITY_INSERT [dbo].[Partners] OFF;

SET IDENTITY_INSERT [dbo].[UsersGroups] ON;
INSERT INTO [dbo].[UsersGroups] (ID, Code, [Name]) VALUES
    (1, N'-1', N'Служебна група');
SET IDENTITY_INSERT [dbo].[UsersGroups] OFF;

SET IDENTITY_INSERT [dbo].[Users] ON;
INSERT INTO [dbo].[Users] (ID, Code, [Name], Name2, IsVeryUsed, GroupID, [Password], UserLevel, Deleted, CardNumber) VALUES
    (1, N' ', N'Служебен потребител', N'Служебен потребител', 1, -1, N'', 3, 0, N' ');
SET IDENTITY_INSERT [dbo].[Users] OFF;

SET IDENTITY_INSERT [dbo].[Registration] ON;
INSERT INTO [dbo].[Registration] (ID, Code, Company, MOL, City, Address, Phone, Fax, eMail, TaxNo, Bulstat, BankName, BankCode, BankAcct, BankVATAcct, UserID, UserRealTime, IsDefault, Note1, Note2, Deleted) VALUES
    (1, N' ', N'Служебна фирма', N' ', N' ', N' ', N' ', N' ', N' ', N' ', N' ', N' ', N' ', N' ', N' ', 1, NULL, -1, N' ', N' ', 0);
SET IDENTITY_INSERT [dbo].[Registration] OFF;

SET IDENTITY_INSERT [dbo].[Lots] ON;
INSERT INTO [dbo].[Lots] (ID, SerialNo, EndDate, ProductionDate, [Location]) VALUES
    (1, N' ', NULL, NULL, N' ');
SET IDENTITY_INSERT [dbo].[Lots] OFF;

SET IDENTITY_INSERT [dbo].[Store] ON;
INSERT INTO [dbo].[Store] (ID, ObjectID, GoodID, Qtty, Price, Lot, LotID, LotOrder) VALUES
    (1, 1, 1, 0, 0, N' ', 1, 1);
SET IDENTITY_INSERT [dbo].[Store] OFF;

SET IDENTITY_INSERT [dbo].[OperationType] ON;
INSERT INTO [dbo].[OperationType] (ID, BG, EN) VALUES
    (1, N'Доставка', N'Purchase'),
    (2, N'Продажба', N'Sale'),
    (3, N'Брак', N'Waste'),
    (4, N'Ревизия', N'Stock-taking'),
    (5, N'Производство', N'Production'),
    (6, N'Производство', N'Production'),
    (7, N'Трансфер', N'Transfer'),
    (8, N'Трансфер', N'Transfer'),
    (9, N'Търговски обект', N'Point of Sale'),
    (10, N'Търговски екран', N'Touch Screen'),
    (11, N'Изписване', N'Write-off'),
    (12, N'Заявка', N'Request'),
    (13, N'Оферта', N'Offer'),
    (14, N'Проформа', N'Proform Invoice'),
    (15, N'Даване на консигнация', N'Consign'),
    (16, N'Отчитане на консигнация', N'Sales on consignment'),
    (17, N'Връщане на консигнация', N'Return consignment'),
    (18, N'Доставка на консигнация', N'Purchase on consignment'),
    (19, N'Поръчка', N'Order'),
    (20, N'Суровина', N'Raw material'),
    (21, N'Продукт', N'Product'),
    (22, N'Суровина', N'Raw material'),
    (23, N'Продукт', N'Product'),
    (24, N'Сложно производство', N'Complex Production'),
    (25, N'Сложно производство', N'Complex Production'),
    (26, N'Дебитно известие', N'Debit Note'),
    (27, N'Кредитно известие', N'Credit Note'),
    (28, N'Гаранционна карта', N'Warranty Card'),
    (29, N'Амбалажна суровина', N'Packing raw material'),
    (30, N'Амбалажен продукт', N'Packing product'),
    (31, N'Даване на амбалаж', N'Packing give'),
    (32, N'Връщане на амбалаж', N'Packing return'),
    (33, N'Поръчка - ресторант', N'Order - restaurant'),
    (34, N'Рекламация', N'Refund'),
    (35, N'Резервация', N'Booking'),
    (36, N'Авансово плащане', N'Advance payment'),
    (37, N'Дебитно известие от доставчик', N'Debit Note by supplier'),
    (38, N'Кредитно известие от доставчик', N'Credit Note by supplier'),
    (39, N'Рекламация към доставчик', N'Refund to supplier');
SET IDENTITY_INSERT [dbo].[OperationType] OFF;

SET IDENTITY_INSERT [dbo].[PaymentTypes] ON;
INSERT INTO [dbo].[PaymentTypes] (ID, [Name], PaymentMethod) VALUES
    (1, N'Плащане в брой', 1),
    (2, N'Превод по сметка', 2),
    (3, N'Дебитна/Кредитна карта', 3),
    (4, N'Плащане чрез ваучер', 4);
SET IDENTITY_INSERT [dbo].[PaymentTypes] OFF;

--   configkey12: negative quantities allowed
--   configkey20: prices include VAT
--   configkey23: stock method 0 = average price
--   configkey48: document numbers per object
SET IDENTITY_INSERT [dbo].[Configuration] ON;
INSERT INTO [dbo].[Configuration] (ID, [Key], [Value], UserID) VALUES
    (1, N'configkey12', N'-1', -1),
    (2, N'configkey20', N'-1', -1),
    (3, N'configkey23', N'0', -1),
    (4, N'configkey48', N'0', -1);
SET IDENTITY_INSERT [dbo].[Configuration] OFF;

INSERT INTO [dbo].[System] ([Version], ProductID, LastBackup) VALUES
    (N'3.07', 1, NULL);

INSERT INTO [dbo].[Network] (Num, [Counter]) VALUES
    (0, 0);

GO
