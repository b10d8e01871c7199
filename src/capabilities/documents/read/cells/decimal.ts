// Numbers as they are written in reports, kept as decimal digits: no amount ever passes through floating point.

/** `digits` × 10^-decimals; a bigint where a number could not hold the digits exactly. */
export type Decimal = { digits: number | bigint; decimals: number };

const SAFE_DIGITS = 15;
const MICRO_DECIMALS = 6;
const ZERO = 48;
const NINE = 57;
const COMMA = 44;
const POINT = 46;
const MINUS = 45;

/**
 * Plain digits with a point and well-placed thousands commas, the form of nearly every cell; `undefined` for anything else.
 * Bracketed, signed and foreign forms are read by `number-cell.ts`.
 */
export function readPlainDecimal(text: string): Decimal | undefined {
  const length = text.length;
  let digits = 0;
  let count = 0;
  let decimals = -1;
  let group = -1;
  let at = text.charCodeAt(0) === MINUS ? 1 : 0;
  const negative = at === 1;
  for (; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) {
      digits = digits * 10 + (code - ZERO);
      count++;
      if (decimals >= 0) decimals++;
      else if (group >= 0) group++;
    } else if (code === COMMA && decimals < 0 && (group < 0 ? count >= 1 && count <= 3 : group === 3)) {
      group = 0;
    } else if (code === POINT && decimals < 0 && (group < 0 || group === 3)) {
      decimals = 0;
    } else {
      return undefined;
    }
  }
  if (count === 0 || decimals === 0 || (group >= 0 && decimals < 0 && group !== 3)) return undefined;
  if (count > SAFE_DIGITS) return longDecimal(text);
  return { digits: negative ? -digits : digits, decimals: Math.max(decimals, 0) };
}

function longDecimal(text: string): Decimal {
  const bare = text.replaceAll(",", "");
  const point = bare.indexOf(".");
  const decimals = point < 0 ? 0 : bare.length - point - 1;
  return { digits: BigInt(bare.replace(".", "")), decimals };
}

/** Micros (millionths), rounded half away from zero where a file gives more than six decimals. */
export function toMicros({ digits, decimals }: Decimal): bigint {
  if (decimals <= MICRO_DECIMALS) return BigInt(digits) * powers[MICRO_DECIMALS - decimals]!;
  return divideRounded(BigInt(digits), 10n ** BigInt(decimals - MICRO_DECIMALS));
}

/** A whole count: `4313.0` is 4313; `undefined` when it has a fraction. */
function toCount({ digits, decimals }: Decimal): bigint | undefined {
  if (decimals === 0) return BigInt(digits);
  const unit = 10n ** BigInt(decimals);
  const whole = BigInt(digits);
  return whole % unit === 0n ? whole / unit : undefined;
}

/** A count as stored: a modelled fraction is rounded. */
export function wholeCount(count: Decimal): bigint {
  return toCount(count) ?? BigInt(Math.round(toNumber(count)));
}

export function toNumber({ digits, decimals }: Decimal): number {
  if (decimals === 0) return Number(digits);
  if (typeof digits === "number" && decimals <= 22) return digits / 10 ** decimals;
  return Number(`${digits}e-${decimals}`);
}

export function isZero({ digits }: Decimal): boolean {
  return digits === 0 || digits === 0n;
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { digits: BigInt(a.digits) * BigInt(b.digits), decimals: a.decimals + b.decimals };
}

const powers = Array.from({ length: MICRO_DECIMALS + 1 }, (_, exponent) => 10n ** BigInt(exponent));

function divideRounded(value: bigint, divisor: bigint): bigint {
  const half = divisor / 2n;
  return value >= 0n ? (value + half) / divisor : -((-value + half) / divisor);
}
