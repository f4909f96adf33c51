import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(
  argon2 as (
    algorithm: 'argon2id',
    parameters: Argon2Parameters,
    done: (error: Error | null, key: Buffer) => void,
  ) => void,
);
const cost = { parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 };

/** Argon2id, 19 MiB, two passes: `argon2id$salt$tag`. */
export const hashPassword = async (password: string): Promise<string> => {
  const nonce = randomBytes(16);
  const tag = await derive('argon2id', { ...cost, message: password, nonce });
  return `argon2id$${nonce.toString('base64url')}$${tag.toString('base64url')}`;
};

export const passwordMatches = async (password: string, stored: string): Promise<boolean> => {
  const [, nonce = '', tag = ''] = stored.split('$');
  const expected = Buffer.from(tag, 'base64url');
  const actual = await derive('argon2id', { ...cost, message: password, nonce: Buffer.from(nonce, 'base64url') });
  return actual.length === expected.length && timingSafeEqual(actual, expected);
};
