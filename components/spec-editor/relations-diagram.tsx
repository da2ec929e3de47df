'use client';

import {
  Background,
  BackgroundVariant,
  Controls,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useMemo } from 'react';
import type { AppSpec } from '@/lib/specs/schemas';
import { type EntityBox, layoutRelations } from './layout-relations';
import { RelationEdge, type RelationEdgeData } from './relation-edge';
import './relations-diagram.css';

type EntityNode = Node<{ box: EntityBox }, 'entity'>;

const nodeTypes = { entity: EntityNodeView };
const edgeTypes = { relation: RelationEdge };

/** A picture of the relations to look at and move about in; the sentences below it say the same. */
export default function RelationsDiagram({
  spec,
  onOpen,
}: {
  spec: AppSpec;
  onOpen: (entityIndex: number) => void;
}) {
  const { boxes, lines } = useMemo(() => layoutRelations(spec), [spec]);
  const nodes = useMemo(
    () =>
      boxes.map(
        (box): EntityNode => ({
          id: String(box.index),
          type: 'entity',
          position: { x: box.x, y: box.y },
          data: { box },
          width: box.width,
          height: box.height,
          draggable: false,
          connectable: false,
          focusable: false,
        }),
      ),
    [boxes],
  );
  const edges = useMemo(
    () =>
      lines.map((line): RelationEdgeData => {
        const isLink = line.kind === 'link';
        const heads = isLink ? { markerStart: linkMarker, markerEnd: linkMarker } : { markerEnd: marker };
        return {
          id: line.id,
          type: 'relation',
          source: String(line.from),
          target: String(line.to),
          data: { line },
          focusable: false,
          className: `relation-${line.kind}`,
          ...heads,
        };
      }),
    [lines],
  );
  return (
    <div>
      <section
        aria-label="Picture of the relations"
        className="relations-diagram h-[26rem] rounded-lg border border-border bg-card md:h-[32rem]"
      >
        <ReactFlow
          // A new arrangement is fitted anew.
          key={boxes.map((box) => `${box.name}${box.height}`).join()}
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodeClick={(_, node) => onOpen(node.data.box.index)}
          fitView
          fitViewOptions={{ padding: { top: '16px', x: '16px', bottom: '56px' }, maxZoom: 1 }}
          minZoom={0.15}
          maxZoom={1.75}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          preventScrolling={false}
          zoomOnScroll={false}
          panOnScroll={false}
        >
          <Background variant={BackgroundVariant.Dots} gap={20} size={1} />
          <Controls showInteractive={false} orientation="horizontal" />
        </ReactFlow>
      </section>
      <h3 className="mt-4 font-semibold">Relations in words</h3>
      {lines.length === 0 ? (
        <p className="text-muted-foreground text-sm">
          No entity refers to another yet. Give a field the type Reference.
        </p>
      ) : (
        <ul className="mt-1 list-disc space-y-1 pl-5 text-sm">
          {lines.map((line) => (
            <li key={line.id}>{line.sentence}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

const marker = { type: MarkerType.ArrowClosed, width: 18, height: 18, color: 'var(--muted-foreground)' };
/** Arrows grow with their line, and links are drawn thicker. */
const linkMarker = { ...marker, width: 12, height: 12, orient: 'auto-start-reverse' };

function EntityNodeView({ data: { box } }: NodeProps<EntityNode>) {
  return (
    <div className="h-full cursor-pointer overflow-hidden rounded-md border border-border bg-background text-foreground shadow-xs">
      <Handle type="source" position={Position.Top} />
      <Handle type="target" position={Position.Bottom} />
      <div className="truncate border-border border-b bg-muted px-3 py-2 font-semibold text-sm leading-5">
        {box.name || 'No name'}
      </div>
      <div className="py-1">
        {box.fields.map((field) => (
          <div key={field.name} className="flex h-[22px] items-center justify-between gap-3 px-3 text-xs">
            <span className="truncate">{field.name}</span>
            <span className="shrink-0 truncate text-muted-foreground">{field.type}</span>
          </div>
        ))}
        {box.more > 0 ? (
          <div className="flex h-[22px] items-center px-3 text-muted-foreground text-xs">{`and ${box.more} more`}</div>
        ) : null}
      </div>
    </div>
  );
}
