import type { MetAgent } from '../../model/met-agent.ts';

/** Which agents a firm has worked with, and when they were heard last. */
export interface AgentSights {
  /**
   * Notes that the firm has worked with an agent; where nobody has said which, those that have a profile with
   * it. What was noted of the same version less than a minute before stays. Repeatable.
   */
  meet(agent: string, version: string, nowMs: number): Promise<void>;
  /**
   * Notes of agents that somebody has met that they are there, as `meet` does; of others nothing is noted.
   * Repeatable.
   */
  sight(there: readonly Omit<MetAgent, 'seenMs'>[], nowMs: number): Promise<void>;
  /** One that the firm has met; null = it never has. Repeatable. */
  find(agent: string): Promise<MetAgent | null>;
  /** Those that the firm has met and a profile of it still names, each once, by name. Repeatable. */
  list(): Promise<readonly MetAgent[]>;
}
