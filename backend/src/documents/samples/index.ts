import { type Cases, readCases } from './cases';
import { lineSamples, propertySamples } from './line';
import { rescueSamples } from './rescue';
import { wageSamples } from './wages';

export type Content = Readonly<Record<string, unknown>>;

/** A complete content for each paper of the catalogue, from the four typical cases; for previews, `npm run papers` and tests. */
export const samplesOf = (cases: Cases): Readonly<Record<string, Content>> => ({
  ...rescueSamples(cases),
  ...lineSamples(),
  ...propertySamples(cases),
  ...wageSamples(cases),
});
export const loadSamples = async (folder: string): Promise<Readonly<Record<string, Content>>> =>
  samplesOf(await readCases(folder));
