export { facts } from './facts';
export type { Facts as LiftFreezeFacts } from './facts';
export { labels } from './labels';
export { liftFreeze as procedure } from './procedure';
