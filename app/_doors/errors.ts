import { z } from 'zod';
import { AppError } from '@/lib/core/errors';
import { log } from '@/lib/core/log';

export const errorBody = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      hint: z.string().optional(),
      issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
      request_id: z.string(),
    }),
  })
  .meta({ id: 'Error' });
export type ErrorBody = z.infer<typeof errorBody>;

/** The one place where a failure becomes what people read. Anything unexpected is logged whole and told as a fixed sentence. */
export function describeError(error: unknown, requestId: string): { status: number; body: ErrorBody } {
  const known = toKnown(error);
  if (known === null) {
    log.error({ request_id: requestId, err: error }, 'unexpected failure');
    return {
      status: 500,
      body: {
        error: {
          code: 'internal',
          message: 'Something in Cairn failed. Nothing you saved was lost.',
          hint: 'Try again; if it stays, give the request id to whoever runs this server.',
          request_id: requestId,
        },
      },
    };
  }
  const { code, message, hint, issues } = known;
  return {
    status: known.status,
    body: {
      error: {
        code,
        message,
        ...(hint === undefined ? {} : { hint }),
        ...(issues.length === 0 ? {} : { issues: [...issues] }),
        request_id: requestId,
      },
    },
  };
}

function toKnown(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  if (error instanceof z.ZodError) return inputError(error);
  return null;
}

export function inputError(error: z.ZodError): AppError {
  const issues = error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  const first = issues[0];
  const message =
    first === undefined
      ? 'The input is not valid.'
      : `${first.path === '' ? '' : `${first.path}: `}${first.message}`;
  return new AppError('invalid_input', message, { issues, cause: error });
}
