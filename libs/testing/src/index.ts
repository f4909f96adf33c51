export { scenarioFor, type GivenState } from './scenario';
