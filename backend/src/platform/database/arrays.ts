/**
 * PostgreSQL arrays in the protocol's binary form (array_recv): what goes by the thousand is neither quoted here nor parsed there.
 * The driver sends a Buffer as binary, so each of these is a parameter as it stands. One dimension; null is a null element.
 */
type Maybe<T> = T | null;
type Write<T> = (into: Scratch, value: T) => void;

const header = 20;
const epochOf2000 = 946_684_800_000;

/** Room that grows, kept between calls: an array is copied out when it is whole. */
class Scratch {
  bytes = Buffer.allocUnsafe(1 << 16);
  at = 0;

  room(size: number): void {
    if (this.at + size <= this.bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.at + size));
    this.bytes.copy(grown, 0, 0, this.at);
    this.bytes = grown;
  }

  int32(value: number): void {
    this.room(4);
    this.at = this.bytes.writeInt32BE(value, this.at);
  }
}

const scratch = new Scratch();

const arrayOf =
  <T>(oid: number, write: Write<T>) =>
  (values: readonly Maybe<T>[]): Buffer => {
    const s = scratch;
    s.at = values.length === 0 ? 12 : header;
    let nulls = 0;
    for (const value of values) {
      if (value === null) {
        nulls = 1;
        s.int32(-1);
      } else {
        const from = s.at;
        s.room(4);
        s.at += 4;
        write(s, value);
        s.bytes.writeInt32BE(s.at - from - 4, from);
      }
    }
    s.bytes.writeInt32BE(values.length === 0 ? 0 : 1, 0);
    s.bytes.writeInt32BE(nulls, 4);
    s.bytes.writeInt32BE(oid, 8);
    if (values.length > 0) {
      s.bytes.writeInt32BE(values.length, 12);
      s.bytes.writeInt32BE(1, 16);
    }
    return Buffer.from(s.bytes.subarray(0, s.at));
  };

const writeText = (s: Scratch, value: string): void => {
  s.room(value.length * 3);
  s.at += s.bytes.write(value, s.at, 'utf8');
};

export const texts = arrayOf<string>(25, writeText);
export const jsons = arrayOf<string>(114, writeText);
/** jsonb's binary form is its text behind a version byte. */
export const jsonbs = arrayOf<string>(3802, (s, value) => {
  s.room(1);
  s.at = s.bytes.writeUInt8(1, s.at);
  writeText(s, value);
});
export const uuids = arrayOf<string>(2950, (s, value) => {
  s.room(16);
  s.at += s.bytes.write(value.replaceAll('-', ''), s.at, 'hex');
});
export const ints = arrayOf<number>(23, (s, value) => {
  s.int32(value);
});
export const smallints = arrayOf<number>(21, (s, value) => {
  s.room(2);
  s.at = s.bytes.writeInt16BE(value, s.at);
});
export const booleans = arrayOf<boolean>(16, (s, value) => {
  s.room(1);
  s.at = s.bytes.writeUInt8(value ? 1 : 0, s.at);
});
export const digests = arrayOf<Uint8Array>(17, (s, value) => {
  s.room(value.length);
  s.bytes.set(value, s.at);
  s.at += value.length;
});
/** ISO 8601 with milliseconds, as the house keeps instants; the wire counts microseconds from 2000. */
export const instants = arrayOf<string>(1184, (s, value) => {
  s.room(8);
  s.at = s.bytes.writeBigInt64BE(BigInt(Date.parse(value) - epochOf2000) * 1_000n, s.at);
});
