import { defineRoute } from '@/app/_doors/route';
import { galleryOperation } from '@/app/_operations/batches';
import { gallery } from '@/lib/gallery/gallery';

export const GET = defineRoute(galleryOperation, async () => ({ apps: gallery }));
