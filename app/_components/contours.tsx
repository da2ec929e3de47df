/** The lines of a map around a summit, drawn by one formula. */
export function Contours({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 1200 600"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      className={className}
      fill="none"
      stroke="currentcolor"
      strokeWidth="1"
    >
      {rings.map((path) => (
        <path key={path} d={path} vectorEffect="non-scaling-stroke" />
      ))}
    </svg>
  );
}

const rings = Array.from({ length: 9 }, (_, ring) => {
  const radius = 130 + ring * 78;
  const points = Array.from({ length: 121 }, (_, step) => {
    const angle = (step / 120) * Math.PI * 2;
    const wave =
      1 +
      0.07 * Math.sin(angle * 3 + ring * 0.45) +
      0.05 * Math.sin(angle * 5 - ring * 0.3) +
      0.03 * Math.sin(angle * 2 + 1);
    const x = 900 + Math.cos(angle) * radius * 1.25 * wave;
    const y = 330 + Math.sin(angle) * radius * 0.8 * wave;
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return `M${points.join('L')}Z`;
});
