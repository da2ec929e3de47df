'use client';

import { PageFailed, type PageFailedProps } from '@/components/shell/page-failed';
import './globals.css';

/** For failures of the layout itself, which this replaces. */
export default function GlobalError(props: PageFailedProps) {
  return (
    <html lang="en">
      <body>
        <title>Failed to load · Cairn</title>
        <PageFailed {...props} />
      </body>
    </html>
  );
}
