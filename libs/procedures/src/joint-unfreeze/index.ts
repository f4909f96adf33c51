export { facts, freezeSummary } from './facts';
export type { Facts as JointUnfreezeFacts, FreezeSummary } from './facts';
export { labels } from './labels';
export { jointUnfreeze as procedure } from './procedure';
