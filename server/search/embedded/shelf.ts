// The index on disk, from one process to the next: piece after piece, and at the end a sum that tells whether all is there.
import { open, readFile, rename } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';

const lengthBytes = 4;

export class Shelf {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** Replaces what was kept; a process that dies meanwhile leaves it as it was. `pause` is called between two pieces. */
  async keep(pieces: Iterable<unknown>, pause: () => Promise<void>): Promise<void> {
    const draft = `${this.#file}.part`;
    const file = await open(draft, 'w', 0o600);
    try {
      let sum = 0;
      for (const piece of pieces) {
        const bytes = serialize(piece);
        sum = crc32(bytes, sum);
        await file.writev([number(bytes.length), bytes]);
        await pause();
      }
      await file.writev([number(0), number(sum)]);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, this.#file);
  }

  /** null when nothing whole is there. */
  async find(): Promise<Iterable<unknown> | null> {
    const bytes = await readFile(this.#file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    const parts = bytes && partsOf(bytes);
    return parts && unpacked(parts);
  }
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(lengthBytes);
  bytes.writeUInt32LE(value);
  return bytes;
}

function partsOf(bytes: Buffer): Buffer[] | null {
  const parts: Buffer[] = [];
  let sum = 0;
  for (let at = 0; at + lengthBytes <= bytes.length; ) {
    const length = bytes.readUInt32LE(at);
    at += lengthBytes;
    if (length === 0) return at + lengthBytes === bytes.length && bytes.readUInt32LE(at) === sum ? parts : null;
    const part = bytes.subarray(at, at + length);
    sum = crc32(part, sum);
    parts.push(part);
    at += length;
  }
  return null;
}

function* unpacked(parts: readonly Buffer[]): Generator<unknown> {
  for (const part of parts) yield deserialize(part);
}
