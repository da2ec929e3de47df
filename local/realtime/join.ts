import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Identity } from '../service.ts';
import {
  type ChangeSubscription,
  changeRequestSchema,
  createChangeSubscription,
} from './change-subscription.ts';

const joinSchema = z.object({
  config: z
    .looseObject({
      broadcast: z
        .looseObject({
          self: z.boolean().optional(),
          ack: z.boolean().optional(),
          replay: z.unknown().optional(),
        })
        .optional(),
      presence: z
        .looseObject({ key: z.string().max(255).optional(), enabled: z.boolean().optional() })
        .optional(),
      postgres_changes: z.array(changeRequestSchema).max(100).nullish(),
      private: z.boolean().optional(),
    })
    .default({}),
  access_token: z.string().nullish(),
});

export interface JoinRequest {
  readonly private: boolean;
  readonly self: boolean;
  readonly ack: boolean;
  readonly presenceKey: string;
  readonly presenceEnabled: boolean;
  readonly changes: readonly ChangeSubscription[];
  readonly accessToken: string | null;
}

/** Reads the payload of `phx_join`. Throws an `Error` whose message is the reason to refuse the join. */
export function parseJoin(payload: unknown): JoinRequest {
  const parsed = joinSchema.safeParse(payload ?? {});
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Error(`InvalidJoinPayload: ${fields.join('; ')}`);
  }
  const { config, access_token: accessToken } = parsed.data;
  if (config.broadcast?.replay !== undefined && config.broadcast.replay !== null) {
    throw new Error(
      '"replay" is not supported by the embedded Realtime: read what was missed from its table',
    );
  }
  return {
    private: config.private ?? false,
    self: config.broadcast?.self ?? false,
    ack: config.broadcast?.ack ?? false,
    presenceKey: config.presence?.key || randomUUID(),
    presenceEnabled: config.presence?.enabled ?? false,
    changes: (config.postgres_changes ?? []).map(createChangeSubscription),
    accessToken: accessToken ?? null,
  };
}

/** Turns an access token into who calls; rejects when it is not, or no longer, good. */
export type VerifyToken = (token: string) => Promise<Identity>;

/**
 * Whom a token stands for. None, or an API key, stands for the key that opened the socket.
 * Throws an `Error` with the reason that hosted Realtime gives.
 */
export async function identifyToken(
  token: string | null,
  fallback: Identity,
  verify: VerifyToken,
): Promise<Identity> {
  if (token === null || token === '' || token.startsWith('sb_')) return fallback;
  try {
    return await verify(token);
  } catch (error) {
    const expired = error instanceof Error && 'code' in error && error.code === 'ERR_JWT_EXPIRED';
    throw new Error(`InvalidJWTToken: ${expired ? 'Token has expired' : 'The token is not valid'}`, {
      cause: error,
    });
  }
}
