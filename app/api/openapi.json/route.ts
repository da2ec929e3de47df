import { NextResponse } from 'next/server';
import { defineRoute } from '@/app/_doors/route';
import { openapiDocument } from '@/app/_operations/openapi-document';
import { openapiOperation } from '@/app/_operations/system';

export const GET = defineRoute(openapiOperation, async () => NextResponse.json(openapiDocument()));
