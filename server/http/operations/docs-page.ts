// The API description for programs (openapi.json) and for people (Swagger UI, served from here: no outside address).
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import express, { type Router } from 'express';
import { openapi } from '../openapi.js';
import type { Route } from '../route.js';

const uiFolder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const uiFiles = new Set(['/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png']);

const page = `<!doctype html>
<html lang="vi">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Gặp gỡ Đại sứ – API</title>
    <link rel="icon" href="/api/docs/favicon-32x32.png">
    <link rel="stylesheet" href="/api/docs/swagger-ui.css">
  </head>
  <body>
    <div id="ui"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;
// A file of its own, because the content security policy allows no inline script.
const start = "SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#ui', deepLinking: true, validatorUrl: null });\n";

export function docsPage(rows: readonly Route[]): Router {
  // Takes longer than the rest of the start, and few ever ask for it.
  let description: object | null = null;
  const router = express.Router();
  router.get('/openapi.json', (_req, res) => {
    description ??= openapi(rows);
    res.json(description);
  });
  router.get('/docs', (_req, res) => {
    res.type('html').send(page);
  });
  router.get('/docs/start.js', (_req, res) => {
    res.type('js').send(start);
  });
  const files = express.static(uiFolder, { index: false, maxAge: '1h' });
  router.use('/docs', (req, res, next) => (uiFiles.has(req.path) ? files(req, res, next) : next()));
  return router;
}
