export * from './values';
export * from './effects';
export * from './procedure';
export * from './clocks';
export * from './decide';
export * from './picture';
