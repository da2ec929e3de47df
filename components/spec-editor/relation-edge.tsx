import { BaseEdge, type Edge, type EdgeProps } from '@xyflow/react';
import type { Point, RelationLine } from './layout-relations';

export type RelationEdgeData = Edge<{ line: RelationLine }, 'relation'>;

const corner = 6;

/** A line along its corners, which the layout has led around the boxes. */
export function RelationEdge({ id, data, markerStart, markerEnd }: EdgeProps<RelationEdgeData>) {
  if (data === undefined) return null;
  const { points, label, labelAt } = data.line;
  return (
    <BaseEdge
      id={id}
      path={roundedPath(points)}
      label={label}
      labelX={labelAt.x}
      labelY={labelAt.y}
      labelBgPadding={[4, 1]}
      markerStart={markerStart}
      markerEnd={markerEnd}
    />
  );
}

function roundedPath(points: readonly Point[]): string {
  return points
    .map((point, at) => {
      const before = points[at - 1];
      const after = points[at + 1];
      if (before === undefined) return `M ${point.x} ${point.y}`;
      if (after === undefined) return `L ${point.x} ${point.y}`;
      const start = toward(point, before);
      const end = toward(point, after);
      return `L ${start.x} ${start.y} Q ${point.x} ${point.y} ${end.x} ${end.y}`;
    })
    .join(' ');
}

function toward(from: Point, to: Point): Point {
  const distance = Math.hypot(to.x - from.x, to.y - from.y);
  const part = distance === 0 ? 0 : Math.min(corner, distance / 2) / distance;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}
