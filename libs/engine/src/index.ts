export * from './values';
export * from './effects';
export * from './procedure';
export * from './decide';
export * from './picture';
