import type { PairAnswer } from '../model/pair.ts';
import type { AssumptionId } from '../model/assumptions.ts';
import type { WarehouseOddity } from '../model/warehouse-facts.ts';
import type { RefundWay } from '../model/written-document.ts';
import type { CauseName } from '../model/attention-causes.ts';
import type { ErrorCode } from '../model/error-codes.ts';
import type { DismissReason, MissingReason } from '../model/ledger.ts';
import type { OrderStage } from '../model/order-stage.ts';
import type { ChangeKind, UndoReason, WaitReason } from '../model/plan.ts';
import type { NoticeCode, RunEnd, RunTrigger, TaskName } from '../model/run.ts';
import type { SettingKind, SettingSection } from '../model/setting-kinds.ts';
import type { SecretName, SettingKey } from '../model/settings.ts';
import type { HelpWords } from './help-words.ts';
import type { Language } from './language.ts';
import type { ListingMeaning } from '../model/list-manner.ts';
import type { PaymentMeaning, ReckoningMeaning, WordKind, WordMeaning } from '../model/shop-words.ts';

/** What happened, to which record, and what to do about it (spec section 7). `{name}` stands for a fact. */
export interface ErrorText {
  readonly what: string;
  readonly remedy: string;
}

export interface LabelText {
  readonly label: string;
  readonly help: string;
}

/** What the terminal and the page call alike: they stand here once. */
export type Names = Pick<
  Texts,
  'tasks' | 'causes' | 'stages' | 'changes' | 'ends' | 'triggers' | 'refundWays' | 'operationTypes'
>;

/** Every word that a person meets, in one language; a missing one is a type error. */
/** Words for what people have answered and changed. */
export type NoteWord =
  | 'numbered'
  | 'order'
  | 'good'
  | 'product'
  | 'unlinked'
  | 'declined'
  | 'admitted'
  | 'refund'
  | 'again'
  | 'show'
  | 'dismissed'
  | 'decided'
  | 'count'
  | 'answer'
  | 'fromHere'
  | PairAnswer;

export interface Texts {
  /** Which language this is: numbers among the words are written in its manner. */
  readonly language: Language;
  readonly errors: Readonly<Record<ErrorCode, ErrorText>>;
  readonly settings: Readonly<Record<SettingKey, LabelText>>;
  readonly secrets: Readonly<Record<SecretName, LabelText>>;
  readonly sections: Readonly<Record<SettingSection, string>>;
  /** Choice values, by `setting.value`, and those that mean the same everywhere. */
  readonly choices: Readonly<Record<string, string>>;
  readonly tasks: Readonly<Record<TaskName, string>>;
  /** What is behind something that waits for a person. */
  readonly causes: Readonly<Record<CauseName, string>>;
  readonly stages: Readonly<Record<OrderStage, string>>;
  readonly reasons: Readonly<Record<DismissReason | MissingReason | UndoReason | WaitReason, string>>;
  /** Why something does not answer, by the code of machine or network; others stand as they are. */
  readonly faultWords: Readonly<Record<string, string>>;
  readonly notices: Readonly<Record<NoticeCode, string>>;
  readonly changes: Readonly<Record<ChangeKind, string>>;
  readonly fields: Readonly<Record<string, string>>;
  readonly ends: Readonly<Record<RunEnd, string>>;
  /** Why a run was started. */
  readonly triggers: Readonly<Record<RunTrigger, string>>;
  readonly refundWays: Readonly<Record<RefundWay, string>>;
  readonly operationTypes: Readonly<Record<string, string>>;
  readonly wordKinds: Readonly<Record<WordKind, string>>;
  /** How a shop reckons, as the sums of its orders show it. */
  readonly arithmetic: Readonly<Record<string, string>>;
  readonly wordMeanings: Readonly<
    Record<Exclude<WordMeaning, PaymentMeaning | ReckoningMeaning | ListingMeaning>, string>
  >;
  /** What people have answered and changed. */
  readonly notes: Readonly<Record<NoteWord, string>>;
  readonly hazards: Readonly<Record<string, string>>;
  readonly points: Readonly<Record<string, string>>;
  /** What a kind of setting takes; of a choice its words are told. */
  readonly expectations: Readonly<Record<Exclude<SettingKind, 'choice'>, string>>;
  readonly limits: Readonly<Record<string, string>>;
  /** Assumptions that an evidence file can tell of, by their number. */
  readonly lessons: Readonly<Record<AssumptionId, string>>;
  /** What a person does to find out what an evidence file does not tell. */
  readonly toFindOut: Readonly<Record<AssumptionId, string>>;
  /** In what a database differs from the vendor's; with `{table}` and `{name}`. */
  readonly oddities: Readonly<Record<WarehouseOddity['kind'], string>>;
  readonly phrases: Readonly<Record<Phrase, string>>;
  readonly commands: Readonly<Record<CommandText, string>>;
  readonly help: HelpWords;
}

