import type { App } from '../app/app.ts';
import type { Log, LogLevel } from '../lib/log.ts';
import type { SyncError } from '../model/sync-error.ts';
import type { WarehouseOddity } from '../model/warehouse-facts.ts';

/** A shop on this machine that the command line has started. */
export interface StartedSandbox {
  readonly url: string;
  readonly adminUrl: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Shops of one process, told apart by their host names. */
export interface StartedSandboxes {
  readonly shops: readonly { readonly url: string; readonly adminUrl: string }[];
  /** Where the process listens, whatever the shops are called. */
  readonly listensAt: string;
  close(): Promise<void>;
}

/** What is switched on from the start: a fault, or in what the shop is otherwise. */
export interface SandboxSwitch {
  readonly kind: string;
  readonly amount: number | null;
  readonly field: string | null;
}

export interface SandboxRequest {
  readonly host: string;
  readonly port: number;
  /** Of several shops each has a folder of its own in there. */
  readonly storeFolder: string | null;
  /**
   * JSON content files (spec section 9), one a shop; the last one is also every further shop's. None =
   * generated.
   */
  readonly contentFiles: readonly string[];
  /** Public addresses, one a shop; none = one shop, called by where it listens. */
  readonly addresses: readonly string[];
  readonly switches: readonly SandboxSwitch[];
  readonly products: number;
  readonly orders: number;
  readonly seed: number;
}

/** A warehouse, and what opens it: the password of a database server, never part of the address. */
export interface WarehousePlace {
  readonly url: string;
  readonly password: string | null;
}

/** Asks about a warehouse; what is needed for it on this machine lies in the data folder. */
export interface WarehouseQuestion extends WarehousePlace {
  readonly dataFolder: string;
  readonly signal: AbortSignal;
}

export interface WarehouseInit extends WarehousePlace {
  readonly goods: number;
  readonly seed: number;
  readonly hasSupto: boolean;
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/** Asks for the REST API of a warehouse; the key stands in a file, never in an argument. */
export interface WarehouseServing extends WarehouseQuestion {
  readonly host: string;
  readonly port: number;
  readonly apiKeyFile: string | null;
  readonly onFault: (error: unknown) => void;
}

/** A running REST API of a warehouse. */
export interface ServedWarehouse {
  readonly url: string;
  close(): Promise<void>;
}

/** What an agent tells while it works. */
export type AgentTold =
  | { readonly kind: 'line'; readonly isThere: boolean }
  | { readonly kind: 'session'; readonly open: number; readonly program: string }
  | { readonly kind: 'fault'; readonly method: string; readonly fault: SyncError }
  /** Somebody who does not know the token. */
  | { readonly kind: 'stranger' };

/** Asks for a warehouse to be served over a hub (`skladbridge agent`). */
export interface AgentRequest extends WarehouseQuestion {
  readonly name: string;
  /** `tls://host:port`. */
  readonly hub: string;
  /** File of the authority that has signed the hub's certificate; null = one that the system knows. */
  readonly caFile: string | null;
  readonly tokenFile: string;
  readonly onTold: (told: AgentTold) => void;
}

/** What an agent shows of its key: to whoever looks after the hub, and to whoever has the profile. */
export interface ShownAgentKey {
  readonly publicKey: string;
  /** As the hub's file has it among its `users`. */
  readonly hubLine: string;
  /** The password of the warehouse in the profile. */
  readonly token: string;
}

/** An agent at its work. */
export interface RunningAgent {
  /** `tls://host:port`, without user and password. */
  readonly hub: string;
  /** Why the hub let it go for good; null where it was closed. Never rejects. */
  readonly ended: Promise<SyncError | null>;
  close(): Promise<void>;
}

/** Asks for a log. */
export interface LogRequest {
  readonly level: LogLevel;
  readonly format: 'json' | 'text';
  /** Grows up to a size, then begins anew; null = what is told goes to `write`. */
  readonly file: string | null;
  readonly write: (line: string) => void;
}

/** Asks for the page's server. */
export interface PageRequest {
  readonly dataFolder: string;
  readonly host: string;
  readonly port: number;
  /** Address that browsers open (`https://sklad.example.bg`); absent = where it listens. */
  readonly url?: string;
  /** Files of a certificate and its key, as PEM; absent = it speaks no TLS itself. */
  readonly tls?: { readonly certificate: string; readonly key: string };
  /** Addresses and networks of proxies that are believed whom they speak for. */
  readonly trustedProxies?: readonly string[];
  /** File of the word that opens `/metrics` to other machines; absent = it is for this one alone. */
  readonly metricsTokenFile?: string;
  /** What this process does of the work that several share over a database; absent = everything. */
  readonly role?: 'all' | 'page' | 'worker';
  readonly log: Log;
  readonly onFault: (error: unknown) => void;
}

/** The profile that is shown to somebody who sees the program for the first time. */
export interface ShownProfile {
  /** The sign-in link leads to it, and it is started when a page first looks on. */
  readonly shown: string;
}

/** How the page is served, for whoever looks after it. */
export interface Serving {
  /** What browsers open. */
  readonly url: string;
  /** Host and port. */
  readonly listens: string;
  /** Of its own TLS: the file, and until when it holds (ISO 8601); null without. */
  readonly certificate: { readonly file: string; readonly until: string } | null;
  /** Whose word on addresses is believed. */
  readonly proxies: readonly string[];
}

/** The running page, with what only the terminal may show. */
export interface ServedPage {
  readonly url: string;
  readonly serving: Serving;
  /** Makes the owner's account; null when there is one. */
  readonly setupCode: string | null;
  /** Signs in once, without a password; only where it was asked for. */
  readonly link: string | null;
  close(): Promise<void>;
}

/** One line of the last numbers per operation type. */
export interface TypeSummary {
  readonly operationType: number;
  readonly name: string;
  readonly documents: number;
  readonly lastNumber: number;
}

/** What `warehouse info` shows. */
export interface WarehouseSummary {
  readonly databaseVersion: string;
  readonly isSupto: boolean;
  readonly pricesIncludeVat: boolean;
  readonly hasNumbersPerLocation: boolean;
  readonly isNegativeStockAllowed: boolean;
  readonly stockMethod: number;
  readonly baseCurrency: string;
  /** Rows by table. */
  readonly counts: Readonly<Record<string, number>>;
  readonly types: readonly TypeSummary[];
  readonly devices: readonly {
    readonly serial: string;
    readonly lastSequence: number;
    readonly rows: number;
  }[];
  /** Triggers, own columns, missing indexes. */
  readonly oddities: readonly WarehouseOddity[];
  /** Rights that a full import would lack, as `INSERT operations`. */
  readonly rights: readonly string[];
  /** Hazards found, by name, with how many records they concern; only those that were found. */
  readonly hazards: readonly { readonly hazard: string; readonly count: number }[];
}

/** Asks for a diagnosis. */
export interface DiagnosisWish {
  /** Null = of all profiles. */
  readonly profile: string | null;
  readonly dataFolder: string;
  readonly signal: AbortSignal;
  /** Told what is looked at next: `program`, `log`, or a profile's name. */
  readonly onStep: (step: string) => void;
}

/** One check of `doctor`. */
export interface DoctorPoint {
  readonly point: string;
  readonly isOk: boolean;
  /** Figures and remedies, worded already by the check's texts. */
  readonly facts: Readonly<Record<string, string | number>>;
}

/** A demo that is set up: warehouse, running sandbox, profile. */
export interface Demo {
  readonly app: App;
  readonly profile: string;
  readonly sandbox: StartedSandbox;
  readonly warehousePath: string;
  /** True when this call made it; false when the folder already held one. */
  readonly isNew: boolean;
  close(): Promise<void>;
}

/** Where data are kept when nobody says where. */
export interface DataPlaces {
  readonly standard: string;
  /** A memory in the current folder, as earlier versions kept it, while the standard place has none. */
  readonly left: string | null;
}

/** What `migrate` has found and made. */
export interface MigratedMemory {
  /** 0 = no memory yet, null = not told of a file. */
  readonly before: number | null;
  readonly after: number;
  /** The role of pages, where one was asked for: tables under a policy, and those that are open to it. */
  readonly pages?: { readonly role: string; readonly bound: number; readonly open: number };
}

/** Everything the command line can reach; `compose.ts` makes it. Each rejects with a SyncError. */
export interface Program {
  readonly version: string;
  readonly dataPlaces: DataPlaces;
  /** `isQueued`: over a database, what it runs, plans and compares is done by any worker in its turn. */
  openApp(dataFolder: string, how?: { readonly isQueued: boolean }): Promise<App>;
  /** Opens the log; whatever is opened afterwards tells it what it does. Rejects `file.*`. */
  startLog(request: LogRequest): Promise<Log>;
  startSandbox(request: SandboxRequest): Promise<StartedSandboxes>;
  /** Names of everything that a sandbox can switch on. */
  readonly sandboxSwitches: readonly string[];
  initWarehouse(request: WarehouseInit): Promise<Readonly<Record<string, number>>>;
  readWarehouseSummary(question: WarehouseQuestion): Promise<WarehouseSummary>;
  /** Serves the page and runs the schedules until it is closed. */
  servePage(request: PageRequest): Promise<ServedPage>;
  /** Serves the page of an application that is open already, with a one-time sign-in link. */
  servePageOf(app: App, request: Omit<PageRequest, 'dataFolder'> & ShownProfile): Promise<ServedPage>;
  serveWarehouse(request: WarehouseServing): Promise<ServedWarehouse>;
  /** Serves the warehouse beside this machine over a hub, until it is closed or the hub refuses it. */
  serveAgent(request: AgentRequest): Promise<RunningAgent>;
  /** What is shown of the key of an agent, which is made in this file where there is none. Repeatable. */
  makeAgentKey(name: string, file: string): Promise<ShownAgentKey>;
  /** Opens or makes the demo of a folder (spec issue: 1,000 goods, 60 orders, profile „Демо магазин“). */
  openDemo(folder: string, onStep: (step: 'warehouse' | 'shop' | 'profile') => void): Promise<Demo>;
  /**
   * Brings the memory to this program's version, past a pooler where it is in a database. `after` higher
   * than the program's own: left as a newer one has made it. `pageRole`: of the database; set up for pages too.
   */
  migrateMemory(dataFolder: string, pageRole?: string): Promise<MigratedMemory>;
  /**
   * Puts a memory of a newer version aside before this backup is restored in its place; answers where it
   * is, null when there is none. Rejects as the restore would, and then leaves it where it is.
   */
  setNewerAside(dataFolder: string, backup: string): Promise<string | null>;
  /** The master key that is to take the present one's place, as the environment names it; null = it names none. */
  nextMasterKey(): Promise<string | null>;
  /** One text for support; reads only, names nobody. Rejects `profile.notFound`, `run.cancelled`. */
  diagnose(app: App, request: DiagnosisWish): Promise<string>;
  checkMachine(dataFolder: string, signal: AbortSignal): Promise<readonly DoctorPoint[]>;
}
