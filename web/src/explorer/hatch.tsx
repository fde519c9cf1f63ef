/** What stands where there is no data; inside the drawing, so that it goes with its picture. */
export function Hatch({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line className="chart-hatch" x1={1} x2={1} y1={0} y2={5} />
      </pattern>
    </defs>
  )
}
