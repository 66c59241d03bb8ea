import { flag, list, many, ml, money, number, readOnly, text, time, words } from '../resource.ts';
import type { Resource } from '../resource.ts';

const STYLES = ['normal', 'double_width', 'double_height', 'double_double'] as const;

export const PRODUCT: Resource = {
  name: 'product',
  plural: 'products',
  idField: 'productId',
  scopes: { read: 'read_products', write: 'write_products' },
  required: [],
  filter: { parameter: 'nameContains', field: 'productName' },
  fields: {
    ...many(['productName', 'productDescription', 'productDetailedDescription'], ml),
    ...many(['productPageTitle', 'productMetaKeywords', 'productMetaDescription'], ml),
    brandID: number(null),
    productIsActive: flag(true),
    productAvailabilityStatus: words(['in_stock', 'out_of_stock'], 'in_stock'),
    availabilityLabelID: number(null),
    productCode: text(),
    productBarcode: text(null),
    ...many(['productNameXHTML', 'productDescriptionXHTML', 'productDetailedDescriptionXHTML'], flag),
    productCategories: list({ categoryID: number(null) }),
    ...many(['productHomePageFeatured', 'productHomePageFeaturedFromCategory'], flag),
    productPrice: money(),
    productDistributorPrice: money(),
    productWeight: number(),
    productQuantity: number(),
    productCreatedTimestamp: readOnly(time()),
    productBonusPointsMode: words(['money_only', 'points_and_money', 'points_only'], 'money_only'),
    productBonusPointsPrice: number(null),
    productIsNew: flag(),
    productFeaturedStyle: words(STYLES, 'normal'),
    productImages: list(
      {
        productImageID: number(null),
        productImage: text(),
        productImageWidth: number(),
        productImageHeight: number(),
        productImageSize: number(),
        productImageSort: number(),
        productImageFeaturedStyle: words(STYLES, 'normal'),
      },
      'productImageID',
    ),
  },
};

export const CATEGORY: Resource = {
  name: 'category',
  plural: 'categories',
  idField: 'categoryId',
  scopes: { read: 'read_categories', write: 'write_categories' },
  required: [],
  filter: { parameter: 'nameContains', field: 'categoryName' },
  fields: {
    ...many(['categoryName', 'categoryDescription', 'categorySEOTitle', 'categorySEOKeywords'], ml),
    ...many(['categorySEODescription', 'categoryWebPosName'], ml),
    categoryParentID: number(null),
    ...many(['categoryProductCount', 'categoryDeepProductCount'], () => readOnly(number())),
    ...many(['categoryOriginalImage', 'categoryImage', 'categoryIconImage'], text),
    ...many(
      ['categoryImageWidth', 'categoryImageHeight', 'categoryIconImageWidth', 'categoryIconImageHeight'],
      number,
    ),
    categoryStatus: words(['visible', 'hidden'], 'visible'),
    categoryFeatured: flag(),
    categoryIncludeProductsFromSubs: flag(),
    categoryCssClass: text(),
    categoryWebPosActive: flag(true),
    categoryWebPosPosition: number(),
    ...many(['categoryWebPosButtonColor', 'categoryWebPosButtonTextColor'], text),
    categorySort: number(),
  },
};

export const BRAND: Resource = {
  name: 'brand',
  plural: 'brands',
  idField: 'brandId',
  scopes: { read: 'read_brands', write: 'write_brands' },
  required: [],
  filter: { parameter: 'nameContains', field: 'brandName' },
  fields: {
    ...many(
      ['brandName', 'brandDescription', 'brandSEOTitle', 'brandSEOKeywords', 'brandSEODescription'],
      ml,
    ),
    ...many(['brandWebsite', 'brandImage'], text),
    ...many(['brandImageWidth', 'brandImageHeight', 'brandProductCount'], () => readOnly(number())),
    brandSort: number(),
  },
};

export const PAGE: Resource = {
  name: 'page',
  plural: 'pages',
  idField: 'pageId',
  scopes: { read: 'read_pages', write: 'write_pages' },
  required: [],
  filter: { parameter: 'titleContains', field: 'pageTitle' },
  fields: {
    ...many(['pageTitle', 'pageContent', 'pageSEOTitle', 'pageSEOKeywords', 'pageSEODescription'], ml),
    pageCssClass: text(),
    pageIsActive: flag(true),
    pageUpdateTimestamp: readOnly(time()),
  },
};

export const SCRIPT_CODE: Resource = {
  name: 'scriptCode',
  plural: 'scriptCodes',
  idField: 'scriptCodeId',
  scopes: { read: 'read_scriptCodes', write: 'write_scriptCodes' },
  required: ['scriptCodeText', 'scriptCodeName'],
  filter: { parameter: 'nameContains', field: 'scriptCodeName' },
  fields: {
    scriptCodePosition: words(['end_of_body', 'end_of_head'], 'end_of_body'),
    scriptCodeText: text(),
    scriptCodeAppID: text(null),
    scriptCodeName: text(),
  },
};

const FILTER_WIDGETS = [
  'none',
  'manually_set_intervals',
  'automatic_intervals',
  'drilldown_automatic_intervals',
  'slider_interval',
  'select',
  'links',
  'links_compact',
  'checkboxes_or',
  'checkboxes_and',
  'checkbox',
  'text',
  'category',
  'brand',
  'color',
  'thumb',
] as const;
const VALIDATORS = [
  'none',
  'number',
  'isbn',
  'gtin',
  'manufacturer_sku',
  'depth',
  'width',
  'height',
  'ean13',
  'barcode',
] as const;

export const ATTRIBUTE: Resource = {
  name: 'attribute',
  plural: 'attributes',
  idField: 'attributeId',
  scopes: { read: 'read_attributes', write: 'write_attributes' },
  required: ['attributeName', 'attributeCode', 'attributeType', 'attributeValidator'],
  filter: { parameter: 'nameContains', field: 'attributeName' },
  fields: {
    ...many(['attributeName', 'attributeUnit'], ml),
    attributeCode: text(),
    attributeType: words(
      ['text', 'text_ml', 'select', 'multiple_select', 'radio_buttons', 'checkbox'],
      'text',
    ),
    attributeValidator: words(VALIDATORS, 'none'),
    attributeFilterWidget: words(FILTER_WIDGETS, 'none'),
    ...many(
      [
        'attributeIsFilterable',
        'attributeFilterWidgetShowCounts',
        'attributeFilterWidgetHideIrrelevant',
        'attributeFilterMoveOutWhenApplied',
        'attributeIsSearchable',
        'attributeIsComparable',
        'attributeApplyToAllProducts',
        'attributeShowAfterDescription',
        'attributeShowInTab',
        'attributeShowInQuickView',
        'attributeShowOnHover',
      ],
      flag,
    ),
    attributeSort: number(),
  },
};
