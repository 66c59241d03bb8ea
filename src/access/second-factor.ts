import { Secret, TOTP } from 'otpauth';
import { renderSVG } from 'uqr';
import type { Clock } from '../lib/clock.ts';
import { sha256 } from '../lib/hash.ts';
import type { Account } from '../model/account.ts';
import { SyncError } from '../model/sync-error.ts';
import type { AccountMemory } from '../state/state.ts';
import { randomCode } from './password.ts';

const ISSUER = 'Skladbridge';
const STEP_MS = 30_000;
const SECRET_BYTES = 20;
/** A phone's clock may be half a minute off. */
const WINDOW = 1;
const RECOVERY_CODES = 10;
/** How long a person has to read the code into the app. */
const PENDING_MS = 15 * 60_000;

/** What a person's app is given, once. */
export interface OfferedFactor {
  /** `otpauth://…`, for a phone that opens it. */
  readonly address: string;
  /** The same to be typed. */
  readonly secret: string;
  /** The same to be looked at by a camera, as SVG. */
  readonly picture: string;
}

function totp(account: Account, secret: Secret): TOTP {
  return new TOTP({ issuer: ISSUER, label: account.name, secret, digits: 6, period: STEP_MS / 1000 });
}

/** A recovery code as it is kept; letter case and dashes do not matter. */
function recoveryHash(account: Account, code: string): string {
  return sha256(`${account.id} ${code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`);
}

/**
 * Codes of an app besides the password (TOTP, RFC 6238): each is good for once, and ten others stand in for a
 * phone that is lost. The secret is kept sealed, the ten as hashes.
 */
export class SecondFactors {
  readonly #memory: AccountMemory;
  readonly #clock: Clock;
  readonly #pending = new Map<number, { readonly secret: string; readonly untilMs: number }>();

  constructor(memory: AccountMemory, clock: Clock) {
    this.#memory = memory;
    this.#clock = clock;
  }

  /** Offers a new secret; nothing is asked for before `confirm` has seen a code of it. */
  offer(account: Account): OfferedFactor {
    const secret = new Secret({ size: SECRET_BYTES });
    const untilMs = this.#clock.now() + PENDING_MS;
    this.#pending.set(account.id, { secret: secret.base32, untilMs });
    const address = totp(account, secret).toString();
    return { address, secret: secret.base32, picture: renderSVG(address, { border: 2 }) };
  }

  /**
   * Turns it on when the app's code is right; answers the codes for a lost phone, which are shown once.
   * Rejects `access.secondCodeWrong`.
   */
  async confirm(account: Account, code: string): Promise<readonly string[]> {
    const pending = this.#pending.get(account.id);
    const isOpen = pending !== undefined && pending.untilMs >= this.#clock.now();
    const step = isOpen ? this.#stepOf(account, pending.secret, code) : null;
    if (pending === undefined || step === null) throw new SyncError('access.secondCodeWrong');
    const codes = Array.from({ length: RECOVERY_CODES }, randomCode);
    const recoveryHashes = codes.map((each) => recoveryHash(account, each));
    await this.#memory.setSecondFactor(account.id, { secret: pending.secret, recoveryHashes });
    await this.#memory.useFactorStep(account.id, step);
    this.#pending.delete(account.id);
    return codes;
  }

  /** Whether a code is right; it is used up by that. Rejects `secrets.*` where the secret cannot be opened. */
  async use(account: Account, code: string): Promise<boolean> {
    const digits = code.replaceAll(/\s/g, '');
    if (!/^\d{6}$/.test(digits)) return this.#memory.useRecoveryCode(account.id, recoveryHash(account, code));
    const secret = await this.#memory.secondFactor(account.id);
    const step = secret === null ? null : this.#stepOf(account, secret, digits);
    return step !== null && this.#memory.useFactorStep(account.id, step);
  }

  async remove(account: Pick<Account, 'id'>): Promise<void> {
    this.#pending.delete(account.id);
    await this.#memory.setSecondFactor(account.id, null);
  }

  async codesLeft(account: Account): Promise<number> {
    return account.hasSecondFactor ? this.#memory.recoveryCodesLeft(account.id) : 0;
  }

  /** The step that a code is of; null = of none that counts now. */
  #stepOf(account: Account, secret: string, code: string): number | null {
    const timestamp = this.#clock.now();
    const app = totp(account, Secret.fromBase32(secret));
    const delta = app.validate({ token: code.replaceAll(/\s/g, ''), timestamp, window: WINDOW });
    return delta === null ? null : Math.floor(timestamp / STEP_MS) + delta;
  }
}
