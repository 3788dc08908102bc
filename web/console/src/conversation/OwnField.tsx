import { Checkbox, Select, TextInput } from "@mantine/core";
import type { ContactField } from "../api/types";

type Value = string | number | boolean;

interface OwnFieldProps {
  field: ContactField;
  value: Value | undefined;
  error: string | undefined;
  onChange: (value: Value | null) => void;
}

/** A field of the desk's own, as its type is filled in; leaving it saves it, and an empty one takes the value away. */
export function OwnField({ field: { name, type, choices }, value, error, onChange }: OwnFieldProps) {
  if (type === "flag") {
    return (
      <Checkbox
        label={name}
        checked={value === true}
        error={error}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  }
  if (type === "choice") {
    const chosen = value === undefined ? null : String(value);
    return (
      <Select
        label={name}
        data={choices}
        value={chosen}
        error={error}
        clearable
        onChange={(to) => onChange(to)}
      />
    );
  }
  return (
    <TextInput
      key={String(value ?? "")}
      type={type}
      step="any"
      label={name}
      defaultValue={String(value ?? "")}
      error={error}
      onBlur={({ currentTarget: { value: typed } }) => {
        if (typed.trim() === String(value ?? "")) return;
        onChange(typed.trim() === "" ? null : type === "number" ? Number(typed) : typed.trim());
      }}
    />
  );
}
