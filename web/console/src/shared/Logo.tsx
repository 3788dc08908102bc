/** A door with the light on in the window above it. */
export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#1d6152" />
      <g fill="none" strokeLinecap="round">
        <path
          d="M9 26V7.500A1.500 1.500 0 0 1 10.500 6h11A1.500 1.500 0 0 1 23 7.500V26"
          stroke="#fff"
          strokeWidth="2.200"
        />
        <path d="M9 13h14" stroke="#fff" strokeWidth="2.200" />
        <path d="M12.500 9.600h7" stroke="#f4b95f" strokeWidth="2.600" />
      </g>
    </svg>
  );
}
