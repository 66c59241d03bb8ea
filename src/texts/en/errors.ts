import { ACCESS_ERRORS } from './access-errors.ts';
import { AGENT_ERRORS } from './agent-errors.ts';
import { GUARD_ERRORS } from './guard-errors.ts';
import { MACHINE_ERRORS } from './machine-errors.ts';
import { MONEY_ERRORS } from './money-errors.ts';
import { MOVE_ERRORS } from './move-errors.ts';
import { PAIR_ERRORS } from './pair-errors.ts';
import { RECORD_ERRORS } from './record-errors.ts';
import { REPORT_ERRORS } from './report-errors.ts';
import { SHOP_ERRORS } from './shop-errors.ts';
import { TENANT_ERRORS } from './tenant-errors.ts';
import { UPKEEP_ERRORS } from './upkeep-errors.ts';
import type { Texts } from '../texts.ts';
import { MISSING_ERRORS } from './missing-errors.ts';
import { UNP_ERRORS } from './unp-errors.ts';

const LOOK_AGAIN = 'Nothing is lost: the next run tries again.';
const TELL_US = 'This is a fault of the program. Nothing was half-written; please send us the text above.';

/** Errors in English. */
export const ERRORS: Texts['errors'] = {
  ...ACCESS_ERRORS,
  ...AGENT_ERRORS,
  ...MACHINE_ERRORS,
  ...UPKEEP_ERRORS,
  ...GUARD_ERRORS,
  ...MONEY_ERRORS,
  ...MISSING_ERRORS,
  ...UNP_ERRORS,
  ...TENANT_ERRORS,
  ...MOVE_ERRORS,
  ...PAIR_ERRORS,
  ...RECORD_ERRORS,
  ...REPORT_ERRORS,
  'settings.unknownKey': {
    what: 'There is no setting "{key}".',
    remedy: 'See them all with "skladbridge profile settings".',
  },
  'settings.badValue': {
    what: 'The setting "{key}" does not take the value "{value}".',
    remedy: 'Expected: {expected}.',
  },
  'settings.missing': {
    what: 'The setting "{key}" is not filled in.',
    remedy: 'Fill it in before you run the profile.',
  },
  'settings.deviceSerial.missing': {
    what: 'The serial number of the cash register is missing.',
    remedy: 'Enter it: without it no УНП can be made.',
  },
  'settings.deviceSerial.digitsOnly': {
    what: '"{value}" has digits only: probably the number of the fiscal memory.',
    remedy: 'Enter the number of the device itself: two Latin letters and six digits, such as DT279013.',
  },
  'settings.deviceSerial.malformed': {
    what: '"{value}" is not the number of a fiscal device.',
    remedy:
      'Two capital Latin letters and six digits are needed, such as DT279013. Beware of Cyrillic letters.',
  },
  'settings.unpRange.malformed': {
    what: 'The УНП range begins at {from} and ends at {to}.',
    remedy: 'Its beginning must be before its end.',
  },
  'settings.groups.empty': {
    what: 'No groups of goods are chosen.',
    remedy: 'Choose at least one, so that there is something to send.',
  },
  'settings.group.gone': {
    what: 'The chosen group of goods no. {groupId} no longer exists in Warehouse Pro.',
    remedy: 'Choose the groups again. Until then nothing is sent and nothing is hidden.',
  },
  'settings.location.gone': {
    what: 'Object no. {locationId} does not exist in Warehouse Pro.',
    remedy: 'Choose another object.',
  },
  'settings.operator.gone': {
    what: 'User no. {operatorId} does not exist or is deleted in Warehouse Pro.',
    remedy: 'Choose another active user.',
  },
  'settings.operator.codeMalformed': {
    what: 'The user "{operator}" has the code "{code}", but a УНП needs exactly 4 characters.',
    remedy: 'Give him a code of 4 digits or capital Latin letters in Warehouse Pro, such as 0001.',
  },
  'settings.schedule.malformed': {
    what: '"{value}" is not a schedule.',
    remedy: 'Enter minutes (15) or a cron expression of five fields (*/15 8-20 * * *).',
  },
  'settings.shopAddress.malformed': {
    what: '"{value}" is not the address of a shop.',
    remedy: 'Enter it like https://shop.example.bg.',
  },
  'settings.warehouseUrl.malformed': {
    what: '"{value}" is not the address of a warehouse.',
    remedy:
      'Enter it like sqlite:path/to/file.db, mysql://user@host/database, mssql://user@host/database or agent:name.',
  },
  'settings.warehouseUrl.hasPassword': {
    what: 'The address of the warehouse contains a password.',
    remedy: 'Take the password out of the address and enter it apart, as “Password of the warehouse”.',
  },
  'settings.ordersWarehouse.malformed': {
    what: '"{value}" is no address by which orders reach a warehouse of Access.',
    remedy:
      'Enter the address of "Microinvest API" of Utility Center, such as api+http://host:8700, or leave the field empty.',
  },
  'settings.ordersWarehouse.notNeeded': {
    what: 'Only a warehouse of Access has an address of its own for orders; this one is {address}.',
    remedy: 'Leave the field "Address for orders" empty.',
  },
  'settings.warehouseUrl.noDatabase': {
    what: '{address} is a REST API and no database: it cannot be looked into.',
    remedy: 'Name the address of the database itself (sqlite:, mysql:, mssql:).',
  },
  'profile.notFound': {
    what: 'There is no profile "{name}".',
    remedy: 'See the list with "skladbridge profile list".',
  },
  'profile.nameTaken': { what: 'There is a profile "{name}" already.', remedy: 'Choose another name.' },
  'profile.nameMalformed': {
    what: '"{name}" cannot be the name of a profile.',
    remedy: 'A name has 1 to 80 characters and no blanks at its ends.',
  },
  'profile.changedMeanwhile': {
    what: 'The profile "{name}" was changed meanwhile.',
    remedy: 'Open it again and repeat your change; nothing was overwritten.',
  },
  'profile.notRemoved': {
    what: 'There is no removed profile "{name}".',
    remedy: 'See those that were removed with "skladbridge profile removed".',
  },
  'profile.inUse': {
    what: 'The profile "{name}" is being run (since {since}) and cannot be removed now.',
    remedy: 'Stop the run or wait until it ends, then remove the profile.',
  },
  'cli.wrongUse': { what: '{message}', remedy: 'See "{help}".' },
  'run.firstNeedsPlan': {
    what: 'The first real run of "{profile}" is not confirmed yet: orders above number {orders} would be imported.',
    remedy: 'Look at the plan first ("skladbridge plan {profile}"), or confirm with --yes.',
  },
  'run.alreadyRunning': {
    what: 'The profile "{profile}" has been running since {since}.',
    remedy: 'Wait for its end.',
  },
  'run.leaseLost': {
    what: 'Another process has taken over the profile "{profile}".',
    remedy: 'This run has stopped, so that two never work at once.',
  },
  'run.cancelled': {
    what: 'Stopped as you wished.',
    remedy: 'Everything reported is written; the next run goes on from there.',
  },
  'run.workersLost': {
    what: 'The work of the profile "{profile}" was begun several times, and each time the process that did it ended.',
    remedy:
      'Its schedule rests, so that this is not repeated. Look into the log of the workers, mend the cause and press "Start": the schedule goes on with it.',
  },
  'work.noWorker': {
    what: 'There is no worker to do this.',
    remedy:
      'What was asked for is taken back: nothing starts later, and where something was written already, the next run goes on behind it. Start "skladbridge serve --role worker" and try again, or add --here to have it done in this process.',
  },
  'work.hostFull': {
    what: 'As much goes on at {host} at once as is allowed there.',
    remedy: 'Try again in a minute: there is room when runs that have begun end.',
  },
  'serve.roleUnknown': {
    what: 'There is no role "{role}".',
    remedy: 'Roles are all (everything), page (the page alone) and worker (the work alone).',
  },
  'serve.roleNeedsDatabase': {
    what: 'The role "{role}" needs a memory in a database.',
    remedy: 'Set SKLADBRIDGE_DATABASE, or call "skladbridge serve" without a role.',
  },
  'migrate.roleNeedsDatabase': {
    what: 'A role for pages ({role}) is made in a database alone, and the memory here is a file.',
    remedy: 'Set SKLADBRIDGE_DATABASE with the owner of the tables, and repeat the command.',
  },
  'run.notFound': { what: 'There is no run no. {id}.', remedy: 'See the list with "skladbridge runs NAME".' },
  'attention.notFound': {
    what: 'There is no attention item no. {id}.',
    remedy: 'See the list with "skladbridge attention NAME".',
  },
  'plan.file.malformed': {
    what: 'The file {file} is not a plan: {problem}.',
    remedy: 'Make a new one with "skladbridge plan NAME --out file".',
  },
  'plan.otherProfile': { what: 'This plan is for the profile "{profile}".', remedy: 'Check the file.' },
  'plan.gone': { what: 'This plan is not the last one any more.', remedy: 'Make a new plan and read it.' },
  'plan.stale': {
    what: '"{record}" has changed since the plan and was not carried out.',
    remedy: 'Make a new plan.',
  },
  'hosted.privateAddress': {
    what: 'Nothing here connects to {host} ({address}): that is an address of an internal network.',
    remedy: 'Enter an address that opens from the internet, or ask whoever hosts the program.',
  },
  'hosted.localWarehouse': {
    what: 'The warehouse {address} is on this machine, which is not yours.',
    remedy:
      'Enter the address of a database server (mysql:, mssql:) or of a REST API that opens from the internet.',
  },
  'hosted.namedInstance': {
    what: 'SQL Server on {host} cannot be found from here by the name of its instance.',
    remedy: 'Enter the port instead of ?instance=: mssql://user@{host}:port/database.',
  },
  'secrets.keyMissing': {
    what: 'The key file in {folder} is missing; without it the secrets do not open.',
    remedy: 'Put the file "key" back from a backup, or enter the secrets again.',
  },
  'secrets.keyWrong': {
    what: 'The key does not open "{name}".',
    remedy: 'Put the right file "key" back, or enter the secret again.',
  },
  'secrets.keyMalformed': {
    what: 'The key of the secrets is not 64 hexadecimal digits.',
    remedy: 'Check SKLADBRIDGE_KEY (or SKLADBRIDGE_KEY_FILE, SKLADBRIDGE_KEY_COMMAND), or the file "key".',
  },
  'secrets.keyCommand': {
    what: 'The command in SKLADBRIDGE_KEY_COMMAND did not give the key of the secrets ({problem}).',
    remedy: 'Run it yourself as the same user: it has to print the key and nothing else.',
  },
  'secrets.newKeyNeeded': {
    what: 'There is no new key of the secrets, or it is the present one.',
    remedy:
      'Give the new one in SKLADBRIDGE_NEW_KEY, SKLADBRIDGE_NEW_KEY_FILE or SKLADBRIDGE_NEW_KEY_COMMAND ("openssl rand -hex 32").',
  },
  'secrets.newKeyUnused': {
    what: 'The present key of the secrets is not the new one: another was let in after it.',
    remedy: 'Give the new key to every process and to this command. Nothing was changed.',
  },
  'secrets.notSet': {
    what: 'The secret "{name}" is not set.',
    remedy: 'Set it with "skladbridge profile secret NAME {name}".',
  },
  'runtime.tooOld': {
    what: 'Node 24 is needed, this is {version}.',
    remedy: 'Run "npm ci": it brings the right one.',
  },

  'warehouse.unreachable': {
    what: 'The warehouse {address} does not answer ({reason}).',
    remedy: 'Check the address and whether the machine is on. ' + LOOK_AGAIN,
  },
  'warehouse.starting': {
    what: 'The server of the warehouse {address} is still starting, paused, or being upgraded ({reason}).',
    remedy: 'User and password were not looked at. ' + LOOK_AGAIN,
  },
  'warehouse.entryRefused': {
    what: 'The server of the warehouse {address} let nobody in, and not because of user or password: {reason}',
    remedy: 'Show these words to whoever looks after SQL Server.',
  },
  'warehouse.databaseUnknown': {
    what: 'The server has no such database, or the user may not open it: {address}.',
    remedy:
      'Compare the name in the address with the one on the server; if it is right, give the user access to it.',
  },
  'warehouse.accessRefused': {
    what: 'The warehouse {address} refused user or password.',
    remedy: 'Check them.',
  },
  'warehouse.driverMissing': {
    what: 'The driver for {engine} (package {package}) is not installed.',
    remedy: 'Run "npm ci" without "--omit=dev". The packages for Windows and Debian have it.',
  },
  'warehouse.certificate': {
    what: 'The certificate of the server {address} is not trusted ({reason}).',
    remedy:
      'SQL Server makes itself such a one. If the server is yours, add ?trustServerCertificate=true to the address, ' +
      'or give it a certificate of a trusted issuer.',
  },
  'warehouse.oldEncryption': {
    what: 'The server {address} does not encrypt, or only in a way that is no longer accepted (TLS 1.0, 1.1) ({reason}).',
    remedy:
      'Update SQL Server so that it speaks TLS 1.2. If that cannot be and the network is yours alone, add ' +
      '?encrypt=false to the address: then everything on the way, the password too, can be read by anyone in it.',
  },
  'warehouse.encryptionRequired': {
    what: 'The server {address} takes encrypted connections only, and the address says encrypt=false ({reason}).',
    remedy: 'Take encrypt=false out of the address.',
  },
  'warehouse.noTransactions': {
    what: 'The warehouse {address} keeps tables without transactions: {tables}. A stop in the middle of a write leaves half a document in them.',
    remedy: 'Make a backup and run in MySQL while nobody works in the warehouse: {statement}',
  },
  'warehouse.rightsMissing': {
    what: 'The user of the database {address} lacks rights: {rights}.',
    remedy:
      'Grant them, such as: GRANT INSERT ON warehouse.operations TO ...; the whole list is in docs/warehouses.md.',
  },
  'warehouse.notDatabase': {
    what: 'The file {address} is no database of SQLite.',
    remedy:
      'Point at the file of the warehouse. For a database of Access (.mdb, .accdb) write its path alone, without "sqlite:".',
  },
  'warehouse.notWarehousePro': {
    what: '{address} is not a Warehouse Pro database (missing: {missing}).',
    remedy: 'Check the address.',
  },
  'warehouse.tooOld': {
    what: 'The database is of version {version}, 3.07 is needed.',
    remedy: 'Update Warehouse Pro to 3.07.056 or newer.',
  },
  'warehouse.notEmpty': {
    what: '{address} is not empty.',
    remedy: 'A sample warehouse is only made in a new place; nothing was changed.',
  },
  'warehouse.busy': { what: 'The warehouse {address} is held by another program.', remedy: LOOK_AGAIN },
  'warehouse.readOnly': {
    what: 'The warehouse {address} cannot be written to.',
    remedy: 'Give the right to write.',
  },
  'warehouse.full': {
    what: 'There is no room on the disk for the warehouse {address}.',
    remedy: 'Make room. ' + LOOK_AGAIN,
  },
  'warehouse.corrupt': {
    what: 'The database {address} is damaged: {reason}.',
    remedy: 'Restore it from a backup.',
  },
  'warehouse.access.notAccess': {
    what: '{address} is not a file of Access.',
    remedy:
      'Check the address; the database usually is C:\\ProgramData\\Microinvest\\Warehouse Pro\\Microinvest.mdb.',
  },
  'warehouse.access.tooOld': {
    what: '{address} is a file of Access 97, which Warehouse Pro no longer uses.',
    remedy: 'Name the database that Warehouse Pro works with now.',
  },
  'warehouse.access.encrypted': {
    what: '{address} is encrypted with a password of Access and cannot be read.',
    remedy:
      'Take the encryption off in Access ("Decrypt Database"), or move the database to MySQL or SQL Server.',
  },
  'warehouse.access.changing': {
    what: 'The warehouse {address} was changing during the whole reading; nothing was sent.',
    remedy: 'The next run tries again.',
  },
  'warehouse.access.locked': {
    what: 'The database {address} is opened exclusively (backup or compaction) by {who}.',
    remedy: 'Wait until that is done. ' + LOOK_AGAIN,
  },
  'warehouse.access.halfWritten': {
    what: 'A write into the database {address} has begun and not ended; {who} has it open. Nothing was sent.',
    remedy:
      'If the program there died while writing, open Warehouse Pro once so that it repairs the file. ' +
      LOOK_AGAIN,
  },
  'warehouse.access.readOnly': {
    what: 'This is an Access database ({address}). Goods, prices and stock are read from it; orders are not written into it while Warehouse Pro works with it.',
    remedy:
      'For orders switch on "Microinvest API" in Utility Center and enter its address for orders ' +
      '(api+http://host:8700), or move the database to MySQL or SQL Server.',
  },
  'warehouse.access.otherDatabase': {
    what: 'The file of Access and {address} are not one database: good no. {good} is "{here}" in the first and "{there}" in the second.',
    remedy: 'Name the API of the database whose file is read.',
  },
  'warehouse.closed': { what: 'The connection to the warehouse is closed already.', remedy: TELL_US },
  'warehouse.record.answerLost': {
    what: 'It is not known whether order no. {order} was recorded.',
    remedy: 'The next run looks first and then goes on.',
  },
  'warehouse.number.exhausted': {
    what: 'No free document number was found from {number} on (type {operationType}).',
    remedy: 'Check the numbers in Warehouse Pro.',
  },
  'warehouse.number.rangeWithoutStart': {
    what: 'Numbers run per object, and object no. {location} has no first number for type {operationType}.',
    remedy: 'Set where its numbers begin in Warehouse Pro.',
  },
  'warehouse.document.doesNotAddUp': {
    what: 'The document of order no. {order} came to {found} instead of {expected} and was not written.',
    remedy: TELL_US,
  },
  'warehouse.stock.notEnough': {
    what: 'There is not enough of good no. {good}: {quantity} are needed.',
    remedy: 'Restock it, or allow negative quantities in Warehouse Pro.',
  },
  'warehouse.stock.rowMissing': {
    what: 'Good no. {good} has no stock in this object.',
    remedy: 'Open the good in Warehouse Pro and save it again.',
  },
  'warehouse.salesNotPossible': {
    what: 'Over the REST API of the warehouse orders do not come in as sales.',
    remedy: 'Choose another kind of document: order, proforma or offer.',
  },
  'warehouse.api.broken': {
    what: 'The REST API of the warehouse {address} answered with error {status}.',
    remedy: LOOK_AGAIN,
  },
  'warehouse.api.tooSlow': {
    what: 'The answer of {address} came too slowly and was broken off ({reason}).',
    remedy: LOOK_AGAIN,
  },
  'warehouse.api.leadsElsewhere': {
    what: 'The address {address} leads to {leadsTo}. Nothing was sent.',
    remedy: 'Enter {leadsTo} as the address of the warehouse (with "api+" before it).',
  },
  'warehouse.api.unreadable': {
    what: 'The answer of {address} is not that of the Warehouse Pro REST API ({path}).',
    remedy:
      'Check address and port, and whether the module "Microinvest API" is switched on in Utility Center.',
  },
  'warehouse.api.refused': {
    what: 'The REST API of the warehouse refused: {message}',
    remedy: 'Look at the record in the warehouse and run again.',
  },
  'warehouse.value.refused': {
    what: 'The warehouse refused the value in the field {field}: it is out of range, missing, or against a rule of the database.',
    remedy:
      'Correct the record; if the field is one of your own, added to the database, give it a default value.',
  },
  'warehouse.text.refused': {
    what: 'The warehouse refused the text in the field {field}.',
    remedy: 'Take out the unusual characters.',
  },
  'warehouse.text.tooLong': {
    what: 'A text is longer than the column {column} of the table {table} can hold (order {order}).',
    remedy:
      'The database differs from that of Warehouse Pro: give the column its length back, or shorten the text.',
  },
  'unp.range.exhausted': {
    what: 'The УНП range of {device} is used up (to {to}).',
    remedy: 'Declare and enter a new range. The orders wait unharmed.',
  },
  'unp.sequence.behindLedger': {
    what: 'For {device} we have issued УНП up to {ledger}, the warehouse knows only {warehouse}.',
    remedy:
      'It was probably restored from an old backup. Begin the range at a later number; nothing was issued twice.',
  },
  'unp.special': {
    what: 'The next УНП would be {unp}, a value that the law keeps.',
    remedy: 'Change where the range begins.',
  },
  'unp.notPossible': {
    what: 'The REST API of the warehouse has no place for a УНП, and the build is a SUPTO one.',
    remedy:
      'Connect to the database itself (mysql:, mssql:), or allow it explicitly by the setting “Orders without УНП over the REST API”: orders ' +
      'then come in without УНП, and the number is given in the warehouse.',
  },
  'unp.malformed': { what: '"{unp}" is not a УНП.', remedy: 'Check where it comes from.' },
  'unp.differsAtShop': {
    what: 'For order no. {order} our УНП is {ours}, the shop holds {shop}.',
    remedy: 'We have not overwritten it. Check which one is right.',
  },
  'unp.notKept': {
    what: 'The shop did not keep the УНП of order no. {order}.',
    remedy: 'The УНП stands in the warehouse and in the ledger.',
  },

  ...SHOP_ERRORS,

  'order.unreadable': {
    what: 'Order no. {order} cannot be read (field {field}: {problem}).',
    remedy: 'Open it in the shop and save it again.',
  },
  'order.numberless': {
    what:
      'An order of {day} for {total} (goods: {codes}) comes from the shop without a number that can be read ' +
      '(in its place: {written}) and was not imported. In the list it stands after no. {above} and before no. {below}.',
    remedy:
      'Find it in the shop by its date and sum and save it again. If its number still cannot be read, write ' +
      "the document by hand and show the order to the shop's support.",
  },
  'order.empty': { what: 'Order no. {order} has no items.', remedy: 'Cancel it in the shop or add items.' },
  'order.declinedTooLate': {
    what: 'Order no. {order} has a document in the warehouse already, or one is being written.',
    remedy:
      'If the document is not needed, cancel it in the warehouse; you will then be asked here what becomes of the order.',
  },
  'order.notFound': { what: 'There is no order no. {order}.', remedy: 'Check the number.' },
  'good.notFound': {
    what: 'The warehouse has no good no. {good}.',
    remedy: 'Check the number: it stands beside the good and is not its code.',
  },
  'product.notFound': {
    what: 'The shop has no product no. {product}.',
    remedy: 'Check the number in the shop: it stands beside the product and is not its code.',
  },
  'order.good.unknown': {
    what: 'Order no. {order}: the warehouse has no good with the code "{code}" ({name}).',
    remedy: 'Make the good or correct the code; the next run imports the order.',
  },
  'order.good.near': {
    what: 'Order no. {order}: no good has the code "{code}", and these look much like it: {goods}.',
    remedy:
      'If it is the same, make the codes equal (or "skladbridge link NAME GOOD PRODUCT"); if not, make the good yourself. None was made.',
  },
  'order.good.ambiguous': {
    what: 'Order no. {order}: several goods have the code "{code}" ({goods}).',
    remedy: 'Leave the code to one of them.',
  },
  'order.good.stranger': {
    what: 'Order no. {order}: the product with the code "{code}" is linked to good no. {good}, which is "{goodCode}" {name} by now. The order waits.',
    remedy:
      'If it is the same good, link them anew on the page "Goods" or with "skladbridge link NAME GOOD PRODUCT"; if it is another one, part them with "skladbridge unlink NAME GOOD".',
  },
  'order.good.appeared': {
    what: 'Order no. {order}: while it was being recorded, a good with the code "{code}" (no. {good}) appeared in the warehouse.',
    remedy: 'Nothing is needed: no second good was made, and the next run records the order with this one.',
  },
  'order.good.deleted': {
    what: 'Order no. {order}: the good with the code "{code}" (no. {good}) is deleted in the warehouse.',
    remedy: 'Restore it or link the product to another one.',
  },
  'order.good.noVatGroup': {
    what: 'Order no. {order}: the good "{code}" (no. {good}) has no VAT group.',
    remedy: 'Give it a VAT group in Warehouse Pro.',
  },
  'order.quantity.bad': {
    what: 'Order no. {order}: the quantity of "{code}" is {quantity}.',
    remedy: 'Correct the order in the shop.',
  },
  'order.price.bad': {
    what: 'Order no. {order}: the price of "{code}" is {price}.',
    remedy: 'Correct the order in the shop.',
  },
  'order.totalLine.unknown': {
    what: 'Order no. {order}: unknown line "{type}" of {amount}.',
    remedy:
      'Choose what the word "{type}" means – on the page "Words" of the server, or with "skladbridge profile words NAME"; orders with it come in with the next run. If the buyer pays with it (a gift card, a voucher, points, a deposit) it is no discount: that would lower the taxable amount too, and the document must be for the whole sum. Leave such a word without a meaning and enter those orders by hand.',
  },
  'order.totalLine.wrongSign': {
    what: 'Order no. {order}: the line "{type}" is {amount}, its sign is not the expected one.',
    remedy: 'Correct the order in the shop.',
  },
  'order.deliveryGood.missing': {
    what: 'Order no. {order} has a delivery of {amount}, and no good for delivery is chosen.',
    remedy: 'Choose a service in the setting “Good for delivery”.',
  },
  'order.feeGood.missing': {
    what: 'Order no. {order} has a fee of {amount}, and no good for fees is chosen.',
    remedy: 'Choose a service in the setting “Good for fees”.',
  },
  'order.partner.ambiguous': {
    what: 'Order no. {order}: several partners fit the buyer ({partners}).',
    remedy: 'Merge them or correct their data ({key}).',
  },
  'order.partner.otherName': {
    what: 'Order no. {order}: the buyer shares the {key} of partner {partners} under another name.',
    remedy: 'Correct the name or the {key} of the partner, or make the buyer a card of his own.',
  },
  'order.partner.nameless': {
    what: 'Order no. {order} has neither a name nor a company.',
    remedy:
      'Fill in the name in the shop, or choose a partner in the setting “Partner for buyers without a name”.',
  },
  'order.partner.gone': {
    what: 'Order no. {order}: partner no. {partner} is not in the warehouse.',
    remedy: 'Choose another partner.',
  },
  'order.number.absurd': {
    what: 'Order no. {order} has a number that the shop cannot have come to after no. {last}. It is not imported; the others are.',
    remedy:
      'Look at it in the shop. If it is real, release it on the attention list: it is imported, and counting goes on from no. {last}.',
  },
  'order.date.bad': {
    what: 'Order no. {order} has the date "{date}".',
    remedy: 'Correct the order in the shop.',
  },
  'order.documentGone': {
    what: 'Order no. {order} was recorded before ({claim}), but its document is gone: deleted or turned into another.',
    remedy: 'It is never recorded twice. Enter it by hand if needed.',
  },
  'order.documentDiffers': {
    what: 'Document {document} with УНП {unp} bears the note of order no. {order}, but does not fit it: {differences}.',
    remedy:
      'The order is not recorded again and no УНП was sent to the shop. Compare the two: correct the document so that it fits the order, or enter the order by hand.',
  },
  'order.twoDocuments': {
    what: 'The note of order no. {order} stands on several documents: {documents}.',
    remedy:
      'Nothing was recorded and no УНП was sent to the shop. Leave the note "Seliton №{order} …" only on the document that is the order\'s.',
  },
  'order.changedAfterImport': {
    what: 'Order no. {order} was changed in the shop after it became document {document} with УНП {unp}: {changes}.',
    remedy: 'The document was not touched. Compare and correct it by hand.',
  },
  'order.cancelledAfterImport': {
    what: 'Order no. {order} is "{status}" in the shop and document {document} with УНП {unp} already.',
    remedy: 'Void the document in Warehouse Pro if it is no sale yet.',
  },
  'order.removedAfterImport': {
    what: 'Order no. {order} was deleted in the shop and is document {document} with УНП {unp} already.',
    remedy:
      'The document was not touched. If the order was cancelled, void it in Warehouse Pro if it is no sale yet.',
  },
  'order.unreadableAfterImport': {
    what: 'Order no. {order} is document {document} with УНП {unp} already, but cannot be read in the shop any more: {field}.',
    remedy: 'The document was not touched. Open the order in the shop and compare.',
  },
  'order.unp.foreign': {
    what: 'Order no. {order} carries the УНП {unp}, and the warehouse has no document of it.',
    remedy: 'Check who issued it; no new number was taken.',
  },

  'good.stranger': {
    what: 'Good no. {good} is by now "{code}" {name}, and is linked to product {product}, which was sent as "{known}" {knownName}. Nothing of it was sent.',
    remedy:
      'If it is the same good, approve with "skladbridge release NAME NUMBER" or link it anew: "skladbridge link NAME {good} {product}". If it is another one: "skladbridge unlink NAME {good}".',
  },
  'good.code.missing': {
    what: 'Good no. {good} "{name}" has neither code nor bar code.',
    remedy: 'Give it a code: without one it cannot be found in the shop.',
  },
  'good.code.ambiguous': {
    what: 'Several goods have the code "{code}": {goods}.',
    remedy: 'Leave it to one of them. Or choose yourself: "skladbridge link NAME GOOD PRODUCT".',
  },
  'good.barcode.ambiguous': {
    what: 'Several goods have the bar code {barcode}: {goods}.',
    remedy: 'Leave it to one of them. Or choose yourself: "skladbridge link NAME GOOD PRODUCT".',
  },
  'good.product.ambiguous': {
    what: 'Several products of the shop have the code "{code}" of good no. {good}: {products}.',
    remedy: 'Leave it to one of them. Or choose yourself: "skladbridge link NAME GOOD PRODUCT".',
  },
  'good.product.shared': {
    what: 'Product {product} of the shop (key "{key}") fits several goods: {goods}. None of them takes it.',
    remedy:
      'Leave that code or bar code to one of the goods. Or choose yourself: "skladbridge link NAME GOOD PRODUCT".',
  },
  'good.product.near': {
    what: 'Good no. {good} with the code "{code}" looks like a product of the shop: {products}. No new one was made.',
    remedy:
      'If they are the same, make the codes equal; if not, change one so that it differs clearly. Or choose yourself: "skladbridge link NAME GOOD PRODUCT".',
  },
  'good.code.notRenamed': {
    what: 'Good no. {good} has the code "{code}" by now, product {product} of the shop has "{known}". Over XML a code cannot be changed; price and quantity go out under the old one.',
    remedy:
      'Change the code of the product in the shop. Without a configured export feed, approve with "skladbridge release NAME NUMBER" after that.',
  },
  'good.product.linkedElsewhere': {
    what: 'Product {product} is linked to good no. {other} and fits good no. {good} too.',
    remedy:
      'Check the codes of both goods. If the product is this one’s: "skladbridge unlink NAME {other}", and start again.',
  },
  'good.price.bad': {
    what: 'Good no. {good} "{name}" has the price "{price}".',
    remedy: 'Enter a price in the chosen price group; a good is not sent with price 0.',
  },
  'good.vatGroup.missing': {
    what: 'Good no. {good} "{name}" has no VAT group, and its price must be converted.',
    remedy: 'Give it a VAT group.',
  },
  'good.name.missing': { what: 'Good no. {good} has no name.', remedy: 'Enter a name.' },
  'word.status.unknown': {
    what: 'The shop uses the status "{word}" (order no. {order}), which is not known; orders with it wait.',
    remedy:
      'Say what it means on the page "Words" of the server. In the terminal "skladbridge profile words NAME" shows the words and what each may mean.',
  },
  'order.arithmetic.ambiguous': {
    what: 'Order no. {order}: its sums add up in more than one way, with different lines.',
    remedy:
      'Choose how the shop writes discounts and prices on the page "Words" of the server; in the terminal "skladbridge profile words NAME" shows them. The order comes in with the next run.',
  },
  'product.unreadable': {
    what: 'Product {product} with the code "{code}" comes unreadable from the shop: {field}.',
    remedy: 'Open the product in the shop, correct the field and save it again.',
  },
  'product.code.missing': {
    what: 'Product {product} "{name}" has neither code nor bar code.',
    remedy: 'Give it a code in the shop.',
  },
  'product.code.ambiguous': {
    what: 'Several products have the code "{code}": {products}.',
    remedy: 'Leave it to one of them.',
  },
  'product.price.bad': {
    what: 'Product {product} has the price "{price}".',
    remedy: 'Correct the price in the shop.',
  },
  'product.good.near': {
    what: 'Product {product} with the code "{code}" looks like goods of the warehouse: {goods}. No new good was made.',
    remedy:
      'If it is the same, make the codes equal (or "skladbridge link NAME GOOD PRODUCT"); if not, change one so that it differs clearly.',
  },
  'product.good.ambiguous': {
    what: 'Product {product} with the code "{code}" fits several goods: {goods}.',
    remedy: 'Leave the code to one of them.',
  },

  'bug.unexpected': { what: 'Unexpected error: {message}', remedy: TELL_US },
  'bug.assertion': { what: 'An inner check failed: {message}', remedy: TELL_US },
};
