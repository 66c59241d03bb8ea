import type { AllowedEdge } from './cycles.ts';

/** A law that one file breaks for now, with the reason. An exception that nothing needs is itself a fault. */
export interface Exception {
  readonly law: string;
  readonly path: string;
  readonly reason: string;
}

export const EXCEPTIONS: readonly Exception[] = [
  'src/app/tasks/order-recorder.ts',
  'src/app/tasks/unp-write-back.ts',
].map((path) => ({
  law: 'changes are made in sync',
  path,
  reason: 'it decides and acts in one; the deciding half moves to src/sync',
}));

/** Imports that close a circle. */
export const ALLOWED_EDGES: readonly AllowedEdge[] = [];
