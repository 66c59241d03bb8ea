/** Whose move an error is, and whether repeating is safe (house.md 3.6). */
export type ErrorKind =
  | 'setting'
  | 'access'
  | 'connection'
  | 'uncertain'
  | 'refused'
  | 'data'
  | 'busy'
  | 'cancelled'
  | 'bug';

interface ErrorDescription {
  readonly kind: ErrorKind;
  /** Names of the facts its texts may use. */
  readonly facts: readonly string[];
}

function row(kind: ErrorKind, ...facts: readonly string[]): ErrorDescription {
  return { kind, facts };
}

/**
 * The catalogue of everything that can go wrong: permanent codes, their kind and their facts (spec section
 * 7).
 */
export const ERROR_CODES = {
  // Access to the page
  'access.loginNeeded': row('access'),
  'access.notAllowed': row('access'),
  'access.tokenMissing': row('access'),
  'access.wrongPassword': row('access'),
  'access.lockedOut': row('access', 'seconds'),
  'access.busy': row('access'),
  'access.codeWrong': row('access'),
  'access.linkUsed': row('access'),
  'account.nameTaken': row('setting', 'name'),
  'account.nameMalformed': row('setting', 'name'),
  'account.passwordWeak': row('setting'),
  'account.lastOwner': row('setting'),
  'http.portTaken': row('setting', 'port', 'reason'),
  'http.origin.malformed': row('setting', 'value'),
  'notification.mail.malformed': row('setting'),
  'notification.mail.failed': row('connection', 'host', 'reason'),
  'notification.webhook.failed': row('connection', 'host', 'reason'),

  // Settings and use
  'settings.unknownKey': row('setting', 'key'),
  'settings.badValue': row('setting', 'key', 'value', 'expected'),
  'settings.missing': row('setting', 'key'),
  'settings.deviceSerial.missing': row('setting'),
  'settings.deviceSerial.digitsOnly': row('setting', 'value'),
  'settings.deviceSerial.malformed': row('setting', 'value'),
  'settings.unpRange.malformed': row('setting', 'from', 'to'),
  'settings.groups.empty': row('setting'),
  'settings.group.gone': row('setting', 'groupId'),
  'settings.location.gone': row('setting', 'locationId'),
  'settings.operator.gone': row('setting', 'operatorId'),
  'settings.operator.codeMalformed': row('setting', 'operator', 'code'),
  'settings.currency.differs': row('setting', 'shop', 'warehouse'),
  'settings.schedule.malformed': row('setting', 'value'),
  'settings.shopAddress.malformed': row('setting', 'value'),
  'settings.warehouseUrl.malformed': row('setting', 'value'),
  'settings.warehouseUrl.hasPassword': row('setting'),
  'settings.warehouseUrl.access': row('setting'),
  'settings.warehouseUrl.noDatabase': row('setting', 'address'),
  'profile.notFound': row('setting', 'name'),
  'profile.nameTaken': row('setting', 'name'),
  'profile.nameMalformed': row('setting', 'name'),
  'profile.changedMeanwhile': row('busy', 'name'),
  'profile.notRemoved': row('setting', 'name'),
  'profile.inUse': row('busy', 'name', 'since'),
  'cli.wrongUse': row('setting', 'message'),
  'run.firstNeedsPlan': row('setting', 'profile', 'orders'),
  'run.alreadyRunning': row('busy', 'profile', 'since'),
  'run.leaseLost': row('busy', 'profile'),
  'run.cancelled': row('cancelled'),
  'run.notFound': row('setting', 'id'),
  'attention.notFound': row('setting', 'id'),
  'plan.file.malformed': row('setting', 'file', 'problem'),
  'plan.otherProfile': row('setting', 'profile'),
  'plan.stale': row('data', 'record'),
  'plan.gone': row('busy'),
  'backup.fileExists': row('setting', 'file'),
  'backup.notWritten': row('setting', 'file', 'problem'),
  'backup.malformed': row('setting', 'file'),
  'undo.nothing': row('setting', 'run'),
  'archive.customer.unknown': row('setting', 'customer'),
  'audit.month.wrong': row('setting', 'month'),
  'audit.month.empty': row('setting', 'month'),
  'audit.head.wrong': row('setting', 'key', 'value'),
  'audit.order.refused': row('data', 'order', 'problem'),
  'file.notFound': row('setting', 'file'),
  'file.malformed': row('setting', 'file', 'problem'),
  'state.newer': row('setting', 'version'),
  'state.unreadable': row('setting', 'folder', 'problem'),
  'state.readOnly': row('connection', 'folder'),
  'state.full': row('connection', 'folder'),
  'state.busy': row('connection', 'folder'),
  'secrets.keyMissing': row('access', 'folder'),
  'secrets.keyWrong': row('access', 'name'),
  'secrets.notSet': row('access', 'name'),
  'runtime.tooOld': row('setting', 'version'),

  // Warehouse
  'warehouse.unreachable': row('connection', 'address', 'reason'),
  'warehouse.accessRefused': row('access', 'address'),
  'warehouse.certificate': row('access', 'address', 'reason'),
  'warehouse.notWarehousePro': row('setting', 'address', 'missing'),
  'warehouse.tooOld': row('setting', 'version'),
  'warehouse.notEmpty': row('setting', 'address'),
  'warehouse.busy': row('connection', 'address'),
  'warehouse.readOnly': row('access', 'address'),
  'warehouse.full': row('connection', 'address'),
  'warehouse.corrupt': row('access', 'address', 'reason'),
  'warehouse.closed': row('bug'),
  'warehouse.record.answerLost': row('uncertain', 'order'),
  'warehouse.number.exhausted': row('refused', 'operationType', 'number'),
  'warehouse.number.rangeWithoutStart': row('setting', 'operationType', 'location'),
  'warehouse.document.doesNotAddUp': row('bug', 'order', 'expected', 'found'),
  'warehouse.stock.notEnough': row('refused', 'good', 'quantity'),
  'warehouse.stock.rowMissing': row('refused', 'good'),
  'warehouse.text.refused': row('refused', 'field'),
  'warehouse.salesNotPossible': row('setting'),
  'warehouse.api.broken': row('connection', 'address', 'status'),
  'warehouse.api.tooSlow': row('connection', 'address', 'reason'),
  'warehouse.api.leadsElsewhere': row('setting', 'address', 'leadsTo'),
  'warehouse.api.unreadable': row('access', 'address', 'path'),
  'warehouse.api.wouldNotAddUp': row('data', 'order', 'expected', 'found'),
  'warehouse.api.documentDiffers': row('data', 'order', 'document', 'expected', 'found'),
  'warehouse.api.refused': row('refused', 'message'),
  'warehouseApi.keyMissing': row('setting', 'host'),
  'warehouseApi.keyMalformed': row('setting', 'file'),
  'warehouseApi.portTaken': row('setting', 'port', 'reason'),
  'unp.range.exhausted': row('setting', 'device', 'to'),
  'unp.sequence.behindLedger': row('setting', 'device', 'ledger', 'warehouse'),
  'unp.sequence.behindShop': row('setting', 'device', 'shop', 'warehouse'),
  'unp.special': row('setting', 'unp'),
  'unp.malformed': row('data', 'unp'),
  'unp.notPossible': row('setting'),
  'unp.differsAtShop': row('data', 'order', 'ours', 'shop'),
  'unp.notKept': row('refused', 'order'),

  // Shop
  'shop.unreachable': row('connection', 'address', 'reason'),
  'shop.timeout': row('connection', 'address'),
  'shop.busy': row('connection', 'address'),
  'shop.broken': row('connection', 'address', 'status'),
  'shop.secret.refused': row('access', 'address'),
  'shop.scope.missing': row('access', 'scope'),
  'shop.wrongInterface': row('setting', 'address', 'interface'),
  'shop.module.inactive': row('setting', 'address'),
  'shop.address.leadsElsewhere': row('setting', 'address', 'leadsTo'),
  'shop.wall': row('connection', 'address', 'reason'),
  'shop.certificate': row('access', 'address', 'reason'),
  'shop.answer.unreadable': row('connection', 'address', 'what'),
  'shop.answer.tooLarge': row('connection', 'address'),
  'shop.answer.tooSlow': row('connection', 'address', 'reason'),
  'shop.paging.unsteady': row('connection', 'address'),
  'shop.write.answerLost': row('uncertain', 'what'),
  'shop.write.notKept': row('data', 'what', 'field', 'sent', 'found'),
  'shop.product.refused': row('refused', 'good', 'message'),
  'shop.product.gone': row('refused', 'good', 'product'),
  'shop.category.refused': row('refused', 'category', 'message'),
  'shop.order.refused': row('refused', 'order', 'message'),
  'shop.order.gone': row('refused', 'order'),
  'shop.feed.notConfigured': row('setting'),
  'shop.currency.unknown': row('setting'),
  'shop.closed': row('bug'),

  // Orders that cannot be imported as they are
  'order.unreadable': row('data', 'order', 'field', 'problem'),
  'order.empty': row('data', 'order'),
  'order.currency.differs': row('data', 'order', 'currency', 'expected'),
  'order.notFound': row('setting', 'order'),
  'order.good.unknown': row('data', 'order', 'code', 'name'),
  'order.good.ambiguous': row('data', 'order', 'code', 'goods'),
  'order.good.deleted': row('data', 'order', 'code', 'good'),
  'order.good.noVatGroup': row('data', 'order', 'code', 'good'),
  'order.quantity.bad': row('data', 'order', 'code', 'quantity'),
  'order.price.bad': row('data', 'order', 'code', 'price'),
  'order.line.doesNotAddUp': row('data', 'order', 'code', 'expected', 'found'),
  'order.total.doesNotAddUp': row('data', 'order', 'expected', 'found'),
  'order.totalLine.unknown': row('data', 'order', 'type', 'amount'),
  'order.totalLine.wrongSign': row('data', 'order', 'type', 'amount'),
  'order.discount.tooGreat': row('data', 'order', 'discount', 'amount'),
  'order.taxRate.differs': row('data', 'order', 'code', 'shop', 'warehouse'),
  'order.tax.differs': row('data', 'order', 'expected', 'found'),
  'order.deliveryGood.missing': row('data', 'order', 'amount'),
  'order.discountGood.missing': row('data', 'order', 'amount'),
  'order.feeGood.missing': row('data', 'order', 'amount'),
  'order.partner.ambiguous': row('data', 'order', 'key', 'partners'),
  'order.partner.gone': row('data', 'order', 'partner'),
  'order.date.bad': row('data', 'order', 'date'),
  'order.documentGone': row('data', 'order', 'claim'),
  'order.changedAfterImport': row('data', 'order', 'document', 'changes'),
  'order.cancelledAfterImport': row('data', 'order', 'document', 'status'),
  'order.unp.foreign': row('data', 'order', 'unp'),

  // Goods and products
  'good.code.missing': row('data', 'good', 'name'),
  'good.code.ambiguous': row('data', 'code', 'goods'),
  'good.barcode.ambiguous': row('data', 'barcode', 'goods'),
  'good.product.ambiguous': row('data', 'good', 'code', 'products'),
  'good.product.linkedElsewhere': row('data', 'good', 'product', 'other'),
  'good.price.dropped': row('data', 'good', 'name', 'before', 'after'),
  'installation.other': row('data', 'installations', 'own'),
  'orders.overdue': row('data', 'count', 'oldest', 'minutes'),
  'guard.hidden': row('data', 'count', 'linked', 'percent'),
  'guard.created': row('data', 'count', 'linked', 'percent'),
  'guard.repriced': row('data', 'count', 'linked', 'percent'),
  'guard.zeroed': row('data', 'count', 'linked', 'percent'),
  'guard.groupEmptied': row('data', 'group', 'count'),
  'good.price.bad': row('data', 'good', 'name', 'price'),
  'good.vatGroup.missing': row('data', 'good', 'name'),
  'good.name.missing': row('data', 'good'),
  'product.code.missing': row('data', 'product', 'name'),
  'product.code.ambiguous': row('data', 'code', 'products'),
  'product.price.bad': row('data', 'product', 'price'),
  'product.good.ambiguous': row('data', 'product', 'code', 'goods'),

  // Ours
  'bug.unexpected': row('bug', 'message'),
  'bug.assertion': row('bug', 'message'),
} as const satisfies Readonly<Record<string, ErrorDescription>>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** True for a text that is a code of the catalogue: what a stored error is read back with. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERROR_CODES, text);
}
