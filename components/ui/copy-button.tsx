'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, type ButtonProps } from '@/components/ui/button';

/** Copies `text`, and says so where it was pressed. */
export function CopyButton({
  text,
  label,
  children,
  ...props
}: Omit<ButtonProps, 'onClick'> & { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Without the right to write the clipboard the text stays selectable beside the button.
      setCopied(false);
    }
  };
  return (
    <Button
      variant="ghost"
      size={children === undefined ? 'icon' : 'sm'}
      aria-label={copied ? 'Copied' : label}
      onClick={copy}
      {...props}
    >
      {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
      {children}
    </Button>
  );
}