/** Sentences and headings of reports and pages. */
export const PHRASES = [
  'yes',
  'no',
  'none',
  'empty',
  'set',
  'notSet',
  'default',
  'error',
  'whatToDo',
  'inSync',
  'progress.read',
  'progress.write',
  'progress.rate',
  'progress.rest',
  'run.started',
  'run.ended',
  'run.stopping',
  'run.waiting',
  'run.quiet',
  'run.waits',
  'run.why',
  'run.none',
  'counts.created',
  'counts.updated',
  'counts.unchanged',
  'counts.skipped',
  'counts.attention',
  'counts.failed',
  'counts.nothing',
  'plan.title',
  'plan.summary',
  'plan.onlyAttention',
  'plan.empty',
  'plan.saved',
  'plan.more',
  'plan.newDocument',
  'plan.total',
  'plan.newPartner',
  'orders.none',
  'attention.title',
  'attention.none',
  'attention.released',
  'links.linked',
  'links.unlinked',
  'demo.warehouse',
  'demo.shop',
  'demo.profile',
  'demo.orders',
  'demo.notImported',
  'demo.goods',
  'demo.stock',
  'demo.admin',
  'demo.page',
  'demo.every',
  'sandbox.running',
  'sandbox.access',
  'sandbox.listens',
  'sandbox.stop',
  'profile.added',
  'profile.suptoChosen',
  'profile.next',
  'profile.nextSecret',
  'profile.nextFault',
  'profile.nextTest',
  'profile.nextPlan',
  'profile.nextRun',
  'profile.saved',
  'profile.removed',
  'profile.none',
  'profile.confirmRemove',
  'profile.askSecret',
  'profile.secretSet',
  'serve.running',
  'serve.working',
  'serve.setupCode',
  'serve.open',
  'notify.failed',
  'notify.attention',
  'notify.overdue',
  'notify.digest',
  'notify.digestOrders',
  'notify.digestNoOrders',
  'notify.digestUnp',
  'notify.digestWaiting',
  'notify.digestFailed',
  'notify.digestAllWell',
  'notify.test',
  'notify.testText',
  'notify.link',
  'missing.none',
  'missing.how',
  'missing.again',
  'missing.letGo',
  'upkeep.overdue',
  'upkeep.noneOverdue',
  'warehouse.served',
  'warehouse.servedOpen',
  'agent.running',
  'agent.lineThere',
  'agent.lineLost',
  'agent.stranger',
  'agent.keyKept',
  'agent.keyHub',
  'agent.keyProfile',
  'warehouse.made',
  'warehouse.info',
  'warehouse.withVat',
  'warehouse.withoutVat',
  'warehouse.numbersApart',
  'warehouse.numbersShared',
  'warehouse.supto',
  'warehouse.rightMissing',
  'column.assumption',
  'column.verdict',
  'column.seen',
  'evidence.confirmed',
  'evidence.contradicted',
  'evidence.untold',
  'evidence.person',
  'evidence.collected',
  'evidence.offer',
  'warehouse.noHazards',
  'upkeep.audited',
  'orders.refundSet',
  'upkeep.needYes',
  'account.name',
  'account.role',
  'account.owner',
  'account.operator',
  'account.accountant',
  'account.hoster',
  'account.secondFactor',
  'account.password',
  'account.temporary',
  'account.since',
  'account.yes',
  'account.none',
  'account.added',
  'account.reset',
  'account.factorRemoved',
  'account.factorStays',
  'tenant.name',
  'tenant.since',
  'tenant.suspendedSince',
  'tenant.servers',
  'tenant.waiting',
  'tenant.owner',
  'tenant.ownerless',
  'tenant.added',
  'tenant.renamed',
  'tenant.suspended',
  'tenant.resumed',
  'tenant.memberSet',
  'tenant.memberOut',
  'tenant.hosterSet',
  'tenant.hosterEnded',
  'key.rotated',
  'key.letIn',
  'key.finished',
  'upkeep.backedUp',
  'upkeep.newerAside',
  'backups.name',
  'backups.madeAt',
  'backups.size',
  'backups.none',
  'backups.planOff',
  'backups.planOn',
  'report.to',
  'report.never',
  'report.last',
  'report.none',
  'notify.silent',
  'notify.silentText',
  'retention.days',
  'retention.room',
  'retention.never',
  'retention.last',
  'retention.done',
  'retention.busy',
  'retention.full',
  'retention.failed',
  'diagnose.step',
  'diagnose.program',
  'diagnose.log',
  'diagnose.made',
  'notify.backupFailed',
  'upkeep.restored',
  'upkeep.accountsReturned',
  'upkeep.fromHereWould',
  'upkeep.fromHereDone',
  'upkeep.rebuiltOrders',
  'upkeep.rebuiltLinks',
  'upkeep.linksNotReadable',
  'upkeep.differences',
  'upkeep.undoHow',
  'upkeep.archived',
  'upkeep.erased',
  'test.allGood',
  'test.agentThere',
  'test.agentAway',
  'test.agentUnmet',
  'test.agedOrders',
  'test.notTried',
  'test.prices.same',
  'test.prices.shopInLeva',
  'test.prices.shopInEuro',
  'test.prices.unclear',
  'doctor.good',
  'doctor.bad',
  'column.name',
  'column.value',
  'column.order',
  'column.date',
  'column.total',
  'column.currency',
  'column.lasted',
  'column.document',
  'column.stage',
  'column.reason',
  'column.refundWay',
  'column.status',
  'column.good',
  'column.quantity',
  'column.price',
  'column.sum',
  'column.lastRun',
  'column.attention',
  'column.cursor',
  'column.shop',
  'column.removedAt',
  'column.orders',
  'column.timesMet',
  'column.trigger',
  'pair.known',
  'pair.moved',
  'pair.another',
  'pair.former',
  'pair.original',
  'pair.copy',
  'pair.oneAnswer',
  'migrate.nothing',
  'migrate.done',
  'migrate.pages',
  'move.askPassphrase',
  'move.exported',
  'move.imported',
  'removed.moved',
  'removed.none',
  'removed.hint',
  'removed.restored',
  'removed.ofShop',
  'removed.takenOver',
  'column.number',
  'column.start',

  'column.type',
  'column.documents',
  'column.lastNumber',
  'column.word',
  'column.lastSeen',
  'column.example',
  'column.meaning',
  'words.none',
  'words.byList',
  'words.by.person',
  'words.by.answers',
  'words.by.arithmetic',
  'words.unknown',
  'words.proposed',
  'words.shownBy',
] as const;
export type Phrase = (typeof PHRASES)[number];

