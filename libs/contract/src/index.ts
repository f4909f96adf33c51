export * from './problems';
export * from './views';
export * as requests from './requests';
export type { FindMatters } from './requests';
export * from './routes';
export * from './openapi';
export { roles, roleName, type Role } from './roles';
