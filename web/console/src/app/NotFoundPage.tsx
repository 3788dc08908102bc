import { Button } from "@mantine/core";
import { Link } from "wouter";
import { messages } from "../messages";
import { EmptyState } from "../shared/EmptyState";

export function NotFoundPage() {
  return (
    <EmptyState title={messages.notFound.title} text={messages.notFound.text}>
      <Button component={Link} href="/" variant="light">
        {messages.notFound.home}
      </Button>
    </EmptyState>
  );
}
