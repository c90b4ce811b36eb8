// How a record becomes a document and comes back the same. Values are plain JSON; only names need care.

/** A record with its type forgotten. */
export interface AnyRecord {
  id: string;
  version: number;
}
export interface StoredDocument {
  _id: string;
  version: number;
  [name: string]: unknown;
}

// Letters that mean something to MongoDB: paths (a.b), operators and references ($…), the end of a name.
const special = /[%.$\0]/g;
const escaped = /%([0-9a-f]{2})/g;
// Names that mean something to its driver, which looks names up in plain objects and so finds what every object inherits.
const isTaken = (name: string) => name === '_id' || name === '_bsontype' || name in Object.prototype;

const codeOf = (letter: string) => `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}`;
function storedName(name: string): string {
  if (name === '') return '%';
  return isTaken(name) ? codeOf(name) + name.slice(1) : name.replace(special, codeOf);
}
const givenName = (name: string) =>
  name === '%' ? '' : name.replace(escaped, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

function renamed(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((each) => renamed(each, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [rename(name), renamed(inner, rename)]));
}

/** A copy that shares nothing with the record: what JSON keeps of it, as every engine does. */
export function documentOf(record: AnyRecord, version: number): StoredDocument {
  const { id, version: _, ...rest } = JSON.parse(JSON.stringify(record)) as AnyRecord;
  return { _id: id, ...(renamed(rest, storedName) as object), version };
}

export function recordOf({ _id, version, ...rest }: StoredDocument): AnyRecord {
  return { id: _id, ...(renamed(rest, givenName) as object), version };
}
