import { NextResponse } from 'next/server';
import { defineRoute } from '@/app/_doors/route';
import { healthOperation } from '@/app/_operations/system';
import { checkHealth } from '@/lib/health/check-health';

export const GET = defineRoute(healthOperation, async () => {
  const health = await checkHealth();
  return NextResponse.json(health, { status: health.status === 'ok' ? 200 : 503 });
});
