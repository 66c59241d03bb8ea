/** The steps of a first run, in their order; the last one is what they lead to. */
export const SETUP_STEPS = ['warehouse', 'shop', 'flow', 'plan', 'run'] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];
