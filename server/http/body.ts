// Reads the body a row declares: JSON, or one of the row's file types; everything else is refused unread.
import express, { type Request, type RequestHandler, type Response } from 'express';
import { Failure } from '../failures.js';
import type { Route, Upload } from './route.js';

const defaultLimit = 1024 * 1024;
const json = 'application/json';

export type ReadBody = (req: Request, res: Response) => Promise<{ body: unknown; file: Upload | undefined }>;

const isEmpty = (req: Request) =>
  req.get('Transfer-Encoding') === undefined && Number(req.get('Content-Length') ?? 0) === 0;

function run(parser: RequestHandler, req: Request, res: Response): Promise<unknown> {
  return new Promise((resolve, reject) => {
    parser(req, res, (error?: unknown) => (error ? reject(error) : resolve(req.body)));
  });
}

/** An empty body counts as `{}`, so that each missing field is named, and a body of only optional fields may be left out. */
export function bodyReader({ body: schema, files, limit = defaultLimit }: Route): ReadBody {
  const fileTypes = [...(files?.types ?? [])];
  const accepted = [...(schema ? [json] : []), ...fileTypes];
  const readJson = express.json({ limit, strict: false, type: json });
  const readFile = express.raw({ limit, type: fileTypes });
  return async (req, res) => {
    if (accepted.length === 0) return { body: undefined, file: undefined };
    if (isEmpty(req)) return { body: {}, file: undefined };
    const type = req.is(accepted);
    if (!type) throw new Failure('request.wrong-content-type', { accepted });
    if (schema && type === json) return { body: await run(readJson, req, res), file: undefined };
    return { body: undefined, file: { type, bytes: (await run(readFile, req, res)) as Buffer } };
  };
}
