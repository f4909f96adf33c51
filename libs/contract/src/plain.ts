/** The part of the contract that is data alone: a page that needs words or rules does not load the schemas with them. */
export * from './access/judge-by';
export { passwordClasses, passwordPolicy } from './people/password-rules';
export { shellProblems } from './shell-problems';
export { letters, letterOf } from './notices/letters';
