import { Reply, type Route, route } from '../../../http/route.js';
import { presentReport } from '../present.js';
import { readCsv } from './csv.js';
import { importBodySchema, importQuerySchema, importReportSchema } from './report.js';
import type { Imports } from './service.js';
import { rowsOf, rowsOfJson } from './sheet.js';
import { readXlsx } from './xlsx.js';

const csv = 'text/csv';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const importRoute = (imports: Imports): Route =>
  route({
    method: 'post',
    path: '/imports',
    summary: 'Import needs and offers',
    description:
      'Rows as JSON, CSV (UTF-8) or XLSX (first sheet) become drafts. Columns: kind (need or offer), title_vi, title_en, summary_vi, summary_en, themes, forms, countries, province, provinces, partner, partners, year_from, year_to, visibility, source_name, source_url, source_date, contact_name, contact_post, contact_email, contact_phone. Lists are separated by semicolons; provinces may be codes or names, current or former. One rejected row keeps all from being stored, unless partial=true.',
    access: ['province', 'partner', 'mission', 'planner', 'admin'],
    audit: ['import.stored', 'import.checked'],
    query: importQuerySchema,
    body: importBodySchema,
    files: { types: [csv, xlsx] },
    limit: 20 * 1024 * 1024,
    answers: { status: 201, schema: importReportSchema, description: 'Drafts were stored' },
    also: [{ status: 200, schema: importReportSchema, description: 'Nothing was stored: a trial, or rejected rows' }],
    handle: async (act, { query, body, file }) => {
      const rows =
        file === undefined
          ? rowsOfJson(Array.isArray(body) ? body : (body?.rows ?? []))
          : rowsOf(file.type === csv ? readCsv(file.bytes) : await readXlsx(file.bytes));
      const report = await imports.import(act, rows, query);
      return new Reply(report.stored ? 201 : 200, presentReport(act, report));
    },
  });
