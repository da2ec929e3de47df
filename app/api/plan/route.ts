import { defineRoute } from '@/app/_doors/route';
import { previewPlanOperation } from '@/app/_operations/generations';
import { previewPlan } from '@/lib/generations/preview-plan';

export const POST = defineRoute(previewPlanOperation, async ({ body }) => previewPlan({ input: body }));
