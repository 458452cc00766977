// The brushed range on the strip: what is outside is shaded, and there is something to take hold of.

interface BrushedRangeProps {
  /** Where it begins and ends, per cent of the strip; possibly beyond it. */
  readonly left: number;
  readonly right: number;
}

/** Shows the range; `data-grip` says what is dragged there (see `Grip`). */
export function BrushedRange({ left, right }: BrushedRangeProps) {
  const from = clamp(left);
  const to = clamp(right);
  return (
    <>
      <div class="rs-overview-shade" style={{ left: 0, width: `${from}%` }} />
      <div class="rs-overview-shade" style={{ left: `${to}%`, right: 0 }} />
      <div
        class="rs-overview-range"
        data-grip="inside"
        style={{ left: `${from}%`, width: `${to - from}%` }}
      />
      {left >= 0 && left <= 100 ? (
        <div class="rs-overview-edge" data-grip="from" style={{ left: `${left}%` }} />
      ) : null}
      {right >= 0 && right <= 100 ? (
        <div class="rs-overview-edge" data-grip="to" style={{ left: `${right}%` }} />
      ) : null}
    </>
  );
}

const clamp = (share: number): number => Math.min(Math.max(share, 0), 100);
