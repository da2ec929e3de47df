import { z } from 'zod';
import type { Operation } from '@/app/_doors/route';
import { realtimeToken } from '@/lib/accounts/realtime-token';
import {
  account,
  refreshInput,
  session,
  signInInput,
  signOutInput,
  signUpInput,
} from '@/lib/accounts/schemas';

const tag = 'Accounts';

export const signUpOperation = {
  method: 'POST',
  path: '/api/auth/sign-up',
  summary: 'Open an account',
  tag,
  access: 'public',
  body: signUpInput,
  response: z.object({ session: session.nullable() }),
  status: 201,
} as const satisfies Operation;

export const signInOperation = {
  method: 'POST',
  path: '/api/auth/sign-in',
  summary: 'Sign in and get an access token',
  tag,
  access: 'public',
  body: signInInput,
  response: session,
  status: 200,
} as const satisfies Operation;

export const refreshOperation = {
  method: 'POST',
  path: '/api/auth/refresh',
  summary: 'Exchange a refresh token for a new session',
  tag,
  access: 'public',
  body: refreshInput,
  response: session,
  status: 200,
} as const satisfies Operation;

export const logoutOperation = {
  method: 'POST',
  path: '/api/auth/logout',
  summary: 'End this session, the others, or all',
  tag,
  access: 'signed-in',
  body: signOutInput,
  response: z.null(),
  status: 204,
} as const satisfies Operation;

export const meOperation = {
  method: 'GET',
  path: '/api/auth/me',
  summary: 'Who is signed in',
  tag,
  access: 'signed-in',
  response: account,
  status: 200,
} as const satisfies Operation;

export const realtimeTokenOperation = {
  method: 'GET',
  path: '/api/auth/realtime-token',
  summary: 'What a browser needs to follow generations live',
  tag,
  access: 'signed-in',
  response: realtimeToken,
  status: 200,
} as const satisfies Operation;
