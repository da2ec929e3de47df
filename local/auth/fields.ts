import { z } from 'zod';

/** A string field; absent and null read as empty, as the hosted service's Go structs do. */
export const textField = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

export const metadataField = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((value) => value ?? {});

export const pkceFields = { code_challenge: textField, code_challenge_method: textField };
