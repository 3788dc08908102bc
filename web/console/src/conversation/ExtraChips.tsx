import { CloseButton } from "@mantine/core";
import { messages } from "../messages";
import { AddressBookIcon, MapPinIcon } from "../shared/icons";
import classes from "./Composer.module.css";
import { type Extras, hasExtras, placeName } from "./extras";

interface ExtraChipsProps {
  extras: Extras;
  onChange: (extras: Extras) => void;
}

/** The place and the cards that go with a message. */
export function ExtraChips({ extras, onChange }: ExtraChipsProps) {
  const { place, cards } = extras;
  if (!hasExtras(extras)) return null;
  return (
    <ul className={classes.uploads}>
      {place && (
        <Chip name={placeName(place)} onRemove={() => onChange({ cards })}>
          <MapPinIcon size={14} />
        </Chip>
      )}
      {cards.map((card) => (
        <Chip
          key={card.name}
          name={card.name}
          onRemove={() => onChange({ place, cards: cards.filter((each) => each !== card) })}
        >
          <AddressBookIcon size={14} />
        </Chip>
      ))}
    </ul>
  );
}

interface ChipProps {
  name: string;
  onRemove: () => void;
  children: React.ReactNode;
}

function Chip({ name, onRemove, children }: ChipProps) {
  return (
    <li className={classes.upload}>
      {children}
      <span className={classes.uploadName}>{name}</span>
      <CloseButton size="xs" aria-label={messages.composer.remove(name)} onClick={onRemove} />
    </li>
  );
}
