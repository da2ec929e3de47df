import { defineRoute } from '@/app/_doors/route';
import { realtimeTokenOperation } from '@/app/_operations/auth';
import { getRealtimeToken } from '@/lib/accounts/realtime-token';

export const GET = defineRoute(realtimeTokenOperation, ({ ctx }) => getRealtimeToken({ ctx }));
