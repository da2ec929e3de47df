'use client';

import {
  Background,
  BackgroundVariant,
  Controls,
  type Edge,
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
import { type EntityBox, layoutRelations, type RelationLine } from './layout-relations';
import './relations-diagram.css';

type EntityNode = Node<{ box: EntityBox }, 'entity'>;

const nodeTypes = { entity: EntityNodeView };

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
      lines.map((line): Edge => {
        const isLink = line.kind === 'link';
        return {
          id: line.id,
          source: String(line.from),
          target: String(line.to),
          ...chooseSides(line, boxes),
          type: 'smoothstep',
          label: line.label,
          focusable: false,
          className: `relation-${line.kind}`,
          ...(isLink ? { markerStart: linkMarker, markerEnd: linkMarker } : { markerEnd: marker }),
        };
      }),
    [lines, boxes],
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
          onNodeClick={(_, node) => onOpen(node.data.box.index)}
          fitView
          fitViewOptions={{ padding: 0.08, maxZoom: 1 }}
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
          <Controls showInteractive={false} />
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

/** Neighbors in height are joined straight; whoever is further away is reached around the boxes between. */
function chooseSides(line: RelationLine, boxes: readonly EntityBox[]) {
  const from = boxes.find((box) => box.index === line.from);
  const to = boxes.find((box) => box.index === line.to);
  if (from === undefined || to === undefined) return {};
  if (from === to) return { sourceHandle: 'right', targetHandle: 'top' };
  const heights = [...new Set(boxes.map((box) => box.y))].sort((one, other) => one - other);
  const steps = heights.indexOf(from.y) - heights.indexOf(to.y);
  if (steps === 1) return { sourceHandle: 'top', targetHandle: 'bottom' };
  if (steps === -1) return { sourceHandle: 'bottom', targetHandle: 'top' };
  const side = from.x <= to.x ? 'left' : 'right';
  if (steps === 0) return { sourceHandle: side === 'left' ? 'right' : 'left', targetHandle: side };
  return { sourceHandle: side, targetHandle: side };
}

const sides = [
  ['top', Position.Top],
  ['bottom', Position.Bottom],
  ['left', Position.Left],
  ['right', Position.Right],
] as const;
const marker = { type: MarkerType.ArrowClosed, width: 18, height: 18, color: 'var(--muted-foreground)' };
/** Arrows grow with their line, and links are drawn thicker. */
const linkMarker = { ...marker, width: 12, height: 12, orient: 'auto-start-reverse' };

function EntityNodeView({ data: { box } }: NodeProps<EntityNode>) {
  return (
    <div className="h-full cursor-pointer overflow-hidden rounded-md border border-border bg-background text-foreground shadow-xs">
      {sides.flatMap(([id, position]) =>
        (['source', 'target'] as const).map((type) => (
          <Handle key={`${id} ${type}`} id={id} type={type} position={position} />
        )),
      )}
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
