import { pieces } from "./links";

export function MessageText({ text, className }: { text: string; className?: string | undefined }) {
  return (
    <div className={className} dir="auto">
      {pieces(text).map((piece) =>
        piece.isLink ? (
          <a key={piece.at} href={piece.text} target="_blank" rel="noopener noreferrer nofollow">
            {piece.text}
          </a>
        ) : (
          piece.text
        ),
      )}
    </div>
  );
}