/** Descriptions of commands, arguments and options. */
export const COMMAND_TEXTS = [
  'program',
  'usage',
  'commands',
  'options',
  'globalOptions',
  'arguments',
  'here',
  'help',
  'helpCommand',
  'version',
  'data',
  'json',
  'lang',
  'logLevel',
  'logFile',
  'logFormat',
  'demo',
  'demo.once',
  'demo.dir',
  'profile',
  'profile.add',
  'profile.list',
  'profile.show',
  'profile.edit',
  'profile.remove',
  'profile.listRemoved',
  'profile.restore',
  'profile.restoreId',
  'profile.restoreAs',
  'profile.restoreMoved',
  'profile.export',
  'profile.import',
  'profile.importAs',
  'pair',
  'pair.moved',
  'pair.another',
  'pair.original',
  'pair.copy',
  'removedOption',
  'profile.test',
  'profile.secret',
  'profile.settings',
  'profile.words',
  'collect',
  'collect.out',
  'learn',
  'profile.words.set',
  'profile.warehouse',
  'profile.shop',
  'profile.interface',
  'profile.username',
  'profile.set',
  'profile.rename',
  'profile.secretStdin',
  'yes',
  'plan',
  'plan.out',
  'task',
  'apply',
  'run',
  'orders',
  'orders.format',
  'orders.stage',
  'attention',
  'release',
  'release.all',
  'link',
  'unlink',
  'runs',
  'reconcile',
  'reconcile.repair',
  'undo',
  'undo.yes',
  'check',
  'check.minutes',
  'backup',
  'backup.every',
  'backup.keep',
  'backup.folder',
  'backup.list',
  'migrate',
  'migrate.pageRole',
  'report',
  'report.to',
  'report.tokenFile',
  'report.every',
  'report.show',
  'report.stop',
  'retention',
  'retention.days',
  'retention.now',
  'key',
  'key.rotate',
  'key.finish',
  'diagnose',
  'diagnose.out',
  'restore',
  'missing',
  'missing.recordAgain',
  'missing.letGo',
  'missing.order',
  'rebuild',
  'importFromHere',
  'auditFile',
  'auditFile.out',
  'refundWay',
  'archive',
  'archive.export',
  'archive.format',
  'archive.out',
  'account',
  'account.list',
  'account.add',
  'account.role',
  'account.reset',
  'account.secondFactor',
  'tenant',
  'tenant.list',
  'tenant.add',
  'tenant.rename',
  'tenant.suspend',
  'tenant.resume',
  'tenant.member',
  'tenant.out',
  'tenant.hoster',
  'tenant.end',
  'archive.erase',
  'archive.contact',
  'archive.order',
  'warehouse',
  'warehouse.init',
  'warehouse.info',
  'warehouse.goods',
  'warehouse.seed',
  'warehouse.supto',
  'sandbox',
  'serve',
  'serve.port',
  'serve.url',
  'serve.tlsCert',
  'serve.tlsKey',
  'serve.trustedProxy',
  'serve.metricsTokenFile',
  'serve.role',
  'warehouse.serve',
  'agent',
  'agent.hub',
  'agent.ca',
  'agent.tokenFile',
  'agent.warehouse',
  'agent.newKey',
  'warehouse.port',
  'warehouse.apiKeyFile',
  'run.first',
  'sandbox.port',
  'sandbox.host',
  'sandbox.address',
  'sandbox.content',
  'sandbox.products',
  'sandbox.orders',
  'sandbox.store',
  'sandbox.switch',
  'doctor',
] as const;
export type CommandText = (typeof COMMAND_TEXTS)[number];
