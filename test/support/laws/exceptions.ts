import type { AllowedEdge } from './cycles.ts';

/** A law that one file breaks for now, with the reason. An exception that nothing needs is itself a fault. */
export interface Exception {
  readonly law: string;
  readonly path: string;
  readonly reason: string;
}

export const EXCEPTIONS: readonly Exception[] = [];

/** Imports that close a circle. */
export const ALLOWED_EDGES: readonly AllowedEdge[] = [];
