import pino from 'pino';

const secretKeys = [
  'password',
  'access_token',
  'refresh_token',
  'token',
  'authorization',
  'cookie',
  'apikey',
  'secret',
  'code_verifier',
];

/**
 * One JSON object a line on stdout; keys that hold secrets are redacted down to the third level.
 * Bind `request_id`, `user_id`, `project_id`, `generation_id` with `log.child({ … })`.
 */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  redact: { paths: secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
});
export type Log = pino.Logger;
